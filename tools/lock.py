"""Writes the locks: every package that an environment needs, with its version and the hashes of its files.

An install never resolves: pip takes what a lock names and nothing else (``--no-deps --require-hashes``). So a lock must
be closed: whatever its packages ask for is in it. `locks/requires.csv` says what they ask for, one fact a row, so that
`tests/test_locks.py` proves it for every Python and system that is promised, without a network.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

REQUIRES: Final = Path("locks/requires.csv")
HEADER: Final = ("distribution", "version", "field", "value")

_PIN: Final = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)", re.MULTILINE)
_UNIVERSAL: Final = ("--universal", "--python-version", "3.11")


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock.

    Attributes
    ----------
    source : str
        Where the requirements stand: ``pyproject.toml``, or a file with one requirement a line.
    options : tuple of str
        What uv is told besides.
    """

    file: Path
    source: str
    options: tuple[str, ...]


LOCKS: Final = (
    Lock(Path("locks/test.txt"), "pyproject.toml", (*_UNIVERSAL, "--all-extras")),
    # The versions that are tested are those that run.
    Lock(Path("locks/run.txt"), "pyproject.toml", (*_UNIVERSAL, "--constraint", "locks/test.txt")),
)


def main(arguments: Sequence[str]) -> int:
    """Write the locks and the table beside them; `arguments` go to uv, such as ``--upgrade``."""
    for lock in LOCKS:
        print(f"Resolving {lock.file} …", flush=True)
        subprocess.run(_compile_command(lock, arguments), check=True)
    print(f"Reading what they ask for into {REQUIRES}; this fetches every package once …", flush=True)
    rows = sorted({row for lock in LOCKS for row in _facts(pins(lock.file))})
    with REQUIRES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADER, *rows])
    return 0


def pins(lock: Path) -> tuple[str, ...]:
    """The packages of a lock as ``name==version``, without markers and hashes."""
    return tuple(match.group() for match in _PIN.finditer(lock.read_text(encoding="utf-8")))


def _compile_command(lock: Lock, arguments: Sequence[str]) -> list[str]:
    written = ["--custom-compile-command", "make lock", "--output-file", str(lock.file)]
    options = ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", *lock.options]
    start = [sys.executable, "-m", "uv", "--no-config", "pip", "compile", "--quiet", lock.source]
    return [*start, *options, *written, *arguments]


def _facts(pinned: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """What pip reads of each package, as rows of the table."""
    command = ["install", "--quiet", "--dry-run", "--ignore-installed", "--no-deps", "--only-binary", ":all:"]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [sys.executable, "-m", "pip", *command, "--report", str(report), *pinned],
            check=True,
            stdin=subprocess.DEVNULL,
        )
        installed = json.loads(report.read_text(encoding="utf-8"))["install"]
    for package in installed:
        metadata = package["metadata"]
        start = re.sub(r"[-_.]+", "-", metadata["name"]).lower(), metadata["version"]
        yield *start, "Requires-Python", metadata.get("requires_python", "")
        for wanted in metadata.get("requires_dist", []):
            yield *start, "Requires-Dist", wanted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
