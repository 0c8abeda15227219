"""The small panel beside the selected mark: how it feels, how strong it is, by touch or by a key each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bodymap.core.marks.mark import STRONGEST, Mark
from bodymap.core.vocabulary import Quality
from bodymap.ui.theme import Theme
from bodymap.ui.tools.icons import SWATCH_SIZE, quality_icon
from bodymap.ui.tools.tool_rail import quality_word
from bodymap.ui.widgets.signs import Sign, SignButton
from bodymap.ui.widgets.toggle_group import ToggleGroup

_GAP_PX = 14
# Into how many places across the room one looks for one that covers less.
_STEPS = 4
# So many places are looked at together, the nearest first.
_LOOKED_AT = 12
_USUAL_PX = 13
# More of the room is not taken from the body, if it can be said in less.
_MOST_OF_ROOM = 0.26
_STEP_MM, _FAR_MM, _SIZE_MM = 2.0, 10.0, 5.0
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SIZES: Final = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_TURNS: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_CLOSING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OTHER_KEYS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class _Form(Enum):
    """How many feelings and strengths stand beside each other: feelings with words, or as signs that the tools name."""

    WORDS = (3, 6)
    SIGNS = (5, 6)

    @property
    def feelings(self) -> int:
        return self.value[0]

    @property
    def strengths(self) -> int:
        return self.value[1]


class MarkKeys(QObject):
    """Takes the keys that speak of the selected mark; whoever has the focus hands them on.

    1 to 9 and 0 for ten, Backspace for no number, a letter for each feeling, arrows to move (with Ctrl where they mean
    something else), plus and minus for the size, Delete, Enter; Page Up and Page Down go from mark to mark.

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

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key says; whether it says anything."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and not modifiers & Qt.KeyboardModifier.AltModifier:
            step = _FAR_MM if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP_MM
            self.moved.emit(tuple(step * way for way in _ARROWS[key]))
        elif modifiers & _OTHER_KEYS:
            return False
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.intensity_said.emit(int(key) - int(Qt.Key.Key_0) or STRONGEST)
        elif key == Qt.Key.Key_Backspace:
            self.intensity_said.emit(None)
        elif key in _SIZES:
            self.resized.emit(_SIZES[key] * _SIZE_MM)
        elif key in _TURNS:
            self.turned.emit(_TURNS[key])
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key in _CLOSING:
            self.closed.emit()
        elif event.text().upper() in self._letters:
            self.quality_said.emit(self._letters[event.text().upper()])
        else:
            return False
        return True


class MarkPopup(QFrame):
    """Says what the selected mark says, and changes it; lies on the card of the body, beside the mark.

    Signals
    -------
    quality_said : Quality or None
        When a feeling is clicked; None when it is taken back.
    intensity_said : int or None
        When a number is clicked; None when it is taken back.
    removed, closed : None
        When the mark is to go, or is done.
    """

    #: Quality, or None
    quality_said = Signal(object)
    #: int, or None
    intensity_said = Signal(object)
    #: the mark is to go
    removed = Signal()
    #: the mark is done
    closed = Signal()

    def __init__(self, theme: Theme, keys: MarkKeys, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self._keys = keys
        self._fitted: tuple[QSize, str] | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(4)
        self._title = QLabel(self)
        self._title.setProperty("role", "item")
        self.remove = self._button("", Sign.REMOVE, self.tr("Remove this mark (Delete)"))
        self.done = self._button(self.tr("Done"), Sign.DONE, self.tr("Close (Enter)"))
        self.remove.clicked.connect(self.removed)
        self.done.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget in (self._title, self.remove, self.done):
            head.addWidget(widget)
        column.addLayout(head)
        self._form: _Form | None = None
        self._qualities, self._strengths = self._add_qualities(), self._add_strengths()
        self._quality_grid, self._strength_grid = QGridLayout(), QGridLayout()
        for grid in (self._quality_grid, self._strength_grid):
            grid.setSpacing(0)  # the buttons have margins of their own
            column.addLayout(grid)
        self._keys_told = QLabel(self.tr("Keys: 1 to 9, and 0 for 10"), self)
        self._keys_told.setProperty("role", "small")
        self._keys_told.setWordWrap(True)
        column.addWidget(self._keys_told)
        self._take(_Form.WORDS)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        self.set_theme(theme)
        self.hide()

    def quality_button(self, quality: Quality) -> QToolButton:
        """The button of a feeling."""
        button = self._qualities.button(list(Quality).index(quality))
        assert isinstance(button, QToolButton)  # noqa: S101
        return button

    def strength_button(self, strength: int) -> QToolButton:
        """The button of a number from 0 to 10."""
        button = self._strengths.button(strength)
        assert isinstance(button, QToolButton)  # noqa: S101
        return button

    @property
    def title(self) -> str:
        """Which mark it speaks of."""
        return self._title.text()

    def set_theme(self, theme: Theme) -> None:
        """Draw the signs in these colours."""
        for quality in Quality:
            icon = quality_icon(quality, theme.quality(quality), paper=theme.skin)
            self.quality_button(quality).setIcon(icon)

    def show_mark(self, mark: Mark, number: int) -> None:
        """Show what a mark says."""
        self._title.setText(self.tr("Mark {number}").format(number=number))
        self.setAccessibleName(self.tr("How mark {number} feels").format(number=number))
        with QSignalBlocker(self._qualities), QSignalBlocker(self._strengths):
            for quality in Quality:
                self.quality_button(quality).setChecked(quality is mark.quality)
            for strength in range(STRONGEST + 1):
                self.strength_button(strength).setChecked(strength == mark.intensity)

    def place_beside(self, mark: QRect, room: QRect, covered: Callable[[Sequence[QRect]], Sequence[float]]) -> None:
        """Stand near a rectangle of the parent, not on it, within the room, where it covers little and is near.

        `covered` says how much of each of some rectangles ought to be seen, from 0 to 1.
        """
        self._fit(room)
        size, middle = self.size(), mark.center()
        beside = (mark.right() + _GAP_PX, mark.left() - _GAP_PX - size.width(), middle.x() - size.width() // 2)
        across = (*beside, *(room.left() + step * (room.width() - size.width()) // _STEPS for step in range(_STEPS)))
        down = [middle.y() - size.height() // 2 + step * size.height() // 2 for step in range(-3, 4)]
        down += [mark.bottom() + _GAP_PX, mark.top() - _GAP_PX - size.height()]
        boxes = [_pushed(QRect(QPoint(x, y), size), room) for x in across for y in down]
        clear = [box for box in boxes if not box.intersects(mark)] or boxes[:1]
        apart = [(box.center() - middle).manhattanLength() / max(room.width(), 1) for box in clear]
        best, least = clear[0], math.inf
        nearest = sorted(zip(apart, clear, strict=True), key=lambda one: one[0])
        for first in range(0, len(nearest), _LOOKED_AT):
            some = nearest[first : first + _LOOKED_AT]
            if some[0][0] >= least:
                break  # to look at what a place covers takes long, and none that is farther off can be better
            for (off, box), cost in zip(some, covered([box for _, box in some]), strict=True):
                if off + cost < least:
                    best, least = box, off + cost
        self.move(best.topLeft())
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that speak of the mark."""
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take these keys from the buttons too, which would turn arrows into a change of focus."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() not in _CLOSING and self._keys.take(event):
            return True
        return super().eventFilter(watched, event)

    def _add_qualities(self) -> ToggleGroup:
        group = ToggleGroup(self)  # a second click takes the word back
        for number, quality in enumerate(Quality):
            button = self._tool_button(_with_key(quality_word(quality), quality_letter(quality)))
            button.setShortcut(QKeySequence())  # the letter alone says it, not Alt and the letter
            button.setAccessibleName(quality_word(quality))
            button.setToolTip(
                self.tr("{feeling}: key {key}").format(feeling=quality_word(quality), key=quality_letter(quality))
            )
            group.add(button, number)
        group.toggled.connect(self._on_quality_clicked)
        return group

    def _add_strengths(self) -> ToggleGroup:
        group = ToggleGroup(self)
        for strength in range(STRONGEST + 1):
            button = self._tool_button(str(strength))
            button.setAccessibleName(self.tr("Strength {number} of 10").format(number=strength))
            keys = {0: self.tr("none (the key 0 says 10)"), STRONGEST: self.tr("worst (key 0)")}
            button.setToolTip(keys.get(strength, self.tr("key {key}").format(key=strength)))
            group.add(button, strength)
        group.toggled.connect(self._on_strength_clicked)
        return group

    def _tool_button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("role", "popup")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def changeEvent(self, event: QEvent) -> None:
        """Lay the buttons out anew after a change of their texts' size."""
        super().changeEvent(event)
        self._fitted = None

    def _fit(self, room: QRect) -> None:
        """Lay the buttons out; where letters are so large that they would take too much of the room, without words."""
        if self._fitted == (room.size(), self._title.text()):
            return
        self._fitted = (room.size(), self._title.text())
        grown = max(QFontInfo(QApplication.font()).pixelSize() / _USUAL_PX, 1.0)
        for button in self._qualities.buttons():
            button.setIconSize(SWATCH_SIZE * grown)
        for child in self.findChildren(QWidget):
            child.ensurePolished()  # before it is shown for the first time, it has not the size of its style yet
        for form in _Form:
            self._take(form)
            self._share_width(form)
            self._column.invalidate()
            self._column.activate()
            size = self.sizeHint()
            if (
                size.width() <= room.width()
                and size.width() * size.height() <= _MOST_OF_ROOM * room.width() * room.height()
            ):
                break
        self.resize(size.boundedTo(QSize(room.width(), size.height())))

    def _share_width(self, form: _Form) -> None:
        """Give the buttons of a grid one width, which the widest needs."""
        for group, grid, columns in (
            (self._qualities, self._quality_grid, form.feelings),
            (self._strengths, self._strength_grid, form.strengths),
        ):
            widest = max(button.sizeHint().width() for button in group.buttons())
            for column in range(grid.columnCount()):
                grid.setColumnStretch(column, 1 if column < columns else 0)
                grid.setColumnMinimumWidth(column, widest if column < columns else 0)

    def _take(self, form: _Form) -> None:
        if form is self._form:
            return
        self._form = form
        style = Qt.ToolButtonStyle
        has_words = form is _Form.WORDS
        signs = style.ToolButtonTextUnderIcon if has_words else style.ToolButtonIconOnly
        self._keys_told.setVisible(has_words)
        self.done.show_as(has_text=has_words, has_sign=True)
        for group, grid, columns in (
            (self._qualities, self._quality_grid, form.feelings),
            (self._strengths, self._strength_grid, form.strengths),
        ):
            for number, button in enumerate(group.buttons()):
                grid.addWidget(button, number // columns, number % columns)
        for button in self._qualities.buttons():
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(signs)

    def _button(self, text: str, sign: Sign, tip: str) -> SignButton:
        button = SignButton(text, sign, self, role="chip")
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        return button

    def _on_quality_clicked(self, number: int) -> None:
        quality = list(Quality)[number]
        self.quality_said.emit(quality if self.quality_button(quality).isChecked() else None)

    def _on_strength_clicked(self, strength: int) -> None:
        self.intensity_said.emit(strength if self.strength_button(strength).isChecked() else None)


def quality_letter(quality: Quality) -> str:
    """The key that says a feeling."""
    return {
        Quality.ACHING: QCoreApplication.translate("Quality key", "A"),
        Quality.BURNING: QCoreApplication.translate("Quality key", "B"),
        Quality.SHOOTING: QCoreApplication.translate("Quality key", "S"),
        Quality.TINGLING: QCoreApplication.translate("Quality key", "T"),
        Quality.NUMB: QCoreApplication.translate("Quality key", "N"),
    }[quality]


def _with_key(word: str, letter: str) -> str:
    """A word with its key underlined, or behind it where the word does not have that letter."""
    at = word.upper().find(letter)
    return f"{word[:at]}&{word[at:]}" if at >= 0 else f"{word} ({letter})"


def _pushed(box: QRect, room: QRect) -> QRect:
    """The box moved into the room."""
    box.moveLeft(max(min(box.left(), room.right() - box.width()), room.left()))
    box.moveTop(max(min(box.top(), room.bottom() - box.height()), room.top()))
    return box
