"""Reads and writes a case as a JSON file.

Schema version 2, described for a stranger in ``bodymap/data/case.schema.json`` (``bodymap schema`` prints it); all
numbers in millimetres of the drawing that the marks were made on, y downwards ::

    {"format": "bodymap-case", "schema_version": 2, "figure": "neutral",
     "since": "spring", "better": "walking", "worse": "sitting", "note": "",
     "answers": [{"question": "ces-bladder", "reply": "no"}],
     "marks": [
        {"id": 1, "kind": "spot", "view": "front", "x": 90.0, "y": 880.0, "radius_mm": 25.0,
         "anchors": [[91.5, 903.0, 84.0]], "quality": "aching", "intensity": 6, "note": "at night"},
        {"id": 2, "kind": "stroke", "view": "back", "points": [[-80.0, 900.0], [-85.0, 950.0]], "width_mm": 30.0,
         "quality": "numb", "intensity": null,
         "cuts": [{"kind": "spot", "view": "back", "x": -80.0, "y": 900.0, "radius_mm": 10.0}]},
        {"id": 3, "kind": "part", "part": "hip-front", "side": "left", "quality": null, "intensity": null}]}

Version 1 had marks only, spots and parts without anchors, notes and cuts; such files open.

The file holds what was entered and nothing that follows from it; anchors say where on the body a point lay when the
mark was made, so that it keeps its place when drawings change. Fields that this version does not know, in the case or
in a mark, survive opening and saving. A file of a newer version is refused, because it may mean more than would be
shown.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final, NoReturn, TypeGuard, TypeVar, assert_never

from bodymap import resources
from bodymap.core.anatomy import Figure, PartId, Quality, Side, View
from bodymap.core.answers import Answer, QuestionId, Reply
from bodymap.core.errors import CaseFileError
from bodymap.core.marks import BRUSH_MM, SPOT_RADIUS_MM, Anchor, Cut, Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.parts import parse_parts
from bodymap.core.person import FactId, KnownFact, Person
from bodymap.core.tables import known_names
from bodymap.state.case import Case
from bodymap.state.saving import write_whole

FORMAT: Final = "bodymap-case"
SCHEMA_VERSION: Final = 2
MOST_BYTES: Final = 10_000_000
"""Largest file that is opened."""

_TEXTS: Final = ("since", "better", "worse", "note")
_FACT: Final = 20
"""Longest answer to a fact about the person."""

_CASE_FIELDS: Final = frozenset({"format", "schema_version", "figure", *_TEXTS, "answers", "person", "marks"})
_MARK_FIELDS: Final = frozenset({"id", "kind", "quality", "intensity", "note", "cuts"})
_SHAPE_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "spot": frozenset({"view", "x", "y", "radius_mm", "anchors"}),
    "stroke": frozenset({"view", "points", "width_mm", "widths_mm", "anchors"}),
    "part": frozenset({"part", "side"}),
}
_CUTS: Final = ("spot", "stroke")

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
        "figure": case.figure.value,
        "since": case.since,
        "better": case.better,
        "worse": case.worse,
        "note": case.note,
        "answers": [{"question": answer.question, "reply": answer.reply.value} for answer in case.answers],
        **({"person": {one.fact: one.value for one in case.person.known}} if case.person.known else {}),
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
        If the text is not JSON or not a case of this schema version or an older one; the message says where.
    """
    try:
        fields = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise CaseFileError(f"{file}: not a case file: not readable as JSON") from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise CaseFileError(f'{file}: not a case file: expected an object with "format": "{FORMAT}"')
    _check_version(fields.get("schema_version"), file)
    return _CaseReader(file, tuple(parts)).case(fields)


def _person(fields: object) -> Person:
    """The answers about the person; their names and values are those of the table, which may have grown since."""
    given = fields.items() if isinstance(fields, dict) else ()
    texts = {name: value for name, value in given if isinstance(value, str) and len(value) <= _FACT}
    if not isinstance(fields, dict) or len(texts) < len(fields):
        raise ValueError("person: expected an object of short texts")
    return Person(tuple(KnownFact(FactId(name), texts[name]) for name in sorted(texts)))


class _CaseReader:
    """Reads cases; knows the file for messages, and the parts there are."""

    def __init__(self, file: str, parts: tuple[PartId, ...]) -> None:
        self._file = file
        self._parts = parts

    def case(self, fields: Mapping[str, object]) -> Case:
        case = _Fields(self._file, fields)
        marks = case.items("marks", default=None)
        answers = case.items("answers", default=())
        texts = {name: case.text(name) for name in _TEXTS}
        try:
            return Case(
                marks=tuple(self.mark(number, mark) for number, mark in enumerate(marks, start=1)),
                figure=case.member("figure", Figure, default=Figure.NEUTRAL),
                answers=tuple(self.answer(number, answer) for number, answer in enumerate(answers, start=1)),
                person=_person(fields.get("person", {})),
                extra=_extra(fields, _CASE_FIELDS),
                **texts,
            )
        except ValueError as error:
            raise CaseFileError(f"{self._file}: {error}") from error

    def answer(self, number: int, fields: object) -> Answer:
        answer = _Fields(f"{self._file}: answer {number}", fields)
        return Answer(QuestionId(answer.text("question", default=None)), answer.member("reply", Reply))

    def mark(self, number: int, fields: object) -> Mark:
        mark = _Fields(f"{self._file}: mark {number}", fields)
        kind = mark.name("kind", _SHAPE_FIELDS)
        intensity = mark.get("intensity")
        if intensity is not None and not _is_whole(intensity):
            mark.refuse(f"intensity {intensity!r}; expected a whole number from 0 to 10")
        identifier = mark.get("id")
        if not _is_whole(identifier) or identifier < 1:
            mark.refuse(f"id {identifier!r}; expected a whole number from 1 on")
        try:
            return Mark(
                id=MarkId(identifier),
                shape=self._whole_part(mark) if kind == "part" else self._cut(mark, kind),
                quality=None if mark.get("quality") is None else mark.member("quality", Quality),
                intensity=intensity,
                note=mark.text("note"),
                cuts=tuple(
                    self._erased(f"{mark.where}: cut {place}", cut)
                    for place, cut in enumerate(mark.items("cuts", default=()), start=1)
                ),
                extra=_extra(mark.fields, _MARK_FIELDS | _SHAPE_FIELDS[kind]),
            )
        except ValueError as error:
            mark.refuse(str(error))

    def _erased(self, where: str, fields: object) -> Cut:
        cut = _Fields(where, fields)
        return self._cut(cut, cut.name("kind", _CUTS))

    def _cut(self, fields: _Fields, kind: str) -> Cut:
        view = fields.member("view", View)
        if kind == "spot":
            return Spot(
                view,
                fields.number("x"),
                fields.number("y"),
                fields.number("radius_mm", default=SPOT_RADIUS_MM),
                anchors=fields.anchors(),
            )
        return Stroke(
            view,
            points=fields.points(),
            width_mm=fields.number("width_mm", default=BRUSH_MM),
            widths_mm=fields.numbers("widths_mm"),
            anchors=fields.anchors(),
        )

    def _whole_part(self, fields: _Fields) -> Shape:
        return WholePart(PartId(fields.name("part", self._parts)), fields.member("side", Side))


class _Fields:
    """The fields of one object of a file; its methods give a field as the type that is asked for.

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
        return self.fields.get(field)

    def text(self, field: str, default: str | None = "") -> str:
        value = self.fields.get(field, default)
        return value if isinstance(value, str) else self.refuse(f"{field} {value!r}; expected some text")

    def number(self, field: str, default: float | None = None) -> float:
        value = self.fields.get(field, default)
        return float(value) if _is_number(value) else self.refuse(f"{field} {value!r}; expected a number")

    def numbers(self, field: str) -> tuple[float, ...]:
        return tuple(
            float(value) if _is_number(value) else self.refuse(f"{field} {value!r}; expected numbers")
            for value in self.items(field, default=())
        )

    def points(self) -> tuple[tuple[float, float], ...]:
        return tuple(self._point(one) for one in self.items("points"))

    def anchors(self) -> tuple[Anchor | None, ...]:
        return tuple(None if one is None else self._anchor(one) for one in self.items("anchors", default=()))

    def items(self, field: str, default: Sequence[object] | None = None) -> Sequence[object]:
        value = self.fields.get(field, default)
        return value if isinstance(value, list | tuple) else self.refuse(f"{field}: expected a list")

    def name(self, field: str, known: Iterable[str]) -> str:
        value, names = self.fields.get(field), tuple(known)
        if not isinstance(value, str) or value not in names:
            self.refuse(f"unknown {field} {value!r}; {known_names(str(value), names)}")
        return value

    def member(self, field: str, vocabulary: type[E], default: E | None = None) -> E:
        if default is not None and field not in self.fields:
            return default
        known = {str(member.value): member for member in vocabulary}
        return known[self.name(field, known)]

    def refuse(self, problem: str) -> NoReturn:
        raise CaseFileError(f"{self.where}: {problem}")

    def _point(self, value: object) -> tuple[float, float]:
        x, y = self._place("points", value, 2)
        return x, y

    def _anchor(self, value: object) -> Anchor:
        x, y, z = self._place("anchors", value, 3)
        return x, y, z

    def _place(self, field: str, value: object, length: int) -> tuple[float, ...]:
        if not isinstance(value, list) or len(value) != length or not all(map(_is_number, value)):
            self.refuse(f"{field}: {value!r}; expected {length} numbers")
        return tuple(map(float, value))


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
    """What this version knows of a mark, as it stands in a case file; a note and cuts only where there are any."""
    return {
        "id": mark.id,
        **_shape_fields(mark.shape),
        "quality": mark.quality and mark.quality.value,
        "intensity": mark.intensity,
        **({"note": mark.note} if mark.note else {}),
        **({"cuts": [_shape_fields(cut) for cut in mark.cuts]} if mark.cuts else {}),
    }


def _shape_fields(shape: Shape) -> dict[str, object]:
    match shape:
        case Spot():
            fields: dict[str, object] = {
                "kind": "spot",
                "view": shape.view.value,
                "x": shape.x,
                "y": shape.y,
                "radius_mm": shape.radius_mm,
            }
        case Stroke():
            fields = {
                "kind": "stroke",
                "view": shape.view.value,
                "points": [list(point) for point in shape.points],
                "width_mm": shape.width_mm,
                **({"widths_mm": list(shape.widths_mm)} if shape.widths_mm else {}),
            }
        case WholePart():
            return {"kind": "part", "part": shape.part, "side": shape.side.value}
        case _:
            assert_never(shape)
    anchors = [None if anchor is None else list(anchor) for anchor in shape.anchors]
    return fields | ({"anchors": anchors} if anchors else {})


def _extra(fields: Mapping[str, object], known: Container[str]) -> str:
    """The fields that this version does not know, as JSON text."""
    return json.dumps({name: value for name, value in fields.items() if name not in known}, ensure_ascii=False)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
