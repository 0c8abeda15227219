"""The right side of the window: what the marks mean, the marks themselves, or what was examined."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from bodymap.ui.answer.answer_column import AnswerColumn
from bodymap.ui.answer.card_column import FRAME, GUTTER
from bodymap.ui.warnings.waiting_page import WaitingPage
from bodymap.ui.widgets.card import text_label
from bodymap.ui.widgets.restyle import restyle
from bodymap.ui.widgets.switch_button import SwitchButton

if TYPE_CHECKING:
    from bodymap.ui.answer.examination_panel import ExaminationPanel
    from bodymap.ui.marks.marks_panel import MarksPanel

# A window of fewer heights of a line across has large texts for its width.
_TIGHT_LINES = 46
_FOOT_GAP = 8


class SidePanel(QWidget):
    """A switch above three pages; those of the marks and the examination are made when they are first turned to.

    While an emergency is raised the answer steps back behind a page that says so, until it is asked for all the same.

    Signals
    -------
    turned : None
        When the user clicks one of the switch.
    """

    #: the user turns to a page
    turned = Signal()

    def __init__(
        self,
        answer: AnswerColumn,
        make_marks: Callable[[], MarksPanel],
        make_examination: Callable[[], ExaminationPanel],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._answer = answer
        self._make_marks = make_marks
        self._make_examination = make_examination
        self._marks: MarksPanel | None = None
        self._examination: ExaminationPanel | None = None
        self._emergencies: frozenset[str] = frozenset()
        self._asked_in_spite_of: frozenset[str] = frozenset()
        self.waiting = WaitingPage(self)
        self.waiting.setContentsMargins(FRAME, FRAME, FRAME + GUTTER, 0)
        self.waiting.asked.connect(self._on_asked)
        self._frame = frame = QFrame(self)
        frame.setProperty("role", "segments")
        frame.setAccessibleName(self.tr("Right side"))
        switch = QHBoxLayout(frame)
        switch.setContentsMargins(0, 0, 0, 0)
        switch.setSpacing(0)
        self._group = QButtonGroup(self)
        titles = (self.tr("Meaning"), "", self.tr("Examined"))
        self._buttons = tuple(SwitchButton(title, frame) for title in titles)
        for number, button in enumerate(self._buttons):
            button.setProperty("role", "segment")
            self._group.addButton(button, number)
            switch.addWidget(button, stretch=1)
        self._buttons[0].setChecked(True)
        self._pages = QStackedLayout()
        self._pages.addWidget(answer)
        self._pages.addWidget(self.waiting)
        self._group.idToggled.connect(self._on_toggled)
        self._group.idClicked.connect(self.turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, FRAME, 0, 0)
        column.setSpacing(10 - FRAME)
        line = QHBoxLayout()
        line.setContentsMargins(FRAME, 0, GUTTER + FRAME, 0)
        line.addWidget(frame)
        column.addLayout(line)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addLayout(self._pages, stretch=1)
        column.addLayout(said, stretch=1)
        self._footer = text_label("footer", self.tr("Not a diagnosis."), self)
        self._footer.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._foot = foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setContentsMargins(FRAME, 0, GUTTER + FRAME, 0)
        foot.setSpacing(_FOOT_GAP)
        foot.addWidget(answer.links)
        foot.addWidget(self._footer, stretch=1)
        said.addLayout(foot)
        self.show_count(0)

    @property
    def answer_button(self) -> QPushButton:
        """Turns to what the marks mean."""
        return self._buttons[0]

    @property
    def marks_button(self) -> QPushButton:
        """Turns to the marks."""
        return self._buttons[1]

    @property
    def examination_button(self) -> QPushButton:
        """Turns to what was examined."""
        return self._buttons[2]

    @property
    def entrance(self) -> QWidget:
        """Where the keyboard comes in."""
        shown = self._pages.currentWidget()
        if self._marks is not None and shown is self._marks:
            return self._marks.entrance
        if shown is self.waiting:
            return self.waiting.button
        return shown or self._answer

    @property
    def footer(self) -> str:
        """What stands under everything that is said."""
        return self._footer.text()

    @property
    def asked_in_spite_of(self) -> frozenset[str]:
        """The raised emergencies in spite of which the answer was asked for."""
        return self._asked_in_spite_of

    def take_over(self, asked_in_spite_of: frozenset[str]) -> None:
        """Go on from a window before, where the answer was asked for all the same."""
        self._asked_in_spite_of = asked_in_spite_of

    def page_areas(self) -> tuple[QRect, QRect]:
        """Where something may lie over the pages, as wide as their cards, and all that the pages take."""
        pages = (self._pages.currentWidget() or self._answer).geometry()  # the layout itself does not say
        pages.setWidth(self.width())  # the answer can be narrower than the switch
        return pages.adjusted(FRAME, FRAME, -GUTTER - FRAME, 0), pages

    def _on_toggled(self, _number: int, is_on: bool) -> None:  # noqa: FBT001
        if is_on:
            self._show_page()

    def turn_to(self, number: int) -> None:
        """Show the answer, 0, the marks, 1, or what was examined, 2."""
        self._buttons[number].setChecked(True)
        self._show_page()

    def _marks_page(self) -> MarksPanel:
        if self._marks is None:
            self._marks = self._make_marks()
            self._pages.addWidget(self._marks)
            before: QWidget = self.marks_button
            for stop in self._marks.stops:
                QWidget.setTabOrder(before, stop)
                before = stop
        return self._marks

    def _examination_page(self) -> ExaminationPanel:
        if self._examination is None:
            self._examination = self._make_examination()
            self._pages.addWidget(self._examination)
        return self._examination

    def step_back(self, emergencies: frozenset[str]) -> None:
        """Let the answer stand behind these raised emergencies; one that is new takes it away again."""
        self._emergencies = emergencies
        self._asked_in_spite_of &= emergencies
        self._show_page()

    def _on_asked(self) -> None:
        self._asked_in_spite_of = self._emergencies
        self._show_page()
        self._answer.verticalScrollBar().setValue(0)
        self._answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self) -> None:
        page: QWidget = self._answer if self._emergencies == self._asked_in_spite_of else self.waiting
        if self.marks_button.isChecked():
            page = self._marks_page()
        elif self.examination_button.isChecked():
            page = self._examination_page()
        self._pages.setCurrentWidget(page)
        self._answer.links.show_on_page(is_in_sight=page is self._answer)

    def show_count(self, marks: int) -> None:
        """Say how many marks there are."""
        self.marks_button.setText(self.tr("Marks ({count})").format(count=marks))

    def fit_width(self, window_width: int) -> None:
        """Be as wide as the answer needs, with less room in the buttons where texts are large for the window."""
        self._answer.fit_width(window_width)
        is_tight = window_width < _TIGHT_LINES * self.fontMetrics().height()
        if is_tight != bool(self._frame.property("tight")):
            self._frame.setProperty("tight", is_tight)
            for button in self._buttons:
                restyle(button)
                button.updateGeometry()
        switch = self._frame.minimumSizeHint().width() + GUTTER + 2 * FRAME
        self.setFixedWidth(max(self._answer.width(), switch))
        self._fit_foot()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of texts."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._fit_foot()

    def _fit_foot(self) -> None:
        """Put the last line under the links where it would have to break beside them."""
        self._footer.ensurePolished()
        said = self._footer.fontMetrics().horizontalAdvance(self._footer.text())
        needed = self._answer.links.widest + _FOOT_GAP + said + GUTTER + 2 * FRAME
        ways = QBoxLayout.Direction
        self._foot.setDirection(ways.TopToBottom if needed > self.width() else ways.LeftToRight)
