"""Ends the program when the system asks it to: at log-off, and by a signal."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.ui.window.main_window import MainWindow
    from bodymap.ui.window.safekeeping import Safekeeping

_SIGNALS: Final = () if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)


class Ending(QObject):
    """Sees to it that nothing is lost when the program is to end, and that nobody is asked who cannot answer.

    At log-off unsaved work is asked about as at close, if the system allows that. Else, and after a signal, the case is
    kept as for a crash and offered at the next start.

    Parameters
    ----------
    window : callable
        Gives the window that is open now.
    """

    def __init__(
        self,
        application: QApplication,
        keeping: Safekeeping,
        window: Callable[[], MainWindow | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._keeping = keeping
        self._window = window
        self._heeded: set[int] = set()
        self._pipe: tuple[int, ...] = ()
        self._notifier: QSocketNotifier | None = None
        application.commitDataRequest.connect(self.log_off)

    def listen(self) -> None:
        """End in good order after a signal from now on; one that is ignored stays so. Windows sends none."""
        if sys.platform == "win32":
            return
        for number in _SIGNALS:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _nothing)
                self._heeded.add(number)
        # Python runs a handler only between two of its own steps, of which there may be none for hours.
        self._pipe = hears, tells = os.pipe()
        os.set_blocking(hears, False)
        os.set_blocking(tells, False)
        signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(hears, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def stop_listening(self) -> None:
        """Let signals do again what they did before."""
        if self._notifier is None:
            return
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._notifier = None
        for number in self._heeded:
            signal.signal(number, signal.SIG_DFL)
        self._heeded.clear()
        for end in self._pipe:
            os.close(end)

    def end(self) -> None:
        """Keep the case for the next start and end now, whatever dialog is open."""
        if (window := self._window()) is not None:
            self._leave(window)
            window.close()
        self._application.exit()

    def log_off(self, session: QSessionManager) -> None:
        """Ask about unsaved work, if there is somebody to ask, and let the session go on if it is to be kept."""
        window = self._window()
        if window is None:
            return
        if not session.allowsInteraction():
            self._leave(window)
            return
        may_go = window.filing.may_drop()
        session.release()
        if may_go:
            window.filing.agree()
        else:
            session.cancel()

    def _leave(self, window: MainWindow) -> None:
        window.take_over_typed()
        self._keeping.leave()
        window.filing.agree()

    def _on_signal(self) -> None:
        heard = b""
        with contextlib.suppress(BlockingIOError):
            heard = os.read(self._pipe[0], 64)
        if self._heeded.intersection(heard):
            self.end()


def _nothing(*_: object) -> None:
    """What a signal does is told by the pipe."""
