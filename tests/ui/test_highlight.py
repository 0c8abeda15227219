"""What is lit, how strongly, and where the names go."""

from __future__ import annotations

import pytest
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainterPath
from shapely.geometry.base import BaseGeometry

from bodymap.core.anatomy import Root, Side, View
from bodymap.core.atlas import Territory
from bodymap.core.inference import Candidate
from bodymap.core.marks import Spot
from bodymap.ui.highlight import lit_regions, region_names
from bodymap.ui.paths import RegionPaths, painter_path
from bodymap.ui.theme import LIGHT

SQUARE = Territory("l1", Side.LEFT, shapely.box(0, 0, 100, 100), Root.L1)
BELOW = Territory("l2", Side.LEFT, shapely.box(0, 100, 100, 200), Root.L2)


def candidate(root: Root, share: float) -> Candidate:
    return Candidate(root, Side.LEFT, share, share, share, 1, 1)


def test_strength_compares_with_the_first_candidate_and_never_fades_away() -> None:
    found = (candidate(Root.L1, 0.5), candidate(Root.L2, 0.25), candidate(Root.L3, 0.001))
    territories = ((0, SQUARE), (1, BELOW), (2, BELOW))
    strengths = [region.strength for region in lit_regions(found, territories, RegionPaths(), LIGHT)]
    assert strengths[:2] == [1, 0.5]
    assert strengths[2] == pytest.approx(0.25)


def test_same_region_is_turned_into_a_path_once() -> None:
    paths = RegionPaths()
    assert paths.path(SQUARE) is paths.path(SQUARE)
    assert paths.path(SQUARE) is not paths.path(BELOW)


@pytest.mark.parametrize(
    "area",
    [
        shapely.box(0, 0, 10, 10),
        shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6)),
        shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(5, 5, 9, 9)]),
    ],
    ids=["plain", "with a hole", "in two parts"],
)
def test_path_covers_what_the_area_covers(area: BaseGeometry) -> None:
    path: QPainterPath = painter_path(area)
    for x in range(-1, 12):
        for y in range(-1, 12):
            point = shapely.Point(x + 0.5, y + 0.5)
            assert path.contains(_point(point)) is bool(shapely.contains(area, point))


@pytest.mark.usefixtures("qapp")
def test_name_stands_inside_its_territory_and_beside_the_spot() -> None:
    spot = Spot(View.FRONT, 50, 50, 20)
    (name,) = region_names(((0, SQUARE),), (spot,), pixels_per_mm=2, font=QFont(), theme=LIGHT)
    assert shapely.contains_xy(SQUARE.geometry, name.x, name.y)
    assert shapely.Point(name.x, name.y).distance(shapely.Point(spot.x, spot.y)) > spot.radius_mm


@pytest.mark.usefixtures("qapp")
def test_name_stays_when_the_spot_covers_the_whole_territory() -> None:
    spot = Spot(View.FRONT, 50, 50, 500)
    (name,) = region_names(((0, SQUARE),), (spot,), pixels_per_mm=2, font=QFont(), theme=LIGHT)
    assert shapely.contains_xy(SQUARE.geometry, name.x, name.y)


def _point(point: shapely.Point) -> QPointF:
    return QPointF(point.x, point.y)
