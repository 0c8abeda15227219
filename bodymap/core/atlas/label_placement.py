"""Places short labels inside areas so that none overlaps another; for the window and for the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.label_boxes import Bounds, boxes_round, is_free, is_on_half, is_within

_ACROSS: Final = 20
"""Places tried along the longer side of an area's bounding box."""

_FARTHEST: Final = 12.0
"""How far beside its area a label may stand, in heights of its box."""

_DIRECTIONS: Final = 24
_TRIED_FIRST: Final = 8
_LARGER_TRIES: Final = 3
_KEPT: Final = 512
"""Areas whose places are kept, for a size of label."""
_OFF_BODY_FIRST: Final = 4.0
"""How many heights farther a label goes to stand off the body."""


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A text that wants a place inside an area.

    Attributes
    ----------
    width, height : float
        Size of the text box in the units of the area.
    half : int
        1 where the whole box must stand at x > 0, -1 where at x < 0; so what belongs to one side of the body has its
        name on that side. 0 where it may stand anywhere.
    """

    text: str
    area: BaseGeometry
    width: float
    height: float
    half: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A text with the middle of its box; the box may stick out of a narrow area.

    Attributes
    ----------
    tip : (float, float) or None
        The point of its area that the label belongs to, where it stands beside it and not on it.
    asked : int
        Which of the requests it answers, from 0; a root of both sides has two of one text.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    tip: tuple[float, float] | None = None
    asked: int = 0


def taken_by(labels: Sequence[Label]) -> NDArray[np.float64]:
    """The boxes of labels, shape (n, 4): middle and size."""
    return np.array([(label.x, label.y, label.width, label.height) for label in labels]).reshape(-1, 4)


def place_labels(
    requests: Sequence[LabelRequest], *, avoid: Sequence[BaseGeometry] = (), clear: float = 0.0
) -> tuple[Label, ...]:
    """A place for every label that finds room, in the order asked; who asks first is placed first.

    A label goes to the roomiest place of its area where its whole box lies inside, or, where the area is too narrow for
    that, where the middle of the box lies inside. Boxes never overlap, nor come nearer than `clear` to an area of
    `avoid`: a label without room is left out.

    Examples
    --------
    >>> hip = shapely.box(0, 0, 40, 40)
    >>> asked = [LabelRequest(root, hip, width=20, height=30) for root in ("L1", "L2", "L3")]
    >>> [label.text for label in place_labels(asked)]
    ['L1']
    """
    avoided = _Avoided(avoid, clear) if avoid else None
    labels: list[Label] = []
    for asked, request in enumerate(requests):
        taken = taken_by(labels)
        place = _place(request, taken, avoided)
        if place is not None:
            labels.append(Label(request.text, *place, request.width, request.height, asked=asked))
    return tuple(labels)


def place_labels_clear(
    requests: Sequence[LabelRequest],
    *,
    avoid: Sequence[BaseGeometry],
    clear: float,
    body: BaseGeometry,
    room: Bounds,
) -> tuple[Label, ...]:
    """A place for every label, none of them nearer than `clear` to an area of `avoid`, or touching another label.

    A label that has no room on its area, or would hide all of it, stands beside it with a `tip` on the area: as near as
    may be within the `room`, a box, but rather off the `body` than on it. An empty area gets no label, nor does one
    without a place within twelve of its heights.
    """
    shapely.prepare(body)
    avoided = _Avoided(avoid, clear)
    labels: list[Label] = []
    for asked, request in enumerate(requests):
        if request.area.is_empty:
            continue
        taken = taken_by(labels)
        on_area = None
        if request.area.area > request.width * request.height:
            on_area = _place(request, taken, avoided)
        if on_area is not None:
            labels.append(Label(request.text, *on_area, request.width, request.height, asked=asked))
            continue
        beside = _place_beside(request, taken, avoided, body, room)
        if beside is not None:
            labels.append(Label(request.text, *beside[0], request.width, request.height, beside[1], asked))
    return tuple(labels)


class _Avoided:
    """Areas that labels keep clear of."""

    def __init__(self, areas: Sequence[BaseGeometry], clear: float) -> None:
        self._areas = np.array(areas, dtype=object)
        self._tree = shapely.STRtree(self._areas)
        self._clear = clear

    def first_clear(self, points: NDArray[np.float64], request: LabelRequest) -> NDArray[np.float64] | None:
        """The first of some points round which the box of a label is clear of them; None when there is none."""
        # Mostly one of the first is, so few are tried at first, then more and more.
        bounds = [0, *(_TRIED_FIRST * 4**step for step in range(_LARGER_TRIES)), len(points)]
        for some in (points[first:last] for first, last in pairwise(bounds)):
            touched, _ = self._near(boxes_round(some, request.width, request.height))
            left = np.setdiff1d(np.arange(len(some)), touched)
            if len(left):
                found: NDArray[np.float64] = some[left[0]]
                return found
        return None

    def _near(self, boxes: NDArray[np.object_]) -> NDArray[np.intp]:
        """Which boxes are near which areas; whether they touch is found sooner than how far they are apart."""
        if self._clear:
            return self._tree.query(boxes, predicate="dwithin", distance=self._clear)
        return self._tree.query(boxes, predicate="intersects")

    def left_of(self, area: BaseGeometry) -> BaseGeometry:
        """The part of an area that is clear of them."""
        near = self._areas[self._tree.query(area, predicate="dwithin", distance=self._clear)]
        return area.difference(shapely.union_all(near).buffer(self._clear)) if len(near) else area


def _place_beside(
    request: LabelRequest,
    taken: NDArray[np.float64],
    avoided: _Avoided,
    body: BaseGeometry,
    room: Bounds,
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    free = avoided.left_of(request.area)
    tip = shapely.point_on_surface(request.area if free.is_empty else free)
    distance, angle = np.meshgrid(
        np.arange(1, _FARTHEST, 0.5) * request.height, np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    )
    points = np.column_stack([(tip.x + distance * np.cos(angle)).ravel(), (tip.y + distance * np.sin(angle)).ravel()])
    size = request.width, request.height
    keeps_clear = is_within(points, *size, room) & is_on_half(points, request.width, request.half)
    keeps_clear &= is_free(points, *size, taken)
    points, away = points[keeps_clear], distance.ravel()[keeps_clear]
    cost = away + _OFF_BODY_FIRST * request.height * shapely.intersects(body, boxes_round(points, *size))
    found = avoided.first_clear(points[np.argsort(cost, kind="stable")], request)
    return None if found is None else ((float(found[0]), float(found[1])), (tip.x, tip.y))


def _place(
    request: LabelRequest, taken: NDArray[np.float64], avoided: _Avoided | None = None
) -> tuple[float, float] | None:
    points = best_first(request.area, request.width, request.height)
    free = is_free(points, request.width, request.height, taken)
    points = points[is_on_half(points, request.width, request.half) & free]
    found = avoided.first_clear(points, request) if avoided is not None else next(iter(points), None)
    return None if found is None else (float(found[0]), float(found[1]))


@lru_cache(maxsize=_KEPT)
def best_first(area: BaseGeometry, width: float, height: float) -> NDArray[np.float64]:
    """Points inside an area for a label of a size: those where it lies wholly inside first, the roomiest first."""
    points = _tries(area)
    half = np.array([width, height]) / 2
    inside = shapely.contains(area, shapely.box(*(points - half).T, *(points + half).T))
    room = shapely.distance(shapely.boundary(area), shapely.points(points))
    best: NDArray[np.float64] = points[np.lexsort((-room, ~inside))]
    return best


def _tries(area: BaseGeometry) -> NDArray[np.float64]:
    """Points inside the area: a grid, and one that is surely there in every piece."""
    if area.is_empty:
        return np.zeros((0, 2))
    shapely.prepare(area)
    left, top, right, bottom = area.bounds
    step = max(right - left, bottom - top) / _ACROSS
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(left, right, step), np.arange(top, bottom, step)))
    inside = shapely.contains_xy(area, x, y)
    sure = shapely.get_coordinates(shapely.point_on_surface(shapely.get_parts(area)))
    return np.concatenate([np.column_stack([x[inside], y[inside]]), sure])
