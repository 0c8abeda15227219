"""What the bundle leaves out of what PyInstaller would take in, and why.

A file is taken in whole or left out whole. Nothing is stripped: a stripped bundle did not start, and libraries under
the LGPL stay as their authors gave them out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Final

Entry = tuple[str, str, str]
"""As PyInstaller lists a file: its place in the bundle, where it comes from, and of what kind it is."""

MODULES: Final = {
    "bodymap.builder": "makes the drawings; the program never imports it",
    "scipy": "only the builder needs it",
    "PySide6.QtNetwork": "the program holds no network code",
    "PySide6.QtDBus": "no Python code speaks over D-Bus",
    "ssl": "the program holds no network code",
    "_ssl": "the program holds no network code",
    "_hashlib": "OpenSSL's way to SHA-256; Python's own stays",
    "asyncio": "the program holds no network code",
    "ftplib": "the program holds no network code",
    "http": "the program holds no network code",
    "smtplib": "the program holds no network code",
    "socketserver": "the program holds no network code",
    "urllib.request": "the program holds no network code",
    "xmlrpc": "the program holds no network code",
    "readline": "under the GPL, and nobody types into a Python here",
    "curses": "nothing is shown in a terminal with it",
    "tkinter": "another toolkit for windows",
    "pdb": "finds faults in source",
    "doctest": "runs examples in source",
    "unittest": "runs tests",
    "multiprocessing": "the program is one process",
    "pycparser": "reads C for those who build with CFFI",
    "setuptools": "builds packages",
    "pip": "installs packages",
    "numpy.f2py": "builds packages",
    "numpy.testing": "runs tests",
    "numpy.random": "nothing is drawn by lot",
    "numpy.fft": "nothing is a wave",
    **dict.fromkeys(
        ("_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"),
        "all texts are in UTF-8",
    ),
}
"""Python modules, with the reason for each."""

FILES: Final = {
    "PySide6/Qt/plugins/egldeviceintegrations/*": "screens without a window system",
    "PySide6/Qt/plugins/generic/*": "screens without a window system",
    "PySide6/Qt/plugins/platforms/libq[elmv]*.so": "screens without a window system, and VNC",
    "PySide6/Qt/lib/libQt6Egl*": "screens without a window system",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so": "would bring in all of GTK; the look is bodymap's own",
    "PySide6/Qt/plugins/networkinformation/*": "the program holds no network code",
    "PySide6/Qt/plugins/tls/*": "the program holds no network code",
    "PySide6/Qt/lib/libQt6Network*": "the program holds no network code",
    "libcups.so.*": "Qt prints through the system's own, which speaks to its printers; without one it prints to a PDF",
    "PySide6/Qt/plugins/imageformats/libq[gitw]*.so": "the program reads no GIF, ICNS, ICO, TGA, TIFF, WBMP, WebP",
    "PySide6/Qt/translations/qt_*": "collects the texts of parts of Qt that are not here; qtbase has the rest",
    **{
        f"PySide6/Qt/translations/qtbase_{others}*": "the program does not speak it"
        for others in ("[!def]", "d[!e]", "e[!s]", "f[!r]")
    },
}
"""Patterns of files by their place in the bundle, with the reason for each."""

_LINKED: Final = ("BINARY", "EXTENSION")
_LOADED_BY_NAME: Final = "libpython*"


def reason(place: str) -> str | None:
    """Why a file is left out; None if it is taken in."""
    return next((why for pattern, why in FILES.items() if fnmatchcase(place, pattern)), None)


def linked_to(file: str) -> list[str]:
    """The names of the libraries that a file asks for itself, not those that these ask for in turn."""
    command = [shutil.which("objdump") or "objdump", "--private-headers", file]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return re.findall(r"^\s*NEEDED\s+(\S+)$", told, flags=re.MULTILINE)


def kept(entries: Iterable[Entry], needed_by: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The entries without those that are left out, and without libraries of the system that none of the rest needs.

    Parameters
    ----------
    needed_by : callable
        Gives the names of the libraries that a file, named by where it comes from, asks for itself.
    """
    first = [entry for entry in entries if reason(entry[0]) is None and not _points_to_left_out(entry)]
    of_the_system = {
        place: (place, source, kind)
        for place, source, kind in first
        if kind == "BINARY" and "/" not in place and not fnmatchcase(place, _LOADED_BY_NAME)
    }
    queue = [entry for entry in first if entry[0] not in of_the_system]
    reached = {place for place, *_ in queue}
    while queue:
        _, source, kind = queue.pop()
        if kind not in _LINKED:
            continue
        for name in set(needed_by(source)) & of_the_system.keys() - reached:
            reached.add(name)
            queue.append(of_the_system[name])
    return [entry for entry in first if entry[0] in reached]


def _points_to_left_out(entry: Entry) -> bool:
    _, target, kind = entry
    return kind == "SYMLINK" and reason(re.sub(r"^(\.\./)+", "", target)) is not None
