"""A label of words that wrap, which remembers how high they are: a layout asks for that many times."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

_BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%)")
_MOST_HEIGHTS: Final = 64
"""Heights that are kept for a label: it shows few texts at few widths."""


class TextLabel(QLabel):
    """A label that does not part a number from its per cent sign, and knows how high its texts were at a width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._heights: dict[tuple[str, int], int] = {}
        self._is_laid_out = False

    def setText(self, text: str) -> None:
        """Show this text."""
        self._shown = _BEFORE_PERCENT.sub("\u00a0", text)
        self._is_laid_out = False
        super().setText(self._shown)

    def heightForWidth(self, width: int) -> int:
        """How high the text is, wrapped at a width in pixels."""
        height = self._heights.get((self._shown, width)) if self._is_laid_out else None
        if height is None:
            if len(self._heights) >= _MOST_HEIGHTS:
                self._heights.clear()
            height = self._heights[self._shown, width] = super().heightForWidth(width)
            self._is_laid_out = True  # Qt does so where it measures; left to the painting, it would paint twice
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the words out anew."""
        super().resizeEvent(event)
        self._is_laid_out = False

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in other letters."""
        super().changeEvent(event)
        self.forget_heights()

    def forget_heights(self) -> None:
        """Measure anew, as the label is to look otherwise."""
        self._heights = {}
