from __future__ import annotations

import math
from dataclasses import replace

import pytest
import shapely

from bodymap.core.anatomy import PartId, Side, View
from bodymap.core.extent import marked_areas, shape_areas
from bodymap.core.marks import Mark, MarkId, Shape, Spot, WholePart
from tests.core.small_body import small_atlas


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
