"""Makes sure that Qt finds the system libraries it loads, before it dies with a message that blames the wrong one.

A private `.venv` brings Qt itself, but Qt loads some libraries of the system. On Linux this asks the loader which of
them are missing; as root on Debian or Ubuntu it installs them, otherwise it prints the one command to type. It needs
nothing but Python and an installed PySide6.

    python -m tools.qt_libraries            enough for tests and pictures, without a screen
    python -m tools.qt_libraries xcb        enough for a window on X11
    python -m tools.qt_libraries wayland    enough for a window on Wayland
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

#: Debian's package for each library that Qt loads and that a bare system may lack.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

#: What bodymap loads of Qt, inside the PySide6 package; the platform plugin comes on top.
_MODULES = ("QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")


def main(platform: str = "offscreen") -> int:
    """Look, and mend what can be mended; 0 when Qt can be started on this platform."""
    missing = missing_libraries(platform)
    if missing and may_install():
        print("Installing the system libraries Qt needs:", *packages_for(missing), flush=True)
        install(packages_for(missing))
        missing = missing_libraries(platform)
    if missing:
        print(advice(missing), file=sys.stderr)
    return 1 if missing else 0


def missing_libraries(platform: str) -> tuple[str, ...]:
    """Names of the system libraries that the loader does not find for Qt, sorted; only Linux can lack any."""
    loader = shutil.which("ldd")
    if sys.platform != "linux" or loader is None:
        return ()
    done = subprocess.run(
        [loader, *map(str, _qt_files(platform))], capture_output=True, text=True, env={"PATH": os.defpath}, check=False
    )
    return not_found(done.stdout)


def not_found(loader_output: str) -> tuple[str, ...]:
    """The libraries that ``ldd`` names as not found, each once, sorted."""
    return tuple(sorted(set(re.findall(r"^\s*(\S+) => not found", loader_output, flags=re.MULTILINE))))


def packages_for(libraries: tuple[str, ...]) -> tuple[str, ...]:
    """Debian's packages for libraries, each once, sorted; a library that is not in `PACKAGES` is left out."""
    return tuple(sorted({PACKAGES[name] for name in libraries if name in PACKAGES}))


def advice(missing: tuple[str, ...]) -> str:
    """What to type when libraries are missing and cannot be installed from here."""
    first = f"Qt needs system libraries that are missing here: {', '.join(missing)}."
    if shutil.which("apt-get"):
        return f"{first}\nType this, then try again:\n\n    sudo apt-get install -y {' '.join(packages_for(missing))}\n"
    return f"{first}\nInstall them with your system's package manager, then try again."


def _qt_files(platform: str) -> list[Path]:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        sys.exit("PySide6 is not installed for this Python; `make` installs it into .venv.")
    folder = Path(spec.origin).parent
    return [
        *(folder / f"{module}.abi3.so" for module in _MODULES),
        folder / "Qt" / "plugins" / "platforms" / f"libq{platform}.so",
    ]


def may_install() -> bool:
    """Whether packages can be installed from here: as root, where apt-get is."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: tuple[str, ...]) -> None:
    """Install packages of Debian, and print what went wrong."""
    apt_get = shutil.which("apt-get") or "apt-get"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        command = [apt_get, "-qq", *arguments]
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            print(done.stdout, done.stderr, sep="", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
