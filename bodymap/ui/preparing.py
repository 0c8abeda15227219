"""Makes after the first frame, bit by bit, what it did not show and somebody will soon want."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance


class Preparing(QObject):
    """Takes a step whenever the event loop has nothing else to do, so that a touch waits for one step at most.

    What a step makes is made all the same if it is wanted before: so it is a `cached_property`, or else looks first.

    Parameters
    ----------
    steps : iterable of callable
        In the order in which they are taken.
    after : SignalInstance
        They are taken once this has been emitted.

    Signals
    -------
    done : None
        When no step is left.
    """

    #: no step is left
    done = Signal()

    def __init__(self, parent: QObject, steps: Iterable[Callable[[], object]], *, after: SignalInstance) -> None:
        super().__init__(parent)
        after.connect(self._begin, Qt.ConnectionType.SingleShotConnection)
        self._steps = deque(steps)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._take_step)

    @property
    def is_done(self) -> bool:
        """Whether no step is left."""
        return not self._steps

    def _begin(self) -> None:
        self._idle.start()

    def _take_step(self) -> None:
        if self._steps:
            self._steps.popleft()()
        if not self._steps:
            self._idle.stop()
            self.done.emit()
