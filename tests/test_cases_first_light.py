"""The cases that the program was made for, on the drawings and tables that ship."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely

from bodymap.cli import main
from bodymap.core.marks.mark import Mark, MarkId, Spot, WholePart
from bodymap.core.vocabulary import Quality, Side, View
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.publish.picture import picture_text
from bodymap.state.case import Case
from tests.state.json_schema import problems
from tests.state.telling import told_of

ATLAS = load_atlas()
SIDES = [side.value for side in Side]


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main.main(["explain", *arguments, "--json"]) == 0
    fields = json.loads(capsys.readouterr().out)
    assert problems(fields) == []
    return fields


@pytest.mark.parametrize("side", SIDES)
def test_the_front_of_the_hip_is_l1_and_l2(capsys: pytest.CaptureFixture[str], side: str) -> None:
    found = explained(capsys, "--mark", f"hip-front@{side}")
    assert {(one["root"], one["side"]) for one in found["candidates"][:2]} == {("L1", side), ("L2", side)}
    assert found["evidence"] == [
        {
            "id": "exposs-hip",
            "location": "hip",
            "x": 22,
            "n": 31,
            "percent": 71.0,
            "low": 53.4,
            "high": 83.9,
            "source": "rosedale2020",
        }
    ]


@pytest.mark.parametrize("side", SIDES)
def test_the_hip_is_told_in_plain_words(capsys: pytest.CaptureFixture[str], side: str) -> None:
    assert main.main(["explain", "--mark", f"hip-front@{side}"]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    first = lines.index(f"Pain at the front of the {side} hip most often comes from the hip joint.")
    maps = lines.index("On nerve maps this skin belongs to L1 and L2; neighbours reach in.")
    assert first < lines.index("In one small study that was so in 22 of 31 people.") < maps


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("part", ["buttock-middle", "low-back", "groin", "belly-lower", "chest-middle"])
def test_no_study_figure_where_the_study_has_no_row(capsys: pytest.CaptureFixture[str], part: str, side: str) -> None:
    assert explained(capsys, "--mark", f"{part}@{side}")["evidence"] == []


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    ("part", "root"),
    [
        ("thumb", "C6"),
        ("middle-finger", "C7"),
        ("little-finger", "C8"),
        ("armpit", "T2"),
        ("groin", "L1"),
        ("thigh-front-lower", "L3"),
        ("knee-inner", "L3"),
        ("shin-inner", "L4"),
        ("leg-outer", "L5"),
        ("foot-top-middle", "L5"),
        ("little-toe", "S1"),
        ("knee-back", "S2"),
    ],
)
def test_places_that_all_maps_agree_on(capsys: pytest.CaptureFixture[str], part: str, root: str, side: str) -> None:
    # evidence.md c7: what the published maps agree on.
    first = explained(capsys, "--mark", f"{part}@{side}")["candidates"][0]
    assert (first["root"], first["side"]) == (root, side)


@pytest.mark.parametrize("view", ATLAS.views)
def test_every_part_answers_for_its_own_side(view: View) -> None:
    for region in ATLAS.part_regions(view):
        point = shapely.point_on_surface(region.geometry)
        found = ATLAS.part_at(view, x=point.x, y=point.y)
        assert found is not None
        assert (found.part, found.side) == (region.part, region.side)
        roots = ATLAS.roots_at(ATLAS.maps[0].name, view, x=point.x, y=point.y)
        assert {root.side for root in roots} <= {region.side}


@pytest.mark.parametrize("view", ATLAS.views)
def test_every_part_that_is_drawn_is_in_the_table(view: View) -> None:
    known = {part.id for part in load_evidence().parts}
    assert {region.part for region in ATLAS.part_regions(view)} <= known


def test_the_drawings_and_the_table_of_parts_name_the_same_exposs_places() -> None:
    from bodymap.core.atlas.svg import read_svg
    from bodymap.library import resources

    table = {part.id: part.exposs and part.exposs.value for part in load_evidence().parts}
    for view in ATLAS.views:
        document = read_svg(resources.drawing_text(ATLAS.figure, view), file=view.value)
        (parts,) = (layer for layer in document.layers if layer.id == "parts")
        for shape in parts.shapes:
            assert shape.attributes.get("data-exposs") == table[shape.attributes["data-part"]], shape.name  # type: ignore[index]


def test_the_picture_of_the_hip_names_its_roots() -> None:
    hip = Mark(MarkId(1), WholePart("hip-front", Side.LEFT), Quality.ACHING, 6)  # type: ignore[arg-type]
    text = picture_text(told_of(Case((hip, Mark(MarkId(2), Spot(View.BACK, -80, 0)))), atlas=ATLAS))
    assert ">L1</text>" in text
    assert ">L2</text>" in text
    assert "Not a diagnosis." in text
