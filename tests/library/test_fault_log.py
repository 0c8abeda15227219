"""Faults are kept where they can be read later, with places and without values."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bodymap.core.version import VERSION
from bodymap.library.fault_log import MOST_BYTES, FaultLog


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_fault_is_added_with_version_and_for_the_owner_only(tmp_path: Path) -> None:
    log = FaultLog(tmp_path / "state")
    log.write("ValueError\nfirst place")
    log.write("KeyError\nsecond place")
    text = log.path.read_text(encoding="utf-8")
    assert text.index("first place") < text.index("second place")
    assert f"bodymap {VERSION}" in text
    if os.name == "posix":
        assert mode(log.path) == 0o600
        assert mode(log.path.parent) == 0o700


def test_log_never_grows_beyond_two_files(tmp_path: Path) -> None:
    log = FaultLog(tmp_path)
    for number in range(30):
        log.write(f"fault {number} " + 20_000 * "x")
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == ["faults.log", "faults.old.log"]
    assert all(path.stat().st_size < MOST_BYTES + 25_000 for path in files)
    assert "fault 29 " in log.path.read_text(encoding="utf-8")


def test_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    log = FaultLog(tmp_path / "state")
    log.write("ValueError")
    assert log.begin() == ""
    log.end()


@pytest.mark.skipif(os.name != "posix", reason="the program is ended by a signal")
def test_crash_of_the_process_is_told_at_the_next_start_and_once(tmp_path: Path) -> None:
    code = (
        "import faulthandler, os, sys; from pathlib import Path; from bodymap.library.fault_log import FaultLog\n"
        "def place_of_the_crash(secret): os.kill(os.getpid(), 11)\n"
        "FaultLog(Path(sys.argv[1])).begin(); place_of_the_crash('Jane Doe')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, capture_output=True)
    assert done.returncode != 0
    log = FaultLog(tmp_path)
    told = log.begin()
    log.end()
    assert "place_of_the_crash" in told
    assert "Jane" not in told
    assert "place_of_the_crash" in log.path.read_text(encoding="utf-8")
    again = FaultLog(tmp_path)
    assert again.begin() == ""
    again.end()


def test_good_end_is_not_told(tmp_path: Path) -> None:
    first = FaultLog(tmp_path)
    assert first.begin() == ""
    first.end()
    second = FaultLog(tmp_path)
    assert second.begin() == ""
    second.end()
    assert not second.path.exists()
