"""Kills the program at random moments and looks at what is left: kept cases, saved files, who is offered what.

Each round starts one program or two on one folder, lets it be used (`tools.reliability.use`), kills it with SIGKILL and
reads what lies on the disk. An action counts as acknowledged when its event is over. What is demanded: nothing torn or
mixed, at most the last acknowledged action lost, and none older than `OLDEST_LOST_S` when the program was killed.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bodymap.core.errors import BodymapError
from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from bodymap.state.case_file import read_case
from tools.reliability import use
from tools.reliability.parts import in_memory

KILLS: Final = "kills"

OLDEST_LOST_S: Final = 0.3
"""What a person did longer ago than this must be kept; the program keeps it within its event.

Time during which it waits for a processor that others have does not count: nothing can be kept then.
"""

_LONGEST_USE_S: Final = 2.5
_LOOK_S: Final = 0.01
_LONGEST_LOOK_S: Final = 0.02
"""A look that took longer was itself kept from a processor, and does not tell what the program waited for meanwhile."""

_START_S: Final = 120.0
_EMPTY: Final = use.digest(Case())


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
    waited_s : float
        For how long of that the program waited for a processor, because others had them.
    wrong : tuple of str
        What must not be: torn, mixed, offered to nobody.
    """

    actions: int = 0
    saves: int = 0
    lost: int = 0
    oldest_lost_s: float = 0.0
    waited_s: float = 0.0
    wrong: tuple[str, ...] = ()

    @property
    def broke(self) -> tuple[str, ...]:
        """All that is not as demanded."""
        age = self.oldest_lost_s - self.waited_s
        late = [f"an action {age:.3f} s old is lost"] if age > OLDEST_LOST_S else []
        many = [f"{self.lost} actions are lost"] if self.lost > 1 else []
        return (*self.wrong, *late, *many)


class NotStartedError(Exception):
    """The program was not ready in time; on a machine that is busy enough this says nothing of the program."""


@dataclass(slots=True)
class Told:
    """What a program said before it was killed."""

    ends: list[tuple[str, float, float]] = field(default_factory=list)
    saved: list[tuple[str, float]] = field(default_factory=list)
    saving: str = ""
    has_begun: bool = False
    held: str = ""
    is_safe: bool = False

    def hear(self, line: str) -> None:
        """Take a line of what it said."""
        word, *rest = line.split()
        match word:
            case "begin":
                self.has_begun = True
            case "end":
                self.ends.append((rest[0], float(rest[1]), float(rest[2])))
                self.has_begun = False
            case "over":
                self.held, self.is_safe = rest[0], rest[1] == "safe"
            case "saving":
                self.saving = rest[0]
            case "saved":
                self.saved.append((rest[0], float(rest[1])))
                self.saving = ""
            case _:
                pass


def killed(seed: int, *, programs: int = 1, starts_anew: bool = False) -> tuple[Round, ...]:
    """Start programs on one folder, kill them one after the other, and look at what each left.

    Parameters
    ----------
    starts_anew : bool
        Start one more, after the first kill, and look at what that goes on with.
    """
    chance = random.Random(seed)  # noqa: S311
    # What a killed program wrote is there, whether a disk has it or not; so it need not wait for that of this machine,
    # which others keep busy. That a copy takes its place before the disk has it is tested by itself.
    with tempfile.TemporaryDirectory(prefix="bodymap-", dir=in_memory()) as scratch:
        home = Path(scratch)
        running = [Program(home, seed * 10 + number) for number in range(programs)]
        for program in running:
            program.wait_until_ready()
        rounds: list[Round] = []
        for number, program in enumerate(running):
            at = program.kill_after(chance.uniform(0.05, _LONGEST_USE_S))
            taken = _taken_over(home, seed * 10 + 9) if starts_anew and number == 0 else None
            rounds.append(_looked_at(home, program, at, taken, still_running=programs - number - 1))
        return tuple(rounds)


def _taken_over(home: Path, seed: int) -> str:
    """What a program that is started now goes on with, when it offers something and is told to; it is killed too."""
    program = Program(home, seed, goes_on=True)
    program.wait_until_ready()
    program.kill()
    return program.told.held


class Program:
    """A program that is used, and what it told.

    A server that has everything loaded forks it, so that the time goes into what is used and killed.
    """

    def __init__(self, home: Path, seed: int, *, goes_on: bool = False, opens_dialog: bool = False) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tools.reliability.ready"])
        self.told = Told()
        self.waited_s = 0.0
        self.documents = use.documents_of(home, seed)
        reading, writing = context.Pipe(duplex=False)
        how = {"goes_on": goes_on, "opens_dialog": opens_dialog}
        self._process = context.Process(target=use.main, args=(seed, home, writing), kwargs=how, daemon=True)
        self._process.start()
        writing.close()
        self._said = os.fdopen(os.dup(reading.fileno()), encoding="utf-8")
        reading.close()

    def wait_until_ready(self) -> None:
        """Until the window has answered for the first time."""
        patience = threading.Timer(_START_S, self._process.kill)
        patience.start()
        try:
            while (line := self._said.readline()) != "ready\n":
                if not line:
                    raise NotStartedError
                self.told.hear(line)
        finally:
            patience.cancel()

    def kill_after(self, seconds: float) -> float:
        """Let it run for so long and kill it; when that was. For how long it has waited for a processor is known then.

        On a busy machine whoever watches is kept from looking, too. So it is killed right after a look, be that later.
        """
        process, over = self._process.pid or 0, time.monotonic() + seconds
        known, ran = "", time.monotonic()
        while True:
            looked = time.monotonic()
            new = Path(f"/proc/{process}/schedstat").read_text(encoding="ascii")
            is_ready = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "R"
            if new != known or not is_ready:
                known, ran = new, looked
            at = time.monotonic()
            if at >= over and at - looked < _LONGEST_LOOK_S:
                break
            time.sleep(min(_LOOK_S, max(over - at, 0.001)))
        self.kill()
        self.waited_s = int(new.split()[1]) / 1e9 + looked - ran
        return at

    def kill(self) -> None:
        """Kill it, and hear all that it said until then."""
        self._process.kill()
        self._hear()

    def ask_to_end(self, how: signal.Signals, most_s: float) -> int | None:
        """Send a signal, and wait until the program has ended; its exit code, None when it goes on."""
        os.kill(self._process.pid or 0, how)
        self._process.join(most_s)
        code = self._process.exitcode
        self._process.kill()
        self._hear()
        return code

    def _hear(self) -> None:
        """Hear the rest of what it said, whole lines only."""
        for line in self._said.read().splitlines(keepends=True):
            if line.endswith("\n"):
                self.told.hear(line)
        self._process.join()
        self._said.close()


def _looked_at(home: Path, program: Program, at: float, taken: str | None, *, still_running: int) -> Round:
    told = program.told
    wrong: list[str] = []
    state = home / "state" / "bodymap"
    autosave = Autosave(folder=state)
    wrong += [f"what was kept cannot be read: {one.problem}" for one in autosave.unreadable()]
    left = autosave.left_over()
    if len(left) > 1:
        wrong.append(f"{len(left)} cases are offered after one was killed, {still_running} still running")
    file = program.documents / use.FILE
    wrong += _saved_wrong(file, told)
    kept = use.digest(left[0].case) if left else None
    on_disk = {kept} if kept is not None else {_EMPTY, *(name for name, _ in told.saved[-1:]), told.saving or _EMPTY}
    if taken is not None and taken != (kept or _EMPTY):
        wrong.append("the program went on with something else than what was kept")
    for one in left:
        autosave.discard(one)
    known = [name for name, _, _ in told.ends]
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
    waited = min(max(program.waited_s - lost[0][2], 0.0), oldest) if lost else 0.0
    return Round(len(known), len(told.saved), len(lost), oldest, waited, tuple(wrong))


def _saved_wrong(file: Path, told: Told) -> list[str]:
    if not file.exists():
        return ["a saved file is not there"] if told.saved else []
    wrong = [f"a temporary file is left: {path.name}" for path in file.parent.glob(f".{use.FILE}*")]
    try:
        name = use.digest(read_case(file))
    except BodymapError as error:
        return [*wrong, f"a saved file is torn: {error}"]
    if name not in {told.saving, *(saved for saved, _ in told.saved[-1:])}:
        wrong.append("a saved file holds another case than was saved last")
    return wrong
