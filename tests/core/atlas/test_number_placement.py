from __future__ import annotations

from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.label_placement import Label
from bodymap.core.atlas.number_placement import NumberRequest, box_of, place_numbers

SIZE = 20.0
ROOM = (-200.0, -200.0, 200.0, 400.0)
MARKS = st.lists(
    st.tuples(st.floats(-120, 120), st.floats(-100, 300), st.floats(4, 60)), min_size=1, max_size=8, unique=True
)


def placed(*areas: BaseGeometry, start: tuple[float, float] | None = None) -> tuple[Label, ...]:
    asked = [NumberRequest(str(number), area, SIZE, SIZE, start) for number, area in enumerate(areas, start=1)]
    return place_numbers(asked, has_middle=True, room=ROOM)


def disc_of(label: Label) -> BaseGeometry:
    """A number as it is drawn: rounded."""
    return shapely.Point(label.x, label.y).buffer(SIZE / 2)


def stands_at(label: Label, area: BaseGeometry) -> bool:
    """Whether a number lies on its mark, touches it, or has a line to it."""
    if label.tip is not None:
        return bool(area.buffer(1e-6).contains(shapely.Point(label.tip)))
    return bool(box_of(label).distance(area) < 0.1 * SIZE)


@given(MARKS)
@settings(max_examples=60, deadline=None)
def test_each_number_stands_at_its_own_mark_and_apart_from_the_others(spots: list[tuple[float, float, float]]) -> None:
    areas = [shapely.Point(x, y).buffer(radius) for x, y, radius in spots]
    labels = placed(*areas)
    assert [label.asked for label in labels] == list(range(len(areas)))
    assert all(stands_at(label, areas[label.asked]) for label in labels)
    for one, other in combinations(labels, 2):
        assert not box_of(one).buffer(-1e-6).intersects(box_of(other))


@given(st.floats(-60, 60).filter(lambda x: abs(x) > 0.5), st.floats(5, 80))
@settings(max_examples=60, deadline=None)
def test_number_of_a_mark_across_the_middle_stands_where_most_of_it_lies(x: float, radius: float) -> None:
    (label,) = placed(shapely.Point(x, 50).buffer(radius))
    (mirrored,) = placed(shapely.Point(-x, 50).buffer(radius))
    assert label.x * x > 0
    assert abs(label.x) >= SIZE / 2 - 1e-6
    assert mirrored.x * x < 0


@given(MARKS)
@settings(max_examples=60, deadline=None)
def test_number_covers_little_of_a_small_mark_and_none_of_another(spots: list[tuple[float, float, float]]) -> None:
    apart = [
        spot
        for spot in spots
        if all(abs(spot[0] - one[0]) + abs(spot[1] - one[1]) > 200 for one in spots if one != spot)
    ]
    areas = [shapely.Point(x, y).buffer(radius) for x, y, radius in apart]
    for label in placed(*areas) if areas else ():
        for number, area in enumerate(areas):
            covered = disc_of(label).intersection(area).area
            assert covered <= (0.2 * area.area if number == label.asked else 0)


def test_number_keeps_off_a_mark_beside_its_own() -> None:
    own, other = shapely.Point(50, 50).buffer(12), shapely.Point(68, 36).buffer(12)
    label = placed(own, other)[0]
    assert stands_at(label, own)
    assert not box_of(label).intersects(other)


def test_number_of_a_mark_among_others_is_led_to_it_by_a_line() -> None:
    own = shapely.Point(80, 50).buffer(6)
    ring = own.buffer(60).difference(own.buffer(1))
    label = placed(own, ring)[0]
    assert label.tip is not None
    assert stands_at(label, own)
    assert not box_of(label).intersects(ring)


@pytest.mark.parametrize("half", [-1, 1])
def test_number_of_a_long_stroke_stands_where_it_begins(half: int) -> None:
    stroke = shapely.LineString([(half * 60, -150), (half * 80, 300)]).buffer(8)
    (label,) = placed(stroke, start=(half * 60.0, -150.0))
    assert label.y < -130
    assert box_of(label).intersects(stroke)


def test_number_of_a_mark_without_any_room_is_there_all_the_same() -> None:
    tight = place_numbers([NumberRequest("1", shapely.box(0, 0, 5, 5), SIZE, SIZE)], has_middle=True, room=(0, 0, 5, 5))
    assert len(tight) == 1
