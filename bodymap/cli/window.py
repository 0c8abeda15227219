"""``bodymap`` without a command, or with a case: opens the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bodymap.core.errors import CommandError


def open_window(arguments: Sequence[str]) -> int:
    """Open the window; the exit code, once it is closed."""
    if len(arguments) > 1 or (arguments and not _is_there(arguments[0])):
        raise CommandError(_neither(arguments[0]))
    if _has_no_display():
        raise CommandError("no display to open a window on; without one try: bodymap explain --mark hip-front@left")
    gc.disable()  # until the program has come to rest, see `bodymap.app`
    try:
        return _program()(Path(arguments[0]) if arguments else None)
    finally:
        gc.enable()


def _program() -> Callable[[Path | None], int]:
    try:
        from bodymap.app import run
    except ImportError as error:
        raise CommandError(f"the window needs Qt, which cannot be loaded: {error}; explain works without") from error
    return run


def _neither(name: str) -> str:
    from bodymap.cli.arguments import COMMANDS
    from bodymap.core.tables.rows import known_names
    from bodymap.state.json_fields import quoted

    return f"{quoted(name)} is neither a command nor a case file; {known_names(name, COMMANDS)}"


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # such as a name longer than any file may have
        return False


def _has_no_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)
