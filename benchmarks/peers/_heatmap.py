"""Draws one picture by anatomapa, in a Python of its own: ``python _heatmap.py ROUNDS``."""

from __future__ import annotations

import sys
import time
from statistics import median

import anatomapa  # type: ignore[import-untyped,import-not-found,unused-ignore]  # only in the peers' environment


def main() -> None:
    """Print the milliseconds of processor time, and the letters of the picture."""
    times, text = [], ""
    for number in range(int(sys.argv[1]) + 1):
        start = time.process_time()
        text = anatomapa.heatmap({"hip": 10 + number, "thigh": 5}).to_svg()
        times.append(1000 * (time.process_time() - start))
    sys.stdout.write(f"{median(times[1:]):.2f} {len(text)}\n")


if __name__ == "__main__":
    main()
