"""A button that stays down while it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget


class SwitchButton(QPushButton):
    """A button of a switch, wide enough for its text in bold, which it turns to when it is chosen."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """As wide chosen as not chosen."""
        self.ensurePolished()
        bold = QFont(self.font())
        bold.setBold(True)
        plain, chosen = (QFontMetrics(font).horizontalAdvance(self.text()) for font in (self.font(), bold))
        return super().sizeHint() + QSize(max(chosen - plain, 0), 0)

    def minimumSizeHint(self) -> QSize:
        """Never cut the text."""
        return self.sizeHint()
