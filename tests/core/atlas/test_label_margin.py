from __future__ import annotations

from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.label_margin import place_labels_outside
from bodymap.core.atlas.label_placement import Label, LabelRequest

BODY = shapely.box(0, 0, 100, 300)
ROOM = shapely.box(-80, -20, 180, 320)
NOTHING = shapely.Polygon()


def box_of(label: Label) -> BaseGeometry:
    half_width, half_height = label.width / 2, label.height / 2
    return shapely.box(label.x - half_width, label.y - half_height, label.x + half_width, label.y + half_height)


def placed(areas: list[BaseGeometry], avoid: BaseGeometry = NOTHING, room: BaseGeometry = ROOM) -> tuple[Label, ...]:
    requests = [LabelRequest(f"L{number}", area, 20, 12) for number, area in enumerate(areas)]
    return place_labels_outside(requests, avoid=[avoid], body=BODY, room=room)


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(0, 260)), min_size=1, max_size=6), st.floats(5, 45))
@settings(max_examples=25, deadline=None)
def test_labels_stand_off_the_body_and_what_is_avoided_and_apart(
    corners: list[tuple[float, float]], radius: float
) -> None:
    avoid = shapely.Point(0, 150).buffer(radius)
    labels = placed([shapely.box(x, y, x + 40, y + 40) for x, y in corners], avoid)
    boxes = [box_of(label) for label in labels]
    assert len(labels) == len(corners)
    assert all(ROOM.buffer(1e-6).contains(box) for box in boxes)
    assert not any(box.buffer(-1e-6).intersects(BODY.union(avoid)) for box in boxes)
    assert not any(one.buffer(-1e-6).intersects(other) for one, other in combinations(boxes, 2))


SIDES = st.lists(
    st.tuples(st.sampled_from([-1, 1]), st.floats(0, 45), st.floats(0, 280), st.floats(1, 50)), min_size=1, max_size=8
)
"""Areas of a body whose middle is at x = 0: on which half, how far off the middle, how high and how large."""


@given(SIDES, st.floats(10, 60), st.floats(-50, 50))
@settings(max_examples=60, deadline=None)
def test_name_and_line_of_what_is_on_one_half_stand_on_that_half(
    sides: list[tuple[int, float, float, float]], width: float, mark: float
) -> None:
    areas = [
        shapely.box(min(half * off, half * (off + size)), y, max(half * off, half * (off + size)), y + size)
        for half, off, y, size in sides
    ]
    requests = [LabelRequest("S3", area, width, 12, half) for area, (half, *_) in zip(areas, sides, strict=True)]
    body, room = shapely.box(-100, 0, 100, 300), shapely.box(-180, -20, 180, 320)
    labels = place_labels_outside(requests, avoid=[shapely.Point(mark, 150).buffer(25)], body=body, room=room)
    assert len(labels) == len(requests)
    for label in labels:
        request = requests[label.asked]
        assert request.half * label.x >= label.width / 2 - 1e-6
        assert label.tip is None or request.area.buffer(1e-6).contains(shapely.Point(label.tip))


@pytest.mark.parametrize("half", [-1, 1])
def test_name_that_has_room_on_the_other_half_only_is_left_out_and_the_others_keep_their_areas(half: int) -> None:
    areas = [shapely.box(min(0, end), 100, max(0, end), 200) for end in (half * 80, half * -80)]
    requests = [LabelRequest("S3", areas[0], 20, 12, half), LabelRequest("S3", areas[1], 20, 12, -half)]
    room = shapely.box(*((-180, 0, 5, 300) if half > 0 else (-5, 0, 180, 300)))
    labels = place_labels_outside(requests, avoid=[], body=shapely.box(-100, 0, 100, 300), room=room)
    assert [label.asked for label in labels] == [1]


def test_line_ends_on_the_area_and_goes_round_what_is_avoided() -> None:
    area, mark = shapely.box(0, 100, 50, 200), shapely.box(-5, 130, 20, 170)
    (label,) = placed([area], mark)
    assert label.tip is not None
    assert area.contains(shapely.Point(label.tip))
    assert not shapely.LineString([(label.x, label.y), label.tip]).intersects(mark)


def test_label_stands_on_its_area_where_only_the_body_is_in_sight() -> None:
    (label,) = placed([shapely.box(0, 100, 100, 200)], room=BODY)
    assert label.tip is None
    assert BODY.contains(box_of(label))


@pytest.mark.parametrize(("longest", "count"), [(10.0, 0), (90.0, 1)])
def test_label_whose_line_would_be_too_long_is_left_out(longest: float, count: int) -> None:
    deep = LabelRequest("L5", shapely.box(40, 100, 60, 120), 20, 12)
    labels = place_labels_outside([deep], avoid=[], body=BODY, room=ROOM, longest=longest)
    assert len(labels) == count


def test_area_out_of_sight_gets_no_label() -> None:
    assert placed([NOTHING]) == ()


@given(st.lists(st.floats(-20, 320), min_size=1, max_size=4))
@settings(max_examples=10, deadline=None)
def test_what_is_kept_of_other_marks_moves_no_label(heights: list[float]) -> None:
    areas: list[BaseGeometry] = [shapely.box(0, 80, 50, 180), shapely.box(50, 60, 100, 200)]
    marks: list[BaseGeometry] = [shapely.Point(30, y).buffer(25) for y in heights]
    afresh = [placed(areas, mark) for mark in marks]
    assert [placed(areas, mark) for mark in reversed(marks)] == list(reversed(afresh))


def test_many_labels_of_one_place_find_room_beyond_the_nearest_places() -> None:
    middle: BaseGeometry = shapely.box(40, 140, 60, 160)
    labels = placed([middle] * 60)
    assert len(labels) == 60
    assert len({(label.x, label.y) for label in labels}) == 60
