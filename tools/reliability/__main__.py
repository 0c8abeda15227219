"""Try to break the program and write down what broke: ``make reliability``; hours, if nobody says less.

    python -m tools.reliability kills 500      rounds of kill -9, every fourth with two programs on one folder
    python -m tools.reliability signals 100    rounds of SIGTERM and log-off
    python -m tools.reliability disk 20        saves to disks and paths that do not take them, so many cases of each
    python -m tools.reliability days 100000    random actions in the real window, and nine times as many on cases
    python -m tools.reliability page           write ``docs/reliability.md`` from what was run
    python -m tools.reliability                all of these

``--seed N`` begins with another seed; a run with the same seed does the same. What was run lies in build/reliability,
part by part: a part that is there is not run again, unless ``--afresh`` is said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from tools.reliability.days import DAYS
from tools.reliability.disk import DISK, throw_at_disk
from tools.reliability.kills import KILLS, NotStartedError, Round, killed
from tools.reliability.parts import FOLDER, ROOT, Part, commit, load, machine, read, read_all, summed, write
from tools.reliability.report import PAGE, page_text, row
from tools.reliability.signals import SIGNALS, ended

COUNTS: Final = {KILLS: 500, SIGNALS: 100, DISK: 20, DAYS: 100_000}
_PAGE: Final = "page"
_TWO_EVERY: Final = 4
_ANEW_EVERY: Final = 5
_TOGETHER: Final = 10
"""Rounds of a part."""

Outcome = TypeVar("Outcome")
Found = tuple[dict[str, int], dict[str, float], tuple[str, ...]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 0 when nothing broke."""
    parser = argparse.ArgumentParser(prog="python -m tools.reliability", description=__doc__.partition("\n")[0])
    parser.add_argument("kind", nargs="?", choices=[*COUNTS, _PAGE], help="one kind only; the page is not written then")
    parser.add_argument("count", nargs="?", type=int, help="how often")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--afresh", action="store_true", help="run again what was run already")
    asked = parser.parse_args(arguments)
    kinds = [kind for kind in COUNTS if asked.kind in (kind, None)]
    for kind in kinds:
        run(kind, asked.count or COUNTS[kind], asked.seed, FOLDER, afresh=asked.afresh)
    parts = summed(read_all(FOLDER))
    found = [part for part in parts if part.kind in kinds or asked.kind == _PAGE]
    for one in found:
        sys.stdout.write(f"{' | '.join(row(one))}\n")
    if asked.kind in (_PAGE, None):
        PAGE.write_text(page_text(parts), encoding="utf-8")
    return 1 if any(one.broke for one in found) else 0


def run(kind: str, count: int, seed: int, folder: Path, *, afresh: bool = False) -> Part:
    """Throw one kind of trouble at the program so often; the sum of the parts, each in its file once it is over."""
    step = _TOGETHER if kind in (KILLS, SIGNALS) else count
    parts: list[Part] = []
    for first in range(0, count, step):
        path = folder / f"{kind}-{seed}-{first:04}.json"
        if afresh or not path.exists():
            path.unlink(missing_ok=True)
            _run_part(kind, range(first, min(first + step, count)), seed, path)
        parts.append(read(path))
    return summed(parts)[0]


def _run_part(kind: str, numbers: range, seed: int, path: Path) -> None:
    if kind == DAYS:
        _day(len(numbers), seed, path)
        return
    began, at = load(), commit()
    throw: Mapping[str, Callable[[range, int], Found]] = {KILLS: _kills, SIGNALS: _signals, DISK: throw_at_disk}
    counts, figures, broke = throw[kind](numbers, seed)
    write(Part(kind, seed, counts, figures, broke, (began, load()), (at,), machine()), path)


def _kills(numbers: range, seed: int) -> Found:
    def one(number: int) -> tuple[Round, ...]:
        programs = 2 if number % _TWO_EVERY == _TWO_EVERY - 1 else 1
        return killed(seed * 100_000 + number, programs=programs, starts_anew=number % _ANEW_EVERY == 0)

    done = _rounds(one, numbers)
    found = [each for both in done for each in both] or [Round()]
    counts = {
        "rounds": len(done),
        "kills": sum(map(len, done)),
        "actions": sum(each.actions for each in found),
        "saves": sum(each.saves for each in found),
        "actions lost": sum(each.lost for each in found),
    }
    oldest = max(found, key=lambda each: each.oldest_lost_s - each.waited_s)
    figures = {
        "age of the oldest lost action, ms:": 1000 * (oldest.oldest_lost_s - oldest.waited_s),
        "by the clock, ms:": 1000 * max(each.oldest_lost_s for each in found),
    }
    return counts, figures, tuple(sorted({problem for each in found for problem in each.broke}))


def _rounds(one: Callable[[int], Outcome], numbers: range) -> list[Outcome]:
    """Some rounds, several at once; one in which the program did not start is none."""

    def tried(number: int) -> Outcome | None:
        try:
            return one(number)
        except NotStartedError:
            return None

    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as rounds:
        return [found for found in rounds.map(tried, numbers) if found is not None]


def _signals(numbers: range, seed: int) -> Found:
    found = _rounds(lambda number: ended(seed * 100_000 + number), numbers)
    counts = {"rounds": len(found), "actions": sum(actions for actions, _ in found)}
    return counts, {}, tuple(sorted({problem for _, wrong in found for problem in wrong}))


def _day(count: int, seed: int, path: Path) -> None:
    """A long day, which tells of itself; when it ends early, what it told until then counts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tools.reliability.days", str(count), str(seed), str(path)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if code != 0:
        told = read(path) if path.exists() else Part(DAYS, seed, {}, commits=(commit(),), machine=machine())
        write(replace(told, broke=(*told.broke, f"ended early with code {code}")), path)


if __name__ == "__main__":
    raise SystemExit(main())
