"""The patient display: body, spine and story, large enough for two metres, on a second screen if there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bodymap.core.marks.touch import BodyPoint
from bodymap.core.vocabulary import Voice
from bodymap.ui.answer.answer import Answer
from bodymap.ui.answer.spine_panel import LitRoot, SpinePanel
from bodymap.ui.body.body_card import BodyCard
from bodymap.ui.body.body_presenter import BodyPresenter
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.body.part_boxes import PartSide
from bodymap.ui.body.view_choice import CHOICES, ViewChoice
from bodymap.ui.language.spoken import explained, patient_language, speaking
from bodymap.ui.patient.patient_words import PatientWords
from bodymap.ui.widgets.card import Card, text_label

if TYPE_CHECKING:
    from bodymap.core.reasoning.findings import Findings
    from bodymap.ui.bridge import Bridge
    from bodymap.ui.look import Look
    from bodymap.ui.theme import Theme

_GAP = 24
_SCROLL_BAR_PX = 16
# A letter of this part of the height is read across a room; on a small screen it is not smaller than that.
_LINES_ON_SCREEN, _LEAST_PX = 36, 20
# The least part of the height for the spine, the size of the words, and whether it is said what the maps say, which the
# body shows too: from what is best for one complaint to what has room for several.
_FORMS = (
    (0.4, 1.0, True),
    (0.36, 0.9, True),
    (0.3, 0.8, True),
    (0.24, 0.8, False),
    (0.24, 0.7, False),
    (0.0, 0.8, False),
    (0.0, 0.7, False),
)
_MOST_SPINE = 0.44
_SPINE_LETTERS = 0.75


class _PatientPresenter(BodyPresenter):
    """Says what it says of the body in the language of the patient."""

    def speak_to_patient(self) -> None:
        """Name the skin nerves too as the patient does."""
        self._lit.speaks = patient_language

    def show_views(self, choice: ViewChoice) -> None:
        """Make drawings, as for another figure, with the patient's words at them."""
        with speaking(patient_language()):
            super().show_views(choice)

    def _show_prompt(self) -> None:
        with speaking(patient_language()):
            super()._show_prompt()

    def _hint(self, key: PartSide, point: BodyPoint) -> str:
        with speaking(patient_language()):
            return super()._hint(key, point)

    def _box_name(self, key: PartSide) -> str:
        with speaking(patient_language()):
            return super()._box_name(key)


class PatientDisplay(QWidget):
    """A window without tools; who touches its body marks it, as on the desk.

    Signals
    -------
    closed : None
        When it is closed, with a key or otherwise.
    """

    #: it is closed
    closed = Signal()

    def __init__(self, bridge: Bridge, look: Look, make: Callable[..., BodyView]) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Body Map, for the patient"))
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bridge = bridge
        self._look = look
        self._findings: Findings | None = None
        self.body_card = BodyCard(look.theme, self)
        self.presenter = _PatientPresenter(self.body_card, bridge, look.theme, make=make, parent=self)
        self.presenter.opens_details = False  # there would be no way back
        self.spine = SpinePanel(look.theme, self)
        self.spine.root_chosen.connect(bridge.look_at)
        self.presenter.speak_to_patient()
        self._warning = Card("", self, role="alarm-card")
        self._warning_text = text_label("reading", parent=self)
        self._warning.add(self._warning_text)
        self._story = Card("", self)
        self.words = PatientWords(self)
        self._footer = text_label("footer", self.tr("Not a diagnosis."), self)
        self._footer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._story.add(self.spine)
        self._story.add(self.words)
        self._story.add(self._footer)
        column = QVBoxLayout()
        column.setSpacing(_GAP)
        column.addWidget(self._warning)
        column.addWidget(self._story, stretch=1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        row.setSpacing(_GAP)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # it is as large as its screen
        row.addWidget(self.body_card, stretch=3)
        row.addLayout(column, stretch=2)
        self.presenter.show_views(CHOICES[0])
        bridge.found.connect(self.show_findings)
        bridge.case_changed.connect(self._on_case_changed)
        bridge.said.connect(self._on_said)
        look.changed.connect(self._on_theme_changed)
        self._warning.hide()
        self.body_card.setFocus()

    @property
    def text(self) -> str:
        """The story of each complaint, and what to do."""
        return self.words.text

    @property
    def footer(self) -> str:
        """What stands under everything."""
        return self._footer.text()

    @property
    def warning(self) -> str:
        """What must not wait; empty when nothing is raised."""
        return "" if self._warning.isHidden() else self._warning_text.text()

    @property
    def letters_px(self) -> int:
        """The size of the texts, where there is room for them."""
        return max(self.height() // _LINES_ON_SCREEN, _LEAST_PX)

    def show_findings(self, findings: Findings) -> None:
        """Show what the marks mean, in a patient's words."""
        with speaking(patient_language()):
            self._show(findings)

    def _show(self, findings: Findings) -> None:
        self._findings = findings
        self.presenter.show_findings(findings)
        evidence = self._bridge.evidence
        if evidence is None:
            return
        said = explained(findings, evidence, Voice.PATIENT)
        theme = self._look.theme
        self.spine.show_roots(tuple(LitRoot(one.root, one.side, theme.root(one.root)) for one in findings.shown), theme)
        case = self._bridge.case
        if case.is_empty:
            self.words.show_nothing()
        else:
            order = tuple(mark.id for mark in case.marks)
            self.words.show_answer(Answer(findings, evidence, Voice.PATIENT, said, (), order=order))
        raised = [one.text for flag in said.red_flags if flag.raised for one in flag.sentences]
        self._warning_text.setText("\n".join(raised))
        self._warning.setVisible(bool(raised))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as large as the screen allows."""
        super().resizeEvent(event)
        self.setStyleSheet(f"QLabel, QPushButton {{ font-size: {self.letters_px}px; }}")
        sizes = {self.body_card: 1.0, self.body_card.legend: 0.7}
        for widget, part in sizes.items():
            font = QFont(self.font())
            font.setPixelSize(round(part * self.letters_px))
            widget.setFont(font)
        for card in (self._story, self._warning, self.body_card):
            layout, edge = card.layout(), self.letters_px // 2
            if layout is not None:
                layout.setContentsMargins(edge, edge, edge, edge)
        self._fit()

    def _fit(self) -> None:
        """Give the words the largest letters with which all of them stand there, and the spine what they leave it."""
        edge = self.letters_px // 2
        width = self._story.width() - 2 * edge - _SCROLL_BAR_PX
        room = self.height() - 2 * _GAP - 2 * edge - self._footer.sizeHint().height() - _GAP
        if self.warning:
            room -= self._warning_text.heightForWidth(width) + 2 * edge + _GAP
        for least, size, has_maps in _FORMS:
            self.words.write(max(round(size * self.letters_px), _LEAST_PX), has_maps=has_maps)
            left = room - self.words.height_at(width)
            if left >= least * self.height():
                break
        self._fit_spine(min(left / self.height(), _MOST_SPINE), is_there=bool(least))

    def _fit_spine(self, part: float, *, is_there: bool) -> None:
        """Draw the spine in this part of the height; the words go first where there is no room for both."""
        self.spine.setVisible(is_there)
        font = QFont(self.font())
        font.setPixelSize(max(round(_SPINE_LETTERS * self.letters_px * part / _MOST_SPINE), 1))
        self.spine.setFont(font)
        self.spine.setFixedHeight(max(round(part * self.height()), self.spine.minimumSizeHint().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with F11 or Escape."""
        if event.key() in (Qt.Key.Key_F11, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so."""
        super().closeEvent(event)
        self.closed.emit()

    def _on_case_changed(self) -> None:
        self.presenter.show_case(self._bridge.case)

    def _on_said(self) -> None:
        with speaking(patient_language()):
            self.spine.show_alone(self._bridge.session.root)

    def _on_theme_changed(self, theme: Theme) -> None:
        self.presenter.set_theme(theme)
        if self._findings is not None:
            self.show_findings(self._findings)
