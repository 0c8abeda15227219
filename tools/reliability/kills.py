"""Kills the program at random moments and looks at what is left: kept cases, saved files, who is offered what.

Each round starts one program or two on one folder, lets it be used (`tools.reliability.use`), kills it with SIGKILL and
reads what lies on the disk. An action counts as acknowledged when its event is over. What is demanded: nothing torn or
mixed, at most the last acknowledged action lost, and none older than `OLDEST_LOST_S` when the program was killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from bodymap.core.errors import BodymapError
from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from bodymap.state.case_file import read_case
from tools.reliability.use import FILE, digest

ROOT: Final = Path(__file__).parents[2]

OLDEST_LOST_S: Final = 0.3
"""What a person did longer ago than this must be kept; the program keeps it 250 ms after the first unkept change."""

_LONGEST_USE_S: Final = 2.5
_START_S: Final = 120.0
_EMPTY: Final = digest(Case())


@dataclass(frozen=True, slots=True)
class Round:
    """What one killed program left.

    Attributes
    ----------
    actions, saves : int
        Acknowledged.
    lost : int
        Acknowledged actions that neither the kept case nor the saved file holds.
    oldest_lost_s : float
        How long before the kill the first of them was over; 0 when none is lost.
    wrong : tuple of str
        What must not be: torn, mixed, offered to nobody.
    """

    actions: int = 0
    saves: int = 0
    lost: int = 0
    oldest_lost_s: float = 0.0
    wrong: tuple[str, ...] = ()

    @property
    def broke(self) -> tuple[str, ...]:
        """All that is not as demanded."""
        late = [f"an action {self.oldest_lost_s:.3f} s old is lost"] if self.oldest_lost_s > OLDEST_LOST_S else []
        many = [f"{self.lost} actions are lost"] if self.lost > 1 else []
        return (*self.wrong, *late, *many)


@dataclass(slots=True)
class _Told:
    """What a program said before it was killed."""

    ends: list[tuple[str, float]] = field(default_factory=list)
    saved: list[tuple[str, float]] = field(default_factory=list)
    saving: str = ""
    has_begun: bool = False

    def hear(self, line: str) -> None:
        word, *rest = line.split()
        match word:
            case "begin":
                self.has_begun = True
            case "end":
                self.ends.append((rest[0], float(rest[1])))
                self.has_begun = False
            case "saving":
                self.saving = rest[0]
            case "saved":
                self.saved.append((rest[0], float(rest[1])))
                self.saving = ""
            case _:
                pass


def killed(seed: int, *, programs: int = 1) -> tuple[Round, ...]:
    """Start programs on one folder, kill them one after the other, and look at what each left."""
    chance = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="bodymap-") as scratch:
        home = Path(scratch)
        running = [_started(home, seed * 10 + number) for number in range(programs)]
        told = [_Told() for _ in running]
        for process in running:
            _wait(process)
        rounds: list[Round] = []
        for number, process in enumerate(running):
            time.sleep(chance.uniform(0.05, _LONGEST_USE_S))
            process.send_signal(signal.SIGKILL)
            at = time.monotonic()
            for line in _output(process):
                told[number].hear(line)
            process.wait()
            _pipe(process).close()
            rounds.append(_looked_at(home, number, told[number], at, still_running=programs - number - 1))
        return tuple(rounds)


def _looked_at(home: Path, number: int, told: _Told, at: float, *, still_running: int) -> Round:
    wrong: list[str] = []
    state = home / "state" / "bodymap"
    autosave = Autosave(folder=state)
    wrong += [f"what was kept cannot be read: {one.problem}" for one in autosave.unreadable()]
    left = autosave.left_over()
    if len(left) > 1:
        wrong.append(f"{len(left)} cases are offered after one was killed, {still_running} still running")
    wrong += [f"left behind: {path.name}" for path in state.glob(".*.case.json.*")]
    file = _documents(home, number) / FILE
    wrong += _saved_wrong(file, told)
    kept = digest(left[0].case) if left else None
    on_disk = {kept} if kept is not None else {_EMPTY, *(name for name, _ in told.saved[-1:]), told.saving or _EMPTY}
    for one in left:
        autosave.discard(one)
    known = [name for name, _ in told.ends]
    held = max((place for place, name in enumerate(known) if name in on_disk), default=-1)
    # An action that was under way may be kept before its event is over; it comes after all that were acknowledged.
    if kept is not None and kept not in known:
        held = len(known) - 1
        if not told.has_begun and kept not in {name for name, _ in told.saved}:
            wrong.append("what was kept is nothing that the case ever was")
    lost = told.ends[held + 1 :] if known else []
    if held == -1 and known and known[0] == _EMPTY:
        lost = told.ends[1:]
    oldest = at - lost[0][1] if lost else 0.0
    return Round(len(known), len(told.saved), len(lost), oldest, tuple(wrong))


def _saved_wrong(file: Path, told: _Told) -> list[str]:
    if not file.exists():
        return ["a saved file is not there"] if told.saved else []
    wrong = [f"a temporary file is left: {path.name}" for path in file.parent.glob(f".{FILE}*")]
    try:
        name = digest(read_case(file))
    except BodymapError as error:
        return [*wrong, f"a saved file is torn: {error}"]
    if name not in {told.saving, *(saved for saved, _ in told.saved[-1:])}:
        wrong.append("a saved file holds another case than was saved last")
    return wrong


def _documents(home: Path, number: int) -> Path:
    return home / f"documents-{number}"


def _started(home: Path, seed: int) -> subprocess.Popen[str]:
    number = seed % 10
    documents = _documents(home, number)
    documents.mkdir()
    environment = os.environ | {
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tools.reliability.use", str(seed), str(documents)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )


def _wait(process: subprocess.Popen[str]) -> None:
    """Until the window has answered for the first time."""
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        line = _pipe(process).readline()
        if line == "ready\n":
            return
        if not line:
            break
    process.kill()
    raise RuntimeError("the program did not start")


def _output(process: subprocess.Popen[str]) -> Sequence[str]:
    """All that it said until it was killed, whole lines only."""
    return [line for line in _pipe(process).read().splitlines(keepends=True) if line.endswith("\n")]


def _pipe(process: subprocess.Popen[str]) -> IO[str]:
    if process.stdout is None:
        raise RuntimeError("the output of the program is not read")
    return process.stdout
