"""Writes a file as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put data into a file so that at every moment the file holds either all of the old or all of the new.

    The data go to a temporary file beside it, which then takes its place; a link is followed, and an existing file
    keeps its permissions. A new file is readable by its owner only.

    Raises
    ------
    OSError
        If it cannot be written; the old file is as it was, and nothing new is left behind.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
