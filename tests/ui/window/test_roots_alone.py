"""One root looked at alone: on the body, on the spine, among the levels, and without any mark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Root, Side, View
from bodymap.library.languages import load_language
from bodymap.state.session import RootOfSide
from bodymap.ui.around.legend import Meaning
from bodymap.ui.body.body_items import LitItem, NamePill
from bodymap.ui.language.spoken import speaking
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger

Found = Callable[[], list[tuple[Root, Side]]]

L1, L2 = RootOfSide(Root.L1, Side.LEFT), RootOfSide(Root.L2, Side.LEFT)


def lit_colours(finger: Finger, view: View = View.FRONT) -> set[str]:
    return {item.colour for item in finger.body(view).body_scene().lit if isinstance(item, LitItem)}


def pill_pixel(finger: Finger, text: str, view: View) -> QPoint:
    body = finger.body(view)
    pill = next(item for item in body.body_scene().names if isinstance(item, NamePill) and item.name.text == text)
    return body.mapFromScene(pill.pos())


@pytest.fixture
def hip(window: MainWindow, finger: Finger) -> MainWindow:
    finger.touch("hip-front", Side.LEFT)
    window.bridge.select(None)
    return window


def test_row_of_a_level_shows_its_root_alone_and_once_more_all(hip: MainWindow, found: Found) -> None:
    before = found()
    assert len(before) > 1
    hip.answer_column.more.click()  # the weaker roots have their rows there
    row = hip.answer_column.levels_card.buttons[1]
    row.click()
    assert found() == before[1:2]
    assert hip.bridge.session.root == RootOfSide(*before[1])
    assert row.isChecked()
    row.click()
    assert found() == before


def test_root_alone_is_lit_on_the_body_with_its_way(hip: MainWindow, finger: Finger) -> None:
    assert len(lit_colours(finger)) > 1
    hip.bridge.look_at(L2)
    assert len(lit_colours(finger)) == 1
    assert finger.body(View.FRONT).body_scene().courses  # L2 is too weak here for its way to be drawn among others
    assert "L2 left" in hip.body_card.prompt
    hip.body_card.all_roots.click()
    assert len(lit_colours(finger)) > 1


def test_body_stays_where_it_is_while_a_root_is_looked_at(hip: MainWindow, finger: Finger) -> None:
    def at() -> tuple[QRect, float]:
        for _ in range(3):
            QApplication.processEvents()
        body = finger.body(View.FRONT)
        return body.geometry(), body.pixels_per_mm

    before, button = at(), hip.body_card.all_roots
    hip.bridge.look_at(L1)
    assert at() == before
    assert button.isVisible()
    assert hip.body_card.rect().contains(button.geometry())
    assert not button.geometry().intersects(
        finger.body(View.FRONT).side_letters.boxes[1].translated(before[0].topLeft())
    )
    hip.bridge.look_at(None)
    assert button.isHidden()


def test_name_on_the_body_shows_its_root_alone(hip: MainWindow, finger: Finger, found: Found) -> None:
    pixel = pill_pixel(finger, "L1", View.FRONT)
    QTest.mouseClick(finger.body(View.FRONT).viewport(), Qt.MouseButton.LeftButton, pos=pixel)
    assert found() == [(Root.L1, Side.LEFT)]
    assert len(hip.bridge.case.marks) == 1


def test_right_click_on_skin_asks_which_root_feels_it(window: MainWindow, finger: Finger, found: Found) -> None:
    place = finger.part("shin-front", Side.RIGHT, View.FRONT)
    QTest.mouseClick(finger.body(View.FRONT).viewport(), Qt.MouseButton.RightButton, pos=place)
    assert window.bridge.case.is_empty
    assert {side for _, side in found()} == {Side.RIGHT}
    assert window.bridge.session.root is not None
    assert window.bridge.session.root.root.value in window.body_card.prompt


def test_bone_shows_what_its_root_feels_without_any_mark(window: MainWindow, finger: Finger, found: Found) -> None:
    panel = window.answer_column.story_card.panel
    middle = panel.vertebrae["L5"]
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert found() == [(Root.L5, Side.LEFT), (Root.L5, Side.RIGHT)]
    assert finger.body(View.FRONT).body_scene().lit
    assert window.bridge.case.is_empty
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(2, panel.height() // 2))
    assert found() == []
    assert not finger.body(View.FRONT).body_scene().lit


def test_pill_of_the_spine_shows_its_root_alone(hip: MainWindow, found: Found) -> None:
    panel = hip.answer_column.story_card.panel
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=panel.pill(Root.L2, Side.LEFT).center().toPoint())
    assert found() == [(Root.L2, Side.LEFT)]


def test_arrow_keys_go_from_root_to_root_and_escape_shows_all(hip: MainWindow, found: Found) -> None:
    before = found()
    panel = hip.answer_column.story_card.panel
    panel.setFocus()
    for _ in before:
        QTest.keyClick(panel, Qt.Key.Key_Down)
        assert len(found()) == 1
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    hip.commands.leave.trigger()
    assert found() == before


def test_menu_asks_what_a_root_of_the_chest_feels(window: MainWindow, found: Found) -> None:
    next(action for action in window.commands.roots if action.data() is Root.T4).trigger()
    assert found() == [(Root.T4, Side.LEFT), (Root.T4, Side.RIGHT)]


def test_resting_finger_asks_which_root_feels_the_skin(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    body = finger.body(View.FRONT)
    place = finger.part("shin-front", Side.LEFT, View.FRONT)
    device = QTest.createTouchDevice()
    QTest.touchEvent(body.viewport(), device).press(0, place, body.viewport()).commit()
    qtbot.waitUntil(lambda: window.bridge.session.root is not None)
    QTest.touchEvent(body.viewport(), device).release(0, place, body.viewport()).commit()
    assert window.bridge.case.is_empty
    assert window.bridge.session.root is not None
    assert window.bridge.session.root.side is Side.LEFT


def test_finger_on_a_name_or_a_bone_shows_its_root_alone(hip: MainWindow, finger: Finger, found: Found) -> None:
    device = QTest.createTouchDevice()
    hip.resize(hip.minimumSize())  # a finger hits nothing beside the screen, which is small in a test
    QApplication.processEvents()
    body, panel = finger.body(View.FRONT), hip.answer_column.story_card.panel
    before = found()
    pixel = pill_pixel(finger, "L1", View.FRONT)
    QTest.touchEvent(body.viewport(), device).press(0, pixel, body.viewport()).commit()
    QTest.touchEvent(body.viewport(), device).release(0, pixel, body.viewport()).commit()
    assert found() == [(Root.L1, Side.LEFT)]
    bone = panel.pill(Root.L1, Side.LEFT).center().toPoint()
    QTest.touchEvent(panel, device).press(0, bone, panel).commit()
    QTest.touchEvent(panel, device).release(0, bone, panel).commit()
    assert found() == before  # once more on the same root shows all again
    assert len(hip.bridge.case.marks) == 1


def test_names_stand_beside_the_body_with_a_line(hip: MainWindow, finger: Finger) -> None:
    body = finger.body(View.FRONT)
    atlas = hip.bridge.atlas
    assert atlas is not None
    skin = atlas.silhouette(View.FRONT)
    import shapely

    for pill in body.body_scene().names:
        assert isinstance(pill, NamePill)
        assert pill.name.tip is not None
        assert not shapely.contains_xy(skin, pill.pos().x(), pill.pos().y())


def test_legend_tells_whole_from_dashed_lines(hip: MainWindow) -> None:
    assert {Meaning.SEEN_WAY, Meaning.HIDDEN_WAY} <= set(hip.body_card.legend.shown)
    hip.bridge.clear()
    hip.bridge.look_at(None)


def test_skin_nerves_are_outlined_and_named_on_demand(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    scene = finger.body(View.FRONT).body_scene()
    assert not scene.nerves
    window.commands.nerves.trigger()
    assert scene.nerves
    back = finger.body(View.BACK).body_scene()
    qtbot.waitUntil(lambda: bool(scene.nerve_names) and len(back.nerve_names) > 1)
    window.commands.nerves.trigger()
    assert not scene.nerves
    qtbot.waitUntil(lambda: not scene.nerve_names)


def test_skin_nerves_are_named_in_the_language_of_the_reader(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    scene = finger.body(View.FRONT).body_scene()
    with speaking(load_language("de")):
        window.commands.nerves.trigger()
        qtbot.waitUntil(lambda: len(scene.nerve_names) > 1)
    named = [pill.name.text.replace("\n", " ") for pill in scene.nerve_names if isinstance(pill, NamePill)]
    assert named
    assert all("nerv" in name.lower() and "nerve of" not in name for name in named), named


def test_next_person_begins_with_all_roots(hip: MainWindow) -> None:
    hip.bridge.look_at(L1)
    hip.bridge.new_case()
    assert hip.bridge.session.root is None


def test_spine_tells_left_from_right(window: MainWindow) -> None:
    window.bridge.look_at(RootOfSide(Root.L4, Side.RIGHT))
    panel = window.answer_column.story_card.panel
    pill = panel.pill(Root.L4, Side.RIGHT)
    assert pill.center().x() > panel.width() / 2  # seen from behind
    assert panel.root_at(QPointF(pill.center())) == RootOfSide(Root.L4, Side.RIGHT)
