"""Asks whether a weakness is known in what bodymap is built on, and says of what nothing is known.

pip-audit asks the index for each pinned version of each lock. A package that the index has no word about is counted
apart: no answer is not a good answer.

    python -m tools.audit
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tools.lock import LOCKS, TOOL_LOCKS

_NOT_ASKED = 2
_QUIET = ("--progress-spinner", "off", "--format", "json")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known about the packages of one lock.

    Attributes
    ----------
    weak : tuple of str
        A line for each known weakness.
    unknown : tuple of str
        The packages about which nothing could be found out.
    """

    packages: int
    weak: tuple[str, ...]
    unknown: tuple[str, ...]

    def lines(self, lock: str) -> Iterator[str]:
        """What to tell about a lock of this name."""
        asked = self.packages - len(self.unknown)
        yield f"{lock}: {self.packages} packages, {asked} checked, {len(self.weak)} known weaknesses"
        yield from (f"  weak: {one}" for one in self.weak)
        if self.unknown:
            yield f"  nothing is known about {', '.join(self.unknown)}"


def main() -> int:
    """Tell about each lock; 1 if a weakness is known, 2 if nothing could be found out about anything."""
    outcomes = []
    for lock in (*LOCKS, *TOOL_LOCKS.values()):
        told = json.loads(_ask(str(lock.file)))
        outcomes.append(outcome(told["dependencies"]))
        print(*outcomes[-1].lines(str(lock.file)), sep="\n", flush=True)
    if any(one.weak for one in outcomes):
        return 1
    if all(one.packages == len(one.unknown) for one in outcomes):
        print("The index that was asked gave no answer about any package: nothing was checked.", file=sys.stderr)
        return _NOT_ASKED
    return 0


def outcome(dependencies: Sequence[Mapping[str, object]]) -> Outcome:
    """What pip-audit says, with each weakness and each package that was passed over by name."""
    weak, unknown = [], []
    for one in dependencies:
        if "skip_reason" in one:
            unknown.append(str(one["name"]))
        for weakness in _weaknesses(one):
            mended = ", ".join(map(str, weakness["fix_versions"])) or "no version yet"
            weak.append(f"{one['name']} {one['version']}: {weakness['id']}, mended in {mended}")
    return Outcome(len(dependencies), tuple(weak), tuple(unknown))


def _weaknesses(dependency: Mapping[str, object]) -> Sequence[Mapping[str, list[str]]]:
    found = dependency.get("vulns", [])
    return found if isinstance(found, list) else []


def _ask(lock: str) -> str:
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--requirement", lock, *_QUIET]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        print(f"pip-audit gave no answer about {lock}: {why}", file=sys.stderr)
        sys.exit(_NOT_ASKED)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
