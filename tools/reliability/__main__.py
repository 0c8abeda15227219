"""Try to break the program and write down what broke: ``make reliability``; hours, if nobody says less.

    python -m tools.reliability kills 500        rounds of kill -9, every fourth with two programs on one folder
    python -m tools.reliability window 100000    random actions in the real window
    python -m tools.reliability case 900000      random actions on the case behind it
    python -m tools.reliability                  all of these, and ``docs/reliability.md`` is written

``--seed N`` begins with another seed; a run with the same seed does the same. ``--divide N`` does all of it less often.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tools.reliability.days import Day
from tools.reliability.kills import ROOT, Round, killed
from tools.reliability.report import PAGE, Thrown, page_text

KILLS, WINDOW, CASE = "kills", "window", "case"
COUNTS: Final = {KILLS: 500, WINDOW: 100_000, CASE: 900_000}
_TWO_EVERY: Final = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 0 when nothing broke."""
    parser = argparse.ArgumentParser(prog="python -m tools.reliability", description=__doc__.partition("\n")[0])
    parser.add_argument("kind", nargs="?", choices=list(COUNTS), help="one kind only; the page is not written then")
    parser.add_argument("count", nargs="?", type=int, help="how often")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--divide", type=int, default=1, help="do each so many times less often")
    asked = parser.parse_args(arguments)
    kinds = [asked.kind] if asked.kind else list(COUNTS)
    thrown = [run(kind, asked.count or COUNTS[kind] // asked.divide, asked.seed) for kind in kinds]
    for one in thrown:
        sys.stdout.write(f"{one.what}: {one.count}; {'; '.join(one.broke) or 'nothing broke'}\n")
    if asked.kind is None:
        PAGE.write_text(page_text(thrown, load=os.getloadavg()[0], seed=asked.seed), encoding="utf-8")
    return 1 if any(one.broke for one in thrown) else 0


def run(kind: str, count: int, seed: int) -> Thrown:
    """Throw one kind of trouble at the program so often."""
    return _kills(count, seed) if kind == KILLS else _day(kind, count, seed)


def _kills(count: int, seed: int) -> Thrown:
    def one(number: int) -> tuple[Round, ...]:
        return killed(seed * 100_000 + number, programs=2 if number % _TWO_EVERY == _TWO_EVERY - 1 else 1)

    with ThreadPoolExecutor(os.cpu_count()) as rounds:
        found = [each for both in rounds.map(one, range(count)) for each in both]
    actions, saves = sum(each.actions for each in found), sum(each.saves for each in found)
    lost = sum(each.lost for each in found)
    oldest = max((each.oldest_lost_s for each in found), default=0.0)
    return Thrown(
        "kill -9 while marks are made, painted, typed and saved",
        f"{count} rounds, {len(found)} kills, {actions} actions and {saves} saves acknowledged",
        f"{lost} of {actions} actions lost, the oldest {1000 * oldest:.0f} ms old",
        tuple(sorted({problem for each in found for problem in each.broke})),
    )


def _day(kind: str, count: int, seed: int) -> Thrown:
    done = subprocess.run(
        [sys.executable, "-m", "tools.reliability.days", kind, str(count), str(seed)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    what = "random actions in the real window" if kind == WINDOW else "random actions on the case, kept and read back"
    if done.returncode != 0:
        return Thrown(what, f"{count}", "ended early", (f"exit code {done.returncode}: {done.stderr[-300:]}",))
    day = Day(**json.loads(done.stdout.splitlines()[-1]))
    figures = (
        f"memory {day.warm_mb:.0f} MB after warm-up, {day.last_mb:.0f} MB at the end; an action took "
        f"{day.first_ms:.2f} ms of the processor in the first thousand, {day.last_ms:.2f} in the last"
    )
    return Thrown(what, f"{count}", figures, day.broke)


if __name__ == "__main__":
    raise SystemExit(main())
