"""The page that tells what was thrown at the program, how often, what broke and what was mended."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from tools.reliability.days import DAYS, WHERE
from tools.reliability.disk import DISK
from tools.reliability.kills import KILLS
from tools.reliability.parts import ROOT, Part
from tools.reliability.signals import SIGNALS

PAGE: Final = ROOT / "docs" / "reliability.md"
MENDED: Final = Path(__file__).parent / "mended.csv"

_WHAT: Final[Mapping[str, str]] = {
    KILLS: "kill -9 while marks are made, painted, typed and saved",
    SIGNALS: "SIGTERM, and log-off without a word",
    DISK: "disks and paths that do not take a case",
    DAYS: "random actions in one process",
}

_HEAD: Final = """\
# Does it hold?

Written by `make reliability`, not by hand: this is what was run, and no more. A count smaller than the one that is
demanded below means that the run was cut off.

| thrown at it | seed | how often | figures | load of the machine | commit | what broke |
|---|---|---|---|---|---|---|
"""

FAULTS: Final = Path(__file__).parent / "faults.csv"

_DEMANDED: Final = """
## What is demanded

**kill -9**, 500 rounds: one program, or in every fourth round two on one folder, is used by a random hand (touches,
strokes, typed words, answers, saves; 20 ms to 1.4 s between them) and killed at a random moment. No kept or saved file
may be torn or mixed; no more than the last action may be lost, and none that was over more than 300 ms before, not
counting time in which the program waited for a processor that other programs had; the case of the killed program, and
no other, is offered. After every fifth kill the program is started anew, and what it goes on with must be what was
kept. The files lie in memory, where the system has it, so that a busy disk is not taken for a lazy program.

**SIGTERM and log-off**, 100 rounds: the same, but the program is asked to end, now and then under an open dialog. It
must end by itself and lose nothing, not even what is being typed.

**Disks and paths**, 20 cases each: no space left, a broken disk or a quota at every call that writes; a limit on the
size of files; a full disk, and one that is read-only, where the system lets one be made; read-only files and folders;
a file and a folder deleted meanwhile; names with spaces, quotes, line breaks, bytes that are no text, and as long as
names can be; a clock set back. What was there stays whole, what is refused is told once in words, nothing half-written
stays behind, the marks stay as they are, and saving works again once there is room.

**Random actions**, 100,000 in the window and 900,000 on cases: one process. After every sixteenth action or so the hand
waits until everything is shown, else it goes on at once. No exception, no complaint of Qt; memory stays within 20 MB of
what it was after a tenth of the actions, both with nothing entered and each of the three bodies looked at before; the
last thousand take no more than 1.2 times what the first thousand after that took. The same thousand is done both times,
and twice, of which the quicker counts.

The short form of all this is among the ordinary tests (`tests/tools/test_reliability.py`).

## What was found and mended

| thrown at it | what broke | what was mended |
|---|---|---|
"""

_FAULTS: Final = """
## Whether a fault would be noticed

Each of these was put into the program by hand, and the check told of it.

| fault | check | what it told |
|---|---|---|
"""


def row(part: Part) -> Sequence[str]:
    """What was run of one kind with one seed, as the cells of a row."""
    loads = f"{min(part.loads):.1f} to {max(part.loads):.1f}" if part.loads else ""
    figures = _day(part.figures) if part.kind == DAYS else _listed(part.figures.items())
    broke = "; ".join(part.broke) or "nothing"
    cells = (_WHAT[part.kind], str(part.seed), _counts(part), figures, loads, ", ".join(part.commits), broke)
    return tuple(cell.replace("|", "/").replace("\n", " ") for cell in cells)


def page_text(parts: Sequence[Part]) -> str:
    """The page, as Markdown."""
    order = list(_WHAT)
    rows = [_line(row(part)) for part in sorted(parts, key=lambda one: (order.index(one.kind), one.seed))]
    run = {part.kind for part in parts}
    rows += [_line((_WHAT[kind], "", "not run", "", "", "", "")) for kind in order if kind not in run]
    machines = dict.fromkeys(part.machine for part in parts)
    where = f"\nMachine: {'; '.join(machines)}. A star after a commit: files differed from it.\n"
    return _HEAD + "".join(rows) + where + _DEMANDED + _table(MENDED) + _FAULTS + _table(FAULTS)


def _table(path: Path) -> str:
    """The rows of a table that is kept by hand."""
    with path.open(encoding="utf-8", newline="") as file:
        return "".join(_line(one.values()) for one in csv.DictReader(file))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _counts(part: Part) -> str:
    if part.kind == DAYS:
        return f"{part.counts.get('window', 0):,} {WHERE[0]}, {part.counts.get('case', 0):,} {WHERE[1]}"
    return ", ".join(f"{count:,} {name}" for name, count in part.counts.items())


def _listed(figures: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {figure:,.0f}" for name, figure in figures)


def _day(figures: Mapping[str, float]) -> str:
    last = f"{figures.get('last_mb', 0):.0f} MB"
    if f"first_ms {WHERE[0]}" not in figures:
        return f"memory {last}; cut off before the warm-up was over"
    told = [f"memory {figures.get('warm_mb', 0):.0f} MB after warm-up, {last} at the end"]
    for where in WHERE:
        first, last_ms = (figures.get(f"{name} {where}") for name in ("first_ms", "last_ms"))
        if first and last_ms:
            told.append(f"an action {where} took {first:.2f} ms in the first thousand and {last_ms:.2f} in the last")
    return "; ".join(told if len(told) > 1 else (*told, "cut off before the last thousand were measured"))
