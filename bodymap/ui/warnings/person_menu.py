"""What is known about the person: a button with a menu where each answer is changed or taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from bodymap.core.vocabulary import Voice
from bodymap.ui.language.spoken import label

if TYPE_CHECKING:
    from bodymap.core.tables.person import Fact, FactId, Person


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A fact about the person, asked or not.

    Attributes
    ----------
    values : tuple of str
        The answers that can be given, as they are kept.
    value : str or None
        The answer; None when it was not asked.
    """

    id: FactId
    text: str
    values: tuple[str, ...]
    value: str | None


def person_facts(person: Person, facts: Iterable[Fact], voice: Voice) -> tuple[PersonFact, ...]:
    """All facts in the order of their table, with what is known of them."""
    return tuple(
        PersonFact(
            fact.id,
            label(fact.patient_words if voice is Voice.PATIENT else fact.clinician_words),
            fact.values,
            person.value(fact.id),
        )
        for fact in facts
    )


class PersonButton(QPushButton):
    """Says how many facts are known; hidden while none is.

    Signals
    -------
    said : tuple of (FactId, str or None)
        When an answer is changed, or taken back by None.
    """

    #: (FactId, value or None) of a choice
    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self._facts: tuple[PersonFact, ...] = ()
        self._actions: dict[tuple[FactId, str | None], QAction] = {}
        self._facts_menu = QMenu(self)
        self.setMenu(self._facts_menu)
        self.hide()

    def choose(self, fact: FactId, value: str | None) -> None:
        """Choose an answer of the menu; None is its last line, "Not asked"."""
        self._actions[fact, value].trigger()

    def show_facts(self, facts: tuple[PersonFact, ...]) -> None:
        """Offer these facts with their answers."""
        known = sum(fact.value is not None for fact in facts)
        self.setVisible(known > 0)
        if facts == self._facts:
            return
        self._facts = facts
        self.setText(self.tr("Person: {count} ▾").format(count=known))
        self.setAccessibleName(self.tr("About the person, answered: {count}").format(count=known))
        self._fill()

    def _fill(self) -> None:
        for answers in self._facts_menu.findChildren(QMenu):
            answers.deleteLater()  # which clearing would leave behind
        self._facts_menu.clear()
        self._actions = {}
        for fact in self._facts:
            word = "" if fact.value is None else f"   {value_word(self, fact.value)}"
            # A menu that Qt makes stays known to Python when it is deleted.
            answers = QMenu(fact.text + word, self._facts_menu)
            self._facts_menu.addMenu(answers)
            group = QActionGroup(answers)
            for value in (*fact.values, None):
                action = answers.addAction(self.tr("Not asked") if value is None else value_word(self, value))
                action.setCheckable(True)
                action.setChecked(value == fact.value)
                action.setData((fact.id, value))
                action.triggered.connect(self._on_chosen)
                group.addAction(action)
                self._actions[fact.id, value] = action

    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.said.emit(action.data())


def value_word(widget: QWidget, value: str) -> str:
    """An answer in words."""
    words = {
        "yes": widget.tr("Yes"),
        "no": widget.tr("No"),
        "female": widget.tr("Female"),
        "male": widget.tr("Male"),
        "days": widget.tr("Days"),
        "weeks": widget.tr("Weeks"),
        "months": widget.tr("Longer"),
        "0s": widget.tr("under 10"),
        "90s": widget.tr("90 or more"),
    }
    return words.get(value, value)
