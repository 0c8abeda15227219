"""The warnings that come before everything else, with their questions to be answered by click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from bodymap.ui.warnings.alarm_fact import FactLine
from bodymap.ui.warnings.alarm_panel import AlarmPanel
from bodymap.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from bodymap.core.words.explanation import AskedFact, Notice

_MARGIN = 20

EMERGENCY = 1
"""Tier of a warning that cannot wait."""


class AlarmBanner(QFrame):
    """A line with a button for each warning, always of one height, so that the picture below it never moves by itself.

    While a warning is raised, what to do stands on the line in words until the marks or the answers that raise it are
    taken back; closing the panel does not take it away. The warning that is open shows in a panel that lies over what
    is below: why it is shown, what to do, and its questions. A warning that the marks or an answer raise opens by
    itself, once. Those that only ask stay closed until they are clicked, so that they do not stand between a person and
    the picture.

    Signals
    -------
    answered : tuple of (QuestionId, Reply or None)
        When a question is answered, or its answer taken back.
    none_said : tuple of QuestionId
        When none of these open questions holds.
    fact_said : tuple of (FactId, str)
        When a fact about the person is answered.
    """

    #: (QuestionId, Reply or None) of a click
    answered = Signal(object)
    #: the open questions of which none holds
    none_said = Signal(object)
    #: (FactId, value) of a click
    fact_said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "alarm")
        self.panel = AlarmPanel(self)
        self.panel.questions.answered.connect(self.answered)
        self.panel.closed.connect(self.close_panel)
        self.panel.none_said.connect(self.none_said)
        self.panel.asked_for_room.connect(self.fit)
        self.fact = FactLine(self)
        self.fact.said.connect(self.fact_said)
        self._notices: tuple[Notice, ...] = ()
        self._open: str | None = None
        self._raised: frozenset[str] = frozenset()
        self._shows_all = False
        self._said = ""
        self._lead = QLabel(self)
        self._lead.setProperty("role", "alarm-lead")
        self._lead.setIndent(0)
        self._chips = QFrame(self)
        self._chip_row = FlowLayout(self._chips)
        self._buttons: dict[str, QPushButton] = {}
        self._more = QPushButton(self._chips)
        self._more.setProperty("role", "chip")
        self._more.clicked.connect(self._on_more_clicked)
        self._chip_row.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN + 4, 7, _MARGIN, 7)
        row.setSpacing(14)
        row.addWidget(self._lead, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._chips, stretch=1)
        row.addWidget(self.fact, alignment=Qt.AlignmentFlag.AlignTop)
        self._show_open()

    @property
    def open_notice(self) -> str | None:
        """Id of the warning whose questions are shown."""
        return self._open

    @property
    def is_urgent(self) -> bool:
        """Whether an emergency is raised, so that the line is red."""
        return any(notice.raised and notice.tier == EMERGENCY for notice in self._notices)

    @property
    def entrance(self) -> QWidget | None:
        """Where the keyboard comes in; None when there is neither a warning nor a question."""
        return next(iter(self._buttons.values()), self.fact.entrance)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the warnings whose buttons are in sight."""
        return tuple(name for name, button in self._buttons.items() if not button.isHidden())

    @property
    def more(self) -> QPushButton:
        """The button that brings those in sight that did not fit on the line."""
        return self._more

    @property
    def lead(self) -> QLabel:
        """The words at the start of the line, as far as there is room."""
        return self._lead

    @property
    def said(self) -> str:
        """What stands on the line in words: what to do while a warning is raised."""
        return self._said

    def button(self, notice_id: str) -> QPushButton:
        """The button of a warning."""
        return self._buttons[notice_id]

    def show_notices(self, notices: tuple[Notice, ...], facts: tuple[AskedFact, ...] = ()) -> None:
        """Show these warnings in their order, but for those that wait for a fact, and ask the first of the facts."""
        is_urgent = any(notice.raised and notice.tier == EMERGENCY for notice in notices)
        # While an emergency is raised, the line has room for the instruction only.
        self.fact.show_fact(facts[0] if facts and not is_urgent else None)
        notices = tuple(notice for notice in notices if notice.raised or notice.questions)
        raised = frozenset(notice.id for notice in notices if notice.raised)
        fresh = [notice.id for notice in notices if notice.raised and notice.id not in self._raised]
        if [notice.id for notice in notices] != list(self._buttons):
            self._make_buttons(notices)
        self._notices, self._raised = notices, raised
        self._shows_all = self._shows_all and bool(notices)
        self._open = fresh[0] if fresh else self._open if self._open in self._buttons else None
        self._show_open()
        if fresh:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def close_panel(self) -> bool:
        """Close the warning that is open; whether one was."""
        was_open, self._open = self._open is not None, None
        self._show_open()
        return was_open

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
        fact = self.fact.sizeHint().width() + 14 if self.fact.asked is not None else 0
        words = self.width() - fact - first - self._more.sizeHint().width() - self._chip_row.gap - 4 * _MARGIN
        self._lead.setText(self._lead.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, max(words, 0)))
        room = self.width() - fact - self._lead.sizeHint().width() - 3 * _MARGIN
        widths = [button.sizeHint().width() + self._chip_row.gap for button in self._buttons.values()]
        fitting = len(widths)
        if sum(widths) > room and not self._shows_all:
            room -= self._more.sizeHint().width() + self._chip_row.gap
            fitting = sum(sum(widths[: number + 1]) <= room for number in range(len(widths)))
        for number, button in enumerate(self._buttons.values()):
            button.setVisible(number < fitting)
        self._more.setVisible(fitting < len(widths))
        self._more.setText(self.tr("{count} more ▾").format(count=len(widths) - fitting))
        self.panel.lay_under(self)

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
            button.clicked.connect(self._on_chip_clicked)
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
            widget.setProperty("tone", tone)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        shown = next((notice for notice in self._notices if notice.id == self._open), None)
        others = {question.id: question for notice in self._notices for question in notice.questions}
        own = {question.id for question in shown.questions} if shown is not None else set()
        self.panel.show_notice(shown, tuple(one for name, one in others.items() if name not in own), tone)
        self.fit()

    def _show_chip(self, notice: Notice) -> None:
        button = self._buttons[notice.id]
        left = sum(question.reply is None for question in notice.questions)
        state = self.tr("{count} to answer").format(count=left) if left else self.tr("answered")
        mark = "!" if notice.raised else "✓" if not left else ""
        button.setText(f"{mark} {notice.title}".strip())
        button.setChecked(notice.id == self._open)
        button.setAccessibleName(f"{notice.title}: {state}")
        button.setToolTip(state)

    def _lead_text(self, tone: str) -> str:
        raised = next((notice for notice in self._notices if notice.raised), None)
        if raised is not None:
            return raised.action.text
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
            notice = str(button.property("notice"))
            self._open = None if notice == self._open else notice
            self._show_open()

    def _on_more_clicked(self) -> None:
        self._shows_all = True
        self.fit()
