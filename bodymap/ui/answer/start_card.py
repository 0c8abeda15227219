"""How to begin, shown while nothing is marked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from bodymap.ui.widgets.card import Card, text_label

_BADGE_PX = 26


class StartCard(Card):
    """A few steps, from the first touch to taking it back, and a tour that points at them.

    Signals
    -------
    tour_asked : None
        When the tour is to begin.
    """

    #: the tour is to begin
    tour_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_heading(self.tr("How it works"))
        self.tour = QPushButton(self.tr("Show me in 20 seconds"), self)
        self.tour.clicked.connect(self.tour_asked)
        self.add(self.tour)
        steps = (
            self.tr(
                "Touch the picture where it hurts, or paint over it. On the keyboard: Tab to a place, Space marks it."
            ),
            self.tr("Say on the left how it feels and how strong it is."),
            self.tr("See which nerves feel that place, and where they leave the spine."),
            self.tr("Drag a mark to move it; touch it to change or remove it."),
        )
        for number, step in enumerate(steps, start=1):
            self._column.addLayout(_step(number, step))
        self._column.addWidget(
            text_label(
                "small",
                self.tr("Nothing is stored unless you save it, but for a copy against crashes until you close."),
                self,
            )
        )


def _step(number: int, text: str) -> QHBoxLayout:
    badge = QLabel(str(number))
    badge.setProperty("role", "step")
    badge.setFixedSize(_BADGE_PX, _BADGE_PX)
    badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(badge, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(text_label("normal", text), stretch=1)
    return row
