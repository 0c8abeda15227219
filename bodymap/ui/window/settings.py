"""What the program remembers of its user from one start to the next: how it looks, never what was marked."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QSettings

from bodymap.ui.theme import ThemeChoice

_THEME = "appearance/theme"
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
    def keeps_unsaved(self) -> bool:
        """Whether unsaved marks are kept for the case of a crash; yes when nobody said no."""
        return bool(self._kept.value(_KEEPS) != "no")

    def keep_unsaved(self, is_on: bool) -> None:  # noqa: FBT001
        """Start with this from now on."""
        self._kept.setValue(_KEEPS, "yes" if is_on else "no")
