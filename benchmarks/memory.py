"""Whether memory grows while marks are made and undone: ``python -m benchmarks.memory``, in the real window.

Spots all over the body are touched and undone, each waiting for its answer, and the resident memory is told again and
again; growth that does not end is a leak. At the end what `functools` keeps is let go of and the memory told once more:
the difference is caches, which are bounded. ``--marks 5000`` makes so many. Growth is counted from the half on, when
caches are full, and its reference is what the process held then.
"""

from __future__ import annotations

import functools
import gc
import random
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize

from benchmarks import _window
from benchmarks._goals import Goal, machine, print_table
from benchmarks._window import SEED, standing_marks, timed_action
from bodymap.library.memory import give_back_memory

_MARKS, _STEPS = 500, 10
_MOST_GROWTH_MB = 2.0
"""What the system's own counting of pages differs by from one time to the next."""


def main() -> None:
    """Print resident memory after so many marks."""
    app = _window.application()
    marks = int(sys.argv[sys.argv.index("--marks") + 1]) if "--marks" in sys.argv else _MARKS
    window = _window.shown(app, standing_marks(1), QSize(1440, 900))
    chance = random.Random(SEED + 3)  # noqa: S311
    print(machine())
    print(f"{'marks made and undone':<28}{'resident MB':>12}")
    print(f"{0:<28}{_resident_mb():>12.1f}")
    held = []
    for step in range(1, _STEPS + 1):
        for _ in range(marks // _STEPS):
            at = _window.free_place(chance, window)
            timed_action(app, window, partial(_window.touch, window, at))
            timed_action(app, window, window.bridge.undo)
        held.append(_resident_mb())
        print(f"{step * marks // _STEPS:<28}{held[-1]:>12.1f}", flush=True)
    kept = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]  # noqa: SLF001
    entries = sum(one.cache_info().currsize for one in kept)
    for one in kept:
        one.cache_clear()
    print(f"{f'without {entries} kept results':<28}{_resident_mb():>12.1f}")
    window.hide()
    half = held[_STEPS // 2 - 1]
    growth = Goal(f"growth over the last half of {marks} marks", held[-1] - half, _MOST_GROWTH_MB, half, "MB")
    print_table([growth], reference="what was held at the half")


def _resident_mb() -> float:
    """What the process holds now, after all that is free was given back to the system."""
    give_back_memory()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


if __name__ == "__main__":
    main()
