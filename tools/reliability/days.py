"""A long day in one process: random actions in the real window, and nine times as many on cases without one.

``python -m tools.reliability.days 100000 SEED FILE`` acts 100,000 times in the window and 900,000 times on cases. It
writes into FILE, after each thousand and at the end, how many actions there were, what was thrown, what Qt complained
of, the memory after warm-up and at the end, and what the first and the last thousand took. SIGTERM ends the day early
and in good order: the last thousand follow all the same.

Time is that of the processor, which other programs lengthen less than that of a clock; both thousands are the same, as
each begins with the same seed, and each is done twice, of which the quicker counts.
"""

from __future__ import annotations

import gc
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from tools.reliability.parts import Part, commit, in_memory, load, machine, write

DAYS: Final = "days"

_BLOCK: Final = 1000
"""Actions that are timed together."""

PER_WINDOW: Final = 9
"""Actions on cases for each in the window."""

WHERE: Final = ("in the window", "on cases")

_TIMES: Final = 2
"""How often such actions are done; the quicker ones count."""

WARM_UP: Final = 0.1
"""Part of the actions after which caches are full and memory must stay; every body was touched all over before."""

_TOUCHED, _LONG = 30, 10_000
"""How often each drawing is touched before a long day, until most borders of its roots were asked for."""

MOST_GROWTH_MB: Final = 20.0
MOST_SLOWER: Final = 1.2


@dataclass(frozen=True, slots=True)
class Day:
    """What a long day did, until now.

    Attributes
    ----------
    window, case : int
        How many actions.
    warm_mb, last_mb : float
        Memory of the process, as the system counts it, after warm-up and at the end, with nothing entered.
    first_ms, last_ms : tuple of float
        Processor time of an action in the window and one on a case, mean of the first thousand after warm-up and of the
        last; empty before there are any.
    """

    window: int
    case: int
    thrown: tuple[str, ...]
    complaints: tuple[str, ...]
    warm_mb: float
    last_mb: float
    first_ms: tuple[float, ...] = ()
    last_ms: tuple[float, ...] = ()

    @property
    def broke(self) -> tuple[str, ...]:
        """All that is not as demanded."""
        grown = self.last_mb - self.warm_mb
        memory = (f"memory grew by {grown:.1f} MB",) if grown > MOST_GROWTH_MB else ()
        times = zip(WHERE, self.first_ms, self.last_ms, strict=False)
        slow = [(where, last / first) for where, first, last in times if last > MOST_SLOWER * first]
        slower = tuple(f"the last thousand {where} took {ratio:.2f} times the first" for where, ratio in slow)
        return (*self.thrown, *self.complaints, *memory, *slower)


class Actor(Protocol):
    """Acts at random."""

    def act(self) -> None:
        """Do something."""

    def begin_again(self, seed: int) -> None:
        """Do from now on what this seed says, from nothing."""


class Course:
    """Carries a day out, and tells of it meanwhile.

    Parameters
    ----------
    window, case : Actor
        One action of the window is followed by `PER_WINDOW` of the other.
    """

    def __init__(self, window: Actor, case: Actor, *, actions: int, seed: int) -> None:
        self._actors = (window, 1), (case, PER_WINDOW)
        self._actions = actions
        self._seed = seed
        self._block = min(_BLOCK, max(actions // 20, 1))
        self._done = 0
        self._is_cut_short = False
        self._thrown: dict[str, None] = {}
        self._complaints: dict[str, None] = {}

    def cut_short(self, *_: object) -> None:
        """Come to the end soon."""
        self._is_cut_short = True

    def threw(self, error: BaseException) -> None:
        """Count an exception, whatever it is."""
        self._thrown[f"{type(error).__name__}: {error}"[:200]] = None

    def complained(self, text: str) -> None:
        """Count a complaint of Qt."""
        self._complaints[text[:200]] = None

    def run(self, tell: Callable[[Day], None]) -> Day:
        """Act that often; the first thousand after warm-up and the last are the same, from the same empty case."""
        day = self._until(max(int(self._actions * WARM_UP), self._block), self._day(0.0), tell)
        first = self._timed()
        self._begin_again()
        day = replace(self._day(memory_mb()), first_ms=first)
        day = self._until(self._actions - _TIMES * self._block, day, tell)
        last = self._timed()
        self._begin_again()
        return replace(self._day(day.warm_mb), first_ms=first, last_ms=last)

    def _until(self, actions: int, day: Day, tell: Callable[[Day], None]) -> Day:
        while not self._is_cut_short and self._done < actions:
            self._go_on(min(actions - self._done, _BLOCK))
            day = replace(self._day(day.warm_mb if day.first_ms else 0.0), first_ms=day.first_ms)
            tell(day)
        return day

    def _go_on(self, actions: int) -> tuple[float, ...]:
        """Act; the processor's time of an action of each actor."""
        took: list[float] = []
        for actor, times in self._actors:
            start = time.process_time()
            for _ in range(actions * times):
                try:
                    actor.act()
                except Exception as error:  # whatever it is, it is counted
                    self.threw(error)
            took.append(1000 * (time.process_time() - start) / (actions * times))
        self._done += actions
        return tuple(took)

    def _timed(self) -> tuple[float, ...]:
        """The processor's time of an action of each, of the same actions as ever; the quicker of some times."""
        rounds: list[tuple[float, ...]] = []
        for _ in range(_TIMES):
            self._begin_again()
            rounds.append(self._go_on(self._block))
        return tuple(map(min, zip(*rounds, strict=True)))

    def _begin_again(self) -> None:
        for actor, _times in self._actors:
            actor.begin_again(self._seed)

    def _day(self, warm_mb: float) -> Day:
        told = tuple(self._thrown)[:9], tuple(self._complaints)[:9]
        return Day(self._done, self._done * PER_WINDOW, *told, warm_mb or memory_mb(), memory_mb())


def day(actions: int, seed: int, home: Path, tell: Callable[[Day], None]) -> Day:
    """Use the window; alone in its process, because it changes what Qt and Python say of mistakes to whom."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from bodymap.library.memory import keep_large_blocks_apart
    from bodymap.state.autosave import Autosave
    from bodymap.ui.bridge import Bridge
    from bodymap.ui.look import Look
    from bodymap.ui.theme import ThemeChoice
    from bodymap.ui.window import messages
    from bodymap.ui.window.main_window import MainWindow
    from bodymap.ui.window.messages import Found, Unsaved
    from bodymap.ui.window.safekeeping import Safekeeping
    from tools.reliability.clerk import Clerk
    from tools.reliability.hand import Hand

    setattr(messages, "ask_about_unsaved", lambda *_: Unsaved.DISCARD)  # noqa: B010 -- nobody sits before it
    setattr(messages, "tell_problem", lambda *_: None)  # noqa: B010
    setattr(messages, "ask_about_left_over", lambda *_: Found.LATER)  # noqa: B010
    keep_large_blocks_apart()
    application = QApplication([])
    window = MainWindow(Bridge(), Look(application, ThemeChoice.LIGHT))
    keeping = Safekeeping(window.bridge, window, is_on=True)
    window.resize(1440, 900)
    hand = Hand(window, random.Random(seed))  # noqa: S311
    clerk = Clerk(random.Random(seed), Autosave(folder=home / "cases"))  # noqa: S311
    course = Course(hand, clerk, actions=actions, seed=seed)

    def complain(kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and "propagateSizeHints" not in text:  # which the offscreen screen always says
            course.complained(text)

    sys.excepthook = lambda _kind, error, _trace: course.threw(error)
    qInstallMessageHandler(complain)
    signal.signal(signal.SIGTERM, course.cut_short)
    window.show()
    while window.findings is None:
        application.processEvents()
    hand.look_round(_TOUCHED if actions >= _LONG else 1)
    done = course.run(tell)
    keeping.finish()
    return done


def memory_mb() -> float:
    """What this process holds, as the system counts it."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(actions: int, seed: int, file: Path) -> None:
    """One day, told in a file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    began, at = load(), commit()

    def tell(so_far: Day) -> None:
        figures = {"warm_mb": so_far.warm_mb, "last_mb": so_far.last_mb}
        for name, times in (("first_ms", so_far.first_ms), ("last_ms", so_far.last_ms)):
            figures |= {f"{name} {where}": taken for where, taken in zip(WHERE, times, strict=False)}
        counts = {"window": so_far.window, "case": so_far.case}
        write(Part(DAYS, seed, counts, figures, so_far.broke, (began, load()), (at,), machine()), file)

    # What is kept is looked at elsewhere (`tools.reliability.kills`): here no disk is worn out by it.
    with tempfile.TemporaryDirectory(prefix="bodymap-", dir=in_memory()) as home:
        os.environ |= {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}
        tell(day(actions, seed, Path(home), tell))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
