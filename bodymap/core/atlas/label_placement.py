"""Places short labels inside areas so that none overlaps another; for the window and for the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

_ACROSS: Final = 20
"""Places tried along the longer side of an area's bounding box."""

_FARTHEST: Final = 12.0
"""How far beside its area a label may stand, in heights of its box."""

_DIRECTIONS: Final = 24
_OFF_BODY_FIRST: Final = 4.0
"""How many heights farther a label goes to stand off the body."""


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A text that wants a place inside an area.

    Attributes
    ----------
    width, height : float
        Size of the text box in the units of the area.
    """

    text: str
    area: BaseGeometry
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text with the middle of its box; the box may stick out of a narrow area.

    Attributes
    ----------
    tip : (float, float) or None
        The point of its area that the label belongs to, where it stands beside it and not on it.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    tip: tuple[float, float] | None = None


def place_labels(requests: Sequence[LabelRequest]) -> tuple[Label, ...]:
    """A place for every label that finds room, in the order asked; who asks first is placed first.

    A label goes to the roomiest place of its area where its whole box lies inside, or, where the area is too narrow for
    that, where the middle of the box lies inside. Boxes never overlap: a label without room is left out.

    Examples
    --------
    >>> hip = shapely.box(0, 0, 40, 40)
    >>> asked = [LabelRequest(root, hip, width=20, height=30) for root in ("L1", "L2", "L3")]
    >>> [label.text for label in place_labels(asked)]
    ['L1']
    """
    labels: list[Label] = []
    for request in requests:
        taken = np.array([(label.x, label.y, label.width, label.height) for label in labels]).reshape(-1, 4)
        place = _place(request, taken)
        if place is not None:
            labels.append(Label(request.text, *place, request.width, request.height))
    return tuple(labels)


def place_labels_clear(
    requests: Sequence[LabelRequest], *, avoid: BaseGeometry, body: BaseGeometry, room: BaseGeometry
) -> tuple[Label, ...]:
    """A place for every label, none of them touching `avoid` or another label.

    A label that has no room on its area, or would hide all of it, stands beside it with a `tip` on the area: as near as
    may be within the `room`, but rather off the `body` than on it. An empty area gets no label, and a label that finds
    no place within twelve of its heights is left out.
    """
    shapely.prepare((avoid, body, room))
    labels: list[Label] = []
    for request in requests:
        if request.area.is_empty:
            continue
        taken = np.array([(label.x, label.y, label.width, label.height) for label in labels]).reshape(-1, 4)
        on_area = None
        if request.area.area > request.width * request.height:
            on_area = _place(request, taken, avoid)
        if on_area is not None:
            labels.append(Label(request.text, *on_area, request.width, request.height))
            continue
        beside = _place_beside(request, taken, avoid, body, room)
        if beside is not None:
            labels.append(Label(request.text, *beside[0], request.width, request.height, tip=beside[1]))
    return tuple(labels)


def _place_beside(
    request: LabelRequest,
    taken: NDArray[np.float64],
    avoid: BaseGeometry,
    body: BaseGeometry,
    room: BaseGeometry,
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    free = request.area.difference(avoid)
    tip = shapely.point_on_surface(request.area if free.is_empty else free)
    distance, angle = np.meshgrid(
        np.arange(1, _FARTHEST, 0.5) * request.height, np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    )
    points = np.column_stack([(tip.x + distance * np.cos(angle)).ravel(), (tip.y + distance * np.sin(angle)).ravel()])
    boxes = _boxes(points, request)
    keeps_clear = _is_free(points, request, taken) & ~shapely.intersects(avoid, boxes) & shapely.contains(room, boxes)
    points, away = points[keeps_clear], distance.ravel()[keeps_clear]
    if not len(points):
        return None
    on_body = shapely.intersects(body, _boxes(points, request))
    x, y = points[int(np.argmin(away + _OFF_BODY_FIRST * request.height * on_body))].tolist()
    return (x, y), (tip.x, tip.y)


def _boxes(points: NDArray[np.float64], request: LabelRequest) -> NDArray[np.object_]:
    half = np.array([request.width, request.height]) / 2
    return np.asarray(shapely.box(*(points - half).T, *(points + half).T))


def _place(
    request: LabelRequest, taken: NDArray[np.float64], avoid: BaseGeometry | None = None
) -> tuple[float, float] | None:
    points = _tries(request.area)
    points = points[_is_free(points, request, taken)]
    if avoid is not None and not avoid.is_empty:
        points = points[~shapely.intersects(avoid, _boxes(points, request))]
    if not len(points):
        return None
    inside = shapely.contains(request.area, _boxes(points, request))
    best = points[inside] if inside.any() else points
    room = shapely.distance(shapely.boundary(request.area), shapely.points(best))
    x, y = best[int(np.argmax(room))].tolist()
    return x, y


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


def _is_free(points: NDArray[np.float64], request: LabelRequest, taken: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a box around each point keeps clear of all boxes that are placed."""
    apart = np.abs(points[:, None, :] - taken[None, :, :2])
    needed = (taken[:, 2:] + [request.width, request.height]) / 2
    free: NDArray[np.bool_] = np.all(np.any(apart >= needed[None], axis=2), axis=1)
    return free
