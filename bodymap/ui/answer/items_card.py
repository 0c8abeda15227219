"""Findings that have a name and some sentences each: what else is possible, and what to check next."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bodymap.ui.answer.source_note import SourceNote
from bodymap.ui.widgets.card import Card, take_role, text_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.words.explanation import Item


class ItemsCard(Card):
    """The first few items; the others when they are asked for."""

    def __init__(self, heading: str, parent: QWidget | None = None, *, role: str = "card", at_once: int = 2) -> None:
        super().__init__(heading, parent, role=role)
        self._text_role = "notice" if role == "notice-card" else "normal"
        self._at_once = at_once
        self._is_compact = False
        self._rows: list[_ItemRow] = []
        self._items: tuple[Item, ...] = ()
        self._column_of_rows = QVBoxLayout()
        self._column_of_rows.setSpacing(4)
        self._more = QPushButton(self)
        self._more.setProperty("role", "link")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._on_more_toggled)
        self._column.addLayout(self._column_of_rows)
        self.add(self._more)
        self._on_more_toggled(False)
        self.sources = SourceNote(self)

    @property
    def more(self) -> QPushButton:
        """The button that shows the items that do not stand there at once."""
        return self._more

    @property
    def shown_titles(self) -> tuple[str, ...]:
        """Names of the items in sight."""
        return tuple(row.title for row in self._rows if row.is_shown)

    @property
    def text(self) -> str:
        """All that is in sight."""
        return "\n".join(row.text for row in self._rows if row.is_shown)

    def set_compact(self, *, is_compact: bool) -> None:
        """Write each item small, in one run of lines with its name, or in lines of its own, from now on."""
        self._is_compact = is_compact
        role = "small" if is_compact else "normal"
        self._text_role = role
        for row in self._rows:
            row.take_role(role)

    def show_items(self, items: tuple[Item, ...], sources_of: Callable[[Item], str]) -> None:
        """Show these items; `sources_of` gives the line that names what one rests on, empty for none."""
        while len(self._rows) < len(items):
            self._rows.append(_ItemRow(self._column_of_rows, self._text_role, self))
        self._items = items
        for row, item in zip(self._rows, items, strict=False):
            row.fill(item, sources_of(item), is_compact=self._is_compact)
        self._more.setChecked(False)
        self._on_more_toggled(False)

    def _on_more_toggled(self, is_open: bool) -> None:  # noqa: FBT001
        shown = len(self._items) if is_open else min(self._at_once, len(self._items))
        for number, row in enumerate(self._rows):
            row.set_shown(number < shown)
        left = len(self._items) - self._at_once
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("less ‹") if is_open else self.tr("and {count} more ›").format(count=left))


class _ItemRow(QObject):
    """The widgets of one item."""

    def __init__(self, column: QVBoxLayout, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = text_label("item", parent=parent)
        self._title.setProperty("tone", role)
        self._text = text_label(role, parent=parent)
        self._sources = text_label("small", parent=parent)
        self._has_sources = False
        self._is_compact = False
        self.is_shown = False
        box = QVBoxLayout()
        box.setSpacing(0)
        for widget in (self._title, self._text, self._sources):
            box.addWidget(widget)
        column.addLayout(box)

    def take_role(self, role: str) -> None:
        take_role(self._text, role)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def text(self) -> str:
        shown = self._text.text()
        return shown if self._is_compact else f"{self.title}\n{shown}".strip()

    def fill(self, item: Item, sources: str, *, is_compact: bool) -> None:
        title = item.title
        text = " ".join(sentence.text for sentence in item.sentences)
        self._title.setText(title)
        self._is_compact = is_compact
        if is_compact and title:
            self._text.setTextFormat(Qt.TextFormat.RichText)
            self._text.setText(f"<b>{escape(title)}</b> · {escape(text)}")
        else:
            self._text.setTextFormat(Qt.TextFormat.PlainText)
            self._text.setText(text)
        self._sources.setText(sources)
        self._has_sources = bool(sources)

    def set_shown(self, is_shown: bool) -> None:  # noqa: FBT001
        self.is_shown = is_shown
        self._title.setVisible(is_shown and bool(self.title) and not self._is_compact)
        self._text.setVisible(is_shown)
        self._sources.setVisible(is_shown and self._has_sources)
