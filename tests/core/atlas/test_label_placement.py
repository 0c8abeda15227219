from __future__ import annotations

from itertools import pairwise

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.label_placement import Label, LabelRequest, place_labels


def box_of(label: Label) -> BaseGeometry:
    half_width, half_height = label.width / 2, label.height / 2
    return shapely.box(label.x - half_width, label.y - half_height, label.x + half_width, label.y + half_height)


def one(area: BaseGeometry, width: float = 10, height: float = 6) -> Label | None:
    return next(iter(place_labels([LabelRequest("L1", area, width, height)])), None)


@pytest.mark.parametrize(
    "area",
    [
        shapely.box(0, 0, 40, 20),
        shapely.box(0, 0, 60, 60) - shapely.box(10, 10, 40, 60),
        shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(50, 50, 90, 90)]),
        shapely.Polygon([(0, 0), (80, 0), (80, 10), (10, 10), (10, 80), (0, 80)]),
    ],
    ids=["plain", "with a bay", "in two parts", "bent"],
)
def test_a_label_lies_wholly_inside_where_it_fits(area: BaseGeometry) -> None:
    label = one(area, 8, 6)
    assert label is not None
    assert area.contains(box_of(label))


def test_a_label_takes_the_roomiest_place() -> None:
    label = one(shapely.box(0, 0, 40, 20))
    assert label is not None
    assert (label.x, label.y) == pytest.approx((20, 10), abs=10)
    assert label.y == 10


def test_the_middle_of_a_label_lies_inside_a_narrow_area() -> None:
    band = shapely.box(0, 0, 100, 3)
    label = one(band)
    assert label is not None
    assert band.contains(shapely.Point(label.x, label.y))


def test_an_empty_area_gets_no_label() -> None:
    assert one(shapely.Polygon()) is None


def test_a_label_without_room_is_left_out_and_the_first_asked_stays() -> None:
    small = shapely.box(0, 0, 10, 6)
    labels = place_labels([LabelRequest("L1", small, 9, 5), LabelRequest("L2", small, 9, 5)])
    assert [label.text for label in labels] == ["L1"]


def test_the_same_requests_give_the_same_places() -> None:
    requests = [LabelRequest("L1", shapely.box(0, 0, 40, 20), 10, 6)] * 3
    assert place_labels(requests) == place_labels(requests)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(0, 50), st.floats(0, 50), st.floats(1, 60), st.floats(1, 60), st.floats(2, 20)),
        min_size=2,
        max_size=6,
    )
)
def test_labels_never_overlap(boxes: list[tuple[float, float, float, float, float]]) -> None:
    requests = [
        LabelRequest(str(number), shapely.box(x, y, x + width, y + height), size, size / 2)
        for number, (x, y, width, height, size) in enumerate(boxes)
    ]
    labels = place_labels(requests)
    for first, second in pairwise(labels):
        assert shapely.intersection(box_of(first), box_of(second)).area == pytest.approx(0, abs=1e-9)
    assert len({label.text for label in labels}) == len(labels)
