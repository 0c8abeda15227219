"""The spine with the candidate roots lit, and in words what was marked and what feels it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from bodymap.ui.answer.spine_panel import LitRoot, SpinePanel
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.card import Card, text_label

if TYPE_CHECKING:
    from bodymap.core.reasoning.candidates import Candidate
    from bodymap.core.words.message import Sentence


_NARROW_LINES = 27


class SpineCard(Card):
    """The drawing with the sentences beside it, or under it where the card is narrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.panel = SpinePanel(theme, self)
        self._text = text_label("reading", parent=self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addWidget(self.panel, stretch=1, alignment=Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, stretch=1)
        self._column.addLayout(self._row)

    @property
    def text(self) -> str:
        """What the card says."""
        return self._text.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words under the drawing where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_LINES * self.fontMetrics().height()
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(under if narrow else beside)

    def show_start(self, theme: Theme) -> None:
        """Show the spine at rest."""
        self.set_heading(self.tr("Where the nerves leave the spine"))
        touch = self.tr("Touch the place that hurts.")
        light = self.tr("The nerves that feel it light up here, where they leave the spine.")
        self._text.setText(f"{touch}\n\n{light}")
        self._light((), theme)

    def show_roots(self, candidates: tuple[Candidate, ...], sentences: tuple[Sentence, ...], theme: Theme) -> None:
        """Light the candidates' roots and say the sentences."""
        self.set_heading(self._heading_for(candidates))
        self._text.setText("\n\n".join(sentence.text for sentence in sentences))
        # What is lit on the body and has a row of its own is lit here, and nothing else.
        lit = (LitRoot(found.root, found.side, theme.root(found.root)) for found in candidates)
        self._light(tuple(lit), theme)

    def _heading_for(self, candidates: tuple[Candidate, ...]) -> str:
        """How the card is headed: by one nerve, by several, or by none."""
        roots = {found.root for found in candidates}
        if not roots:
            return self.tr("Where the nerves leave the spine")
        if len(roots) == 1:
            return self.tr("The nerve that feels this skin starts here")
        return self.tr("The nerves that feel this skin start here")

    def _light(self, lit: tuple[LitRoot, ...], theme: Theme) -> None:
        self.panel.show_roots(lit, theme)
        # Kept while the cards below come and go, so that the bones need not be painted anew.
        self.panel.setFixedHeight(self.panel.sizeHint().height())
