from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.anatomy import PartId, Quality, Side, View
from bodymap.core.errors import CaseFileError
from bodymap.core.marks import Mark, MarkId, Spot, WholePart
from bodymap.state import case_file
from bodymap.state.case import Case
from bodymap.state.case_file import case_text, known_parts, parse_case, read_case, write_case

PARTS = (PartId("hip-front"), PartId("groin"))
CASE = Case(
    (
        Mark(MarkId(1), Spot(View.FRONT, 90.25, -12.5, 20), Quality.ACHING, 6),
        Mark(MarkId(2), WholePart(PartId("hip-front"), Side.RIGHT), Quality.NUMB),
        Mark(MarkId(7), WholePart(PartId("hip-front"), Side.LEFT), None, 0),
    )
)


def fields(**changes: object) -> str:
    return json.dumps({"format": "bodymap-case", "schema_version": 1, "marks": []} | changes)


def spot(**changes: object) -> str:
    mark = {"id": 1, "kind": "spot", "view": "front", "x": 1, "y": 2, "radius_mm": 3} | changes
    return fields(marks=[{name: value for name, value in mark.items() if value is not ...}])


def part(**changes: object) -> str:
    return fields(marks=[{"id": 1, "kind": "part", "part": "groin", "side": "left"} | changes])


shapes = st.one_of(
    st.builds(
        Spot,
        st.sampled_from(View),
        x=st.floats(-1e6, 1e6),
        y=st.floats(-1e6, 1e6),
        radius_mm=st.floats(1e-3, 1e6),
    ),
    st.builds(WholePart, st.sampled_from(PARTS), st.sampled_from(Side)),
)
cases = st.lists(
    st.tuples(shapes, st.none() | st.sampled_from(Quality), st.none() | st.integers(0, 10)), max_size=5
).map(lambda rows: Case(tuple(Mark(MarkId(number), *row) for number, row in enumerate(rows, start=1))))


@given(cases)
def test_a_case_comes_back_as_it_was_written(case: Case) -> None:
    assert parse_case(case_text(case), file="c.json", parts=PARTS) == case


def test_a_case_goes_to_a_file_and_back(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    write_case(CASE, path)
    assert read_case(path) == CASE
    assert [one.name for one in tmp_path.iterdir()] == ["case.json"]


def test_the_text_says_what_it_is() -> None:
    read = json.loads(case_text(CASE))
    assert (read["format"], read["schema_version"]) == ("bodymap-case", 1)
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
    read["note"] = {"since": "März", "list": [1, None]}
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
        (fields(schema_version=2), "written by a newer bodymap (schema_version 2); this one reads up to 1"),
        (fields(schema_version=0), "schema_version 0"),
        (fields(schema_version="1"), "schema_version '1'"),
        (fields(schema_version=True), "schema_version True"),
        (fields(marks=None), "marks: expected a list"),
        (fields(marks=[7]), "mark 1: expected an object"),
        (fields(marks=[{"kind": "blob"}]), "mark 1: unknown kind 'blob'; known: spot, part"),
        (fields(marks=[{"kind": []}]), "mark 1: unknown kind []"),
        (spot(id=0), "mark 1: id 0"),
        (spot(id=True), "mark 1: id True"),
        (spot(id=None), "mark 1: id None"),
        (spot(view="fron"), "mark 1: unknown view 'fron'; did you mean front?"),
        (spot(view=3), "mark 1: unknown view 3"),
        (spot(x="1"), "mark 1: x '1'; expected a number"),
        (spot(x=True), "mark 1: x True; expected a number"),
        (spot(y=...), "mark 1: y None; expected a number"),
        (spot(radius_mm=-1), "mark 1: spot with radius -1.0 mm"),
        (spot(x=1).replace('"x": 1', '"x": 1e999'), "mark 1: spot at inf"),
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
