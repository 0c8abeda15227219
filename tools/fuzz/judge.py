"""Judges input without the fuzzer, in a process of its own: what it does, how long it takes, how much memory.

python -m tools.fuzz.judge TARGET FILE ...    one line of JSON: what is wrong with each file, empty for nothing
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tools.fuzz.limits import MOST_MB, MOST_S
from tools.fuzz.targets import TARGETS, Target

_TRIES: Final = 3
"""How often something slow is tried: a busy machine makes anything slow once."""


def main(arguments: Sequence[str]) -> int:
    """Judge files; 1 when something is wrong with one."""
    target = TARGETS[arguments[0]]
    for seed in target.seeds():
        target.read(seed)
    wrong = {name: problem(target, Path(name).read_bytes()) for name in arguments[1:]}
    used_mb = _most_used_mb()
    if used_mb > MOST_MB:
        wrong["memory"] = f"{used_mb:.0f} MB"
    print(json.dumps(wrong))
    return int(any(wrong.values()))


def _most_used_mb() -> float:
    """The most memory this process had; what `getrusage` tells counts that of the process which started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def problem(target: Target, data: bytes) -> str:
    """What is wrong when a target reads this; empty for nothing."""
    shortest = MOST_S + 1
    for _ in range(_TRIES):
        began = time.process_time()
        try:
            target.read(data)
        # Whatever it is, it is a find.
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:300]
        shortest = min(shortest, time.process_time() - began)
        if shortest <= MOST_S:
            return ""
    return f"{shortest:.1f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
