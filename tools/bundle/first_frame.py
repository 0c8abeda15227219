"""Measures how long the bundle takes to its first frame, against the program run from source.

The screen is asked when a window appears, so both are measured in the same way and nothing of the program is changed.
It needs a screen on X11, such as ``Xvfb -noreset``, without another program that opens windows, and ``xev``.

    python -m tools.bundle.first_frame [ROUNDS]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Final

MOST: Final = 2.0
"""How many times longer the bundle may take."""

_BUNDLE: Final = Path(__file__).parents[2] / "build/bundle/bodymap/bodymap"


def main(rounds: int = 7) -> int:
    """Print both times and their ratio; 1 if the ratio is too large."""
    source = [sys.executable, "-m", "bodymap"]
    window_ms([str(_BUNDLE)]), window_ms(source)  # the first start of all fills the disk cache
    pairs = [(window_ms([str(_BUNDLE)]), window_ms(source)) for _ in range(rounds)]
    bundle, run = (median(times) for times in zip(*pairs, strict=True))
    ratio = bundle / run
    print(f"first frame: bundle {bundle:.0f} ms, from source {run:.0f} ms, ratio {ratio:.2f} (at most {MOST})")
    return int(ratio > MOST)


def window_ms(command: list[str]) -> float:
    """Milliseconds from starting a program until its window is on the screen; the program is ended then."""
    xev = shutil.which("xev")
    if xev is None:
        sys.exit("xev is missing here; type: sudo apt-get install x11-utils")
    listening = [xev, "-root", "-event", "substructure"]
    with subprocess.Popen(listening, stdout=subprocess.PIPE, text=True, bufsize=1) as watcher:
        time.sleep(0.3)  # until it listens
        start = time.perf_counter()
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as program:
            assert watcher.stdout is not None  # noqa: S101
            shown = any(line.startswith("MapNotify") for line in watcher.stdout)
            elapsed = time.perf_counter() - start
            program.terminate()
        watcher.terminate()
    if not shown:
        sys.exit(f"{command[0]} showed no window")
    return elapsed * 1000


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
