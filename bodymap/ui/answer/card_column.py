"""Cards under each other in a column that scrolls when they do not all fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

FRAME = 1
"""Pixels of the line round the column that shows the keyboard's focus."""

GUTTER = 16
"""Pixels right of the cards, where the scroll bar appears without moving them."""

_NESTED_LAYOUTS = 4
_SHOWN_BELOW = 8


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
        self._column.setSpacing(5)
        self._cards: tuple[QWidget, ...] = ()
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    def fill(self, cards: Sequence[QWidget]) -> None:
        """Put these cards on the page, which must be its children."""
        self._cards = tuple(cards)
        for card in cards:
            self._column.addWidget(card)
        self._column.addStretch(1)
        self.setWidget(self.page)

    def arrange(self, cards: Sequence[QWidget]) -> None:
        """Put the cards of the page in this order."""
        if tuple(cards) == self._cards:
            return
        self._cards = tuple(cards)
        for place, card in enumerate(cards):
            self._column.removeWidget(card)
            self._column.insertWidget(place, card)
        for before, after in pairwise(cards):
            QWidget.setTabOrder(before, after)

    @contextmanager
    def place_kept(self) -> Iterator[None]:
        """Fill the cards anew inside this; the card at the top of what is seen, or the next that is left, stays there.

        A column that was not scrolled stays at its top.
        """
        bar = self.verticalScrollBar()
        before = bar.value()
        below = [card for card in self._cards if card.isVisible() and card.geometry().bottom() > before]
        tops = [card.y() for card in below]
        yield
        if not before:
            return
        self._lay_out_now()
        for card, top in zip(below, tops, strict=True):
            if not card.isHidden():
                bar.setValue(before + card.y() - top if card is below[0] else card.y())
                return

    def bring_into_sight(self, card: QWidget) -> None:
        """Scroll no more than it takes to see the end of a card, or its beginning if it is higher than the column."""
        self._lay_out_now()
        bar, box = self.verticalScrollBar(), card.geometry()
        lowest = box.bottom() + _SHOWN_BELOW - self.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), box.top()))

    def _lay_out_now(self) -> None:
        """Give all cards the sizes that their new texts ask for, before anything is placed by them.

        A layout within a card asks for a place only once the card has been laid out, so it takes several rounds.
        """
        for _ in range(_NESTED_LAYOUTS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _on_range_changed(self, _lowest: int, highest: int) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if highest else 0
        self._column.setContentsMargins(0, 0, max(GUTTER - bar, 0), 0)
