"""How marks look on a drawing: the skin they cover there, in the colour and with the sign of how they feel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from bodymap.core.anatomy import VIEW_GROUPS, View
from bodymap.core.marks import Mark, MarkId, Spot, WholePart
from bodymap.ui.body_items import ShownMark
from bodymap.ui.bridge import Bridge
from bodymap.ui.paths import painter_path
from bodymap.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Hashable

    from shapely.geometry.base import BaseGeometry

    from bodymap.core.atlas import Atlas

_MOST_KEPT = 400


class MarkPictures:
    """Works out once for each mark and drawing which skin is covered."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._areas: dict[Hashable, BaseGeometry | None] = {}
        self._paths: dict[Hashable, QPainterPath] = {}

    def shown(self, view: View, theme: Theme, selected: MarkId | None = None) -> list[ShownMark]:
        """The marks that show on a drawing, in the order they were made; none before the atlas is loaded."""
        atlas = self._bridge.atlas
        if atlas is None:
            return []
        if len(self._areas) > _MOST_KEPT:
            self._areas.clear()
            self._paths.clear()
        marks = (self._shown(mark, view, atlas, theme, selected) for mark in self._bridge.case.marks)
        return [mark for mark in marks if mark is not None]

    def small_areas(self, view: View) -> list[BaseGeometry]:
        """The skin of spots and strokes on a drawing, which a name should not cover."""
        atlas = self._bridge.atlas
        marks = self._bridge.case.marks if atlas is not None else ()
        areas = [self._area(mark, view, atlas) for mark in marks if not isinstance(mark.shape, WholePart) and atlas]
        return [area for area in areas if area is not None]

    def _shown(self, mark: Mark, view: View, atlas: Atlas, theme: Theme, selected: MarkId | None) -> ShownMark | None:
        area = self._area(mark, view, atlas)
        if area is None or area.is_empty:
            return None
        shape = mark.shape
        is_here = isinstance(shape, WholePart) or shape.view is view
        colour = theme.quality(mark.quality)
        return ShownMark(
            path=self._path(mark, view, area),
            quality=mark.quality,
            colour=colour,
            line=theme.mark_line if mark.quality is None else colour,
            halo=theme.focus_halo,
            middle=QPointF(shape.x, shape.y) if isinstance(shape, Spot) and is_here else None,
            is_echo=not is_here,
            is_selected=mark.id == selected,
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
        from bodymap.core.extent import seen_mark_areas

        if isinstance(mark.shape, WholePart) or mark.shape.view is view:
            return seen_mark_areas(mark, atlas).get(view)
        same_group = any({view, mark.shape.view} <= set(group) for group in VIEW_GROUPS)
        # The drawings of a group show different skin, so there is nothing of the mark to be seen here.
        return None if same_group else self._echo(mark, view, atlas)

    def _echo(self, mark: Mark, view: View, atlas: Atlas) -> BaseGeometry | None:
        """The skin of a mark that was made on another drawing, as far as this one shows it."""
        from bodymap.core.extent import seen_areas
        from bodymap.core.surface import elsewhere
        from bodymap.state.library import load_surfaces

        surfaces = load_surfaces(self._bridge.figure)
        if not isinstance(mark.shape, Spot) or view not in surfaces or mark.shape.view not in surfaces:
            return None
        two = {name: surfaces[name] for name in (mark.shape.view, view)}
        spots = elsewhere(mark.shape, two)
        return seen_areas(spots[0], atlas).get(view) if spots else None
