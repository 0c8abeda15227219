"""The line beside the pointer that says what lies there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

_HINT_DISTANCE_PX = 18


class Hint(QLabel):
    """A line of plain text inside a picture, hidden until there is something to say."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "pill")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, tip: QPoint, text: str) -> None:
        """Write the text above a point of the picture, or below it where there is no room, and cut off nothing."""
        room = self._viewport.rect()
        self._fill(text, room.width())
        x = max(min(tip.x() - self.width() // 2, room.width() - self.width()), 0)
        y = tip.y() - self.height() - _HINT_DISTANCE_PX
        self.move(x, y if y >= 0 else tip.y() + _HINT_DISTANCE_PX)
        self.show()
        self.raise_()

    def _fill(self, text: str, widest: int) -> None:
        """Give the line its text and size; what is too long for the picture goes over several lines."""
        self.setText(text)
        self.setWordWrap(False)
        self.adjustSize()
        if self.width() > widest:
            self.setWordWrap(True)
            self.resize(widest, self.heightForWidth(widest))
