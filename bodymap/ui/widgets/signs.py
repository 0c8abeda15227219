"""The signs on buttons, from the Lucide set, in the colours and the size of the text beside them."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QBuffer, QEvent, QSize
from PySide6.QtGui import QFontInfo, QIcon, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from bodymap.ui.theme import TARGET_PX

# Drawn finer than they are shown, so that they are smooth on every screen and at every size of texts.
_DRAWN_PX = 72
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round">{lines}</svg>'
)
_SIZE_OF_TEXT = 1.35


class Sign(Enum):
    """What a sign means; the value is how it is drawn in a square of 24, as Lucide 1.62 has it.

    Lucide is under the ISC licence, what it took from Feather under the MIT licence: see `docs/licences.md`.
    """

    SPOT = '<circle cx="12" cy="12" r="1" /><circle cx="12" cy="12" r="10" />'
    PAINT = (
        '<path d="m11 10 3 3" />'
        '<path d="M6.5 21A3.5 3.5 0 1 0 3 17.5a2.62 2.62 0 0 1-.708 1.792A1 1 0 0 0 3 21z" />'
        '<path d="M9.969 17.031 21.378 5.624a1 1 0 0 0-3.002-3.002L6.967 14.031" />'
    )
    ERASE = (
        '<path d="M21 21H8a2 2 0 0 1-1.42-.587l-3.994-3.999a2 2 0 0 1 0-2.828'
        'l10-10a2 2 0 0 1 2.829 0l5.999 6a2 2 0 0 1 0 2.828L12.834 21" />'
        '<path d="m5.082 11.09 8.828 8.828" />'
    )
    NEW = (
        '<path d="M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2" />'
        '<circle cx="9" cy="7" r="4" />'
        '<line x1="19" x2="19" y1="8" y2="14" />'
        '<line x1="22" x2="16" y1="11" y2="11" />'
    )
    UNDO = '<path d="M9 14 4 9l5-5" /><path d="M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11" />'
    PRINT = (
        '<path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2" />'
        '<path d="M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6" />'
        '<rect x="6" y="14" width="12" height="8" rx="1" />'
    )
    MENU = '<path d="M4 5h16" /><path d="M4 12h16" /><path d="M4 19h16" />'
    CLOSER = (
        '<circle cx="11" cy="11" r="8" />'
        '<line x1="21" x2="16.65" y1="21" y2="16.65" />'
        '<line x1="11" x2="11" y1="8" y2="14" />'
        '<line x1="8" x2="14" y1="11" y2="11" />'
    )
    REMOVE = (
        '<path d="M10 11v6" />'
        '<path d="M14 11v6" />'
        '<path d="M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6" />'
        '<path d="M3 6h18" />'
        '<path d="M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2" />'
    )
    DONE = '<path d="M20 6 9 17l-5-5" />'
    WHOLE = (
        '<path d="M8 3H5a2 2 0 0 0-2 2v3" />'
        '<path d="M21 8V5a2 2 0 0 0-2-2h-3" />'
        '<path d="M3 16v3a2 2 0 0 0 2 2h3" />'
        '<path d="M16 21h3a2 2 0 0 0 2-2v-3" />'
    )
    MORE = '<path d="M5 12h14" /><path d="M12 5v14" />'
    LESS = '<path d="M5 12h14" />'


def sign_icon(sign: Sign, *, colour: str, chosen: str = "", disabled: str = "") -> QIcon:
    """A sign in one colour, and in others while its button is chosen or cannot be used."""
    icon = QIcon()
    icon.addPixmap(_pixmap(sign, colour), QIcon.Mode.Normal, QIcon.State.Off)
    icon.addPixmap(_pixmap(sign, chosen or colour), QIcon.Mode.Normal, QIcon.State.On)
    icon.addPixmap(_pixmap(sign, disabled or colour), QIcon.Mode.Disabled, QIcon.State.Off)
    return icon


@lru_cache(maxsize=128)
def _pixmap(sign: Sign, colour: str) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(_SVG.format(colour=colour, lines=sign.value).encode())
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(_DRAWN_PX, _DRAWN_PX))
    return QPixmap.fromImage(reader.read())


class SignButton(QPushButton):
    """A button with a sign before its text, or instead of it."""

    def __init__(self, text: str, sign: Sign, parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(text, parent)
        self._sign = sign
        self._written = ""
        self._shown: tuple[int, str, str] | None = None
        if role:
            self.setProperty("role", role)
        self._draw()

    def show_as(self, *, has_text: bool, has_sign: bool) -> None:
        """Show both, or one of them; without its text the tip and the accessible name tell it."""
        if self.text():
            self._written = self.text()
        self.setText(self._written if has_text else "")
        self._shown = None
        self._draw() if has_sign else self.setIcon(QIcon())

    def sizeHint(self) -> QSize:
        """Wide enough for a finger, without text too."""
        return super().sizeHint().expandedTo(QSize(TARGET_PX, 0))

    def minimumSizeHint(self) -> QSize:
        """Never cut the text."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours and the size of the texts."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)
        if event.type() in kinds and hasattr(self, "_shown") and not (self._shown is None and self.icon().isNull()):
            self._draw()

    def _draw(self) -> None:
        palette, groups = self.palette(), QPalette.ColorGroup
        is_primary = self.property("role") == "primary"
        role = QPalette.ColorRole.BrightText if is_primary else QPalette.ColorRole.ButtonText
        colour = palette.color(groups.Active, role).name()
        disabled = palette.color(groups.Disabled, QPalette.ColorRole.ButtonText).name()
        wanted = (round(QFontInfo(self.font()).pixelSize() * _SIZE_OF_TEXT), colour, disabled)
        if wanted != self._shown:
            self._shown = wanted
            self.setIconSize(QSize(wanted[0], wanted[0]))
            self.setIcon(sign_icon(self._sign, colour=colour, disabled=disabled))
