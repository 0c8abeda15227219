from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, WholePart
from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.vocabulary import MapName, PartId, Quality, Root, Side, View
from bodymap.library import resources
from bodymap.library.loading import load_atlas
from tests.core.small_body import small_atlas

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
ATLAS = small_atlas()


def marks(*shapes: Shape) -> list[Mark]:
    return [Mark(MarkId(number), shape) for number, shape in enumerate(shapes, start=1)]


def whole(part: str, side: Side = Side.LEFT) -> WholePart:
    return WholePart(PartId(part), side)


def parts(*shapes: Shape) -> Mapping[tuple[str, str], float]:
    return {(one.part, one.side.value): one.share for one in marked_parts(marks(*shapes), ATLAS)}


def locations(*shapes: Shape) -> list[str]:
    return [figure.location.value for figure in find(marks(*shapes), ATLAS, EVIDENCE).exposs]


@pytest.mark.parametrize("side", list(Side))
def test_a_whole_part_is_named_alone(side: Side) -> None:
    assert parts(whole("hip-front", side)) == pytest.approx({("hip-front", side.value): 1})


def test_a_spot_names_the_parts_that_hold_much_of_it() -> None:
    assert parts(Spot(View.FRONT, 50, 150, 20)) == pytest.approx(
        {("hip-front", "left"): 0.5, ("thigh-front-upper", "left"): 0.5}, abs=0.01
    )


def test_a_spot_that_just_touches_a_neighbour_does_not_name_it() -> None:
    assert list(parts(Spot(View.FRONT, 50, 137, 20))) == [("hip-front", "left")]


def test_a_small_mark_is_not_lost_beside_a_large_one() -> None:
    found = parts(whole("buttock-middle"), Spot(View.FRONT, -50, 250, 2))
    assert list(found) == [("buttock-middle", "left"), ("thigh-front-upper", "right")]
    assert found["thigh-front-upper", "right"] < 0.01


def test_exposs_is_told_for_the_marked_places_the_largest_first() -> None:
    assert locations(whole("hip-front")) == ["hip"]
    assert locations(whole("thigh-front-upper"), whole("hip-front")) == ["hip", "thigh/leg"]
    assert locations(whole("hip-front", Side.LEFT), whole("hip-front", Side.RIGHT)) == ["hip"]


def test_exposs_is_silent_where_the_study_has_no_row() -> None:
    assert locations(whole("buttock-middle")) == []
    assert locations(whole("belly-lower")) == []


def test_findings_of_nothing_are_empty() -> None:
    found = find([], ATLAS, EVIDENCE)
    assert replace(found, safety_net=()) == Findings()
    assert [net.id for net in found.safety_net] == ["net-always", "net-unwell", "net-silent"]


def test_findings_name_the_sources_of_the_maps_they_rest_on() -> None:
    assert find(marks(whole("hip-front")), ATLAS, EVIDENCE).map_sources == ("foerster1933",)
    assert find(marks(whole("face")), ATLAS, EVIDENCE).map_sources == ()


def test_only_the_maps_that_are_asked_are_used() -> None:
    both = small_atlas(with_lee=True)
    lee = find(marks(whole("hip-front")), both, EVIDENCE, [MapName.LEE])
    assert {one.maps_total for one in lee.candidates} == {1}


def test_every_root_that_is_named_is_shown_before_the_weak_ones_of_another_place() -> None:
    hip = (candidate(Root.L1, 0.59), candidate(Root.L2, 0.3), candidate(Root.T12, 0.06), candidate(Root.L3, 0.05))
    forearm = (candidate(Root.T1, 0.37), candidate(Root.C6, 0.31), candidate(Root.C5, 0.25), candidate(Root.C8, 0.06))
    found = Findings(candidates=hip + forearm)
    assert [one.root for one in found.shown] == [Root.L1, Root.L2, Root.T1, Root.C6, Root.C5, Root.T12]
    assert [one.root for one in found.further] == [Root.L3, Root.C8]


def test_more_roots_are_shown_than_usual_when_more_are_named() -> None:
    named = tuple(candidate(root, 0.2) for root in list(Root)[:9])
    assert Findings(candidates=named).shown == named


def candidate(root: Root, share: float) -> Candidate:
    return Candidate(root, Side.LEFT, share, share, share, 1, 1)


@pytest.mark.parametrize("side", Side)
def test_a_nerve_or_group_of_two_complaints_stands_once_in_the_findings(side: Side) -> None:
    shapes = (WholePart(PartId(part), side) for part in ("thigh-outer-upper", "thigh-outer-lower"))
    numb = [Mark(MarkId(number), shape, Quality.NUMB) for number, shape in enumerate(shapes, start=1)]
    parted = find(numb, load_atlas(), EVIDENCE, parted=[(MarkId(1), MarkId(2))])
    assert [[one.id for one in complaint.nerves] for complaint in parted.complaints] == [
        ["lateral-femoral-cutaneous"]
    ] * 2
    assert [(one.id, one.side) for one in parted.nerves] == [("lateral-femoral-cutaneous", side)]
    sign = 1 if side is Side.LEFT else -1
    two = marks(*(Spot(View.FRONT, sign * x, 50, 10) for x in (30, 70)))
    alike = find(two, small_atlas(), EVIDENCE, parted=[(MarkId(1), MarkId(2))])
    assert [[one.name for one in complaint.groups] for complaint in alike.complaints] == [["L1"], ["L1"]]
    assert [(one.name, one.side) for one in alike.groups] == [("L1", side)]


def test_a_nerve_that_fits_better_in_any_complaint_is_told_so() -> None:
    aching = Mark(MarkId(1), WholePart(PartId("thigh-outer-lower"), Side.LEFT), Quality.ACHING, intensity=9)
    numb = Mark(MarkId(2), WholePart(PartId("thigh-outer-upper"), Side.LEFT), Quality.NUMB)
    found = find([aching, numb], load_atlas(), EVIDENCE, parted=[(MarkId(1), MarkId(2))])
    assert [[one.fits_better for one in complaint.nerves] for complaint in found.complaints] == [[False], [True]]
    assert [one.fits_better for one in found.nerves] == [True]
