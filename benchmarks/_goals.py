"""Goals of speed beside what was measured: one table, with the machine named and a ratio to a reference of the run."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


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
    def line(self) -> str:
        """The line as text."""
        met = "met" if self.figure <= self.goal else f"missed, {self.figure / self.goal:.1f} x"
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
    """Print the goals; `reference` says what the ratios are to."""
    print(f"{machine()}; ratio to {reference}")
    print(f"{'':<62}{'goal':>8}{'figure':>9}{'ratio':>9}")
    for goal in goals:
        print(goal.line)
