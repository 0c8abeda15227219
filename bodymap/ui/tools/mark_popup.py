"""The small panel beside the selected mark: how it feels, how strong it is, by touch or by a key each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from bodymap.core.marks.mark import STRONGEST, Mark
from bodymap.core.vocabulary import Quality
from bodymap.ui.theme import TARGET_PX, Theme
from bodymap.ui.tools.icons import SWATCH_SIZE, quality_icon
from bodymap.ui.tools.mark_keys import CLOSING, MarkKeys, quality_letter
from bodymap.ui.tools.tool_rail import quality_word
from bodymap.ui.widgets.restyle import restyle
from bodymap.ui.widgets.signs import Sign, SignButton
from bodymap.ui.widgets.toggle_group import ToggleGroup

_USUAL_PX = 13
_LARGEST_SIGN_PX = 30
# Below the buttons in every form; rows between that are empty take no room.
_LAST_ROW = 9
_NO_MOST = 16_777_215  # Qt's own, which has no name here


class _Form(Enum):
    """How many buttons stand beside each other, and how wide one of a feeling is among them."""

    WORDS = (6, 2)
    SIGNS = (6, 1)
    COLUMN = (3, 1)

    @property
    def columns(self) -> int:
        return self.value[0]

    @property
    def feeling_width(self) -> int:
        return self.value[1]


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
        self._sizes: tuple[QSize, ...] = ()
        self._form: _Form | None = None
        self._grid = QGridLayout(self)
        self._grid.setSpacing(0)  # the buttons have margins of their own
        self._title = QLabel(self)
        self._title.setProperty("role", "item")
        self.remove = self._button("", Sign.REMOVE, self.tr("Remove this mark (Delete)"))
        self.done = self._button(self.tr("Done"), Sign.DONE, self.tr("Close (Enter)"))
        self.remove.clicked.connect(self.removed)
        self.done.clicked.connect(self.closed)
        self._qualities, self._strengths = self._add_qualities(), self._add_strengths()
        self._keys_told = QLabel(self.tr("Keys: 0 to 9, and 1 then 0 for 10"), self)
        self._keys_told.setProperty("role", "small")
        self._keys_told.setWordWrap(True)
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

    @property
    def shapes(self) -> tuple[QSize, ...]:
        """How large it is in each of its forms, the one that tells most first."""
        if not self._sizes:
            self._form = None  # signs grow with the texts, so every form is laid out anew
            for child in self.findChildren(QWidget):
                child.ensurePolished()  # before it is shown for the first time, it has not the size of its style yet
            self._sizes = tuple(self._size_in(form) for form in _Form)
        return self._sizes

    @property
    def shape_number(self) -> int:
        """Which of the forms it has."""
        return list(_Form).index(self._form or _Form.WORDS)

    def stand(self, number: int, corner: QPoint, room: QRect) -> None:
        """Show it in one of its forms with a corner at a point of the parent, never larger than this room."""
        self._take(list(_Form)[number])
        self.setGeometry(QRect(corner, self.shapes[number].boundedTo(room.size())))
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that speak of the mark."""
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take these keys from the buttons too, which would turn arrows into a change of focus."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() not in CLOSING and self._keys.take(event):
            return True
        return super().eventFilter(watched, event)

    def _add_qualities(self) -> ToggleGroup:
        group = ToggleGroup(self)  # a second click takes the word back
        for number, quality in enumerate(Quality):
            button = self._tool_button("")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
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
            keys = {0: self.tr("none (key 0)"), STRONGEST: self.tr("worst (keys 1, then 0)")}
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
        """Measure anew after a change of the texts' size."""
        super().changeEvent(event)
        self._sizes = ()

    def _size_in(self, form: _Form) -> QSize:
        self._take(form)
        self._grid.invalidate()
        self._grid.activate()
        return self.sizeHint()

    def _take(self, form: _Form) -> None:
        """Lay the buttons out: under a line that says which mark it is, or close together where there is less room."""
        if form is self._form:
            return
        self._form = form
        is_dense = form is not _Form.WORDS
        self._show_dense(is_dense=is_dense)
        for one in (self._title, self._keys_told, *self._buttons):
            self._grid.removeWidget(one)
        qualities, strengths = self._qualities.buttons(), self._strengths.buttons()
        if is_dense:
            self._add_from(0, (*qualities, self.remove, *strengths, self.done), form.columns)
            order = (*qualities, self.remove, *strengths, self.done)
            told = self._keys_told.fontMetrics().horizontalAdvance(self._keys_told.text())
            tells_keys = told < form.columns * TARGET_PX
        else:
            for number, widget in enumerate((self._title, self.remove, self.done)):
                self._grid.addWidget(widget, 0, 2 * number, 1, 2)
            self._add_from(1, qualities, form.columns, width=form.feeling_width)
            self._add_from(3, strengths, form.columns)
            tells_keys = True
            order = (self.remove, self.done, *qualities, *strengths)
        self._keys_told.setVisible(tells_keys)
        self._grid.addWidget(self._keys_told, _LAST_ROW, 0, 1, form.columns)
        for one, other in pairwise(order):
            self.setTabOrder(one, other)
        widest = 0 if is_dense else max(button.sizeHint().width() for button in strengths)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < form.columns else 0)
            self._grid.setColumnMinimumWidth(column, widest if column < form.columns else 0)

    @property
    def _buttons(self) -> tuple[QAbstractButton, ...]:
        return (self.remove, self.done, *self._qualities.buttons(), *self._strengths.buttons())

    def _add_from(self, row: int, widgets: Sequence[QWidget], columns: int, width: int = 1) -> None:
        in_row = columns // width
        for number, widget in enumerate(widgets):
            self._grid.addWidget(widget, row + number // in_row, width * (number % in_row), 1, width)

    def _show_dense(self, *, is_dense: bool) -> None:
        """Write a feeling's word under its sign, or only its key."""
        margin = 3 if is_dense else 8
        self._grid.setContentsMargins(margin, margin, margin, margin)
        self._title.setVisible(not is_dense)
        self.done.show_as(has_text=not is_dense, has_sign=True)
        for button in self._buttons:
            button.setProperty("dense", is_dense)
            restyle(button)
            # Qt leaves two spaces beside a text, which large ones have no need of.
            button.setMinimumWidth(TARGET_PX if is_dense else 0)
            button.setMaximumWidth(TARGET_PX if is_dense else _NO_MOST)
        grown = SWATCH_SIZE * max(QFontInfo(QApplication.font()).pixelSize() / _USUAL_PX, 1.0)
        for quality in Quality:
            button, letter = self.quality_button(quality), quality_letter(quality)
            button.setIconSize(grown.boundedTo(QSize(_LARGEST_SIGN_PX, _LARGEST_SIGN_PX)) if is_dense else grown)
            button.setText(f"&{letter}" if is_dense else _with_key(quality_word(quality), letter))
            button.setShortcut(QKeySequence())  # the letter alone says it, not Alt and the letter

    def _button(self, text: str, sign: Sign, tip: str) -> SignButton:
        button = SignButton(text, sign, self, role="chip")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        return button

    def _on_quality_clicked(self, number: int) -> None:
        quality = list(Quality)[number]
        self.quality_said.emit(quality if self.quality_button(quality).isChecked() else None)

    def _on_strength_clicked(self, strength: int) -> None:
        self.intensity_said.emit(strength if self.strength_button(strength).isChecked() else None)


def _with_key(word: str, letter: str) -> str:
    """A word with its key underlined, or behind it where the word does not have that letter."""
    at = word.upper().find(letter)
    return f"{word[:at]}&{word[at:]}" if at >= 0 else f"{word} ({letter})"
