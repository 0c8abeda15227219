"""Gives memory back to the system that the program let go."""

from __future__ import annotations

import contextlib
import sys


def give_back_memory() -> None:
    """Let the system have what was let go.

    The C library of most Linux systems keeps it for later use: over a day with many patients, tens of megabytes. Where
    there is no such call, nothing is done.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
