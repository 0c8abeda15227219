"""Keeps the unsaved case while the window is open, and offers what a crash left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from bodymap.core.errors import BodymapError
from bodymap.ui import messages
from bodymap.ui.bridge import Bridge
from bodymap.ui.messages import Found

if TYPE_CHECKING:
    from bodymap.state.autosave import Autosave, LeftOver

# Long enough that a change is painted and answered first; a crash loses no more than this.
_SOON_MS = 250


class Safekeeping(QObject):
    """Begins when the atlas is loaded, so that the first frame does not wait for it.

    A case that cannot be kept is told once; from then on nothing is kept.
    """

    def __init__(self, bridge: Bridge, window: QWidget, *, is_on: bool) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._is_on = is_on
        self._autosave: Autosave | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.keep_now)
        bridge.atlas_loaded.connect(self._begin)
        bridge.case_changed.connect(self._on_changed)
        bridge.saved.connect(self.keep_now)

    @property
    def is_on(self) -> bool:
        """Whether the unsaved case is kept."""
        return self._is_on

    def turn(self, is_on: bool) -> None:  # noqa: FBT001
        """Keep the unsaved case from now on, or throw away what was kept."""
        self._is_on = is_on
        if self._autosave is not None:
            self._autosave.turn(on=is_on)
        self.keep_now()

    def keep_now(self) -> None:
        """Keep the case as it is, or nothing when it is saved."""
        self._soon.stop()
        if self._autosave is None or not self._is_on:
            return
        try:
            if self._bridge.is_saved:
                self._autosave.remove()
            else:
                self._autosave.keep(self._bridge.case)
        except BodymapError as error:
            self.turn(False)
            problem = self.tr("Unsaved marks cannot be kept for the case of a crash. Save them to a file yourself.")
            messages.tell_problem(self._window, problem, str(error))

    def finish(self) -> None:
        """Throw away what was kept: the window closes in good order."""
        self._soon.stop()
        if self._autosave is not None:
            self._autosave.close()
            self._autosave = None

    def _begin(self) -> None:
        if self._autosave is not None:
            return
        from bodymap.state.autosave import Autosave

        self._autosave = Autosave(is_on=self._is_on)
        if self._bridge.path is None and self._bridge.case.is_blank:
            self._offer(self._autosave)

    def _offer(self, autosave: Autosave) -> None:
        for found in autosave.left_over():
            match messages.ask_about_left_over(self._window, len(found.case.marks)):
                case Found.OPEN:
                    self._take_over(found, autosave)
                    return
                case Found.DISCARD:
                    autosave.discard(found)
                case Found.LATER:
                    return

    def _take_over(self, found: LeftOver, autosave: Autosave) -> None:
        self._bridge.take_over(found.case)
        self.keep_now()
        autosave.discard(found)

    def _on_changed(self) -> None:
        self._soon.start()
