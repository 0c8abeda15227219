"""Counts of what was run, kept in small files, so that a run that is cut off is not lost and the page is put together.

A run over hours is made in parts. Each part has a file of its own; a part that is there is not run again, and the page
(`tools.reliability.report`) tells the sum of those that are there, never more.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "build" / "reliability"
_MEMORY: Final = "/dev/shm"  # noqa: S108


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a run.

    Attributes
    ----------
    counts : mapping of str to int
        How often what was done; added up over the parts.
    figures : mapping of str to float
        What was measured; the highest of the parts counts.
    loads : tuple of float
        The load of the machine, one minute's mean, at the beginning and the end.
    broke : tuple of str
        What was not as demanded.
    """

    kind: str
    seed: int
    counts: Mapping[str, int]
    figures: Mapping[str, float] = field(default_factory=dict)
    broke: tuple[str, ...] = ()
    loads: tuple[float, ...] = ()
    commits: tuple[str, ...] = ()
    machine: str = ""


def in_memory() -> str | None:
    """A folder that no disk holds; None where there is none."""
    return _MEMORY if os.access(_MEMORY, os.W_OK) else None


def load() -> float:
    """The load of the machine now."""
    return round(os.getloadavg()[0], 1)


def commit() -> str:
    """The commit of this checkout, with a star where files differ from it; empty outside of one."""
    git = ["git", "-C", str(ROOT)]
    known = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=False)
    return known.stdout.strip() + ("*" if changed.stdout.strip() else "")


def machine() -> str:
    """The machine, as far as it matters and tells nothing of whose it is."""
    cores = os.cpu_count() or 1
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def write(part: Part, path: Path) -> None:
    """Put a part into its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(asdict(part)) + "\n", encoding="utf-8")
    new.replace(path)


def read(path: Path) -> Part:
    """A part from its file."""
    one = json.loads(path.read_text(encoding="utf-8"))
    return Part(**one | {name: tuple(one[name]) for name in ("broke", "loads", "commits")})


def read_all(folder: Path) -> tuple[Part, ...]:
    """All parts of a folder, in the order of their names."""
    return tuple(read(path) for path in sorted(folder.glob("*.json")))


def summed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The sum of the parts of each kind and seed."""
    together: dict[tuple[str, int], Part] = {}
    for part in parts:
        key = part.kind, part.seed
        together[key] = _sum(together[key], part) if key in together else part
    return tuple(together.values())


def _sum(one: Part, other: Part) -> Part:
    names = dict.fromkeys((*one.counts, *other.counts))
    measured = dict.fromkeys((*one.figures, *other.figures))
    return Part(
        one.kind,
        one.seed,
        {name: one.counts.get(name, 0) + other.counts.get(name, 0) for name in names},
        {name: max(one.figures.get(name, 0.0), other.figures.get(name, 0.0)) for name in measured},
        tuple(dict.fromkeys((*one.broke, *other.broke))),
        (*one.loads, *other.loads),
        tuple(dict.fromkeys((*one.commits, *other.commits))),
        one.machine,
    )
