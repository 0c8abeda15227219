"""Time from starting Python to the first painted frame, as a ratio to a bare Qt window with one drawing.

A single time says more about the machine than about bodymap, so both are started in turn and the ratio of the medians
is what counts. Without a screen both run offscreen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

from benchmarks._first_frame import PAINTED

_ROUNDS = 9


def main() -> None:
    """Print the times and their ratio."""
    first_frame_ms("reference"), first_frame_ms("bodymap")  # the first start of all fills the disk cache
    rounds = [(first_frame_ms("reference"), first_frame_ms("bodymap")) for _ in range(_ROUNDS)]
    reference = median(pair[0] for pair in rounds)
    bodymap = median(pair[1] for pair in rounds)
    print(f"first frame: bodymap {bodymap:.0f} ms, bare Qt window {reference:.0f} ms, ratio {bodymap / reference:.2f}")


def first_frame_ms(program: str) -> float:
    """Milliseconds from starting a program of `benchmarks._first_frame` to its first frame."""
    environment = dict(os.environ)
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "benchmarks._first_frame", program]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None  # noqa: S101
        painted = any(line.startswith(PAINTED) for line in process.stdout)
        elapsed = time.perf_counter() - start
    if not painted:
        sys.exit(f"{program} ended with {process.returncode} before its first frame")
    return elapsed * 1000


if __name__ == "__main__":
    main()
