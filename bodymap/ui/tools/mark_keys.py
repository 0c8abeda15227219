"""The keys that speak of the selected mark, whoever has the focus."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from bodymap.core.marks.mark import STRONGEST, Mark, MarkId
from bodymap.core.vocabulary import Quality

CLOSING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""The keys that are done with a mark."""

_STEP_MM, _FAR_MM, _SIZE_MM = 2.0, 10.0, 5.0
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SIZES: Final = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_TURNS: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_OTHER_KEYS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class MarkKeys(QObject):
    """Takes the keys that speak of the selected mark; whoever has the focus hands them on.

    0 to 9, and 1 then 0 for ten, Backspace for no number, a letter for each feeling, arrows to move (with Ctrl where
    they mean something else), plus and minus for the size, Delete, Enter; Page Up and Page Down go from mark to mark.

    Signals
    -------
    intensity_said : int or None
    quality_said : Quality
    moved : tuple of (float, float)
        By how many millimetres to the right and down.
    resized : float
        By how many millimetres.
    removed, closed : None
    turned : int
        1 for the next mark, -1 for the one before.
    """

    #: int or None
    intensity_said = Signal(object)
    #: Quality
    quality_said = Signal(object)
    #: (millimetres to the right, millimetres down)
    moved = Signal(object)
    #: millimetres
    resized = Signal(float)
    #: the mark is to go
    removed = Signal()
    #: the mark is done
    closed = Signal()
    #: 1 or -1
    turned = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._letters = {quality_letter(quality): quality for quality in Quality}
        self._mark: MarkId | None = None
        self._is_ten_begun = False

    def follow(self, mark: Mark | None) -> None:
        """Speak of this mark from now on; a 1 typed for another mark, or replaced since, is no longer part of a ten."""
        if mark is None or mark.id != self._mark or mark.intensity != 1:
            self._is_ten_begun = False
        self._mark = mark.id if mark is not None else None

    def take_elsewhere(self, event: QKeyEvent) -> bool:
        """Do what a key says that was pressed outside body and panel, where arrows and sizes mean something else."""
        key = Qt.Key(event.key())
        return key not in (*_ARROWS, *_SIZES, *_TURNS) and self.take(event)

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key says; whether it says anything."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        had_one, self._is_ten_begun = self._is_ten_begun, key == Qt.Key.Key_1
        if key in _ARROWS and not modifiers & Qt.KeyboardModifier.AltModifier:
            step = _FAR_MM if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP_MM
            self.moved.emit(tuple(step * way for way in _ARROWS[key]))
        elif modifiers & _OTHER_KEYS:
            return False
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.intensity_said.emit(STRONGEST if key == Qt.Key.Key_0 and had_one else int(key) - int(Qt.Key.Key_0))
        elif key == Qt.Key.Key_Backspace:
            self.intensity_said.emit(None)
        elif key in _SIZES:
            self.resized.emit(_SIZES[key] * _SIZE_MM)
        elif key in _TURNS:
            self.turned.emit(_TURNS[key])
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key in CLOSING:
            self.closed.emit()
        elif event.text().upper() in self._letters:
            self.quality_said.emit(self._letters[event.text().upper()])
        else:
            return False
        return True


def quality_letter(quality: Quality) -> str:
    """The key that says a feeling."""
    return {
        Quality.ACHING: QCoreApplication.translate("Quality key", "A"),
        Quality.BURNING: QCoreApplication.translate("Quality key", "B"),
        Quality.SHOOTING: QCoreApplication.translate("Quality key", "S"),
        Quality.TINGLING: QCoreApplication.translate("Quality key", "T"),
        Quality.NUMB: QCoreApplication.translate("Quality key", "N"),
    }[quality]
