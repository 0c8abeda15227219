"""All parts of the body in a list: what is drawn too small for a finger, or out of sight, is marked here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from bodymap.ui.body.part_boxes import PartSide

_LETTERS_WIDE, _ROWS_HIGH, _MOST_OF_WINDOW = 44, 11, 0.9
_ROLE: Final = Qt.ItemDataRole.UserRole
_MARKING_KEYS: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PartsList(QDialog):
    """A field to look for a name, and the parts with a tick before those that are marked as a whole.

    It stays open beside the window, which can be used meanwhile.

    Signals
    -------
    toggled : PartSide
        When a part is to be marked, or its mark to be taken away.
    """

    #: PartSide to mark or to take the mark from
    toggled = Signal(object)

    def __init__(self, parts: Sequence[tuple[PartSide, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Parts of the body"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Look for a part"))
        self.search.setAccessibleName(self.tr("Look for a part"))
        self.search.setClearButtonEnabled(True)
        self.list = _Rows(self)
        self.list.setAccessibleName(self.tr("Parts; Space or a touch marks one"))
        for key, name in parts:
            row = QListWidgetItem(name, self.list)
            row.setData(_ROLE, key)
            row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            row.setCheckState(Qt.CheckState.Unchecked)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self.search.textChanged.connect(self._on_searched)
        self.list.itemClicked.connect(self._on_touched)
        self.list.marked.connect(self._on_touched)
        self._fit(parent)

    @property
    def parts(self) -> tuple[PartSide, ...]:
        """The parts that are listed now, in their order."""
        return tuple(row.data(_ROLE) for row in self._rows() if not row.isHidden())

    @property
    def ticked(self) -> tuple[PartSide, ...]:
        """The parts with a tick."""
        return tuple(row.data(_ROLE) for row in self._rows() if row.checkState() is Qt.CheckState.Checked)

    def row(self, key: PartSide) -> QListWidgetItem:
        """The row of a part."""
        return next(row for row in self._rows() if row.data(_ROLE) == key)

    def show_marked(self, marked: Collection[PartSide]) -> None:
        """Tick the parts that are marked as a whole."""
        for row in self._rows():
            state = Qt.CheckState.Checked if row.data(_ROLE) in marked else Qt.CheckState.Unchecked
            if row.checkState() is not state:
                row.setCheckState(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the field into the list with an arrow; Enter there closes nothing."""
        if event.key() == Qt.Key.Key_Down and not self.list.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.choose_first()
        elif event.key() not in _MARKING_KEYS:
            super().keyPressEvent(event)

    def _rows(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _on_searched(self, text: str) -> None:
        words = text.casefold().split()
        for row in self._rows():
            row.setHidden(not all(word in row.text().casefold() for word in words))

    def _on_touched(self, row: QListWidgetItem) -> None:
        self.toggled.emit(row.data(_ROLE))

    def _fit(self, window: QWidget) -> None:
        letters = self.fontMetrics()
        wide, high = _LETTERS_WIDE * letters.averageCharWidth(), 2 * _ROWS_HIGH * letters.height() * 5 // 3
        self.resize(
            min(wide, round(_MOST_OF_WINDOW * window.width())), min(high, round(_MOST_OF_WINDOW * window.height()))
        )


class _Rows(QListWidget):
    """Takes Space and Enter for the row that has the focus."""

    #: QListWidgetItem to mark
    marked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MARKING_KEYS and self.currentItem() is not None:
            self.marked.emit(self.currentItem())
        else:
            super().keyPressEvent(event)

    def choose_first(self) -> None:
        """Choose the first row in sight."""
        shown = (self.item(number) for number in range(self.count()))
        first = next((row for row in shown if not row.isHidden()), None)
        if first is not None:
            self.setCurrentItem(first)
