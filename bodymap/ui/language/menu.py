"""Lets the user choose the language of the window, and another one for what the patient reads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from bodymap.core.vocabulary import Voice
from bodymap.library.languages import languages

SYSTEM = ""
"""Instead of a code: the language of the desktop for the window, that of the window for the patient."""


class LanguageMenu(QMenu):
    """The languages of the window, then those of the patient's page and display.

    Signals
    -------
    chosen : str
        The code of the language that the window is to speak.
    patient_chosen : str
        The code of the language that the patient is to read.
    """

    #: code of the language of the window
    chosen = Signal(str)
    #: code of the language of the patient
    patient_chosen = Signal(str)

    def __init__(self, parent: QWidget, *, code: str, patient_code: str = SYSTEM) -> None:
        # In several languages at once: who cannot read the one on screen must find it.
        super().__init__(parent)
        own = self.tr("Language")
        self.setTitle(own if own == "Language" else f"{own} · Language")
        self._group(self, self.tr("As on the desktop"), code, Voice.CLINICIAN, self.chosen.emit)
        self.addSeparator()
        patient = self.addMenu(self.tr("For the patient: page and display"))
        first = self.tr("As in the window")
        self._of_patient = self._group(patient, first, patient_code, Voice.PATIENT, self.patient_chosen.emit)

    @property
    def patient_actions(self) -> tuple[QAction, ...]:
        """A line for each language that the patient can read."""
        return tuple(self._of_patient.actions())

    def show_patient(self, code: str) -> None:
        """Tick the language that the patient reads."""
        for action in self._of_patient.actions():
            action.setChecked(action.data() == code)

    def _group(self, menu: QMenu, first: str, chosen: str, reader: Voice, tell: Callable[[str], None]) -> QActionGroup:
        group = QActionGroup(menu)
        for code, name in {SYSTEM: first, **languages(reader)}.items():
            action = menu.addAction(name)
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code == chosen)
            group.addAction(action)
        group.triggered.connect(lambda action: tell(action.data()))
        return group
