"""Keeps the unsaved case while the window is open, and offers what a crash left behind."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from bodymap.core.errors import BodymapError
from bodymap.ui.bridge import Bridge
from bodymap.ui.window import messages
from bodymap.ui.window.filing import with_password
from bodymap.ui.window.messages import Found

if TYPE_CHECKING:
    from bodymap.state.autosave import Autosave, LeftOver, Locked
    from bodymap.state.case import Case
    from bodymap.state.workspace import Change

# A change is kept at once; so long after the first one the disk is waited for, however many follow.
_SOON_MS = 100
# Changes under one label that come faster than this were made by one hand at one go, such as the letters of a word.
_AT_ONE_GO_MS = 15
# A copy that could not be written is tried again so often, and at the next change.
_AGAIN_MS = 5000


class Safekeeping(QObject):
    """Begins when the atlas is loaded, so that the first frame does not wait for it.

    A case that cannot be kept is told once and tried again. A case that was taken over after a crash stays where the
    crash left it until another copy is written, it is saved, or the window closes in good order.
    """

    def __init__(self, bridge: Bridge, window: QWidget, *, is_on: bool) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._is_on = is_on
        self._autosave: Autosave | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS, timerType=Qt.TimerType.PreciseTimer)
        self._soon.timeout.connect(self.keep_now)
        self._waiting = ""  # which change was the last one
        self._since_change = QElapsedTimer()
        self._is_told = False
        self._taken_over: LeftOver | Locked | None = None
        self._left: Case | None = None
        bridge.atlas_loaded.connect(self._begin)
        bridge.case_changed.connect(self._on_changed)
        bridge.finding.connect(self._on_finding)
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
        if self._autosave is None:
            return
        is_wanted = not (self._bridge.is_saved or self._bridge.case.is_blank)
        if is_wanted and not self._is_on:
            return
        try:
            if is_wanted:
                self._autosave.keep(self._bridge.case, self._bridge.origin.key)
            else:
                self._autosave.remove()
        except BodymapError as error:
            self._soon.start(_AGAIN_MS)
            self._tell_once(error)
        else:
            self._is_told = False
            self._drop_taken_over()

    def move_to(self, window: QWidget) -> None:
        """Stand beside another window from now on, which shows the same case."""
        self._window = window
        self.setParent(window)

    def leave(self) -> None:
        """Keep the case as it is for the next start: the program is to end, and nobody can be asked."""
        self.keep_now()
        self._left = self._bridge.case

    def finish(self) -> None:
        """Throw away what was kept, unless it was left for the next start: the window closes in good order."""
        self._soon.stop()
        if self._autosave is None:
            return
        if self._bridge.case is self._left:
            self._autosave.let_go()
        else:
            self._drop_taken_over()
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
        from bodymap.state.autosave import Locked

        for broken in autosave.unreadable():
            if messages.ask_about_unreadable(self._window, str(broken.path), broken.problem, broken.text):
                autosave.discard(broken)
        left_behind: tuple[LeftOver | Locked, ...] = (*autosave.left_over(), *autosave.locked())
        for found in left_behind:
            marks = None if isinstance(found, Locked) else len(found.case.marks)
            match messages.ask_about_left_over(self._window, marks):
                case Found.OPEN:
                    if not self._take_over(autosave, found):
                        continue
                    self._taken_over = found
                    self.keep_now()
                    return
                case Found.DISCARD:
                    autosave.discard(found)
                case Found.LATER:
                    return

    def _take_over(self, autosave: Autosave, found: LeftOver | Locked) -> bool:
        """Go on with a case that a crash left behind; whether its password was known, if it has one."""
        from bodymap.state.autosave import Locked

        if not isinstance(found, Locked):
            self._bridge.take_over(found.case)
            return True

        def open_it(password: str | None) -> None:
            case, key = autosave.opened(found, password)
            self._bridge.take_over(case, key=key)

        try:
            return with_password(self._window, self.tr("The case that was kept has a password."), open_it)
        except BodymapError as error:
            messages.tell_problem(self._window, self.tr("The case could not be opened."), str(error))
            return False

    def _drop_taken_over(self) -> None:
        """Remove what a crash left behind: there is a newer copy, or it is saved, or was thrown away."""
        if self._taken_over is not None and self._autosave is not None:
            self._autosave.discard(self._taken_over)
            self._taken_over = None

    def _tell_once(self, error: BodymapError) -> None:
        if not self._is_told:
            self._is_told = True
            problem = self.tr(
                "Unsaved marks cannot be kept for the case of a crash. It is tried again; save them to a file yourself."
            )
            messages.tell_problem(self._window, problem, str(error))

    def _on_changed(self, change: Change) -> None:
        waits = self._soon.isActive() and self._soon.interval() == _SOON_MS
        is_at_one_go = waits and change.label == self._waiting and self._since_change.elapsed() < _AT_ONE_GO_MS
        if self._bridge.is_saved or self._bridge.case.is_blank:
            self.keep_now()
        elif not is_at_one_go:
            self._put_down()
            if not waits:
                self._soon.start(_SOON_MS)
        self._waiting = change.label
        self._since_change.start()

    def _put_down(self) -> None:
        """Keep the case at once, as well as that goes without waiting for the disk; if it does not, it is told soon."""
        if self._autosave is not None and self._is_on:
            with contextlib.suppress(BodymapError):
                self._autosave.put_down(self._bridge.case, self._bridge.origin.key)

    def _on_finding(self) -> None:
        # What the marks mean can take longer than the timer waits, and nothing else runs meanwhile.
        if self._soon.isActive() and self._soon.interval() == _SOON_MS:
            self.keep_now()
