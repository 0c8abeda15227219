"""``bodymap doctor``: what a report about a fault should hold, and nothing about a patient.

Versions, folders, fonts and display; no case is read, and the user's own folder is written as ``~``.
"""

from __future__ import annotations

import locale
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bodymap.cli.output import print_json
from bodymap.core.version import VERSION
from bodymap.library import folders, resources
from bodymap.library.about import about

_DISPLAY: Final = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "QT_QPA_PLATFORM",
    "QT_SCALE_FACTOR",
)


def doctor(*, as_json: bool) -> int:
    """Print what was found; the exit code, 1 if something that bodymap needs is missing."""
    found = examined()
    if as_json:
        print_json(found)
    else:
        for topic, facts in found.items():
            print(f"{topic}:")
            width = max(map(len, facts), default=0)
            print(*(f"  {name:<{width}}  {value}" for name, value in facts.items()), sep="\n")
    return int(any(value.startswith("missing") for facts in found.values() for value in facts.values()))


def examined() -> Mapping[str, Mapping[str, str]]:
    """The facts by topic; one that begins with "missing" says what bodymap lacks."""
    return {
        "versions": dict(_versions()),
        "system": {
            "system": platform.platform(),
            "language": ".".join(filter(None, locale.getlocale())) or "none set",
            "runs from": "a bundle without Python" if getattr(sys, "frozen", False) else _shown(Path(sys.prefix)),
        },
        "display": {name: os.environ.get(name, "not set") for name in _DISPLAY},
        "window and fonts": dict(_qt()),
        "folders": {
            "state": _folder(folders.state_folder()),
            "cache": _folder(folders.cache_folder()),
        },
        "files": {
            "drawings": str(len(resources.drawing_names())) if resources.drawing_names() else "missing",
            "tables": str(len(resources.table_names())) if resources.table_names() else "missing",
        },
    }


def _versions() -> Iterator[tuple[str, str]]:
    yield "bodymap", VERSION
    for one in about().components[1:]:
        if one.version:
            yield one.name, one.version


def _qt() -> Iterator[tuple[str, str]]:
    # Without a screen, so that a broken one does not end the program before it has told.
    before = os.environ.get("QT_QPA_PLATFORM")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from bodymap.ui.machine import machine

        found = machine()
    except ImportError as error:
        yield "Qt", f"missing: {error}"
        return
    finally:
        os.environ.pop("QT_QPA_PLATFORM")
        if before is not None:
            os.environ["QT_QPA_PLATFORM"] = before
    yield "Qt", found.qt
    yield "font", f"{found.font}, of {found.families}" if found.font else "missing: no font is installed"


def _folder(folder: Path) -> str:
    """Where a folder is and what may be done there."""
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    state = "there" if folder.is_dir() else "not made yet"
    return f"{_shown(folder)}, {state}, {'can' if os.access(nearest, os.W_OK) else 'can not'} be written"


def _shown(path: Path) -> str:
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
