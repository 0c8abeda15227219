"""The name of a file that is written by itself, from a pattern of the user's choice."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from bodymap.core.errors import BodymapError

DEFAULT: Final = "{date} {time} {case}"
WORDS: Final = ("date", "time", "case")
"""What a pattern may ask for in braces; ``case`` is the name of the case's own file."""

_LONGEST: Final = 120
_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class PatternError(BodymapError):
    """A pattern that gives no name of a file."""


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that asks for something unknown, or gives no name.

    Raises
    ------
    PatternError
        The message says what was expected.
    """
    file_name(pattern, now=datetime(2000, 1, 1), case="case")  # noqa: DTZ001  any moment will do


def file_name(pattern: str, *, now: datetime, case: str) -> str:
    """The name of a file, without its ending; what no file system takes is replaced by a dash.

    Raises
    ------
    PatternError
        If the pattern asks for something unknown, or nothing is left of it.

    Examples
    --------
    >>> file_name("{date} {case}", now=datetime(2026, 11, 27), case="4711")
    '2026-11-27 4711'
    """
    values = {"date": f"{now:%Y-%m-%d}", "time": f"{now:%H%M%S}", "case": case}
    unknown = [word for word in re.findall(r"\{([^{}]*)\}", pattern) if word not in values]
    if unknown:
        known = ", ".join(f"{{{word}}}" for word in WORDS)
        raise PatternError(f"name of the file: {{{unknown[0]}}} is unknown; known: {known}")
    name = re.sub(r"\{([^{}]*)\}", lambda match: values[match.group(1)], pattern)
    name = _NOT_IN_NAMES.sub("-", name).strip(" .-")[:_LONGEST].strip(" .-")
    if not name:
        raise PatternError(f"name of the file: nothing is left of the pattern; try {DEFAULT}")
    return name
