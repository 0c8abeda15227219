"""One rule says which roots of which side are lit, labelled, listed and on the spine: in every output the same."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pytest

from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.reasoning.candidates import LEADING_SHARE
from bodymap.core.reasoning.findings import MOST_SHOWN
from bodymap.core.vocabulary import PartId, Quality, Root, Side, View, Voice
from bodymap.library.loading import load_atlas
from bodymap.publish.body_panels import panel_text, panels
from bodymap.publish.findings_text import explanation_fields
from bodymap.publish.handout import Letterhead, handout
from bodymap.publish.picture import picture_text
from bodymap.publish.spine_picture import spine_text
from bodymap.publish.told import Told
from bodymap.state.case import Case
from bodymap.state.palette import root_colour
from tests.state.telling import told_of

Key = tuple[Root, Side]

HIP: Final = (WholePart(PartId("hip-front"), Side.LEFT), Quality.ACHING)
SADDLE: Final = (Spot(View.SADDLE, 15, -5, 25), Quality.NUMB)
WAIST_TO_KNEE: Final = (Stroke(View.BACK, ((-90, -60), (-100, 100), (-90, 330)), 40), Quality.BURNING)
OUTER_THIGH: Final = (WholePart(PartId("thigh-outer-lower"), Side.RIGHT), None)
NECK: Final = (WholePart(PartId("neck-back"), Side.LEFT), Quality.SHOOTING)

CASES: Final[dict[str, tuple[tuple[Shape, Quality | None], ...]]] = {
    "hip": (HIP,),
    "saddle over the midline": (SADDLE,),
    "three complaints": (HIP, WAIST_TO_KNEE, SADDLE),
    "outer thigh": (OUTER_THIGH,),
    "neck and hip": (NECK, HIP),
}


def told(marks: tuple[tuple[Shape, Quality | None], ...], voice: Voice = Voice.PATIENT) -> Told:
    numbered = tuple(Mark(MarkId(number), *one) for number, one in enumerate(marks, start=1))
    return told_of(Case(numbered), voice=voice, atlas=load_atlas())


def in_json(one: Told) -> set[Key]:
    rows = explanation_fields(one)["candidates"]
    assert isinstance(rows, list)
    return {(Root(row["root"]), Side(row["side"])) for row in rows if row["shown"]}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("voice", list(Voice))
def test_spine_and_json_have_the_same_roots_of_the_same_sides(name: str, voice: Voice) -> None:
    one = told(CASES[name], voice)
    shown = {(found.root, found.side) for found in one.findings.shown}
    page = handout(one, Letterhead("2026-11-28"), voice)
    spine = spine_text(one.findings.shown, one.language, height_mm=84 if voice is Voice.PATIENT else 60)
    assert in_json(one) == shown
    assert spine in [getattr(block, "svg", "") for block in page.beside]
    assert len(re.findall(r"<circle", spine)) == len(shown)


@pytest.mark.parametrize("name", CASES)
def test_picture_and_page_light_what_is_shown_and_nothing_else(name: str) -> None:
    one = told(CASES[name])
    lit = {root_colour(found.root).fill for found in one.findings.shown}
    others = {root_colour(root).fill for root in Root} - lit
    texts = [picture_text(one), *(panel_text(panel, one) for panel in panels([View.FRONT, View.BACK], one.atlas))]
    texts += [block.svg for block in handout(one, Letterhead("x"), Voice.PATIENT).beside if hasattr(block, "svg")][:1]
    for text in texts:
        assert not [colour for colour in others if f'fill="{colour}" fill-opacity' in text]
    assert all(f'fill="{colour}" fill-opacity' in "".join(texts) for colour in lit)


@pytest.mark.parametrize("name", CASES)
def test_every_complaint_shows_the_roots_of_its_sentence_and_a_few_weaker_ones(name: str) -> None:
    findings = told(CASES[name]).findings
    shown = {(one.root, one.side) for one in findings.shown}
    for complaint in findings.complaints:
        strong = {(one.root, one.side) for one in complaint.candidates if one.share >= LEADING_SHARE}
        assert strong <= shown
        own = {(one.root, one.side) for one in complaint.candidates[:MOST_SHOWN]}
        assert len(own - shown) <= max(len(strong) - MOST_SHOWN, 0)


@pytest.mark.parametrize("side", list(Side))
def test_a_numb_saddle_over_the_midline_shows_both_sides_and_names_the_small_share_too(side: Side) -> None:
    spot, quality = SADDLE
    x = spot.x if side is Side.LEFT else -spot.x
    findings = told(((replace(spot, x=x), quality),)).findings
    strongest = findings.shown[0]
    assert strongest.side is side
    assert (strongest.root, side.opposite) in {(one.root, one.side) for one in findings.named}


def test_what_two_complaints_show_stands_once_with_its_larger_share() -> None:
    low_back = (WholePart(PartId("hip-front"), Side.LEFT), None)
    flank = (Spot(View.FRONT, 95, 0, 12), None)
    findings = told((low_back, flank, NECK)).findings
    keys = [(one.root, one.side) for one in findings.shown]
    assert len(keys) == len(set(keys))
    for one in findings.shown:
        shares = [
            other.share
            for complaint in findings.complaints
            for other in complaint.candidates
            if (other.root, other.side) == (one.root, one.side)
        ]
        assert one.share == max(shares)
