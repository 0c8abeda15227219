"""The fields of a JSON object from outside, each as the type that is asked for, refused in one short line otherwise.

Files come from other people and other programs. What is refused is quoted with at most `MOST_QUOTED` characters; what
is taken can be written again: every text is Unicode, every number finite, and nothing lies deeper than `MOST_DEPTH`.
"""

from __future__ import annotations

import json
import math
import reprlib
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Final, NoReturn, TypeGuard, TypeVar

from bodymap.core.errors import CaseFileError
from bodymap.core.tables.rows import known_names

MOST_QUOTED: Final = 80
"""How many characters of what came a message repeats."""
MOST_DEPTH: Final = 40
"""How deep lists and objects may lie in each other."""

_QUOTE: Final = reprlib.Repr()
_QUOTE.maxstring = _QUOTE.maxlong = _QUOTE.maxother = MOST_QUOTED

E = TypeVar("E", bound=Enum)


def parsed(text: str, *, file: str) -> object:
    """The value of a JSON text.

    Raises
    ------
    CaseFileError
        If the text is not JSON, names a field twice in one object, or holds what cannot be written again.
    """
    try:
        value: object = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_object)
    except _Duplicate as error:
        raise CaseFileError(f"{file}: not a case file: field {quoted(error.name)} is there twice") from error
    except (ValueError, RecursionError) as error:
        raise CaseFileError(f"{file}: not a case file: not readable as JSON") from error
    problem = _unsound(value)
    if problem:
        raise CaseFileError(f"{file}: not a case file: {problem}")
    return value


def quoted(value: object) -> str:
    """A value as it stands in a message, cut to `MOST_QUOTED` characters."""
    text = _QUOTE.repr(value)
    return text if len(text) <= MOST_QUOTED else f"{text[: MOST_QUOTED - 1]}…"


class Fields:
    """The fields of one object; its methods give a field as the type that is asked for.

    Attributes
    ----------
    where : str
        File and object, for messages.
    """

    def __init__(self, where: str, fields: object) -> None:
        self.where = where
        if not isinstance(fields, dict):
            self.refuse("expected an object")
        self.fields: Mapping[str, object] = fields

    def get(self, field: str) -> object:
        """The field as it came; None when it is not there."""
        return self.fields.get(field)

    def text(self, field: str, default: str | None = "") -> str:
        """A text."""
        value = self.fields.get(field, default)
        return value if isinstance(value, str) else self.refuse(f"{field} {quoted(value)}; expected some text")

    def whole(self, field: str, lowest: int, highest: int, expected: str) -> int:
        """A whole number within bounds."""
        value = self.fields.get(field)
        if not is_whole(value) or not lowest <= value <= highest:
            self.refuse(f"{field} {quoted(value)}; expected {expected}")
        return value

    def number(self, field: str, *, lowest: float, highest: float, default: float | None = None) -> float:
        """A number within bounds, which are millimetres."""
        value = self.fields.get(field, default)
        if not _is_number(value):
            self.refuse(f"{field} {quoted(value)}; expected a number")
        if not lowest <= value <= highest:
            self.refuse(f"{field} {quoted(value)}; expected {lowest:,g} to {highest:,g} mm")
        return float(value)

    def numbers(self, field: str, *, lowest: float, highest: float, most: int) -> tuple[float, ...]:
        """A list of numbers within bounds, which are millimetres."""
        items = self.items(field, most=most, default=())
        return tuple(self._within(field, value, lowest, highest, "numbers") for value in items)

    def places(
        self, field: str, length: int, *, farthest: float, most: int, default: Sequence[object] | None = None
    ) -> tuple[tuple[float, ...] | None, ...]:
        """Points of so many coordinates, none of them further from 0 than allowed; None where the file says null."""
        items = self.items(field, most=most, default=default)
        return tuple(None if one is None else self._place(field, one, length, farthest) for one in items)

    def items(self, field: str, *, most: int, default: Sequence[object] | None = None) -> Sequence[object]:
        """A list of at most so many items."""
        value = self.fields.get(field, default)
        if not isinstance(value, list | tuple):
            self.refuse(f"{field}: expected a list")
        if len(value) > most:
            self.refuse(f"{field}: {len(value):,} of them; at most {most:,} are read")
        return value

    def name(self, field: str, known: Iterable[str]) -> str:
        """One of the names there are."""
        value, names = self.fields.get(field), tuple(known)
        if not isinstance(value, str) or value not in names:
            near = str(value) if isinstance(value, str) and len(value) <= MOST_QUOTED else ""
            self.refuse(f"unknown {field} {quoted(value)}; {known_names(near, names)}")
        return value

    def member(self, field: str, vocabulary: type[E], default: E | None = None) -> E:
        """A member of a closed vocabulary."""
        if default is not None and field not in self.fields:
            return default
        known = {str(member.value): member for member in vocabulary}
        return known[self.name(field, known)]

    def refuse(self, problem: str) -> NoReturn:
        """Say what is wrong, and where."""
        raise CaseFileError(f"{self.where}: {problem}")

    def _place(self, field: str, value: object, length: int, farthest: float) -> tuple[float, ...]:
        if not isinstance(value, list) or len(value) != length or not all(map(_is_number, value)):
            self.refuse(f"{field}: {quoted(value)}; expected {length} numbers")
        return tuple(self._within(field, one, -farthest, farthest, f"{length} numbers") for one in value)

    def _within(self, field: str, value: object, lowest: float, highest: float, expected: str) -> float:
        if not _is_number(value):
            self.refuse(f"{field} {quoted(value)}; expected {expected}")
        if not lowest <= value <= highest:
            self.refuse(f"{field} {quoted(value)}; expected {lowest:,g} to {highest:,g} mm")
        return float(value)


def is_whole(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


class _Duplicate(Exception):
    """A field that one object has twice."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, value in pairs:
        if name in fields:
            raise _Duplicate(name)
        fields[name] = value
    return fields


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _unsound(value: object) -> str:
    """Why a value could not be written again; empty when it can. Without recursion, for what came may lie deep."""
    left: list[tuple[object, int]] = [(value, 1)]
    while left:
        one, depth = left.pop()
        if depth > MOST_DEPTH:
            return f"lists and objects lie deeper in each other than {MOST_DEPTH}"
        match one:
            case str() if not _is_unicode(one):
                return f"{quoted(one)} is no Unicode text"
            case float() if not math.isfinite(one):
                return "a number is too large"
            case dict():
                left += ((inner, depth + 1) for pair in one.items() for inner in pair)
            case list():
                left += ((inner, depth + 1) for inner in one)
            case _:
                pass
    return ""


def _is_unicode(text: str) -> bool:
    """Whether a text can be written; a lone half of a surrogate pair cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
