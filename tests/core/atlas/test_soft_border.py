from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.atlas.soft_border import RootField, RootKey
from bodymap.core.vocabulary import MapName, Root, Side, View
from tests.core.small_body import WIDTH_MM, small_atlas

L1_L2 = ((Root.L1, Root.L2),)
FIELD = small_atlas().root_field(MapName.FOERSTER, View.FRONT)


def shares(x: float, y: float) -> dict[RootKey, float]:
    row = FIELD.shares(np.array([[x, y]]))[0].tolist()
    return {key: share for key, share in zip(FIELD.keys, row, strict=True) if share > 0}


def distance(one: dict[RootKey, float], other: dict[RootKey, float]) -> float:
    return max(abs(one.get(key, 0) - other.get(key, 0)) for key in one.keys() | other.keys())


inside_x = st.floats(-99.9, 99.9, allow_subnormal=False).filter(lambda x: abs(x) > 0.1)
mapped_y = st.floats(-59.9, 299.9, allow_subnormal=False)


@pytest.mark.parametrize(
    ("y", "upper"), [(85, 1.0), (90, 1.0), (95, 0.75), (100, 0.5), (105, 0.25), (110, 0.0), (115, 0.0)]
)
@pytest.mark.parametrize(("sign", "side"), [(1, Side.LEFT), (-1, Side.RIGHT)])
def test_a_soft_border_is_a_linear_ramp(y: float, upper: float, sign: int, side: Side) -> None:
    found = shares(sign * 80, y)
    assert found.get((Root.L1, side), 0) == pytest.approx(upper)
    assert found.get((Root.L2, side), 0) == pytest.approx(1 - upper)


@pytest.mark.parametrize("y", [120, 150, 180])
def test_an_axial_line_is_a_step(y: float) -> None:
    assert shares(49.999, y) == {(Root.S2, Side.LEFT): 1.0}
    assert shares(50.001, y) == {(Root.L2, Side.LEFT): 1.0}


def test_the_border_of_roots_that_are_not_consecutive_is_hard() -> None:
    assert shares(20, 99.999) == {(Root.L1, Side.LEFT): 1.0}
    assert shares(20, 100.001) == {(Root.S2, Side.LEFT): 1.0}


def test_the_midline_is_a_step_between_the_sides() -> None:
    assert shares(0.001, 50) == {(Root.L1, Side.LEFT): 1.0}
    assert shares(-0.001, 50) == {(Root.L1, Side.RIGHT): 1.0}


def test_a_band_narrower_than_the_border_never_has_all() -> None:
    found = shares(50, -5)
    assert found[Root.T12, Side.LEFT] == pytest.approx(0.5)
    assert found[Root.T11, Side.LEFT] == pytest.approx(0.25)
    assert found[Root.L1, Side.LEFT] == pytest.approx(0.25)


def test_blank_skin_and_off_the_body_nobody_has_a_share() -> None:
    assert shares(50, -100) == {}
    assert shares(300, 0) == {}


def test_no_points_give_no_shares() -> None:
    assert FIELD.shares(np.zeros((0, 2))).shape == (0, len(FIELD.keys))


def test_a_point_on_the_midline_is_counted_to_one_side_only() -> None:
    assert sum(shares(0, 50).values()) == 1.0


@given(x=inside_x, y=mapped_y)
def test_the_shares_of_a_point_sum_to_one(x: float, y: float) -> None:
    found = shares(x, y)
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) > 0


@given(x=inside_x, y=mapped_y)
def test_the_other_side_is_the_mirror_image(x: float, y: float) -> None:
    mirrored = {(root, side.opposite): share for (root, side), share in shares(-x, y).items()}
    assert shares(x, y) == pytest.approx(mirrored)


@given(x=st.floats(51, 99), y=st.floats(-59, 298), step=st.floats(0.01, 1))
def test_shares_change_without_a_step_where_no_axial_line_is_crossed(x: float, y: float, step: float) -> None:
    # A root in the middle of a narrow band loses to both neighbours at once, hence twice the slope of one ramp.
    assert distance(shares(x, y), shares(x, y + step)) <= 2 * step / WIDTH_MM + 1e-9


def test_roots_that_only_meet_in_a_corner_keep_to_themselves() -> None:
    corners = [((Root.L1, Side.LEFT), shapely.box(0, 0, 10, 10)), ((Root.L2, Side.LEFT), shapely.box(10, 10, 20, 20))]
    field = RootField(corners, width_mm=8)
    assert field.shares(np.array([[9.0, 9.0]])).tolist() == [[1.0, 0.0]]


def test_a_consecutive_pair_that_the_map_lists_is_hard() -> None:
    beside = [((Root.L1, Side.LEFT), shapely.box(0, 0, 10, 10)), ((Root.L2, Side.LEFT), shapely.box(0, 10, 10, 20))]
    soft, hard = (RootField(beside, width_mm=8, hard=pairs).shares(np.array([[5, 9.0]])) for pairs in ((), L1_L2))
    assert soft.tolist() == [[0.625, 0.375]]
    assert hard.tolist() == [[1.0, 0.0]]


def test_two_territories_for_one_root_and_side_are_refused() -> None:
    twice = [((Root.L1, Side.LEFT), shapely.box(0, 0, 10, 10))] * 2
    with pytest.raises(ValueError, match="two territories"):
        RootField(twice, width_mm=8)
