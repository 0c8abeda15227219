from __future__ import annotations

import pytest

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.coverage.reach import NO_REACH, reach
from bodymap.core.marks.mark import Mark, MarkId, Spot, Stroke, WholePart
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.vocabulary import PartId, Quality, Side, View, Voice
from bodymap.core.words.mark_words import mark_place, mark_words
from bodymap.core.words.message import in_english
from bodymap.library.loading import load_atlas, load_evidence


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return load_evidence()


def down_the_leg(atlas: Atlas, side: Side) -> Mark:
    """A stroke from hip to shin whose middle point lies off the body."""
    points = [
        region.geometry.representative_point().coords[0]
        for part in ("hip-front", "thigh-front-lower", "shin-front")
        for region in atlas.part_regions(View.FRONT)
        if (region.part, region.side) == (PartId(part), side)
    ]
    hip, thigh, shin = ((x, y) for x, y in points)
    return Mark(MarkId(1), Stroke(View.FRONT, (hip, thigh, (thigh[0] * 20, thigh[1]), thigh, shin), 50))


@pytest.mark.parametrize("side", Side)
def test_long_stroke_is_named_by_its_two_ends(atlas: Atlas, evidence: Evidence, side: Side) -> None:
    mark = down_the_leg(atlas, side)
    far = reach(mark.shape, mark.cuts, atlas)
    place = in_english(mark_place(marked_parts([mark], atlas), evidence, reach=far))
    assert place == f"from the front of the {side.value} hip to the front of the {side.value} shin"


def words_of(mark: Mark, atlas: Atlas, evidence: Evidence, voice: Voice = Voice.PATIENT) -> tuple[str, ...]:
    return tuple(
        map(
            in_english,
            mark_words(mark, marked_parts([mark], atlas), evidence, voice, reach=reach(mark.shape, mark.cuts, atlas)),
        )
    )


def test_pieces_are_there_when_they_were_said(atlas: Atlas, evidence: Evidence) -> None:
    hip = WholePart(PartId("hip-front"), Side.LEFT)
    assert words_of(Mark(MarkId(1), hip), atlas, evidence) == ("the front of the left hip",)
    said = words_of(Mark(MarkId(1), hip, Quality.NUMB, 0), atlas, evidence, Voice.CLINICIAN)
    assert said == ("left anterior hip", "numb", "0 of 10")


def test_mark_beside_the_body_lies_at_its_edge(atlas: Atlas, evidence: Evidence) -> None:
    place = mark_place(marked_parts([Mark(MarkId(1), Spot(View.FRONT, 0, 5000))], atlas), evidence, reach=NO_REACH)
    assert in_english(place) == "at the edge of the body"
