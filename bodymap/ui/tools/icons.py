"""Small pictures for buttons, drawn in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QTransform

from bodymap.core.vocabulary import Quality
from bodymap.state.pen import Tool
from bodymap.ui.widgets.texture import sign_path

TOOL_SIZE = QSize(18, 18)
SWATCH_SIZE = QSize(22, 22)
_SIGN_PX = 14.0
_SIGN_AT = (SWATCH_SIZE.width() - _SIGN_PX) / 2

# Pictures are drawn finer than they are shown, so that they are smooth on every screen.
_FINER = 3


def tool_icon(tool: Tool, *, colour: str, chosen: str) -> QIcon:
    """The picture of a tool, in one colour and, while it is chosen, in another."""
    icon = QIcon()
    for state, name in ((QIcon.State.Off, colour), (QIcon.State.On, chosen)):
        pixmap, painter = _canvas(TOOL_SIZE)
        pen = QPen(QColor(name), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if tool is Tool.SPOT:
            painter.setBrush(QColor(name))
        painter.drawPath(_tool_path(tool))
        painter.end()
        icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon


def quality_icon(quality: Quality | None, colour: str, *, paper: str) -> QIcon:
    """A disc in the colour of a feeling with its sign on it, as it shows on the body; no sign where nobody said."""
    pixmap, painter = _canvas(SWATCH_SIZE)
    disc = QRectF(1, 1, SWATCH_SIZE.width() - 2, SWATCH_SIZE.height() - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    tint = QColor(colour)
    tint.setAlphaF(0.35)
    for fill in (QColor(paper), tint):
        painter.setBrush(fill)
        painter.drawEllipse(disc)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if quality is not None:
        fit = QTransform.fromTranslate(_SIGN_AT, _SIGN_AT).scale(_SIGN_PX, _SIGN_PX)
        painter.drawPath(fit.map(sign_path(quality)))
    painter.setPen(QPen(QColor(colour), 1.8))
    painter.drawEllipse(disc)
    painter.end()
    return QIcon(pixmap)


def _tool_path(tool: Tool) -> QPainterPath:
    """The outline of a tool in a square of 18."""
    path = QPainterPath()
    match tool:
        case Tool.SPOT:
            path.addEllipse(QPointF(9, 9), 5, 5)
        case Tool.PAINT:
            path.moveTo(3, 15)
            path.lineTo(4, 11)
            path.lineTo(12, 3)
            path.lineTo(15, 6)
            path.lineTo(7, 14)
            path.closeSubpath()
            path.moveTo(10, 5)
            path.lineTo(13, 8)
        case Tool.ERASE:
            path.moveTo(2.5, 11)
            path.lineTo(10, 3.5)
            path.lineTo(15.5, 9)
            path.lineTo(9, 15.5)
            path.lineTo(7, 15.5)
            path.closeSubpath()
            path.moveTo(6, 7.5)
            path.lineTo(11.5, 13)
            path.moveTo(9, 15.5)
            path.lineTo(15.5, 15.5)
    return path


def _canvas(size: QSize) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(size * _FINER)
    pixmap.setDevicePixelRatio(_FINER)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter
