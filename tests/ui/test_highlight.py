"""What is lit, how strongly, and where the names go."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainterPath
from shapely.geometry.base import BaseGeometry

from bodymap.core.anatomy import Root, Side
from bodymap.core.inference import Candidate
from bodymap.ui.highlight import LitArea, lit_regions, region_names
from bodymap.ui.paths import AreaPaths, painter_path
from bodymap.ui.theme import LIGHT

SQUARE = LitArea(0, Root.L1, Side.LEFT, shapely.box(0, 0, 100, 100))
BELOW = LitArea(1, Root.L2, Side.LEFT, shapely.box(0, 100, 100, 200))


def candidate(root: Root, share: float) -> Candidate:
    return Candidate(root, Side.LEFT, share, share, share, 1, 1)


def test_strength_compares_with_the_first_candidate_and_never_fades_away() -> None:
    found = (candidate(Root.L1, 0.5), candidate(Root.L2, 0.25), candidate(Root.L3, 0.001))
    territories = (SQUARE, BELOW, replace(BELOW, rank=2))
    strengths = [region.strength for region in lit_regions(found, territories, AreaPaths(), LIGHT)]
    assert strengths[:2] == [1, 0.5]
    assert strengths[2] == pytest.approx(0.25)


def test_same_area_is_turned_into_a_path_once() -> None:
    paths = AreaPaths()
    assert paths.path(SQUARE.area) is paths.path(SQUARE.area)
    assert paths.path(SQUARE.area) is not paths.path(BELOW.area)


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
def test_name_stands_inside_its_area_and_beside_the_mark() -> None:
    mark = shapely.Point(50, 50).buffer(20)
    (name,) = region_names((SQUARE,), (mark,), pixels_per_mm=2, font=QFont(), theme=LIGHT)
    assert shapely.contains_xy(SQUARE.area, name.x, name.y)
    assert not shapely.contains_xy(mark, name.x, name.y)


@pytest.mark.usefixtures("qapp")
def test_name_stays_when_the_mark_covers_the_whole_area() -> None:
    (name,) = region_names((SQUARE,), (shapely.Point(50, 50).buffer(500),), pixels_per_mm=2, font=QFont(), theme=LIGHT)
    assert shapely.contains_xy(SQUARE.area, name.x, name.y)


@pytest.mark.usefixtures("qapp")
def test_root_is_named_once_and_where_the_maps_agree() -> None:
    disputed = LitArea(0, Root.L1, Side.LEFT, shapely.box(200, 0, 400, 100), is_agreed=False)
    (name,) = region_names((SQUARE, disputed), (), pixels_per_mm=2, font=QFont(), theme=LIGHT)
    assert shapely.contains_xy(SQUARE.area, name.x, name.y)
    assert name.is_agreed


@pytest.mark.usefixtures("qapp")
def test_root_without_agreed_skin_is_named_on_its_disputed_skin() -> None:
    disputed = replace(SQUARE, is_agreed=False)
    names = region_names((disputed, BELOW), (), pixels_per_mm=2, font=QFont(), theme=LIGHT)
    assert [(name.text, name.is_agreed) for name in names] == [("L1", False), ("L2", True)]


def _point(point: shapely.Point) -> QPointF:
    return QPointF(point.x, point.y)
