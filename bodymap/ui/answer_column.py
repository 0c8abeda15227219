"""The right column: what the marks mean, card by card, or how to begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from bodymap.core.anatomy import Voice
from bodymap.ui.cards.card import Card, text_label
from bodymap.ui.cards.levels_card import LevelsCard
from bodymap.ui.cards.spine_card import SpineCard
from bodymap.ui.cards.start_card import StartCard
from bodymap.ui.cards.study_card import StudyCard
from bodymap.ui.theme import Theme

if TYPE_CHECKING:
    from bodymap.core.evidence import Evidence
    from bodymap.core.findings import Findings
    from bodymap.core.sentence import Sentence

FRAME = 1
"""Pixels of the line round the column that shows the keyboard's focus."""

GUTTER = 16
"""Pixels right of the cards, where the scroll bar appears without moving them."""

_NARROWEST, _WIDEST = 320, 440
_SHARE_OF_WIDTH = 0.284


@dataclass(frozen=True, slots=True)
class Answer:
    """Findings with what is needed to say them."""

    findings: Findings
    evidence: Evidence
    voice: Voice


class AnswerColumn(QScrollArea):
    """The cards; the column scrolls when they do not all fit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What the marks mean"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the arrow keys scroll it
        self._window_width = 0
        self._page = page = QWidget(self)
        page.setProperty("role", "page")
        self.spine_card = SpineCard(theme, page)
        self.start_card = StartCard(page)
        self.levels_card = LevelsCard(page)
        self.study_card = StudyCard(page)
        self._notice = Card("", page, role="notice-card")
        self._caution = text_label("notice", parent=self._notice)
        self._notice.add(self._caution)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, GUTTER, 0)
        self._column.setSpacing(14)
        for card in (self.spine_card, self.start_card, self.levels_card, self.study_card, self._notice):
            self._column.addWidget(card)
        self._column.addStretch(1)
        self.setWidget(page)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.show_start(theme)

    @property
    def caution(self) -> str:
        """How sure the answer is, and the line that stands under every answer."""
        return self._caution.text()

    def fit_width(self, window_width: int) -> None:
        """Take a share of the window's width that leaves the body most of it, and at least what the texts need."""
        self._window_width = window_width
        wished = min(max(round(_SHARE_OF_WIDTH * window_width), _NARROWEST), _WIDEST) + GUTTER
        self.setFixedWidth(max(wished, self._page.minimumSizeHint().width()))

    def show_start(self, theme: Theme) -> None:
        """Show how to begin."""
        self.spine_card.show_start(theme)
        self._show_cards(has_answer=False)

    def show_answer(self, answer: Answer, theme: Theme) -> None:
        """Show what the marks mean."""
        from bodymap.core.words import explain

        findings, evidence = answer.findings, answer.evidence
        said = explain(findings, evidence, answer.voice, self.tr)
        facts = tuple(evidence.root(candidate.root) for candidate in findings.candidates)
        is_clinician = answer.voice is Voice.CLINICIAN
        # A clinician finds shares and facts of the roots in the list of levels.
        about = (*said.place, *said.certainty) if is_clinician else (*said.place, *said.roots)
        caution = (said.disclaimer,) if is_clinician else (*said.certainty, said.disclaimer)
        self.spine_card.show_roots(findings.candidates, about, theme)
        self.levels_card.show_candidates(findings.candidates, facts, answer.voice, theme)
        self.levels_card.show_sources(_sources((*said.roots, *said.certainty), evidence) if is_clinician else "")
        self.study_card.show_study(said.exposs, findings.exposs, evidence, theme)
        self._caution.setText("\n".join(sentence.text for sentence in caution))
        self._show_cards(has_answer=True)
        spoken = " ".join(sentence.text for sentence in (*said.place, *said.roots))
        announce(self, spoken)

    def _on_range_changed(self, _lowest: int, highest: int) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if highest else 0
        self._column.setContentsMargins(0, 0, max(GUTTER - bar, 0), 0)

    def _show_cards(self, *, has_answer: bool) -> None:
        self.start_card.setVisible(not has_answer)
        for card in (self.levels_card, self.study_card, self._notice):
            card.setVisible(has_answer)
        self.fit_width(self._window_width)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak a text that appeared away from the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def _sources(sentences: tuple[Sentence, ...], evidence: Evidence) -> str:
    """The short names of what sentences rest on, each once, in the order of the sentences."""
    ids = dict.fromkeys(source for sentence in sentences for source in sentence.sources)
    return " · ".join(evidence.source(source).short for source in ids)
