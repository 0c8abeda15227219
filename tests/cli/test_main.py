"""The command line as a user meets it: what it prints, its exit codes, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bodymap.cli import main
from bodymap.cli.explain import PICTURE_WIDTH_PX
from bodymap.core.atlas.surface import Surface
from bodymap.core.errors import UnknownName
from bodymap.core.marks.mark import Mark, MarkId, Spot, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.tables.person import NOBODY, FactId
from bodymap.core.vocabulary import Figure, PartId, Side, View
from bodymap.library import loading, resources
from bodymap.state.case import Case
from bodymap.state.case_file import write_case
from tests.core.small_body import back_svg, front_svg, small_atlas
from tests.state.json_schema import CASE_SCHEMA, SCHEMA, problems


@pytest.fixture(autouse=True)
def _small_body(monkeypatch: pytest.MonkeyPatch) -> None:
    def load_small_atlas(figure: Figure = Figure.NEUTRAL) -> object:
        if figure is Figure.MALE:
            raise UnknownName("the male figure is not drawn; known: neutral, female")
        return replace(small_atlas(with_lee=True), figure=figure)

    def drawn_views(figure: Figure) -> tuple[View, ...]:
        return () if figure is Figure.MALE else (View.FRONT, View.BACK)

    drawings = {
        f"{figure.value}-{view}": text
        for figure in (Figure.NEUTRAL, Figure.FEMALE)
        for view, text in (("front", front_svg()), ("back", back_svg()))
    }
    monkeypatch.setattr(loading, "load_atlas", load_small_atlas)
    monkeypatch.setattr(resources, "drawn_views", drawn_views)
    monkeypatch.setattr(resources, "svg_text", drawings.__getitem__)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main.main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(run(capsys, *arguments, "--json"))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main.main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    first, *names = captured.err.splitlines()
    assert first.startswith("bodymap: ")
    assert not names or first.endswith("known:")
    assert all(line.startswith("  ") and len(line) <= 80 for line in names)
    return captured.err


def roots(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(one["root"], one["side"]) for one in fields["candidates"]]


def test_parts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "parts").splitlines()
    assert len(lines) == 99
    assert any(line.split("  ", 1)[0] == "hip-front" and "front of the hip (anterior hip)" in line for line in lines)


def test_parts_are_listed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    listed = run_json(capsys, "parts")
    assert problems(listed, {"$ref": "#/$defs/parts"}) == []
    parts = {one["part"]: one for one in listed}
    assert parts["hip-front"] == {
        "part": "hip-front",
        "name": "front of the hip",
        "clinical_term": "anterior hip",
        "exposs_location": "hip",
        "group": "hip",
    }
    assert parts["groin"]["exposs_location"] is None


@pytest.mark.parametrize(("x", "side"), [("75", "left"), ("-75", "right")])
def test_locate_tells_part_side_and_roots(capsys: pytest.CaptureFixture[str], x: str, side: str) -> None:
    found = run_json(capsys, "locate", "--view", "front", "--x", x, "--y", "95", "--map", "foerster")
    assert problems(found, {"$ref": "#/$defs/locate"}) == []
    assert (found["part"], found["side"], found["exposs_location"]) == ("hip-front", side, "hip")
    assert [(one["root"], one["side"], one["share"]) for one in found["roots"]] == [
        ("L1", side, 0.75),
        ("L2", side, 0.25),
    ]


def test_locate_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "locate", "--view", "back", "--x", "-50", "--y", "50")
    assert text.splitlines()[:2] == [
        "buttock-middle@left: the middle of the left buttock (mid gluteal region)",
        "EXPOSS location: none",
    ]
    assert "S2   left   100 in 100" in text


def test_locate_on_blank_skin_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "No map names a root here." in run(capsys, "locate", "--view", "front", "--x", "50", "--y", "-100")


@pytest.mark.parametrize("side", ["left", "right"])
def test_explain_a_part(capsys: pytest.CaptureFixture[str], side: str) -> None:
    found = run_json(capsys, "explain", "--mark", f"hip-front@{side}:aching:6")
    assert problems(found) == []
    assert found["marks"] == [
        {"id": 1, "kind": "part", "part": "hip-front", "side": side, "quality": "aching", "intensity": 6}
    ]
    assert roots(found)[0] == ("L1", side)
    assert [one["id"] for one in found["evidence"]] == ["exposs-hip"]


def test_one_map_or_all_are_asked(capsys: pytest.CaptureFixture[str]) -> None:
    spot = ("explain", "--at", "front:75,100,20")
    for chosen, found in ((("--map", "lee"), [("L1", 1)]), (("--map", "all"), [("L1", 2), ("L2", 1)])):
        candidates = run_json(capsys, *spot, *chosen)["candidates"]
        assert [(one["root"], one["maps_for"]) for one in candidates] == found
    assert run_json(capsys, *spot) == run_json(capsys, *spot, "--map", "all")
    assert [one["maps"] for one in run_json(capsys, *spot)["candidates"]] == [["foerster", "lee"], ["foerster"]]


def test_locate_asks_one_map_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    point = ("locate", "--view", "front", "--x", "75", "--y", "95")
    found = run_json(capsys, *point, "--map", "lee")["roots"]
    assert [(one["root"], one["share"], one["maps"]) for one in found] == [("L1", 1, ["lee"])]
    assert [one["maps_for"] for one in run_json(capsys, *point)["roots"]] == [2, 1]


def test_another_figure_is_explained(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = run_json(capsys, "explain", "--mark", "hip-front@left", "--figure", "female")
    assert found == run_json(capsys, "explain", "--mark", "hip-front@left")
    out = tmp_path / "female.svg"
    run(capsys, "explain", "--mark", "hip-front@left", "--figure", "female", "--out", str(out))
    assert out.exists()
    found = run_json(capsys, "locate", "--view", "front", "--x", "75", "--y", "50", "--figure", "female")
    assert found["part"] == "hip-front"


def test_marks_of_a_case_keep_their_place_on_another_figure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def load_surfaces(figure: Figure) -> Mapping[View, Surface]:
        shift = 20 if figure is Figure.FEMALE else 0
        right, down = np.meshgrid(np.arange(-100, 101, 4), np.arange(-160, 301, 4))
        position = np.stack([right, -down, 0 * right], axis=-1) * 2
        return {View.FRONT: Surface(np.array([-100.0 + shift, -160.0]), 4.0, position.astype(np.int16))}

    monkeypatch.setattr(loading, "load_surfaces", load_surfaces)
    path = tmp_path / "case.json"
    write_case(Case((Mark(MarkId(1), Spot(View.FRONT, 50, 50)),)), path)
    (mark,) = run_json(capsys, "explain", str(path), "--figure", "female")["marks"]
    assert (mark["x"], mark["y"]) == pytest.approx((70, 50), abs=0.1)
    (mark,) = run_json(capsys, "explain", str(path))["marks"]
    assert (mark["x"], mark["y"]) == (50, 50)
    write_case(Case((Mark(MarkId(1), Spot(View.FRONT, 70, 50)),), figure=Figure.FEMALE), path)
    (mark,) = run_json(capsys, "explain", str(path))["marks"]
    assert (mark["x"], mark["y"]) == (70, 50)
    (mark,) = run_json(capsys, "explain", str(path), "--figure", "neutral")["marks"]
    assert (mark["x"], mark["y"]) == pytest.approx((50, 50), abs=0.1)


def test_case_is_told_on_its_own_figure_unless_another_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Figure] = []
    load, path = loading.load_evidence, tmp_path / "case.json"

    def load_evidence(figure: Figure) -> Evidence:
        asked.append(figure)
        return load(figure)

    monkeypatch.setattr(loading, "load_evidence", load_evidence)
    write_case(Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),), figure=Figure.FEMALE), path)
    for options in ((), ("--figure", "female"), ("--figure", "neutral")):
        run(capsys, "explain", str(path), *options)
    run(capsys, "explain", "--mark", "hip-front@left")
    assert asked == [Figure.FEMALE, Figure.FEMALE, Figure.NEUTRAL, Figure.NEUTRAL]


def test_the_atlas_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "atlas", "--list").splitlines()
    assert lines[:3] == ["Figures:", "  neutral  front, back", "  female   front, back"]
    assert any(line.startswith("  foerster") for line in lines)


def test_the_atlas_is_listed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "atlas", "--list", "--figure", "female")
    assert problems(found, {"$ref": "#/$defs/atlas"}) == []
    assert found["figure"] == "female"
    assert [one["id"] for one in found["maps"]] == ["foerster", "lee"]


@pytest.mark.parametrize(("chosen", "pages"), [([], 5), (["--map", "lee"], 2)])
def test_the_atlas_is_printed_for_review(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, chosen: list[str], pages: int
) -> None:
    out = tmp_path / "atlas.pdf"
    assert run(capsys, "atlas", "--sheet", str(out), *chosen) == ""
    data = out.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == pages


def test_explain_both_sides_is_two_marks(capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "explain", "--mark", "hip-front@both")
    assert [(mark["id"], mark["side"]) for mark in found["marks"]] == [(1, "left"), (2, "right")]
    assert roots(found)[:2] == [("L1", "left"), ("L1", "right")]


def test_explain_a_spot(capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "explain", "--at", "front:-50,50", "--at", "back:-50,50,5")
    assert problems(found) == []
    assert [mark["radius_mm"] for mark in found["marks"]] == [25, 5]
    assert roots(found) == [("L1", "right"), ("S2", "left")]


def test_explain_a_case_file_with_a_mark_on_top(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    write_case(Case((Mark(MarkId(4), Spot(View.FRONT, 50, 50)),)), path)
    found = run_json(capsys, "explain", str(path), "--mark", "thigh-front-upper@right")
    assert [(mark["id"], mark["kind"]) for mark in found["marks"]] == [(4, "spot"), (5, "part")]


def test_repeating_a_mark_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    once = run_json(capsys, "explain", "--mark", "hip-front@left")
    twice = run_json(capsys, "explain", "--mark", "hip-front@left", "--mark", "hip-front@left")
    assert (twice["candidates"], twice["evidence"]) == (once["candidates"], once["evidence"])


def test_explain_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "explain", "--mark", "hip-front@left").splitlines()
    assert any(line.strip().startswith("Pain at the front of the left hip most often") for line in lines)
    assert (lines[0], lines.count("Not a diagnosis.")) == ("Not a diagnosis.", 2)


def test_a_place_without_a_study_figure_has_no_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "explain", "--mark", "buttock-middle@left")["evidence"] == []
    for option in ("--audience", "--voice"):
        assert "EXPOSS hip" in run(capsys, "explain", "--mark", "hip-front@left", option, "clinician")
    assert "EXPOSS hip" not in run(capsys, "explain", "--mark", "buttock-middle@left", "--voice", "clinician")


def test_an_empty_case_file_is_explained(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    write_case(Case(), path)
    assert run_json(capsys, "explain", str(path))["candidates"] == []


@pytest.mark.parametrize("name", ["a.svg", "b.SVG"])
def test_a_picture_is_written_as_svg(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    run_json(capsys, "explain", "--mark", "hip-front@left", "--out", str(tmp_path / name))
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(("options", "named"), [([], {"L1", "L2"}), (["--map", "lee"], {"L1"})])
def test_a_picture_names_only_the_roots_of_the_maps_that_are_asked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: list[str], named: set[str]
) -> None:
    out = tmp_path / "spot.svg"
    run(capsys, "explain", "--at", "front:75,98,5", *options, "--out", str(out))
    words = re.findall(r"<text[^>]*>([^<]*)<", out.read_text(encoding="utf-8"))
    assert {word for word in words if re.fullmatch(r"[CTLS]\d+", word)} == named


def test_a_picture_is_written_as_png(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    run(capsys, "explain", "--mark", "hip-front@left", "--out", str(tmp_path / "a.png"))
    data = (tmp_path / "a.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == PICTURE_WIDTH_PX
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("explain --mark hip-frnt@left", "unknown part 'hip-frnt'; did you mean hip-front"),
        ("explain --mark zzz@left", "known: forehead, temple"),
        ("explain --mark hip-front@middle", "unknown side 'middle'; known: left, right, both"),
        ("explain --mark hip-front@left:sore", "unknown quality 'sore'; known: aching"),
        ("explain --mark hip-front@left:numb:12", "intensity '12'; expected a whole number from 0 to 10"),
        ("explain --mark hip-front", "expected PART@SIDE[:QUALITY[:INTENSITY]]"),
        ("explain --mark thumb@left", "part 'thumb' on the left is not seen in any view there is; known: front, back"),
        ("explain --at top:1,2", "unknown view 'top'; known: front, back"),
        ("explain --at feet:1,2", "view 'feet' is not drawn for the neutral figure; known: front, back"),
        ("explain --at front:1", "expected VIEW:X,Y[,RADIUS_MM]"),
        ("explain --at front:110,0", "point 110, 0 is off the body in view front; the body lies within x -100 to 100"),
        ("explain --at front:12,5,30,5", "4 numbers; expected VIEW:X,Y[,RADIUS_MM], decimals with a point, as in 12.5"),
        ("explain --at front:1,2,151", "radius 151 mm; expected 2 to 150 mm"),
        ("explain --at front:-1e308,2", "'-1e308' is off every drawing; expected -2,000 to 2,000 mm"),
        ("locate --view front --x -1e308 --y 0", "argument --x: '-1e308' is off every drawing"),
        (f"explain {300 * 'x'}.json", "cannot be opened: "),
        (f"explain --mark {9000 * 'x'}@left", "unknown part 'xxx"),
        (f"explain --at {9000 * 'x'}:1,2", "unknown view 'xxx"),
        (f"explain --mark hip-front@left --map {9000 * 'x'}", "unknown map 'xxx"),
        (100_000 * "x", "xxx' is neither a command nor a case file; known: parts"),
        ("explain", "nothing to explain; give --mark"),
        ("explain nowhere.json", "nowhere.json: cannot be opened"),
        ("explain --mark hip-front@left --out picture.jpg", "unknown kind of file; known: .png, .svg"),
        ("explain --mark hip-front@left --out no/where.svg", "there is no folder 'no'"),
        ("explain --mark", "argument --mark: expected one argument"),
        ("explain --mark hip-front@left --js", "unrecognized arguments: --js"),
        ("explain --mark hip-front@left --map leo", "unknown map 'leo'; did you mean lee"),
        ("explain --mark hip-front@left --map keegan-garrett", "unknown map 'keegan-garrett'; known: foerster, lee"),
        ("explain --mark hip-front@left --figure giant", "unknown figure 'giant'; known: neutral, female, male"),
        ("explain --mark hip-front@left --figure male", "the male figure is not drawn; known: neutral, female"),
        ("locate --view front --x 1 --y 1 --map leo", "known: foerster, keegan-garrett, lee, all"),
        ("locate --view front --x 1 --y 1 --map keegan-garrett", "known: foerster, lee"),
        ("atlas", "nothing to do; give --list or --sheet OUT.pdf"),
        ("atlas --sheet atlas.png", "--sheet 'atlas.png': unknown kind of file; known: .pdf"),
        ("atlas --sheet no/atlas.pdf", "there is no folder 'no'"),
        ("atlas --list --map leo", "unknown map 'leo'"),
        ("locate --view front --x 110 --y 0", "is off the body"),
        ("locate --view up --x 1 --y 0", "unknown view 'up'"),
        ("locate --view front --x one --y 0", "argument --x: 'one' is not a number"),
        ("locate --view front --x nan --y 0", "argument --x: 'nan' is not a number"),
        ("locate --view front --x 1", "required: --y"),
        ("explian --mark hip-front@left", "'explian' is neither a command nor a case file; did you mean explain?"),
        ("nowhere.json", "'nowhere.json' is neither a command nor a case file; known: parts, locate, explain"),
        ("--colour", "unrecognized arguments: --colour"),
    ],
)
def test_a_mistake_is_one_line_with_what_came_and_what_is_known(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    line = refused(capsys, *arguments.split())
    assert told in " ".join(line.split())
    assert "xxxx" not in line or len(line) < 2000
    assert list(tmp_path.iterdir()) == []


def test_a_word_that_several_parts_have_offers_them_before_a_list_that_is_broken_into_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, *names = refused(capsys, "explain", "--mark", "hip@left").splitlines()
    assert first == "bodymap: unknown part 'hip'; did you mean hip-front, hip-outer? known:"
    assert len(names) > 5
    listed = [name for line in names for name in line.strip().rstrip(",").split(", ")]
    assert listed == [part["part"] for part in run_json(capsys, "parts")]


def test_a_far_age_is_told_the_decades_and_none_of_them_in_front(capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, "explain", "--mark", "hip-front@left", "--person", "age=200")
    assert "unknown answer '200' to age; known: 0s, 10s," in line


def test_a_mistake_beside_a_picture_writes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    refused(capsys, "explain", "--mark", "zzz@left", "--out", str(tmp_path / "a.svg"))
    refused(capsys, "explain", "--at", "front:500,0", "--out", str(tmp_path / "a.svg"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("as_json", [False, True])
def test_a_mark_off_the_body_is_named_and_the_others_are_explained(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, as_json: bool
) -> None:
    path = tmp_path / "case.json"
    write_case(Case((Mark(MarkId(1), Spot(View.FRONT, 500, 0)), Mark(MarkId(2), Spot(View.FRONT, 50, 50)))), path)
    named = "Mark 1 of the case is left out: point 500, 0 is off the body in view front;"
    assert main.main(["explain", str(path), *(["--json"] if as_json else [])]) == 0
    captured = capsys.readouterr()
    if as_json:
        assert named in captured.err
        found = json.loads(captured.out)
        assert [mark["id"] for mark in found["marks"]] == [2]
        assert roots(found) == [("L1", "left")]
    else:
        assert captured.out.startswith(named)
        assert "Pain at the front of the left hip" in captured.out
    write_case(Case((Mark(MarkId(1), Spot(View.FRONT, 500, 0)),)), path)
    assert "is off the body" in refused(capsys, "explain", str(path))


def test_the_answer_begins_with_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "explain", "--at", "front:50,5.5,60", "--mark", "hip-front@left").splitlines()
    assert lines[0] == "Read: front view, x 50 mm, y 5.5 mm, radius 60 mm."


def test_negative_coordinates_are_read_in_any_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "locate", "--view", "front", "--x", "-5e1", "--y", "50")["side"] == "right"
    assert run_json(capsys, "locate", "--view", "front", "--x", "-50", "--y=50")["side"] == "right"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_answer_that_finds_no_room_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bodymap", "parts"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "bodymap: the answer cannot be written: No space left on device\n"


def test_a_broken_case_file_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text('{"format": "bodymap-case", "schema_version": 99, "marks": []}')
    assert "written by a newer bodymap" in refused(capsys, "explain", str(path))
    path.write_text("{")
    assert "not readable as JSON" in refused(capsys, "explain", str(path))


def test_a_picture_that_cannot_be_written_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    assert "cannot be written" in refused(
        capsys, "explain", "--mark", "hip-front@left", "--out", str(tmp_path / "a.svg")
    )


def test_the_window_opens_with_and_without_a_case(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[Path | None] = []

    def run_window(path: Path | None) -> int:
        opened.append(path)
        return 7

    monkeypatch.setattr("bodymap.app.run", run_window)
    path = tmp_path / "case.json"
    write_case(Case((Mark(MarkId(1), WholePart(PartId("groin"), Side.LEFT)),)), path)
    assert main.main([]) == 7
    assert main.main([str(path)]) == 7
    assert opened == [None, path]


def test_without_a_display_the_window_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no display" in refused(capsys)


@pytest.mark.parametrize(
    ("module", "arguments", "told"),
    [
        ("bodymap.app", [], "the window needs Qt"),
        ("bodymap.ui.paper.png", ["explain", "--mark", "hip-front@left", "--out", "a.png"], "a .svg does not need it"),
        ("bodymap.ui.paper.pdf", ["atlas", "--sheet", "a.pdf"], "--list works without"),
    ],
)
def test_without_qt_the_command_says_so(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    module: str,
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    assert told in refused(capsys, *arguments)
    assert list(tmp_path.iterdir()) == []


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version").startswith("bodymap ")


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bodymap", *arguments], check=False, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("arguments", [["--help"], ["parts"], ["explain", "--mark", "zzz@left"], ["explain", "--help"]])
def test_light_commands_import_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom bodymap.cli.main import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print(sorted({'numpy', 'shapely', 'PySide6'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_module_runs_as_the_command_does() -> None:
    done = started("explain", "--mark", "zzz@left")
    assert (done.returncode, done.stdout, done.stderr.count("unknown part")) == (2, "", 1)


def test_a_reader_that_stops_early_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bodymap", "parts"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_schema_of_a_case_file_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "schema")) == CASE_SCHEMA
    assert json.loads(run(capsys, "schema", "explain")) == SCHEMA
    assert "'cse': there is none; known: case, explain" in refused(capsys, "schema", "cse")


def test_explain_speaks_to_a_clinician_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "explain", "--mark", "hip-front@left", "--voice", "clinician")
    assert "Marked: left anterior hip." in text
    assert "M25.552" in text
    said = refused(capsys, "explain", "--mark", "hip-front@left", "--audience", "nurse")
    assert "unknown audience 'nurse'; known: patient, clinician" in said


def test_facts_about_the_person_decide_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "explain", "--mark", "hip-front@left", "--person", "age=64,fall=yes")
    assert "hip-fracture" in [flag["id"] for flag in found["red_flags"] if flag["raised"]]
    assert (found["person"]["age"], found["person"]["fall"]) == ("60s", "yes")
    assert "unknown fact 'shoe'" in refused(capsys, "explain", "--mark", "hip-front@left", "--person", "shoe=yes")


def test_facts_that_are_given_are_added_to_those_of_the_case(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "case.json"
    known = NOBODY.with_answer(FactId("age"), "60s").with_answer(FactId("fall"), "yes")
    write_case(Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),), person=known), path)
    before = run_json(capsys, "explain", str(path))
    found = run_json(capsys, "explain", str(path), "--person", "cancer=no,age=70s")
    assert [found["person"][fact] for fact in ("age", "cancer", "fall")] == ["70s", "no", "yes"]
    raised = [[flag["id"] for flag in one["red_flags"] if flag["raised"]] for one in (before, found)]
    assert raised == [["hip-fracture"], ["hip-fracture"]]


def test_answers_in_a_case_file_raise_a_warning(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    write_case(Case(answers=(Answer(QuestionId("ces-bladder"), Reply.YES),)), path)
    found = run_json(capsys, "explain", str(path))
    assert [(flag["id"], flag["raised"]) for flag in found["red_flags"]] == [("cauda-equina", True)]
    assert run(capsys, "explain", str(path)).startswith("Not a diagnosis.\n\n! Numb between the legs?")


def test_parts_and_explanations_come_in_the_language_that_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Vorderseite der Hüfte (vordere Hüfte)" in run(capsys, "parts", "--lang", "de")
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert "parte delantera de la cadera (cadera anterior)" in run(capsys, "parts")
    assert "front of the hip (anterior hip)" in run(capsys, "parts", "--lang", "en")
    assert "known: de, en, es, fr" in refused(capsys, "parts", "--lang", "xx")


def test_patient_is_told_in_the_language_that_the_case_names(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    case, picture = tmp_path / "case.json", tmp_path / "hip.svg"
    write_case(Case(marks=(Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),), language="fr"), case)
    told = run(capsys, "explain", str(case), "--out", str(picture))
    assert "Ceci n’est pas un diagnostic" in told
    assert re.findall(r".;", told) == ["\u00a0;"] * told.count(";") != []
    assert "Ceci n’est pas un diagnostic" in picture.read_text(encoding="utf-8")
    for_clinician = "explain", str(case), "--audience", "clinician", "--out", str(picture)
    assert "Esto no es un diagnóstico" in run(capsys, *for_clinician)
    assert "Ceci n’est pas un diagnostic" in picture.read_text(encoding="utf-8")
    assert "Not a diagnosis" in run(capsys, "explain", str(case), "--lang", "en")
    write_case(Case(marks=(Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),), language="xx"), case)
    assert "Esto no es un diagnóstico" in run(capsys, "explain", str(case))
