"""What marks carry besides their skin: their number in the list, a handle, and their outline while they are dragged."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from bodymap.core.marks.mark import Mark, Spot, Stroke
from bodymap.ui.widgets.paint_guard import guarded

_NUMBER_Z, _HANDLE_Z, _DRAG_Z = 3.2, 3.3, 3.4
_LEAST_BADGE_PX, _HANDLE_PX, _AWAY_PX = 8.0, 5.0, 4.0
_DRAG_ALPHA = 0.25

HANDLE_AWAY_PX = 9.0
"""How far outside the rim of a mark its handle stands, so that a small mark can still be moved."""


class NumberBadge(QGraphicsItem):
    """The number that a mark has in the list, in a disc of one size at every zoom that holds all of it."""

    def __init__(self, number: int, place: QPointF, *, colour: str, halo: str, font: QFont, is_echo: bool) -> None:
        super().__init__()
        self.number = number
        self._colour, self._halo, self._font, self._is_echo = QColor(colour), QColor(halo), font, is_echo
        metrics = QFontMetricsF(font)
        self._radius = max(_LEAST_BADGE_PX, metrics.height() / 2)
        half = max(self._radius, metrics.horizontalAdvance(str(number)) / 2 + 4)
        away = self._radius - _AWAY_PX
        self._box = QRectF(-half, -self._radius, 2 * half, 2 * self._radius).translated(away, -away)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setPos(place)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(_NUMBER_Z)

    def boundingRect(self) -> QRectF:
        """The disc with its rim."""
        return self._box.adjusted(-2, -2, 2, 2)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw the disc and the number; of a mark of another drawing only the rim is in its colour."""
        own, other = (self._halo, self._colour) if self._is_echo else (self._colour, self._halo)
        painter.setPen(QPen(other, 1.5))
        painter.setBrush(own)
        painter.drawRoundedRect(self._box, self._radius, self._radius)
        painter.setPen(other)
        painter.setFont(self._font)
        painter.drawText(self._box, Qt.AlignmentFlag.AlignCenter, str(self.number))


class MarkHandle(QGraphicsItem):
    """What one drags to resize the selected mark."""

    def __init__(self, place: QPointF, *, colour: str, halo: str) -> None:
        super().__init__()
        self._colour, self._halo = QColor(colour), QColor(halo)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setPos(place)
        self.setZValue(_HANDLE_Z)

    def boundingRect(self) -> QRectF:
        """The square with its rim."""
        away, half = HANDLE_AWAY_PX * math.sqrt(0.5), _HANDLE_PX + 1
        return QRectF(away - half, away - half, 2 * half, 2 * half)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw a square that no feeling's sign looks like."""
        painter.setPen(QPen(self._colour, 2.0))
        painter.setBrush(self._halo)
        painter.drawRoundedRect(self.boundingRect().adjusted(2, 2, -2, -2), 2, 2)


class DragItem(QGraphicsPathItem):
    """Where a mark would lie if it were let go now."""

    def __init__(self, mark: Mark, *, colour: str) -> None:
        super().__init__(shape_path(mark))
        line, fill = QPen(QColor(colour), 2.0, Qt.PenStyle.DashLine), QColor(colour)
        line.setCosmetic(True)
        fill.setAlphaF(_DRAG_ALPHA)
        self.setPen(line)
        self.setBrush(fill)
        self.setZValue(_DRAG_Z)


def shape_path(mark: Mark) -> QPainterPath:
    """The outline of a spot or stroke, on the body and beside it; empty for a whole part."""
    path = QPainterPath()
    shape = mark.shape
    if isinstance(shape, Spot):
        path.addEllipse(QPointF(shape.x, shape.y), shape.radius_mm, shape.radius_mm)
    elif isinstance(shape, Stroke):
        line = QPainterPath(QPointF(*shape.points[0]))
        for x, y in shape.points[1:] or shape.points:
            line.lineTo(x + 1e-3, y)  # a line without length has no outline
        stroker = QPainterPathStroker()
        stroker.setWidth(shape.width_mm)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        path = stroker.createStroke(line).simplified()
    return path
