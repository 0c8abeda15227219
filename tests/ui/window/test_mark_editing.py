"""A mark in hand: selected, moved, resized, and told about beside it; by mouse, finger and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from bodymap.core.marks.mark import Mark, Spot
from bodymap.core.vocabulary import Quality, Side, View
from bodymap.state.gestures import handle_of
from bodymap.state.pen import Tool
from bodymap.ui.body.mark_items import MarkHandle, NumberBadge
from bodymap.ui.marks.marks_list import MarksList
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger

LEFT_BUTTON = Qt.MouseButton.LeftButton


def spot(window: MainWindow, number: int = 1) -> Spot:
    shape = window.bridge.case.marks[number - 1].shape
    assert isinstance(shape, Spot)
    return shape


def pixel_of(finger: Finger, shape: Spot) -> QPoint:
    return finger.body(shape.view).mapFromScene(QPointF(shape.x, shape.y))


def handle_pixel(finger: Finger, mark: Mark) -> QPoint:
    handle = handle_of(mark)
    assert handle is not None
    return finger.body(handle.view).mapFromScene(QPointF(handle.x, handle.y)) + QPoint(6, 6)


def side_of(window: MainWindow, shape: Spot) -> Side:
    assert window.bridge.atlas is not None
    part = window.bridge.atlas.part_at(shape.view, x=shape.x, y=shape.y)
    assert part is not None
    return part.side


def said(window: MainWindow) -> tuple[Quality | None, int | None]:
    mark = window.bridge.case.marks[0]
    return mark.quality, mark.intensity


def key(window: MainWindow, *keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(QApplication.focusWidget() or window, one)


@pytest.fixture
def thigh(window: MainWindow, finger: Finger) -> MainWindow:
    """A spot on the left thigh, just made."""
    finger.touch("thigh-front-upper", Side.LEFT)
    return window


@pytest.mark.parametrize("view", [View.FRONT, View.BACK])
def test_mark_is_dragged_keeps_its_side_and_undo_brings_it_back(window: MainWindow, finger: Finger, view: View) -> None:
    part = "thigh-front-upper" if view is View.FRONT else "thigh-back-upper"
    finger.touch(part, Side.LEFT, view)
    before = spot(window)
    start = pixel_of(finger, before)
    finger.drag(view, LEFT_BUTTON, start, start + QPoint(4, 30))
    after = spot(window)
    assert len(window.bridge.case.marks) == 1
    assert after.y - before.y == pytest.approx(30 / finger.body(view).pixels_per_mm, abs=3)
    assert side_of(window, before) is side_of(window, after) is Side.LEFT
    for _ in range(3):
        window.commands.undo.trigger()
        assert spot(window) == before
        window.commands.redo.trigger()
        assert spot(window) == after
    assert "move a mark" in window.commands.undo.toolTip()


def test_mark_dragged_off_the_body_stays(thigh: MainWindow, finger: Finger) -> None:
    before = spot(thigh)
    finger.drag(View.FRONT, LEFT_BUTTON, pixel_of(finger, before), QPoint(5, 5))
    assert spot(thigh) == before


def test_handle_resizes_the_selected_mark(thigh: MainWindow, finger: Finger) -> None:
    before = spot(thigh)
    start = handle_pixel(finger, thigh.bridge.case.marks[0])
    finger.drag(View.FRONT, LEFT_BUTTON, start, start + QPoint(12, 12))
    after = spot(thigh)
    assert (after.x, after.y) == (before.x, before.y)
    assert after.radius_mm > before.radius_mm + 10
    thigh.commands.undo.trigger()
    assert spot(thigh) == before


def test_handle_is_there_for_the_brush_too_but_skin_is_painted(thigh: MainWindow, finger: Finger) -> None:
    thigh.tool_rail.take(Tool.PAINT)
    before = spot(thigh)
    start = handle_pixel(finger, thigh.bridge.case.marks[0])
    finger.drag(View.FRONT, LEFT_BUTTON, start, start + QPoint(12, 12))
    assert spot(thigh).radius_mm > before.radius_mm
    middle = pixel_of(finger, before)
    finger.drag(View.FRONT, LEFT_BUTTON, middle, middle + QPoint(0, 25))
    assert len(thigh.bridge.case.marks) == 2


def test_marks_carry_the_numbers_of_the_list_and_the_selected_one_a_handle(window: MainWindow, finger: Finger) -> None:
    finger.touch("thigh-front-upper", Side.LEFT)
    finger.touch("shin-front", Side.RIGHT)
    badges = finger.body(View.FRONT).body_scene().badges
    assert [item.number for item in badges if isinstance(item, NumberBadge)] == [1, 2]
    (handle,) = (item for item in badges if isinstance(item, MarkHandle))
    assert handle.pos().y() > spot(window, 2).y
    window.bridge.remove(window.bridge.case.marks[0].id)
    badges = finger.body(View.FRONT).body_scene().badges
    assert [item.number for item in badges if isinstance(item, NumberBadge)] == [1]


def test_panel_stands_beside_a_new_mark_and_not_on_it(thigh: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    popup = thigh.mark_editing.popup
    qtbot.waitUntil(popup.isVisible)
    assert popup.title == "Mark 1"
    (box,) = thigh.presenter.places.boxes_of(thigh.bridge.case.marks[:1])
    assert box is not None
    assert box.contains(finger.body(View.FRONT).viewport().mapTo(thigh.body_card, pixel_of(finger, spot(thigh))))
    assert not popup.geometry().intersects(box)
    assert thigh.body_card.rect().contains(popup.geometry())


def test_panel_comes_after_the_answer(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    popup, seen = window.mark_editing.popup, list[bool]()
    window.bridge.found.connect(lambda _findings: seen.append(popup.isVisible()))
    finger.touch("thigh-front-upper", Side.LEFT)
    qtbot.waitUntil(popup.isVisible)
    assert seen == [False]


def test_panel_speaks_of_its_mark_alone(thigh: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    popup = thigh.mark_editing.popup
    qtbot.waitUntil(popup.isVisible)
    popup.quality_button(Quality.BURNING).click()
    popup.strength_button(6).click()
    finger.touch("shin-front", Side.RIGHT)
    said = [(mark.quality, mark.intensity) for mark in thigh.bridge.case.marks]
    assert said == [(Quality.BURNING, 6), (None, None)]
    popup.quality_button(Quality.NUMB).click()
    assert [mark.quality for mark in thigh.bridge.case.marks] == [Quality.BURNING, Quality.NUMB]


def test_touch_beside_the_body_closes_the_panel(thigh: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    qtbot.waitUntil(thigh.mark_editing.popup.isVisible)
    QTest.mouseClick(finger.body(View.FRONT).viewport(), LEFT_BUTTON, pos=QPoint(5, 200))
    assert thigh.bridge.selected is None
    assert thigh.mark_editing.popup.isHidden()
    assert "For next mark" in thigh.tool_rail.speaks_for


def test_touch_on_a_mark_selects_it_and_never_removes_it(thigh: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    finger.touch("shin-front", Side.RIGHT)
    pixel = pixel_of(finger, spot(thigh, 1))
    for _ in range(2):
        QTest.mouseClick(finger.body(View.FRONT).viewport(), LEFT_BUTTON, pos=pixel)
        assert thigh.bridge.selected == thigh.bridge.case.marks[0]
        assert len(thigh.bridge.case.marks) == 2
    qtbot.waitUntil(lambda: thigh.mark_editing.popup.title == "Mark 1")


def test_keys_say_feeling_and_strength_while_the_body_has_the_focus(thigh: MainWindow) -> None:
    thigh.body_card.setFocus()
    key(thigh, Qt.Key.Key_T, Qt.Key.Key_7)
    assert said(thigh) == (Quality.TINGLING, 7)
    key(thigh, Qt.Key.Key_0)
    assert said(thigh) == (Quality.TINGLING, 0)
    key(thigh, Qt.Key.Key_Backspace)
    assert said(thigh) == (Quality.TINGLING, None)
    key(thigh, Qt.Key.Key_Return)
    assert thigh.bridge.selected is None
    key(thigh, Qt.Key.Key_B)
    assert said(thigh) == (Quality.TINGLING, None)


def test_keys_in_a_field_of_text_say_nothing_of_the_mark(thigh: MainWindow) -> None:
    thigh.side_panel.turn_to(1)
    thigh.marks_panel.since.setFocus()
    key(thigh, Qt.Key.Key_3, Qt.Key.Key_B)
    assert thigh.bridge.case.marks[0].intensity is None
    assert thigh.bridge.case.marks[0].quality is None
    assert thigh.bridge.case.since == "3b"


def test_keyboard_alone_marks_says_selects_moves_resizes_and_removes(window: MainWindow, finger: Finger) -> None:
    finger.touch("thigh-front-upper", Side.LEFT)
    box = next(box for box in window.presenter.part_boxes.boxes if box.key.part == "shin-front")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    key(window, Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_4)
    part = window.bridge.case.marks[1]
    assert (part.quality, part.intensity) == (Quality.NUMB, 4)
    key(window, Qt.Key.Key_PageUp)
    assert window.bridge.session.number(window.bridge.case) == 1
    before = spot(window)
    QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert spot(window).y == pytest.approx(before.y + 2, abs=0.1)
    assert QApplication.focusWidget() is box
    key(window, Qt.Key.Key_Plus)
    assert spot(window).radius_mm == pytest.approx(before.radius_mm + 2.5)
    key(window, Qt.Key.Key_Delete)
    assert window.bridge.case.marks == (part,)


def test_arrows_in_the_panel_move_the_mark(thigh: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(thigh.mark_editing.popup.isVisible)
    before = spot(thigh)
    thigh.mark_editing.popup.done.setFocus()
    key(thigh, Qt.Key.Key_Right)
    assert spot(thigh).x == pytest.approx(before.x + 2, abs=0.1)


def test_finger_drags_a_mark(thigh: MainWindow, finger: Finger) -> None:
    before = spot(thigh)
    body = finger.body(View.FRONT)
    viewport, start = body.viewport(), pixel_of(finger, before)
    device = QTest.createTouchDevice()
    QTest.touchEvent(viewport, device).press(0, start, viewport).commit()
    QTest.touchEvent(viewport, device).move(0, start + QPoint(0, 30), viewport).commit()
    assert body.body_scene().dragged
    QTest.touchEvent(viewport, device).release(0, start + QPoint(0, 30), viewport).commit()
    assert not body.body_scene().dragged
    assert spot(thigh).y > before.y + 20


def test_finger_resizes_a_mark_by_its_handle(thigh: MainWindow, finger: Finger) -> None:
    before = spot(thigh)
    viewport, start = finger.body(View.FRONT).viewport(), handle_pixel(finger, thigh.bridge.case.marks[0])
    device = QTest.createTouchDevice()
    QTest.touchEvent(viewport, device).press(0, start, viewport).commit()
    QTest.touchEvent(viewport, device).move(0, start + QPoint(24, 24), viewport).commit()
    QTest.touchEvent(viewport, device).release(0, start + QPoint(24, 24), viewport).commit()
    assert (spot(thigh).x, spot(thigh).y) == (before.x, before.y)
    assert spot(thigh).radius_mm > before.radius_mm + 10


def test_finger_says_feeling_and_strength_in_the_panel(thigh: MainWindow, qtbot: QtBot) -> None:
    popup, device = thigh.mark_editing.popup, QTest.createTouchDevice()
    qtbot.waitUntil(popup.isVisible)
    for button in (popup.quality_button(Quality.NUMB), popup.strength_button(3)):  # the next row is below the screen
        assert min(button.width(), button.height()) >= 24  # WCAG 2.2, 2.5.8
        QTest.touchEvent(button, device).press(0, button.rect().center(), button).commit()
        QTest.touchEvent(button, device).release(0, button.rect().center(), button).commit()
    assert said(thigh) == (Quality.NUMB, 3)


def test_second_finger_gives_a_drag_up(thigh: MainWindow, finger: Finger) -> None:
    before = spot(thigh)
    body = finger.body(View.FRONT)
    viewport, start = body.viewport(), pixel_of(finger, before)
    device = QTest.createTouchDevice()
    QTest.touchEvent(viewport, device).press(0, start, viewport).commit()
    QTest.touchEvent(viewport, device).move(0, start + QPoint(0, 30), viewport).commit()
    QTest.touchEvent(viewport, device).move(0, start + QPoint(0, 40), viewport).press(1, start, viewport).commit()
    assert not body.body_scene().dragged
    QTest.touchEvent(viewport, device).release(0, start, viewport).release(1, start, viewport).commit()
    assert spot(thigh) == before


def test_tabs_count_the_marks_that_are_elsewhere(window: MainWindow, finger: Finger) -> None:
    feet = next(choice for choice in window.commands.views if View.FEET in choice.views)
    whole = next(choice for choice in window.commands.views if View.FRONT in choice.views)
    window.choose_views(feet)
    finger.touch("sole-inner", Side.LEFT, View.FEET)
    assert window.top_bar.view_texts[feet] == feet.title
    window.choose_views(whole)
    assert window.top_bar.view_texts[feet] == f"{feet.title} · 1"
    assert window.top_bar.view_texts[whole] == whole.title
    window.commands.undo.trigger()
    assert window.top_bar.view_texts[feet] == feet.title


@pytest.mark.parametrize("number", range(11))
def test_keys_of_a_number_choose_the_button_that_shows_it(thigh: MainWindow, qtbot: QtBot, number: int) -> None:
    popup = thigh.mark_editing.popup
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClicks(popup, str(number))
    assert thigh.bridge.case.marks[0].intensity == number
    qtbot.waitUntil(popup.strength_button(number).isChecked)
    for digit in str(number):
        assert digit in popup.strength_button(number).toolTip()


def test_0_after_a_1_that_was_said_of_something_else_is_0(thigh: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    popup = thigh.mark_editing.popup
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClicks(popup, "1")
    popup.strength_button(5).click()
    QTest.keyClicks(popup, "0")
    assert thigh.bridge.case.marks[0].intensity == 0
    QTest.keyClicks(popup, "1b0")
    assert thigh.bridge.case.marks[0].intensity == 0
    QTest.keyClicks(popup, "1")
    finger.touch("shin-front", Side.RIGHT)
    QTest.keyClicks(popup, "0")
    assert [mark.intensity for mark in thigh.bridge.case.marks] == [1, 0]


def test_panel_scale_and_help_tell_how_10_is_typed(thigh: MainWindow, qtbot: QtBot) -> None:
    popup = thigh.mark_editing.popup
    qtbot.waitUntil(popup.isVisible)
    assert any("1 then 0 for 10" in label.text() and label.isVisible() for label in popup.findChildren(QLabel))
    assert "1 then 0 says 10" in thigh.tool_rail.strength.toolTip()


@pytest.mark.parametrize("place", ["rail", "list", "answer", "bar"])
def test_keys_that_the_panel_tells_of_work_wherever_the_focus_is(thigh: MainWindow, qtbot: QtBot, place: str) -> None:
    qtbot.waitUntil(thigh.mark_editing.popup.isVisible)
    if place == "rail":
        QTest.mouseClick(thigh.tool_rail.quality_button(Quality.BURNING), LEFT_BUTTON)
        assert thigh.tool_rail.quality_button(Quality.BURNING).hasFocus()
    elif place == "list":
        QTest.mouseClick(thigh.side_panel.marks_button, LEFT_BUTTON)
        thigh.marks_panel.findChild(MarksList).setFocus()  # type: ignore[union-attr]
    else:
        (thigh.side_panel if place == "answer" else thigh.top_bar).entrance.setFocus()
    key(thigh, Qt.Key.Key_7)
    assert said(thigh)[1] == 7
    key(thigh, Qt.Key.Key_N)
    assert said(thigh) == (Quality.NUMB, 7)
    key(thigh, Qt.Key.Key_1, Qt.Key.Key_0)
    assert said(thigh) == (Quality.NUMB, 10)


def test_keys_elsewhere_say_nothing_once_the_panel_is_closed(thigh: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(thigh.mark_editing.popup.isVisible)
    QTest.mouseClick(thigh.tool_rail.quality_button(Quality.BURNING), LEFT_BUTTON)
    before = spot(thigh)
    key(thigh, Qt.Key.Key_Left)  # goes through the rail
    assert spot(thigh) == before
    key(thigh, Qt.Key.Key_Return)
    assert thigh.bridge.selected is None
    key(thigh, Qt.Key.Key_7, Qt.Key.Key_Delete)
    assert said(thigh) == (Quality.BURNING, None)
