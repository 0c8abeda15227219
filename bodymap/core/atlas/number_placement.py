"""Places the numbers of marks at the skin they belong to; for the picture and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.label_boxes import Bounds, boxes_round, is_free, is_on_half, is_within
from bodymap.core.atlas.label_placement import Label, best_first, taken_by

_COVERED: Final = 0.2
"""A mark has room for its number when the number's frame covers no more of it."""

_RING: Final = 48
"""Places tried round a small mark."""

_FARTHER: Final = np.arange(1.0, 6.0, 0.5)
_DIRECTIONS: Final = 16
"""Where a number is tried that finds no place at its mark: so many of its heights off, in so many directions."""

_TOUCHING: Final = 0.5
"""How far the middle of a number stands off a small mark, as a part of its width: it touches it and covers nothing."""


@dataclass(frozen=True, slots=True)
class NumberRequest:
    """A mark that wants its number.

    Attributes
    ----------
    area : geometry
        The skin of the mark, not empty.
    width, height : float
        Size of the number's frame in the units of the area.
    start : (float, float) or None
        Where a stroke of this drawing begins: its number stands there.
    """

    text: str
    area: BaseGeometry
    width: float
    height: float
    start: tuple[float, float] | None = None


def place_numbers(requests: Sequence[NumberRequest], *, has_middle: bool, room: Bounds) -> tuple[Label, ...]:
    """A place for every number, in the order asked, none on another one while there is room.

    A mark with room has its number on it, a smaller one touching it: outwards and up, if that is free of other marks.
    Where all round it is taken, the number stands farther off, with a `tip` on the mark. Where the body has a middle in
    the drawing, at x = 0, a number stands on the side on which most of its mark lies.
    """
    tree = shapely.STRtree([request.area for request in requests])
    labels: list[Label] = []
    for asked, request in enumerate(requests):
        half = _half(request.area) if has_middle else 0
        points = _tries(request, half)
        fits = _fits(points, request, labels, room)
        on_side: NDArray[np.bool_] = fits & is_on_half(points, request.width, half)
        clear = _clear_of_others(points, request, asked, tree)
        if (best := _first(points, on_side & clear)) is not None:
            labels.append(Label(request.text, *best, request.width, request.height, asked=asked))
        elif (led := _led(request, asked, tree, labels, half, room)) is not None:
            labels.append(led)
        else:
            fitting = (_first(points, wanted) for wanted in (on_side, fits, np.ones(len(points), dtype=bool)))
            best = next(point for point in fitting if point is not None)
            labels.append(Label(request.text, *best, request.width, request.height, asked=asked))
    return tuple(labels)


def _half(area: BaseGeometry) -> int:
    """On which half most of an area lies; 0 where it lies as much on the one as on the other."""
    left, top, right, bottom = area.bounds
    if left >= 0 or right <= 0:
        return 1 if left >= 0 else -1
    there = shapely.intersection(area, shapely.box(0, top, right, bottom)).area
    return int(np.sign(round(2 * there / area.area - 1, 6)))


def _tries(request: NumberRequest, half: int) -> NDArray[np.float64]:
    """Middles to try, the best first."""
    area, start = request.area, request.start
    if area.area > request.width * request.height:
        points = best_first(area, request.width, request.height)
        if start is not None and half * start[0] >= 0:
            line = shapely.shortest_line(area, shapely.Point(start))  # the beginning may have been erased
            begins = shapely.get_coordinates(line)[:1]
            points = np.concatenate([begins, points[np.argsort(np.hypot(*(points - start).T), kind="stable")]])
        (frame,) = boxes_round(points[:1], request.width, request.height)
        if shapely.intersection(area, frame).area <= _COVERED * area.area:
            return points
    rings = shapely.get_parts(shapely.boundary(shapely.buffer(area, _TOUCHING * request.width)))
    ring = max(rings.tolist(), key=lambda ring: ring.length)
    steps = np.linspace(0, 1, _RING, endpoint=False)
    points = shapely.get_coordinates(shapely.line_interpolate_point(ring, steps, normalized=True))
    left, top, right, _ = ring.bounds
    far = start if start is not None else ((left, top) if half < 0 else (right, top))
    found: NDArray[np.float64] = points[np.argsort(np.hypot(*(points - far).T), kind="stable")]
    return found


def _led(
    request: NumberRequest,
    asked: int,
    tree: shapely.STRtree,
    labels: Sequence[Label],
    half: int,
    room: Bounds,
) -> Label | None:
    """The number a little farther off, clear of all marks, with the point of its mark that a line leads to."""
    tip = shapely.point_on_surface(request.area)
    away, angle = np.meshgrid(_FARTHER * request.height, np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False))
    around = np.column_stack([(tip.x + away * np.cos(angle)).ravel(), (tip.y + away * np.sin(angle)).ravel()])
    points = around[np.argsort(away.ravel(), kind="stable")]
    fits = _fits(points, request, labels, room)
    points = points[fits & is_on_half(points, request.width, half)]
    place = _first(points, _clear_of_others(points, request, None, tree))
    return place and Label(request.text, *place, request.width, request.height, (tip.x, tip.y), asked)


def box_of(label: Label) -> BaseGeometry:
    """The box of a label."""
    half_width, half_height = label.width / 2, label.height / 2
    return shapely.box(label.x - half_width, label.y - half_height, label.x + half_width, label.y + half_height)


def _fits(
    points: NDArray[np.float64],
    request: NumberRequest,
    labels: Sequence[Label],
    room: Bounds,
) -> NDArray[np.bool_]:
    """Whether a number at each point would lie in the room and on no other number."""
    size = request.width, request.height
    return is_free(points, *size, taken_by(labels)) & is_within(points, *size, room)


def _first(points: NDArray[np.float64], wanted: NDArray[np.bool_]) -> tuple[float, float] | None:
    places = np.flatnonzero(wanted)
    return (float(points[places[0], 0]), float(points[places[0], 1])) if len(places) else None


def _clear_of_others(
    points: NDArray[np.float64], request: NumberRequest, own: int | None, tree: shapely.STRtree
) -> NDArray[np.bool_]:
    """Whether a number at each point would lie on no mark but its own, or on none at all."""
    boxes = boxes_round(points, request.width, request.height)
    at, marks = tree.query(boxes, predicate="intersects")
    clear = np.ones(len(points), dtype=bool)
    clear[at if own is None else at[marks != own]] = False
    return clear
