"""Cards under each other in a column that scrolls when they do not all fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

FRAME = 1
"""Pixels of the line round the column that shows the keyboard's focus."""

GUTTER = 16
"""Pixels right of the cards, where the scroll bar appears without moving them."""


class CardColumn(QScrollArea):
    """A page of cards."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QWidget(self)
        self.page.setProperty("role", "page")
        self._column = QVBoxLayout(self.page)
        self._column.setContentsMargins(0, 0, GUTTER, 0)
        self._column.setSpacing(14)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    def fill(self, cards: Sequence[QWidget]) -> None:
        """Put these cards on the page, which must be its children."""
        for card in cards:
            self._column.addWidget(card)
        self._column.addStretch(1)
        self.setWidget(self.page)

    def _on_range_changed(self, _lowest: int, highest: int) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if highest else 0
        self._column.setContentsMargins(0, 0, max(GUTTER - bar, 0), 0)
