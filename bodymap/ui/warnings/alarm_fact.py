"""One question about the person on the line of warnings, answered by a single click where it has few answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from bodymap.ui.warnings.person_menu import value_word

if TYPE_CHECKING:
    from bodymap.core.words.explanation import AskedFact

_FEW = 3
"""Up to so many answers stand side by side; more are in a menu."""


class FactLine(QFrame):
    """Asks the first fact that is wanted; hidden when none is.

    Signals
    -------
    said : tuple of (FactId, str)
        When it is answered.
    """

    #: (FactId, value) of a click
    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self._fact: AskedFact | None = None
        self._label = QLabel(self)
        self._buttons: dict[str, QPushButton] = {}
        self._menu_button = QPushButton(self.tr("Choose"), self)
        self._menu_button.setProperty("role", "chip")
        self._menu = QMenu(self._menu_button)
        self._menu_button.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self._label)
        self._row.addWidget(self._menu_button)
        self.hide()

    @property
    def asked(self) -> AskedFact | None:
        """The fact that is asked."""
        return self._fact

    @property
    def entrance(self) -> QPushButton | None:
        """Where the keyboard comes in; None when nothing is asked."""
        if self._fact is None:
            return None
        return next(iter(self._buttons.values()), self._menu_button)

    def button(self, value: str) -> QPushButton:
        """The button of an answer, where they stand side by side."""
        return self._buttons[value]

    def choose(self, value: str) -> None:
        """Answer the fact that is asked."""
        if self._fact is not None:
            self.said.emit((self._fact.id, value))

    def show_fact(self, fact: AskedFact | None) -> None:
        """Ask a fact, or nothing."""
        if fact != self._fact:
            self._fact = fact
            self._make_answers()
        self.setVisible(fact is not None)

    def _make_answers(self) -> None:
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        self._menu.clear()
        if self._fact is None:
            return
        question = self._fact.sentence.text
        self._label.setText(question)
        has_menu = len(self._fact.values) > _FEW
        self._menu_button.setVisible(has_menu)
        self._menu_button.setAccessibleName(question)
        for value in self._fact.values:
            if has_menu:
                action = self._menu.addAction(value_word(self, value))
                action.setData(value)
                action.triggered.connect(self._on_chosen)
            else:
                self._add_button(value, question)

    def _add_button(self, value: str, question: str) -> None:
        button = QPushButton(value_word(self, value), self)
        button.setProperty("role", "chip")
        button.setProperty("answer", value)
        button.setAccessibleName(f"{button.text()}: {question}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self._on_clicked)
        self._buttons[value] = button
        self._row.addWidget(button)

    def _on_clicked(self) -> None:
        self.choose(str(self.sender().property("answer")))

    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.choose(str(action.data()))
