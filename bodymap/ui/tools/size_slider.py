"""The size of the selected tool: a slider that goes to where it is touched, with its number above the line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from bodymap.state.pen import NARROWEST_MM, WIDEST_MM

# Width of the handle in the style sheet, with its edge.
_HANDLE_PX = 16


class SizeSlider(QSlider):
    """A horizontal slider in millimetres; a finger need not find its handle, and its number lies on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(NARROWEST_MM, WIDEST_MM)
        self.setSingleStep(5)
        self.setPageStep(20)
        self.setAccessibleName(self.tr("Size in millimetres on the body"))
        self._title = QLabel(self)
        self._title.setProperty("role", "small")
        self._title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QGridLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    @property
    def title(self) -> str:
        """What is written above the line."""
        return self._title.text()

    def show_size(self, width_mm: int) -> None:
        """Show a size without telling anybody."""
        was_blocked = self.blockSignals(True)
        self.setValue(width_mm)
        self.blockSignals(was_blocked)
        self._title.setText(self.tr("{size} mm wide").format(size=width_mm))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where it is touched."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Stay where the pointer stopped."""
        self.setSliderDown(False)

    def _go_to(self, x: float) -> None:
        from PySide6.QtWidgets import QStyle  # which takes PySide 5 ms to learn, and the first frame needs none

        room, at = self.width() - _HANDLE_PX, round(x - _HANDLE_PX / 2)
        upside_down = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        value = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, room, upside_down)
        self.setValue(5 * round(value / 5))
