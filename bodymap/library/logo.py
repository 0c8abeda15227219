"""Reads the picture that a clinic puts on its pages."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 2_000_000
"""Largest file that is read."""


def read_logo(path: Path) -> bytes:
    """The bytes of a picture file; whether they are a picture is seen when it is painted.

    Raises
    ------
    OSError
        If it cannot be read, is no ordinary file, or is larger than `MOST_BYTES`.
    """
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"larger than {MOST_BYTES:,} bytes", str(path))
    return data
