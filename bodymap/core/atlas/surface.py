"""Where on the body a point of a drawing lies, whatever the figure and the view: how a mark keeps its place.

All figures have one mesh, so a place on the skin of one is a place on the skin of all. It is told as a point of the
reference body, the neutral figure at rest. For each drawing the builder writes a grid that gives this point for every
few millimetres of the skin that is seen. So a mark travels ::

    point of a drawing  ->  place on the reference body  ->  point of another drawing

first by the grid of the drawing it was made on, between grid points in proportion; then to the grid point nearest to
the place in space, and from there along the slope of the skin. A shape that knows its anchors, its places of old, goes
by them, so that going from figure to figure and back brings it home without drift.

A mark that moves to another figure stays in its own view if that sees half of its points or more, within `SEEN_MM`;
otherwise it goes to the view that sees most of them. It is never lost: a point that is not seen goes to the nearest
skin that is, and the points of a stroke that ran off the body keep their distance to the nearest point that did not.
Radius and width stay what they were in millimetres, and a whole part is the same part on every figure.
"""

from __future__ import annotations

import io
import math
import struct
import tokenize
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, assert_never

import numpy as np
from numpy.typing import NDArray

from bodymap.core.errors import DrawingError
from bodymap.core.marks.mark import Anchor, Mark, Shape, Spot, Stroke, WholePart
from bodymap.core.vocabulary import View

SEEN_MM: Final = 10.0
"""A place is seen in a view when the nearest skin seen there is no further from it than this."""

UNIT_MM: Final = 0.5
"""One step of the whole numbers in a grid; the builder writes by it."""
NO_SKIN: Final = -32768
"""What a grid holds where no skin is."""
MOST_BYTES: Final = 20_000_000
"""Largest grid that is read, unpacked; our largest has a fortieth of it."""
_FARTHEST_MM: Final = 10_000.0
_FINEST_MM: Final = 0.01
_MOST_TOLD: Final = 200
_REACH_CELLS: Final = 3
"""How many grid steps beside the grid's skin a point may lie: a drawing's outline is smoother than its grid."""
_LEVEL_MM: Final = 15.0
"""A place is first looked for among the skin that is no higher and no lower than this."""
_FOLD_CELLS: Final = 6
"""Neighbouring grid points further apart in space than this many steps do not hang together, as an arm before a hip."""

_DAMAGED: Final = (
    OSError, ValueError, KeyError, EOFError, TypeError, RuntimeError, MemoryError, OverflowError, SyntaxError,
    struct.error, tokenize.TokenError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading a damaged archive may raise, whichever byte is wrong: its directory, its streams or a head in them."""

Numbers: TypeAlias = NDArray[np.float64]
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SeenAt:
    """A point of a drawing.

    Attributes
    ----------
    x, y : float
        Millimetres of the drawing, y downwards.
    off_mm : float
        How far the skin there is from the place that was asked for; more than `SEEN_MM` when the view does not show it.
    """

    x: float
    y: float
    off_mm: float


class Surface:
    """The skin that one drawing shows, as a grid of places.

    Parameters
    ----------
    origin_mm : array of float, shape (2,)
        Point of the drawing at the first row and column.
    step_mm : float
        Distance between grid points, on both axes.
    position : array of int16, shape (rows, columns, 3)
        Place at each grid point in half millimetres; -32768 where there is no skin.
    """

    def __init__(self, origin_mm: Numbers, step_mm: float, position: NDArray[np.int16]) -> None:
        self._origin = origin_mm
        self._step = step_mm
        self._position = position
        self._rows, self._columns = np.nonzero(position[..., 0] != NO_SKIN)
        self._places = position[self._rows, self._columns].astype(np.float32) * np.float32(UNIT_MM)
        self._upwards = np.argsort(self._places[:, 1], kind="stable")
        self._heights = self._places[self._upwards, 1]

    def place_at(self, *, x: float, y: float) -> Anchor | None:
        """The place at a point; a little off the skin that of the nearest skin, further off None."""
        column, row = ((np.array([x, y]) - self._origin) / self._step).tolist()
        near = self._near(row, column)
        if near is None:
            return None
        rows, columns, places = near
        apart = np.abs(np.column_stack([rows - row, columns - column]))
        weights = np.prod(np.maximum(0.0, 1 - apart), axis=1)
        nearest = places[np.argmin(np.sum(apart**2, axis=1))]
        weights[np.linalg.norm(places - nearest, axis=1) > _FOLD_CELLS * self._step] = 0
        found = weights @ places / weights.sum() if weights.sum() > 0 else nearest
        left, up, front = found.tolist()
        return left, up, front

    def seen_at(self, place: Anchor) -> SeenAt | None:
        """The point that shows a place, or comes nearest to it; None when the drawing shows no skin at all."""
        if not len(self._places):
            return None
        wanted = np.array(place)
        nearest = self._nearest(wanted.astype(np.float32))
        row, column = float(self._rows[nearest]), float(self._columns[nearest])
        row, column = self._refined(row, column, wanted)
        x, y = (self._origin + self._step * np.array([column, row])).tolist()
        there = self.place_at(x=x, y=y)
        reached = self._places[nearest] if there is None else np.array(there)
        return SeenAt(x, y, float(np.linalg.norm(reached - wanted)))

    def _nearest(self, wanted: NDArray[np.float32]) -> int:
        """The skin nearest to a place; of several the first. Mostly it lies about as high, which spares the rest."""
        low, high = np.searchsorted(self._heights, [wanted[1] - _LEVEL_MM, wanted[1] + _LEVEL_MM])
        level = np.sort(self._upwards[low:high])
        if len(level):
            apart = np.sum((self._places[level] - wanted) ** 2, axis=1)
            nearest = int(np.argmin(apart))
            if apart[nearest] < _LEVEL_MM**2:
                return int(level[nearest])
        return int(np.argmin(np.sum((self._places - wanted) ** 2, axis=1)))

    def _near(self, row: float, column: float) -> tuple[Numbers, Numbers, Numbers] | None:
        """Rows, columns and places of the skin among the grid points round a point."""
        first_row = max(0, math.floor(row) - _REACH_CELLS)
        first_column = max(0, math.floor(column) - _REACH_CELLS)
        size = 2 * _REACH_CELLS + 2
        window = self._position[first_row : max(0, first_row + size), first_column : max(0, first_column + size)]
        rows, columns = np.nonzero(window[..., 0] != NO_SKIN)
        if not len(rows):
            return None
        places = window[rows, columns] * UNIT_MM
        near = np.maximum(np.abs(rows + first_row - row), np.abs(columns + first_column - column)) <= _REACH_CELLS
        if not near.any():
            return None
        return rows[near] + float(first_row), columns[near] + float(first_column), places[near]

    def _refined(self, row: float, column: float, wanted: Numbers) -> tuple[float, float]:
        """From a grid point along the slope of the skin to where a place lies, at most one step."""
        near = self._near(row, column)
        if near is None:
            return row, column
        rows, columns, places = near
        steps = np.column_stack([rows - row, columns - column])
        here = places[np.argmin(np.sum(steps**2, axis=1))]
        beside = (np.abs(steps).max(axis=1) <= 1) & (np.linalg.norm(places - here, axis=1) <= _FOLD_CELLS * self._step)
        slope = np.linalg.lstsq(steps[beside], places[beside] - here, rcond=1e-3)[0]
        along = np.linalg.lstsq(slope.T, wanted - here, rcond=1e-3)[0]
        down, right = np.clip(along, -1, 1).tolist()
        return row + down, column + right


Surfaces: TypeAlias = Mapping[View, Surface]


def read_surface(data: bytes, *, file: str) -> Surface:
    """The surface in the bytes of an npz file: ``origin_mm``, ``step_mm`` and ``position``.

    Raises
    ------
    DrawingError
        If the bytes are not such a file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(inside.file_size for inside in archive.infolist())
        if size > MOST_BYTES:
            raise DrawingError(f"{file}: {size:,} bytes when it is unpacked; at most {MOST_BYTES:,} are read")
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            origin, step, position = (np.asarray(arrays[name]) for name in ("origin_mm", "step_mm", "position"))
    except _DAMAGED as error:
        raise DrawingError(f"{file}: not a surface grid: {_told(error)}") from error
    is_grid = position.ndim == 3 and position.shape[2:] == (3,) and position.dtype == np.int16
    is_placed = origin.shape == (2,) and step.shape == () and {origin.dtype.kind, step.dtype.kind} <= set("fiu")
    # A NaN compares false, so that it is refused here too.
    if not (is_grid and is_placed and (abs(origin) <= _FARTHEST_MM).all() and _FINEST_MM <= step <= _FARTHEST_MM):
        found = f"position {position.shape} {position.dtype}, origin {origin.shape}, step {step.shape}"
        raise DrawingError(f"{file}: not a surface grid: {found[:_MOST_TOLD]}")
    return Surface(origin.astype(np.float64), float(step), position)


def _told(error: Exception) -> str:
    """What went wrong, in one short line: a message of a library may hold what stands in the file."""
    return " ".join(str(error).split())[:_MOST_TOLD]


def anchored(shape: Shape, surfaces: Surfaces) -> Shape:
    """The shape with its anchors: those it has, or else the places of its points on this figure.

    A shape in a view whose surface is not known, and a whole part, stay as they are.
    """
    match shape:
        case WholePart():
            return shape
        case Spot() | Stroke():
            if shape.anchors or shape.view not in surfaces:
                return shape
            surface = surfaces[shape.view]
            return replace(shape, anchors=tuple(surface.place_at(x=x, y=y) for x, y in _points(shape)))
        case _:
            assert_never(shape)


def moved(shape: Shape, start: Surfaces, goal: Surfaces) -> Shape:
    """The shape on another figure, at the same place of the skin, as this module says; it keeps its anchors.

    Parameters
    ----------
    start, goal : mapping of View to Surface
        The surfaces of the figure that the shape was marked on, and of the one that it moves to. A shape off the body,
        or in a view whose surface is not known, stays as it is.
    """
    shape = anchored(shape, start)
    match shape:
        case WholePart():
            return shape
        case Spot():
            view, (point,) = _moved_points(shape, goal)
            return replace(shape, view=view, x=point[0], y=point[1])
        case Stroke():
            view, points = _moved_points(shape, goal)
            return replace(shape, view=view, points=points)
        case _:
            assert_never(shape)


def moved_marks(marks: Iterable[Mark], start: Surfaces, goal: Surfaces) -> tuple[Mark, ...]:
    """The marks on another figure, with what was erased from them, see `moved`; what several share moves once."""
    there: dict[Shape, Shape] = {}

    def shape_there(shape: Shape) -> Shape:
        if shape not in there:
            there[shape] = moved(shape, start, goal)
        return there[shape]

    return tuple(
        replace(
            mark,
            shape=shape_there(mark.shape),
            cuts=tuple(cut for one in mark.cuts if not isinstance(cut := shape_there(one), WholePart)),
        )
        for mark in marks
    )


def elsewhere(spot: Spot, surfaces: Surfaces) -> tuple[Spot, ...]:
    """The spot as the other views show it, in their order: a disc of the same radius round the same place.

    Views that do not see the place are left out. What is measured is the spot in its own view only.
    """
    shape = anchored(spot, surfaces)
    if not isinstance(shape, Spot) or not shape.anchors or shape.anchors[0] is None:
        return ()
    place = shape.anchors[0]
    found = ((view, surfaces[view].seen_at(place)) for view in View if view in surfaces and view is not spot.view)
    return tuple(
        replace(shape, view=view, x=point.x, y=point.y) for view, point in found if point and point.off_mm <= SEEN_MM
    )


def _points(shape: Spot | Stroke) -> tuple[Point, ...]:
    return ((shape.x, shape.y),) if isinstance(shape, Spot) else shape.points


def _moved_points(shape: Spot | Stroke, goal: Surfaces) -> tuple[View, tuple[Point, ...]]:
    points = _points(shape)
    known = [number for number, place in enumerate(shape.anchors) if place is not None]
    if not known:
        return shape.view, points
    if shape.view in goal:
        own = _seen(shape.anchors, goal[shape.view])
        if 2 * _hits(own) >= len(known):
            return shape.view, _moved_all(points, own)
    views = dict.fromkeys(view for view in (shape.view, *View) if view in goal)
    found = {view: _seen(shape.anchors, goal[view]) for view in views}
    hits = {view: _hits(seen) for view, seen in found.items() if seen}
    if not hits:
        return shape.view, points
    if any(hits.values()):
        view = max(hits, key=lambda one: hits[one])
    else:
        view = min(hits, key=lambda one: sum(point.off_mm for point in found[one].values()))
    return view, _moved_all(points, found[view])


def _moved_all(points: Sequence[Point], seen: Mapping[int, SeenAt]) -> tuple[Point, ...]:
    """Where points went; one that ran off the body goes as far as the nearest one in the line that did not."""
    known = sorted(seen)
    moved_points: list[Point] = []
    for number, (x, y) in enumerate(points):
        place = bisect_left(known, number)
        near = min(known[max(place - 1, 0) : place + 1], key=lambda other: abs(other - number))
        moved_points.append((seen[near].x + x - points[near][0], seen[near].y + y - points[near][1]))
    return tuple(moved_points)


def _hits(seen: Mapping[int, SeenAt]) -> int:
    """How many places a view sees."""
    return sum(point.off_mm <= SEEN_MM for point in seen.values())


def _seen(anchors: Sequence[Anchor | None], surface: Surface) -> Mapping[int, SeenAt]:
    """Where a view shows the places, by their number; a place that is not known is left out."""
    points = {number: surface.seen_at(place) for number, place in enumerate(anchors) if place is not None}
    return {number: point for number, point in points.items() if point is not None}
