"""What the program remembers about pages: paper and clinic, and the folder that takes them; never a patient."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject, QSettings

from bodymap.publish.blocks import Paper
from bodymap.state import name_pattern

_PAPER, _CLINIC, _EMERGENCY, _LOGO, _FOLDER, _PATTERN = (
    f"page/{name}" for name in ("paper", "clinic", "emergency-number", "logo", "folder", "file-name")
)


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How pages are made.

    Attributes
    ----------
    clinic : str
        Name and address of the clinic.
    emergency_number : str
        Whom to call where the clinic is; empty until somebody sets it, because it is never guessed.
    logo : str
        The file of its picture; empty for none.
    folder : str
        Where a page goes whenever a case is saved; empty for nowhere.
    pattern : str
        The name of that file; see `bodymap.state.name_pattern`.
    """

    paper: Paper
    clinic: str = ""
    emergency_number: str = ""
    logo: str = ""
    folder: str = ""
    pattern: str = name_pattern.DEFAULT


class PageSettings(QObject):
    """Options of pages in the platform's own place for settings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
        self._kept = QSettings(ini, user, "bodymap", "bodymap", self)

    @property
    def options(self) -> PageOptions:
        """What was chosen last; the country's paper and nothing else where nothing was chosen."""
        kept = self._kept.value(_PAPER)
        paper = next((paper for paper in Paper if paper.value == kept), _usual_paper())
        return PageOptions(
            paper,
            clinic=self._text(_CLINIC),
            emergency_number=self._text(_EMERGENCY),
            logo=self._text(_LOGO),
            folder=self._text(_FOLDER),
            pattern=self._text(_PATTERN) or name_pattern.DEFAULT,
        )

    def keep(self, options: PageOptions) -> None:
        """Make pages like this from now on."""
        self._kept.setValue(_PAPER, options.paper.value)
        for key, text in (
            (_CLINIC, options.clinic),
            (_EMERGENCY, options.emergency_number),
            (_LOGO, options.logo),
            (_FOLDER, options.folder),
            (_PATTERN, options.pattern),
        ):
            self._kept.setValue(key, text)

    def _text(self, key: str) -> str:
        kept = self._kept.value(key)
        return kept if isinstance(kept, str) else ""


def _usual_paper() -> Paper:
    is_us = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return Paper.LETTER if is_us else Paper.A4
