"""What `make run` does: opens the window or, where there is no screen, does the same job without one.

Without a screen the example that started bodymap is run, pain at the front of the left hip: the annotated picture and
the explanation are written to `out/`.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

from tools.qt_libraries import main as ensure_libraries

_MARK = "hip-front@left"
_OUT = Path("out")


def main() -> int:
    """Open the window or write the example, and give what the program gave."""
    platform = screen_platform()
    if not screen_answers(platform):
        platform = "offscreen"
    if ensure_libraries(platform) != 0:
        return 1
    if not screen_answers(platform):
        return _run_example()
    return subprocess.run([sys.executable, "-m", "bodymap"], check=False).returncode


def screen_platform() -> str:
    """Qt's name for the screen of this machine, ``offscreen`` if there is none."""
    if asked := os.environ.get("QT_QPA_PLATFORM"):
        return asked
    if sys.platform != "linux":
        return "native"
    if os.environ.get("WAYLAND_DISPLAY"):
        return "wayland"
    return "xcb" if os.environ.get("DISPLAY") else "offscreen"


def screen_answers(platform: str) -> bool:
    """Whether there is somebody to show a window to; also yes as long as libxcb, which could ask, is missing."""
    if platform != "xcb":
        return platform != "offscreen"
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers


def _run_example() -> int:
    picture, text = _OUT / "hip.png", _OUT / "hip.txt"
    print(f"No screen answers here, so bodymap explains an example without a window: {_MARK}.\n", flush=True)
    _OUT.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "bodymap", "explain", "--mark", _MARK, "--out", str(picture)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode != 0:
        return done.returncode
    text.write_text(done.stdout, encoding="utf-8")
    print(done.stdout)
    print(f"The picture is in {picture}, this text in {text}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
