"""A button that stays down while it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from bodymap.ui.theme import TARGET_PX


class SwitchButton(QPushButton):
    """A button of a switch, wide enough for its text in bold, which it turns to when it is chosen."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """As wide chosen as not chosen, and wide enough for a finger."""
        self.ensurePolished()
        bold = QFont(self.font())
        bold.setBold(True)
        plain, chosen = (QFontMetrics(font).horizontalAdvance(self.text()) for font in (self.font(), bold))
        return (super().sizeHint() + QSize(max(chosen - plain, 0), 0)).expandedTo(QSize(TARGET_PX, TARGET_PX))

    def minimumSizeHint(self) -> QSize:
        """Never cut the text."""
        return self.sizeHint()
