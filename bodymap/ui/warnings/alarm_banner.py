"""The warnings that come before everything else, with their questions to be answered by click."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QMenu, QPushButton, QWidget

from bodymap.core.vocabulary import EMERGENCY
from bodymap.ui.warnings.alarm_fact import FactLine
from bodymap.ui.warnings.person_menu import PersonButton
from bodymap.ui.widgets.flow_layout import FlowLayout
from bodymap.ui.widgets.restyle import restyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.marks.reply import QuestionId
    from bodymap.core.tables.person import FactId
    from bodymap.core.words.explanation import AskedFact, Notice
    from bodymap.ui.warnings.alarm_panel import AlarmPanel
    from bodymap.ui.warnings.person_menu import PersonFact

_MARGIN, _GAP, _TOP = 20, 14, 6


class AlarmBanner(QFrame):
    """A line with a button for each warning, of one height, so that the picture below it does not move by itself.

    Only where it has not the room for the sentence by which an emergency tells what to do, that stands in lines of its
    own above the buttons: it is never cut.

    While a warning is raised, what to do stands on the line in words until the marks or the answers that raise it are
    taken back; closing the panel does not take it away. The warning that is open shows in a panel that lies over the
    page on the right: why it is shown, what to do, and its questions. A warning that the marks or an answer raise opens
    by itself, once. Those that only ask stay closed until they are clicked, so that they do not stand between a person
    and the answer. Buttons carry plain words only, because patients read them too. What is known about the person is
    changed or taken back in a menu at the end of the line.

    Signals
    -------
    answered : tuple of (QuestionId, Reply or None)
        When a question is answered, or its answer taken back.
    none_said : tuple of (tuple of QuestionId, tuple of FactId)
        When none of these open questions and facts holds.
    fact_said : tuple of (FactId, str or None)
        When a fact about the person is answered, or its answer taken back.
    """

    #: (QuestionId, Reply or None) of a click
    answered = Signal(object)
    #: the open questions and facts of which none holds
    none_said = Signal(object)
    #: (FactId, value or None) of a click
    fact_said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "alarm")
        self.fact = FactLine(self)
        self.fact.said.connect(self.fact_said)
        self.person = PersonButton(self)
        self.person.said.connect(self.fact_said)
        self._notices: tuple[Notice, ...] = ()
        self._given: tuple[tuple[Notice, ...], tuple[AskedFact, ...], tuple[PersonFact, ...]] | None = None
        self._open: str | None = None
        self._raised: frozenset[str] = frozenset()
        self._wanted: tuple[AskedFact, ...] = ()
        self._known: tuple[PersonFact, ...] = ()
        self._has_panel = False
        self._page: tuple[QWidget, Callable[[], tuple[QRect, QRect]]] | None = None
        self._said = ""
        self._lead = QLabel(self)
        self._lead.setProperty("role", "alarm-lead")
        self._lead.setIndent(0)
        self._lead.setMinimumWidth(1)  # else the window could not be made narrower than the words that fitted before
        self._chips = QFrame(self)
        self._chip_row = FlowLayout(self._chips)
        self._buttons: dict[str, QPushButton] = {}
        self._more = QPushButton(self._chips)
        self._more.setProperty("role", "chip")
        self._more_menu = QMenu(self._more)
        self._more.setMenu(self._more_menu)
        self._chip_row.addWidget(self._more)
        self._has_own_lines = False
        self._grid = grid = QGridLayout(self)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._place_words()
        grid.addWidget(self.fact, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.person, 1, 3, Qt.AlignmentFlag.AlignTop)
        self._show_open()

    @cached_property
    def panel(self) -> AlarmPanel:
        """What lies over the window below, made when a warning is first opened."""
        from bodymap.ui.warnings.alarm_panel import AlarmPanel

        panel = AlarmPanel(self.parentWidget() or self)
        panel.questions.answered.connect(self.answered)
        panel.closed.connect(self.close_panel)
        panel.none_said.connect(self._on_none_said)
        panel.fact_said.connect(self.fact_said)
        panel.asked_for_room.connect(self.fit)
        self._has_panel = True
        return panel

    @property
    def open_notice(self) -> str | None:
        """Id of the warning whose questions are shown."""
        return self._open

    @property
    def raised(self) -> frozenset[str]:
        """Ids of the warnings that are raised."""
        return self._raised

    @property
    def is_urgent(self) -> bool:
        """Whether an emergency is raised, so that the line is red."""
        return bool(self.emergencies)

    @property
    def emergencies(self) -> frozenset[str]:
        """Ids of the emergencies that are raised."""
        return frozenset(notice.id for notice in self._notices if notice.raised and notice.tier == EMERGENCY)

    @property
    def entrance(self) -> QWidget | None:
        """Where the keyboard comes in; None when there is neither a warning nor a question."""
        person = None if self.person.isHidden() else self.person
        return next(iter(self._buttons.values()), self.fact.entrance or person)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the warnings whose buttons are in sight."""
        return tuple(name for name, button in self._buttons.items() if not button.isHidden())

    @property
    def more(self) -> QPushButton:
        """The button with a menu of those that did not fit on the line, whose height stays as it is."""
        return self._more

    @property
    def in_menu(self) -> tuple[str, ...]:
        """Ids of the warnings in that menu."""
        return tuple(str(action.data()) for action in self._more_menu.actions())

    @property
    def lead(self) -> QLabel:
        """The words at the start of the line, as far as there is room."""
        return self._lead

    @property
    def instruction(self) -> str:
        """The sentence by which an emergency that is raised tells what to do; empty when none is raised."""
        raised = self._raised_first if self.is_urgent else None
        return re.split(r"(?<=[.!?]) ", raised.action.text)[0] if raised is not None else ""

    @property
    def said(self) -> str:
        """What the line says: what to do while a warning is raised, and why."""
        return self._said

    def button(self, notice_id: str) -> QPushButton:
        """The button of a warning."""
        return self._buttons[notice_id]

    def turn_to(self, notice_id: str) -> None:
        """Open a warning, or close it when it is open."""
        self._open = None if notice_id == self._open else notice_id
        self._show_open()

    def show_notices(
        self, notices: tuple[Notice, ...], facts: tuple[AskedFact, ...] = (), person: tuple[PersonFact, ...] = ()
    ) -> None:
        """Show these warnings in their order, but for those that wait for a fact, and ask the first of the facts.

        Parameters
        ----------
        facts : tuple of AskedFact
            Those that would decide a warning.
        person : tuple of PersonFact
            All facts, with what is known.
        """
        if (notices, facts, person) == self._given:
            return
        self._given = (notices, facts, person)
        is_urgent = any(notice.raised and notice.tier == EMERGENCY for notice in notices)
        # While an emergency is raised, the line has room for the instruction only.
        self.fact.show_fact(facts[0] if facts and not is_urgent else None)
        self.person.show_facts(person)
        self._wanted, self._known = facts, person
        notices = tuple(notice for notice in notices if notice.raised or notice.questions)
        raised = frozenset(notice.id for notice in notices if notice.raised)
        fresh = [notice.id for notice in notices if notice.raised and notice.id not in self._raised]
        if [notice.id for notice in notices] != list(self._buttons):
            self._make_buttons(notices)
        self._notices, self._raised = notices, raised
        self._open = fresh[0] if fresh else self._open if self._open in self._buttons else None
        self._show_open()
        if fresh:
            from PySide6.QtGui import QAccessible, QAccessibleEvent

            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def close_panel(self) -> bool:
        """Close the warning that is open; whether one was."""
        button, self._open = self._buttons.get(self._open or ""), None
        focused = QApplication.focusWidget()
        if button is not None and focused is not None and self.panel.isAncestorOf(focused):
            (self._more if button.isHidden() else button).setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_open()
        return button is not None

    def give_room(self, page: QWidget, areas: Callable[[], tuple[QRect, QRect]]) -> None:
        """Let the panel lie on another page of the window, in the first of two areas and over all of the second."""
        self._page = (page, areas)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the panel along with the page it lies over."""
        if self._has_panel and event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self._lay_panel()
        return super().eventFilter(watched, event)

    def take_over(self, raised: frozenset[str], open_notice: str | None) -> None:
        """Go on from the warnings of a window before: what was raised there does not open again by itself."""
        self._raised, self._open = raised, open_notice

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let as many buttons stand on the line as fit, and lay the panel under it."""
        super().resizeEvent(event)
        self.fit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Take the panel along."""
        super().moveEvent(event)
        self.fit()

    def fit(self) -> None:
        """Lay out words, buttons and panel for the size of the window."""
        first = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        self._more.setText(self.tr("{count} more ▾").format(count=99))
        fact = sum(one.sizeHint().width() + 14 for one in (self.fact, self.person) if not one.isHidden())
        words = self.width() - fact - first - self._more.sizeHint().width() - self._chip_row.gap - 4 * _MARGIN
        self._lead.setText(self._fitting(max(words, 0)))
        self._give_own_lines()
        lead = 0 if self._has_own_lines else self._lead.sizeHint().width()
        room = self.width() - fact - lead - 3 * _MARGIN
        widths = [button.sizeHint().width() + self._chip_row.gap for button in self._buttons.values()]
        fitting = len(widths)
        if sum(widths) > room:
            room -= self._more.sizeHint().width() + self._chip_row.gap
            fitting = sum(sum(widths[: number + 1]) <= room for number in range(len(widths)))
        self._more_menu.clear()
        for number, (notice, button) in enumerate(self._buttons.items()):
            button.setVisible(number < fitting)
            if number >= fitting:
                action = self._more_menu.addAction(button.text())
                action.setData(notice)
                action.triggered.connect(self._on_more_chosen)
        self._more.setVisible(fitting < len(widths))
        self._more.setText(self.tr("{count} more ▾").format(count=len(widths) - fitting))
        if self._has_panel:
            self._lay_panel()

    def _lay_panel(self) -> None:
        """Let the panel lie in the page that was given, else below the line."""
        parent = self.panel.parentWidget() or self
        if self._page is not None:
            page, areas = self._page
            room, covered = (QRect(page.mapTo(parent, area.topLeft()), area.size()) for area in areas())
        else:
            below = self.geometry().bottom() + 1
            room = covered = QRect(0, below, self.width(), parent.height() - below)
        self.panel.lay_over(room, covered)

    def _give_own_lines(self) -> None:
        """Put the words above the buttons where an emergency's instruction has not the room beside them."""
        has_own_lines = not self._lead.text().startswith(self.instruction)
        if has_own_lines:
            self._lead.setText(self.instruction)
        if has_own_lines != self._has_own_lines:
            self._has_own_lines = has_own_lines
            self._place_words()

    def _place_words(self) -> None:
        self._lead.setWordWrap(self._has_own_lines)
        self._grid.setContentsMargins(_MARGIN + 4, _TOP if self._has_own_lines else 0, _MARGIN, 0)
        for widget in (self._lead, self._chips):
            self._grid.removeWidget(widget)
        if self._has_own_lines:
            self._grid.addWidget(self._lead, 0, 0, 1, 4)
            self._grid.addWidget(self._chips, 1, 0, 1, 2)
        else:
            self._grid.addWidget(self._lead, 1, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._chips, 1, 1)

    @property
    def _raised_first(self) -> Notice | None:
        return next((notice for notice in self._notices if notice.raised), None)

    def _make_buttons(self, notices: tuple[Notice, ...]) -> None:
        for button in self._buttons.values():
            self._chip_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._chip_row.removeWidget(self._more)
        self._buttons = {}
        for notice in notices:
            button = QPushButton(self._chips)
            button.setCheckable(True)
            button.setProperty("role", "chip")
            button.setProperty("notice", notice.id)
            button.toggled.connect(self._on_chip_clicked)
            self._buttons[notice.id] = button
            self._chip_row.addWidget(button)
        self._chip_row.addWidget(self._more)

    def _show_open(self) -> None:
        for notice in self._notices:
            self._show_chip(notice)
        tone = "urgent" if self.is_urgent else "soon" if self._raised else "ask" if self._notices else "none"
        self._said = self._lead_text(tone)
        self._lead.setToolTip(self._said)
        self.setAccessibleName(self._said)
        for widget in (self, self._lead, *self._buttons.values()):
            if widget.property("tone") != tone:
                widget.setProperty("tone", tone)
                restyle(widget)
        shown = next((notice for notice in self._notices if notice.id == self._open), None)
        others = {question.id: question for notice in self._notices for question in notice.questions}
        own = {question.id for question in shown.questions} if shown is not None else set()
        others_shown = tuple(one for name, one in others.items() if name not in own)
        if shown is not None or self._has_panel:
            self.panel.show_notice(shown, others_shown, tone, wanted=self._wanted, person=self._known)
        self.fit()

    def _show_chip(self, notice: Notice) -> None:
        button = self._buttons[notice.id]
        left = sum(question.reply is None for question in notice.questions)
        state = self.tr("{count} to answer").format(count=left) if left else self.tr("answered")
        mark = "!" if notice.raised else "✓" if not left else ""
        button.setText(f"{mark} {notice.plain_title}".strip())
        with QSignalBlocker(button):
            button.setChecked(notice.id == self._open)
        button.setAccessibleName(f"{notice.plain_title}: {state}")
        button.setToolTip(state)

    def _fitting(self, room: int) -> str:
        """As much of what the line says as fits: all of it, what to do without why, or the first of that, uncut."""
        metrics = self._lead.fontMetrics()
        raised = self._raised_first
        if raised is None:
            return metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        shorter = [self._said, *_beginnings(raised.action.text)]
        whole = next((text for text in shorter if metrics.horizontalAdvance(text) <= room), shorter[-1])
        return metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)

    def _lead_text(self, tone: str) -> str:
        raised = self._raised_first
        if raised is not None:
            return " ".join((raised.action.text, *(sentence.text for sentence in raised.sentences[:-1])))
        asked = {question.id: question.reply for notice in self._notices for question in notice.questions}
        done = sum(reply is not None for reply in asked.values())
        if done:
            return self.tr("{done} of {all} answered").format(done=done, all=len(asked))
        return {
            "ask": self.tr("To be safe, answer first"),
            "none": self.tr("What must not wait is asked about here, before anything else."),
        }[tone]

    def _on_chip_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.turn_to(str(button.property("notice")))

    def _on_more_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.turn_to(str(action.data()))

    def _on_none_said(self, said: tuple[tuple[QuestionId, ...], tuple[FactId, ...]]) -> None:
        self.close_panel()
        self.none_said.emit(said)


def _beginnings(text: str) -> tuple[str, ...]:
    """A text, then what stands before its last sentence or clause, and so on; the shortest is its first clause."""
    ends = [found.start() for found in re.finditer(r"(?<=[.!?]) |[;,]", text)]
    return (text, *(text[:end] for end in reversed(ends)))
