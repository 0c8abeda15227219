"""Memory that was let go goes back to the system."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Blocks that are let go under one that stays, as in a heap that is in use.
LET_GO = """
import ctypes, os
from pathlib import Path
from bodymap.library.memory import give_back_memory
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
blocks = [ctypes.c_void_p(libc.malloc(60_000)) for _ in range(2000)]
for block in blocks:
    ctypes.memset(block, 1, 60_000)
for block in blocks[:-1]:
    libc.free(block)
before = held()
give_back_memory()
print(before - held())
"""


HAS_CALL = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim")


@pytest.mark.skipif(not HAS_CALL, reason="the C library knows no such call")
def test_what_was_let_go_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", LET_GO], cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(done.stdout) > 50
