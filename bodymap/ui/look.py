"""Gives the application its theme, and gives it again when the theme, the desktop or the font changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from bodymap.ui.theme import Theme, ThemeChoice, palette, style_sheet, theme_for


@dataclass(frozen=True, slots=True)
class _Percents:
    """The sizes of text that there are, in hundredths of the desktop's."""

    steps: tuple[int, ...]
    normal: int = 100

    def nearest(self, percent: int) -> int:
        """The size that there is nearest to another."""
        return min(self.steps, key=lambda step: abs(step - percent))

    def beside(self, percent: int, step: int) -> int:
        """So many sizes larger or smaller, as far as there are."""
        at = self.steps.index(self.nearest(percent)) + step
        return self.steps[min(max(at, 0), len(self.steps) - 1)]


TEXT_PERCENTS: Final = _Percents((80, 90, 100, 110, 125, 150, 175, 200))


class Look(QObject):
    """The theme and the size of texts in use.

    Signals
    -------
    changed : Theme
        After the application has a new palette and style sheet.
    chosen : ThemeChoice
        After the user asked for another theme.
    resized : int
        After the user asked for another size of texts, in hundredths of the desktop's.
    """

    #: Theme, once it is applied
    changed = Signal(object)
    #: ThemeChoice the user asked for
    chosen = Signal(object)
    #: hundredths of the desktop's size of texts that the user asked for
    resized = Signal(int)

    def __init__(
        self,
        application: QApplication,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        text_percent: int = TEXT_PERCENTS.normal,
    ) -> None:
        super().__init__(application)
        self._desktop_px = QFontInfo(application.font()).pixelSize()
        self._text_percent = TEXT_PERCENTS.nearest(text_percent)
        self._application = application
        self._choice = choice
        self._theme: Theme | None = None
        self._text_px = 0
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        if self._text_percent != TEXT_PERCENTS.normal:
            self._scale_font()
        self._apply()

    @property
    def theme(self) -> Theme:
        """The theme that is on screen."""
        return theme_for(self._choice, self._application.styleHints().colorScheme())

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Show this theme from now on."""
        if choice is not self._choice:
            self._choice = choice
            self._apply()
            self.chosen.emit(choice)

    @property
    def text_percent(self) -> int:
        """The size of texts, in hundredths of the desktop's."""
        return self._text_percent

    def step_text(self, step: int) -> None:
        """Write larger by so many sizes, or smaller; 0 goes back to the desktop's size."""
        percent = TEXT_PERCENTS.beside(self._text_percent, step) if step else TEXT_PERCENTS.normal
        if percent != self._text_percent:
            self._text_percent = percent
            self._scale_font()
            self._apply()
            self.resized.emit(percent)

    def follow_font(self) -> None:
        """Take the sizes of texts from the application's font anew."""
        self._apply()

    def _scale_font(self) -> None:
        font = self._application.font()
        font.setPixelSize(round(self._desktop_px * self._text_percent / 100))
        self._application.setFont(font)

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._apply()

    def _apply(self) -> None:
        theme = self.theme
        text_px = QFontInfo(self._application.font()).pixelSize()
        if (theme, text_px) == (self._theme, self._text_px):
            return
        self._theme, self._text_px = theme, text_px
        self._application.setPalette(palette(theme))
        self._application.setStyleSheet(style_sheet(theme, text_px=text_px))
        self.changed.emit(theme)
