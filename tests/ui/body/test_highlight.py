"""What is lit, how strongly, and where the names go."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem
from pytestqt.qtbot import QtBot
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.svg import ViewBox
from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.vocabulary import Root, Side, View
from bodymap.ui.body import highlight
from bodymap.ui.body.body_items import LitItem, LitRegion, MarkItem, NamePill, RegionName, ShownMark
from bodymap.ui.body.highlight import LitArea, lit_regions, region_names
from bodymap.ui.body.paths import MOST_PATHS, AreaPaths, painter_path
from bodymap.ui.theme import LIGHT
from bodymap.ui.widgets.pill import pill_size
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger

SQUARE = LitArea(0, Root.L1, Side.LEFT, shapely.box(0, 0, 100, 100))
BODY = shapely.box(0, 0, 100, 200)
ROOM = ViewBox(-100, -100, 300, 400)
BELOW = LitArea(1, Root.L2, Side.LEFT, shapely.box(0, 100, 100, 200))


def candidate(root: Root, share: float) -> Candidate:
    return Candidate(root, Side.LEFT, share, share, share, 1, 1)


def test_strength_compares_with_the_first_candidate_and_never_fades_away() -> None:
    found = (candidate(Root.L1, 0.5), candidate(Root.L2, 0.25), candidate(Root.L3, 0.001))
    territories = (SQUARE, BELOW, replace(BELOW, rank=2))
    strengths = [region.strength for region in lit_regions(found, territories, AreaPaths(), LIGHT, named=())]
    assert strengths[:2] == [1, 0.5]
    assert strengths[2] == pytest.approx(0.25)


def test_root_that_no_sentence_names_is_faint() -> None:
    found = (candidate(Root.L1, 0.5), candidate(Root.L2, 0.12))
    regions = lit_regions(found, (SQUARE, BELOW), AreaPaths(), LIGHT, named=[(Root.L1, Side.LEFT)])
    assert [region.is_weak for region in regions] == [False, True]


def test_same_area_is_turned_into_a_path_once() -> None:
    paths = AreaPaths()
    assert paths.path(SQUARE.area) is paths.path(SQUARE.area)
    assert paths.path(SQUARE.area) is not paths.path(BELOW.area)


def test_areas_that_were_asked_for_long_ago_are_let_go() -> None:
    paths, often = AreaPaths(), shapely.box(0, 0, 1, 1)
    path = paths.path(often)
    first = weakref.ref(area := shapely.box(0, 0, 2, 2))
    paths.path(area)
    del area
    for size in range(MOST_PATHS):
        paths.path(shapely.box(0, 0, 3, size + 1))
        assert paths.path(often) is path
    assert first() is None


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


def names_of(*areas: LitArea, marks: tuple[BaseGeometry, ...] = (), room: ViewBox = ROOM) -> tuple[RegionName, ...]:
    return region_names(areas, marks, body=BODY, room=room, pixels_per_mm=2, font=QFont(), theme=LIGHT, view=View.FEET)


def pill_of(name: RegionName) -> BaseGeometry:
    width, height = (size / 2 / 2 for size in pill_size(name.text, QFont()))
    return shapely.box(name.x - width, name.y - height, name.x + width, name.y + height)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("margin", [12, 30, 100])
def test_name_beside_its_area_is_cut_by_no_edge_of_the_drawing(margin: int) -> None:
    room = ViewBox(-margin, -margin, 100 + 2 * margin, 200 + 2 * margin)
    (name,) = names_of(SQUARE, marks=(SQUARE.area,), room=room)
    edge = shapely.box(room.x, room.y, room.x + room.width, room.y + room.height)
    assert shapely.contains(edge, pill_of(name))


@pytest.mark.usefixtures("qapp")
def test_name_stands_beside_the_body_and_its_line_touches_no_mark() -> None:
    mark = shapely.Point(50, 50).buffer(20)
    (name,) = names_of(SQUARE, marks=(mark,))
    assert not pill_of(name).intersects(BODY)
    assert name.tip is not None
    assert shapely.contains_xy(SQUARE.area, *name.tip)
    assert not shapely.LineString([(name.x, name.y), name.tip]).intersects(mark)


@pytest.mark.usefixtures("qapp")
def test_name_stands_on_its_skin_where_only_the_body_is_in_sight() -> None:
    mark = shapely.Point(50, 50).buffer(20)
    (name,) = names_of(SQUARE, marks=(mark,), room=ViewBox(0, 0, 100, 200))
    assert shapely.contains_xy(SQUARE.area, name.x, name.y)
    assert not pill_of(name).intersects(mark)
    assert name.tip is None


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "mark", [SQUARE.area.buffer(30), shapely.box(-5, 8, 105, 92)], ids=["more than the area", "nearly all of it"]
)
def test_name_stands_beside_the_body_with_a_line_when_the_mark_leaves_no_room(mark: BaseGeometry) -> None:
    (name,) = names_of(SQUARE, marks=(mark,))
    assert name.tip is not None
    assert shapely.contains_xy(SQUARE.area, *name.tip)
    assert not pill_of(name).intersects(mark)
    assert not pill_of(name).intersects(BODY)


@pytest.mark.usefixtures("qapp")
def test_name_does_not_hide_a_small_area() -> None:
    small = replace(SQUARE, area=shapely.box(0, 40, 6, 46))
    (name,) = names_of(small)
    assert name.tip is not None
    assert not pill_of(name).intersects(small.area)


@pytest.mark.usefixtures("qapp")
def test_names_beside_their_areas_keep_apart() -> None:
    mark = shapely.box(-20, -20, 120, 220)
    one, other = names_of(SQUARE, BELOW, marks=(mark,))
    assert not pill_of(one).intersects(pill_of(other))


@pytest.mark.usefixtures("qapp")
def test_root_is_named_once_and_where_the_maps_agree() -> None:
    disputed = LitArea(0, Root.L1, Side.LEFT, shapely.box(200, 0, 400, 100), is_agreed=False)
    (name,) = names_of(SQUARE, disputed)
    assert name.tip is not None
    assert shapely.contains_xy(SQUARE.area, *name.tip)
    assert name.is_agreed


@pytest.mark.usefixtures("qapp")
def test_root_without_agreed_skin_is_named_on_its_disputed_skin() -> None:
    names = names_of(replace(SQUARE, is_agreed=False), BELOW)
    assert [(name.text, name.is_agreed) for name in names] == [("L1", False), ("L2", True)]


@pytest.mark.usefixtures("qapp")
def test_mark_has_a_halo_and_lies_above_names_and_territories() -> None:
    path = painter_path(shapely.box(20, 20, 80, 80))
    mark = MarkItem(ShownMark(path, None, LIGHT.quality(None), LIGHT.mark_line, LIGHT.mark_halo))
    lit = LitItem(LitRegion(painter_path(SQUARE.area), LIGHT.root(Root.L1), 1.0))
    name = NamePill(RegionName("L1", 20, 50, LIGHT.root(Root.L1)), font=QFont(), background=LIGHT.pill)
    assert mark.zValue() > name.zValue() > lit.zValue()
    picture = QImage(100, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor(LIGHT.root(Root.L1).fill))
    painter = QPainter(picture)
    mark.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    across = [picture.pixelColor(x, 50).name() for x in range(10, 30)]
    assert across.count("#ffffff") >= 2
    assert LIGHT.mark_line.lower() in across


def _point(point: shapely.Point) -> QPointF:
    return QPointF(point.x, point.y)


def _with_somebody(window: MainWindow) -> None:
    assert window.isVisible()


def _with_the_next_person(window: MainWindow) -> None:
    known = highlight._agreement.cache_info().currsize
    window.commands.new.trigger()
    assert highlight._agreement.cache_info().currsize < known  # nothing lies in memory all day


@pytest.mark.parametrize("begin", [_with_somebody, _with_the_next_person])
def test_roots_are_worked_out_before_they_are_asked_for(
    begin: Callable[[MainWindow], None], window: MainWindow, finger: Finger, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.presenter.preparation.is_done, timeout=60_000)
    begin(window)
    qtbot.waitUntil(lambda: window.presenter.preparation.is_done, timeout=60_000)
    before = highlight._agreement.cache_info().misses
    with qtbot.waitSignal(window.bridge.found):
        finger.touch("thigh-front-upper", Side.LEFT)
    assert window.findings is not None
    assert window.findings.shown
    assert highlight._agreement.cache_info().misses == before
