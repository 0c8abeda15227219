"""The list of marks: a model that changes what changed, and a view in which nothing is chosen by merely coming in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListView, QWidget

from bodymap.core.marks.mark import MarkId

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

_LEAST_PX, _MOST_PX = 110, 320
_NO_PARENT: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class MarkRow:
    """How the list shows a mark.

    Attributes
    ----------
    swatch : tuple
        What the picture beside the text goes by, to tell whether it is another.
    tip : str
        As rich text.
    """

    mark: MarkId
    text: str
    swatch: tuple[object, ...]
    icon: QIcon
    tip: str

    def looks_like(self, other: MarkRow) -> bool:
        """Whether nothing that is seen differs."""
        return (self.text, self.swatch, self.tip) == (other.text, other.swatch, other.tip)


class MarksModel(QAbstractListModel):
    """The rows of the marks; only rows that are new, gone or different are told to the view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[MarkRow] = []

    @property
    def rows(self) -> tuple[MarkRow, ...]:
        """The rows in their order."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[MarkRow]) -> None:
        """Show these rows from now on."""
        wanted = {row.mark for row in rows}
        for place in reversed(range(len(self._rows))):
            if self._rows[place].mark not in wanted:
                self.beginRemoveRows(_NO_PARENT, place, place)
                del self._rows[place]
                self.endRemoveRows()
        for place, row in enumerate(rows):
            if place >= len(self._rows) or self._rows[place].mark != row.mark:
                self.beginInsertRows(_NO_PARENT, place, place)
                self._rows.insert(place, row)
                self.endInsertRows()
            elif not self._rows[place].looks_like(row):
                self._rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))
        if len(self._rows) > len(rows):  # a mark that went to another place
            self.beginRemoveRows(_NO_PARENT, len(rows), len(self._rows) - 1)
            del self._rows[len(rows) :]
            self.endRemoveRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """How many marks there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the view asks for."""
        row = self._rows[index.row()]
        shown = {
            Qt.ItemDataRole.DisplayRole: row.text,
            Qt.ItemDataRole.DecorationRole: row.icon,
            Qt.ItemDataRole.ToolTipRole: row.tip or None,
        }
        return shown.get(Qt.ItemDataRole(role))


class MarksList(QListView):
    """The view of the marks, as tall as its rows up to a limit.

    Signals
    -------
    chosen : MarkId or None
        When a mark is chosen by mouse or key.
    deleted : None
        When the chosen mark is to go.
    """

    #: MarkId of the row that is chosen, or None
    chosen = Signal(object)
    #: the chosen mark is to go
    deleted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marks = MarksModel(self)
        self.setModel(self.marks)
        self.setWordWrap(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def row(self) -> int:
        """The row that is chosen; -1 when none is."""
        return self.currentIndex().row()

    @property
    def mark(self) -> MarkId | None:
        """The mark that is chosen."""
        return self.marks.rows[self.row].mark if self.row >= 0 else None

    def choose(self, row: int) -> None:
        """Choose a row as a click on it does; none with -1."""
        if row < 0:
            self.selectionModel().clear()
        else:
            self.selectionModel().setCurrentIndex(
                self.marks.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def show_rows(self, rows: Sequence[MarkRow], chosen: MarkId | None) -> None:
        """Show the marks, one of them chosen; tells nobody."""
        was_blocked = self.blockSignals(True)
        self.marks.show_rows(rows)
        place = next((place for place, row in enumerate(rows) if row.mark == chosen), -1)
        if place != self.row or (place < 0 and self.selectionModel().hasSelection()):
            self.choose(place)
        self.blockSignals(was_blocked)
        self.fit_height()

    def fit_height(self) -> None:
        """Be as tall as the rows, up to a limit."""
        rows = sum(self.sizeHintForRow(row) for row in range(self.marks.rowCount()))
        self.setFixedHeight(min(max(rows + 10, _LEAST_PX), _MOST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew when the list becomes narrower."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_height()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the choice as it is; Qt would choose the first row."""
        was_blocked, row = self.blockSignals(True), self.row
        super().focusInEvent(event)
        self.choose(row)
        self.blockSignals(was_blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes; letters and numbers speak of the mark, and do not look for a row."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        elif event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_current_changed(self) -> None:
        self.chosen.emit(self.mark)
