"""How marks look on a drawing: the skin they cover there, in the colour and with the sign of how they feel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.vocabulary import VIEW_GROUPS, View
from bodymap.state.gestures import handle_of
from bodymap.ui.body.body_items import ShownMark
from bodymap.ui.body.paths import painter_path
from bodymap.ui.bridge import Bridge
from bodymap.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Hashable

    from shapely.geometry.base import BaseGeometry

    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.atlas.surface import Surfaces

_MOST_KEPT = 300
_ON_RIM = 0.7071


class MarkPictures:
    """Works out once for each mark and drawing which skin is covered."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._areas: dict[Hashable, BaseGeometry | None] = {}
        self._paths: dict[Hashable, QPainterPath] = {}
        self._kept: dict[Hashable, tuple[Mark, Theme, ShownMark | None]] = {}
        self._most = _MOST_KEPT

    def shown(self, view: View, theme: Theme, selected: MarkId | None = None) -> list[ShownMark]:
        """The marks that show on a drawing, in the order they were made; none before the atlas is loaded."""
        atlas = self._bridge.atlas
        if atlas is None:
            return []
        self._make_room()
        numbered = enumerate(self._bridge.case.marks, start=1)
        marks = (self._as_before(mark, number, view, atlas, theme, selected) for number, mark in numbered)
        return [mark for mark in marks if mark is not None]

    def outline(self, mark: Mark, view: View) -> QPainterPath | None:
        """The skin that a mark covers on a drawing; None where it shows nothing of it."""
        atlas = self._bridge.atlas
        area = self._area(mark, view, atlas) if atlas is not None else None
        return None if area is None or area.is_empty else self._path(mark, view, area)

    def areas(self, view: View) -> list[BaseGeometry]:
        """The marked skin on a drawing, which no name covers."""
        atlas = self._bridge.atlas
        areas = [self._area(mark, view, atlas) for mark in self._bridge.case.marks] if atlas is not None else []
        return [area for area in areas if area is not None]

    def _make_room(self) -> None:
        """Let go of marks that are gone; every drawing of those that stand stays."""
        if len(self._areas) + len(self._kept) <= self._most:
            return
        marks = self._bridge.case.marks
        standing = {self._key(mark, view) for mark in marks for view in View}
        self._areas = {key: area for key, area in self._areas.items() if key in standing}
        self._paths = {key: path for key, path in self._paths.items() if key in standing}
        same = set(map(id, marks))
        self._kept = {key: kept for key, kept in self._kept.items() if id(kept[0]) in same}
        self._most = max(_MOST_KEPT, 2 * (len(self._areas) + len(self._kept)))

    def _as_before(
        self, mark: Mark, number: int, view: View, atlas: Atlas, theme: Theme, selected: MarkId | None
    ) -> ShownMark | None:
        """What is shown of a mark; the same value for as long as it is the same mark."""
        key = mark.id, number, view, atlas.figure, mark.id == selected
        before = self._kept.get(key)
        if before is None or before[0] is not mark or before[1] is not theme:
            before = self._kept[key] = mark, theme, self._shown(mark, number, view, atlas, theme, selected)
        return before[2]

    def _shown(
        self, mark: Mark, number: int, view: View, atlas: Atlas, theme: Theme, selected: MarkId | None
    ) -> ShownMark | None:
        area = self._area(mark, view, atlas)
        if area is None or area.is_empty:
            return None
        shape = mark.shape
        is_here = isinstance(shape, WholePart) or shape.view is view
        colour = theme.quality(mark.quality)
        is_selected = mark.id == selected
        handle = handle_of(mark) if is_selected and is_here else None
        return ShownMark(
            path=self._path(mark, view, area),
            quality=mark.quality,
            colour=colour,
            line=theme.mark_line if mark.quality is None else colour,
            halo=theme.mark_halo,
            middle=QPointF(shape.x, shape.y) if isinstance(shape, Spot) and is_here else None,
            is_echo=not is_here,
            is_selected=is_selected,
            number=number,
            badge=_badge(shape, area, is_here=is_here),
            handle=QPointF(handle.x, handle.y) if handle is not None else None,
        )

    def _path(self, mark: Mark, view: View, area: BaseGeometry) -> QPainterPath:
        key = self._key(mark, view)
        if key not in self._paths:
            self._paths[key] = painter_path(area)
        return self._paths[key]

    def _area(self, mark: Mark, view: View, atlas: Atlas) -> BaseGeometry | None:
        key = self._key(mark, view)
        if key not in self._areas:
            self._areas[key] = self._covered(mark, view, atlas)
        return self._areas[key]

    def _key(self, mark: Mark, view: View) -> Hashable:
        return mark.shape, mark.cuts, view, self._bridge.figure

    def _covered(self, mark: Mark, view: View, atlas: Atlas) -> BaseGeometry | None:
        from bodymap.core.coverage.skin import seen_mark_areas

        if isinstance(mark.shape, WholePart) or mark.shape.view is view:
            return seen_mark_areas(mark, atlas).get(view)
        same_group = any({view, mark.shape.view} <= set(group) for group in VIEW_GROUPS)
        # The drawings of a group show different skin, so there is nothing of the mark to be seen here.
        return None if same_group else self._echo(mark, view, atlas)

    def _echo(self, mark: Mark, view: View, atlas: Atlas) -> BaseGeometry | None:
        """The skin of a mark that was made on another drawing, as far as this one shows it, without what was erased."""
        import shapely

        from bodymap.library.loading import load_surfaces

        surfaces = load_surfaces(self._bridge.figure)
        areas = [_seen(shape, view, surfaces, atlas) for shape in (mark.shape, *mark.cuts)]
        return shapely.difference(areas[0], shapely.union_all(areas[1:]))


def _badge(shape: Shape, area: BaseGeometry, *, is_here: bool) -> QPointF:
    """Where a mark's number goes: on the rim of a spot, at the start of a stroke, in the middle of a part."""
    if isinstance(shape, Spot) and is_here:
        return QPointF(shape.x + _ON_RIM * shape.radius_mm, shape.y - _ON_RIM * shape.radius_mm)
    if isinstance(shape, Stroke) and is_here:
        return QPointF(*shape.points[0])
    import shapely

    middle = shapely.point_on_surface(area)
    return QPointF(middle.x, middle.y)


def _seen(shape: Shape, view: View, surfaces: Surfaces, atlas: Atlas) -> BaseGeometry:
    """The skin of a spot or stroke of another drawing that this one shows: where its points are seen."""
    import shapely

    from bodymap.core.atlas.surface import SEEN_MM, anchored, elsewhere
    from bodymap.core.coverage.skin import seen_areas

    nothing = shapely.Polygon()
    if isinstance(shape, WholePart) or view not in surfaces or shape.view not in surfaces:
        return nothing
    two = {name: surfaces[name] for name in (shape.view, view)}
    if isinstance(shape, Spot):
        return next((seen_areas(spot, atlas).get(view, nothing) for spot in elsewhere(shape, two)), nothing)
    known = anchored(shape, two)
    anchors = known.anchors if isinstance(known, Stroke) else ()
    points = [surfaces[view].seen_at(place) if place is not None else None for place in anchors]
    pieces: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is not None and point.off_mm <= SEEN_MM:
            pieces[-1].append((point.x, point.y))
        elif pieces[-1]:
            pieces.append([])
    strokes = (Stroke(view, tuple(piece), shape.width_mm) for piece in pieces if piece)
    return shapely.union_all([seen_areas(stroke, atlas).get(view, nothing) for stroke in strokes])
