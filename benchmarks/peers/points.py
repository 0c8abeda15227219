"""A hundred thousand points located, beside a spatial join of geopandas: ``python -m benchmarks.peers.points PYTHON``.

PYTHON is one with what ``requirements.txt`` in this folder pins, in an environment of its own::

    python3 -m venv build/peers && build/peers/bin/pip install -r benchmarks/peers/requirements.txt
    python -m benchmarks.peers.points build/peers/bin/python

Both are given the same parts and points, and their answers are compared. geopandas joins any two layers and keeps all
columns of both; it makes no picture, knows nothing of roots, and gives a point on a border once for each part.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import shapely

from benchmarks._goals import Goal, print_table
from bodymap.core.vocabulary import View
from bodymap.library.loading import load_atlas

_SEED, _POINTS, _ROUNDS, _TIMES = 7, 100_000, 5, 40


def main() -> None:
    """Print how long each took, and whether they agree."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    atlas, view = load_atlas(), View.FRONT
    box = atlas.view_box(view)
    chance = np.random.default_rng(_SEED)
    points = chance.uniform((box.x, box.y), (box.x + box.width, box.y + box.height), (_POINTS, 2))
    own = atlas.locate_many(view, points)  # the first time, the grid is made
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        own = atlas.locate_many(view, points)
        times.append(1000 * (time.process_time() - start))
    with tempfile.TemporaryDirectory() as folder:
        parts = [region.geometry for region in atlas.part_regions(view)]
        np.save(Path(folder) / "parts.npy", np.array([shapely.to_wkb(part, hex=True) for part in parts]))
        np.save(Path(folder) / "points.npy", points)
        peer = Path(__file__).with_name("_joined_points.py")
        told = subprocess.run([sys.argv[1], str(peer), folder], check=True, capture_output=True, text=True)
        joined = np.load(Path(folder) / "joined.npy")
    took = float(told.stdout)
    located = sorted(times)[len(times) // 2]
    print_table(
        [Goal("100,000 points located", located, took / _TIMES, took)], reference="geopandas.sjoin of the same points"
    )
    print(
        f"geopandas takes {took:.0f} ms, {took / located:.0f} times as long; {int((joined != own).sum())} points differ"
    )


if __name__ == "__main__":
    main()
