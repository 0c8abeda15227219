"""A card: a rounded frame with a heading and what belongs under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from bodymap.ui.widgets.restyle import restyle
from bodymap.ui.widgets.text_label import TextLabel


class Card(QFrame):
    """A frame of the right column; its accessible name is its heading."""

    def __init__(self, heading: str, parent: QWidget | None = None, *, role: str = "card") -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self._heading = text_label("heading", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 7, 20, 7)
        self._column.setSpacing(5)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, stretch=1)
        self._column.addLayout(self._head)
        self.set_heading(heading)

    def add(self, widget: QWidget) -> None:
        """Put a widget under what is there."""
        self._column.addWidget(widget)

    def put_last(self, widget: QWidget) -> None:
        """Put a widget under what is there, unless it is there already: a layout that stays need not be worked out."""
        last = self._column.itemAt(self._column.count() - 1)
        if last is None or last.widget() is not widget:
            self._column.addWidget(widget)

    def put_beside_heading(self, widget: QWidget) -> None:
        """Put a small widget at the right end of the heading's line."""
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._head.addWidget(widget)

    def set_heading(self, heading: str) -> None:
        """Head the card with this line; an empty one takes no room."""
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self.setAccessibleName(heading)


def text_label(role: str, text: str = "", parent: QWidget | None = None) -> TextLabel:
    """A label of plain text that wraps, in the size and colour of its role; on a card it can be selected and copied."""
    label = TextLabel(parent)
    label.setText(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if isinstance(parent, Card):
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def take_role(label: QLabel, role: str) -> None:
    """Give a label the size and colour of another role."""
    if label.property("role") != role:
        label.setProperty("role", role)
        restyle(label)
        if isinstance(label, TextLabel):
            label.forget_heights()
