"""Memory that was let go goes back to the system."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Blocks that hold each other, under one that stays, as in a heap that is in use.
LET_GO = """
import gc, os
from pathlib import Path
from bodymap.library.memory import give_back_memory
gc.disable()
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
blocks = []
for _ in range(2000):
    blocks.append([bytearray(60_000)])
    blocks[-1].append(blocks[-1])
stays = bytearray(60_000)
blocks.clear()
before = held()
give_back_memory()
print(before - held())
"""
LARGE = """
import os
from pathlib import Path
from bodymap.library.memory import keep_large_blocks_apart
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
keep_large_blocks_apart()
for _ in range(3):  # the C library learns from blocks that are let go
    bytearray(20_000_000)
blocks = [bytearray(1_000_000) for _ in range(100)]
stays = bytearray(60_000)
before = held()
blocks.clear()
print(before - held())
"""

HAS_CALL = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim")


@pytest.mark.skipif(not HAS_CALL, reason="the C library knows no such call")
@pytest.mark.parametrize("code", [LET_GO, LARGE])
def test_what_was_let_go_is_given_back(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(done.stdout) > 50
