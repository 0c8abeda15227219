"""A short log of faults in the platform's state folder: where the program failed, never what it failed on.

Two files for the owner only. ``faults.log`` holds what the window told; when it grows beyond `MOST_BYTES` it becomes
``faults.old.log``, and the one before goes. Into ``crash.log`` the system's own handler writes where the program stood
when it ended by itself; the next start tells it and moves it into the log.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from bodymap.core.version import VERSION
from bodymap.library.folders import state_folder

MOST_BYTES: Final = 100_000
_MOST_OF_A_CRASH: Final = 20_000


def details_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of an error and the places in the code, without its message, which may hold what somebody typed."""
    return f"{kind.__name__}\n{''.join(traceback.format_list(traceback.extract_tb(trace)))}"


class FaultLog:
    """The log of one running program; where it cannot be written, the program goes on without.

    Parameters
    ----------
    folder : Path, optional
        The platform's state folder when not given. It is made when something is written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or state_folder()
        self._crash: IO[bytes] | None = None
        self._is_over = False

    @property
    def path(self) -> Path:
        """The log."""
        return self._folder / "faults.log"

    def write(self, details: str) -> None:
        """Add a fault: kind and places, no values."""
        import platform
        from datetime import datetime

        head = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}  bodymap {VERSION}  {platform.platform()}"
        with contextlib.suppress(OSError):
            self._make_room()
            with os.fdopen(self._opened(self.path), "ab") as log:
                log.write(f"{head}\n{details.rstrip()}\n\n".encode(errors="replace"))

    def begin(self) -> str:
        """From now on note where the program stands when it ends by itself; where one stood that did so before.

        Does nothing once the program has ended in good order.
        """
        crash = self._folder / "crash.log"
        details = ""
        if self._is_over:
            return details
        with contextlib.suppress(OSError):
            if crash.is_file() and crash.stat().st_size:
                with crash.open("rb") as file:
                    details = file.read(_MOST_OF_A_CRASH).decode(errors="replace")
                self.write(f"ended by itself\n{details}")
                os.truncate(crash, 0)
            self._crash = os.fdopen(self._opened(crash), "ab")
            faulthandler.enable(self._crash, all_threads=False)
        return details

    def end(self) -> None:
        """The program ends in good order."""
        self._is_over = True
        if self._crash is not None:
            faulthandler.disable()
            self._crash.close()
            self._crash = None

    def _opened(self, path: Path) -> int:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def _make_room(self) -> None:
        if self.path.is_file() and self.path.stat().st_size > MOST_BYTES:
            self.path.replace(self._folder / "faults.old.log")
