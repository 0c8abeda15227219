"""Buttons that belong together and of which any may be down, or none."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton


class ToggleGroup(QObject):
    """Numbers its buttons and says which of them was toggled.

    Unlike a `QButtonGroup` that is not exclusive, it leaves every button a stop of the Tab key: Qt takes that from all
    but the one that had the focus last, and lets no arrow lead to the others.

    Signals
    -------
    toggled : tuple of (int, bool)
        Number of a button, and whether it is down now.
    """

    #: number of a button, and whether it is down
    toggled = Signal(int, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buttons: dict[int, QAbstractButton] = {}

    def add(self, button: QAbstractButton, number: int) -> None:
        """Take a button under a number."""
        self._buttons[number] = button
        button.toggled.connect(self._on_toggled)

    def button(self, number: int) -> QAbstractButton:
        """The button with a number."""
        return self._buttons[number]

    def buttons(self) -> list[QAbstractButton]:
        """All buttons, in the order in which they were added."""
        return list(self._buttons.values())

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001
        button = self.sender()
        number = next((number for number, one in self._buttons.items() if one is button), None)
        if number is not None:
            self.toggled.emit(number, is_on)
