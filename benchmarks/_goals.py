"""Goals of speed beside what was measured: one table, with the machine named and a ratio to a reference of the run."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

GATHERED_IN: Final = "BODYMAP_BENCH_GOALS"
"""The variable that names a file to which every table is added, for the one table of all."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of the table.

    Attributes
    ----------
    figure, goal : float
        What was measured, and what it should be at most, in the same unit.
    reference : float
        The same unit again: what the run's reference took.
    """

    name: str
    figure: float
    goal: float
    reference: float
    unit: str = "ms"

    @property
    def is_met(self) -> bool:
        """Whether the figure is at most the goal."""
        return self.figure <= self.goal

    @property
    def line(self) -> str:
        """The line as text."""
        met = "met" if self.is_met else f"missed, {self.figure / self.goal:.1f} x"
        ratio = self.figure / self.reference if self.reference else float("nan")
        return f"{self.name:<62}{self.goal:>8.1f}{self.figure:>9.1f}{ratio:>9.2f}  {self.unit:<4} {met}"


def machine() -> str:
    """What it was measured on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = (line for line in cpuinfo.read_text(encoding="utf-8").splitlines() if line.startswith("model name"))
        model = next(lines, f": {model}").split(":", 1)[1].strip()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which this part of them lies."""
    ordered = sorted(values)
    return ordered[min(round(part * (len(ordered) - 1)), len(ordered) - 1)]


def print_table(goals: Iterable[Goal], *, reference: str) -> None:
    """Print the goals, and hand them on if they are gathered; `reference` says what the ratios are to."""
    told = tuple(goals)
    print(f"{machine()}; ratio to {reference}")
    _print_lines(told)
    if gathered_in := os.environ.get(GATHERED_IN):
        with Path(gathered_in).open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(asdict(goal))}\n" for goal in told)


def print_gathered(path: Path) -> None:
    """Print all goals of a file that tables were added to as one table, and how many of them were met."""
    goals = [Goal(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    print(f"{machine()}; ratios to the references above")
    _print_lines(goals)
    print(f"{sum(goal.is_met for goal in goals)} of {len(goals)} goals met")


def _print_lines(goals: Iterable[Goal]) -> None:
    print(f"{'':<62}{'goal':>8}{'figure':>9}{'ratio':>9}")
    for goal in goals:
        print(goal.line)
