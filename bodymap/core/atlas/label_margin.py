"""Places short labels beside the body, each with a line to its area; for the window.

The places beside a body are worked out once and kept; so are the nearest of them to an area with the lines to it, for
as long as the same marks lie on the area. So one more mark costs what it is in the way of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.label_boxes import Bounds, boxes_round, is_free, is_on_half
from bodymap.core.atlas.label_placement import Label, LabelRequest, place_labels_clear, taken_by
from bodymap.core.marks.kept import kept

_STEPS_A_BOX: Final = 2
"""Places tried off the body for each width and height of a box."""

_COARSE: Final = 8.0
"""Outlines need be no finer than this part of a box's height to find places beside them."""

_LINES_TRIED: Final = 24
"""How many of the nearest places off the body are compared by the lines to them."""

_LINES_KEPT: Final = 48
"""How many of the nearest places are kept with their lines, as some will be taken; where too few are left, all are
looked at anew."""

_CROSSING: Final = 12.0
"""What a crossing costs, as a length of line in heights of the box."""

_LEFT_FREE: Final = 0.9
"""The part of a label that no line of another may cross; labels may stand so close that a line touches the frame."""

_KEPT: Final = 256
"""Areas with their lines that are kept: the roots of both sides in a few views at a few sizes."""

_PLACES_KEPT: Final = 32
"""Drawings at some size whose coarser outline, and the places beside it, are kept: hundreds of boxes each."""


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Middles of boxes of one size beside a body, shape (n, 2), and the boxes."""

    points: NDArray[np.float64]
    boxes: NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """The nearest places to an area, the nearest first: their numbers, the lines to it, and how much is on the body."""

    numbers: NDArray[np.intp]
    lines: NDArray[np.object_]
    over: NDArray[np.float64]


def place_labels_outside(
    requests: Sequence[LabelRequest],
    *,
    avoid: Sequence[BaseGeometry],
    body: BaseGeometry,
    room: BaseGeometry,
    longest: float | None = None,
) -> tuple[Label, ...]:
    """A place off the `body` for every label, with a `tip` on its area; where there is none, as `place_labels_clear`.

    Labels touch neither what is to be avoided nor each other; their lines are short, run over little of the body, and
    cross neither what is avoided nor each other, nor another label, where that can be helped. An empty area gets no
    label. With a `longest` line a label that finds no place off the body within it is left out. What has a `half` has
    its name on that half, and no line across the middle.
    """
    wanted = [(asked, request) for asked, request in enumerate(requests) if not request.area.is_empty]
    if not wanted:
        return ()
    size = max(one.width for _, one in wanted), max(one.height for _, one in wanted)
    coarse = _simplified(body, size[1] / _COARSE)
    taken = shapely.STRtree([area for area in avoid if not area.is_empty])
    clear: dict[_Places, NDArray[np.bool_]] = {}
    labels: list[Label] = []
    lines: list[BaseGeometry] = []
    for asked, request in wanted:
        width, height = size if longest is None else (request.width, request.height)
        places = _beside(coarse, width, height, room.bounds, request.half)
        if places not in clear:
            clear[places] = np.ones(len(places.points), dtype=bool)
            clear[places][taken.query(places.boxes, predicate="intersects")[0]] = False
        free = clear[places] & is_free(places.points, request.width, request.height, taken_by(labels))
        if not free.any():
            found = _inside(request, labels, avoid, coarse, room) if longest is None else ()
            labels += (replace(label, asked=asked) for label in found)
            continue
        place, tip, line = _best_line(places, free, request, taken=taken, body=coarse, lines=lines, labels=labels)
        if longest is not None and line.length > longest:
            continue
        lines.append(line)
        labels.append(Label(request.text, *place, request.width, request.height, tip, asked))
    return tuple(labels)


def _inside(
    request: LabelRequest,
    labels: Sequence[Label],
    avoid: Sequence[BaseGeometry],
    body: BaseGeometry,
    room: BaseGeometry,
) -> tuple[Label, ...]:
    """The label clear of those that are placed, on its area or beside it."""
    boxes = _boxes_of(labels).tolist()
    seen = shapely.intersection(request.area, room)
    there = replace(request, area=seen)
    return place_labels_clear([there], avoid=[*avoid, *boxes], clear=0.0, body=body, room=room.bounds)


@kept(_PLACES_KEPT)
def _simplified(body: BaseGeometry, tolerance: float) -> BaseGeometry:
    coarse = shapely.simplify(body, tolerance, preserve_topology=False)
    shapely.prepare(coarse)
    return coarse


@kept(_PLACES_KEPT)
def _beside(body: BaseGeometry, width: float, height: float, room: Bounds, half: int) -> _Places:
    """The places of a grid whose boxes lie in the room, off the body, and on one half if it is not 0."""
    left, top, right, bottom = room
    if right - left < width or bottom - top < height:
        return _Places(np.zeros((0, 2)), np.zeros(0, dtype=object))
    across = np.arange(left + width / 2, right - width / 2 + 1e-6, width / _STEPS_A_BOX)
    down = np.arange(top + height / 2, bottom - height / 2 + 1e-6, height / _STEPS_A_BOX)
    x, y = (axis.ravel() for axis in np.meshgrid(across, down))
    points = np.column_stack([x, y])
    points = points[is_on_half(points, width, half)]
    boxes = boxes_round(points, width, height)
    shapely.prepare(body)
    clear = ~shapely.intersects(body, boxes)
    return _Places(points[clear], boxes[clear])


def _best_line(
    places: _Places,
    is_free: NDArray[np.bool_],
    request: LabelRequest,
    *,
    taken: shapely.STRtree,
    body: BaseGeometry,
    lines: Sequence[BaseGeometry],
    labels: Sequence[Label],
) -> tuple[tuple[float, float], tuple[float, float], BaseGeometry]:
    """Of the places that are free the one with the best line to the area: middle, tip and line.

    The lines to the whole area are known from before, mostly. Only where the best of them meets what is to be avoided,
    those are compared that end clear of it.
    """
    inner = _boxes_of(labels, _LEFT_FREE)
    numbers = np.sort(taken.query(request.area, predicate="intersects"))
    on_area: tuple[BaseGeometry, ...] = tuple(taken.geometries[numbers].tolist())
    for in_the_way in dict.fromkeys(((), on_area)):
        near = _free_lines(places, is_free, request, body, in_the_way)
        points, tried = places.points[near.numbers], near.lines
        crossed = np.zeros(len(tried))
        crossed[taken.query(tried, predicate="intersects")[0]] = 4.0
        is_clear = crossed == 0.0
        if lines:
            boxes = boxes_round(points, request.width, request.height)
            crossed += 2.0 * shapely.intersects(tried[:, None], lines).sum(axis=1)
            crossed += 4.0 * shapely.intersects(boxes[:, None], lines).sum(axis=1)
            crossed += 4.0 * shapely.intersects(tried[:, None], inner).sum(axis=1)
        best = int(np.argmin(shapely.length(tried) + 2 * near.over + crossed * _CROSSING * request.height))
        if is_clear[best]:
            break
    x, y = points[best].tolist()
    tip_x, tip_y = shapely.get_coordinates(tried[best])[-1].tolist()
    return (x, y), (tip_x, tip_y), tried[best]


def _free_lines(
    places: _Places,
    is_free: NDArray[np.bool_],
    request: LabelRequest,
    body: BaseGeometry,
    in_the_way: tuple[BaseGeometry, ...],
) -> _Lines:
    """The nearest places that are free, with their lines."""
    nearest = _nearest_marked if in_the_way else _nearest_bare
    near = nearest(places, request.area, request.height, body, in_the_way)
    left = np.flatnonzero(is_free[near.numbers])[:_LINES_TRIED]
    if len(left) < min(_LINES_TRIED, int(is_free.sum())):
        return _lines_to(places, _tip_area(request.area, request.height, in_the_way), body, is_free, _LINES_TRIED)
    return _Lines(near.numbers[left], near.lines[left], near.over[left])


def _lines_to(places: _Places, tips: BaseGeometry, body: BaseGeometry, is_free: NDArray[np.bool_], most: int) -> _Lines:
    free = np.flatnonzero(is_free)
    points = np.asarray(shapely.points(places.points[free]))
    order = np.argsort(shapely.distance(tips, points), kind="stable")[:most]
    lines = np.asarray(shapely.shortest_line(points[order], tips))
    return _Lines(free[order], lines, shapely.length(shapely.intersection(lines, body)))


def _tip_area(area: BaseGeometry, height: float, in_the_way: tuple[BaseGeometry, ...]) -> BaseGeometry:
    """Where a line may end: well inside the area, where it is wide enough, and not on what is avoided."""
    simple = shapely.simplify(area, height / _COARSE)
    if not simple.is_valid:  # a piece of the area lies within another one's coarser outline
        simple = shapely.buffer(simple, 0)
    free = shapely.difference(simple, shapely.union_all(in_the_way)) if in_the_way else simple
    free = simple if free.is_empty else free
    for inside in (height / 2, height / 4):
        deep = shapely.simplify(shapely.buffer(free, -inside, quad_segs=2), inside / 4)
        if not deep.is_empty:
            return deep
    return shapely.point_on_surface(free)


def _nearest(
    places: _Places, area: BaseGeometry, height: float, body: BaseGeometry, in_the_way: tuple[BaseGeometry, ...]
) -> _Lines:
    """The nearest places to an area with their lines, whether they are free or not."""
    tips = _tip_area(area, height, in_the_way)
    return _lines_to(places, tips, body, np.ones(len(places.points), dtype=bool), _LINES_KEPT)


# Apart, so that those that are needed for many marks push none out that is needed for all.
_nearest_bare = kept(_KEPT)(_nearest)
_nearest_marked = kept(_KEPT)(_nearest)


def _boxes_of(labels: Sequence[Label], part: float = 1.0) -> NDArray[np.object_]:
    """The boxes of labels, or the inner part of them."""
    x, y, width, height = taken_by(labels).T
    return boxes_round(np.column_stack([x, y]), part * width, part * height)
