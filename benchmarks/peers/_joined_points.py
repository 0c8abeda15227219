"""Joins points with parts by geopandas, in a Python of its own: ``python _joined_points.py FOLDER``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import geopandas  # type: ignore[import-untyped,import-not-found,unused-ignore]  # only in the peers' environment
import numpy as np
import shapely


def main() -> None:
    """Print the milliseconds of processor time, and write the first part of each point."""
    folder = Path(sys.argv[1])
    parts = geopandas.GeoDataFrame(geometry=shapely.from_wkb(np.load(folder / "parts.npy")))
    points = np.load(folder / "points.npy")
    frame = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(points[:, 0], points[:, 1]))
    times = []
    for _ in range(3):
        start = time.process_time()
        geopandas.sjoin(frame, parts, predicate="intersects", how="left")
        times.append(1000 * (time.process_time() - start))
    joined = geopandas.sjoin(frame, parts, predicate="intersects", how="left")
    found = joined["index_right"].groupby(level=0).min().fillna(-1)
    np.save(folder / "joined.npy", found.to_numpy().astype(np.intp))
    sys.stdout.write(f"{sorted(times)[1]:.1f}\n")


if __name__ == "__main__":
    main()
