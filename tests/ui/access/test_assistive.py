"""The window as a screen reader finds it, in an X server and a D-Bus session of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.assistive import PACKAGES, SYSTEM_PYTHON, missing

USER = Path(__file__).with_name("assistive_user.py")
HOUSE = Path(__file__).parents[3]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An X server on a free number; the environment in which a window opens on it."""
    lacking = missing()
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"without {', '.join(lacking)}: apt-get install {' '.join(PACKAGES)}")
    assert not lacking
    xvfb, home = shutil.which("Xvfb") or "Xvfb", tmp_path / "home"
    home.mkdir(mode=0o700)
    read, write = os.pipe()
    command = [xvfb, "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    yield kept | {
        "DISPLAY": display,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(home / "cache")),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(HOUSE),
    }
    server.terminate()
    server.wait()


@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's")
def test_screen_reader_finds_the_groin_hears_its_roots_and_does_a_whole_case(screen: dict[str, str]) -> None:
    command = ["dbus-run-session", "--", SYSTEM_PYTHON, "-I", str(USER), sys.executable, "-m", "bodymap"]
    done = subprocess.run(command, env=screen, capture_output=True, text=True, check=False, timeout=580, cwd=HOUSE)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["was_marked"], told["is_marked"]) == (False, True)
    assert any("L1" in text and "groin" in text for text in told["heard"])
    assert told["marks"][0] == "Mark 1: the crease of the left groin · burning · 6 of 10"
    assert told["marks"][1] == "Mark 2: the front of the right knee · aching · 3 of 10"
    assert told["answered"]
    assert all(name.startswith("No: ") for name in told["answered"])
    assert told["handout"] == "Preview"
    assert Path(told["page"]).read_bytes().startswith(b"%PDF-")
