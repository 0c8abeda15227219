"""Questions, each answered by a click on yes, no or not sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bodymap.core.marks.reply import QuestionId, Reply
from bodymap.ui.widgets.card import text_label
from bodymap.ui.widgets.switch_button import SwitchButton
from bodymap.ui.widgets.toggle_group import ToggleGroup

if TYPE_CHECKING:
    from bodymap.core.words.explanation import AskedQuestion

_ROW_GAP, _LINE_GAP = 12, 10
# A row whose replies would take more of its width has them under the question.
_WIDEST_SHARE = 0.4


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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 2)
        self._column.setSpacing(_LINE_GAP)
        self._rows: dict[QuestionId, _QuestionRow] = {}

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
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = {question.id: self._row(question) for question in questions}
            for row in self._rows.values():
                self._column.addWidget(row)
                row.show()
        for question in questions:
            self._rows[question.id].show_question(question)

    def fit(self, width: int) -> int:
        """Put the replies beside or under the questions, as there is room; the height of all rows at that width."""
        heights = [row.fit(width) for row in self._rows.values()]
        return sum(heights) + _LINE_GAP * max(len(heights) - 1, 0) + 2

    def _row(self, question: AskedQuestion) -> _QuestionRow:
        row = _QuestionRow(question.id, self._replies, self)
        row.answered.connect(self.answered)
        return row


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
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_ROW_GAP)
        row.addWidget(self._text, stretch=1)
        row.addWidget(frame, alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def fit(self, width: int) -> int:
        ways, replies = QBoxLayout.Direction, self._replies.sizeHint()
        is_narrow = replies.width() > _WIDEST_SHARE * width
        self._row.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        self._row.setSpacing(_ROW_GAP // 4 if is_narrow else _ROW_GAP)
        if is_narrow:
            return self._text.heightForWidth(width) + self._row.spacing() + replies.height()
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
