"""Writes a file as a whole or not at all, and tells whether one still holds what it held."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import tempfile
from pathlib import Path
from typing import IO, Final

_NAME_KEPT: Final = 40
"""Characters of a file's name that its temporary file repeats; few enough for a name of 255 bytes."""

_CHUNK: Final = 1 << 20


def write_whole(path: Path, data: bytes, *, spare: Path | None = None, waits: bool = True) -> None:
    """Put data into a file so that at every moment the file holds either all of the old or all of the new.

    The data go to a temporary file beside it, which then takes its place; a link is followed, and an existing file
    keeps its permissions. A new file is readable by its owner only. A file that nobody may write is not replaced, nor
    is anything that is not an ordinary file.

    Parameters
    ----------
    spare : Path, optional
        Under this name the old file stays while the disk, which may take seconds, is waited for; the new one has taken
        its place by then. So the new one is there when the program is killed meanwhile, and one of both is whole when
        the whole machine stops. Else the new file takes the place once the disk has it.
    waits : bool
        With a `spare` name, whether the disk is waited for. If not, the old file stays under that name until some later
        one is written that is waited for.

    Raises
    ------
    OSError
        If it cannot be written; the old file is as it was, and nothing new is left behind.
    """
    target = _target(path)
    mode = _replaceable_mode(target)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:_NAME_KEPT]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if mode is not None:
                temporary.chmod(mode)
            if spare is None:
                os.fsync(file.fileno())
                temporary.replace(target)
            else:
                _replace_before_the_disk_has_it(file, temporary, target, spare, waits=waits)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _replace_before_the_disk_has_it(
    file: IO[bytes], temporary: Path, target: Path, spare: Path, *, waits: bool
) -> None:
    """Put a file that is written in its place and wait for the disk; the old one is put back when that takes it not."""
    with contextlib.suppress(OSError):  # there is no old file, or an older one yet, or a file has one name only
        spare.hardlink_to(target)
    temporary.replace(target)
    if not waits:
        return
    try:
        os.fsync(file.fileno())
    except OSError:
        spare.replace(target) if spare.exists() else target.unlink()
        raise
    with contextlib.suppress(OSError):
        spare.unlink(missing_ok=True)


def fingerprint(path: Path) -> str | None:
    """The SHA-256 of what a file holds; None when there is no ordinary file, or it cannot be read."""
    digest = hashlib.sha256()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()


def fingerprint_of(data: bytes) -> str:
    """The `fingerprint` of a file that holds these data."""
    return hashlib.sha256(data).hexdigest()


def _target(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as error:  # links in a ring, before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def _replaceable_mode(target: Path) -> int | None:
    """The permissions of the file that is to be replaced; None when there is none yet."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(target))
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only", str(target))
    return stat.S_IMODE(mode)
