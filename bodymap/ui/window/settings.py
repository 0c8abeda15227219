"""What the program remembers of its user from one start to the next: how it looks, never what was marked."""

from __future__ import annotations

import os

from PySide6.QtCore import QByteArray, QObject, QSettings

from bodymap.core.vocabulary import Figure, Voice
from bodymap.ui.look import TEXT_PERCENTS
from bodymap.ui.theme import ThemeChoice

_THEME = "appearance/theme"
_TEXT = "appearance/text-percent"
_FIGURE = "appearance/figure"
_AUDIENCE = "appearance/audience"
_LANGUAGE = "appearance/language"
_PLACE = "window/place"
_KEEPS = "safety/keep-unsaved"


# Nothing can be made below it, and Qt writes no settings where it cannot make a folder.
_NOWHERE = f"{os.devnull}/none"


def remember_no_folders() -> None:
    """Let Qt's file dialog keep no history: the name of a folder may be a patient's.

    The dialog writes the folders visited to the native settings of all Qt programs and has no option against it, so
    these are led to nowhere. Our own settings are not native ones. Windows and macOS keep native settings elsewhere and
    cannot be led; there the system's own dialog is shown.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, _NOWHERE)


class Settings(QObject):
    """Settings in the platform's own place for them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
        self._kept = QSettings(ini, user, "bodymap", "bodymap", self)

    @property
    def theme(self) -> ThemeChoice:
        """The theme that was chosen last; the desktop's when none was, or when the file holds something else."""
        kept = self._kept.value(_THEME)
        return next((choice for choice in ThemeChoice if choice.value == kept), ThemeChoice.SYSTEM)

    def keep_theme(self, choice: ThemeChoice) -> None:
        """Start with this theme from now on."""
        self._kept.setValue(_THEME, choice.value)

    @property
    def text_percent(self) -> int:
        """The size of texts that was chosen last, within what there is; 100 when none was."""
        kept = str(self._kept.value(_TEXT, TEXT_PERCENTS.normal))
        return TEXT_PERCENTS.nearest(int(kept)) if kept.isdecimal() else TEXT_PERCENTS.normal

    def keep_text_percent(self, percent: int) -> None:
        """Start with texts of this size from now on."""
        self._kept.setValue(_TEXT, percent)

    @property
    def figure(self) -> Figure:
        """The body that was drawn last."""
        kept = self._kept.value(_FIGURE)
        return next((figure for figure in Figure if figure.value == kept), Figure.NEUTRAL)

    def keep_figure(self, figure: Figure) -> None:
        """Start with this body from now on."""
        self._kept.setValue(_FIGURE, figure.value)

    @property
    def audience(self) -> Voice:
        """Who the texts spoke to last; the patient when nobody said."""
        kept = self._kept.value(_AUDIENCE)
        return next((voice for voice in Voice if voice.value == kept), Voice.PATIENT)

    def keep_audience(self, audience: Voice) -> None:
        """Speak to this reader from the next start on."""
        self._kept.setValue(_AUDIENCE, audience.value)

    @property
    def language(self) -> str:
        """The code of the language of the window; empty for that of the desktop."""
        return str(self._kept.value(_LANGUAGE, ""))

    def keep_language(self, code: str) -> None:
        """Speak this language from now on."""
        self._kept.setValue(_LANGUAGE, code)

    @property
    def place(self) -> QByteArray:
        """Size and place of the window as it was closed, for Qt; empty when it never was."""
        kept = self._kept.value(_PLACE)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_place(self, place: QByteArray) -> None:
        """Open the window there at the next start."""
        self._kept.setValue(_PLACE, place)

    @property
    def keeps_unsaved(self) -> bool:
        """Whether unsaved marks are kept for the case of a crash; yes when nobody said no."""
        return bool(self._kept.value(_KEEPS) != "no")

    def keep_unsaved(self, is_on: bool) -> None:  # noqa: FBT001
        """Start with this from now on."""
        self._kept.setValue(_KEEPS, "yes" if is_on else "no")
