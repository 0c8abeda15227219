"""The skin that marks cover, view by view: what the literature on pain drawings calls pain extent.

The views overlap: the outer thigh is seen from the front, from behind and from the side. So that no skin counts twice,
a mark is measured within one group of views that show different skin (`bodymap.core.vocabulary.VIEW_GROUPS`): a spot or
a stroke in the view it was drawn on; a whole part in the group that shows the most of it, and where pieces of it were
erased, in the group they were erased in. Fingers and toes show about as much in the view made for them as from front
and back together; so that the choice is not left to a few square millimetres, a detail view counts for a fifth more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, assert_never

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.marks.kept import kept
from bodymap.core.marks.mark import Cut, Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.vocabulary import VIEW_GROUPS, View

_DETAIL_VIEWS: Final = frozenset({View.FEET, View.HANDS, View.SADDLE})
_DETAIL: Final = 1.2
_QUARTER_SEGMENTS: Final = 16
"""Straight pieces in a quarter of a disc; the area is then right to 0.2 %."""
_PIECE: Final = 24
"""How many steps of a line are buffered together."""
_KEPT_SETS: Final = 32
"""Results that are kept for sets of marks: those of a case and of its complaints."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Marked skin of one view, of one mark or of several that overlap; what is measured of it is kept by it.

    Attributes
    ----------
    area : shapely geometry
        Never empty.
    """

    view: View
    area: BaseGeometry


def marked_pieces(marks: Iterable[Mark], atlas: Atlas) -> tuple[Piece, ...]:
    """All the skin that is marked, in pieces that do not overlap, so that a place marked twice counts once.

    A piece stays the same one while its marks do: one more mark makes one new piece, of itself and what it overlaps.
    The order of marks changes nothing but the order of pieces.
    """
    return _pieces(tuple((mark.shape, mark.cuts) for mark in marks), atlas)


def marked_areas(marks: Iterable[Mark], atlas: Atlas) -> Mapping[View, BaseGeometry]:
    """All the skin that is marked in each view; views without any are left out."""
    pieces: dict[View, list[BaseGeometry]] = {}
    for piece in marked_pieces(marks, atlas):
        pieces.setdefault(piece.view, []).append(piece.area)
    return {view: shapely.union_all(areas) for view, areas in pieces.items()}


def mark_areas(mark: Mark, atlas: Atlas) -> Mapping[View, BaseGeometry]:
    """The skin that one mark covers, as it is measured: without what was erased; empty when nothing is left."""
    return measured_areas(mark.shape, mark.cuts, atlas)


@kept()
def measured_areas(shape: Shape, cuts: tuple[Cut, ...], atlas: Atlas) -> Mapping[View, BaseGeometry]:
    """What is measured of a shape without what was erased of it, see `mark_areas`; worked out once and kept."""
    return MappingProxyType(dict(_without(cuts, _measured(seen_areas(shape, atlas), {cut.view for cut in cuts}))))


def shape_areas(shape: Shape, atlas: Atlas) -> Mapping[View, BaseGeometry]:
    """The skin that one shape covers, as it is measured; empty for a spot off the body or a part that is not drawn."""
    return _measured(seen_areas(shape, atlas), set())


def seen_mark_areas(mark: Mark, atlas: Atlas) -> Mapping[View, BaseGeometry]:
    """The skin that one mark covers in every view that shows it, to be painted; a piece is erased in its own view only.

    Where a spot shows in other views is said by `bodymap.core.atlas.surface.elsewhere`.
    """
    return _without(mark.cuts, seen_areas(mark.shape, atlas))


@kept()
def seen_areas(shape: Shape, atlas: Atlas) -> Mapping[View, BaseGeometry]:
    """The skin that one shape covers in every view that shows it, to be painted.

    It is worked out once for a shape and kept: one more mark costs one mark.
    """
    match shape:
        case Spot():
            area = _disc(shape, atlas)
            found = {} if area.is_empty else {shape.view: area}
        case Stroke():
            area = _painted(shape, atlas)
            found = {} if area.is_empty else {shape.view: area}
        case WholePart(part=part, side=side):
            found = {view: region.geometry for view, region in atlas.views_of(part, side).items()}
        case _:
            assert_never(shape)
    return MappingProxyType(found)


def touched_marks(marks: Iterable[Mark], cut: Cut, atlas: Atlas) -> Mapping[MarkId, Mark | None]:
    """The marks that an eraser touches, as they are without what it touches; None for a mark that is gone with it."""
    brush = brush_area(cut)
    touched: dict[MarkId, Mark | None] = {}
    for mark in marks:
        area = seen_mark_areas(mark, atlas).get(cut.view)
        if area is None or not area.intersection(brush).area > 0:
            continue
        left = replace(mark, cuts=(*mark.cuts, cut))
        touched[mark.id] = left if mark_areas(left, atlas) else None
    return touched


@kept()
def brush_area(painted: Spot | Stroke) -> BaseGeometry:
    """What a brush touches: a disc, or a line as wide as its brush; it may reach beyond the body.

    Examples
    --------
    >>> brush_area(Spot(View.FRONT, 100, 0, radius_mm=25)).bounds
    (75.0, -25.0, 125.0, 25.0)
    """
    match painted:
        case Spot():
            return shapely.Point(painted.x, painted.y).buffer(painted.radius_mm, quad_segs=_QUARTER_SEGMENTS)
        case Stroke():
            return _brushed(painted)
        case _:
            assert_never(painted)


@kept(_KEPT_SETS)
def _pieces(marked: tuple[tuple[Shape, tuple[Cut, ...]], ...], atlas: Atlas) -> tuple[Piece, ...]:
    own = dict.fromkeys(piece for shape, cuts in marked for piece in _own_pieces(shape, cuts, atlas))
    found: list[Piece] = []
    for view in View:
        pieces = [piece for piece in own if piece.view is view]
        found += [_united(frozenset(some)) if len(some) > 1 else some[0] for some in _overlapping(pieces)]
    return tuple(found)


@kept()
def _own_pieces(shape: Shape, cuts: tuple[Cut, ...], atlas: Atlas) -> tuple[Piece, ...]:
    return tuple(Piece(view, area) for view, area in measured_areas(shape, cuts, atlas).items())


@kept()
def _united(pieces: frozenset[Piece]) -> Piece:
    (view,) = {piece.view for piece in pieces}
    return Piece(view, shapely.union_all([piece.area for piece in pieces]))


def _overlapping(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of a view in groups that hang together."""
    if len(pieces) < 2:
        return [[piece] for piece in pieces]
    areas = [piece.area for piece in pieces]
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    group = np.arange(len(pieces))
    while True:
        lower = group.copy()
        np.minimum.at(lower, first, group[second])
        if (lower == group).all():
            return [[pieces[number] for number in np.flatnonzero(group == name).tolist()] for name in np.unique(group)]
        group = lower


def _brushed(stroke: Stroke) -> BaseGeometry:
    """An even stroke is a buffered line; where the width changes, each piece is the hull of the discs at its ends.

    A long line is buffered piece by piece: buffering takes time with the square of the crossings of a line with itself,
    so a scribble as a whole would take seconds.
    """
    if not stroke.widths_mm:
        return shapely.union_all(
            shapely.buffer(_lines(stroke.points), stroke.width_mm / 2, quad_segs=_QUARTER_SEGMENTS)
        )
    radii = np.array(stroke.widths_mm) / 2
    discs = shapely.buffer(shapely.points(np.array(stroke.points)), radii, quad_segs=_QUARTER_SEGMENTS)
    pairs = shapely.multipolygons(np.column_stack([discs[:-1], discs[1:]])) if len(discs) > 1 else discs
    return shapely.union_all(shapely.convex_hull(pairs))


def _lines(points: tuple[tuple[float, float], ...]) -> list[BaseGeometry]:
    """The line in pieces, each from the end of the one before; a single point is its own piece."""
    if len(points) == 1:
        return [shapely.Point(points[0])]
    starts = range(0, len(points) - 1, _PIECE)
    return [shapely.LineString(points[start : start + _PIECE + 1]) for start in starts]


def _painted(stroke: Stroke, atlas: Atlas) -> BaseGeometry:
    """The pieces of the stroke that its middle line touches: a stroke down one thigh does not mark the other."""
    area = shapely.intersection(_brushed(stroke), atlas.silhouette(stroke.view))
    line = shapely.LineString(stroke.points) if len(stroke.points) > 1 else shapely.Point(stroke.points[0])
    pieces = shapely.get_parts(area)
    touched = pieces[(shapely.area(pieces) > 0) & shapely.intersects(pieces, line)]
    return shapely.union_all(touched) if len(touched) else shapely.Polygon()


def _disc(spot: Spot, atlas: Atlas) -> BaseGeometry:
    """The piece of the disc that hangs together with its middle: a spot on one thigh does not mark the other."""
    middle = atlas.snapped(spot.view, x=spot.x, y=spot.y)
    if middle is None:
        return shapely.Polygon()
    point = shapely.Point(middle)
    disc = point.buffer(spot.radius_mm, quad_segs=_QUARTER_SEGMENTS)
    pieces = shapely.get_parts(shapely.intersection(disc, atlas.silhouette(spot.view)))
    pieces = pieces[shapely.area(pieces) > 0]
    if not len(pieces):
        return shapely.Polygon()
    nearest: BaseGeometry = pieces[np.argmin(shapely.distance(pieces, point))]
    return nearest


def _measured(areas: Mapping[View, BaseGeometry], erased: Set[View]) -> Mapping[View, BaseGeometry]:
    """The areas of one group of views: the one that was erased in, or else the one that shows the most."""
    groups = [{view: areas[view] for view in group if view in areas} for group in VIEW_GROUPS]
    return max(groups, key=lambda group: (bool(erased & group.keys()), _shown(group)))


def _shown(group: Mapping[View, BaseGeometry]) -> float:
    """Square millimetres that a group of views shows, more for a detail view."""
    return sum(area.area * (_DETAIL if view in _DETAIL_VIEWS else 1.0) for view, area in group.items())


def _without(cuts: Iterable[Cut], areas: Mapping[View, BaseGeometry]) -> Mapping[View, BaseGeometry]:
    brushes: dict[View, list[BaseGeometry]] = {}
    for cut in cuts:
        brushes.setdefault(cut.view, []).append(brush_area(cut))
    left = {
        view: shapely.difference(area, shapely.union_all(brushes[view])) if view in brushes else area
        for view, area in areas.items()
    }
    return {view: area for view, area in left.items() if area.area > 0}
