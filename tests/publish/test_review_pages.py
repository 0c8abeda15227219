from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import shapely

from bodymap.core.atlas.atlas import Layer, Territory
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.vocabulary import MapName, Root, Side, View
from bodymap.library import resources
from bodymap.publish.review_pages import sheet_pages
from tests.core.small_body import back_svg, front_svg, small_atlas

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
ATLAS = small_atlas(with_lee=True)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _small_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings = {"neutral-front": front_svg(), "neutral-back": back_svg()}
    monkeypatch.setattr(resources, "svg_text", drawings.__getitem__)


def texts(page: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(page).iter(f"{SVG}text")]


def test_there_is_a_page_for_every_map_and_view_and_the_nerves_and_the_sources() -> None:
    titles = [texts(page)[0] for page in sheet_pages(ATLAS, EVIDENCE)]
    assert titles == [
        "foerster · Front · neutral figure",
        "foerster · Back · neutral figure",
        "lee · Front · neutral figure",
        "Nerves of the skin · Front · neutral figure",
        "Sources",
    ]


def test_one_map_can_be_asked_for() -> None:
    titles = [texts(page)[0] for page in sheet_pages(ATLAS, EVIDENCE, maps=[MapName.LEE])]
    assert titles == ["lee · Front · neutral figure", "Sources"]


def test_every_region_is_named_on_both_sides() -> None:
    front = texts(next(iter(sheet_pages(ATLAS, EVIDENCE))))
    for root in (Root.T11, Root.T12, Root.L1, Root.L2, Root.S2, Root.L3):
        assert front.count(root.value) >= 2
    # One key point is in L1, the other stands for the last two roots.
    assert front.count("L1") == 3
    assert "S4 S5" in front


def test_a_name_that_does_not_fit_stands_in_the_margin_with_a_line() -> None:
    front = ATLAS.drawing(View.FRONT)
    places_of = (
        (Root.T12, Side.LEFT, shapely.box(0, 0, 100, 1)),
        (Root.L1, Side.LEFT, shapely.box(0, 20, 100, 120)),
        (Root.L2, Side.RIGHT, shapely.box(-100, 0, 0, 1)),
    )
    regions = [Territory(f"{root.value}-{side.value}", side, area, root) for root, side, area in places_of]
    drawing = replace(front, territories={MapName.FOERSTER: Layer(regions)}, key_points=())
    page = next(iter(sheet_pages(replace(ATLAS, drawings={View.FRONT: drawing}), EVIDENCE)))
    places = {
        element.text: (float(element.attrib["x"]), element.attrib["text-anchor"])
        for element in ElementTree.fromstring(page).iter(f"{SVG}text")
    }
    assert places["L1"][1] == "middle"
    assert 1050 < places["L1"][0] < 1900
    assert places["T12"][0] > 1900
    assert places["T12"][1] == "start"
    assert places["L2"][0] < 200
    assert places["L2"][1] == "end"
    lines = re.findall(r'<path d="M([\d.]+\.\d) [\d.]+L([\d.]+\.\d) [\d.]+" fill="none"', page)
    assert len(lines) == 2
    assert {float(start) < float(end) for start, end in lines} == {True, False}


def test_a_page_tells_the_note_the_sources_and_where_to_sign() -> None:
    said = " ".join(texts(next(iter(sheet_pages(ATLAS, EVIDENCE)))))
    assert "small Soft borders between consecutive roots: 20 mm wide. easy to reckon with" in said
    assert "Sources: Foerster 1933: The dermatomes in man." in said
    for words in ("agreed", "not agreed", "Name:", "Date:", "Signature:", "Patient's left", "Patient's right"):
        assert words in said


def test_a_page_of_nerves_says_what_the_numbers_mean() -> None:
    page = [texts(page) for page in sheet_pages(ATLAS, EVIDENCE)][3]
    assert page.count("1") == 2
    assert "1 groin nerve: L1" in page


def test_the_table_of_sources_says_how_sure_they_are() -> None:
    *_, sources = sheet_pages(ATLAS, EVIDENCE)
    said = " ".join(texts(sources))
    assert "Foerster 1933 [foerster1933]" in said
    assert "How sure: from memory, nobody opened it for this program" in said


def test_regions_that_touch_have_other_tints() -> None:
    front = ATLAS.drawing(View.FRONT)
    # Seven roots apart, so that the palette alone would give both the same.
    boxes = ((Root.T6, shapely.box(0, 0, 50, 100)), (Root.L1, shapely.box(50, 0, 100, 100)))
    regions = [Territory(f"{root.value}-left", Side.LEFT, area, root) for root, area in boxes]
    drawing = replace(front, territories={MapName.FOERSTER: Layer(regions)}, key_points=())
    page = next(iter(sheet_pages(replace(ATLAS, drawings={View.FRONT: drawing}), EVIDENCE)))
    one, other = re.findall(r'fill="(#\w+)" fill-opacity', page)
    assert one != other


def test_a_wide_drawing_lies_on_its_page() -> None:
    front = ATLAS.drawing(View.FRONT)
    wide = replace(front, view_box=replace(front.view_box, width=2 * front.view_box.height))
    page = ElementTree.fromstring(next(iter(sheet_pages(replace(ATLAS, drawings={View.FRONT: wide}), EVIDENCE))))
    assert (page.attrib["width"], page.attrib["height"]) == ("297mm", "210mm")
    for text in page.iter(f"{SVG}text"):
        assert 0 < float(text.attrib["x"]) < 2970
        assert 0 < float(text.attrib["y"]) <= 2100


def test_pages_stand_on_a_sheet_of_a4() -> None:
    for page in sheet_pages(ATLAS, EVIDENCE):
        root = ElementTree.fromstring(page)
        assert (root.attrib["width"], root.attrib["height"]) == ("210mm", "297mm")
        for text in root.iter(f"{SVG}text"):
            assert 0 < float(text.attrib["x"]) < 2100
            assert 0 < float(text.attrib["y"]) <= 2970
