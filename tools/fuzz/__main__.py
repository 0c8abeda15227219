"""Throw odd input at whatever reads something from outside: ``make fuzz``; a find goes into ``tests/data/hostile``.

    python -m tools.fuzz                       every target for 300 s
    python -m tools.fuzz --seconds 60 case     one target for a minute

Whatever is read must be refused with a `BodymapError` or be sound, in 2 s of the processor and 500 MB. The ordinary
tests read all that lies in ``tests/data/hostile`` for ever after.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from tools.fuzz.limits import MOST_MB, MOST_S
from tools.fuzz.targets import CORPUS, TARGETS, Target

ROOT: Final = Path(__file__).parents[2]
_LONGEST: Final = 100_000
_STUCK_S: Final = 30
_FAILED: Final = 1
"""Exit code of Python; libFuzzer has others for what it finds."""
_SMALLER_S: Final = 60.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz the targets that are named, else all; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=300, help="for each target (default: 300)")
    asked = parser.parse_args(arguments)
    unknown = sorted(set(asked.targets) - set(TARGETS))
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(TARGETS)}")
    finds = [find for name in asked.targets or TARGETS for find in fuzzed(TARGETS[name], asked.seconds)]
    print(*finds or ["nothing was found"], sep="\n")
    return int(bool(finds))


def fuzzed(target: Target, seconds: float) -> Iterator[str]:
    """Fuzz one target; a line for each find, which lies in the corpus then."""
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        grown, found = Path(folder, "grown"), Path(folder, "found")
        grown.mkdir()
        found.mkdir()
        for number, seed in enumerate(target.seeds()):
            (grown / f"seed-{number}").write_bytes(seed)
        inputs = [grown, *([CORPUS / target.name] if target.corpus else [])]
        while (left := int(end - time.monotonic())) > 0:
            print(f"== {target.name}, {left} s", flush=True)
            done = _run(target, left, inputs, found)
            for path in sorted(found.iterdir()):
                if wrong := _judged(target, path):
                    yield f"{_kept(target, path)}: {wrong}"
                    return  # whatever comes next would be the same again, until it is mended
                path.unlink()
            tail = done.stderr.decode(errors="replace").strip().splitlines()
            print(*(line for line in tail if line.startswith(("Done", "stat::", "INFO: seed corpus"))), sep="\n")
            if done.returncode == _FAILED:
                print(*tail[-20:], sep="\n")
                yield f"{target.name}: the fuzzer itself failed"
                return
            if done.returncode == 0:
                return


def smaller(data: bytes, is_wrong: Callable[[bytes], bool], seconds: float = _SMALLER_S) -> bytes:
    """The data without what is not needed for them to be wrong, as far as the time suffices."""
    end, size = time.monotonic() + seconds, len(data) // 2
    while size:
        place = 0
        while place < len(data) and time.monotonic() < end:
            shorter = data[:place] + data[place + size :]
            if is_wrong(shorter):
                data = shorter
            else:
                place += size
        size //= 2
    return data


def _run(target: Target, seconds: int, inputs: Sequence[Path], found: Path) -> subprocess.CompletedProcess[bytes]:
    options = {
        "max_total_time": seconds,
        "max_len": _LONGEST,
        "timeout": _STUCK_S,
        "rss_limit_mb": int(2 * MOST_MB),
        "len_control": 0,
        "artifact_prefix": f"{found}/",
        "print_final_stats": 1,
    }
    given = [f"-{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "tools.fuzz.one_run", target.name, *given, *map(str, inputs)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, check=False
    )


def _judged(target: Target, path: Path) -> str:
    """What is wrong with a file, in a process without the fuzzer; empty for nothing."""
    command = [sys.executable, "-m", "tools.fuzz.judge", target.name, str(path)]
    limit = _STUCK_S + 4 * MOST_S
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=limit)
        wrong = json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        return f"not through in {limit:.0f} s"
    except (ValueError, IndexError):
        return f"ended early with {done.returncode}"
    return "; ".join(filter(None, wrong.values()))


def _kept(target: Target, path: Path) -> Path:
    """Put a find into the corpus, as small as can be."""
    from tools.fuzz.judge import problem

    data = path.read_bytes()
    wrong = problem(target, data).partition(":")[0]
    if wrong and not wrong.endswith(" s"):
        data = smaller(data, lambda shorter: problem(target, shorter).partition(":")[0] == wrong)
    kept = CORPUS / target.name / f"find-{hashlib.sha256(data).hexdigest()[:10]}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    return kept.relative_to(ROOT)


if __name__ == "__main__":
    sys.exit(main())
