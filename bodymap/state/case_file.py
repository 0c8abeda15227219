"""Reads and writes a case as a JSON file.

Schema version 1, all numbers in millimetres of the drawing, y downwards ::

    {"format": "bodymap-case", "schema_version": 1, "marks": [
        {"id": 1, "kind": "spot", "view": "front", "x": 90.0, "y": 880.0, "radius_mm": 25.0,
         "quality": "aching", "intensity": 6},
        {"id": 2, "kind": "part", "part": "hip-front", "side": "left", "quality": null, "intensity": null}]}

The file holds what was entered and nothing that follows from it. Fields that this version does not know, in the case
or in a mark, survive opening and saving. A file of a newer version is refused, because it may mean more than would be
shown.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final, NoReturn, TypeGuard, TypeVar, assert_never

from bodymap import resources
from bodymap.core.anatomy import PartId, Quality, Side, View
from bodymap.core.errors import CaseFileError
from bodymap.core.marks import SPOT_RADIUS_MM, Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.parts import parse_parts
from bodymap.core.tables import known_names
from bodymap.state.case import Case
from bodymap.state.saving import write_whole

FORMAT: Final = "bodymap-case"
SCHEMA_VERSION: Final = 1
MOST_BYTES: Final = 10_000_000
"""Largest file that is opened."""

_CASE_FIELDS: Final = frozenset({"format", "schema_version", "marks"})
_MARK_FIELDS: Final = frozenset({"id", "kind", "quality", "intensity"})
_SHAPE_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "spot": frozenset({"view", "x", "y", "radius_mm"}),
    "part": frozenset({"part", "side"}),
}

E = TypeVar("E", bound=Enum)


def read_case(path: Path) -> Case:
    """The case in a file.

    Raises
    ------
    CaseFileError
        If the file cannot be read or is not a case of this schema version.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise CaseFileError(f"{path.name}: cannot be opened: {error.strerror or error}") from error
    if size > MOST_BYTES:
        raise CaseFileError(f"{path.name}: {size:,} bytes; at most {MOST_BYTES:,} are read")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CaseFileError(f"{path.name}: not UTF-8 text, so not a case file") from error
    return parse_case(text, file=path.name, parts=known_parts())


def write_case(case: Case, path: Path) -> None:
    """Write a case into a file, as a whole or not at all.

    Raises
    ------
    CaseFileError
        If it cannot be written; a file that was there is as it was.
    """
    try:
        write_whole(path, case_text(case).encode("utf-8"))
    except OSError as error:
        problem = f"{path.name}: cannot be saved: {error.strerror or error}; what was there before is unchanged"
        raise CaseFileError(problem) from error


def case_text(case: Case) -> str:
    """The text of the case file for a case."""
    fields = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "marks": [mark_fields(mark) | json.loads(mark.extra) for mark in case.marks],
    }
    return json.dumps(fields | json.loads(case.extra), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def parse_case(text: str, *, file: str, parts: Iterable[PartId]) -> Case:
    """The case in the text of a case file.

    Parameters
    ----------
    parts : iterable of PartId
        The parts there are; a mark on another one is refused.

    Raises
    ------
    CaseFileError
        If the text is not JSON or not a case of this schema version; the message says where.
    """
    try:
        fields = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise CaseFileError(f"{file}: not a case file: not readable as JSON") from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise CaseFileError(f'{file}: not a case file: expected an object with "format": "{FORMAT}"')
    _check_version(fields.get("schema_version"), file)
    marks = fields.get("marks")
    if not isinstance(marks, list):
        raise CaseFileError(f"{file}: marks: expected a list")
    reader = _MarkReader(file, tuple(parts))
    read = tuple(reader.mark(number, mark) for number, mark in enumerate(marks, start=1))
    try:
        return Case(read, extra=_extra(fields, _CASE_FIELDS))
    except ValueError as error:
        raise CaseFileError(f"{file}: {error}") from error


class _MarkReader:
    """Reads marks; knows the file for messages, and the parts there are."""

    def __init__(self, file: str, parts: tuple[PartId, ...]) -> None:
        self._file = file
        self._parts = parts

    def mark(self, number: int, fields: object) -> Mark:
        if not isinstance(fields, dict):
            self._refuse(number, "expected an object")
        kind = fields.get("kind")
        if not isinstance(kind, str) or kind not in _SHAPE_FIELDS:
            self._refuse(number, f"unknown kind {kind!r}; {known_names(str(kind), _SHAPE_FIELDS)}")
        intensity = fields.get("intensity")
        if intensity is not None and not _is_whole(intensity):
            self._refuse(number, f"intensity {intensity!r}; expected a whole number from 0 to 10")
        identifier = fields.get("id")
        if not _is_whole(identifier) or identifier < 1:
            self._refuse(number, f"id {identifier!r}; expected a whole number from 1 on")
        try:
            return Mark(
                id=MarkId(identifier),
                shape=self._spot(number, fields) if kind == "spot" else self._whole_part(number, fields),
                quality=None if fields.get("quality") is None else self._member(number, fields, "quality", Quality),
                intensity=intensity,
                extra=_extra(fields, _MARK_FIELDS | _SHAPE_FIELDS[kind]),
            )
        except ValueError as error:
            self._refuse(number, str(error))

    def _spot(self, number: int, fields: Mapping[str, object]) -> Shape:
        return Spot(
            view=self._member(number, fields, "view", View),
            x=self._number(number, fields, "x"),
            y=self._number(number, fields, "y"),
            radius_mm=self._number(number, fields, "radius_mm") if "radius_mm" in fields else SPOT_RADIUS_MM,
        )

    def _whole_part(self, number: int, fields: Mapping[str, object]) -> Shape:
        part = fields.get("part")
        if part not in self._parts:
            self._refuse(number, f"unknown part {part!r}; {known_names(str(part), self._parts)}")
        return WholePart(PartId(str(part)), self._member(number, fields, "side", Side))

    def _number(self, number: int, fields: Mapping[str, object], field: str) -> float:
        value = fields.get(field)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._refuse(number, f"{field} {value!r}; expected a number")
        return float(value)

    def _member(self, number: int, fields: Mapping[str, object], field: str, vocabulary: type[E]) -> E:
        known = {str(member.value): member for member in vocabulary}
        value = fields.get(field)
        if not isinstance(value, str) or value not in known:
            self._refuse(number, f"unknown {field} {value!r}; {known_names(str(value), known)}")
        return known[value]

    def _refuse(self, number: int, problem: str) -> NoReturn:
        raise CaseFileError(f"{self._file}: mark {number}: {problem}")


@cache
def known_parts() -> tuple[PartId, ...]:
    """The parts that a mark may name."""
    return tuple(part.id for part in parse_parts(resources.table_text("parts.csv"), file="parts.csv"))


def _check_version(version: object, file: str) -> None:
    if not _is_whole(version) or version < 1:
        raise CaseFileError(f"{file}: schema_version {version!r}; this version of bodymap reads {SCHEMA_VERSION}")
    if version > SCHEMA_VERSION:
        raise CaseFileError(
            f"{file}: written by a newer bodymap (schema_version {version}); this one reads up to {SCHEMA_VERSION}"
        )


def mark_fields(mark: Mark) -> dict[str, object]:
    """What this version knows of a mark, as it stands in a case file."""
    return {
        "id": mark.id,
        **_shape_fields(mark.shape),
        "quality": mark.quality and mark.quality.value,
        "intensity": mark.intensity,
    }


def _shape_fields(shape: Shape) -> dict[str, object]:
    match shape:
        case Spot():
            return {
                "kind": "spot",
                "view": shape.view.value,
                "x": shape.x,
                "y": shape.y,
                "radius_mm": shape.radius_mm,
            }
        case Stroke():
            return {"kind": "stroke", "view": shape.view.value, "points": shape.points, "width_mm": shape.width_mm}
        case WholePart():
            return {"kind": "part", "part": shape.part, "side": shape.side.value}
        case _:
            assert_never(shape)


def _extra(fields: Mapping[str, object], known: Container[str]) -> str:
    """The fields that this version does not know, as JSON text."""
    return json.dumps({name: value for name, value in fields.items() if name not in known}, ensure_ascii=False)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
