"""The spine on white paper: which roots are lit, and on which side their names stand."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.vocabulary import Root, Side
from bodymap.library.languages import load_language
from bodymap.publish.spine_picture import spine_text
from bodymap.state.palette import root_colour
from bodymap.ui.theme import LIGHT

SVG = "{http://www.w3.org/2000/svg}"


def candidate(root: Root, side: Side) -> Candidate:
    return Candidate(root=root, side=side, share=0.6, low=0.4, high=0.7, maps_for=2, maps_total=3)


def drawn(*candidates: Candidate) -> ElementTree.Element:
    return ElementTree.fromstring(spine_text(candidates))


def places(picture: ElementTree.Element) -> dict[str, tuple[float, float]]:
    return {
        element.text or "": (float(element.attrib["x"]), float(element.attrib["y"]))
        for element in picture.iter(f"{SVG}text")
    }


@pytest.mark.parametrize(("side", "sign"), [(Side.LEFT, -1), (Side.RIGHT, 1)])
@pytest.mark.parametrize("root", [Root.C6, Root.T4, Root.L5, Root.S2])
def test_seen_from_behind_a_name_stands_on_the_patients_side(root: Root, side: Side, sign: int) -> None:
    found = places(drawn(candidate(root, side)))
    assert found[root.value][0] * sign > 0
    assert found["L"][0] < 0 < found["R"][0]


def test_lit_roots_take_their_colour_and_no_other_root_does() -> None:
    text = spine_text([candidate(Root.L5, Side.LEFT)])
    assert root_colour(Root.L5).line in text
    assert root_colour(Root.L3).line not in text


def test_names_do_not_cover_each_other() -> None:
    roots = [Root.S1, Root.S2, Root.S3, Root.S4, Root.S5]
    found = places(drawn(*(candidate(root, Side.LEFT) for root in roots)))
    letters = float(drawn(candidate(Root.S1, Side.LEFT)).attrib["font-size"])
    levels = [found[root.value][1] for root in roots]
    assert all(below - above > 1.3 * letters for above, below in pairwise(levels))


@pytest.mark.parametrize("root", [Root.C5, Root.T6, Root.L4])
def test_whatever_is_named_lies_in_the_picture(root: Root) -> None:
    picture = drawn(candidate(root, Side.RIGHT))
    left, top, width, height = map(float, picture.attrib["viewBox"].split())
    assert all(left < x < left + width and top < y < top + height for x, y in places(picture).values())
    assert re.search(rf">{root.value}<", spine_text([candidate(root, Side.RIGHT)]))


def test_the_bones_of_the_low_back_are_named_from_top_to_bottom() -> None:
    found = places(drawn(candidate(Root.S1, Side.LEFT)))
    bones = [found[name] for name in ("T12", "L1", "L2", "L3", "L4", "L5")]
    assert all(x == 0 for x, _ in bones)
    assert all(above < below for (_, above), (_, below) in pairwise(bones))


def test_page_and_screen_show_one_spine_in_one_set_of_colours() -> None:
    text = spine_text([candidate(Root.L5, Side.LEFT)])
    assert LIGHT.bone in text
    assert LIGHT.nerve in text
    assert LIGHT.bone_line in text


@pytest.mark.parametrize("text", [1.0, 1.5])
@pytest.mark.parametrize("height_mm", [84.0, 50.0])
@pytest.mark.parametrize("roots", [(Root.C4, Root.L1), (Root.C5, Root.S2), (Root.L1, Root.L2)])
def test_names_are_as_large_as_the_text_asks_for_on_the_whole_spine_too(
    roots: tuple[Root, ...], height_mm: float, text: float
) -> None:
    svg = spine_text([candidate(root, Side.LEFT) for root in roots], height_mm=height_mm, text=text)
    picture = ElementTree.fromstring(svg)
    letters = float(picture.attrib["font-size"]) * height_mm / float(picture.attrib["viewBox"].split()[3])
    assert letters == pytest.approx(2.8 * text, rel=0.02)


@pytest.mark.parametrize("side", Side)
def test_large_names_of_the_lowest_roots_keep_apart_and_in_the_picture(side: Side) -> None:
    roots = [Root.S1, Root.S2, Root.S3, Root.S4, Root.S5]
    picture = ElementTree.fromstring(spine_text([candidate(root, side) for root in roots], height_mm=50, text=1.5))
    letters, bottom = float(picture.attrib["font-size"]), sum(map(float, picture.attrib["viewBox"].split()[1::2]))
    levels = [places(picture)[root.value][1] for root in roots]
    assert all(below - above > 1.3 * letters for above, below in pairwise(levels))
    assert levels[-1] < bottom - 1.5 * letters


def test_the_line_under_the_spine_is_not_cut_off_where_letters_are_large() -> None:
    german = load_language("de")
    picture = ElementTree.fromstring(spine_text([candidate(Root.L1, Side.LEFT)], german, height_mm=50, text=1.5))
    letters, width = float(picture.attrib["font-size"]), float(picture.attrib["viewBox"].split()[2])
    assert width > 0.5 * letters * len(german.label("Spine from behind"))
