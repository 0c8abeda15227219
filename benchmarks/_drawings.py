"""Strokes that wander over the body as a hand draws them, the same ones for the same seed."""

from __future__ import annotations

import random

from bodymap.core.marks.mark import Mark, MarkId, Spot, Stroke
from bodymap.core.vocabulary import View
from bodymap.library.loading import load_atlas

_WIDTH_MM = 12.0
_STROKES, _POINTS = 10, 60


def drawing(chance: random.Random) -> tuple[Mark, ...]:
    """Ten strokes of 60 points, on front and back."""
    return tuple(Mark(MarkId(number), wandering(chance, _POINTS)) for number in range(1, _STROKES + 1))


def wandering(chance: random.Random, points: int) -> Stroke:
    """A stroke of so many points, 12 mm wide, that begins on skin and goes 180 mm down, however many points it has."""
    start = _start(chance)
    step = _POINTS / points
    line, x, y = [], start.x, start.y
    for _ in range(points):
        x, y = x + chance.uniform(-3, 3) * step, y + chance.uniform(-1, 4) * step
        line.append((round(x, 1), round(y, 1)))
    return Stroke(start.view, tuple(line), _WIDTH_MM)


def _start(chance: random.Random) -> Spot:
    atlas = load_atlas()
    while True:
        view = chance.choice((View.FRONT, View.BACK))
        box = atlas.view_box(view)
        x, y = box.x + chance.random() * box.width, box.y + chance.random() * box.height
        if atlas.part_at(view, x=x, y=y) is not None:
            return Spot(view, x, y)
