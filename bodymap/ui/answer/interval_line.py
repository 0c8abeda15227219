"""A percentage with its interval, drawn on a scale from 0 to 100."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded

_STEPS = (0, 25, 50, 75, 100)
_BAND_PX, _RING_RADIUS, _RING_PX = 6.0, 7.0, 4.0
_GAP = 8.0


class IntervalLine(QWidget):
    """Paints a percentage as a ring, its interval as a band, and the scale under both."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._percent, self._low, self._high = 0.0, 0.0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._theme = theme
        self.update()

    def show_interval(self, *, percent: float, low: float, high: float) -> None:
        """Show this percentage and its interval, all 0 to 100."""
        self._percent, self._low, self._high = percent, low, high
        self.update()

    def sizeHint(self) -> QSize:
        """A line of text, the drawing, a line of text."""
        return QSize(240, round(2 * self._metrics().height() + 4 * _GAP))

    def minimumSizeHint(self) -> QSize:
        """Narrower the numbers of the scale would touch."""
        return QSize(200, self.sizeHint().height())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw number, band, ring and scale, from top to bottom."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band_y = self._metrics().height() + _GAP
        self._paint_scale(painter, y=band_y + 1.5 * _GAP)
        accent = QColor(self._theme.accent)
        painter.setPen(QPen(accent, _BAND_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self._x(self._low), band_y), QPointF(self._x(self._high), band_y))
        painter.setPen(QPen(accent, _RING_PX))
        painter.setBrush(QColor(self._theme.card))
        painter.drawEllipse(QPointF(self._x(self._percent), band_y), _RING_RADIUS, _RING_RADIUS)
        self._write(painter, f"{self._percent:.0f} %", x=self._x(self._percent), y=0, font=self._bold(), colour=accent)

    def _paint_scale(self, painter: QPainter, *, y: float) -> None:
        axis = QPen(QColor(self._theme.axis), 1.5)
        painter.setPen(axis)
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(100), y))
        for step in _STEPS:
            painter.setPen(axis)
            painter.drawLine(QPointF(self._x(step), y - 3), QPointF(self._x(step), y + 3))
            faint = QColor(self._theme.text_faint)
            self._write(painter, f"{step} %", x=self._x(step), y=y + _GAP, font=self.font(), colour=faint)

    def _write(self, painter: QPainter, text: str, *, x: float, y: float, font: QFont, colour: QColor) -> None:
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text) + 2
        left = min(max(x - width / 2, 0), self.width() - width)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(left, y, width, metrics.height()), Qt.AlignmentFlag.AlignCenter, text)

    def _x(self, percent: float) -> float:
        margin = self._metrics().horizontalAdvance("100 %") / 2
        return margin + percent / 100 * (self.width() - 2 * margin)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font())

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold
