"""A long day in one process: random actions in the real window, or on the case behind it.

``python -m tools.reliability.days window 100000 SEED`` prints a line of JSON: how many actions, what was thrown, what
Qt complained of, the memory after warm-up and at the end, and what the first and the last thousand took. Time is that
of the processor, which other programs do not lengthen; both thousands are the same, as each begins with the same seed.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

_BLOCK: Final = 1000
"""Actions that are timed together."""

WARM_UP: Final = 0.1
"""Part of the actions after which caches are full and memory must stay."""

MOST_GROWTH_MB: Final = 20.0
MOST_SLOWER: Final = 1.2


@dataclass(frozen=True, slots=True)
class Day:
    """What a long day did.

    Attributes
    ----------
    warm_mb, last_mb : float
        Memory of the process, as the system counts it, after warm-up and at the end.
    first_ms, last_ms : float
        Processor time of an action, mean of the first thousand after warm-up and of the last.
    """

    kind: str
    actions: int
    seed: int
    thrown: tuple[str, ...]
    complaints: tuple[str, ...]
    warm_mb: float
    last_mb: float
    first_ms: float
    last_ms: float

    @property
    def broke(self) -> tuple[str, ...]:
        """All that is not as demanded."""
        grown = self.last_mb - self.warm_mb
        memory = (f"memory grew by {grown:.1f} MB",) if grown > MOST_GROWTH_MB else ()
        slower = self.last_ms / self.first_ms if self.first_ms else 1.0
        slow = (f"the last thousand took {slower:.2f} times the first",) if slower > MOST_SLOWER else ()
        return (*self.thrown, *self.complaints, *memory, *slow)


def window_day(actions: int, seed: int) -> Day:
    """Use the window; alone in its process, because it changes what Qt and Python say of mistakes to whom."""
    from PySide6.QtCore import QEvent, QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from bodymap.ui.bridge import Bridge
    from bodymap.ui.look import Look
    from bodymap.ui.theme import ThemeChoice
    from bodymap.ui.window import messages
    from bodymap.ui.window.main_window import MainWindow
    from bodymap.ui.window.messages import Found, Unsaved
    from bodymap.ui.window.safekeeping import Safekeeping
    from tools.reliability.hand import Hand

    thrown: list[str] = []
    complaints: list[str] = []
    sys.excepthook = lambda kind, error, _: thrown.append(f"{kind.__name__}: {error}"[:200])

    def complain(kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and "propagateSizeHints" not in text:  # which the offscreen screen always says
            complaints.append(text[:200])

    qInstallMessageHandler(complain)
    setattr(messages, "ask_about_unsaved", lambda *_: Unsaved.DISCARD)  # noqa: B010 -- nobody sits before it
    setattr(messages, "tell_problem", lambda *_: None)  # noqa: B010
    setattr(messages, "ask_about_left_over", lambda *_: Found.LATER)  # noqa: B010
    application = QApplication([])
    window = MainWindow(Bridge(), Look(application, ThemeChoice.LIGHT))
    keeping = Safekeeping(window.bridge, window, is_on=True)
    window.resize(1440, 900)
    window.show()
    while window.findings is None:
        application.processEvents()
    hand = Hand(window, random.Random(seed))  # noqa: S311

    def act() -> None:
        try:
            hand.act()
        except Exception as error:  # whatever it is, it is counted
            thrown.append(f"{type(error).__name__}: {error}"[:200])
        application.processEvents()
        # What is to be deleted goes when control comes back to the loop; here there is none to come back to.
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    day = _timed("window", actions, seed, act, hand.begin_again, thrown, complaints)
    keeping.finish()
    return day


def case_day(actions: int, seed: int) -> Day:
    """Change the case behind the window, and keep and read it now and then."""
    from bodymap.state.autosave import Autosave
    from tools.reliability.clerk import Clerk

    thrown: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bodymap-") as folder:
        clerk = Clerk(random.Random(seed), Autosave(folder=Path(folder)))  # noqa: S311

        def act() -> None:
            try:
                clerk.act()
            except Exception as error:  # whatever it is, it is counted
                thrown.append(f"{type(error).__name__}: {error}"[:200])

        return _timed("case", actions, seed, act, clerk.begin_again, thrown, [])


def _timed(
    kind: str,
    actions: int,
    seed: int,
    act: Callable[[], None],
    begin_again: Callable[[int], None],
    thrown: list[str],
    complaints: list[str],
) -> Day:
    """Act that often; the first thousand after warm-up and the last are the same thousand, from the same empty case."""
    block = min(_BLOCK, max(actions // 10, 1))
    warm = max(int(actions * WARM_UP), block)
    for _ in range(warm):
        act()
    begin_again(seed)
    first = _block(act, block)
    warm_mb = memory_mb()
    for _ in range(actions - warm - 2 * block):
        act()
    begin_again(seed)
    last = _block(act, block)
    return Day(kind, actions, seed, tuple(thrown[:9]), tuple(complaints[:9]), warm_mb, memory_mb(), first, last)


def _block(act: Callable[[], None], actions: int) -> float:
    start = time.process_time()
    for _ in range(actions):
        act()
    return 1000 * (time.process_time() - start) / actions


def memory_mb() -> float:
    """What this process holds, as the system counts it."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(kind: str, actions: int, seed: int) -> None:
    """One day, told as a line of JSON."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="bodymap-") as home:
        os.environ |= {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}
        day = {"window": window_day, "case": case_day}[kind](actions, seed)
    sys.stdout.write(json.dumps(asdict(day)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
