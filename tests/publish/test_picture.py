from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import shapely

from bodymap.core.atlas.atlas import Atlas, Layer, Territory
from bodymap.core.atlas.drawing_reader import read_drawing
from bodymap.core.marks.mark import Mark, MarkId, Spot, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.findings import Findings
from bodymap.core.vocabulary import MapName, PartId, Quality, Root, Side, View
from bodymap.library import resources
from bodymap.publish.body_panels import view_word
from bodymap.publish.picture import picture_text
from bodymap.state.case import Case
from bodymap.state.palette import SIGN_LINES, UNSAID, quality_colour, root_colour
from tests.core.small_body import back_svg, front_svg, rectangle, small_atlas, svg_of
from tests.state.telling import told_of

SVG = "{http://www.w3.org/2000/svg}"
HIP = Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), Quality.BURNING, 6)


@pytest.fixture(autouse=True)
def _small_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        resources, "svg_text", lambda name: {"neutral-front": front_svg(), "neutral-back": back_svg()}[name]
    )


def picture(*marks: Mark) -> str:
    return picture_text(told_of(Case(marks)))


def texts(*marks: Mark) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture(*marks)).iter(f"{SVG}text")]


def test_both_views_stand_side_by_side_with_their_names() -> None:
    root = ElementTree.fromstring(picture())
    shifts = [
        float(re.findall(r"[-\d.]+", panel.attrib["transform"])[0])
        for panel in root.iter(f"{SVG}g")
        if "transform" in panel.attrib
    ]
    assert len(shifts) == 2
    assert shifts[1] - shifts[0] > 240
    assert {"Front", "Back"} <= set(texts())


def test_the_letters_stand_on_the_patients_sides() -> None:
    found = [
        (float(element.attrib["x"]), element.text)
        for element in ElementTree.fromstring(picture()).iter(f"{SVG}text")
        if element.text in ("L", "R", "Front", "Back")
    ]
    assert [text for _, text in sorted(found)] == ["R", "Front", "L", "L", "Back", "R"]


def test_an_empty_case_shows_the_body_and_the_disclaimer() -> None:
    assert "Not a diagnosis." in texts()
    assert "L1" not in texts()


def test_candidates_are_lit_and_named_and_marks_numbered() -> None:
    found = texts(HIP)
    assert "L1" in found
    assert "1" in found
    assert "1: the front of the left hip, burning (x), 6 of 10" in " ".join(found)


def test_the_sentences_and_sources_stand_under_the_picture() -> None:
    text = " ".join(texts(HIP))
    assert "at the front of the left hip" in text
    assert "22 of 31" in text
    assert "Foerster 1933" in text.split("Sources: ")[1]


@pytest.mark.parametrize("quality", list(Quality))
def test_a_feeling_has_the_colour_and_the_sign_of_the_screen(quality: Quality) -> None:
    root = ElementTree.fromstring(picture(Mark(MarkId(1), HIP.shape, quality)))
    colour = quality_colour(quality)
    painted = [path.attrib for path in root.iter(f"{SVG}path") if path.attrib.get("stroke") == colour]
    areas = [path for path in painted if path.get("fill-opacity") == "0.35"]
    signs = [path for path in painted if path["fill"] == "none"]
    assert len(areas) == len(signs) == 2  # the hip is seen from the front and from behind
    first = signs[0]["d"].split("M")[1]
    assert first.count("L") == len(SIGN_LINES[quality][0]) - 1


def test_a_mark_smaller_than_a_sign_still_has_one() -> None:
    text = picture(Mark(MarkId(1), Spot(View.FRONT, 50, 50, 3), Quality.NUMB))
    assert text.count('stroke-linecap="round" stroke-linejoin="round"/>') == 1


def test_a_root_has_its_colour_whatever_its_rank() -> None:
    alone = picture(Mark(MarkId(1), Spot(View.FRONT, 50, 50, 10)))
    among = picture(Mark(MarkId(1), Spot(View.FRONT, 50, 50, 10)), Mark(MarkId(2), Spot(View.FRONT, 75, 150, 40)))
    for text in (alone, among):
        assert f'fill="{root_colour(Root.L1).fill}"' in text


def test_a_mark_without_a_quality_is_drawn_too() -> None:
    assert f'stroke="{UNSAID}"' in picture(Mark(MarkId(1), Spot(View.FRONT, 50, 50)))


def test_labels_do_not_overlap() -> None:
    root = ElementTree.fromstring(picture(HIP, Mark(MarkId(2), Spot(View.FRONT, 75, 150, 30))))
    for panel in root.iter(f"{SVG}g"):
        if "transform" not in panel.attrib:
            continue
        boxes = [
            tuple(float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
            for rect in panel.iter(f"{SVG}rect")
        ]
        assert boxes or panel.attrib["transform"]
        for index, (x, y, width, height) in enumerate(boxes):
            for other_x, other_y, other_width, other_height in boxes[:index]:
                apart_x = x + width <= other_x + 0.02 or other_x + other_width <= x + 0.02
                apart_y = y + height <= other_y + 0.02 or other_y + other_height <= y + 0.02
                assert apart_x or apart_y


def test_the_picture_keeps_to_what_qt_draws() -> None:
    elements = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(picture(HIP)).iter()}
    assert elements == {"svg", "g", "path", "rect", "text"}
    assert "currentColor" not in picture(HIP)


def test_the_same_case_gives_the_same_picture() -> None:
    assert picture(HIP) == picture(HIP)


def test_every_view_has_a_word() -> None:
    assert len({view_word(view) for view in View}) == len(View)


LEFT_FOOT = (
    '<g id="shade"><path id="body" d="{body}"/></g><g id="outline"><path id="silhouette" d="{body}"/></g>'
    '<g id="parts"><path id="part-big-toe-left" data-part="big-toe" data-side="left" d="{body}"/></g>'
    '<g id="foerster" data-kind="map"><path id="foerster-L5-left" data-root="L5" data-side="left" d="{body}"/></g>'
    '<g id="landmarks"></g>'
).format(body=rectangle(0, 0, 50, 100))


def test_a_mark_in_a_detail_view_brings_that_view_enlarged(monkeypatch: pytest.MonkeyPatch) -> None:
    feet = svg_of(layers=LEFT_FOOT, view="feet").replace('viewBox="-120 -180 240 500"', 'viewBox="-60 0 120 100"')
    drawings = {"neutral-front": front_svg(), "neutral-back": back_svg(), "neutral-feet": feet}
    monkeypatch.setattr(resources, "svg_text", drawings.__getitem__)
    atlas = small_atlas()
    atlas = replace(atlas, drawings={**atlas.drawings, View.FEET: read_drawing(feet, file="feet.svg")})
    toe = Mark(MarkId(1), WholePart(PartId("big-toe"), Side.LEFT))
    root = ElementTree.fromstring(picture_text(told_of(Case((toe,)), atlas=atlas)))
    panels = [panel.attrib["transform"] for panel in root.iter(f"{SVG}g") if "transform" in panel.attrib]
    assert [" scale(2)" in panel for panel in panels] == [False, False, True]
    said = [element.text for element in root.iter(f"{SVG}text")]
    assert said.index("Feet") > said.index("Back")
    assert "L5" in said
    assert "Feet" not in texts(HIP)


def differing_maps() -> Atlas:
    """Foerster gives the left front skin to L1 and further roots, Lee to L2."""
    both = small_atlas(with_lee=True)
    front = both.drawing(View.FRONT)
    other = Layer([Territory("lee-L2-left", Side.LEFT, shapely.box(0, 0, 100, 100), Root.L2)])
    drawing = replace(front, territories={**front.territories, MapName.LEE: other})
    return replace(both, drawings={**both.drawings, View.FRONT: drawing}, _fields={})


def test_a_raised_warning_leads_the_captions() -> None:
    low_back = Mark(MarkId(1), WholePart(PartId("buttock-middle"), Side.LEFT))
    told = told_of(Case((low_back,), answers=(Answer(QuestionId("ces-bladder"), Reply.YES),)))
    captions = [
        element.text or ""
        for element in ElementTree.fromstring(picture_text(told)).iter(f"{SVG}text")
        if element.attrib["text-anchor"] == "start"
    ]
    assert captions[0] == "! Numb between the legs?"
    assert told.explanation.red_flags[0].action.text in " ".join(captions)
    assert "emergency department" in told.explanation.red_flags[0].action.text
    assert "emergency department" not in " ".join(texts(low_back))


def test_the_picture_shows_what_it_is_told_and_finds_nothing_itself() -> None:
    told = told_of(Case((HIP,)), findings=Findings())
    found = [element.text for element in ElementTree.fromstring(picture_text(told)).iter(f"{SVG}text")]
    assert "1" in found
    assert "L1" not in found


def test_only_the_maps_that_were_asked_are_painted() -> None:
    spot = Case((Mark(MarkId(1), Spot(View.FRONT, 50, 50, 20)),))
    text = picture_text(told_of(spot, atlas=differing_maps(), maps=[MapName.LEE]))
    front = text.partition("<g transform")[2].partition("<g transform")[0]
    assert re.findall(r'fill-opacity="(0\.[37]0)"', front) == ["0.70"]
    assert ">L2</text>" in front
    assert ">L1</text>" not in front


def test_where_maps_differ_the_light_is_fainter() -> None:
    both, differing = small_atlas(with_lee=True), differing_maps()
    spot = Mark(MarkId(1), Spot(View.FRONT, 50, 50, 20))
    for atlas, expected in ((both, ["0.70"]), (differing, ["0.30", "0.30", "0.70"])):
        text = picture_text(told_of(Case((spot,)), atlas=atlas))
        front_panel = text.partition("<g transform")[2].partition("<g transform")[0]
        fills = "|".join(root_colour(root).fill for root in (Root.L1, Root.L2))
        assert sorted(re.findall(rf'fill="(?:{fills})" fill-opacity="([\d.]+)"', front_panel)) == expected
        assert "Faint colour:" in text
    assert "Faint colour" not in picture(spot)
