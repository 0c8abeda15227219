"""Why a warning is shown, what to do, and the questions that stand open, over the window below the line of warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from bodymap.ui.warnings.alarm_questions import QuestionList
from bodymap.ui.widgets.card import text_label

if TYPE_CHECKING:
    from bodymap.core.marks.reply import QuestionId
    from bodymap.core.words.explanation import AskedQuestion, Notice

_TALLEST_SHARE = 0.7
_TWO_COLUMNS_LINES = 60
_MARGIN, _GAP = 20, 8


class AlarmPanel(QFrame):
    """Why a warning is shown, what to do, and its questions; lies over the window below the line of warnings.

    Signals
    -------
    closed : None
        When the user wants it out of the way.
    none_said : tuple of QuestionId
        When the person says that none of the open questions that are shown holds.
    asked_for_room : None
        When more questions are shown than before.
    """

    #: the user wants it out of the way
    closed = Signal()
    #: the open questions that are shown, none of which holds
    none_said = Signal(object)
    #: more questions are shown, so that the panel must be laid out again
    asked_for_room = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "alarm-panel")
        self._why = text_label("alarm-why", parent=self)
        self.questions = QuestionList(self)
        self._close = QPushButton(self.tr("Close"), self)
        self._close.clicked.connect(self.closed)
        self.none_button = QPushButton(self.tr("None of these"), self)
        self.none_button.clicked.connect(self._on_none_clicked)
        self.record_button = QPushButton(self.tr("Questions for the record"), self)
        self.record_button.clicked.connect(self._on_record_clicked)
        self._notice: Notice | None = None
        self._others: tuple[AskedQuestion, ...] = ()
        self._shows_record = False
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
        head.addWidget(self.record_button, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.none_button, alignment=Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN + 4, _GAP, _MARGIN, 12)
        column.setSpacing(_GAP)
        column.addLayout(head)
        column.addWidget(self._scroll, stretch=1)
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

    def show_notice(self, notice: Notice | None, others: tuple[AskedQuestion, ...], tone: str) -> None:
        """Show a warning with its questions and those of other warnings behind them, or nothing."""
        if notice is None or self._notice is None or notice.id != self._notice.id:
            self._shows_record = False
        self._notice, self._others = notice, others
        if notice is not None:
            self._why.setText(self._words(notice))
            self.setAccessibleName(notice.title)
        self._show_questions()
        for widget in (self, self._why):
            widget.setProperty("tone", tone)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.setVisible(notice is not None)

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

    def _show_questions(self) -> None:
        notice = self._notice
        self.questions.show_questions(self._shown())
        self._scroll.setVisible(bool(self._shown()))
        self.none_button.setVisible(bool(self.open_questions) and not (notice is not None and notice.raised))
        self.record_button.setVisible(
            notice is not None and notice.raised and bool(notice.folded) and not self._shows_record
        )

    def _on_none_clicked(self) -> None:
        self.none_said.emit(self.open_questions)

    def _on_record_clicked(self) -> None:
        self._shows_record = True
        self._show_questions()
        self.asked_for_room.emit()

    def lay_under(self, line: QWidget) -> None:
        """Take the width of the line above, and the height that the questions need, as far as there is room."""
        page = self.parentWidget()
        if page is None or self.isHidden():
            return
        width = line.width()
        self.questions.set_columns(2 if width >= _TWO_COLUMNS_LINES * self.fontMetrics().height() else 1)
        inside = width - 2 * _MARGIN - 4
        why = self._why.heightForWidth(inside - self._buttons_width())
        needed = max(why, self._close.sizeHint().height()) + self.questions.height_for(inside) + 2 * _GAP + 18
        top = line.geometry().bottom() + 1
        self.setGeometry(0, top, width, min(needed, round(_TALLEST_SHARE * (page.height() - top))))
        self.raise_()

    def _buttons_width(self) -> int:
        shown = [one for one in (self.record_button, self.none_button, self._close) if not one.isHidden()]
        return sum(one.sizeHint().width() + 24 for one in shown)
