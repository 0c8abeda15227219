"""How the cost grows with marks, points of a stroke and drawings: ``python -m benchmarks.growth``.

Each table doubles or trebles one number and tells milliseconds of the processor, with a bar on a scale of tens, and at
the end the power of the number that the cost grows with: 1 is straight, less is flatter. Marks: what one more costs
beside those that stand, as `find` is asked; a case of the window holds no more than `MOST_MARKS`. Points: one stroke
that wanders over the front, seen for the first time. Drawings: all of them, one after the other, each of ten strokes.
The reference is what the smallest number costs.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks._drawings import drawing, wandering
from benchmarks._goals import Goal, machine, print_table
from benchmarks._window import standing_marks
from bodymap.core.marks.mark import Mark, MarkId
from bodymap.core.reasoning.findings import find
from bodymap.library.loading import load_atlas, load_evidence

_SEED = 11
_MARKS = (1, 3, 10, 30, 100, 300, 1000, 2000)
_POINTS = (10, 30, 100, 300, 1000, 3000, 10_000)
_DRAWINGS = (1, 3, 10, 30, 100)
_ROUNDS = 5
_A_TENFOLD = 12  # letters of a bar
_STRAIGHT = 1.05  # what a straight line is measured as at most


def main() -> None:
    """Print the tables."""
    print(machine())
    goals = [
        _told("one more mark", "standing", {number: _one_more(number) for number in _MARKS}),
        _told("one stroke", "points", {number: _one_stroke(number) for number in _POINTS}),
        _told("drawings of ten strokes", "drawings", {number: _drawn(number) for number in _DRAWINGS}),
    ]
    print()
    print_table(goals, reference="a straight line")


def _one_more(standing: int) -> float:
    """Milliseconds to find what one more mark means."""
    marks = standing_marks(standing)
    more = [mark.shape for mark in standing_marks(standing + _ROUNDS + 1)[standing:]]
    _asked(marks)
    times = [_asked((*marks, Mark(MarkId(standing + 1), shape))) for shape in more]
    return median(times[1:])


def _one_stroke(points: int) -> float:
    """Milliseconds to find what a stroke of so many points means."""
    chance = random.Random(_SEED)  # noqa: S311
    return median(_asked((Mark(MarkId(1), wandering(chance, points)),)) for _ in range(_ROUNDS))


def _drawn(number: int) -> float:
    """Milliseconds for so many drawings, none of them seen before."""
    chance = random.Random(_SEED + number)  # noqa: S311
    return sum(_asked(drawing(chance)) for _ in range(number))


def _asked(marks: Sequence[Mark]) -> float:
    start = time.process_time()
    find(marks, load_atlas(), load_evidence())
    return 1000 * (time.process_time() - start)


def _told(title: str, what: str, told: Mapping[int, float]) -> Goal:
    """Print a table; the power that it grows with at its end, which is to be that of a straight line."""
    least = min(told.values())
    print(f"\n{title}\n{what:>10}{'ms':>11}{'ratio':>9}")
    for number, cost in told.items():
        bar = "#" * (1 + round(_A_TENFOLD * math.log10(cost / least)))
        print(f"{number:>10}{cost:>11.1f}{cost / next(iter(told.values())):>9.2f}  {bar}")
    print(f"grows with the power {_power(told, 0):.2f} over all, {_power(told, -3):.2f} over the last three")
    return Goal(f"{title}: power of growth", _power(told, -3), _STRAIGHT, 1.0, "")


def _power(told: Mapping[int, float], first: int) -> float:
    """The slope on a scale of tens, from one of the numbers to the largest."""
    numbers = sorted(told)
    low, high = numbers[first], numbers[-1]
    return math.log(told[high] / told[low]) / math.log(high / low)


if __name__ == "__main__":
    main()
