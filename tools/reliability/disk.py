"""Saves to disks and paths that do not take a case, through the window, and looks at what became of file and marks.

Each check is done with as many cases as are asked for. What a check does not find on this machine (a disk that it may
make, a user who may not write everywhere) is left out and not counted.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bodymap.library.folders import state_folder
from tools.reliability.parts import ROOT

if TYPE_CHECKING:
    from tools.reliability.desk import Desk
    from tools.reliability.disk_checks import Check

DISK: Final = "disk"

# A user who may write everywhere would not notice what is read-only.
_AS_ANYBODY: Final = ("setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override")
# In a name space of its own a disk can be made that nobody else sees, by a user who may, or who is let to.
_MOUNTING: Final = (("unshare", "--mount"), ("unshare", "--mount", "--user", "--map-root-user"))


def throw_at_disk(numbers: range, seed: int) -> tuple[dict[str, int], dict[str, float], tuple[str, ...]]:
    """Do every check with so many cases, in a process of its own; how often which, and what was not as demanded."""
    command = [*_around(), sys.executable, "-m", "tools.reliability.disk", str(len(numbers)), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    sys.stderr.write(done.stderr)
    if done.returncode != 0:
        return {}, {}, (f"the checks ended with code {done.returncode}",)
    counts, broke = json.loads(done.stdout.splitlines()[-1])
    return counts, {}, tuple(broke)


def _around() -> tuple[str, ...]:
    """What the checks are started by, as far as the machine has it."""
    found: tuple[str, ...] = ()
    for one in _MOUNTING:
        if shutil.which(one[0]) and _works((*one, "true")):
            found = one
            break
    if os.geteuid() == 0 and shutil.which(_AS_ANYBODY[0]) and _works((*found, *_AS_ANYBODY, "true")):
        found = (*found, *_AS_ANYBODY)
    return found


def _works(command: tuple[str, ...]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main(count: int, seed: int) -> None:
    """Do all checks; a line of JSON tells how often which was done, and what broke."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="bodymap-") as home:
        os.environ |= {"HOME": home, "XDG_STATE_HOME": f"{home}/state", "XDG_CONFIG_HOME": f"{home}/config"}
        from tools.reliability.desk import Desk
        from tools.reliability.disk_checks import CHECKS, mounted, unmount

        state = state_folder()
        has_disk = mounted(state)
        try:
            counts, wrong = _checked(Desk(seed), CHECKS, count)
        finally:
            if has_disk:
                unmount(state)
    sys.stdout.write(json.dumps([counts, wrong]) + "\n")


def _checked(desk: Desk, checks: Mapping[str, Check], count: int) -> tuple[dict[str, int], list[str]]:
    """Do each check so often; how often which was done, and what was not as demanded."""
    counts: dict[str, int] = {}
    for name, check in checks.items():
        for _ in range(count):
            desk.doing = name
            with tempfile.TemporaryDirectory(prefix="bodymap-") as folder:
                desk.take_new_case()
                try:
                    times = check(desk, Path(folder))
                except Exception as error:  # whatever it is, it is counted
                    traceback.print_exc()
                    desk.check(False, f"threw {type(error).__name__}")
                    times = 1
            counts[name] = counts.get(name, 0) + times
    desk.finish()
    return {name: times for name, times in counts.items() if times}, list(desk.wrong)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
