"""Questions, each answered by a click on yes, no or not sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QWidget

from bodymap.core.marks.reply import QuestionId, Reply
from bodymap.ui.widgets.card import text_label
from bodymap.ui.widgets.switch_button import SwitchButton
from bodymap.ui.widgets.toggle_group import ToggleGroup

if TYPE_CHECKING:
    from bodymap.core.words.explanation import AskedQuestion

_ROW_GAP = 12


class QuestionList(QWidget):
    """Questions, each with the replies that are offered: yes, no and unsure unless told otherwise.

    Signals
    -------
    answered : tuple of (QuestionId, Reply or None)
        When a question is answered, or its answer taken back by a second click.
    """

    #: (QuestionId, Reply or None) of a click
    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, replies: tuple[Reply, ...] = tuple(Reply)) -> None:
        super().__init__(parent)
        self._replies = replies
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
                row.hide()
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
        row = _QuestionRow(question.id, self._replies, self)
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

    def __init__(self, question: QuestionId, offered: tuple[Reply, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._question = question
        self._offered = offered
        self._text = text_label("normal", parent=self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._replies = frame = QFrame(self)
        frame.setProperty("role", "segments")
        replies = QHBoxLayout(frame)
        replies.setContentsMargins(0, 0, 0, 0)
        replies.setSpacing(0)
        self._group = ToggleGroup(self)  # a second click takes the answer back
        words = {Reply.YES: self.tr("Yes"), Reply.NO: self.tr("No"), Reply.UNSURE: self.tr("Not sure")}
        self.buttons: dict[Reply, QPushButton] = {}
        for number, reply in enumerate(offered):
            button = SwitchButton(words[reply], frame)
            button.setProperty("role", "segment")
            self._group.add(button, number)
            self.buttons[reply] = button
            replies.addWidget(button)
        self._group.toggled.connect(self._on_clicked)
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
            with QSignalBlocker(self._group):
                button.setChecked(reply is question.reply)
            button.setAccessibleName(f"{button.text()}: {question.sentence.text}")

    def _on_clicked(self, number: int) -> None:
        reply = self._offered[number]
        self.answered.emit((self._question, reply if self.buttons[reply].isChecked() else None))
