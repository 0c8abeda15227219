"""Gives the application its theme, and gives it again when the theme, the desktop or the font changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from bodymap.ui.theme import Theme, ThemeChoice, palette, style_sheet, theme_for


class Look(QObject):
    """The theme in use.

    Signals
    -------
    changed : Theme
        After the application has a new palette and style sheet.
    chosen : ThemeChoice
        After the user asked for another theme.
    """

    #: Theme, once it is applied
    changed = Signal(object)
    #: ThemeChoice the user asked for
    chosen = Signal(object)

    def __init__(self, application: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._theme: Theme | None = None
        self._text_px = 0
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
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

    def follow_font(self) -> None:
        """Take the sizes of texts from the application's font anew."""
        self._apply()

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
