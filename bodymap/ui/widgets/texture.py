"""Patterns of fixed size on the screen: stripes for skin on which maps differ, and a sign for each way a mark feels."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QTransform

from bodymap.core.vocabulary import Quality
from bodymap.state.palette import SIGN_LINES

STRIPES_PX = 12
"""Distance from stripe to stripe, along either axis."""

_SIGN_PX = 13
# Patterns are drawn finer than they are shown, so that they are smooth on every screen.
_FINER = 4


def screen_brush(pattern: QPixmap, painter: QPainter) -> QBrush:
    """A brush whose pattern keeps its size on the screen while the painter's scale changes."""
    scale = painter.worldTransform().m11() * _FINER
    brush = QBrush(pattern)
    brush.setTransform(QTransform.fromScale(1 / scale, 1 / scale))
    return brush


@lru_cache(maxsize=64)
def stripes(colour: str, phase: int) -> QPixmap:
    """Slanting stripes as wide as their gaps; those of phase 1 fill the gaps of those of phase 0."""
    size = STRIPES_PX * _FINER
    pixmap, painter = _canvas(size)
    painter.setBrush(QColor(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    for start in (-size, 0, size):
        left = start + phase * size / 2
        stripe = QPainterPath(QPointF(left, size))
        stripe.lineTo(left + size, 0)
        stripe.lineTo(left + 1.5 * size, 0)
        stripe.lineTo(left + size / 2, size)
        stripe.closeSubpath()
        painter.drawPath(stripe)
    painter.end()
    return pixmap


@lru_cache(maxsize=64)
def signs(quality: Quality | None, colour: str) -> QPixmap | None:
    """The sign of a feeling, repeated; None for a mark whose feeling was not said.

    The signs are those that pain drawings on paper have used since Ransford 1976: ``^`` for aching, ``x`` for burning,
    ``/`` for shooting, ``o`` for tingling and ``=`` for numb.
    """
    if quality is None:
        return None
    size = _SIGN_PX * _FINER
    pixmap, painter = _canvas(size)
    painter.scale(size, size)
    pen = QPen(QColor(colour), 0.13, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(sign_path(quality))
    painter.end()
    return pixmap


def sign_path(quality: Quality) -> QPainterPath:
    """The sign of a feeling in a square of side 1."""
    path = QPainterPath()
    for line in SIGN_LINES[quality]:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line]))
    return path


def _canvas(size: int) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter
