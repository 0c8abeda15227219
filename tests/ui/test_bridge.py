"""Commands, and what is told of them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from bodymap.core.marks.mark import SPOT_RADIUS_MM, Mark, MarkId, Spot, WholePart
from bodymap.core.marks.touch import BodyPoint
from bodymap.core.vocabulary import MapName, PartId, Root, Side, View
from bodymap.state.case import Case
from bodymap.state.gestures import mark_at
from bodymap.ui.body.pointed import Pointed
from bodymap.ui.bridge import Bridge


@pytest.fixture
def loaded(bridge: Bridge) -> Bridge:
    bridge.load_atlas()
    return bridge


def point_in(bridge: Bridge, part: str, side: Side, view: View) -> BodyPoint:
    assert bridge.atlas is not None
    regions = bridge.atlas.part_regions(view)
    region = next(region for region in regions if (region.part, region.side) == (PartId(part), side))
    x, y = region.geometry.representative_point().coords[0]
    return BodyPoint(view, x, y)


def test_nothing_is_told_when_nothing_changed(loaded: Bridge, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(loaded.case_changed):
        loaded.undo()
        loaded.redo()
        loaded.clear()


def test_several_quick_changes_are_answered_once(loaded: Bridge, qtbot: QtBot) -> None:
    answers: list[object] = []
    loaded.found.connect(answers.append)
    with qtbot.waitSignal(loaded.found):
        loaded.toggle_part(PartId("hip-front"), Side.LEFT)
        loaded.toggle_part(PartId("knee-front"), Side.LEFT)
    assert len(answers) == 1


def test_topmost_mark_is_the_one_made_last(loaded: Bridge) -> None:
    hip = point_in(loaded, "hip-front", Side.LEFT, View.FRONT)
    part = Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT))
    spot = Mark(MarkId(2), Spot(View.FRONT, hip.x, hip.y))
    assert loaded.atlas is not None
    assert mark_at(Case((part, spot)), loaded.atlas, hip) == spot
    assert mark_at(Case((spot, part)), loaded.atlas, hip) == part


def test_spot_is_under_the_finger_as_far_as_its_radius(loaded: Bridge) -> None:
    spot = Mark(MarkId(1), Spot(View.FRONT, 0, 0))
    assert loaded.atlas is not None
    inside, outside = (BodyPoint(View.FRONT, SPOT_RADIUS_MM + step, 0) for step in (-1, 1))
    assert mark_at(Case((spot,)), loaded.atlas, inside) == spot
    assert mark_at(Case((spot,)), loaded.atlas, outside) is None
    assert mark_at(Case((spot,)), loaded.atlas, BodyPoint(View.BACK, 0, 0)) is None


def test_roots_at_a_key_point_begin_with_its_own(loaded: Bridge) -> None:
    assert loaded.atlas is not None
    points = loaded.atlas.drawing(View.FRONT).key_points
    key = next(point for point in points if point.roots == (Root.L3,) and point.side is Side.LEFT)
    assert Pointed(loaded).roots_at(BodyPoint(View.FRONT, key.x, key.y))[0].root is Root.L3


def test_a_point_is_answered_by_the_chosen_map_alone(loaded: Bridge) -> None:
    assert loaded.atlas is not None
    toe = point_in(loaded, "big-toe", Side.LEFT, View.FEET)
    answers: dict[MapName, set[Root]] = {}
    for name in (MapName.FOERSTER, MapName.KEEGAN_GARRETT):
        loaded.choose_maps((name,))
        found = Pointed(loaded).roots_at(toe)
        assert {one.map for candidate in found for one in candidate.by_map} == {name}
        answers[name] = {candidate.root for candidate in found}
    assert Root.L5 in answers[MapName.FOERSTER]
    assert answers[MapName.KEEGAN_GARRETT] == {Root.L4}


def test_a_touched_point_is_marked_where_it_is(loaded: Bridge) -> None:
    point = point_in(loaded, "upper-arm-outer", Side.LEFT, View.FRONT)
    loaded.touch(point)
    (mark,) = loaded.case.marks
    assert isinstance(mark.shape, Spot)
    assert (mark.shape.view, mark.shape.x, mark.shape.y) == (View.FRONT, point.x, point.y)


def test_off_the_body_there_is_neither_part_nor_root(loaded: Bridge) -> None:
    nowhere = BodyPoint(View.FRONT, 0, 5000)
    assert loaded.part_at(nowhere) is None
    assert Pointed(loaded).roots_at(nowhere) == ()


@pytest.mark.usefixtures("qapp")
def test_opened_case_is_saved_until_it_changes() -> None:
    bridge = Bridge(case=Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),)))
    saved = [bridge.is_saved]
    for command in (bridge.clear, bridge.undo):
        command()
        saved.append(bridge.is_saved)
    assert saved == [True, False, True]


def test_what_the_case_has_no_room_for_is_told_and_changes_nothing(
    loaded: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded.toggle_part(PartId("hip-front"), Side.LEFT)
    monkeypatch.setattr("bodymap.core.marks.mark.MOST_MARKS", 1)
    with qtbot.waitSignal(loaded.refused, timeout=0) as told, qtbot.assertNotEmitted(loaded.case_changed):
        loaded.toggle_part(PartId("hip-front"), Side.RIGHT)
    assert told.args == ["2 marks; a case holds at most 1"]
    assert len(loaded.case.marks) == 1
