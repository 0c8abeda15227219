"""Makes after the first frame, bit by bit, what it did not show and somebody will soon want."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

# Longer than it takes to paint an answer, shorter than a hand takes from one touch to the next.
_QUIET_MS = 100


class Preparing(QObject):
    """Takes a step each time the event loop goes round, once it has been quiet, so that a touch waits for one at most.

    What a step makes is made all the same if it is wanted before: so it is a `cached_property`, or else looks first.

    Parameters
    ----------
    steps : iterable of callable
        In the order in which they are taken.
    after : SignalInstance
        They are taken a moment after this was emitted last.

    Signals
    -------
    done : None
        When no step is left.
    """

    #: no step is left
    done = Signal()

    def __init__(self, parent: QObject, steps: Iterable[Callable[[], object]], *, after: SignalInstance) -> None:
        super().__init__(parent)
        self._steps = deque(steps)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._take_step)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._idle.start)
        after.connect(self._wait)

    @property
    def is_done(self) -> bool:
        """Whether no step is left."""
        return not self._steps

    def _wait(self) -> None:
        """Let pass what there is to do now."""
        self._idle.stop()
        if self._steps:
            self._quiet.start()

    def _take_step(self) -> None:
        if self._steps:
            self._steps.popleft()()
        if not self._steps:
            self._idle.stop()
            self.done.emit()
