"""The right column: what the marks mean, card by card, or how to begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from bodymap.core.vocabulary import Voice
from bodymap.ui.answer.answer_links import AnswerLinks
from bodymap.ui.answer.card_column import GUTTER, CardColumn
from bodymap.ui.answer.start_card import StartCard
from bodymap.ui.answer.story_card import StoryCard
from bodymap.ui.language.spoken import spoken
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.card import text_label

if TYPE_CHECKING:
    from bodymap.core.marks.mark import MarkId
    from bodymap.core.words.explanation import Item, SectionKind
    from bodymap.core.words.message import Sentence
    from bodymap.core.words.told_complaints import ToldComplaint
    from bodymap.state.session import RootOfSide
    from bodymap.ui.answer.answer import Answer, MarkKey
    from bodymap.ui.answer.items_card import ItemsCard
    from bodymap.ui.answer.levels_card import LevelsCard
    from bodymap.ui.answer.study_card import StudyCard
    from bodymap.ui.answer.text_card import TextCard

# In heights of a line of text, so that lines of a readable length stay in the column at every size of text.
_NARROWEST_LINES, _WIDEST_LINES = 22, 36
_MOST_OF_WIDTH = 0.4
_SHARE_OF_WIDTH = 0.284


class AnswerColumn(CardColumn):
    """The cards of one complaint; what is folded comes when it is asked for, and stays until it is sent away.

    Before the first answer there are only the cards that say how to begin; the others are made when they are filled.

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
        self._answer: Answer | None = None
        self._complaint = 0
        self._marks: frozenset[MarkKey] = frozenset()
        self._touched: MarkId | None = None
        self._alone: RootOfSide | None = None
        self._theme = theme
        page = self.page
        self._first_line = text_label("small", self.tr("Not a diagnosis."), page)
        self.story_card = StoryCard(theme, page)
        self.start_card = StartCard(page)
        self.links = AnswerLinks(self)
        self.more = self.links.more
        self.more.toggled.connect(self._on_more_toggled)
        self.links.copy_text.clicked.connect(self._on_copy)
        self.story_card.panel.root_chosen.connect(self.root_chosen)
        self.story_card.source_asked.connect(self._on_study_asked)
        self.story_card.complaint_chosen.connect(self.show_complaint)
        self.fill((self._first_line, self.story_card, self.start_card))
        self.show_start(theme)

    @cached_property
    def do_card(self) -> TextCard:
        """What to do."""
        from bodymap.ui.answer.text_card import TextCard

        return TextCard(self.tr("What to do"), self.page, text_role="normal")

    @cached_property
    def tests_card(self) -> ItemsCard:
        """What to have checked."""
        from bodymap.ui.answer.items_card import ItemsCard

        return ItemsCard("", self.page, at_once=7)

    @cached_property
    def levels_card(self) -> LevelsCard:
        """The nerve levels to consider."""
        from bodymap.ui.answer.levels_card import LevelsCard

        card = LevelsCard(self.page)
        card.root_chosen.connect(self.root_chosen)
        return card

    @cached_property
    def study_card(self) -> StudyCard:
        """What one study found."""
        from bodymap.ui.answer.study_card import StudyCard

        card = StudyCard(self.page)
        card.more.clicked.connect(self._on_source_asked)
        return card

    @cached_property
    def possible_card(self) -> ItemsCard:
        """What else is possible."""
        from bodymap.ui.answer.items_card import ItemsCard

        return ItemsCard(self.tr("Also possible"), self.page, role="notice-card", at_once=1)

    @cached_property
    def notes_card(self) -> ItemsCard:
        """How it is checked."""
        from bodymap.ui.answer.items_card import ItemsCard

        return ItemsCard(self.tr("How it is checked"), self.page, at_once=6)

    @cached_property
    def maps_card(self) -> ItemsCard:
        """How sure the maps are."""
        from bodymap.ui.answer.items_card import ItemsCard

        return ItemsCard(self.tr("How sure the maps are"), self.page, at_once=2)

    @cached_property
    def watch_card(self) -> TextCard:
        """What to watch for."""
        from bodymap.ui.answer.text_card import TextCard

        return TextCard(self.tr("What to watch for"), self.page, text_role="normal")

    @cached_property
    def record_card(self) -> TextCard:
        """What else was found, for the record."""
        from bodymap.ui.answer.text_card import TextCard

        return TextCard(self.tr("For the record"), self.page, text_role="small")

    @cached_property
    def _folded_cards(self) -> tuple[StudyCard | ItemsCard | TextCard, ...]:
        about = (self.study_card, self.possible_card, self.notes_card, self.maps_card)
        return (*about, self.watch_card, self.record_card)

    @property
    def preparations(self) -> tuple[Callable[[], object], ...]:
        """Steps that make the cards of an answer before there is one."""
        return lambda: (self.do_card, self.tests_card, self.levels_card), lambda: self._folded_cards

    @property
    def caution(self) -> str:
        """How sure the maps are, in a patient's words."""
        return self.maps_card.text

    @property
    def text(self) -> str:
        """All that is in sight, card by card."""
        buttons = self.levels_card.buttons if self._answer is not None else ()
        written: list[QLabel | QPushButton] = [*self.page.findChildren(QLabel), *buttons]
        labels = (label for label in written if label.isVisibleTo(self.page))
        placed = sorted(labels, key=lambda label: (label.mapTo(self.page, label.rect().topLeft()).y(), label.x()))
        texts = (label.text() for label in placed if label.text())
        return "\n".join(
            QTextDocumentFragment.fromHtml(text).toPlainText() if "<b>" in text else text for text in texts
        )

    def fit_width(self, window_width: int) -> None:
        """Take a share of the window's width that leaves the body most of it, and at least what the texts need."""
        self._window_width = window_width
        line = QFontMetrics(QApplication.font()).height()
        least = min(_NARROWEST_LINES * line, round(_MOST_OF_WIDTH * window_width))
        wished = min(max(round(_SHARE_OF_WIDTH * window_width), least), _WIDEST_LINES * line) + GUTTER
        self.setFixedWidth(max(wished, self.page.minimumSizeHint().width()))

    def show_alone(self, root: RootOfSide | None) -> None:
        """Light this root alone on the spine and among the levels; None lights all."""
        self._alone = root
        self.story_card.panel.show_alone(root)
        if self._answer is not None:
            self.levels_card.show_alone(root)

    def show_start(self, theme: Theme) -> None:
        """Show how to begin."""
        was_answer, self._answer, self._touched = self._answer is not None, None, None
        self._theme = theme
        self.story_card.show_start(theme)
        if was_answer:
            self._show_cards()
        else:
            self._show_links()
        self.verticalScrollBar().setValue(0)

    def show_answer(self, answer: Answer, theme: Theme) -> None:
        """Show what the marks mean; the card that was read stays where it was.

        Of several complaints it is that of a mark that was touched since, else the one that is shown, in other words.
        """
        from bodymap.core.words.explanation import SectionKind
        from bodymap.ui.widgets.announcement import announce

        self._answer, self._theme = answer, theme
        shown = None if answer.touched not in (None, self._touched) else answer.complaint_with(self._marks)
        self._complaint = answer.complaint_of(answer.touched) if shown is None else shown
        self._touched = answer.touched
        self.levels_card.show_alone(self._alone)
        self._fill_in()
        said = answer.said
        raised = (sentence for flag in said.red_flags if flag.raised for sentence in flag.sentences)
        kinds = (SectionKind.STORY, SectionKind.MAP) if answer.voice is Voice.PATIENT else (SectionKind.STORY,)
        sentences = _sentences(item for kind in kinds for item in said.of(kind, folded=False))
        announce(self, " ".join(sentence.text for sentence in (*raised, *sentences)))

    def show_complaint(self, number: int) -> None:
        """Bring another complaint to the front."""
        self._complaint = number
        self._fill_in()

    def bring_forward(self, mark: MarkId | None) -> None:
        """Bring the complaint of a mark to the front when it is selected; of none or an unknown one, leave that."""
        answer = self._answer
        if answer is None or mark == self._touched or (mark is not None and not answer.is_about(mark)):
            return
        self._touched = mark
        number = self._complaint if mark is None else answer.complaint_of(mark)
        if number != self._complaint:
            self.show_complaint(number)

    def _fill_in(self) -> None:
        with self.place_kept():
            self._fill_cards()
        self._lay_out_now()

    def _fill_cards(self) -> None:
        from bodymap.core.words.explanation import SectionKind

        answer = self._answer
        if answer is None:
            return
        told = next((one for one in answer.complaints if one.number == self._complaint), answer.complaints[0])
        self._marks = answer.marks_of(told.number)
        is_clinician = answer.voice is Voice.CLINICIAN
        self.arrange(self._order(answer.voice))
        self._show_story(answer, told)
        self.do_card.set_heading(_heading(SectionKind.DO, answer.voice))
        self.do_card.show_sentences(_sentences(answer.items(SectionKind.DO, told)))
        self.tests_card.set_heading(_heading(SectionKind.CHECK, answer.voice))
        self.tests_card.set_compact(is_compact=is_clinician)
        self.tests_card.show_items(answer.items(SectionKind.CHECK, told), _nothing)
        self.notes_card.show_items(answer.more(SectionKind.CHECK, told), answer.sources_of)
        self._show_levels(answer, told)
        self._show_more(answer, told)
        self.watch_card.set_heading(_heading(SectionKind.WATCH, answer.voice))
        self.watch_card.show_sentences(_sentences(answer.said.of(SectionKind.WATCH)))
        self._show_sources(answer, told)
        self.record_card.set_heading(self.tr("For the record") if is_clinician else self.tr("More about the marks"))
        self._show_cards()

    def _show_story(self, answer: Answer, told: ToldComplaint) -> None:
        from bodymap.core.words.explanation import MARKED_ITEM, SPINE_ITEM, SectionKind

        chips = [(one.number, answer.short_name(one), answer.title(one)) for one in answer.complaints]
        self.story_card.show_complaints(chips, chosen=told.number)
        self.story_card.show_roots(answer.shown(told), self._theme)
        items = answer.items(SectionKind.STORY, told)
        if told.story is not None and not told.story.others:
            items = tuple(item for item in items if item.id != MARKED_ITEM)  # the heading says it
        lead = " ".join(one.text for one in _sentences(item for item in items if item.id != SPINE_ITEM))
        beside = " ".join(one.text for one in _sentences(item for item in items if item.id == SPINE_ITEM))
        has_figure = told.story is not None and told.story.figure is not None
        if not beside:
            lead, beside = "", lead
        has_spine = answer.voice is Voice.PATIENT or self.more.isChecked()
        self.story_card.show_story(
            answer.name(told), lead, beside, has_figure=has_figure and has_spine, has_spine=has_spine
        )

    def _show_sources(self, answer: Answer, told: ToldComplaint) -> None:
        """Let each card offer what its figures rest on."""
        from bodymap.core.words.explanation import SectionKind

        shown: tuple[tuple[StoryCard | TextCard | ItemsCard, tuple[Item, ...]], ...] = (
            (self.story_card, answer.items(SectionKind.STORY, told)),
            (self.do_card, answer.items(SectionKind.DO, told)),
            (self.tests_card, answer.items(SectionKind.CHECK, told)),
            (self.notes_card, answer.more(SectionKind.CHECK, told)),
            (self.maps_card, answer.more(SectionKind.MAP, told)),
            (self.possible_card, (*answer.more(SectionKind.STORY, told), *answer.more(SectionKind.MAP, told))),
            (self.watch_card, answer.said.of(SectionKind.WATCH)),
        )
        for card, items in shown:
            named = [item for item in items if bool(item.title) == (card is self.possible_card)]
            told_items = named if card in (self.maps_card, self.possible_card) else items
            card.sources.show_sources(answer.full_sources(_sentences(told_items)))
        self.levels_card.sources.show_sources(answer.full_sources_of_maps())

    def _show_levels(self, answer: Answer, told: ToldComplaint) -> None:
        from bodymap.core.words.explanation import SectionKind

        is_clinician = answer.voice is Voice.CLINICIAN
        shown = answer.shown(told) if self.more.isChecked() else answer.named(told)
        facts = tuple(answer.evidence.root(candidate.root) for candidate in shown)
        said = " ".join(one.text for one in _sentences(answer.items(SectionKind.MAP, told)) if is_clinician is False)
        without = " ".join(item.sentences[0].text for item in answer.items(SectionKind.MAP, told) if not item.title)
        self.levels_card.set_heading(_heading(SectionKind.MAP, answer.voice) if is_clinician else said)
        self.levels_card.show_note(without if is_clinician else "")
        further = answer.further(told) if self.more.isChecked() else ()
        maps = answer.maps if is_clinician and self.more.isChecked() else ()
        self.levels_card.show_candidates(shown, further, facts, answer.voice, self._theme, maps=maps)
        self.levels_card.show_maps(maps)
        about = tuple(item for item in answer.more(SectionKind.MAP, told) if not item.title)
        self.maps_card.show_items(about, answer.sources_of)

    def _show_more(self, answer: Answer, told: ToldComplaint) -> None:
        """Where the count of the spine comes from, what else is possible, and the rest."""
        from bodymap.core.words.explanation import SectionKind

        more = answer.more(SectionKind.STORY, told)
        nerves = answer.more(SectionKind.MAP, told) if answer.voice is Voice.CLINICIAN else ()
        self.possible_card.show_items(tuple(one for one in (*more, *nerves) if one.title), answer.sources_of)
        figure = told.story.figure if told.story is not None else None
        sentences = _sentences(item for item in (*more, *answer.items(SectionKind.STORY, told)) if not item.title)
        counted = tuple(one for one in sentences if figure is not None and figure.source in one.sources[:1])[:1]
        self.study_card.show_study(counted, () if figure is None else (figure,), answer, self._theme)
        rest = (one for one in _sentences(item for item in more if not item.title) if one not in counted)
        self.record_card.show_sentences((*rest, *_sentences(answer.said.of(SectionKind.RECORD))))

    def _order(self, voice: Voice) -> tuple[QWidget, ...]:
        first: tuple[QWidget, ...] = (self.story_card, self.do_card, self.tests_card, self.levels_card)
        if voice is Voice.CLINICIAN:
            first = (self.story_card, self.levels_card, self.tests_card, self.do_card)
        return (self._first_line, *first, self.start_card, *self._folded_cards)

    def _show_cards(self) -> None:
        has_answer = self._answer is not None
        is_open = self.more.isChecked()
        for card in (self.do_card, self.tests_card, self.levels_card):
            card.setVisible(has_answer and bool(card.text))
        for folded in self._folded_cards:
            folded.setVisible(has_answer and is_open and bool(folded.text))
        self._show_links()

    def _show_links(self) -> None:
        has_answer = self._answer is not None
        self.start_card.setVisible(not has_answer)
        self._first_line.setVisible(has_answer)
        self.links.show_for_answer(has_answer=has_answer)
        self.fit_width(self._window_width)

    def _on_more_toggled(self) -> None:
        self._fill_in()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    def _on_study_asked(self) -> None:
        self.more.setChecked(True)
        self.bring_into_sight(self.study_card)

    def _on_source_asked(self, is_open: bool) -> None:  # noqa: FBT001
        if is_open:
            self.bring_into_sight(self.study_card)


def _heading(kind: SectionKind, voice: Voice) -> str:
    from bodymap.core.words.explanation import heading

    return spoken(heading(kind, voice))


def _sentences(items: Iterable[Item]) -> tuple[Sentence, ...]:
    return tuple(sentence for item in items for sentence in item.sentences)


def _nothing(item: Item) -> str:  # noqa: ARG001
    """What is said at once names no source; the cards that come when they are asked for do."""
    return ""
