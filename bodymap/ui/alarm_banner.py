"""The warnings that come before everything else, with their questions to be answered by click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bodymap.core.answers import QuestionId, Reply
from bodymap.ui.cards.card import text_label
from bodymap.ui.flow_layout import FlowLayout

if TYPE_CHECKING:
    from bodymap.core.explanation import AskedQuestion, Notice

_TALLEST_SHARE = 0.7
_TWO_COLUMNS_LINES = 60
_MARGIN, _GAP, _ROW_GAP = 20, 8, 12

EMERGENCY = 1
"""Tier of a warning that cannot wait."""


class AlarmBanner(QFrame):
    """A line with a button for each warning, always of one height, so that the picture below it never moves by itself.

    The warning that is open shows in a panel that lies over what is below: why it is shown, what to do, and its
    questions. A warning that the marks or an answer raise opens by itself, once. Those that only ask stay closed until
    they are clicked, so that they do not stand between a person and the picture.

    Signals
    -------
    answered : tuple of (QuestionId, Reply or None)
        When a question is answered, or its answer taken back.
    """

    #: (QuestionId, Reply or None) of a click
    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "alarm")
        self.panel = AlarmPanel(self)
        self.panel.questions.answered.connect(self.answered)
        self.panel.closed.connect(self.close_panel)
        self._notices: tuple[Notice, ...] = ()
        self._open: str | None = None
        self._raised: frozenset[str] = frozenset()
        self._shows_all = False
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
        """Where the keyboard comes in; None when there is no warning."""
        return next(iter(self._buttons.values()), None)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the warnings whose buttons are in sight."""
        return tuple(name for name, button in self._buttons.items() if not button.isHidden())

    @property
    def more(self) -> QPushButton:
        """The button that brings those in sight that did not fit on the line."""
        return self._more

    def button(self, notice_id: str) -> QPushButton:
        """The button of a warning."""
        return self._buttons[notice_id]

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Show these warnings, in their order."""
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
        """Lay out buttons and panel for the size of the window."""
        room = self.width() - self._lead.sizeHint().width() - 3 * _MARGIN
        widths = [button.sizeHint().width() + self._chip_row.gap for button in self._buttons.values()]
        fitting = len(widths)
        if sum(widths) > room and not self._shows_all:
            self._more.setText(self.tr("{count} more ▾").format(count=99))
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
        self._lead.setText(self._lead_text(tone))
        self.setAccessibleName(self._lead.text())
        for widget in (self, self._lead, *self._buttons.values()):
            widget.setProperty("tone", tone)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        shown = next((notice for notice in self._notices if notice.id == self._open), None)
        self.panel.show_notice(shown, tone)
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
        return {
            "urgent": self.tr("Before anything else"),
            "soon": self.tr("To be looked at first"),
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


class AlarmPanel(QFrame):
    """Why a warning is shown, what to do, and its questions; lies over the window below the line of warnings.

    Signals
    -------
    closed : None
        When the user wants it out of the way.
    """

    #: the user wants it out of the way
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "alarm-panel")
        self._why = text_label("alarm-why", parent=self)
        self.questions = QuestionList(self)
        self._close = QPushButton(self.tr("Close"), self)
        self._close.clicked.connect(self.closed)
        self._scroll = QScrollArea(self)
        self._scroll.setProperty("role", "plain")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("role", "plain")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.questions)
        inside.addStretch(1)
        self._scroll.setWidget(page)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self._why, stretch=1)
        head.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN + 4, _GAP, _MARGIN, 12)
        column.setSpacing(_GAP)
        column.addLayout(head)
        column.addWidget(self._scroll, stretch=1)
        self.hide()

    @property
    def text(self) -> str:
        """Why the warning is shown and what to do; empty when none is shown."""
        return "" if self.isHidden() else self._why.text()

    def show_notice(self, notice: Notice | None, tone: str) -> None:
        """Show a warning, or nothing."""
        if notice is not None:
            self._why.setText(" ".join(sentence.text for sentence in notice.sentences))
            self.questions.show_questions(notice.questions)
            self.setAccessibleName(notice.title)
        for widget in (self, self._why):
            widget.setProperty("tone", tone)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.setVisible(notice is not None)

    def lay_under(self, line: QWidget) -> None:
        """Take the width of the line above, and the height that the questions need, as far as there is room."""
        page = self.parentWidget()
        if page is None or self.isHidden():
            return
        width = line.width()
        self.questions.set_columns(2 if width >= _TWO_COLUMNS_LINES * self.fontMetrics().height() else 1)
        inside = width - 2 * _MARGIN - 4
        why = self._why.heightForWidth(inside - self._close.sizeHint().width() - 24)
        needed = max(why, self._close.sizeHint().height()) + self.questions.height_for(inside) + 2 * _GAP + 18
        top = line.geometry().bottom() + 1
        self.setGeometry(0, top, width, min(needed, round(_TALLEST_SHARE * (page.height() - top))))
        self.raise_()


class QuestionList(QWidget):
    """Questions, each with a yes, a no and an unsure.

    Signals
    -------
    answered : tuple of (QuestionId, Reply or None)
        When a question is answered, or its answer taken back by a second click.
    """

    #: (QuestionId, Reply or None) of a click
    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 2)
        self._grid.setHorizontalSpacing(36)
        self._grid.setVerticalSpacing(6)
        self._rows: dict[QuestionId, _QuestionRow] = {}
        self._columns = 2

    @property
    def asked(self) -> tuple[QuestionId, ...]:
        """The questions in their order."""
        return tuple(self._rows)

    def reply_button(self, question: QuestionId, reply: Reply) -> QPushButton:
        """The button of a reply."""
        return self._rows[question].buttons[reply]

    def show_questions(self, questions: tuple[AskedQuestion, ...]) -> None:
        """Ask these questions and show the replies given so far."""
        if tuple(question.id for question in questions) != self.asked:
            for row in self._rows.values():
                self._grid.removeWidget(row)
                row.deleteLater()
            self._rows = {question.id: self._row(question) for question in questions}
            self._lay_out()
        for question in questions:
            self._rows[question.id].show_question(question)

    def set_columns(self, columns: int) -> None:
        """Ask in so many columns."""
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def height_for(self, width: int) -> int:
        """Height of all rows at a width."""
        columns = self._columns if len(self._rows) > 1 else 1
        each = (width - (columns - 1) * self._grid.horizontalSpacing()) // columns
        heights = [row.height_for(each) for row in self._rows.values()]
        lines = [max(heights[first : first + columns]) for first in range(0, len(heights), columns)]
        return sum(lines) + self._grid.verticalSpacing() * max(len(lines) - 1, 0) + 2

    def _row(self, question: AskedQuestion) -> _QuestionRow:
        row = _QuestionRow(question.id, self)
        row.answered.connect(self.answered)
        return row

    def _lay_out(self) -> None:
        columns = self._columns if len(self._rows) > 1 else 1
        for number, row in enumerate(self._rows.values()):
            self._grid.addWidget(row, number // columns, number % columns)
            row.show()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class _QuestionRow(QWidget):
    """One question with its replies."""

    #: (QuestionId, Reply or None) of a click
    answered = Signal(object)

    def __init__(self, question: QuestionId, parent: QWidget) -> None:
        super().__init__(parent)
        self._question = question
        self._text = text_label("normal", parent=self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._replies = frame = QFrame(self)
        frame.setProperty("role", "segments")
        replies = QHBoxLayout(frame)
        replies.setContentsMargins(2, 2, 2, 2)
        replies.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # a second click takes the answer back
        words = {Reply.YES: self.tr("Yes"), Reply.NO: self.tr("No"), Reply.UNSURE: self.tr("Not sure")}
        self.buttons: dict[Reply, QPushButton] = {}
        for number, reply in enumerate(Reply):
            button = QPushButton(words[reply], frame)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            self._group.addButton(button, number)
            self.buttons[reply] = button
            replies.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_ROW_GAP)
        row.addWidget(self._text, stretch=1)
        row.addWidget(frame, alignment=Qt.AlignmentFlag.AlignVCenter)

    def height_for(self, width: int) -> int:
        replies = self._replies.sizeHint()
        return max(self._text.heightForWidth(width - replies.width() - _ROW_GAP), replies.height())

    def show_question(self, question: AskedQuestion) -> None:
        self._text.setText(question.sentence.text)
        for reply, button in self.buttons.items():
            button.setChecked(reply is question.reply)
            button.setAccessibleName(f"{button.text()}: {question.sentence.text}")

    def _on_clicked(self, number: int) -> None:
        reply = list(Reply)[number]
        self.answered.emit((self._question, reply if self.buttons[reply].isChecked() else None))
