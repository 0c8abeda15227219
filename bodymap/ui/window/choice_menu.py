"""A menu to choose one of a few things from, which says in a word what is chosen: the figure, the maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose.

    Attributes
    ----------
    value : object
        What is told when it is chosen; the menu only hands it on.
    title : str
        Its line in the menu.
    summary : str
        What the button says while it is chosen.
    note : str
        What is said about it in a tip.
    """

    value: object
    title: str
    summary: str
    note: str = ""


class ChoiceMenu(QMenu):
    """A line for each option, one of them ticked.

    Signals
    -------
    chosen : object
        The value of the option that the user chose, if it was not chosen before.
    changed : None
        When there are other options or another one is ticked.
    """

    #: value of the option that the user chose
    chosen = Signal(object)
    #: other options, or another one ticked
    changed = Signal()

    def __init__(
        self, title: str, options: Sequence[Option], parent: QWidget, *, further: Sequence[QAction] = ()
    ) -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)
        self._further = [self.addSeparator(), *further] if further else []
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)
        self._options: tuple[Option, ...] = ()
        self._chosen: Option | None = None
        self.offer(options)

    @property
    def has_choice(self) -> bool:
        """Whether there is more than one option."""
        return len(self._options) > 1

    @property
    def summary(self) -> str:
        """What the button says."""
        return self._chosen.summary if self._chosen is not None else ""

    def offer(self, options: Sequence[Option]) -> None:
        """Offer these options; what was chosen stays chosen if it is among them, else it is the first."""
        for action in self._group.actions():
            self._group.removeAction(action)
            self.removeAction(action)
        self._options = tuple(options)
        for option in self._options:
            action = QAction(option.title, self)
            action.setCheckable(True)
            action.setToolTip(option.note or option.title)
            action.setData(option)
            self.addAction(self._group.addAction(action))
        self.addActions(self._further)
        kept = (option for option in self._options if self._chosen and option.value == self._chosen.value)
        self._tick(next(kept, self._options[0] if self._options else None))

    def show_chosen(self, value: object) -> None:
        """Tick the option with this value; nothing is told."""
        self._tick(next((option for option in self._options if option.value == value), self._chosen))

    def _tick(self, option: Option | None) -> None:
        self._chosen = option
        for action in self._group.actions():
            action.setChecked(action.data() == option)
        self.setToolTip(option.note or option.title if option is not None else "")
        self.changed.emit()

    def _on_triggered(self, action: QAction) -> None:
        option = action.data()
        if option != self._chosen:
            self._tick(option)
            self.chosen.emit(option.value)
