from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.soft_border import RootKey
from bodymap.core.coverage.counted_places import CountedPlace
from bodymap.core.coverage.readings import readings, samples
from bodymap.core.coverage.skin import marked_areas
from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.reasoning.candidates import (
    SENSORY_WEIGHT,
    SMALLEST_SHARE,
    Candidate,
    bilateral,
    candidates,
    candidates_at,
    candidates_of,
    groups,
    leading_roots,
)
from bodymap.core.vocabulary import MapName, PartId, Quality, Root, Side, View
from tests.core.small_body import small_atlas

ATLAS = small_atlas()
BOTH = small_atlas(with_lee=True)
FOERSTER = MapName.FOERSTER


def map_shares(areas: Mapping[View, BaseGeometry], atlas: Atlas, name: MapName) -> Mapping[RootKey, float]:
    (reading,) = readings([CountedPlace(tuple(areas.items()), is_sensory=False)], atlas, [name])
    return reading.shares(name)


def marks(*shapes: Shape) -> list[Mark]:
    return [Mark(MarkId(number), shape) for number, shape in enumerate(shapes, start=1)]


def shares(found: tuple[Candidate, ...]) -> dict[tuple[Root, Side], float]:
    return {(one.root, one.side): one.share for one in found}


spots = st.builds(Spot, st.just(View.FRONT), x=st.floats(-99, 99), y=st.floats(-159, 299), radius_mm=st.floats(2, 60))
atlases = st.sampled_from([ATLAS, BOTH])
spot_lists = st.lists(spots, min_size=1, max_size=4)


def mirrored(spot: Spot) -> Spot:
    return Spot(spot.view, -spot.x, spot.y, spot.radius_mm)


@pytest.mark.parametrize(("sign", "side"), [(1, Side.LEFT), (-1, Side.RIGHT)])
def test_a_spot_inside_a_territory_names_its_root_alone(sign: int, side: Side) -> None:
    found = candidates(marks(Spot(View.FRONT, sign * 50, 50, 20)), ATLAS)
    assert shares(found) == pytest.approx({(Root.L1, side): 1})
    assert (found[0].maps_for, found[0].maps_total) == (1, 1)


def test_a_spot_on_a_soft_border_is_shared_by_halves() -> None:
    found = candidates(marks(Spot(View.FRONT, 75, 100, 20)), ATLAS)
    assert shares(found) == pytest.approx({(Root.L1, Side.LEFT): 0.5, (Root.L2, Side.LEFT): 0.5}, abs=0.01)


def test_a_spot_on_the_midline_names_both_sides() -> None:
    found = candidates(marks(Spot(View.FRONT, 0, 50, 20)), ATLAS)
    assert shares(found) == pytest.approx({(Root.L1, Side.LEFT): 0.5, (Root.L1, Side.RIGHT): 0.5})
    assert [one.side for one in found] == [Side.LEFT, Side.RIGHT]


def test_pieces_on_several_views_are_weighed_by_area() -> None:
    found = shares(candidates(marks(WholePart(PartId("hip-front"), Side.LEFT)), ATLAS))
    # 15,000 mm² in front, of which a third is L2 and S2, and 5,000 mm² at the back, all L1.
    assert found[Root.L1, Side.LEFT] == pytest.approx(15_000 / 20_000, abs=0.02)
    assert found[Root.S2, Side.LEFT] == pytest.approx(2_500 / 20_000, abs=0.01)


def test_the_strongest_comes_first() -> None:
    found = candidates(marks(WholePart(PartId("thigh-front-upper"), Side.LEFT)), ATLAS)
    assert [one.root for one in found] == [Root.L3, Root.L2, Root.S2]
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)


def test_nothing_marked_gives_no_candidates() -> None:
    assert candidates([], ATLAS) == ()


def test_blank_skin_gives_no_candidates() -> None:
    assert candidates(marks(WholePart(PartId("face"), Side.LEFT)), ATLAS) == ()


def test_a_silent_map_does_not_count() -> None:
    both = small_atlas(with_lee=True)
    (found,) = candidates(marks(Spot(View.FRONT, 50, 250, 20)), both)
    assert (found.root, found.maps_for, found.maps_total) == (Root.L3, 1, 1)


def test_maps_that_differ_give_a_mean_and_a_range() -> None:
    both = small_atlas(with_lee=True)
    found = {one.root: one for one in candidates(marks(Spot(View.FRONT, 75, 100, 20)), both)}
    # Above y = 100 Lee has L1 alone, below it is blank and goes with the other map.
    lent = map_shares({View.FRONT: shapely.Point(75, 100).buffer(20) & shapely.box(0, 0, 99, 100)}, ATLAS, FOERSTER)
    half = lent[Root.L2, Side.LEFT] / 2
    l1, l2 = found[Root.L1], found[Root.L2]
    assert (l1.low, l1.share, l1.high) == pytest.approx((0.5, 0.5 + half / 2, 0.5 + half), abs=0.01)
    assert (l2.low, l2.share, l2.high) == pytest.approx((0.5 - half, 0.5 - half / 2, 0.5), abs=0.01)
    assert (l1.maps_for, l2.maps_for) == (2, 1)
    assert (l1.maps, l2.maps) == ((MapName.FOERSTER, MapName.LEE), (MapName.FOERSTER,))
    assert {one.maps_total for one in found.values()} == {2}


def test_each_map_is_told_apart() -> None:
    found = {one.root: one for one in candidates(marks(Spot(View.FRONT, 75, 100, 20)), small_atlas(with_lee=True))}
    l1 = {one.map: one.share for one in found[Root.L1].by_map}
    l2 = {one.map: one.share for one in found[Root.L2].by_map}
    assert l1 == pytest.approx({MapName.FOERSTER: 0.5, MapName.LEE: 0.5}, abs=0.01)
    assert l2 == pytest.approx({MapName.FOERSTER: 0.5, MapName.LEE: 0}, abs=0.01)


def test_blank_skin_is_no_vote_against() -> None:
    # All that Lee draws of this spot is L1, and Foerster has L1 and S2: where Lee is blank, S2 loses nothing.
    found = candidates(marks(Spot(View.FRONT, 25, 100, 20)), small_atlas(with_lee=True))
    assert shares(found) == pytest.approx({(Root.L1, Side.LEFT): 0.5, (Root.S2, Side.LEFT): 0.5}, abs=0.01)


def test_skin_that_no_map_names_is_left_open() -> None:
    (found,) = candidates(marks(Spot(View.FRONT, 50, -60, 20)), small_atlas(with_lee=True))
    assert (found.root, found.maps_total) == (Root.T11, 1)
    assert found.share == pytest.approx(0.5, abs=0.01)


def one(root: Root, share: float, side: Side = Side.LEFT) -> Candidate:
    return Candidate(root, side, share, share, share, 1, 1)


def test_neighbours_are_joined() -> None:
    found = groups([one(Root.L4, 0.4), one(Root.L5, 0.3), one(Root.S2, 0.2), one(Root.S1, 0.1)])
    assert [(group.name, group.side) for group in found] == [("L4–L5", Side.LEFT), ("S2", Side.LEFT)]
    assert [group.share for group in found] == pytest.approx([0.7, 0.2])


def test_the_last_lumbar_and_the_first_sacral_root_are_neighbours() -> None:
    assert [group.name for group in groups([one(Root.S1, 0.5), one(Root.L5, 0.5)])] == ["L5–S1"]


def test_sides_are_not_joined() -> None:
    found = groups([one(Root.L4, 0.3), one(Root.L5, 0.4, Side.RIGHT)])
    assert [(group.name, group.side) for group in found] == [("L5", Side.RIGHT), ("L4", Side.LEFT)]


def test_weak_candidates_are_not_grouped() -> None:
    assert [group.name for group in groups([one(Root.L4, 0.14), one(Root.L5, 0.14)])] == []
    assert groups([]) == ()


def test_roots_on_both_sides_are_named() -> None:
    right = Side.RIGHT
    assert bilateral([one(Root.S2, 0.3), one(Root.S2, 0.2, right), one(Root.L5, 0.4), one(Root.L5, 0.1, right)]) == (
        Root.S2,
    )
    assert bilateral([one(Root.S2, 0.5), one(Root.S3, 0.5)]) == ()


def test_a_large_place_does_not_drown_a_small_one() -> None:
    found = shares(candidates(marks(Spot(View.FRONT, 50, 50, 40), Spot(View.FRONT, 50, 260, 4)), ATLAS))
    assert found == pytest.approx({(Root.L1, Side.LEFT): 0.5, (Root.L3, Side.LEFT): 0.5}, abs=0.01)


@pytest.mark.parametrize("quality", [Quality.NUMB, Quality.TINGLING])
def test_a_numb_place_counts_for_several_aching_ones(quality: Quality) -> None:
    aching, numb = marks(Spot(View.FRONT, 50, 50, 20), Spot(View.FRONT, 50, 260, 20))
    found = shares(candidates([aching, replace(numb, quality=quality)], ATLAS))
    assert found[Root.L3, Side.LEFT] == pytest.approx(SENSORY_WEIGHT / (SENSORY_WEIGHT + 1), abs=0.01)


def test_numb_places_alone_share_as_aching_ones_do() -> None:
    plain = marks(Spot(View.FRONT, 50, 50, 20), Spot(View.FRONT, 50, 260, 20))
    numb = [replace(mark, quality=Quality.NUMB) for mark in plain]
    assert shares(candidates(numb, ATLAS)) == pytest.approx(shares(candidates(plain, ATLAS)))


def test_a_stroke_counts_as_the_parts_it_covers() -> None:
    # The line runs over hip-front and thigh-front-upper, of which the border is at y 150.
    painted = candidates(marks(Stroke(View.FRONT, ((50, 30), (50, 270)), 60)), ATLAS)
    brush = shapely.LineString([(50, 30), (50, 270)]).buffer(30)
    seen = [brush.intersection(shapely.box(0, 0, 100, 150)), brush.intersection(shapely.box(0, 150, 100, 300))]
    parts = [CountedPlace(((View.FRONT, area),), is_sensory=False) for area in seen]
    assert shares(painted) == pytest.approx(shares(candidates_of(readings(parts, ATLAS, [FOERSTER]))), abs=0.02)


def test_a_stroke_over_a_marked_part_is_one_place_with_it() -> None:
    part = WholePart(PartId("thigh-front-upper"), Side.LEFT)
    line = Stroke(View.FRONT, ((50, 220), (50, 280)), 20)
    alone, both = candidates(marks(part), ATLAS), candidates(marks(part, line), ATLAS)
    assert shares(both) == pytest.approx(shares(alone), abs=0.01)


def test_only_the_maps_that_are_asked_count() -> None:
    both = small_atlas(with_lee=True)
    (found,) = candidates(marks(Spot(View.FRONT, 75, 100, 20)), both, [MapName.LEE])
    assert (found.root, found.maps_total) == (Root.L1, 1)


def test_specks_are_left_out() -> None:
    found = candidates(marks(Spot(View.FRONT, 75, 80, 30)), ATLAS)
    assert all(one.high >= SMALLEST_SHARE for one in found)


def test_the_roots_at_a_point_are_told_over_all_maps() -> None:
    found = {one.root: one for one in candidates_at(small_atlas(with_lee=True), View.FRONT, x=75, y=98)}
    assert found[Root.L1].share == pytest.approx((0.6 + 1) / 2)
    asked = candidates_at(small_atlas(with_lee=True), View.FRONT, x=75, y=98, maps=[MapName.FOERSTER])
    assert shares(asked) == pytest.approx({(Root.L1, Side.LEFT): 0.6, (Root.L2, Side.LEFT): 0.4})
    assert (found[Root.L2].low, found[Root.L2].maps_for, found[Root.L2].maps_total) == (0, 1, 2)
    assert candidates_at(ATLAS, View.FRONT, x=500, y=0) == ()


@settings(max_examples=50)
@given(spot_lists)
def test_the_shares_of_a_map_sum_to_what_it_covers(shapes: list[Spot]) -> None:
    areas = marked_areas(marks(*shapes), ATLAS)
    mapped = shapely.box(-100, -60, 100, 300)
    covered = sum(area.intersection(mapped).area for area in areas.values()) / sum(a.area for a in areas.values())
    assert sum(map_shares(areas, ATLAS, MapName.FOERSTER).values()) == pytest.approx(covered, abs=0.02)


def mean_covered(shapes: Sequence[Spot]) -> float:
    """The share of each spot that any map draws, meant over different spots."""
    mapped = shapely.box(-100, -60, 100, 300)
    places = [marked_areas(marks(shape), BOTH) for shape in dict.fromkeys(shapes)]
    parts = [area[View.FRONT].intersection(mapped).area / area[View.FRONT].area for area in places]
    return sum(parts) / len(parts)


@settings(max_examples=50)
@given(spot_lists)
@example([Spot(View.FRONT, 0, 0, 12), Spot(View.FRONT, 0, 56, 53)])
def test_the_shares_of_all_roots_sum_to_what_any_map_covers(shapes: list[Spot]) -> None:
    covered = mean_covered(shapes)
    total = sum(one.share for one in candidates(marks(*shapes), BOTH))
    # Specks that are not told, and a map that speaks of specks only, are missing from the sum.
    assert covered - 0.02 - 4 * SMALLEST_SHARE <= total <= covered + 0.02


@settings(max_examples=50)
@given(spot_lists, atlases)
def test_the_mean_lies_in_the_range_and_the_counts_fit(shapes: list[Spot], atlas: Atlas) -> None:
    for found in candidates(marks(*shapes), atlas):
        assert 0 <= found.low <= found.share + 1e-9 <= found.high + 2e-9 <= 1 + 2e-9
        assert 1 <= found.maps_for == len(found.maps) <= found.maps_total == len(found.by_map)


@settings(max_examples=50)
@given(spot_lists, atlases)
def test_mirrored_marks_give_the_mirrored_answer(shapes: list[Spot], atlas: Atlas) -> None:
    found = shares(candidates(marks(*shapes), atlas))
    other = shares(candidates(marks(*map(mirrored, shapes)), atlas))
    assert {(root, side.opposite): share for (root, side), share in other.items()} == pytest.approx(found, abs=0.02)


@settings(max_examples=50)
@given(spot_lists, st.randoms(use_true_random=False), atlases)
def test_neither_order_nor_repetition_of_marks_matters(shapes: list[Spot], chance: random.Random, atlas: Atlas) -> None:
    other = [*shapes, *shapes[:2]]
    chance.shuffle(other)
    found = shares(candidates(marks(*shapes), atlas))
    assert shares(candidates(marks(*other), atlas)) == pytest.approx(found, abs=0.01)


@settings(max_examples=50)
@given(y=st.floats(70, 130), step=st.floats(0.1, 2))
def test_moving_a_spot_over_a_soft_border_changes_shares_without_a_step(y: float, step: float) -> None:
    before = shares(candidates(marks(Spot(View.FRONT, 75, y, 20)), ATLAS))
    after = shares(candidates(marks(Spot(View.FRONT, 75, y + step, 20)), ATLAS))
    change = max(abs(before.get(key, 0) - after.get(key, 0)) for key in before.keys() | after.keys())
    # The sampling error and the share that a speck may have come on top of the slope of a ramp.
    assert change <= step / 20 + 0.01 + SMALLEST_SHARE


def test_moving_a_small_spot_over_an_axial_line_is_a_step() -> None:
    before = shares(candidates(marks(Spot(View.FRONT, 49.4, 150, 0.5)), ATLAS))
    after = shares(candidates(marks(Spot(View.FRONT, 50.6, 150, 0.5)), ATLAS))
    assert before == pytest.approx({(Root.S2, Side.LEFT): 1})
    assert after == pytest.approx({(Root.L2, Side.LEFT): 1})


@pytest.mark.parametrize(
    "area",
    [
        shapely.box(0, 0, 10, 20),
        shapely.box(0, 0, 30, 30) - shapely.box(10, 10, 20, 20),
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(50, 500, 90, 900)]),
        shapely.box(0, 0, 0.001, 1000),
    ],
    ids=["plain", "with a hole", "in two parts", "a sliver"],
)
def test_samples_lie_inside_and_stand_for_the_whole_area(area: shapely.Polygon) -> None:
    points, weights = samples(area)
    assert shapely.intersects_xy(area, points[:, 0], points[:, 1]).all()
    assert weights.sum() == pytest.approx(area.area)


def test_an_empty_area_has_no_samples() -> None:
    points, weights = samples(shapely.Polygon())
    assert (len(points), len(weights)) == (0, 0)


def test_roots_on_both_sides_count_together() -> None:
    right = Side.RIGHT
    both = [one(Root.S2, 0.3), one(Root.S2, 0.3, right), one(Root.S3, 0.1), one(Root.S3, 0.1, right), one(Root.S4, 0.1)]
    assert leading_roots(both) == (Root.S2, Root.S3)
    assert leading_roots([one(Root.L4, 0.14), one(Root.L5, 0.1)]) == ()
    assert leading_roots([]) == ()
