"""Which language the person of the case reads, on the page to take home and on the patient display."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from bodymap.core.vocabulary import Voice
from bodymap.ui.language.spoken import speak_to_patient

if TYPE_CHECKING:
    from bodymap.ui.bridge import Bridge


class PatientLanguage(QObject):
    """Speaks to the patient as the case says, so that the next person does not get the language of the last one.

    Signals
    -------
    changed : str
        The code of the language that the patient reads from now on; empty for that of the window.
    """

    #: code of the language of the patient
    changed = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._code = self._wanted()
        self._speak()
        bridge.case_changed.connect(self._on_case_changed)

    @property
    def code(self) -> str:
        """The code of the language that the patient reads; empty for that of the window."""
        return self._code

    def choose(self, code: str) -> None:
        """Let the person of this case read another language; empty for that of the window."""
        self._bridge.choose_language(code)

    def _wanted(self) -> str:
        """What the case says; nothing when the program does not speak that."""
        if not (code := self._bridge.case.language):
            return ""
        from bodymap.library.languages import languages

        return code if code in languages(Voice.PATIENT) else ""

    def _speak(self) -> None:
        if not self._code:
            speak_to_patient(None)
            return
        from bodymap.library.languages import load_language

        speak_to_patient(load_language(self._code))

    def _on_case_changed(self) -> None:
        if (code := self._wanted()) != self._code:
            self._code = code
            self._speak()
            self.changed.emit(code)
