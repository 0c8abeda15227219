"""The marks as a list, to be selected, changed and removed, and what the person tells about the pain as a whole."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bodymap.core.marks.mark import Mark, MarkId
from bodymap.state.case import Case
from bodymap.ui.answer.card_column import CardColumn
from bodymap.ui.marks.belonging_menu import BelongingMenu
from bodymap.ui.marks.marks_list import MarkRow, MarksList
from bodymap.ui.theme import Theme
from bodymap.ui.tools.icons import SWATCH_SIZE, quality_icon
from bodymap.ui.widgets.card import Card, text_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from bodymap.core.reasoning.findings import Findings


class MarksPanel(CardColumn):
    """A card for the marks and a card for the rest of what is told.

    Signals
    -------
    selected : MarkId or None
        When a mark of the list is to be changed from now on.
    removed : MarkId
        When a mark is to go.
    noted : tuple of (MarkId, str)
        When a note is written on a mark, at each letter.
    regrouped : tuple of (Belonging, tuple of MarkPair)
        When the person says which marks belong together, or do not.
    told : None
        When what is told about the pain as a whole has changed, at each letter; see `history`.
    left : None
        When the keyboard left a field that may have been typed into.
    """

    #: MarkId to change, or None
    selected = Signal(object)
    #: MarkId to remove
    removed = Signal(object)
    #: (MarkId, note)
    noted = Signal(object)
    #: (Belonging, pairs of marks)
    regrouped = Signal(object)
    #: the texts of `history` changed
    told = Signal()
    #: a field was left
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Marks and notes"))
        self._theme = theme
        self._case = Case()
        self._groups: tuple[tuple[MarkId, ...], ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._marks = self._marks_card(self.page)
        self._history = self._history_card(self.page)
        self.fill((self._marks, self._history))

    @property
    def entrance(self) -> QWidget:
        """Where the keyboard comes in."""
        return self.list

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in its order."""
        marks = self.list, self.mark_note, self.remove, self.belonging, self.done
        return (*marks, self.since, self.better, self.worse, self.note)

    @property
    def rows(self) -> tuple[str, ...]:
        """The marks as the list names them."""
        return tuple(row.text for row in self.list.marks.rows)

    @property
    def history(self) -> dict[str, str]:
        """What stands in the fields: since, better, worse and note."""
        return {
            "since": self.since.text().strip(),
            "better": self.better.text().strip(),
            "worse": self.worse.text().strip(),
            "note": self.note.toPlainText().strip(),
        }

    def set_theme(self, theme: Theme) -> None:
        """Draw the swatches in these colours."""
        self._theme = theme

    def show_case(self, case: Case, selected: MarkId | None, name_of: Callable[[Mark], str]) -> None:
        """Show the marks by their names, and what is told."""
        self._case = case
        named = ((number, mark, name_of(mark)) for number, mark in enumerate(case.marks, start=1))
        self.list.show_rows([self._row(number, mark, name) for number, mark, name in named], selected)
        self._empty.setVisible(case.is_empty)
        self.list.setVisible(not case.is_empty)
        self._show_selected(case.mark(selected) if selected is not None else None)
        self._show_groups()
        for field, text in ((self.since, case.since), (self.better, case.better), (self.worse, case.worse)):
            _fill(field, text)
        if self.note.toPlainText().strip() != case.note.strip():
            self.note.blockSignals(True)
            self.note.setPlainText(case.note)
            self.note.blockSignals(False)

    def show_findings(self, findings: Findings | None) -> None:
        """Say which marks are told together, where not all of them are or it was said by hand."""
        found = findings.complaints if findings is not None else ()
        self._groups = tuple(tuple(mark.id for mark in complaint.marks) for complaint in found)
        self._show_groups()

    def open_belonging(self, place: QPoint | None = None) -> None:
        """Open the menu of the chosen mark, at its row or at a place of the list."""
        mark = self.list.mark
        if mark is not None and len(self._case.marks) > 1:
            below = self.list.visualRect(self.list.currentIndex()).bottomLeft()
            self._offer_belonging(mark)
            self._menu.popup(self.list.viewport().mapToGlobal(place or below))

    def commit(self) -> None:
        """Take over what an input method is still composing; all else that is typed was told at each letter."""
        QGuiApplication.inputMethod().commit()
        self.left.emit()

    def _marks_card(self, page: QWidget) -> Card:
        card = Card(self.tr("Your marks"), page)
        self._empty = text_label("normal", self.tr("Nothing is marked yet."), card)
        self.list = MarksList(card)
        self.list.setAccessibleName(self.tr("Marks; Delete removes the chosen one"))
        self.list.setIconSize(SWATCH_SIZE)
        self.list.chosen.connect(self.selected)
        self.list.deleted.connect(self._on_delete)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu_wanted)
        self.together = text_label("small", "", card)
        self.together.hide()
        self._menu = BelongingMenu(card)
        self._menu.chosen.connect(self.regrouped)
        self._editor = QWidget(card)
        editor = QVBoxLayout(self._editor)
        editor.setContentsMargins(0, 0, 0, 0)
        editor.setSpacing(6)
        hint = text_label("small", self.tr("Change how it feels and how strong it is in the rail on the left."), card)
        self.mark_note = QLineEdit(self._editor)
        self.mark_note.textChanged.connect(self._on_note_changed)
        self.mark_note.editingFinished.connect(self.left)
        self.remove = QPushButton(self.tr("Remove"), self._editor)
        self.remove.clicked.connect(self._on_delete)
        self.belonging = QPushButton(self.tr("Belongs to …"), self._editor)
        self.belonging.setToolTip(self.tr("Say which marks are told together, or apart"))
        self.belonging.clicked.connect(self._on_belonging)
        self.done = QPushButton(self.tr("Done"), self._editor)
        self.done.clicked.connect(self._on_done)
        buttons = QHBoxLayout()
        buttons.addWidget(self.remove)
        buttons.addWidget(self.belonging)
        buttons.addStretch(1)
        buttons.addWidget(self.done)
        editor.addWidget(hint)
        editor.addLayout(_field(self.tr("Note on this mark"), self.mark_note, self._editor))
        editor.addLayout(buttons)
        for widget in (self._empty, self.list, self.together, self._editor):
            card.add(widget)
        return card

    def _history_card(self, page: QWidget) -> Card:
        card = Card(self.tr("About the pain"), page)
        self.since, self.better, self.worse = (QLineEdit(card) for _ in range(3))
        self.note = _NoteEdit(card)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(84)
        box = QVBoxLayout()
        box.setSpacing(10)
        for text, field in (
            (self.tr("Since when?"), self.since),
            (self.tr("What makes it better?"), self.better),
            (self.tr("What makes it worse?"), self.worse),
            (self.tr("Anything else?"), self.note),
        ):
            box.addLayout(_field(text, field, card))
        for line in (self.since, self.better, self.worse):
            line.textChanged.connect(self.told)
            line.editingFinished.connect(self.left)
        self.note.textChanged.connect(self.told)
        self.note.left.connect(self.left)
        holder = QWidget(card)
        box.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(box)
        card.add(holder)
        return card

    def _row(self, number: int, mark: Mark, name: str) -> MarkRow:
        colours = self._theme.quality(mark.quality), self._theme.skin
        icon = quality_icon(mark.quality, colours[0], paper=colours[1])
        return MarkRow(mark.id, f"{number}  {name}", (mark.quality, *colours), icon, _as_written(mark.note))

    def _show_groups(self) -> None:
        numbers = {mark.id: number for number, mark in enumerate(self._case.marks, start=1)}
        told = [sorted(numbers[one] for one in group if one in numbers) for group in self._groups]
        texts = [" + ".join(map(str, group)) for group in sorted(filter(None, told))]
        self.together.setText(self.tr("Told together: {groups}").format(groups="  |  ".join(texts)))
        by_hand = bool(self._case.joined or self._case.parted)
        self.together.setVisible(len(texts) > 1 or (by_hand and bool(texts)))
        self.belonging.setVisible(len(numbers) > 1)

    def _show_selected(self, mark: Mark | None) -> None:
        self._editor.setVisible(mark is not None)
        if mark is not None:
            _fill(self.mark_note, mark.note)

    def _on_delete(self) -> None:
        mark_id = self.list.mark
        if mark_id is not None:
            self.removed.emit(mark_id)

    def _on_belonging(self) -> None:
        self.open_belonging()

    def _on_menu_wanted(self, place: QPoint) -> None:
        under = self.list.indexAt(place).row()
        if under >= 0 and under != self.list.row:
            self.list.choose(under)
        self.open_belonging(place)

    def _offer_belonging(self, mark: MarkId) -> None:
        names = {one.id: row for one, row in zip(self._case.marks, self.rows, strict=True)}
        self._menu.offer(mark, names, self._groups, {*self._case.joined, *self._case.parted})

    def _on_done(self) -> None:
        self.selected.emit(None)

    def _on_note_changed(self, text: str) -> None:
        mark_id = self.list.mark
        if mark_id is not None:
            self.noted.emit((mark_id, text.strip()))


class _NoteEdit(QPlainTextEdit):
    """Some lines of text that tell when they are left."""

    #: the keyboard went elsewhere
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _fill(field: QLineEdit, text: str) -> None:
    """Show a text, unless it stands there but for a space that is being typed; nothing is told."""
    if field.text().strip() != text.strip():
        field.blockSignals(True)
        field.setText(text)
        field.blockSignals(False)


def _field(text: str, field: QWidget, parent: QWidget) -> QVBoxLayout:
    label = QLabel(text, parent)
    label.setProperty("role", "field")
    label.setBuddy(field)
    field.setAccessibleName(text)
    box = QVBoxLayout()
    box.setSpacing(3)
    box.addWidget(label)
    box.addWidget(field)
    return box


def _as_written(note: str) -> str:
    """A tip that shows a note letter by letter; Qt would take one that looks like HTML for HTML."""
    return f'<p style="white-space: pre-wrap">{html.escape(note)}</p>' if note else ""
