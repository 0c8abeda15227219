"""Where the platform wants a program to keep what is nobody's document."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """The folder for things that can be made again; it may not exist yet."""
    if sys.platform == "win32":
        return _variable("LOCALAPPDATA", "AppData/Local") / "bodymap" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "bodymap"
    return _variable("XDG_CACHE_HOME", ".cache") / "bodymap"


def state_folder() -> Path:
    """The folder for what must outlive a crash but is nobody's document; it may not exist yet."""
    if sys.platform == "win32":
        return _variable("LOCALAPPDATA", "AppData/Local") / "bodymap" / "State"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "bodymap"
    return _variable("XDG_STATE_HOME", ".local/state") / "bodymap"


def _variable(name: str, otherwise: str) -> Path:
    given = os.environ.get(name, "")
    return Path(given) if Path(given).is_absolute() else Path.home() / otherwise
