"""Stands in place of the answer while an emergency is raised, until the person asks for the answer all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from bodymap.ui.widgets.card import text_label

_MARGIN = 20


class WaitingPage(QWidget):
    """Says that what the marks mean can wait, and where the instruction stands.

    Signals
    -------
    asked : None
        When the answer is wanted all the same.
    """

    #: the answer is wanted all the same
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._card = QFrame(self)
        self._card.setProperty("role", "card")
        heading = text_label("heading", self.tr("This can wait"), self._card)
        words = text_label(
            "reading", self.tr("First do what stands in red above. What the marks may mean can wait."), self._card
        )
        self.button = QPushButton(self.tr("Show what they may mean"), self._card)
        self.button.clicked.connect(self.asked)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, _MARGIN)
        inside.setSpacing(12)
        inside.addWidget(heading)
        inside.addWidget(words)
        inside.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)
