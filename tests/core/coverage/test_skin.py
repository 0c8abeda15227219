from __future__ import annotations

import math
import time
from dataclasses import replace

import pytest
import shapely

from bodymap.core.atlas.atlas import Layer, PartRegion
from bodymap.core.coverage import skin
from bodymap.core.coverage.skin import brush_area, mark_areas, marked_areas, seen_areas, seen_mark_areas, shape_areas
from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import PartId, Side, View
from tests.core.small_body import small_atlas, wide_atlas
from tests.state.telling import EVIDENCE


def marks(*shapes: Shape) -> list[Mark]:
    return [Mark(MarkId(number), shape) for number, shape in enumerate(shapes, start=1)]


def test_a_spot_is_a_disc() -> None:
    area = shape_areas(Spot(View.FRONT, 50, 50, 20), small_atlas())[View.FRONT]
    assert area.area == pytest.approx(math.pi * 400, rel=0.002)
    assert (area.centroid.x, area.centroid.y) == pytest.approx((50, 50))


def test_a_spot_is_clipped_to_the_body() -> None:
    area = shape_areas(Spot(View.FRONT, 100, 250, 20), small_atlas())[View.FRONT]
    assert area.area == pytest.approx(math.pi * 200, rel=0.002)


def test_a_spot_just_off_the_body_marks_the_nearest_skin() -> None:
    near = shape_areas(Spot(View.FRONT, 102, 250, 1), small_atlas())[View.FRONT]
    assert near.equals(shape_areas(Spot(View.FRONT, 100, 250, 1), small_atlas())[View.FRONT])


def test_a_spot_off_the_body_marks_nothing() -> None:
    assert shape_areas(Spot(View.FRONT, 130, 250, 200), small_atlas()) == {}


@pytest.mark.parametrize(("side", "sign"), [(Side.LEFT, 1), (Side.RIGHT, -1)])
def test_a_whole_part_is_marked_in_every_view_that_shows_it(side: Side, sign: int) -> None:
    areas = shape_areas(WholePart(PartId("hip-front"), side), small_atlas())
    assert {view: area.area for view, area in areas.items()} == {View.FRONT: 15_000, View.BACK: 5_000}
    assert areas[View.FRONT].centroid.x == 50 * sign
    assert areas[View.BACK].centroid.x == -50 * sign


def test_a_whole_part_is_measured_in_the_group_of_views_that_shows_the_most_of_it() -> None:
    left, right = (WholePart(PartId("hip-front"), side) for side in Side)
    assert {view: area.area for view, area in shape_areas(left, wide_atlas()).items()} == {View.LEFT: 30_000}
    assert set(shape_areas(right, wide_atlas())) == {View.FRONT, View.BACK}
    assert set(seen_areas(left, wide_atlas())) == {View.FRONT, View.BACK, View.LEFT}


@pytest.mark.parametrize(("height", "measured"), [(30, View.FRONT), (45, View.FEET), (60, View.FEET)])
def test_a_detail_view_comes_first_when_it_shows_nearly_as_much(height: float, measured: View) -> None:
    seen = {View.FRONT: shapely.box(0, 0, 50, 50), View.FEET: shapely.box(0, 0, 50, height)}
    atlas = small_atlas()
    drawings = {
        view: replace(
            atlas.drawing(View.FRONT), view=view, parts=Layer([PartRegion("toe", Side.LEFT, area, PartId("big-toe"))])
        )
        for view, area in seen.items()
    }
    areas = shape_areas(WholePart(PartId("big-toe"), Side.LEFT), replace(atlas, drawings=drawings))
    assert list(areas) == [measured]


def test_a_spot_is_measured_in_its_own_view() -> None:
    spot = Spot(View.FRONT, 50, 50, 20)
    assert set(shape_areas(spot, wide_atlas())) == {View.FRONT} == set(seen_areas(spot, wide_atlas()))


def test_a_part_is_measured_where_a_piece_of_it_was_erased() -> None:
    erased = Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), cuts=(Spot(View.FRONT, 50, 50, 20),))
    measured = mark_areas(erased, wide_atlas())
    assert measured[View.FRONT].area == pytest.approx(15_000 - math.pi * 400, rel=0.002)
    assert set(measured) == {View.FRONT, View.BACK}
    seen = seen_mark_areas(erased, wide_atlas())
    assert seen[View.LEFT].area == 30_000
    assert seen[View.FRONT].equals(measured[View.FRONT])


def test_a_part_that_is_not_drawn_marks_nothing() -> None:
    assert shape_areas(WholePart(PartId("thumb"), Side.LEFT), small_atlas()) == {}


def test_marks_of_a_view_are_united() -> None:
    hip, spot = WholePart(PartId("hip-front"), Side.LEFT), Spot(View.FRONT, 50, 50)
    areas = marked_areas(marks(hip, spot, hip), small_atlas())
    assert areas[View.FRONT].area == pytest.approx(15_000)


def test_a_spot_keeps_to_the_limb_that_was_touched() -> None:
    atlas = small_atlas()
    legs = shapely.union(shapely.box(-100, 0, -10, 300), shapely.box(10, 0, 100, 300))
    front = replace(atlas.drawing(View.FRONT), silhouette=legs)
    apart = replace(atlas, drawings={View.FRONT: front})
    left = shape_areas(Spot(View.FRONT, 12, 150, 40), apart)[View.FRONT]
    right = shape_areas(Spot(View.FRONT, -12, 150, 40), apart)[View.FRONT]
    assert left.bounds[0] == 10
    assert right.bounds[2] == -10


def test_no_marks_no_skin() -> None:
    assert marked_areas([], small_atlas()) == {}


def test_a_stroke_is_a_line_as_wide_as_its_brush() -> None:
    area = shape_areas(Stroke(View.FRONT, ((20.0, 230.0), (60.0, 230.0)), 10), small_atlas())[View.FRONT]
    assert area.area == pytest.approx(40 * 10 + math.pi * 25, rel=0.002)


def test_a_stroke_may_change_its_width() -> None:
    area = shape_areas(Stroke(View.FRONT, ((20.0, 230.0), (60.0, 230.0)), 10, (10, 20)), small_atlas())[View.FRONT]
    assert area.bounds == pytest.approx((15, 220, 70, 240))
    assert 40 * 10 < area.area < 40 * 20 + math.pi * 100


def test_one_touch_of_the_brush_is_a_disc() -> None:
    area = shape_areas(Stroke(View.FRONT, ((50.0, 50.0),), 40), small_atlas())[View.FRONT]
    assert area.equals(shape_areas(Spot(View.FRONT, 50, 50, 20), small_atlas())[View.FRONT])


def test_a_stroke_is_clipped_to_the_body() -> None:
    area = shape_areas(Stroke(View.FRONT, ((100.0, 230.0), (100.0, 280.0)), 20), small_atlas())[View.FRONT]
    assert area.bounds[2] == 100
    assert shape_areas(Stroke(View.FRONT, ((150.0, 0.0), (150.0, 50.0)), 20), small_atlas()) == {}


def test_what_is_erased_is_no_longer_marked() -> None:
    (mark,) = marks(Spot(View.FRONT, 50, 50, 20))
    halved = replace(mark, cuts=(Stroke(View.FRONT, ((40.0, 0.0), (40.0, 100.0)), 20),))
    assert mark_areas(halved, small_atlas())[View.FRONT].bounds == pytest.approx((50, 30, 70, 70), abs=0.1)
    assert marked_areas([halved], small_atlas())[View.FRONT].area == pytest.approx(math.pi * 200, rel=0.002)
    elsewhere = replace(mark, cuts=(Spot(View.BACK, 50, 50, 20),))
    assert mark_areas(elsewhere, small_atlas())[View.FRONT].area == pytest.approx(math.pi * 400, rel=0.002)
    assert mark_areas(replace(mark, cuts=(Spot(View.FRONT, 50, 50, 30),)), small_atlas()) == {}


@pytest.mark.parametrize("widths", [(), tuple(20.0 + number % 5 for number in range(250))])
def test_a_stroke_that_crosses_itself_is_worked_out_in_time(widths: tuple[float, ...]) -> None:
    corners = ((0.0, 300.0), (50.0, 900.0), (50.0, 300.0), (0.0, 900.0), (0.0, 300.0))
    stroke = Stroke(View.FRONT, 50 * corners, 30.0, widths)
    began = time.process_time()
    brush_area(stroke)
    assert time.process_time() - began < 1


def test_a_long_stroke_is_as_wide_as_a_short_one() -> None:
    points = tuple((float(x), 50 + 20 * math.sin(x / 20)) for x in range(0, 200, 2))
    whole = shapely.LineString(points).buffer(15, quad_segs=16)
    assert brush_area(Stroke(View.FRONT, points, 30.0)).symmetric_difference(whole).area < 0.001 * whole.area


def test_one_more_mark_costs_one_mark() -> None:
    atlas = small_atlas()
    standing = marks(Spot(View.FRONT, 50, 50, 20), Stroke(View.FRONT, ((-50, 50), (-50, 90))))
    seen_areas.cache_clear()
    skin.measured_areas.cache_clear()
    find(standing, atlas, EVIDENCE)
    assert seen_areas.cache_info().misses == len(standing)
    find(marks(*(mark.shape for mark in standing), Spot(View.BACK, 50, 50)), atlas, EVIDENCE)
    assert seen_areas.cache_info().misses == len(standing) + 1
