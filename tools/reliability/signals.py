"""Asks the program to end at random moments, by SIGTERM and at log-off, and looks at whether anything is lost."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from typing import Final

from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from tools.reliability.kills import Program
from tools.reliability.use import LOG_OFF, TERMINATE, digest

SIGNALS: Final = "signals"

_LONGEST_USE_S: Final = 2.0
_END_S: Final = 60.0
_DIALOG: Final = 0.2
"""In which part of the rounds a dialog is open."""


def ended(seed: int) -> tuple[int, tuple[str, ...]]:
    """Let a program be used and ask it to end; how many actions there were, and what was not as demanded."""
    chance = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="bodymap-") as scratch:
        home = Path(scratch)
        program = Program(home, seed, opens_dialog=chance.random() < _DIALOG)
        program.wait_until_ready()
        time.sleep(chance.uniform(0.05, _LONGEST_USE_S))
        how = chance.choice((TERMINATE, LOG_OFF))
        code = program.ask_to_end(how, _END_S)
        told, autosave = program.told, Autosave(folder=home / "state" / "bodymap")
        wrong = {None: ["the program did not end"], 0: []}.get(code, [f"the program ended with code {code}"])
        wrong += ["what was kept cannot be read" for _ in autosave.unreadable()]
        left = [digest(one.case) for one in autosave.left_over()]
        wanted = [] if told.is_safe or told.held == digest(Case()) else [told.held]
        if code == 0 and left != wanted:
            wrong.append(f"{len(left)} cases are offered, not just the one that was open")
        return len(told.ends), tuple(f"{how.name}: {one}" for one in wrong)
