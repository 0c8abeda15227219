"""Keeps the unsaved case in the platform's state folder, so that a crash loses nothing.

The case is written on every change and removed when it was saved, cleared or closed. Each running program has a file of
its own and holds a lock on another one beside it, which the system lets go when the program ends, however it ends. So
what lies there without a lock was left over by a crash, and `left_over` offers it. The names say nothing of the person,
the folder and its files are the owner's only, and nothing is written while autosave is off. A case with a password is
encrypted here too; after a crash it is offered by asking for the password.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from bodymap.core.errors import BodymapError, CaseFileError, PasswordNeeded
from bodymap.library.encryption import FileKey
from bodymap.library.folders import state_folder
from bodymap.state.case import Case
from bodymap.state.case_file import read_case, read_with_key, write_case

_CASE: Final = ".bodymap-unsaved.json"
_LOCK: Final = ".bodymap-unsaved.lock"
_SPARE: Final = ".bodymap-unsaved.spare"
_MOST_SHOWN: Final = 100_000
_MOST_SAID: Final = 300


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A case that a crash left behind."""

    case: Case
    path: Path


@dataclass(frozen=True, slots=True)
class Locked:
    """A case with a password that a crash left behind; `Autosave.opened` opens it."""

    path: Path


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that a crash left behind and that is not a case this version reads.

    Attributes
    ----------
    text : str
        The beginning of what stands in it, for whoever wants to look; empty when it is not an ordinary file.
    """

    path: Path
    problem: str
    text: str


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

    def keep(self, case: Case, key: FileKey | None = None) -> None:
        """Keep a case, or remove what was kept when nothing was entered; does nothing while it is off.

        With a key it is encrypted.

        Raises
        ------
        CaseFileError
            If it cannot be written; what was kept before is unchanged.
        """
        self._keep(case, key, waits=True)

    def put_down(self, case: Case, key: FileKey | None = None) -> None:
        """Keep a case without waiting for the disk: it outlives the program, but not a power cut until `keep` follows.

        Raises
        ------
        CaseFileError
            As `keep`.
        """
        self._keep(case, key, waits=False)

    def _keep(self, case: Case, key: FileKey | None, *, waits: bool) -> None:
        if not self._is_on:
            return
        if case.is_blank:
            self.remove()
            return
        self._hold()
        write_case(case, self._path, key, spare=self._spare, waits=waits)
        self._be_newest()

    def remove(self) -> None:
        """Remove what was kept: the case was saved, or is not wanted any more."""
        for path in (self._path, self._spare):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove what was kept and let go of the lock: the program ends in good order."""
        self.remove()
        self.let_go()

    def let_go(self) -> None:
        """Let go of the lock, and leave what was kept to the next program that starts."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            with contextlib.suppress(OSError):
                self._lock_path.unlink(missing_ok=True)

    def left_over(self) -> tuple[LeftOver, ...]:
        """Cases that programs left behind which ended without closing, the newest first; see also `unreadable`."""
        found = [one for one in self._left_behind() if isinstance(one, LeftOver)]
        return tuple(sorted(found, key=lambda one: _written(one.path), reverse=True))

    def locked(self) -> tuple[Locked, ...]:
        """Cases with a password that such programs left behind, the newest first."""
        found = [one for one in self._left_behind() if isinstance(one, Locked)]
        return tuple(sorted(found, key=lambda one: _written(one.path), reverse=True))

    def unreadable(self) -> tuple[Unreadable, ...]:
        """What such programs left behind that cannot be read: torn, of a newer version, or no file at all."""
        return tuple(one for one in self._left_behind() if isinstance(one, Unreadable))

    def opened(self, locked: Locked, password: str | None) -> tuple[Case, FileKey | None]:
        """The case in one with a password, and its key.

        Raises
        ------
        CaseFileError
            If the password does not fit, or the file was damaged.
        """
        return read_with_key(locked.path, password)

    def discard(self, left_over: LeftOver | Locked | Unreadable) -> None:
        """Remove what was left over: it was taken over, or is not wanted."""
        token = _token(left_over.path)
        for path in (*self._copies(token), self._folder / f"{token}{_LOCK}"):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _left_behind(self) -> list[LeftOver | Locked | Unreadable]:
        """What lies there without a lock, read: of each program the first of its copies that can be read, or none."""
        if not self._folder.is_dir():
            return []
        tokens = dict.fromkeys(map(_token, self._copies("*")))
        free = [one for one in tokens if one != self._name and not _is_locked(self._folder / f"{one}{_LOCK}")]
        found: list[LeftOver | Locked | Unreadable] = []
        for token in free:
            copies = [path for path in self._copies(token) if not (path.is_dir() and not path.is_symlink())]
            read = [_read(path) for path in copies]
            found += [one for one in read if not isinstance(one, Unreadable)][:1] or read[:1]
        return found

    def _copies(self, name: str) -> list[Path]:
        """The copy of a program, unfinished ones, and the one before, which stays while the disk is waited for."""
        finished = (path for path in self._folder.glob(f"{name}{_CASE}") if not path.name.startswith("."))
        return [*finished, *self._folder.glob(f".{name}{_CASE}.*"), *self._folder.glob(f"{name}{_SPARE}")]

    @property
    def _path(self) -> Path:
        return self._folder / f"{self._name}{_CASE}"

    @property
    def _spare(self) -> Path:
        return self._folder / f"{self._name}{_SPARE}"

    @property
    def _lock_path(self) -> Path:
        return self._folder / f"{self._name}{_LOCK}"

    def _be_newest(self) -> None:
        """Date the copy after all others, even when the clock was set back since they were kept."""
        others = [_written(path) for path in self._folder.glob(f"[!.]*{_CASE}") if path != self._path]
        if (newest := max(others, default=0.0)) >= _written(self._path):
            with contextlib.suppress(OSError):
                os.utime(self._path, (newest + 1, newest + 1))

    def _hold(self) -> None:
        """Take the lock, if it is not held yet; makes the folder."""
        if self._lock is not None:
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._lock_path, os.O_CREAT | os.O_WRONLY, 0o600)
        except OSError as error:
            raise CaseFileError(f"unsaved case: cannot be kept: {error.strerror or error}") from error
        lock = os.fdopen(handle, "wb")
        if _try_lock(lock):
            self._lock = lock
        else:
            lock.close()


def _read(path: Path) -> LeftOver | Locked | Unreadable:
    """What was left behind; whatever it is, reading it comes to an end."""
    problem, text = "not an ordinary file", ""
    try:
        if stat.S_ISREG(path.lstat().st_mode):
            with path.open("rb") as file:
                text = file.read(_MOST_SHOWN).decode("utf-8", errors="replace")
            return LeftOver(read_case(path), path)
    except PasswordNeeded:
        return Locked(path)
    # A file that somebody or something else wrote may hold what no reader foresees; the program starts all the same.
    except (BodymapError, OSError, ValueError, ArithmeticError, RecursionError) as error:
        problem = str(error)[:_MOST_SAID]
    return Unreadable(path, problem, text)


def _written(path: Path) -> float:
    """When a file was written; 0 when it went meanwhile."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _token(path: Path) -> str:
    """What the file, its lock and its temporary files have in common."""
    return path.name.removeprefix(".").partition(_CASE)[0].removesuffix(_SPARE)


def _is_locked(path: Path) -> bool:
    """Whether a running program holds the lock; a lock that is not there, or is no file, is not held."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
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
