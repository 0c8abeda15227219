"""Where a command writes: lines of JSON, and files that are whole or not there."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from bodymap.core.errors import CommandError
from bodymap.state.json_fields import quoted


def print_json(fields: object) -> None:
    """Print JSON for other programs."""
    print(json.dumps(fields, indent=2, ensure_ascii=False, allow_nan=False))


def output_path(text: str, kinds: Sequence[str], option: str) -> Path:
    """Where a file goes; refused before anything is worked out or written."""
    path = Path(text)
    if path.suffix.lower() not in kinds:
        raise CommandError(f"{option} {quoted(text)}: unknown kind of file; known: {', '.join(kinds)}")
    if not path.parent.is_dir():
        raise CommandError(f"{option} {quoted(text)}: there is no folder {quoted(str(path.parent))}")
    return path


def write_file(path: Path, option: str, data: Callable[[], bytes]) -> None:
    """Write a file as a whole; what cannot be written is told under the name of the option."""
    from bodymap.library.whole_file import write_whole

    try:
        write_whole(path, data())
    except OSError as error:
        raise CommandError(f"{option} {quoted(str(path))}: cannot be written: {error.strerror or error}") from error
