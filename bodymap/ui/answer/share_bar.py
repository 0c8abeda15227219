"""A bar for a share of the marked skin, with the range over the maps as a line on it, and a tick for each map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui.widgets.paint_guard import guarded

_HEIGHT = 18
_LINE_PX = 2.0
_TICK_PX = 4.0
"""How far a tick reaches above and below the line."""


class ShareBar(QWidget):
    """Paints a share from 0 to 1, and from the smallest to the largest share a line.

    Signals
    -------
    clicked : None
        When it is clicked.
    """

    #: it is clicked
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._low, self._high = 0.0, 0.0, 0.0
        self._by_map: tuple[float, ...] = ()
        self._fill = self._track = self._line = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Where each map has its tick, 0 to 1; none where they all say the same."""
        return self._by_map if self._high > self._low else ()

    def show_share(self, *, share: float, low: float, high: float, by_map: tuple[float, ...] = ()) -> None:
        """Show this share, its range and what each map says, all 0 to 1."""
        shown = share, low, high, by_map
        if shown != (self._share, self._low, self._high, self._by_map):
            self._share, self._low, self._high, self._by_map = shown
            self.update()

    def set_colours(self, *, fill: str, track: str, line: str) -> None:
        """Paint in these colours."""
        colours = QColor(fill), QColor(track), QColor(line)
        if colours != (self._fill, self._track, self._line):
            self._fill, self._track, self._line = colours
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say that it is clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
        event.accept()

    def sizeHint(self) -> QSize:
        """Wide enough to tell shares apart."""
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A bar shorter than this says nothing."""
        return QSize(80, _HEIGHT)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw track, share and range."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - _HEIGHT) / 2, self.width(), _HEIGHT)
        radius = _HEIGHT / 2
        painter.setBrush(self._track)
        painter.drawRoundedRect(track, radius, radius)
        painter.setBrush(self._fill)
        filled = QRectF(track.left(), track.top(), max(self._share * track.width(), _HEIGHT), _HEIGHT)
        painter.drawRoundedRect(filled, radius, radius)
        if self._high > self._low:
            painter.setPen(QPen(self._line, _LINE_PX))
            middle = track.center().y()
            painter.drawLine(*map(round, (self._low * track.width(), middle, self._high * track.width(), middle)))
            for share in self.ticks:
                x = share * track.width()
                painter.drawLine(QPointF(x, middle - _TICK_PX), QPointF(x, middle + _TICK_PX))
