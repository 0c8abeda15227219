"""Very many points and drawings, and how the cost of one more mark grows: ``python -m benchmarks.many``.

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

from benchmarks._goals import Goal, print_table
from benchmarks._window import standing_marks
from bodymap.core.atlas.point_grid import CELL_MM
from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, Stroke
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import View
from bodymap.library.loading import load_atlas, load_evidence

_SEED = 7
_POINTS = 1_000_000
_DRAWINGS, _SAMPLE = 10_000, 40
_STANDING = (1, 5, 20, 99)


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
    print("one more mark, median of 9:")
    for standing in _STANDING:
        print(f"{standing:>6} standing {_one_more(standing):>8.1f} ms")


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
    drawings = [[_stroke(chance) for _ in range(10)] for _ in range(_SAMPLE)]
    find(_marks(drawings[0]), atlas, evidence)
    start = time.process_time()
    for drawing in drawings[1:]:
        find(_marks(drawing), atlas, evidence)
    return (time.process_time() - start) / (len(drawings) - 1) * _DRAWINGS


def _one_more(standing: int) -> float:
    """Milliseconds to find what one more mark means."""
    atlas, evidence, marks = load_atlas(), load_evidence(), standing_marks(standing)
    more = [spot.shape for spot in standing_marks(standing + 12)[-12:]]
    find(marks, atlas, evidence)
    times = []
    for shape in more[3:]:
        marked = (*marks, Mark(MarkId(standing + 1), shape))
        start = time.process_time()
        find(marked, atlas, evidence)
        times.append(time.process_time() - start)
    return 1000 * median(times)


def _stroke(chance: random.Random) -> Stroke:
    spot = _start(chance)
    points, x, y = [], spot.x, spot.y
    for _ in range(60):
        x, y = x + chance.uniform(-3, 3), y + chance.uniform(-1, 4)
        points.append((round(x, 1), round(y, 1)))
    return Stroke(spot.view, tuple(points), 12.0)


def _start(chance: random.Random) -> Spot:
    atlas = load_atlas()
    while True:
        view = chance.choice((View.FRONT, View.BACK))
        box = atlas.view_box(view)
        x, y = box.x + chance.random() * box.width, box.y + chance.random() * box.height
        if atlas.part_at(view, x=x, y=y) is not None:
            return Spot(view, x, y)


def _marks(shapes: list[Stroke]) -> list[Mark]:
    ordered: list[Shape] = list(shapes)
    return [Mark(MarkId(number), shape) for number, shape in enumerate(ordered, start=1)]


def _milliseconds(act: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return 1000 * median(times)


if __name__ == "__main__":
    main()
