"""One drawing of the body as a scene in mm: the picture, and on it what is lit, marked, named and outlined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsScene

from bodymap.core.marks.mark import Mark
from bodymap.ui.body.base_picture import BasePicture
from bodymap.ui.body.body_items import (
    BrushItem,
    BrushTip,
    CourseItem,
    CourseLine,
    LitItem,
    LitRegion,
    MarkItem,
    NameLine,
    NamePill,
    NerveItem,
    PartOutlineItem,
    RegionName,
    ShownMark,
    outline_pens,
)
from bodymap.ui.body.mark_items import DragItem, MarkHandle, NumberBadge
from bodymap.ui.body.zoomed_view import Ground
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded

V = TypeVar("V")


class _Kept(Generic[V]):
    """The items of one kind, each made of a value, the later ones above the earlier ones.

    Items stay as long as they are shown the same; so one more mark makes one more item, and only its place is painted.
    """

    def __init__(self, scene: QGraphicsScene, make: Callable[[V], QGraphicsItem]) -> None:
        self._scene = scene
        self._make = make
        self._values: list[V] = []
        self._items: list[QGraphicsItem] = []

    @property
    def values(self) -> list[V]:
        """What is shown."""
        return self._values

    @property
    def items(self) -> tuple[QGraphicsItem, ...]:
        """The items in the order of their values."""
        return tuple(self._items)

    def show(self, values: Iterable[V]) -> None:
        """Show these values and no others."""
        wanted = list(values)
        same = 0
        for old, new in zip(self._values, wanted, strict=False):
            if old is not new and old != new:
                break
            same += 1
        for item in self._items[same:]:
            self._scene.removeItem(item)
        made = [self._make(value) for value in wanted[same:]]
        for item in made:
            self._scene.addItem(item)
        self._values, self._items = wanted, [*self._items[:same], *made]


class BodyScene(QGraphicsScene):
    """Scene units are the drawing's own, millimetres; y downwards.

    The picture is the scene's background, which the view keeps in one pixmap at the resolution of its screen; only
    what changes with the marks is items.
    """

    def __init__(self, svg_text: str, theme: Theme, name: str = "") -> None:
        super().__init__()
        self._picture = BasePicture(svg_text, theme, name)
        self._lit = _Kept(self, LitItem)
        self._courses = _Kept(self, CourseItem)
        self._marks = _Kept(self, MarkItem)
        self._badges: list[QGraphicsItem] = []
        self._written = QApplication.font()
        self._dragged: list[QGraphicsItem] = []
        self._brush: BrushItem | None = None
        self._tip = BrushTip()
        self.addItem(self._tip)
        self._names: list[QGraphicsItem] = []
        self._name_lines: list[QGraphicsItem] = []
        self._nerves: list[QGraphicsItem] = []
        self._nerve_names: list[QGraphicsItem] = []
        self._nerve_lines: list[QGraphicsItem] = []
        self._hovered = self._add_outline(z_above=0)
        self._focused = self._add_outline(z_above=1)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setSceneRect(self._picture.box)
        self._take_colours(theme)

    @property
    def pieces(self) -> tuple[QRectF, ...]:
        """What is shown side by side: the two rows of feet or hands, or the drawing without what is empty beside it."""
        return self._picture.pieces

    @property
    def theme(self) -> Theme:
        """The colours that the scene is painted in."""
        return self._theme

    @property
    def lit(self) -> tuple[QGraphicsItem, ...]:
        """The lit territories, strongest first."""
        return self._lit.items

    @property
    def courses(self) -> tuple[QGraphicsItem, ...]:
        """The ways of nerves that are drawn."""
        return self._courses.items

    @property
    def marks(self) -> tuple[QGraphicsItem, ...]:
        """The marks, in the order they were made."""
        return self._marks.items

    @property
    def badges(self) -> tuple[QGraphicsItem, ...]:
        """The numbers of the marks, and the handle of the selected one."""
        return tuple(self._badges)

    @property
    def dragged(self) -> tuple[QGraphicsItem, ...]:
        """What shows where a mark that is being dragged would lie."""
        return tuple(self._dragged)

    @property
    def names(self) -> tuple[QGraphicsItem, ...]:
        """The pills with the roots' names."""
        return tuple(self._names)

    @property
    def nerves(self) -> tuple[QGraphicsItem, ...]:
        """The outlines of the skin nerves."""
        return tuple(self._nerves)

    @property
    def nerve_names(self) -> tuple[QGraphicsItem, ...]:
        """The pills with the names of skin nerves."""
        return tuple(self._nerve_names)

    @property
    def hovered_path(self) -> QPainterPath:
        """The outline of the part under the pointer; empty when there is none."""
        return self._hovered.path()

    @property
    def focused_path(self) -> QPainterPath:
        """The outline of the part with the keyboard focus; empty when there is none."""
        return self._focused.path()

    @property
    def tip_width_mm(self) -> float:
        """How wide the ring round the pointer is; 0 when there is none."""
        return self._tip.rect().width() if self._tip.isVisible() else 0.0

    def set_theme(self, theme: Theme) -> None:
        """Paint the picture and the outlines in these colours; lit regions, marks and names come anew from outside."""
        self._picture.set_theme(theme)
        self._take_colours(theme)
        self.update()

    def _take_colours(self, theme: Theme) -> None:
        self._theme = theme
        self._tip.set_colour(theme.hover_outline)
        self._hovered.set_pens(*outline_pens(theme.hover_outline, None))
        self._focused.set_pens(*outline_pens(theme.focus_line, theme.focus_halo))

    def show_lit(self, regions: Iterable[LitRegion]) -> None:
        """Light these territories and no others."""
        self._lit.show(regions)

    def show_courses(self, courses: Iterable[CourseLine]) -> None:
        """Draw these ways of nerves and no others."""
        self._courses.show(courses)

    def show_marks(self, marks: Iterable[ShownMark]) -> None:
        """Show these marks and no others."""
        shown = list(marks)
        is_same = shown == self._marks.values
        self._marks.show(shown)
        if not is_same:
            self._write_numbers()

    def follow_font(self, font: QFont) -> None:
        """Write the numbers of the marks in this font."""
        if font != self._written:
            self._written = font
            self._write_numbers()

    def show_drag(self, mark: Mark | None, colour: str = "") -> None:
        """Show where a mark would lie if it were let go now; None shows nothing."""
        self._replace(self._dragged, [] if mark is None else [DragItem(mark, colour=colour)])

    def begin_brush(self, *, colour: str, width_mm: float) -> None:
        """Show from now on what a pen of this width in mm paints or erases."""
        self.end_brush()
        self._brush = BrushItem(colour=colour, width_mm=width_mm)
        self.addItem(self._brush)

    def move_brush(self, points: Sequence[QPointF]) -> None:
        """Show the pen's line so far; one point gives a dot."""
        if self._brush is None:
            return
        path = QPainterPath(points[0])
        for point in points[1:] or points:
            path.lineTo(point)
        self._brush.setPath(path)

    def end_brush(self) -> None:
        """Take the pen's line away, because its mark is there or it was given up."""
        if self._brush is not None:
            self.removeItem(self._brush)
            self._brush = None

    def show_names(self, names: Iterable[RegionName], font: QFont) -> None:
        """Write these names and no others."""
        background, names = self._theme.pill, tuple(names)
        self._replace(self._name_lines, [NameLine(name, name.tip) for name in names if name.tip is not None])
        self._replace(self._names, [NamePill(name, font=font, background=background) for name in names])

    def show_nerves(self, paths: Iterable[QPainterPath]) -> None:
        """Outline the skin of these nerves and no others."""
        self._replace(self._nerves, [NerveItem(path, self._theme.outline) for path in paths])

    def show_nerve_names(self, names: Iterable[RegionName], font: QFont) -> None:
        """Write the names of these skin nerves and no others."""
        background, names = self._theme.pill, tuple(names)
        self._replace(self._nerve_lines, [NameLine(name, name.tip) for name in names if name.tip is not None])
        self._replace(self._nerve_names, [NamePill(name, font=font, background=background) for name in names])

    def show_tip(self, point: QPointF | None, width_mm: float) -> None:
        """Show round a point how wide the selected tool is; None shows nothing."""
        self._tip.show_at(point, width_mm)

    def outline_hovered(self, path: QPainterPath | None) -> None:
        """Outline the part under the pointer."""
        self._hovered.setPath(path or QPainterPath())

    def outline_focused(self, path: QPainterPath | None) -> None:
        """Outline the part with the keyboard focus."""
        self._focused.setPath(path or QPainterPath())

    @guarded
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: ARG002
        """Paint the picture; the painter's clip keeps it to what is exposed."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._picture.paint(painter)

    def paint_picture(self, painter: QPainter, ground: Ground) -> None:
        """Paint the picture as it lies in a view, from what was kept of it if that is so."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._picture.paint_on(painter, ground)

    def keep_picture(self) -> None:
        """Keep the picture as it was first painted for the next start."""
        self._picture.keep()

    def _write_numbers(self) -> None:
        self._replace(self._badges, [item for mark in self._marks.values for item in self._badges_of(mark)])

    def _badges_of(self, mark: ShownMark) -> list[QGraphicsItem]:
        font = QFont(self._written)
        font.setBold(True)
        items: list[QGraphicsItem] = []
        if mark.badge is not None and mark.number:
            look = {"colour": mark.line, "halo": mark.halo}
            items.append(NumberBadge(mark.number, mark.badge, **look, font=font, is_echo=mark.is_echo))
        if mark.handle is not None:
            items.append(MarkHandle(mark.handle, colour=mark.line, halo=mark.halo))
        return items

    def _add_outline(self, *, z_above: int) -> PartOutlineItem:
        item = PartOutlineItem()
        item.setZValue(item.zValue() + z_above / 10)
        self.addItem(item)
        return item

    def _replace(self, shown: list[QGraphicsItem], items: list[QGraphicsItem]) -> None:
        for item in shown:
            self.removeItem(item)
        shown[:] = items
        for item in items:
            self.addItem(item)
