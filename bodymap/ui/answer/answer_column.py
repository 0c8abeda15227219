"""The right column: what the marks mean, card by card, or how to begin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from bodymap.core.vocabulary import Voice
from bodymap.ui.answer.card_column import GUTTER, CardColumn
from bodymap.ui.answer.items_card import ItemsCard
from bodymap.ui.answer.levels_card import LevelsCard
from bodymap.ui.answer.spine_card import SpineCard
from bodymap.ui.answer.start_card import StartCard
from bodymap.ui.answer.study_card import StudyCard
from bodymap.ui.answer.text_card import TextCard
from bodymap.ui.theme import Theme

if TYPE_CHECKING:
    from bodymap.core.atlas.maps import DermatomeMap
    from bodymap.core.reasoning.findings import Findings
    from bodymap.core.reasoning.knowledge import Evidence
    from bodymap.core.words.explanation import Explanation, Item
    from bodymap.core.words.message import Sentence
    from bodymap.state.session import RootOfSide

# In heights of a line of text, so that lines of a readable length stay in the column at every size of text.
_NARROWEST_LINES, _WIDEST_LINES = 22, 36
_MOST_OF_WIDTH = 0.4
_SHARE_OF_WIDTH = 0.284


@dataclass(frozen=True, slots=True)
class Answer:
    """Findings, and what there is to say about them."""

    findings: Findings
    evidence: Evidence
    voice: Voice
    said: Explanation
    maps: tuple[DermatomeMap, ...]

    def sources(self, sentences: Iterable[Sentence]) -> str:
        """For a clinician the short names of what sentences rest on, each once, in their order; else nothing."""
        if self.voice is Voice.PATIENT:
            return ""
        from bodymap.core.tables.literature import OWN_WORDS

        ids = dict.fromkeys(source for sentence in sentences for source in sentence.sources if source != OWN_WORDS)
        return " · ".join(self.evidence.source(source).short for source in ids)

    def sources_of(self, item: Item) -> str:
        """For a clinician what an item rests on."""
        return self.sources(item.sentences)


class AnswerColumn(CardColumn):
    """The cards; the column scrolls when they do not all fit.

    Signals
    -------
    root_chosen : RootOfSide or None
        When a root is to be looked at alone; None shows all again.
    """

    #: RootOfSide to be looked at alone, or None
    root_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("What the marks mean"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the arrow keys scroll it
        self._window_width = 0
        page = self.page
        self.spine_card = SpineCard(theme, page)
        self.start_card = StartCard(page)
        self.levels_card = LevelsCard(page)
        self.study_card = StudyCard(page)
        self.possible_card = ItemsCard(self.tr("Also possible"), page, role="notice-card", at_once=1)
        self.tests_card = ItemsCard(self.tr("What to check next"), page, at_once=3)
        self.record_card = TextCard(self.tr("For the record"), page, text_role="small")
        self.watch_card = TextCard(self.tr("What to watch for"), page, text_role="normal")
        self._notice = TextCard(self.tr("How sure this is"), page, role="notice-card", text_role="notice")
        self._answer_cards = (
            self.levels_card,
            self.study_card,
            self.possible_card,
            self._notice,
            self.tests_card,
            self.watch_card,
            self.record_card,
        )
        self.study_card.more.clicked.connect(self._on_source_asked)
        self.spine_card.panel.root_chosen.connect(self.root_chosen)
        self.levels_card.root_chosen.connect(self.root_chosen)
        self.fill((self.spine_card, self.start_card, *self._answer_cards))
        self.show_start(theme)

    @property
    def caution(self) -> str:
        """How sure the answer is, in a patient's words."""
        return self._notice.text

    def fit_width(self, window_width: int) -> None:
        """Take a share of the window's width that leaves the body most of it, and at least what the texts need."""
        self._window_width = window_width
        line = QFontMetrics(QApplication.font()).height()
        least = min(_NARROWEST_LINES * line, round(_MOST_OF_WIDTH * window_width))
        wished = min(max(round(_SHARE_OF_WIDTH * window_width), least), _WIDEST_LINES * line) + GUTTER
        self.setFixedWidth(max(wished, self.page.minimumSizeHint().width()))

    def show_alone(self, root: RootOfSide | None) -> None:
        """Light this root alone on the spine and among the levels; None lights all."""
        self.spine_card.panel.show_alone(root)
        self.levels_card.show_alone(root)

    def show_start(self, theme: Theme) -> None:
        """Show how to begin."""
        self.spine_card.show_start(theme)
        self._show_cards(has_answer=False)
        self.verticalScrollBar().setValue(0)

    def show_answer(self, answer: Answer, theme: Theme) -> None:
        """Show what the marks mean; the card that was read stays where it was."""
        with self.place_kept():
            self._fill_in(answer, theme)
        said = answer.said
        raised = (sentence for flag in said.red_flags if flag.raised for sentence in flag.sentences)
        spoken = " ".join(sentence.text for sentence in (*raised, *said.place, *said.roots))
        announce(self, spoken)

    def _fill_in(self, answer: Answer, theme: Theme) -> None:
        findings, said = answer.findings, answer.said
        is_clinician = answer.voice is Voice.CLINICIAN
        # A clinician finds shares and facts of the roots in the list of levels.
        about = (*said.place, *said.certainty) if is_clinician else (*said.place, *said.roots)
        self.spine_card.show_roots(findings.shown, about, theme)
        self._show_levels(answer, theme)
        self.study_card.show_study(said.exposs, findings.exposs, answer.evidence, theme)
        self.possible_card.show_items((*said.nerves, *said.other_sources), answer.sources_of)
        # Each of a clinician's tests has a name; a patient's one item is called as the card is.
        self.tests_card.show_items(said.next_tests, answer.sources_of, has_titles=is_clinician)
        self.watch_card.show_sentences(said.safety_net)
        self.record_card.show_sentences((*said.provoked, *said.extent, *said.codes))
        # What a clinician reads about certainty stands beside the spine.
        self._notice.show_sentences(() if is_clinician else said.certainty)
        self._show_cards(has_answer=True)
        self.levels_card.setVisible(bool(findings.candidates))
        self._notice.setVisible(bool(self._notice.text))
        self.possible_card.setVisible(bool(said.nerves or said.other_sources))
        self.tests_card.setVisible(bool(said.next_tests))
        self.watch_card.setVisible(bool(said.safety_net))
        self.record_card.setVisible(bool(self.record_card.text))

    def _on_source_asked(self, is_open: bool) -> None:  # noqa: FBT001
        if is_open:
            self.bring_into_sight(self.study_card)

    def _show_levels(self, answer: Answer, theme: Theme) -> None:
        findings, said = answer.findings, answer.said
        is_clinician = answer.voice is Voice.CLINICIAN
        facts = tuple(answer.evidence.root(candidate.root) for candidate in findings.shown)
        self.levels_card.show_candidates(findings.shown, findings.further, facts, answer.voice, theme)
        self.levels_card.show_sources(answer.sources((*said.roots, *said.certainty)))
        self.levels_card.show_maps(answer.maps if is_clinician else ())

    def _show_cards(self, *, has_answer: bool) -> None:
        self.start_card.setVisible(not has_answer)
        for card in self._answer_cards:
            card.setVisible(has_answer)
        self.fit_width(self._window_width)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak a text that appeared away from the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
