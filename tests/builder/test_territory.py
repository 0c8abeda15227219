"""Territories: rows of a table become owners of the skin, and bad rows are named."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from bodymap.builder.charts import Skin
from bodymap.builder.territory import Territory, curve, paint, read_table
from bodymap.core.errors import TableError

NAMES = ("L1", "L2", "L3")
POINTS = ((0.0, 0.0), (1.0, 3.0), (2.0, 2.0), (5.0, 2.5), (6.0, 0.0))


def skin(*positions: tuple[float, float, float]) -> Skin:
    """Points of the trunk or leg: no arm, no digit."""
    count = len(positions)
    return Skin(np.array(positions), np.zeros((count, 3)), np.zeros(count), np.zeros((count, 10)))


def row(text: str) -> Territory:
    (found,) = read_table(f"[[territory]]\n{text}", file="test.toml", known=NAMES, needs_source=False)
    return found


def test_a_curve_passes_through_its_points() -> None:
    line = shapely.LineString(curve(POINTS))
    assert [line.distance(shapely.Point(point)) for point in POINTS] == pytest.approx([0.0] * len(POINTS), abs=1e-12)
    assert (line.coords[0], line.coords[-1]) == (POINTS[0], POINTS[-1])


def test_a_curve_bends_smoothly() -> None:
    steps = np.diff(np.array(curve(POINTS)), axis=0)
    turns = np.abs(np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))))
    assert turns.max() < np.radians(50)


def test_two_points_are_joined_by_a_straight_line() -> None:
    assert curve(POINTS[:2]) == POINTS[:2]


def test_later_rows_are_painted_over_earlier_ones() -> None:
    table = [
        row('name = "L1"\nchart = "back"\nbox = [0, 2, 0, 2]'),
        row('name = "L2"\nchart = "back"\nbox = [1, 3, 0, 2]'),
    ]
    points = skin((0.5, 1.0, -1.0), (1.5, 1.0, -1.0), (2.5, 1.0, -1.0), (3.5, 1.0, -1.0))
    assert paint(table, points, NAMES).tolist() == [1, 2, 2, 0]
    assert paint(table[::-1], points, NAMES).tolist() == [1, 1, 2, 0]


def test_a_row_may_spare_other_names() -> None:
    table = [
        row('name = "L1"\nchart = "back"\nbox = [0, 1, 0, 2]'),
        row('name = "L2"\nchart = "back"\nbox = [1, 2, 0, 2]'),
        row('name = "L3"\nchart = "back"\nonly = ["L2"]'),
    ]
    assert paint(table, skin((0.5, 1.0, -1.0), (1.5, 1.0, -1.0)), NAMES).tolist() == [1, 3]


def test_a_row_without_a_name_leaves_the_skin_blank() -> None:
    table = [row('name = "L1"\nchart = "back"'), row('name = ""\nchart = "back"\nbox = [0, 1, 0, 2]')]
    assert paint(table, skin((0.5, 1.0, -1.0), (1.5, 1.0, -1.0)), NAMES).tolist() == [0, 1]


def test_a_chart_owns_only_the_skin_it_covers() -> None:
    front_and_back = skin((0.5, 1.0, 1.0), (0.5, 1.0, -1.0))
    assert paint([row('name = "L1"\nchart = "front"')], front_and_back, NAMES).tolist() == [1, 0]


def test_a_border_may_run_past_the_half_turn() -> None:
    behind_the_thigh = skin((1.2, -1.5, -1.0), (1.3, -1.5, -1.0))
    table = [row('name = "L1"\nchart = "leg"\nbox = [170, 200, 0, 2]')]
    assert paint(table, behind_the_thigh, NAMES).tolist() == [1, 1]


def test_the_cross_cut_of_a_ring_hangs_down_in_front_and_behind_and_meets_its_neighbours() -> None:
    front, outer = (
        row('name = "L1"\nchart = "leg"\nring = [-45, 45, 0.5, 0.9]').outline,
        row('name = "L2"\nchart = "leg"\nring = [45, 135, 0.5, 0.9]').outline,
    )
    assert front is not None
    assert outer is not None
    assert not front.covers(shapely.Point(0, 0.51))
    assert front.covers(shapely.Point(0, 0.91))
    assert outer.covers(shapely.Point(90, 0.49))
    assert not outer.covers(shapely.Point(90, 0.89))
    assert front.intersection(outer).length == pytest.approx(0.4)


def test_a_border_is_closed_by_its_corners_beyond() -> None:
    outline = row('name = "L1"\nchart = "back"\nborder = [[0, 1], [2, 1]]\nbeyond = [[2, 9], [0, 9]]').outline
    assert outline is not None
    assert outline.equals(shapely.box(0, 1, 2, 9))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "L9"\nchart = "leg"', "unknown name 'L9'; known: L1, L2, L3"),
        ('name = "L1"\nchart = "leg"\nonly = ["L9"]', "unknown name 'L9'"),
        ('name = "L1"\nchart = "limb"', "unknown chart 'limb'; known: trunk, "),
        ('name = "L1"\nchart = "leg"\ncolour = "red"', r"unknown key \['colour'\]"),
        ('name = "L1"\nchart = "leg"\nbox = [1, 2, 3]', r"box holds \[1, 2, 3\]; expected 4 numbers"),
        ('name = "L1"\nchart = "leg"\nring = [1, 2, 3]', r"ring holds \[1, 2, 3\]; expected 4 numbers"),
        ('name = "L1"\nchart = "leg"\nborder = [[0, 0], [1, "x"]]', "border holds .*; expected 2 numbers"),
        ('name = "L1"\nchart = "leg"\nborder = 3', "border is 3; expected a list of points"),
        ('name = "L1"\nchart = "leg"\nsources = "x"', "sources is 'x'; expected a list of texts"),
        (
            'name = "L1"\nchart = "leg"\nborder = [[0, 0], [2, 2]]\nbeyond = [[2, 0], [0, 2]]',
            "the outline crosses itself",
        ),
    ],
)
def test_a_bad_row_is_named_by_file_and_number(text: str, message: str) -> None:
    good = '[[territory]]\nname = "L1"\nchart = "leg"\n'
    with pytest.raises(TableError, match=f"^test.toml territory 2: {message}"):
        read_table(f"{good}[[territory]]\n{text}", file="test.toml", known=NAMES, needs_source=False)


def test_a_row_without_a_source_is_refused_where_one_is_needed() -> None:
    with pytest.raises(TableError, match=r"test\.toml territory 1: 'L1' names no source"):
        read_table('[[territory]]\nname = "L1"\nchart = "leg"', file="test.toml", known=NAMES, needs_source=True)


def test_broken_toml_names_the_file() -> None:
    with pytest.raises(TableError, match=r"test\.toml: not valid TOML"):
        read_table("[[territory", file="test.toml", known=NAMES, needs_source=True)
