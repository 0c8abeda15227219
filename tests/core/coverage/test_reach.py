"""How far marks reach: over the midline, and from part to part; on the drawings that ship."""

from __future__ import annotations

import pytest

from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.coverage.reach import NO_REACH, reach
from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.vocabulary import PartId, Quality, Side, View, Voice
from bodymap.core.words.mark_words import mark_place
from bodymap.core.words.message import capitalised, in_english
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.publish.findings_text import explanation_fields, explanation_lines
from bodymap.publish.mark_line import mark_line
from bodymap.publish.picture import picture_text
from bodymap.publish.record_text import record_text
from bodymap.state.case import Case
from tests.state.telling import told_of

MIRRORED = {Side.LEFT: 1, Side.RIGHT: -1}
LEG = ((-110, -60), (-105, 60), (-100, 200), (-90, 290))


def over_of(shape: Shape) -> Side | None:
    return reach(shape, (), load_atlas()).over


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    ("view", "x", "y", "radius_mm", "is_over"),
    [
        (View.SADDLE, 15, -5, 25, True),
        (View.SADDLE, 9, -5, 15, True),
        (View.SADDLE, 40, -5, 25, False),
        (View.FRONT, 20, -60, 30, True),
        (View.FRONT, 60, -60, 30, False),
        (View.BACK, -20, -100, 30, True),
        (View.BACK, -60, -100, 30, False),
        (View.FRONT, 95, 0, 25, False),
    ],
)
def test_a_spot_of_one_side_lies_over_the_midline_or_does_not(
    view: View,
    x: float,
    y: float,
    radius_mm: float,
    is_over: bool,
    side: Side,
) -> None:
    shape = Spot(view, x * MIRRORED[side], y, radius_mm)
    assert over_of(shape) is (side.opposite if is_over else None)


def test_a_spot_on_the_midline_is_named_by_both_sides_and_a_sliver_is_no_side() -> None:
    assert over_of(Spot(View.SADDLE, 0, -5, 25)) is None
    assert over_of(Spot(View.FRONT, 28, -60, 30)) is None
    assert over_of(Spot(View.FRONT, 4, -60, 5)) is None


@pytest.mark.parametrize("side", list(Side))
def test_a_whole_part_reaches_nowhere(side: Side) -> None:
    assert reach(WholePart(PartId("perineum"), side), (), load_atlas()) == NO_REACH


@pytest.mark.parametrize("side", list(Side))
def test_a_long_stroke_goes_from_part_to_part_of_its_own_side(side: Side) -> None:
    line = tuple((MIRRORED[side] * x, y) for x, y in LEG)
    span = reach(Stroke(View.BACK, line, 40), (), load_atlas()).span
    assert span is not None
    (_, own), (_, other) = span
    assert own is other is side
    assert span == reach(Stroke(View.BACK, line[::-1], 40), (), load_atlas()).span
    assert span[1][0] in {"thigh-back-lower", "knee-back"}


def test_a_short_stroke_is_named_by_its_parts() -> None:
    assert reach(Stroke(View.BACK, ((-100, 190), (-100, 240)), 30), (), load_atlas()).span is None


def test_every_output_says_it_in_the_same_words() -> None:
    saddle = Mark(MarkId(1), Spot(View.SADDLE, 15, -5, 25), Quality.NUMB)
    leg = Mark(MarkId(2), Stroke(View.BACK, LEG, 40), Quality.BURNING)
    told = told_of(Case((saddle, leg)), atlas=load_atlas())
    clinician = told_of(Case((saddle, leg)), atlas=load_atlas(), voice=Voice.CLINICIAN)
    picture = " ".join(picture_text(told).split())
    for mark, words in (
        (saddle, "and over the midline to the right"),
        (leg, "from the middle of the left buttock to "),
    ):
        far = reach(mark.shape, mark.cuts, told.atlas)
        place = capitalised(in_english(mark_place(marked_parts([mark], told.atlas), load_evidence(), reach=far)))
        assert words in place.lower()
        assert capitalised(mark_line(mark, told)).startswith(place)
        assert words in picture.lower()
    text, for_clinician = "\n".join(explanation_lines(told)), "\n".join(explanation_lines(clinician))
    assert "You painted from the middle of the left buttock to " in text
    for written in (text, for_clinician, record_text(clinician)):
        assert "and over the midline to the right" in written
    for written in (for_clinician, record_text(clinician)):
        assert "from left " in written.lower()
    rows = explanation_fields(told)["complaints"]
    assert isinstance(rows, list)
    assert [row["over_midline"] for row in rows if row["over_midline"]] == [["right"]]
    assert [len(row["spans"]) for row in rows if row["spans"]] == [1]
