"""Why a warning is shown, what to do, and the questions that stand open, over the page on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from bodymap.core.marks.reply import QuestionId, Reply
from bodymap.core.tables.person import NO, YES, FactId
from bodymap.ui.warnings.alarm_questions import QuestionList
from bodymap.ui.widgets.card import text_label
from bodymap.ui.widgets.flow_layout import FlowLayout
from bodymap.ui.widgets.restyle import restyle

if TYPE_CHECKING:
    from bodymap.core.words.explanation import AskedFact, AskedQuestion, Notice
    from bodymap.ui.warnings.person_menu import PersonFact

_MARGIN, _TOP, _GAP = 18, 12, 8


class AlarmPanel(QFrame):
    """Why a warning is shown, what to do, and its questions.

    It lies over the page on the right: over the picture it would hide which side is which. What has no room scrolls.

    Signals
    -------
    closed : None
        When the user wants it out of the way.
    none_said : tuple of (tuple of QuestionId, tuple of FactId)
        When the person says that none of the open questions and facts that are shown holds.
    fact_said : tuple of (FactId, str or None)
        When a fact about the person is answered, or its answer taken back.
    asked_for_room : None
        When more questions are shown than before.
    """

    #: the user wants it out of the way
    closed = Signal()
    #: the open questions and facts that are shown, none of which holds
    none_said = Signal(object)
    #: (FactId, value or None) of a click
    fact_said = Signal(object)
    #: more questions are shown, so that the panel must be laid out again
    asked_for_room = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "alarm-panel")
        self._backing = QWidget(parent)
        self._backing.setProperty("role", "page")
        self._backing.hide()
        self._name = text_label("item", parent=self)
        self._why = text_label("alarm-why", parent=self)
        self.questions = QuestionList(self)
        self._about = text_label("field", self.tr("About the person"), self)
        self.facts = QuestionList(self, replies=(Reply.YES, Reply.NO))
        self.facts.answered.connect(self._on_fact_answered)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.closed)
        self.none_button = QPushButton(self.tr("None of these"), self)
        self.none_button.clicked.connect(self._on_none_clicked)
        self.record_button = QPushButton(self.tr("Questions for the record"), self)
        self.record_button.clicked.connect(self._on_record_clicked)
        self._notice: Notice | None = None
        self._others: tuple[AskedQuestion, ...] = ()
        self._facts: tuple[PersonFact, ...] = ()
        self._wanted: frozenset[FactId] = frozenset()
        self._shows_record = False
        self._scroll = QScrollArea(self)
        self._scroll.setProperty("role", "plain")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("role", "plain")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, _GAP, 0)  # between the words and the bar by which they scroll
        inside.setSpacing(_GAP)
        inside.addWidget(self._name)
        inside.addWidget(self._why)
        inside.addWidget(self.questions)
        inside.addWidget(self._about)
        inside.addWidget(self.facts)
        inside.addStretch(1)
        self._scroll.setWidget(page)
        self._buttons = FlowLayout()
        for button in (self.record_button, self.none_button, self.close_button):
            self._buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _TOP, _MARGIN - _GAP, _TOP)
        column.setSpacing(_GAP)
        column.addWidget(self._scroll, stretch=1)
        column.addLayout(self._buttons)
        self.hide()

    @property
    def words(self) -> QLabel:
        """The label that says why and what to do."""
        return self._why

    @property
    def text(self) -> str:
        """Why the warning is shown and what to do; empty when none is shown."""
        return "" if self.isHidden() else self._why.text()

    @property
    def open_questions(self) -> tuple[QuestionId, ...]:
        """The questions shown that are not answered."""
        return tuple(question.id for question in self._shown() if question.reply is None)

    @property
    def name(self) -> str:
        """The name of what the warning may mean, for a clinician; empty for a patient."""
        return "" if self._name.isHidden() else self._name.text()

    @property
    def open_facts(self) -> tuple[FactId, ...]:
        """The facts shown that are not answered."""
        return tuple(fact.id for fact in self._shown_facts() if fact.value is None)

    def show_notice(
        self,
        notice: Notice | None,
        others: tuple[AskedQuestion, ...],
        tone: str,
        *,
        wanted: tuple[AskedFact, ...] = (),
        person: tuple[PersonFact, ...] = (),
    ) -> None:
        """Show a warning with its questions and those of other warnings behind them, or nothing.

        Facts about the person that are wanted and answered by yes or no stand below, and stay there once answered, so
        that nothing moves under the pointer.
        """
        if notice is None or self._notice is None or notice.id != self._notice.id:
            self._shows_record = False
            self._wanted = frozenset()
        self._notice, self._others, self._facts = notice, others, person
        self._wanted |= {fact.id for fact in wanted if fact.values == (YES, NO)}
        if notice is not None:
            self._name.setText(notice.title)
            self._name.setVisible(notice.title != notice.plain_title)
            self._why.setText(self._words(notice))
            self.setAccessibleName(notice.title)
        self._show_questions()
        for widget in (self, self._why):
            widget.setProperty("tone", tone)
            restyle(widget)
        self.setVisible(notice is not None)
        self._backing.setVisible(notice is not None)

    def _words(self, notice: Notice) -> str:
        sentences = [sentence.text for sentence in notice.sentences]
        if self._others and not notice.raised:
            # Its own "if yes" must not stand over the questions of a more urgent warning.
            sentences[-1] = self.tr("After a yes, what to do is shown at once.")
        return " ".join(sentences)

    def _shown(self) -> tuple[AskedQuestion, ...]:
        if self._notice is None:
            return ()
        if self._notice.raised:
            return (*self._notice.questions, *(self._notice.folded if self._shows_record else ()))
        return (*self._notice.questions, *self._others)

    def _shown_facts(self) -> tuple[PersonFact, ...]:
        if self._notice is None or self._notice.raised:
            return ()
        return tuple(fact for fact in self._facts if fact.id in self._wanted)

    def _show_questions(self) -> None:
        notice, facts = self._notice, self._shown_facts()
        self.questions.show_questions(self._shown())
        self.facts.show_questions(tuple(map(_fact_question, facts)))
        self._about.setVisible(bool(facts))
        self.facts.setVisible(bool(facts))
        self.questions.setVisible(bool(self._shown()))
        self.none_button.setVisible(bool(self.open_questions) and not (notice is not None and notice.raised))
        self.record_button.setVisible(
            notice is not None and notice.raised and bool(notice.folded) and not self._shows_record
        )

    def _on_none_clicked(self) -> None:
        self.none_said.emit((self.open_questions, self.open_facts))

    def _on_fact_answered(self, answer: tuple[QuestionId, Reply | None]) -> None:
        fact, reply = answer
        self.fact_said.emit((FactId(fact), None if reply is None else YES if reply is Reply.YES else NO))

    def _on_record_clicked(self) -> None:
        self._shows_record = True
        self._show_questions()
        self.asked_for_room.emit()

    def lay_over(self, room: QRect, covered: QRect) -> None:
        """Take the width of this room, and as much of its height as all that is said and asked needs.

        What shows in the covered area beside or below it is hidden.
        """
        self._backing.setVisible(not self.isHidden())
        if self.isHidden():
            return
        self._backing.setGeometry(covered)
        inside = room.width() - 2 * _MARGIN
        rows = [label.heightForWidth(inside) for label in (self._name, self._why) if not label.isHidden()]
        rows += [asked.fit(inside) for asked in (self.questions, self.facts) if not asked.isHidden()]
        if not self._about.isHidden():
            rows.append(self._about.heightForWidth(inside))
        rows.append(self._buttons.heightForWidth(inside))
        needed = sum(rows) + _GAP * len(rows) + 2 * _TOP + 4
        if needed > room.height():  # the bar by which it scrolls takes some of the width
            for asked in (self.questions, self.facts):
                asked.fit(inside - self._scroll.verticalScrollBar().sizeHint().width())
        self.setGeometry(room.x(), room.y(), room.width(), min(needed, room.height()))
        self._backing.raise_()
        self.raise_()


def _fact_question(fact: PersonFact) -> AskedQuestion:
    from bodymap.core.tables.literature import OWN_WORDS
    from bodymap.core.words.explanation import AskedQuestion
    from bodymap.core.words.message import Message, Sentence

    reply = {YES: Reply.YES, NO: Reply.NO}.get(fact.value or "")
    return AskedQuestion(QuestionId(fact.id), Sentence(Message(fact.text), (OWN_WORDS,)), reply)
