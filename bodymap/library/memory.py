"""Gives memory back to the system that the program let go."""

from __future__ import annotations

import contextlib
import gc
import sys

# The numbers of these choices in glibc.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGE_BYTES = 128 * 1024


def keep_large_blocks_apart() -> None:
    """Let each large block go back to the system as soon as it is let go, such as the picture of a drawing.

    Else the C library of most Linux systems soon puts them among the small ones, where their room is left in pieces.
    """
    for choice in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
        _ask_the_c_library("mallopt", choice, _LARGE_BYTES)


def give_back_memory() -> None:
    """Let go of what nothing holds any more but itself, and let the system have all that was let go.

    The C library of most Linux systems keeps it for later use: over a day with many patients, tens of megabytes. Where
    it has no call for that, it is left to it.
    """
    gc.collect()
    _ask_the_c_library("malloc_trim", 0)


def _ask_the_c_library(call: str, *given: int) -> None:
    """Make a call of glibc; nothing where there is none."""
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        getattr(ctypes.CDLL(None), call)(*given)
