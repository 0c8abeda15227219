"""What lies on the body picture: lit territories, marks, names and outlines. Items only paint; they decide nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsPathItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from bodymap.core.vocabulary import Quality, Root, Side
from bodymap.state.palette import RootColours
from bodymap.ui.widgets import texture
from bodymap.ui.widgets.paint_guard import guarded
from bodymap.ui.widgets.pill import pill_size

_LIT_Z, _NERVE_Z, _COURSE_Z, _OUTLINE_Z, _LINE_Z, _NAME_Z, _MARK_Z, _BRUSH_Z = 1.0, 1.2, 1.5, 2.0, 2.4, 2.5, 3.0, 3.5
FAINTEST, _STRONGEST, _WEAK = 0.38, 1.0, 0.15
_MARK_OPACITY, _ECHO_OPACITY = 0.35, 0.15
_DOT_PX = 4.0
_PILL_RADIUS_PX = 13.0
_MARK_PX, _HALO_PX, _SELECTED_PX = 2.5, 6.0, 10.0


@dataclass(frozen=True, slots=True)
class LitRegion:
    """A territory to light up.

    Attributes
    ----------
    path : QPainterPath
        In mm of the drawing.
    strength : float
        1 for the strongest candidate, less for the others, above 0.
    is_agreed : bool
        Whether all maps give this skin to the root; otherwise it is striped.
    phase : int
        0 or 1; stripes of different phase lie beside each other.
    is_weak : bool
        Whether the root has too little of the marked skin to be named in a sentence.
    """

    path: QPainterPath
    colours: RootColours
    strength: float
    is_agreed: bool = True
    phase: int = 0
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class RegionName:
    """A root's name and where its pill's centre goes, in mm of the drawing; dashed where maps differ.

    Attributes
    ----------
    tip : (float, float) or None
        The point of the root's skin that a line joins the pill to, where the pill stands beside it.
    root, side : Root and Side, or None
        What is named.
    """

    text: str
    x: float
    y: float
    colours: RootColours
    is_agreed: bool = True
    tip: tuple[float, float] | None = None
    root: Root | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A mark as it shows on one drawing.

    Attributes
    ----------
    path : QPainterPath
        The marked skin in mm of the drawing.
    middle : QPointF or None
        Where the dot of a spot goes.
    colour, line, halo : str
        Of the tint, of the outline, and of what sets the outline apart from everything under it.
    is_echo : bool
        Whether the mark was made on another drawing and only shows here.
    number : int
        Its place in the list, from 1 on.
    badge, handle : QPointF or None
        Where its number goes, and where it is taken to be resized.
    """

    path: QPainterPath
    quality: Quality | None
    colour: str
    line: str
    halo: str
    middle: QPointF | None = None
    is_echo: bool = False
    is_selected: bool = False
    number: int = 0
    badge: QPointF | None = None
    handle: QPointF | None = None


class LitItem(QGraphicsPathItem):
    """A lit territory: tints the body below it, so that its shape still shows."""

    def __init__(self, region: LitRegion) -> None:
        super().__init__(region.path)
        alpha = _WEAK if region.is_weak else FAINTEST + (_STRONGEST - FAINTEST) * region.strength
        fill = QColor(region.colours.fill)
        fill.setAlphaF(alpha)
        line = QColor(region.colours.text)
        line.setAlphaF(0.25 if region.is_weak else 0.55)
        self._fill = QBrush(fill)
        self._colour = region.colours.fill
        self._is_weak = region.is_weak
        self._stripes = None if region.is_agreed else texture.stripes(region.colours.fill, region.phase)
        self._stripes_alpha = alpha
        self.setPen(_cosmetic(line, 1.0))
        self.setZValue(_LIT_Z)

    @property
    def colour(self) -> str:
        """The colour of its root."""
        return self._colour

    @property
    def is_weak(self) -> bool:
        """Whether it is only faintly lit."""
        return self._is_weak

    @property
    def is_striped(self) -> bool:
        """Whether only some maps give this skin to the root."""
        return self._stripes is not None

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Multiply the colour into the picture, then draw the border over it."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        if self._stripes is None:
            painter.fillPath(self.path(), self._fill)
        else:
            painter.setOpacity(self._stripes_alpha)
            painter.fillPath(self.path(), texture.screen_brush(self._stripes, painter))
            painter.setOpacity(1.0)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        super().paint(painter, option, widget)


@dataclass(frozen=True, slots=True)
class CourseLine:
    """The way of a nerve, in mm of the drawing; dashed where the body hides it."""

    path: QPainterPath
    colours: RootColours
    is_seen: bool
    way: tuple[Root, Side] | None = None


class CourseItem(QGraphicsPathItem):
    """The way of a nerve over the body, whole or as far as it is drawn."""

    def __init__(self, course: CourseLine) -> None:
        super().__init__(course.path)
        self.way = course.way
        self._part = 1.0
        pen = _cosmetic(QColor(course.colours.course), 3.0)
        if not course.is_seen:
            pen.setDashPattern([1.6, 2.2])
        self.setPen(pen)
        self.setZValue(_COURSE_Z)

    @property
    def part(self) -> float:
        """How much of the way is drawn, from the spine on, 0 to 1."""
        return self._part

    def show_part(self, part: float) -> None:
        """Draw this much of the way from the spine on, 0 to 1."""
        self._part = part
        self.update()

    @cached_property
    def _from_spine(self) -> tuple[QPointF, float]:
        """Where the way begins, and how far it leads from there; every nerve leaves the spine above its skin."""
        path = self.path()
        points = [(at.x, at.y) for at in (path.elementAt(number) for number in range(path.elementCount()))]
        start = min(points, key=lambda point: point[1], default=(0.0, 0.0))
        return QPointF(*start), max((math.dist(start, point) for point in points), default=0.0)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what lies within reach of the spine."""
        if self._part < 1:
            start, length = self._from_spine
            within = QPainterPath()
            within.addEllipse(start, self._part * length, self._part * length)
            painter.setClipPath(within, Qt.ClipOperation.IntersectClip)
        super().paint(painter, option, widget)


class NerveItem(QGraphicsPathItem):
    """The skin of a nerve, outlined."""

    def __init__(self, path: QPainterPath, colour: str) -> None:
        super().__init__(path)
        line = QColor(colour)
        line.setAlphaF(0.75)
        self.setPen(_cosmetic(line, 1.6))
        self.setZValue(_NERVE_Z)


class PartOutlineItem(QGraphicsPathItem):
    """The outline of the part under the pointer or with the keyboard focus; one item that moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(_OUTLINE_Z)
        self._halo: QPen | None = None

    def set_pens(self, line: QPen, halo: QPen | None) -> None:
        """Draw with these pens, the halo under the line."""
        self._halo = halo
        self.setPen(line if halo is None else halo)
        self._line = line
        self.update()

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw the outline twice where it has a halo, so that it shows on any colour."""
        for pen in (self._halo, self._line):
            if pen is not None:
                painter.strokePath(self.path(), pen)


def outline_pens(colour: str, halo: str | None) -> tuple[QPen, QPen | None]:
    """A thin line, or a strong line with a halo."""
    if halo is None:
        faint = QColor(colour)
        faint.setAlphaF(0.7)
        return _cosmetic(faint, 1.2), None
    return _cosmetic(QColor(colour), 2.5), _cosmetic(QColor(halo), 5.5)


class MarkItem(QGraphicsPathItem):
    """A mark: tinted skin with the sign of its feeling, an outline, and for a spot a dot in its middle."""

    def __init__(self, mark: ShownMark) -> None:
        super().__init__(mark.path)
        self._mark = mark
        self._signs = texture.signs(mark.quality, mark.line)
        fill = QColor(mark.colour)
        fill.setAlphaF(_ECHO_OPACITY if mark.is_echo else _MARK_OPACITY)
        self._fill = QBrush(fill)
        self._line = _cosmetic(QColor(mark.line), 1.2 if mark.is_echo else _MARK_PX)
        if mark.is_echo:
            self._line.setStyle(Qt.PenStyle.DashLine)
        # The item's own pen only tells Qt how far the outline reaches.
        self.setPen(_cosmetic(QColor(mark.line), _SELECTED_PX + 2))
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(_MARK_Z)

    @property
    def mark(self) -> ShownMark:
        """What the item shows."""
        return self._mark

    def boundingRect(self) -> QRectF:
        """The marked skin with its outline and the dot."""
        box = super().boundingRect()
        middle = self._mark.middle
        return box if middle is None else box.united(QRectF(middle.x() - 20, middle.y() - 20, 40, 40))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw tint, signs, halo, outline and dot; a selected mark has a second line round it."""
        path = self.path()
        painter.fillPath(path, self._fill)
        if self._signs is not None and not self._mark.is_echo:
            painter.fillPath(path, texture.screen_brush(self._signs, painter))
        if self._mark.is_selected:
            painter.strokePath(path, _cosmetic(QColor(self._mark.line), _SELECTED_PX))
        if not self._mark.is_echo:
            painter.strokePath(path, _cosmetic(QColor(self._mark.halo), _HALO_PX))
        painter.strokePath(path, self._line)
        if self._mark.middle is not None and not self._mark.is_echo:
            radius = _DOT_PX / painter.worldTransform().m11()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._mark.line))
            painter.drawEllipse(self._mark.middle, radius, radius)


class BrushItem(QGraphicsPathItem):
    """The line that is being painted or erased, until the pen is lifted."""

    def __init__(self, *, colour: str, width_mm: float) -> None:
        super().__init__()
        paint = QColor(colour)
        paint.setAlphaF(_MARK_OPACITY)
        pen = QPen(paint, width_mm, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        self.setPen(pen)
        self.setZValue(_BRUSH_Z)


class BrushTip(QGraphicsEllipseItem):
    """A thin ring round the pointer that shows how wide the selected tool is."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(_BRUSH_Z)
        self.hide()

    def set_colour(self, colour: str) -> None:
        """Draw in this colour."""
        self.setPen(_cosmetic(QColor(colour), 1.0))

    def show_at(self, point: QPointF | None, width_mm: float) -> None:
        """Show it round a point in mm of the drawing, or nowhere."""
        if point is not None:
            self.setRect(-width_mm / 2, -width_mm / 2, width_mm, width_mm)
            self.setPos(point)
        self.setVisible(point is not None)


class NameLine(QGraphicsLineItem):
    """The line from a pill that stands beside its root's skin to that skin."""

    def __init__(self, name: RegionName, tip: tuple[float, float]) -> None:
        super().__init__(name.x, name.y, *tip)
        self.setPen(_cosmetic(QColor(name.colours.line), 1.5))
        self.setZValue(_LINE_Z)


class NamePill(QGraphicsItem):
    """A root's name in a rounded pill, the same size at every zoom."""

    def __init__(self, name: RegionName, *, font: QFont, background: str) -> None:
        super().__init__()
        self._name = name
        self._font = font
        self._background = QColor(background)
        width, height = pill_size(name.text, font)
        self._box = QRectF(-width / 2, -height / 2, width, height)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setPos(QPointF(name.x, name.y))
        self.setZValue(_NAME_Z)

    @property
    def name(self) -> RegionName:
        """What is written, and where."""
        return self._name

    def boundingRect(self) -> QRectF:
        """The pill with its border."""
        return self._box.adjusted(-1, -1, 1, 1)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw the pill and the name in it."""
        radius = min(self._box.height() / 2, _PILL_RADIUS_PX)
        painter.setBrush(self._background)
        style = Qt.PenStyle.SolidLine if self._name.is_agreed else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(self._name.colours.text), 1.5, style))
        painter.drawRoundedRect(self._box, radius, radius)
        painter.setFont(self._font)
        painter.drawText(self._box, Qt.AlignmentFlag.AlignCenter, self._name.text)


def _cosmetic(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen
