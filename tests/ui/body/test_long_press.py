"""A finger, or the left button, held on the body: it names what lies there and marks nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Side, View
from bodymap.state.pen import Tool
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger, _move

SIDES = [(Side.LEFT, "front of the shin, left"), (Side.RIGHT, "front of the shin, right")]
LEFT_BUTTON = Qt.MouseButton.LeftButton


def asks(body: BodyView) -> bool:
    return body.is_asking


@pytest.mark.parametrize(("side", "name"), SIDES)
def test_resting_finger_is_told_the_name_and_marks_nothing(
    window: MainWindow, finger: Finger, qtbot: QtBot, side: Side, name: str
) -> None:
    body, place = finger.body(View.FRONT), finger.part("shin-front", side, View.FRONT)
    device = QTest.createTouchDevice()
    QTest.touchEvent(body.viewport(), device).press(0, place, body.viewport()).commit()
    assert body.hint == ""
    qtbot.waitUntil(lambda: body.hint.startswith(name))
    QTest.touchEvent(body.viewport(), device).release(0, place, body.viewport()).commit()
    assert body.hint.startswith(name)
    assert window.bridge.case.is_empty
    assert not window.mark_editing.popup.isVisible()


def test_name_goes_when_a_finger_comes_down_again(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    body, place = finger.body(View.FRONT), finger.part("shin-front", Side.LEFT, View.FRONT)
    device = QTest.createTouchDevice()
    QTest.touchEvent(body.viewport(), device).press(0, place, body.viewport()).commit()
    qtbot.waitUntil(lambda: bool(body.hint))
    QTest.touchEvent(body.viewport(), device).release(0, place, body.viewport()).commit()
    QTest.touchEvent(body.viewport(), device).press(0, place, body.viewport()).commit()
    assert body.hint == ""
    QTest.touchEvent(body.viewport(), device).release(0, place, body.viewport()).commit()
    assert len(window.bridge.case.marks) == 1


@pytest.mark.parametrize(("side", "name"), SIDES)
def test_held_button_is_told_the_name_and_marks_nothing(
    window: MainWindow, finger: Finger, qtbot: QtBot, side: Side, name: str
) -> None:
    body, place = finger.body(View.FRONT), finger.part("shin-front", side, View.FRONT)
    QTest.mousePress(body.viewport(), LEFT_BUTTON, pos=place)
    qtbot.waitUntil(lambda: body.hint.startswith(name))
    QTest.mouseRelease(body.viewport(), LEFT_BUTTON, pos=place)
    assert window.bridge.case.is_empty
    assert window.bridge.session.root is None


def test_quick_click_still_marks(window: MainWindow, finger: Finger) -> None:
    finger.touch("shin-front", Side.LEFT)
    assert len(window.bridge.case.marks) == 1


def test_held_button_that_draws_or_drags_goes_on_with_that(window: MainWindow, finger: Finger) -> None:
    body, place = finger.body(View.FRONT), finger.part("shin-front", Side.LEFT, View.FRONT)
    finger.touch("shin-front", Side.LEFT)
    QTest.mousePress(body.viewport(), LEFT_BUTTON, pos=place)
    assert not asks(body)
    _move(body.viewport(), place + QPoint(0, 30), LEFT_BUTTON)
    QTest.mouseRelease(body.viewport(), LEFT_BUTTON, pos=place + QPoint(0, 30))
    window.tool_rail.take(Tool.PAINT)
    away = finger.part("knee-front", Side.RIGHT, View.FRONT)
    QTest.mousePress(body.viewport(), LEFT_BUTTON, pos=away)
    assert not asks(body)
    QTest.mouseRelease(body.viewport(), LEFT_BUTTON, pos=away)


def test_pointer_that_moves_on_does_not_ask(window: MainWindow, finger: Finger) -> None:
    body, place = finger.body(View.FRONT), finger.part("shin-front", Side.LEFT, View.FRONT)
    QTest.mousePress(body.viewport(), LEFT_BUTTON, pos=place)
    assert asks(body)
    _move(body.viewport(), place + QPoint(0, 40), LEFT_BUTTON)
    assert not asks(body)
    QTest.mouseRelease(body.viewport(), LEFT_BUTTON, pos=place + QPoint(0, 40))
    assert window.bridge.session.root is None
