"""Writes the locks: every package that an environment needs, with its version and the hashes of its files.

An install never resolves: pip takes what a lock names and nothing else (``--no-deps --require-hashes``). So a lock must
be closed: whatever its packages ask for is in it. A table beside it says what they ask for, one fact a row, so that
`tests/test_locks.py` proves it for every Python and system that is promised, without a network.

What only one target of the Makefile needs has a small lock of its own in `tools/locks/`, for Python 3.11 on Linux, so
that it never breaks the two locks that everybody needs. It is written when it is named::

    python -m tools.lock                    locks/test.txt and locks/run.txt
    python -m tools.lock bundle --upgrade   tools/locks/bundle.txt, with the newest versions
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

HEADER: Final = ("distribution", "version", "field", "value")

_PIN: Final = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)", re.MULTILINE)
_UNIVERSAL: Final = ("--universal", "--python-version", "3.11")
_LINUX: Final = ("--python-platform", "x86_64-manylinux_2_34", "--python-version", "3.11")


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock.

    Attributes
    ----------
    source : str
        Where the requirements stand: ``pyproject.toml``, or a file with one requirement a line.
    options : tuple of str
        What uv is told besides.
    requires : Path
        The table of what the packages ask for.
    """

    file: Path
    source: str
    options: tuple[str, ...]
    requires: Path


_REQUIRES: Final = Path("locks/requires.csv")
LOCKS: Final = (
    Lock(Path("locks/test.txt"), "pyproject.toml", (*_UNIVERSAL, "--all-extras"), _REQUIRES),
    # The versions that are tested are those that run.
    Lock(
        Path("locks/run.txt"),
        "pyproject.toml",
        (*_UNIVERSAL, "--extra", "password", "--constraint", "locks/test.txt"),
        _REQUIRES,
    ),
)
TOOL_LOCKS: Final = {
    name: Lock(
        Path(f"tools/locks/{name}.txt"), f"tools/locks/{name}.in", _LINUX, Path(f"tools/locks/{name}.requires.csv")
    )
    for name in ("audit", "bundle", "fuzz")
}


def main(arguments: Sequence[str]) -> int:
    """Write the locks that are named, else the two that everybody needs; other `arguments` go to uv."""
    named = [TOOL_LOCKS[argument] for argument in arguments if argument in TOOL_LOCKS]
    for_uv = [argument for argument in arguments if argument not in TOOL_LOCKS]
    if named:
        for lock in named:
            _write([lock], for_uv)
    else:
        _write(LOCKS, for_uv)
    return 0


def _write(locks: Sequence[Lock], arguments: Sequence[str]) -> None:
    """Write locks that share one table, and the table."""
    for lock in locks:
        print(f"Resolving {lock.file} …", flush=True)
        subprocess.run(_compile_command(lock, arguments), check=True)
    table = locks[0].requires
    print(f"Reading what they ask for into {table}; this fetches every package once …", flush=True)
    rows = sorted({row for lock in locks for row in _facts(pins(lock.file))})
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADER, *rows])


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
