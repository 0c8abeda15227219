"""What can wait for the answer to be painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from bodymap.state.workspace import Change
from bodymap.ui.bridge import Bridge

WAIT_MS: Final = 15


class AfterAnswer(QObject):
    """Does something once for several changes, a moment after the frame with the answer to them."""

    def __init__(self, bridge: Bridge, act: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._act = act
        self._waiting = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._waiting.timeout.connect(self._on_waited)
        self._is_wanted = self._is_held = False
        bridge.case_changed.connect(self._on_case_changed)
        # What is queued here comes right before the frame that the answer asks for.
        bridge.found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)

    @property
    def is_wanted(self) -> bool:
        """Whether it is still to be done."""
        return self._is_wanted

    def ask(self) -> None:
        """Do it soon."""
        self._is_wanted = True
        if not self._is_held:
            self._waiting.start()

    def _on_case_changed(self, change: Change) -> None:
        if not change.is_of_words:  # else no answer comes
            self._is_held = True
            self._waiting.stop()

    def _on_found(self) -> None:
        self._is_held = False
        if self._is_wanted:
            self._waiting.start()

    def _on_waited(self) -> None:
        self._is_wanted = False
        self._act()
