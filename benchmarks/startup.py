"""What a person waits for when the program starts, beside a bare Qt window: ``python -m benchmarks.startup``.

A single time says more about the machine than about bodymap, so both are started in turn, each time as a whole process,
and the ratio of the medians is what counts. The reference is a `QMainWindow` that shows one of the two drawings. *Body
painted* and *touch answered* are told by the clock and by the processor, which other programs do not lengthen; a touch
comes as soon as the body is seen, and is answered when body, spine and column show what it means. *Resident* is the
memory in use once nothing is left to be done. Both run from byte code, as what is installed does, and without a screen
on one that is only thought, large enough for the window. The second start and all later ones are measured, by a user
who has no settings and nothing left over from before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks._first_frame import ANSWERED, PAINTED, RESIDENT
from benchmarks._goals import Goal, print_table

_ROUNDS = 9
_PAINTED_MOST, _ANSWERED_MOST, _RESIDENT_MOST = 1.3, 2.2, 1.8


# Qt's own screen that is only thought is smaller than the window.
_SCREEN = {
    "name": "thought", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
}  # fmt: skip


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder)
        started("reference", kept), started("bodymap", kept)  # the first start of all fills the caches
        runs = [(started("reference", kept), started("bodymap", kept)) for _ in range(_ROUNDS)]
    reference, bodymap = (
        {name: median(run[place][name] for run in runs) for name in runs[0][place]} for place in (0, 1)
    )
    clock, processor, resident = reference[PAINTED], reference[f"{PAINTED}, processor"], reference[RESIDENT]
    print_table(
        [
            Goal("body painted", bodymap[PAINTED], _PAINTED_MOST * clock, clock),
            Goal("body painted, processor", bodymap[f"{PAINTED}, processor"], _PAINTED_MOST * processor, processor),
            Goal("first touch answered", bodymap[ANSWERED], _ANSWERED_MOST * clock, clock),
            Goal(
                "first touch answered, processor",
                bodymap[f"{ANSWERED}, processor"],
                _ANSWERED_MOST * processor,
                processor,
            ),
            Goal("resident", bodymap[RESIDENT], _RESIDENT_MOST * resident, resident, unit="MB"),
        ],
        reference="a bare QMainWindow with one drawing",
    )


def started(program: str, kept: Path) -> dict[str, float]:
    """What a program of `benchmarks._first_frame` told of one start: milliseconds from its beginning, and memory.

    Parameters
    ----------
    kept : Path
        The folder for what stays from one start to the next: byte code and cache.
    """
    told: dict[str, float] = {}
    command = [sys.executable, "-m", "benchmarks._first_frame", program]
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(kept, Path(home))
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None  # noqa: S101
            for line in process.stdout:
                elapsed = 1000 * (time.perf_counter() - start)
                word, figure = line.split()
                if word == RESIDENT:
                    told[word] = float(figure)
                else:
                    told |= {word: elapsed, f"{word}, processor": float(figure)}
    if process.returncode or RESIDENT not in told:
        sys.exit(f"{program} ended with {process.returncode} before it had told all")
    return told


def _environment(kept: Path, home: Path) -> dict[str, str]:
    """That of a user with a home that nothing was written to yet."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(kept / "byte-code"), "XDG_CACHE_HOME": str(kept / "cache")}
    environment |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "XDG_STATE_HOME": str(home / "state")}
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        screens = kept / "screens.json"
        screens.write_text(json.dumps({"screens": [_SCREEN]}), encoding="ascii")
        environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    return environment


if __name__ == "__main__":
    main()
