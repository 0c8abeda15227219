"""Uses the program as a hurried person does, and tells of each thing when its event is over; to be killed meanwhile.

    python -m tools.reliability.use SEED DOCUMENTS

It prints ``ready`` and then, for every action, ``begin NAME`` and ``end DIGEST TIME``: what the case holds by then, and
the monotonic clock in seconds. Now and then the case is saved into DOCUMENTS: ``saving DIGEST``, ``saved DIGEST TIME``.
A hand that works quickly makes several changes in a quarter of a second, another leaves a second between them.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bodymap import app
from bodymap.state.case import Case
from bodymap.state.case_file import case_text
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Found, Unsaved
from tools.reliability.hand import Hand

FILE: Final = "kept.case.json"
"""Name of the file into which the case is saved."""

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
        """Do the next thing, and come again."""
        if self._saves and self._chance.random() < 0.2:
            self._save()
        else:
            self._act()
        QTimer.singleShot(int(1000 * self._chance.uniform(*self._pauses)), self.go_on)

    def _act(self) -> None:
        name = self._chance.choice(_ACTS)
        say(f"begin {name}")
        getattr(self._hand, name)()
        say(f"end {digest(self._window.bridge.case)} {time.monotonic():.4f}")

    def _save(self) -> None:
        say(f"saving {digest(self._window.bridge.case)}")
        self._window.bridge.save_file(self._documents / FILE)
        say(f"saved {digest(self._window.bridge.case)} {time.monotonic():.4f}")


def say(line: str) -> None:
    """Tell it at once; whoever kills this program has read it by then, or never will."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(seed: int, documents: Path) -> int:
    """Run the program with nobody before it."""

    def use(*_: object) -> int:
        (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
        hurry = Hurry(window, seed, documents)

        def begin() -> None:
            window.bridge.found.disconnect(begin)
            say("ready")
            hurry.go_on()

        window.bridge.found.connect(begin)
        return _exec()

    _exec = QApplication.exec
    setattr(QApplication, "exec", use)  # noqa: B010 -- nobody sits before this window
    setattr(messages, "ask_about_left_over", lambda *_: Found.LATER)  # noqa: B010
    setattr(messages, "ask_about_unsaved", lambda *_: Unsaved.DISCARD)  # noqa: B010
    return app.run()


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), Path(sys.argv[2])))
