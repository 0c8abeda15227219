"""Keeps the memory of the program, which holds a patient's marks and words, out of files when it ends by itself."""

from __future__ import annotations

import contextlib
import sys

_PR_SET_DUMPABLE = 4


def forbid_core_dumps() -> None:
    """Let the system write no image of this process, and no other program of the same user read its memory.

    A limit of 0 keeps the kernel from writing a file. On Linux an image may also go to a program, such as systemd's or
    Ubuntu's, whatever the limit; only that the process may not be dumped at all forbids that.
    """
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
