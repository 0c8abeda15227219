from __future__ import annotations

import math

import pytest

from bodymap.core.marks.mark import SPOT_RADIUS_MM, Mark, MarkId, Spot, Stroke
from bodymap.core.vocabulary import Root, Side, View


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_spot_must_be_a_place(value: float) -> None:
    for numbers in ((value, 0.0, 1.0), (0.0, value, 1.0), (0.0, 0.0, value)):
        with pytest.raises(ValueError, match="finite"):
            Spot(View.FRONT, *numbers)


@pytest.mark.parametrize("radius", [0, -1])
def test_a_spot_must_have_a_size(radius: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Spot(View.FRONT, 0, 0, radius)


@pytest.mark.parametrize("intensity", [-1, 11])
def test_intensity_stays_on_its_scale(intensity: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 10"):
        Mark(MarkId(1), Spot(View.FRONT, 0, 0), intensity=intensity)


@pytest.mark.parametrize("intensity", [None, 0, 10])
def test_the_ends_of_the_scale_belong_to_it(intensity: int | None) -> None:
    mark = Mark(MarkId(1), Spot(View.FRONT, 0, 0), intensity=intensity)
    assert (mark.intensity, mark.shape) == (intensity, Spot(View.FRONT, 0, 0, SPOT_RADIUS_MM))


def test_roots_are_in_order_and_know_their_neighbours() -> None:
    assert (Root.C2.position, Root.S5.position) == (0, 28)
    assert Root.L5.is_consecutive(Root.S1)
    assert Root.C8.is_consecutive(Root.T1)
    assert not Root.L2.is_consecutive(Root.S3)
    assert not Root.L4.is_consecutive(Root.L4)


def test_each_side_has_another() -> None:
    assert (Side.LEFT.opposite, Side.RIGHT.opposite) == (Side.RIGHT, Side.LEFT)


def test_a_stroke_must_be_a_line_with_a_width() -> None:
    for points, width, widths, problem in (
        ((), 10.0, (), "without points"),
        (((0.0, math.nan),), 10.0, (), "finite"),
        (((0.0, 0.0),), 0.0, (), "above 0"),
        (((0.0, 0.0),), 10.0, (-1.0,), "above 0"),
        (((0.0, 0.0), (1.0, 0.0)), 10.0, (1.0,), "2 points and 1 widths"),
    ):
        with pytest.raises(ValueError, match=problem):
            Stroke(View.FRONT, points, width, widths)


def test_anchors_belong_to_points_and_do_not_make_a_place_another_one() -> None:
    assert Spot(View.FRONT, 1, 2, anchors=((1.0, 2.0, 3.0),)) == Spot(View.FRONT, 1, 2)
    for anchors, problem in (((None, None), "2 anchors for 1 points"), (((math.inf, 0.0, 0.0),), "not finite")):
        with pytest.raises(ValueError, match=problem):
            Spot(View.FRONT, 1, 2, anchors=anchors)
