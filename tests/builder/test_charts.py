"""Charts: known places of the reference surface have the coordinates that the tables count on."""

from __future__ import annotations

import numpy as np
import pytest

from bodymap.builder import charts
from bodymap.builder.body import Floats
from bodymap.builder.charts import Skin, flatten, skin_of

MIDDLE_OF_THIGH = (charts.HIP_LEVEL + charts.KNEE) / 2


def skin(position: Floats, *, arm: float = 0.0, normal: tuple[float, float, float] = (0, 0, 1)) -> Skin:
    return Skin(np.array([position]), np.array([normal], dtype=float), np.array([arm]), np.zeros((1, 10)))


def place(chart: str, found: Skin) -> tuple[float, float]:
    flat = flatten(chart, found)
    return float(flat.across[0]), float(flat.along[0])


@pytest.mark.parametrize(("x", "z", "degrees"), [(0, 1, 0), (1, 0, 90), (0, -1, 180)])
def test_the_trunk_is_measured_from_the_front_midline_round_to_the_back(x: float, z: float, degrees: float) -> None:
    assert place("trunk", skin(np.array([x, 2.0, z + charts.TRUNK_AXIS_Z]))) == pytest.approx((degrees, 2.0))


@pytest.mark.parametrize(("step", "degrees"), [((0, 0, 1), 0), ((1, 0, 0), 90), ((-1, 0, 0), -90)])
def test_the_leg_is_measured_from_its_front_outwards(step: tuple[float, float, float], degrees: float) -> None:
    assert place("leg", skin(MIDDLE_OF_THIGH + 0.5 * np.array(step)))[0] == pytest.approx(degrees, abs=1e-5)


@pytest.mark.parametrize(("joint", "along"), [(charts.HIP, 0), (charts.KNEE, 1), (charts.ANKLE, 2)])
def test_the_leg_counts_hip_knee_and_ankle(joint: Floats, along: float) -> None:
    assert place("leg", skin(joint + np.array([0.0, 0.0, 0.5])))[1] == pytest.approx(along)


@pytest.mark.parametrize(("joint", "along"), [(charts.SHOULDER, 0), (charts.ELBOW, 1), (charts.WRIST, 2)])
def test_the_arm_counts_shoulder_elbow_and_wrist(joint: Floats, along: float) -> None:
    across, level = place("arm", skin(joint + np.array([0.0, 0.0, 0.4]), arm=1.0))
    assert (across, level) == pytest.approx((0, along), abs=0.02)


def test_the_outer_side_of_the_arm_is_at_ninety_degrees() -> None:
    outer = charts.outward(charts.ELBOW - charts.SHOULDER)
    middle = (charts.SHOULDER + charts.ELBOW) / 2
    assert outer[0] > 0
    assert place("arm", skin(middle + 0.4 * outer, arm=1.0)) == pytest.approx((90, 0.5))


@pytest.mark.parametrize(("upwards", "found"), [(-1.0, 1), (-0.2, 1), (0.2, 0), (1.0, 0)])
def test_the_pads_of_the_toes_are_what_is_seen_of_them_from_below(upwards: float, found: int) -> None:
    toe = skin(np.array([1.9, -8.0, 1.6]), normal=(0.5, upwards, 0.5))
    toe.digits[0, 6] = 1.0
    assert len(flatten("toe-pads", toe).points) == found


def test_the_right_side_is_folded_onto_the_left() -> None:
    row = np.concatenate(([1.0, 2.0, 3.0, 0.5, 0.1, 0.2, 0.25], np.arange(10.0)))
    mirror = row.copy()
    mirror[[0, 3]] *= -1
    folded = skin_of(np.array([row, mirror]))
    assert (folded.position == [1.0, 2.0, 3.0]).all()
    assert (folded.normal == [0.5, 0.1, 0.2]).all()
    assert folded.arm.tolist() == [0.25, 0.25]
    assert (folded.digits == np.arange(10.0)).all()


@pytest.mark.parametrize(
    ("chart", "position", "arm"),
    [("trunk", (1, 2, 1), 1.0), ("leg", (1, -2, 1), 1.0), ("arm", (2, 3, 0), 0.0), ("front", (1, 2, -1), 0.0)],
)
def test_a_chart_does_not_cover_other_parts(chart: str, position: tuple[float, float, float], arm: float) -> None:
    assert flatten(chart, skin(np.array(position, dtype=float), arm=arm)).points.tolist() == []


def test_top_and_sole_of_the_foot_are_told_by_which_way_the_skin_faces() -> None:
    position = np.array([1.8, -8.0, 1.0])
    for normal, covering in (((0, 1, 0), "instep"), ((0, -1, 0), "sole")):
        found = skin(position, normal=normal)
        assert [name for name in ("instep", "sole") if len(flatten(name, found).points)] == [covering]


def test_coordinates_are_computed_once_for_all_tables() -> None:
    found = skin(MIDDLE_OF_THIGH)
    assert flatten("leg", found) is flatten("leg", found)


def test_an_unknown_chart_is_named() -> None:
    with pytest.raises(ValueError, match="unknown chart 'limb'; known: trunk, "):
        flatten("limb", skin(MIDDLE_OF_THIGH))


def test_the_seat_is_unrolled_from_the_anus_up_the_back() -> None:
    assert place("seat", skin(charts.CLEFT)) == pytest.approx((0, 0))
    across, along = place("seat", skin(np.array([0.4, 0.8, -0.9])))
    assert across == pytest.approx(0.4)
    assert along > 0.9
