from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap.core.atlas.atlas import Layer, PartRegion
from bodymap.core.atlas.point_grid import NOWHERE, PointGrid
from bodymap.core.vocabulary import View
from bodymap.library.loading import load_atlas

RING = shapely.Point(30, 30).buffer(25) - shapely.Point(30, 30).buffer(10)
SHAPES = (
    RING,
    shapely.Point(30, 30).buffer(10),
    shapely.MultiPolygon([shapely.box(60, 0, 80, 0.3), shapely.box(60, 40, 80, 60)]),
    shapely.Polygon([(80, 40), (120, 45), (80, 60)]),
)
GRID = PointGrid(SHAPES)


def held_by(layer: Layer[PartRegion], x: float, y: float) -> int:
    found = layer.at(x=x, y=y)
    return layer.regions.index(found[0]) if found else NOWHERE


@settings(deadline=None, max_examples=200)
@given(st.floats(-10, 130), st.floats(-10, 70))
def test_a_point_is_in_the_first_region_that_holds_it(x: float, y: float) -> None:
    held = [number for number, shape in enumerate(SHAPES) if shapely.intersects_xy(shape, x, y)]
    assert GRID.locate(np.array([[x, y]])).tolist() == [min(held, default=NOWHERE)]


def test_points_on_borders_are_found_like_any_others() -> None:
    corners = np.concatenate([shapely.get_coordinates(shape) for shape in SHAPES])
    held = [
        min(number for number, shape in enumerate(SHAPES) if shapely.intersects_xy(shape, x, y)) for x, y in corners
    ]
    assert GRID.locate(corners).tolist() == held


@pytest.mark.parametrize("points", [np.zeros((0, 2)), np.array([[1e9, -1e9]])])
def test_far_away_there_is_nothing(points: np.ndarray) -> None:
    assert (GRID.locate(points) == NOWHERE).all()
    assert (PointGrid(()).locate(points) == NOWHERE).all()


def test_the_atlas_locates_many_points_as_it_does_one_by_one() -> None:
    atlas = load_atlas()
    layer, box = atlas.drawing(View.HANDS).parts, atlas.view_box(View.HANDS)
    chance = np.random.default_rng(5)
    points = chance.uniform((box.x, box.y), (box.x + box.width, box.y + box.height), (2000, 2))
    found = atlas.locate_many(View.HANDS, points)
    assert found.tolist() == [held_by(layer, x, y) for x, y in points.tolist()]
    assert len(set(found.tolist())) > 5
