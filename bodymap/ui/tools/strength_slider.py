"""How strong a mark is: a scale from 0 to 10, on which nothing may be said too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from bodymap.core.marks.mark import STRONGEST
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded

_GROOVE_PX, _RING_RADIUS, _RING_PX = 7.0, 11.0, 3.0
_LEFT = 15.0
_LEAST_HEIGHT, _MOST_HEIGHT = 88, 260


class StrengthSlider(QSlider):
    """A vertical scale with its ends in words; while nothing is said, its handle is empty.

    Arrow keys move it, Delete takes the number back.

    Signals
    -------
    said : int or None
        When the user let go of another number, or took it back.
    """

    #: int that the user let go of, or None
    said = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._colour = theme.text_faint
        self._strength: int | None = None
        self.setRange(0, STRONGEST)
        self.setPageStep(2)
        self.setMaximumHeight(_MOST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("How strong, from 0 none to 10 worst"))
        scale = self.tr("0 is none, 10 the worst there can be. Delete takes the number back.")
        keys = self.tr("While a mark is selected, the keys 0 to 9 say how strong it is, and 1 then 0 says 10.")
        self.setToolTip(f"{scale}\n{keys}")
        self.valueChanged.connect(self._on_value_changed)
        self.sliderReleased.connect(self._tell)
        self._shown: int | None = None

    @property
    def strength(self) -> int | None:
        """What is shown; None while nothing was said."""
        return self._shown

    def show_strength(self, strength: int | None) -> None:
        """Show a number, or that nothing was said; nothing is told."""
        self.blockSignals(True)
        self.setValue(strength or 0)
        self.blockSignals(False)
        self._strength = self._shown = strength
        self.setAccessibleDescription("" if strength is not None else self.tr("not said"))
        self.update()

    def set_colours(self, theme: Theme, colour: str) -> None:
        """Draw in this theme, the said part in the colour of the feeling."""
        self._theme, self._colour = theme, colour
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = QFontMetricsF(self.font()).horizontalAdvance(self.tr("10 worst"))
        return QSize(round(2 * _LEFT + 8 + words), 170)

    def minimumSizeHint(self) -> QSize:
        """Steps nearer to each other cannot be told apart."""
        return QSize(self.sizeHint().width(), _LEAST_HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the scale is touched."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._go_to(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Say the number that the pointer stopped at."""
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the number back with Delete; the first arrow key says one."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.show_strength(None)
            self.said.emit(None)
            return
        before = self.value()
        super().keyPressEvent(event)
        if self.value() == before and self._shown is None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Home):
            self._shown = before
            self._tell()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw scale, handle, number and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_said = self._shown is not None
        colour = QColor(self._colour if is_said else self._theme.control_border)
        top, bottom, y = self._y(STRONGEST), self._y(0), self._y(self.value())
        self._stroke(painter, QColor(self._theme.track), top, bottom)
        if is_said:
            self._stroke(painter, colour, y, bottom)
        painter.setPen(QPen(QColor(self._theme.accent) if self.hasFocus() else colour, _RING_PX))
        painter.setBrush(QColor(self._theme.card))
        painter.drawEllipse(QPointF(_LEFT, y), _RING_RADIUS, _RING_RADIUS)
        self._write_ends(painter, y)
        text = str(self._shown) if is_said else self.tr("not said")
        font = QFont(self.font())
        if is_said:
            font.setBold(True)
            font.setPixelSize(round(1.35 * self.fontInfo().pixelSize()))
        self._write(painter, text, y, font, colour if is_said else QColor(self._theme.text_faint))

    def _write_ends(self, painter: QPainter, y: float) -> None:
        room = 1.3 * QFontMetricsF(self.font()).height()
        for number, text in ((STRONGEST, self.tr("10 worst")), (0, self.tr("0 none"))):
            if abs(self._y(number) - y) >= room:
                self._write(painter, text, self._y(number), self.font(), QColor(self._theme.text_faint))

    def _write(self, painter: QPainter, text: str, y: float, font: QFont, colour: QColor) -> None:
        left = _LEFT + _RING_RADIUS + 9
        painter.setFont(font)
        painter.setPen(colour)
        box = QRectF(left, y - 14, self.width() - left, 28)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _stroke(self, painter: QPainter, colour: QColor, top: float, bottom: float) -> None:
        pen = QPen(colour, _GROOVE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(_LEFT, top), QPointF(_LEFT, bottom))

    def _y(self, number: int) -> float:
        margin = _RING_RADIUS + _RING_PX
        return self.height() - margin - number / STRONGEST * (self.height() - 2 * margin)

    def _go_to(self, y: float) -> None:
        number = round((self._y(0) - y) / (self._y(0) - self._y(STRONGEST)) * STRONGEST)
        self.setValue(min(max(number, 0), STRONGEST))
        self._shown = self.value()
        self.update()

    def _on_value_changed(self, value: int) -> None:
        self._shown = value
        if not self.isSliderDown():
            self._tell()

    def _tell(self) -> None:
        self.update()
        if self._shown != self._strength:
            self._strength = self._shown
            self.setAccessibleDescription("")
            self.said.emit(self._shown)
