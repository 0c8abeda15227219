"""Very many points, and very many drawings: ``python -m benchmarks.many``.

Points: a million at random on the front, beside a bare look-up of their cells in the same grid, which is wrong along
every border, and beside `STRtree.query`, which is exact. Drawings: ten strokes of 60 points, 12 mm wide, on front and
back; a sample is measured and told for 10,000. All is processor time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import median

import numpy as np
import shapely

from benchmarks._drawings import drawing
from benchmarks._goals import Goal, print_table
from bodymap.core.atlas.point_grid import CELL_MM
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import View
from bodymap.library.loading import load_atlas, load_evidence

_SEED = 7
_POINTS = 1_000_000
_DRAWINGS, _SAMPLE = 10_000, 40


def main() -> None:
    """Print the tables."""
    limit, located, tree = _points()
    print_table(
        [Goal("a million points located", located, limit / 0.4, limit)],
        reference="a bare look-up of the cells",
    )
    print(f"by STRtree.query it takes {tree:.0f} ms, {tree / located:.0f} times as long")
    seconds = _drawings()
    goal = Goal("10,000 drawings of 10 strokes", seconds, 100.0, limit, "s")
    print_table([goal], reference="a thousand million such look-ups")


def _points() -> tuple[float, float, float]:
    """Milliseconds of a bare look-up, of `locate_many`, and of the index."""
    atlas, view = load_atlas(), View.FRONT
    box = atlas.view_box(view)
    chance = np.random.default_rng(_SEED)
    points = chance.uniform((box.x, box.y), (box.x + box.width, box.y + box.height), (_POINTS, 2))
    cells = np.zeros((int(box.height / CELL_MM) + 2, int(box.width / CELL_MM) + 2), dtype=np.int16)
    tree = shapely.STRtree([region.geometry for region in atlas.part_regions(view)])
    atlas.locate_many(view, points[:1])  # makes the grid

    def looked_up() -> object:
        columns, rows = np.floor((points - (box.x, box.y)) / CELL_MM).astype(np.intp).T
        return cells[rows, columns]

    return (
        _milliseconds(looked_up, 5),
        _milliseconds(lambda: atlas.locate_many(view, points), 5),
        _milliseconds(lambda: tree.query(shapely.points(points), predicate="intersects"), 1),
    )


def _drawings() -> float:
    """Seconds for all drawings, from a sample."""
    atlas, evidence, chance = load_atlas(), load_evidence(), random.Random(_SEED)  # noqa: S311
    drawings = [drawing(chance) for _ in range(_SAMPLE)]
    find(drawings[0], atlas, evidence)
    start = time.process_time()
    for marks in drawings[1:]:
        find(marks, atlas, evidence)
    return (time.process_time() - start) / (len(drawings) - 1) * _DRAWINGS


def _milliseconds(act: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return 1000 * median(times)


if __name__ == "__main__":
    main()
