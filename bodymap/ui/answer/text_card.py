"""A heading and some sentences under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from bodymap.ui.answer.source_note import SourceNote
from bodymap.ui.widgets.card import Card, text_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.words.message import Sentence


class TextCard(Card):
    """Paragraphs of plain text; hidden by its owner when there are none."""

    def __init__(self, heading: str, parent: QWidget | None = None, *, text_role: str) -> None:
        super().__init__(heading, parent)
        self._text = text_label(text_role, parent=self)
        self.add(self._text)
        self.sources = SourceNote(self)

    @property
    def text(self) -> str:
        """What the card says."""
        return self._text.text()

    def show_sentences(self, sentences: Iterable[Sentence]) -> None:
        """Say these sentences, each in a line of its own."""
        self._text.setText("\n".join(sentence.text for sentence in sentences))
