"""A line at the foot of the window that says what was done and goes by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

_SHOWN_MS = 5000
_ABOVE_FOOT_PX = 24


class PassingNote(QLabel):
    """Says one thing at a time, over the middle of the window's foot; a screen reader speaks it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "pill")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window = window
        self._going = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._going.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str) -> None:
        """Show a line for some seconds."""
        window = self._window
        self.setText(text)
        self.adjustSize()
        self.resize(min(self.width(), window.width()), self.height())
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - _ABOVE_FOOT_PX)
        self.show()
        self.raise_()
        self._going.start()
        from bodymap.ui.widgets.announcement import announce

        announce(window, text)
