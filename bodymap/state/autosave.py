"""Keeps the unsaved case in the platform's state folder, so that a crash loses nothing.

The case is written on every change and removed when it was saved, cleared or closed. Each running program has a file of
its own and holds a lock on another one beside it, which the system lets go when the program ends, however it ends. So
what lies there without a lock was left over by a crash, and `left_over` offers it. The names say nothing of the person,
the folder and its files are the owner's only, and nothing is written while autosave is off.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from bodymap.core.errors import CaseFileError
from bodymap.state.case import Case
from bodymap.state.case_file import read_case, write_case
from bodymap.state.folders import state_folder

_CASE: Final = ".bodymap-unsaved.json"
_LOCK: Final = ".bodymap-unsaved.lock"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A case that a crash left behind."""

    case: Case
    path: Path


class Autosave:
    """Keeps the unsaved case of one running program.

    Parameters
    ----------
    is_on : bool
        Whether cases are kept; can be changed with `turn`.
    folder : Path, optional
        Where to keep them; the platform's state folder when not given. It is made when the first case is kept.
    """

    def __init__(self, *, is_on: bool = True, folder: Path | None = None) -> None:
        self._is_on = is_on
        self._folder = folder or state_folder()
        self._name = secrets.token_hex(8)
        self._lock: IO[bytes] | None = None

    @property
    def is_on(self) -> bool:
        """Whether cases are kept."""
        return self._is_on

    def turn(self, *, on: bool) -> None:
        """Switch it on or off; switched off it removes what it kept."""
        self._is_on = on
        if not on:
            self.close()

    def keep(self, case: Case) -> None:
        """Keep a case, or remove what was kept when nothing was entered; does nothing while it is off.

        Raises
        ------
        CaseFileError
            If it cannot be written; what was kept before is unchanged.
        """
        if not self._is_on:
            return
        if case.is_blank:
            self.remove()
            return
        self._hold()
        write_case(case, self._path)

    def remove(self) -> None:
        """Remove what was kept: the case was saved, or is not wanted any more."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove what was kept and let go of the lock: the program ends in good order."""
        self.remove()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            with contextlib.suppress(OSError):
                self._lock_path(self._path).unlink(missing_ok=True)

    def left_over(self) -> tuple[LeftOver, ...]:
        """Cases that programs left behind which ended without closing, the newest first; broken ones are skipped."""
        if not self._folder.is_dir():
            return ()
        found: list[tuple[float, LeftOver]] = []
        for path in self._folder.glob(f"*{_CASE}"):
            if path != self._path and not _is_locked(self._lock_path(path)):
                with contextlib.suppress(CaseFileError, OSError):
                    found.append((path.stat().st_mtime, LeftOver(read_case(path), path)))
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0], reverse=True))

    def discard(self, left_over: LeftOver) -> None:
        """Remove a case that was left over: it was taken over, or is not wanted."""
        for path in (left_over.path, self._lock_path(left_over.path)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    @property
    def _path(self) -> Path:
        return self._folder / f"{self._name}{_CASE}"

    @staticmethod
    def _lock_path(path: Path) -> Path:
        return path.with_name(path.name.removesuffix(_CASE) + _LOCK)

    def _hold(self) -> None:
        """Take the lock, if it is not held yet; makes the folder."""
        if self._lock is not None:
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._lock_path(self._path), os.O_CREAT | os.O_WRONLY, 0o600)
        except OSError as error:
            raise CaseFileError(f"unsaved case: cannot be kept: {error.strerror or error}") from error
        lock = os.fdopen(handle, "wb")
        if _try_lock(lock):
            self._lock = lock
        else:
            lock.close()


def _is_locked(path: Path) -> bool:
    """Whether a running program holds the lock; a lock that is not there is not held."""
    try:
        with path.open("r+b") as lock:
            return not _try_lock(lock)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _try_lock(file: IO[bytes]) -> bool:
    """Lock an open file for as long as it stays open; False when another program holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
