from __future__ import annotations

import json
import os
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.errors import CaseFileError
from bodymap.core.marks.examined import Examined, Result, TestId
from bodymap.core.marks.mark import (
    MOST_CUTS,
    MOST_MARKS,
    MOST_POINTS,
    MOST_STROKE_POINTS,
    Mark,
    MarkId,
    Spot,
    Stroke,
    WholePart,
)
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.findings import find
from bodymap.core.tables.person import NOBODY, FactId
from bodymap.core.vocabulary import Figure, PartId, Quality, Side, View
from bodymap.library.loading import load_atlas, load_evidence, moved_marks
from bodymap.state import case_file
from bodymap.state.case import Case
from bodymap.state.case_file import SCHEMA_VERSION, case_text, known_parts, parse_case, read_case, write_case
from tests.state.json_schema import CASE_SCHEMA, problems

PARTS = (PartId("hip-front"), PartId("groin"))
CASE = Case(
    (
        Mark(MarkId(1), Spot(View.FRONT, 90.25, -12.5, 20), Quality.ACHING, 6),
        Mark(MarkId(2), WholePart(PartId("hip-front"), Side.RIGHT), Quality.NUMB),
        Mark(MarkId(7), WholePart(PartId("hip-front"), Side.LEFT), None, 0),
    )
)


def fields(**changes: object) -> str:
    return json.dumps({"format": "bodymap-case", "schema_version": SCHEMA_VERSION, "marks": []} | changes)


def spot(**changes: object) -> str:
    mark = {"id": 1, "kind": "spot", "view": "front", "x": 1, "y": 2, "radius_mm": 3} | changes
    return fields(marks=[{name: value for name, value in mark.items() if value is not ...}])


def part(**changes: object) -> str:
    return fields(marks=[{"id": 1, "kind": "part", "part": "groin", "side": "left"} | changes])


def stroke(**changes: object) -> str:
    return fields(marks=[{"id": 1, "kind": "stroke", "view": "front", "points": [[1, 2], [3, 4]]} | changes])


def deep(levels: int) -> object:
    value: object = 0
    for _ in range(levels):
        value = [value]
    return value


numbers = st.floats(-2000, 2000)
sizes = st.floats(1e-3, 500)
anchors = st.none() | st.tuples(numbers, numbers, numbers)
spots = st.builds(
    Spot, st.sampled_from(View), x=numbers, y=numbers, radius_mm=sizes, anchors=st.just(()) | st.tuples(anchors)
)
strokes = st.lists(st.tuples(numbers, numbers, sizes, anchors), min_size=1, max_size=3).flatmap(
    lambda rows: st.builds(
        Stroke,
        st.sampled_from(View),
        st.just(tuple((x, y) for x, y, _, _ in rows)),
        sizes,
        st.sampled_from([(), tuple(width for _, _, width, _ in rows)]),
        anchors=st.sampled_from([(), tuple(anchor for _, _, _, anchor in rows)]),
    )
)
shapes = spots | strokes | st.builds(WholePart, st.sampled_from(PARTS), st.sampled_from(Side))
answers = st.dictionaries(st.text(min_size=1), st.sampled_from(Reply), max_size=2).map(
    lambda given: tuple(Answer(QuestionId(question), reply) for question, reply in given.items())
)
marks = st.lists(
    st.tuples(
        shapes,
        st.none() | st.sampled_from(Quality),
        st.none() | st.integers(0, 10),
        st.text(max_size=5),
        st.lists(spots | strokes, max_size=2).map(tuple),
    ),
    max_size=4,
).map(lambda rows: tuple(Mark(MarkId(number), *row) for number, row in enumerate(rows, start=1)))
texts = st.text(max_size=5)
people = st.sampled_from(
    [
        NOBODY,
        NOBODY.with_answer(FactId("age"), "60s"),
        NOBODY.with_answer(FactId("fall"), "no").with_answer(FactId("age"), "10s"),
    ]
)
cases = st.builds(Case, marks, st.sampled_from(Figure), texts, texts, texts, texts, answers, people)


@given(cases)
def test_a_case_comes_back_as_it_was_written(case: Case) -> None:
    back = parse_case(case_text(case), file="c.json", parts=PARTS)
    assert back == case
    assert case_text(back) == case_text(case)


@given(cases)
def test_a_case_is_as_the_schema_says(case: Case) -> None:
    assert problems(json.loads(case_text(case)), CASE_SCHEMA) == []


def test_the_schema_refuses_what_it_should() -> None:
    for text in (
        fields(schema_version=4),
        fields(marks=[{"id": 1, "kind": "blob"}]),
        fields(since=3),
        spot(radius_mm=0),
    ):
        assert problems(json.loads(text), CASE_SCHEMA)


def test_a_file_of_the_first_version_opens() -> None:
    old = {
        "format": "bodymap-case",
        "schema_version": 1,
        "marks": [
            {"id": 1, "kind": "spot", "view": "front", "x": 90.25, "y": -12.5, "radius_mm": 20, "quality": "aching",
             "intensity": 6, "pressure": 0.5},
            {"id": 2, "kind": "part", "part": "hip-front", "side": "right", "quality": "numb", "intensity": None},
        ],
        "author": "someone",
    }  # fmt: skip
    assert problems(old, CASE_SCHEMA) == []
    case = parse_case(json.dumps(old), file="c.json", parts=PARTS)
    assert replace(case, extra="{}").marks[1:] == CASE.marks[1:2]
    assert (case.figure, case.since, case.answers) == (Figure.NEUTRAL, "", ())
    again = json.loads(case_text(case))
    assert (again["schema_version"], again["author"], again["marks"][0]["pressure"]) == (3, "someone", 0.5)


def test_what_was_joined_and_parted_comes_back() -> None:
    case = replace(CASE, joined=((MarkId(1), MarkId(7)),), parted=((MarkId(2), MarkId(7)),))
    read = json.loads(case_text(case))
    assert (read["joined"], read["parted"]) == ([[1, 7]], [[2, 7]])
    assert problems(read, CASE_SCHEMA) == []
    assert parse_case(case_text(case), file="c.json", parts=PARTS) == case


def test_a_pair_of_a_mark_that_is_gone_is_left_out() -> None:
    read = json.loads(case_text(CASE)) | {"joined": [[7, 1], [1, 3]]}
    assert parse_case(json.dumps(read), file="c.json", parts=PARTS).joined == ((1, 7),)


def test_all_that_was_said_is_in_the_text() -> None:
    case = Case(
        (
            Mark(
                MarkId(1),
                Stroke(View.BACK, ((1.0, 2.0), (3.0, 4.0)), 30, (20, 25), anchors=((1.0, 2.0, 3.0), None)),
                note="at night",
                cuts=(Spot(View.BACK, 1, 2, 3),),
            ),
        ),
        Figure.FEMALE,
        since="spring",
        better="walking",
        worse="sitting",
        note="twice",
        answers=(Answer(QuestionId("ces-bladder"), Reply.NO),),
    )
    read = json.loads(case_text(case))
    (mark,) = read.pop("marks")
    assert read == {
        "format": "bodymap-case",
        "schema_version": 3,
        "figure": "female",
        "since": "spring",
        "better": "walking",
        "worse": "sitting",
        "note": "twice",
        "answers": [{"question": "ces-bladder", "reply": "no"}],
    }
    assert mark == {
        "id": 1,
        "kind": "stroke",
        "view": "back",
        "points": [[1.0, 2.0], [3.0, 4.0]],
        "width_mm": 30,
        "widths_mm": [20, 25],
        "anchors": [[1.0, 2.0, 3.0], None],
        "quality": None,
        "intensity": None,
        "note": "at night",
        "cuts": [{"kind": "spot", "view": "back", "x": 1, "y": 2, "radius_mm": 3}],
    }


def test_a_case_goes_to_a_file_and_back(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    write_case(CASE, path)
    assert read_case(path) == CASE
    assert [one.name for one in tmp_path.iterdir()] == ["case.json"]


def test_the_text_says_what_it_is() -> None:
    read = json.loads(case_text(CASE))
    assert (read["format"], read["schema_version"]) == ("bodymap-case", 3)
    assert read["marks"][1] == {
        "id": 2,
        "kind": "part",
        "part": "hip-front",
        "side": "right",
        "quality": "numb",
        "intensity": None,
    }


def test_unknown_fields_survive_a_round_trip() -> None:
    read = json.loads(case_text(CASE))
    read["clinic"] = {"since": "März", "list": [1, None]}
    read["marks"][0]["pressure"] = 0.5
    case = parse_case(json.dumps(read), file="c.json", parts=PARTS)
    assert json.loads(case_text(case)) == read
    assert case.marks[1] == CASE.marks[1]


def test_a_spot_without_a_radius_gets_the_usual_one() -> None:
    case = parse_case(spot(radius_mm=...), file="c.json", parts=PARTS)
    assert case.marks[0].shape == Spot(View.FRONT, 1, 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not readable as JSON"),
        ("{", "not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
        ("9" * 10_000, "not readable as JSON"),
        ("NaN", "not readable as JSON"),
        ("[]", "not a case file"),
        ('"bodymap-case"', "not a case file"),
        ("{}", "not a case file"),
        (fields(format="other"), "not a case file"),
        (fields(schema_version=4), "written by a newer bodymap (schema_version 4); this one reads up to 3"),
        (fields(joined=[[1, 1]]), "joined: [1, 1]; expected the ids of two marks"),
        (fields(parted=[[1, 2, 3]]), "parted: [1, 2, 3]; expected the ids of two marks"),
        (fields(joined=[["1", 2]]), "expected the ids of two marks"),
        (fields(joined=[[1, 2]], parted=[[2, 1]]), "two marks are both joined and parted"),
        (fields(joined=5), "joined: expected a list"),
        (fields(schema_version=0), "schema_version 0"),
        (fields(schema_version="1"), "schema_version '1'"),
        (fields(schema_version=True), "schema_version True"),
        (fields(marks=None), "marks: expected a list"),
        (fields(marks=[7]), "mark 1: expected an object"),
        (fields(marks=[{"kind": "blob"}]), "mark 1: unknown kind 'blob'; known: spot, stroke, part"),
        (stroke(points=[]), "mark 1: stroke without points"),
        (stroke(points=[[1]]), "mark 1: points: [1]; expected 2 numbers"),
        (stroke(points=7), "mark 1: points: expected a list"),
        (stroke(widths_mm=[1]), "mark 1: stroke with 2 points and 1 widths"),
        (stroke(widths_mm=["1", 2]), "mark 1: widths_mm '1'; expected numbers"),
        (stroke(anchors=[[1, 2], None]), "mark 1: anchors: [1, 2]; expected 3 numbers"),
        (stroke(anchors=[None]), "mark 1: 1 anchors for 2 points"),
        (spot(cuts=[{"kind": "part"}]), "mark 1: cut 1: unknown kind 'part'; known: spot, stroke"),
        (spot(cuts=[3]), "mark 1: cut 1: expected an object"),
        (spot(note=3), "mark 1: note 3; expected some text"),
        (fields(since=3), "c.json: since 3; expected some text"),
        (fields(figure="child"), "c.json: unknown figure 'child'; known: neutral"),
        (fields(answers=[{"question": "q", "reply": "maybe"}]), "answer 1: unknown reply 'maybe'; known: yes, no"),
        (fields(answers=[{"question": "q", "reply": "no"}] * 2), "same question"),
        (fields(person=[]), "person: expected an object of short texts"),
        (fields(person={"age": 60}), "person: expected an object of short texts"),
        (fields(marks=[{"kind": []}]), "mark 1: unknown kind []"),
        (spot(id=0), "mark 1: id 0"),
        (spot(id=True), "mark 1: id True"),
        (spot(id=None), "mark 1: id None"),
        (spot(view="fron"), "mark 1: unknown view 'fron'; did you mean front?"),
        (spot(view=3), "mark 1: unknown view 3"),
        (spot(x="1"), "mark 1: x '1'; expected a number"),
        (spot(x=True), "mark 1: x True; expected a number"),
        (spot(y=...), "mark 1: y None; expected a number"),
        (spot(radius_mm=-1), "mark 1: radius_mm -1; expected 0 to 500 mm"),
        (spot(radius_mm=0), "mark 1: spot with radius 0.0 mm: the radius must be above 0"),
        (spot(x=1).replace('"x": 1', '"x": 1e999'), "a number is too large"),
        (spot(x=1).replace('"x": 1', '"x": 1, "x": 2'), "field 'x' is there twice"),
        (spot(x=-1e308), "mark 1: x -1e+308; expected -2,000 to 2,000 mm"),
        (spot(y=10**400), "mark 1: y 1000"),
        (spot(id=10**400), "mark 1: id 1000"),
        (spot(intensity=10**400), "mark 1: intensity 1000"),
        (spot(radius_mm=501), "mark 1: radius_mm 501; expected 0 to 500 mm"),
        (spot(anchors=[[0, 1e308, 0]]), "mark 1: anchors 1e+308; expected -2,000 to 2,000 mm"),
        (stroke(points=[[1e308, 1], [2, 3]]), "mark 1: points 1e+308; expected -2,000 to 2,000 mm"),
        (stroke(points=[None]), "mark 1: points: null"),
        (stroke(points=[[1, 2]] * 2001), "mark 1: points: 2,001 of them; at most 2,000 are read"),
        (stroke(width_mm=1e308), "mark 1: width_mm 1e+308; expected 0 to 500 mm"),
        (stroke(widths_mm=[1, 501]), "mark 1: widths_mm 501; expected 0 to 500 mm"),
        (
            spot(cuts=[{"kind": "spot", "view": "front", "x": 1, "y": 2}] * 501),
            "mark 1: cuts: 501 of them; at most 500",
        ),
        (fields(marks=[{}] * 101), "marks: 101 of them; at most 100 are read"),
        (fields(answers=[{}] * 1001), "answers: 1,001 of them; at most 1,000 are read"),
        (fields(note="\ud800"), "is no Unicode text"),
        (fields(**{"\udc00": 1}), "is no Unicode text"),
        (fields(deep=deep(60)), "lie deeper in each other than 40"),
        (fields(schema_version=10**400), "written by a newer bodymap (schema_version 1000"),
        (spot(quality="sore"), "mark 1: unknown quality 'sore'; known: aching"),
        (spot(intensity=11), "mark 1: intensity 11"),
        (spot(intensity=5.5), "mark 1: intensity 5.5"),
        (spot(intensity="5"), "mark 1: intensity '5'"),
        (part(part="hip-frnt"), "mark 1: unknown part 'hip-frnt'; did you mean hip-front?"),
        (part(part=["groin"]), "mark 1: unknown part"),
        (part(side="both"), "mark 1: unknown side 'both'; known: left, right"),
        (fields(marks=[{"id": 1, "kind": "part", "part": "groin", "side": "left"}] * 2), "same id"),
    ],
)
def test_a_broken_case_is_refused_in_one_line(text: str, told: str) -> None:
    with pytest.raises(CaseFileError, match=r"^c\.json: ") as caught:
        parse_case(text, file="c.json", parts=PARTS)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("field", ["view", "kind", "note"])
def test_a_name_of_megabytes_is_refused_at_once_and_quoted_in_short(field: str) -> None:
    text = spot(**{field: 9_000_000 * "x" if field != "note" else [9_000_000 * "x"]})
    began = time.process_time()
    with pytest.raises(CaseFileError) as caught:
        parse_case(text, file="c.json", parts=PARTS)
    assert time.process_time() - began < 2
    assert len(str(caught.value)) < 250


def test_all_points_of_a_case_are_counted_and_shared_cuts_once() -> None:
    long = [[number % 700, number // 700] for number in range(1999)]
    cut = {"kind": "stroke", "view": "front", "points": long}
    mark = {"kind": "stroke", "view": "front", "points": [[1, 2], [3, 4]], "cuts": [cut]}
    shared = fields(marks=[mark | {"id": number} for number in range(1, 100)])
    assert len(parse_case(shared, file="c.json", parts=PARTS).marks) == 99
    strokes = [cut | {"id": number, "points": [[number, 0], *long]} for number in range(1, 6)]
    with pytest.raises(CaseFileError, match="10,000 points in all marks; at most 4,000 are read"):
        parse_case(fields(marks=strokes), file="c.json", parts=PARTS)


ERASED = {"kind": "spot", "view": "front", "x": 1, "y": 2}


@pytest.mark.parametrize(
    ("most", "too_much"),
    [
        (spot(x=2000), spot(x=2000.5)),
        (spot(y=-2000), spot(y=-2000.5)),
        (spot(radius_mm=500), spot(radius_mm=500.5)),
        (spot(id=10**9), spot(id=10**9 + 1)),
        (spot(anchors=[[1, 2, 3]]), spot(anchors=[[1, 2, 2001]])),
        (spot(anchors=[None]), spot(anchors=[[1, 2]])),
        (stroke(width_mm=500), stroke(width_mm=500.5)),
        (stroke(widths_mm=[500, 1]), stroke(widths_mm=[500.5, 1])),
        (stroke(points=[[-2000, 2000]]), stroke(points=[])),
        (stroke(points=[[1, 2]]), stroke(points=[[1, 2, 3]])),
        (stroke(points=[[1, 2]] * MOST_STROKE_POINTS), stroke(points=[[1, 2]] * (MOST_STROKE_POINTS + 1))),
        (part(cuts=[ERASED] * MOST_CUTS), part(cuts=[ERASED] * (MOST_CUTS + 1))),
        tuple(
            fields(marks=[{"id": number, "kind": "part", "part": "groin", "side": "left"} for number in range(1, last)])
            for last in (MOST_MARKS + 1, MOST_MARKS + 2)
        ),
        (fields(person={"age": 20 * "s"}), fields(person={"age": 21 * "s"})),
    ],
)
def test_the_schema_says_what_is_read_and_no_more(most: str, too_much: str) -> None:
    assert problems(json.loads(most), CASE_SCHEMA) == []
    parse_case(most, file="c.json", parts=PARTS)
    assert problems(json.loads(too_much), CASE_SCHEMA)
    with pytest.raises(CaseFileError):
        parse_case(too_much, file="c.json", parts=PARTS)


def test_the_largest_case_that_opens_is_answered_and_moved_in_two_seconds() -> None:
    chance = random.Random(1)  # noqa: S311 -- no secret

    def scribble(points: int) -> Stroke:
        line, x, y = [], 90.0, 100.0
        for _ in range(points):
            x = max(-250.0, min(250.0, x + chance.uniform(-25, 25)))
            y = max(-700.0, min(800.0, y + chance.uniform(-25, 25)))
            line.append((x, y))
        return Stroke(View.FRONT, tuple(line), widths_mm=tuple(chance.uniform(5, 60) for _ in range(points)))

    last = MOST_POINTS - MOST_STROKE_POINTS - (MOST_MARKS - 2)
    shapes: list[Spot | Stroke] = [scribble(points) for points in (MOST_STROKE_POINTS, last)]
    while len(shapes) < MOST_MARKS:
        shapes.append(Spot(View.FRONT, chance.uniform(-250, 250), chance.uniform(-700, 800)))
    marks = tuple(Mark(MarkId(number), shape) for number, shape in enumerate(shapes, start=1))
    case = parse_case(case_text(Case(marks=marks)), file="c.json", parts=PARTS)
    atlas, evidence = load_atlas(), load_evidence()
    find(case.marks[-1:], atlas, evidence)
    moved_marks(case.marks[-1:], Figure.NEUTRAL, Figure.FEMALE)
    second = 2 * _slowness()  # twice: on a shared processor the caches are slow as well
    began = time.process_time()
    find(case.marks, atlas, evidence)
    found = time.process_time()
    moved_marks(case.marks, Figure.NEUTRAL, Figure.FEMALE)
    assert found - began < 2 * second
    assert time.process_time() - found < 2 * second


def _slowness() -> float:
    """How many times slower this processor is now than one that counts to a million in a twelfth of a second."""
    began, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number * number % 7
    return max(1.0, (time.process_time() - began) * 12)


HOSTILE = Path(__file__).parents[1] / "data" / "hostile" / "case"
OPENS = HOSTILE / "self-crossing.json"


@pytest.mark.parametrize("path", sorted(set(HOSTILE.iterdir()) - {OPENS}), ids=lambda path: path.stem)
def test_a_hostile_file_is_refused_in_one_short_line(path: Path) -> None:
    with pytest.raises(CaseFileError) as caught:
        read_case(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_a_file_that_opens_can_be_saved(tmp_path: Path) -> None:
    write_case(read_case(OPENS), tmp_path / "again.json")
    assert read_case(tmp_path / "again.json") == read_case(OPENS)


def test_a_byte_order_mark_opens(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"\xef\xbb\xbf" + case_text(CASE).encode("utf-8"))
    assert read_case(path) == CASE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_or_device_is_refused_unread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    for name in ("pipe.json", "zero.json", "loop.json"):
        with pytest.raises(CaseFileError, match="cannot be opened: "):
            read_case(tmp_path / name)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"nowhere\.json: cannot be opened: No such file"):
        read_case(tmp_path / "nowhere.json")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CaseFileError, match="not UTF-8"):
        read_case(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_file, "MOST_BYTES", 3)
    path = tmp_path / "case.json"
    path.write_text("    ")
    with pytest.raises(CaseFileError, match="4 bytes; at most 3"):
        read_case(path)


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.json"
    write_case(CASE, path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CaseFileError, match="cannot be saved: No space left on device; what was there before"):
        write_case(Case(), path)
    assert read_case(path) == CASE
    assert [one.name for one in tmp_path.iterdir()] == ["case.json"]


def test_saving_into_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="cannot be saved"):
        write_case(CASE, tmp_path / "no" / "case.json")


def test_the_known_parts_are_those_of_the_table() -> None:
    assert len(known_parts()) == 99
    assert "hip-front" in known_parts()


def test_the_language_of_the_person_is_kept_and_is_no_entry() -> None:
    case = Case(language="de")
    assert parse_case(case_text(case), file="case.json", parts=()) == case
    assert case.is_blank
    assert "language" not in case_text(Case())
    with pytest.raises(CaseFileError, match=r"language '.*'; expected a code such as de"):
        parse_case(fields(language=21 * "d"), file="case.json", parts=())


def test_what_was_examined_is_kept() -> None:
    examined = (
        Examined(TestId("big-toe-strength"), Side.LEFT, Result.WEAKER, 4),
        Examined(TestId("achilles-reflex"), Side.RIGHT, Result.ABSENT),
    )
    text = case_text(Case(examined=examined))
    assert parse_case(text, file="case.json", parts=()).examined == examined
    assert problems(json.loads(text), CASE_SCHEMA) == []


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"test": "big-toe-strength", "side": "left", "result": "weaker", "grade": 9}, "grade"),
        ({"test": "big-toe-strength", "side": "left", "result": "normal", "grade": 2}, "strength 2 of 5 is not normal"),
        ({"test": "big-toe-strength", "side": "both", "result": "normal"}, "side"),
        ({"side": "left", "result": "normal"}, "test"),
    ],
)
def test_a_result_that_cannot_be_is_refused(result: dict[str, object], said: str) -> None:
    with pytest.raises(CaseFileError, match=said):
        parse_case(fields(examined=[result]), file="case.json", parts=())
