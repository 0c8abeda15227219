"""Arrow keys go over a drawing by what lies beside what."""

from __future__ import annotations

from shapely import box

from bodymap.core.atlas.neighbours import Direction, Ways, neighbours

SHAPES = {
    "chest": box(0, 0, 10, 10),
    "belly": box(0, 10, 10, 20),
    "arm": box(13, 0, 15, 12),
    "hand": box(13, 12, 15, 16),
}


def test_touching_region_comes_before_one_beyond_a_gap() -> None:
    found = neighbours(SHAPES)
    assert found["chest"] == {Direction.DOWN: "belly", Direction.RIGHT: "arm"}
    assert found["hand"][Direction.UP] == "arm"
    assert found["hand"][Direction.LEFT] == "belly"


def test_way_there_is_the_way_back_between_two_that_touch() -> None:
    found = neighbours(SHAPES)
    assert found["belly"][Direction.UP] == "chest"


def test_no_regions_have_no_neighbours() -> None:
    assert neighbours({}) == {}
    assert Ways({}).at_edge(Direction.LEFT, 3) is None


def test_next_drawing_is_entered_at_the_near_edge_and_the_same_height() -> None:
    assert Ways(SHAPES).at_edge(Direction.LEFT, 14) == "hand"
    assert Ways(SHAPES).at_edge(Direction.RIGHT, 14) == "belly"
