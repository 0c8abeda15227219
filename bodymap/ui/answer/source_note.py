"""What a card's figures rest on: a link beside its heading, and the sources in full at its end when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from bodymap.ui.widgets.card import Card, text_label


class SourceNote(QObject):
    """The sources of a card, folded until they are asked for; the link is away where there are none."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self._card = card
        self.link = QPushButton(card)
        self.link.setProperty("role", "link")
        self.link.setCheckable(True)
        self.link.toggled.connect(self._on_toggled)
        self._details = text_label("small", parent=card)
        card.put_beside_heading(self.link)
        self.show_sources(())

    @property
    def text(self) -> str:
        """The sources in full; empty while they are folded."""
        return "" if self._details.isHidden() else self._details.text()

    def show_sources(self, sources: Sequence[str]) -> None:
        """Offer these, each in full; they stay unfolded when the same are shown again."""
        text = "\n\n".join(sources)
        if text != self._details.text():
            self.link.setChecked(False)
        self._details.setText(text)
        self._card.put_last(self._details)  # under whatever the card has by now
        self.link.setVisible(bool(sources))
        self._on_toggled(self.link.isChecked())

    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001
        self.link.setText(self.tr("sources ‹") if is_open else self.tr("sources ›"))
        self._details.setVisible(is_open and bool(self._details.text()))
