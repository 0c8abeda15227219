from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap.core.coverage import readings as module
from bodymap.core.coverage.counted_places import counted_places
from bodymap.core.coverage.readings import readings, samples
from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, Stroke
from bodymap.core.vocabulary import MapName, View
from tests.core.small_body import small_atlas

MAPS = [MapName.FOERSTER]


def marks(*shapes: Shape) -> list[Mark]:
    return [Mark(MarkId(number), shape) for number, shape in enumerate(shapes, start=1)]


@settings(deadline=None, max_examples=60)
@given(
    st.floats(-100, 100), st.floats(-100, 100), st.floats(2, 60), st.floats(-0.95, 0.95), st.sampled_from([0, 1, 2, 3])
)
def test_a_share_beside_a_straight_border_is_right_to_one_in_a_hundred(
    x: float, y: float, radius: float, off: float, turn: int
) -> None:
    disc = shapely.Point(x, y).buffer(radius, quad_segs=16)
    angle = turn * math.pi / 4
    across, along = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    foot = (x + off * radius * across[0], y + off * radius * across[1])
    corners = [
        (foot[0] + far * across[0] + wide * along[0], foot[1] + far * across[1] + wide * along[1])
        for far, wide in ((0, -500), (0, 500), (500, 500), (500, -500))
    ]
    beyond = shapely.Polygon(corners)
    points, weights = samples(disc)
    held = weights[shapely.intersects_xy(beyond, points[:, 0], points[:, 1])].sum()
    assert held / disc.area == pytest.approx(disc.intersection(beyond).area / disc.area, abs=0.01)


def test_mirrored_skin_has_mirrored_samples() -> None:
    left, _ = samples(shapely.Point(40, 10).buffer(25))
    right, _ = samples(shapely.Point(-40, 10).buffer(25))
    assert sorted((-right[:, 0]).tolist()) == pytest.approx(sorted(left[:, 0].tolist()))
    middle, _ = samples(shapely.Point(0, 10).buffer(25))
    assert sorted((-middle[:, 0]).tolist()) == pytest.approx(sorted(middle[:, 0].tolist()))


def test_a_long_thin_stroke_takes_no_more_room_than_a_disc() -> None:
    thin = shapely.LineString([(-300, -800), (300, 800)]).buffer(0.01)
    points, weights = samples(thin)
    assert len(points) <= 2000
    assert weights.sum() == pytest.approx(thin.area)


def test_one_more_mark_reads_one_more_place() -> None:
    atlas = small_atlas()
    standing = marks(Spot(View.FRONT, 50, 50, 20), Stroke(View.FRONT, ((-50, 50), (-50, 90))))
    readings(counted_places(standing, atlas), atlas, MAPS)
    read = module._read.cache_info().misses
    more = marks(*(mark.shape for mark in standing), Spot(View.FRONT, 20, 150, 10))
    found = readings(counted_places(more, atlas), atlas, MAPS)
    assert module._read.cache_info().misses == read + 1
    assert len(found) == len(counted_places(standing, atlas)) + 1
