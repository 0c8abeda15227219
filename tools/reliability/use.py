"""Uses the program as a hurried person does, and tells of each thing when its event is over; to be killed meanwhile.

It says ``ready`` and then, for every action, ``begin NAME`` and ``end DIGEST TIME WAITED``: what the case holds by
then, the monotonic clock in seconds, and for how long the program has waited for a processor. Now and then the case is
saved: ``saving DIGEST``, ``saved DIGEST TIME``. When it is asked to end it says at the very end ``over DIGEST`` and
whether that case is safe in a file. A hand that works quickly makes several changes in a quarter of a second, another
leaves a second between them.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from bodymap import app
from bodymap.state.case import Case
from bodymap.state.case_file import case_text
from bodymap.ui.window import messages
from bodymap.ui.window.ending import Ending
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Found, Unsaved
from tools.reliability.hand import Hand

FILE: Final = "kept.case.json"
"""Name of the file into which the case is saved."""

TERMINATE: Final = signal.SIGTERM
LOG_OFF: Final = signal.SIGUSR1
"""With which the program is told to do what it does at log-off."""

PAUSES_S: Final = ((0.02, 0.24), (0.08, 0.9), (0.3, 1.4))
"""Between which seconds a hand waits after an action, by how hurried it is."""

_ACTS: Final = ("touch", "touch", "touch", "paint", "type_words", "undo", "toggle_part", "say", "answer", "say_fact")


def digest(case: Case) -> str:
    """What tells one case from another."""
    return hashlib.sha256(case_text(case).encode()).hexdigest()[:16]


class Hurry:
    """Goes on for ever."""

    def __init__(self, window: MainWindow, seed: int, documents: Path) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self._window = window
        self._hand = Hand(window, self._chance)
        self._documents = documents
        self._pauses = self._chance.choice(PAUSES_S)
        self._saves = self._chance.random() < 0.3

    def go_on(self) -> None:
        """Do the next thing, and come again, as long as there is a window."""
        if not self._window.isVisible():
            return
        if self._saves and self._chance.random() < 0.2:
            self._save()
        else:
            self._act()
        QTimer.singleShot(int(1000 * self._chance.uniform(*self._pauses)), self.go_on)

    def _act(self) -> None:
        name = self._chance.choice(_ACTS)
        say(f"begin {name}")
        getattr(self._hand, name)()
        say(f"end {digest(self._window.bridge.case)} {time.monotonic():.4f} {waited_s('self'):.4f}")

    def _save(self) -> None:
        say(f"saving {digest(self._window.bridge.case)}")
        self._window.bridge.save_file(self._documents / FILE)
        say(f"saved {digest(self._window.bridge.case)} {time.monotonic():.4f}")


def waited_s(process: int | str) -> float:
    """For how long a process has waited until now for a processor that others had; without the wait that goes on."""
    return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


def say(line: str) -> None:
    """Tell it at once; whoever kills this program has read it by then, or never will."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(seed: int, home: Path, told: Connection, *, goes_on: bool, opens_dialog: bool) -> None:
    """Run the program with nobody before it, in a home of its own; a process of its own calls this.

    Parameters
    ----------
    told
        Where to tell of it, instead of standard output.
    goes_on : bool
        Go on with what is offered at the start, tell what it is, and do nothing else.
    opens_dialog : bool
        Leave a dialog open meanwhile.
    """
    os.environ |= {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "XDG_CONFIG_HOME": str(home / "config")}
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.dup2(told.fileno(), 1)
    told.close()
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    documents = documents_of(home, seed)
    documents.mkdir()
    windows: list[MainWindow] = []

    def use(*_: object) -> int:
        (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
        windows.append(window)
        hurry = Hurry(window, seed, documents)
        # Not at once: a handler runs between any two steps of Python, also while a window is painted.
        signal.signal(LOG_OFF, lambda *_: QTimer.singleShot(0, _log_off))

        def begin() -> None:
            window.bridge.found.disconnect(begin)
            if goes_on:
                _say_over(window)
            say("ready")
            if opens_dialog:
                QTimer.singleShot(0, lambda: messages.tell_contents(window, "a", "b"))
            if not goes_on:
                hurry.go_on()

        window.bridge.found.connect(begin)
        return _exec()

    _exec = QApplication.exec
    found = Found.OPEN if goes_on else Found.LATER
    setattr(QApplication, "exec", use)  # noqa: B010 -- nobody sits before this window
    setattr(messages, "ask_about_left_over", lambda *_: found)  # noqa: B010
    setattr(messages, "ask_about_unsaved", lambda *_: Unsaved.DISCARD)  # noqa: B010
    app.run()
    _say_over(windows[0])


def _say_over(window: MainWindow) -> None:
    """Tell what the case holds, and whether it is safe in a file."""
    say(f"over {digest(window.bridge.case)} {'safe' if window.bridge.is_saved else 'unsaved'}")


def _log_off() -> None:
    """Do what a session does that ends and lets nobody be asked: a word before, then every window is closed."""
    session = cast("QSessionManager", SimpleNamespace(allowsInteraction=lambda: False))
    application = QApplication.instance()
    for ending in application.findChildren(Ending) if application is not None else ():
        ending.log_off(session)
    QApplication.quit()


def documents_of(home: Path, seed: int) -> Path:
    """The folder into which a program saves."""
    return home / f"documents-{seed}"
