"""Places short labels beside the body, each with a line to its area; for the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.label_placement import Label, LabelRequest, place_labels_clear

_STEPS_A_BOX: Final = 2
"""Places tried off the body for each width and height of a box."""

_COARSE: Final = 8.0
"""Outlines need be no finer than this part of a box's height to find places beside them."""

_LINES_TRIED: Final = 24
"""How many of the nearest places off the body are compared by the lines to them."""

_CROSSING: Final = 12.0
"""What a crossing costs, as a length of line in heights of the box."""


def place_labels_outside(
    requests: Sequence[LabelRequest],
    *,
    avoid: BaseGeometry,
    body: BaseGeometry,
    room: BaseGeometry,
    longest: float | None = None,
    middle: BaseGeometry | None = None,
) -> tuple[Label, ...]:
    """A place off the `body` for every label, with a `tip` on its area; where there is none, as `place_labels_clear`.

    Labels touch neither `avoid` nor each other; their lines are short, run over little of the body, and cross neither
    `avoid` nor each other where that can be helped. An empty area gets no label. With a `longest` line a label that
    finds no place off the body within it is left out. The `middle` of the body is crossed as little as another line, so
    that what is on one side has its name on that side.
    """
    asked = [request for request in requests if not request.area.is_empty]
    if not asked:
        return ()
    box = LabelRequest("", room, max(one.width for one in asked), max(one.height for one in asked))
    body = shapely.simplify(body, box.height / _COARSE, preserve_topology=False)
    kept_free = shapely.union(avoid, body)
    points = _off_body(box, kept_free, room)
    labels: list[Label] = []
    lines: list[BaseGeometry] = [middle] if middle is not None else []
    for request in asked:
        places = points if longest is None else _off_body(request, kept_free, room)
        free = places[_is_free(places, request, labels)]
        if not len(free):
            labels += _inside(request, labels, avoid, body, room) if longest is None else ()
            continue
        place, tip, line = _best_line(free, request, avoid=avoid, body=body, lines=lines)
        if longest is not None and line.length > longest:
            continue
        lines.append(line)
        labels.append(Label(request.text, *place, request.width, request.height, tip=tip))
    return tuple(labels)


def _inside(
    request: LabelRequest, labels: Sequence[Label], avoid: BaseGeometry, body: BaseGeometry, room: BaseGeometry
) -> tuple[Label, ...]:
    """The label clear of those that are placed, on its area or beside it."""
    boxes = _boxes(np.array([(one.x, one.y) for one in labels]).reshape(-1, 2), *_sizes(labels)).tolist()
    seen = shapely.intersection(request.area, room)
    there = LabelRequest(request.text, seen, request.width, request.height)
    return place_labels_clear([there], avoid=[avoid, *boxes], clear=0.0, body=body, room=room.bounds)


def _off_body(box: LabelRequest, taken: BaseGeometry, room: BaseGeometry) -> NDArray[np.float64]:
    """Middles of boxes that lie in the room and off what is taken, on a grid."""
    left, top, right, bottom = room.bounds
    if right - left < box.width or bottom - top < box.height:
        return np.zeros((0, 2))
    across = np.arange(left + box.width / 2, right - box.width / 2 + 1e-6, box.width / _STEPS_A_BOX)
    down = np.arange(top + box.height / 2, bottom - box.height / 2 + 1e-6, box.height / _STEPS_A_BOX)
    x, y = (axis.ravel() for axis in np.meshgrid(across, down))
    points = np.column_stack([x, y])
    shapely.prepare(taken)
    clear: NDArray[np.float64] = points[~shapely.intersects(taken, _boxes(points, box.width, box.height))]
    return clear


def _best_line(
    points: NDArray[np.float64],
    request: LabelRequest,
    *,
    avoid: BaseGeometry,
    body: BaseGeometry,
    lines: Sequence[BaseGeometry],
) -> tuple[tuple[float, float], tuple[float, float], BaseGeometry]:
    """Of some middles the one with the best line to the area: middle, tip and line."""
    area = _tip_area(request, avoid)
    near = points[np.argsort(shapely.distance(area, shapely.points(points)))[:_LINES_TRIED]]
    tried = np.asarray(shapely.shortest_line(shapely.points(near), area))
    over = shapely.length(shapely.intersection(tried, body))
    crossed = shapely.intersects(tried, avoid) * 4.0
    boxes = _boxes(near, request.width, request.height)
    for line in lines:
        crossed = crossed + shapely.intersects(tried, line) * 2.0 + shapely.intersects(boxes, line) * 4.0
    best = int(np.argmin(shapely.length(tried) + 2 * over + crossed * _CROSSING * request.height))
    x, y = near[best].tolist()
    tip_x, tip_y = shapely.get_coordinates(tried[best])[-1].tolist()
    return (x, y), (tip_x, tip_y), tried[best]


def _tip_area(request: LabelRequest, avoid: BaseGeometry) -> BaseGeometry:
    """Where a line may end: well inside the area, where it is wide enough, and not on what is avoided."""
    area = shapely.simplify(request.area, request.height / _COARSE)
    free = shapely.difference(area, avoid)
    free = area if free.is_empty else free
    for inside in (request.height / 2, request.height / 4):
        deep = shapely.simplify(shapely.buffer(free, -inside, quad_segs=2), inside / 4)
        if not deep.is_empty:
            return deep
    return shapely.point_on_surface(free)


def _is_free(points: NDArray[np.float64], request: LabelRequest, labels: Sequence[Label]) -> NDArray[np.bool_]:
    """Whether a box around each point keeps clear of all labels that are placed."""
    places = np.array([(one.x, one.y) for one in labels]).reshape(-1, 2)
    needed = (np.column_stack(_sizes(labels)) + np.array([request.width, request.height])) / 2
    apart = np.abs(points[:, None, :] - places[None])
    free: NDArray[np.bool_] = np.all(np.any(apart >= needed[None], axis=2), axis=1)
    return free


def _sizes(labels: Sequence[Label]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([one.width for one in labels], dtype=float), np.array([one.height for one in labels], dtype=float)


def _boxes(
    points: NDArray[np.float64], width: float | NDArray[np.float64], height: float | NDArray[np.float64]
) -> NDArray[np.object_]:
    x, y = points[:, 0], points[:, 1]
    return np.asarray(shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2))
