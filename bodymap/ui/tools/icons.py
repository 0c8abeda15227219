"""Small pictures for buttons, drawn in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QTransform

from bodymap.core.vocabulary import Quality
from bodymap.state.pen import Tool
from bodymap.ui.widgets.signs import Sign, sign_icon
from bodymap.ui.widgets.texture import sign_path

TOOL_SIZE = QSize(18, 18)
SWATCH_SIZE = QSize(22, 22)
_SIGN_PX = 14.0
_SIGN_AT = (SWATCH_SIZE.width() - _SIGN_PX) / 2

# Pictures are drawn finer than they are shown, so that they are smooth on every screen.
_FINER = 3


def tool_icon(tool: Tool, *, colour: str, chosen: str) -> QIcon:
    """The sign of a tool, in one colour and, while it is chosen, in another."""
    sign = {Tool.SPOT: Sign.SPOT, Tool.PAINT: Sign.PAINT, Tool.ERASE: Sign.ERASE}[tool]
    return sign_icon(sign, colour=colour, chosen=chosen)


@lru_cache(maxsize=64)
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
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt tints it in a chosen row, and it looks like another feeling
    return icon


def _canvas(size: QSize) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(size * _FINER)
    pixmap.setDevicePixelRatio(_FINER)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter
