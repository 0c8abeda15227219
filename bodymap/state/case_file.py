"""Reads and writes a case as a JSON file.

Schema version 3, described for a stranger in ``bodymap/data/case.schema.json`` (``bodymap schema`` prints it); all
numbers in millimetres of the drawing that the marks were made on, y downwards ::

    {"format": "bodymap-case", "schema_version": 3, "figure": "neutral",
     "since": "spring", "better": "walking", "worse": "sitting", "note": "",
     "answers": [{"question": "ces-bladder", "reply": "no"}],
     "joined": [[1, 3]], "parted": [[1, 2]],
     "examined": [{"test": "big-toe-strength", "side": "left", "result": "weaker", "grade": 4}], "language": "de",
     "marks": [
        {"id": 1, "kind": "spot", "view": "front", "x": 90.0, "y": 880.0, "radius_mm": 25.0,
         "anchors": [[91.5, 903.0, 84.0]], "quality": "aching", "intensity": 6, "note": "at night"},
        {"id": 2, "kind": "stroke", "view": "back", "points": [[-80.0, 900.0], [-85.0, 950.0]], "width_mm": 30.0,
         "quality": "numb", "intensity": null,
         "cuts": [{"kind": "spot", "view": "back", "x": -80.0, "y": 900.0, "radius_mm": 10.0}]},
        {"id": 3, "kind": "part", "part": "hip-front", "side": "left", "quality": null, "intensity": null}]}

Version 1 had marks only, spots and parts without anchors, notes and cuts; version 2 did not say which marks the person
joined and parted, nor what was examined. Such files open.

With a password the same stands encrypted in another JSON file, see `bodymap.state.encrypted_case`.

The file holds what was entered and nothing that follows from it; anchors say where on the body a point lay when the
mark was made, so that it keeps its place when drawings change. Fields that this version does not know, in the case or
in a mark, survive opening and saving. A file of a newer version is refused, because it may mean more than would be
shown.

Whatever opens is answered in about two seconds and can be saved again, so a file is refused that holds more than
`MOST_MARKS` marks, `MOST_CUTS` cuts in one mark, `MOST_STROKE_POINTS` points in one stroke, `MOST_POINTS` points in all
(a cut that several marks share counts once), or a point further than `FARTHEST_MM` from the middle of its drawing.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Container, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from bodymap.core.errors import CaseFileError
from bodymap.core.marks.examined import FULL_STRENGTH, Examined, Result, TestId
from bodymap.core.marks.mark import (
    BRUSH_MM,
    MOST_CUTS,
    MOST_MARKS,
    MOST_POINTS,
    MOST_STROKE_POINTS,
    SPOT_RADIUS_MM,
    STRONGEST,
    Anchor,
    Cut,
    Mark,
    MarkId,
    MarkPair,
    Shape,
    Spot,
    Stroke,
    WholePart,
    pair_of,
    point_count,
)
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.tables.parts import parse_parts
from bodymap.core.tables.person import FactId, KnownFact, Person
from bodymap.core.vocabulary import Figure, PartId, Quality, Side, View
from bodymap.library import resources
from bodymap.library.encryption import FileKey
from bodymap.library.whole_file import write_whole
from bodymap.state.case import Case
from bodymap.state.encrypted_case import decrypted_case, encrypted_text, is_encrypted
from bodymap.state.json_fields import MOST_QUOTED, Fields, is_whole, parsed, quoted
from bodymap.state.mark_fields import examined_fields, mark_fields

FORMAT: Final = "bodymap-case"
SCHEMA_VERSION: Final = 3
MOST_BYTES: Final = 10_000_000
"""Largest file that is opened."""
FARTHEST_MM: Final = 2000.0
"""How far a point may lie from the middle of its drawing: the tallest drawing and a margin of 1 m."""
WIDEST_MM: Final = 500.0
"""Largest radius of a spot and width of a stroke; above 0 says the shape itself."""
_MOST_ANSWERS: Final = 1000
_MOST_PAIRS: Final = MOST_MARKS * (MOST_MARKS - 1) // 2
_HIGHEST_ID: Final = 10**9

_TEXTS: Final = ("since", "better", "worse", "note")
_FACT: Final = 20
"""Longest answer to a fact about the person, and longest code of a language."""

_CASE_FIELDS: Final = frozenset(
    {
        "format",
        "schema_version",
        "figure",
        *_TEXTS,
        "answers",
        "person",
        "joined",
        "parted",
        "examined",
        "language",
        "marks",
    }
)
_MARK_FIELDS: Final = frozenset({"id", "kind", "quality", "intensity", "note", "cuts"})
_SHAPE_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "spot": frozenset({"view", "x", "y", "radius_mm", "anchors"}),
    "stroke": frozenset({"view", "points", "width_mm", "widths_mm", "anchors"}),
    "part": frozenset({"part", "side"}),
}
_CUTS: Final = ("spot", "stroke")


def read_case(path: Path, key: FileKey | str | None = None) -> Case:
    """The case in a file; an encrypted one by its key or password.

    Raises
    ------
    CaseFileError
        If the file cannot be read or is not a case of this schema version.
    """
    return read_with_key(path, key)[0]


def read_with_key(path: Path, key: FileKey | str | None = None) -> tuple[Case, FileKey | None]:
    """The case in a file, and the key that it is encrypted with, if it is; see `read_case`."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CaseFileError(f"{_shown(path)}: cannot be opened: not a file with content of its own")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CaseFileError(f"{_shown(path)}: cannot be opened: {error.strerror or error}") from error
    if len(data) > MOST_BYTES:
        raise CaseFileError(f"{_shown(path)}: {status.st_size:,} bytes; at most {MOST_BYTES:,} are read")
    return case_in(data, file=_shown(path), key=key)


def case_in(data: bytes, *, file: str, key: FileKey | str | None = None) -> tuple[Case, FileKey | None]:
    """The case in the bytes of a case file, and the key that it is encrypted with, if it is.

    Raises
    ------
    CaseFileError
        If they are not a case of this schema version or an older one, or cannot be decrypted; see
        `bodymap.state.encrypted_case`.
    """
    fields, found = parsed(_decoded(data, file), file=file), None
    if is_encrypted(fields):
        plain, found = decrypted_case(fields, key, file=file)
        fields = parsed(_decoded(plain, file), file=file)
    return _case_of(fields, file=file, parts=known_parts()), found


def write_case(
    case: Case, path: Path, key: FileKey | None = None, *, spare: Path | None = None, waits: bool = True
) -> bytes:
    """Write a case into a file, as a whole or not at all, encrypted if there is a key; what was written.

    For the `spare` name, and for what is not waited for, see `bodymap.library.whole_file.write_whole`.

    Raises
    ------
    CaseFileError
        If it cannot be written; a file that was there is as it was.
    """
    try:
        data = case_text(case).encode("utf-8")
        data = data if key is None else encrypted_text(data, key).encode("utf-8")
        write_whole(path, data, spare=spare, waits=waits)
    except (OSError, ValueError, RecursionError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        problem = f"{_shown(path)}: cannot be saved: {reason}; what was there before is unchanged"
        raise CaseFileError(problem) from error
    return data


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
        **{name: [list(pair) for pair in pairs] for name, pairs in _pairs(case).items() if pairs},
        **({"examined": [examined_fields(one) for one in case.examined]} if case.examined else {}),
        **({"language": case.language} if case.language else {}),
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
    return _case_of(parsed(text, file=file), file=file, parts=parts)


def _case_of(fields: object, *, file: str, parts: Iterable[PartId]) -> Case:
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise CaseFileError(f'{file}: not a case file: expected an object with "format": "{FORMAT}"')
    _check_version(fields.get("schema_version"), file)
    return _CaseReader(file, tuple(parts)).case(fields)


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseFileError(f"{file}: not UTF-8 text, so not a case file") from error


def _pairs(case: Case) -> Mapping[str, tuple[MarkPair, ...]]:
    return {"joined": case.joined, "parted": case.parted}


def _person(fields: object) -> Person:
    """The answers about the person; their names and values are those of the table, which may have grown since."""
    given = fields.items() if isinstance(fields, dict) else ()
    texts = {name: value for name, value in given if isinstance(value, str) and len(value) <= _FACT}
    if not isinstance(fields, dict) or len(texts) < len(fields):
        raise ValueError("person: expected an object of short texts")
    return Person(tuple(KnownFact(FactId(name), texts[name]) for name in sorted(texts)))


def _language(case: Fields) -> str:
    """A code as it stands; one that this version does not speak is kept for one that does."""
    code = case.text("language")
    return code if len(code) <= _FACT else case.refuse(f"language {quoted(code)}; expected a code such as de")


class _CaseReader:
    """Reads cases; knows the file for messages, and the parts there are."""

    def __init__(self, file: str, parts: tuple[PartId, ...]) -> None:
        self._file = file
        self._parts = parts

    def case(self, fields: Mapping[str, object]) -> Case:
        case = Fields(self._file, fields)
        marks = case.items("marks", most=MOST_MARKS)
        answers = case.items("answers", most=_MOST_ANSWERS, default=())
        examined = case.items("examined", most=_MOST_ANSWERS, default=())
        texts = {name: case.text(name) for name in _TEXTS}
        try:
            read = Case(
                marks=tuple(self.mark(number, mark) for number, mark in enumerate(marks, start=1)),
                figure=case.member("figure", Figure, default=Figure.NEUTRAL),
                answers=tuple(self.answer(number, answer) for number, answer in enumerate(answers, start=1)),
                person=_person(fields.get("person", {})),
                joined=self.pairs(case, "joined"),
                parted=self.pairs(case, "parted"),
                examined=tuple(self.examined(number, one) for number, one in enumerate(examined, start=1)),
                language=_language(case),
                extra=_extra(fields, _CASE_FIELDS),
                **texts,
            )
            read = read.with_marks(read.marks)
        except ValueError as error:
            case.refuse(str(error))
        if point_count(read.marks) > MOST_POINTS:
            case.refuse(f"{point_count(read.marks):,} points in all marks; at most {MOST_POINTS:,} are read")
        return read

    def pairs(self, case: Fields, field: str) -> tuple[MarkPair, ...]:
        """Pairs of marks; that a mark of a pair is there is not asked, since files are changed by hand too."""
        places = case.items(field, most=_MOST_PAIRS, default=())
        found: set[MarkPair] = set()
        for pair in places:
            if not isinstance(pair, list) or len(pair) != 2 or not all(map(is_whole, pair)) or pair[0] == pair[1]:
                case.refuse(f"{field}: {quoted(pair)}; expected the ids of two marks")
            found.add(pair_of(MarkId(pair[0]), MarkId(pair[1])))
        return tuple(sorted(found))

    def answer(self, number: int, fields: object) -> Answer:
        answer = Fields(f"{self._file}: answer {number}", fields)
        return Answer(QuestionId(answer.text("question", default=None)), answer.member("reply", Reply))

    def examined(self, number: int, fields: object) -> Examined:
        one = Fields(f"{self._file}: result {number}", fields)
        grade = f"a whole number from 0 to {FULL_STRENGTH}"
        try:
            return Examined(
                TestId(one.text("test", default=None)),
                one.member("side", Side),
                one.member("result", Result),
                None if one.get("grade") is None else one.whole("grade", 0, FULL_STRENGTH, grade),
            )
        except ValueError as error:
            one.refuse(str(error))

    def mark(self, number: int, fields: object) -> Mark:
        mark = Fields(f"{self._file}: mark {number}", fields)
        kind = mark.name("kind", _SHAPE_FIELDS)
        cuts = enumerate(mark.items("cuts", most=MOST_CUTS, default=()), start=1)
        strength = f"a whole number from 0 to {STRONGEST}"
        try:
            return Mark(
                id=MarkId(mark.whole("id", 1, _HIGHEST_ID, f"a whole number from 1 to {_HIGHEST_ID:,}")),
                shape=self._whole_part(mark) if kind == "part" else self._cut(mark, kind),
                quality=None if mark.get("quality") is None else mark.member("quality", Quality),
                intensity=None if mark.get("intensity") is None else mark.whole("intensity", 0, STRONGEST, strength),
                note=mark.text("note"),
                cuts=tuple(self._erased(f"{mark.where}: cut {place}", cut) for place, cut in cuts),
                extra=_extra(mark.fields, _MARK_FIELDS | _SHAPE_FIELDS[kind]),
            )
        except ValueError as error:
            mark.refuse(str(error))

    def _erased(self, where: str, fields: object) -> Cut:
        cut = Fields(where, fields)
        return self._cut(cut, cut.name("kind", _CUTS))

    def _cut(self, fields: Fields, kind: str) -> Cut:
        view = fields.member("view", View)
        anchors = fields.places("anchors", 3, farthest=FARTHEST_MM, most=MOST_STROKE_POINTS, default=())
        if kind == "spot":
            return Spot(
                view,
                fields.number("x", lowest=-FARTHEST_MM, highest=FARTHEST_MM),
                fields.number("y", lowest=-FARTHEST_MM, highest=FARTHEST_MM),
                fields.number("radius_mm", lowest=0, highest=WIDEST_MM, default=SPOT_RADIUS_MM),
                anchors=tuple(map(_anchor, anchors)),
            )
        points = fields.places("points", 2, farthest=FARTHEST_MM, most=MOST_STROKE_POINTS)
        return Stroke(
            view,
            points=tuple((point[0], point[1]) if point else fields.refuse("points: null") for point in points),
            width_mm=fields.number("width_mm", lowest=0, highest=WIDEST_MM, default=BRUSH_MM),
            widths_mm=fields.numbers("widths_mm", lowest=0, highest=WIDEST_MM, most=MOST_STROKE_POINTS),
            anchors=tuple(map(_anchor, anchors)),
        )

    def _whole_part(self, fields: Fields) -> Shape:
        return WholePart(PartId(fields.name("part", self._parts)), fields.member("side", Side))


def _anchor(place: tuple[float, ...] | None) -> Anchor | None:
    return None if place is None else (place[0], place[1], place[2])


@cache
def known_parts() -> tuple[PartId, ...]:
    """The parts that a mark may name."""
    return tuple(part.id for part in parse_parts(resources.table_text("parts.csv"), file="parts.csv"))


def _shown(path: Path) -> str:
    """The name of a file as it stands in a message."""
    return path.name if len(path.name) <= MOST_QUOTED else f"{path.name[: MOST_QUOTED - 1]}…"


def _check_version(version: object, file: str) -> None:
    if not is_whole(version) or version < 1:
        raise CaseFileError(f"{file}: schema_version {quoted(version)}; this version of bodymap reads {SCHEMA_VERSION}")
    if version > SCHEMA_VERSION:
        raise CaseFileError(
            f"{file}: written by a newer bodymap (schema_version {quoted(version)}); "
            f"this one reads up to {SCHEMA_VERSION}"
        )


def _extra(fields: Mapping[str, object], known: Container[str]) -> str:
    """The fields that this version does not know, as JSON text."""
    return json.dumps({name: value for name, value in fields.items() if name not in known}, ensure_ascii=False)
