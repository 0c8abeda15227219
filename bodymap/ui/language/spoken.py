"""The language of the window: Qt's own look-up and the messages of `core` take their texts from one catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

if TYPE_CHECKING:
    from bodymap.core.reasoning.findings import Findings
    from bodymap.core.reasoning.knowledge import Evidence
    from bodymap.core.vocabulary import Voice
    from bodymap.core.words.explanation import Explanation
    from bodymap.core.words.language import Language
    from bodymap.core.words.message import Message


class SpokenTexts(QTranslator):
    """Gives Qt the texts of a language; what it does not have goes on to the other translators, then stays English."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spoken_language = language
        self.patient_language: Language | None = None

    def isEmpty(self) -> bool:  # noqa: N802
        """Whether it is to be left out; never, because the language can be exchanged."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The text for an English one in a class; None when there is none."""
        found = self.spoken_language.look_up(text, context)
        if found != text:
            return found
        own = _texts_of_qt(self.spoken_language.code)
        return own.translate(context, text, disambiguation or "", n) or None


# The one of the application; to look for it among its children takes PySide longer than all the rest of this.
_installed: list[SpokenTexts] = []


def speak(language: Language) -> None:
    """Let all that is made from now on, and all that follows a change of language, speak this."""
    application = QCoreApplication.instance()
    texts = _texts()
    if texts is not None:
        texts.spoken_language = language
    elif application is not None:
        _installed.append(SpokenTexts(language, application))
        QCoreApplication.installTranslator(_installed[0])


def speaks_as_written() -> bool:
    """Whether nobody has chosen a language yet, so that all is in the English that it is written in."""
    return _texts() is None


def speak_to_patient(language: Language | None) -> None:
    """Let the patient's page and display speak this; None lets them speak as the window does."""
    if language is not None and _texts() is None:
        speak(window_language())
    texts = _texts()
    if texts is not None:
        texts.patient_language = language


def patient_language() -> Language:
    """The language of the patient's page and display."""
    texts = _texts()
    return window_language() if texts is None or texts.patient_language is None else texts.patient_language


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """Speak another language for a moment, as for the patient; none changes nothing."""
    before = window_language()
    if language is not None:
        speak(language)
    try:
        yield
    finally:
        speak(before)


def window_language() -> Language:
    """The language that the window speaks now."""
    from bodymap.core.words.language import ENGLISH

    texts = _texts()
    return ENGLISH if texts is None else texts.spoken_language


def spoken(said: Message) -> str:
    """A message as it stands within a sentence."""
    return window_language().text(said)


def label(text: str) -> str:
    """A text of a table."""
    return window_language().look_up(text)


def explained(findings: Findings, evidence: Evidence, voice: Voice) -> Explanation:
    """What there is to say about findings, in words already."""
    from bodymap.core.words.explain import explain
    from bodymap.core.words.told_in import told_in

    return told_in(explain(findings, evidence, voice), window_language())


def _texts() -> SpokenTexts | None:
    return _installed[0] if _installed else None


@cache
def _texts_of_qt(code: str) -> QTranslator:
    """What Qt brings along for its own dialogs, such as the one for files; empty where it has nothing."""
    texts = QTranslator()
    texts.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return texts
