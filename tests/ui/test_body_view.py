"""One drawing of the body: its scale, its hint, and what counts as a touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from bodymap.core.anatomy import Side, View
from bodymap.ui.body_items import MarkItem
from bodymap.ui.body_view import BodyPoint, BodyView
from bodymap.ui.main_window import MainWindow

if TYPE_CHECKING:
    from tests.ui.conftest import Finger


def scroll(body: BodyView, notches: int, modifiers: Qt.KeyboardModifier) -> None:
    middle = body.viewport().rect().center()
    event = QWheelEvent(
        QPointF(middle),
        QPointF(body.viewport().mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(body.viewport(), event)


def test_drawing_fills_the_room_and_keeps_its_shape(window: MainWindow) -> None:
    for body in window.body_card.views:
        drawn, room = body.mapFromScene(body.sceneRect()).boundingRect(), body.viewport().rect()
        assert drawn.height() == pytest.approx(room.height(), abs=3) or drawn.width() == pytest.approx(
            room.width(), abs=3
        )
        assert body.transform().m11() == body.transform().m22()


def test_ctrl_wheel_zooms_and_wheel_alone_does_not(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    scroll(body, 4, Qt.KeyboardModifier.NoModifier)
    assert body.zoom == 1
    whole = body.pixels_per_mm
    scroll(body, 4, Qt.KeyboardModifier.ControlModifier)
    assert body.pixels_per_mm == pytest.approx(whole * body.zoom)
    assert body.zoom > 2
    scroll(body, -9, Qt.KeyboardModifier.ControlModifier)
    assert body.pixels_per_mm == pytest.approx(whole)


def test_zoom_ends_at_eight_times(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    scroll(body, 40, Qt.KeyboardModifier.ControlModifier)
    assert body.zoom == 8


def test_wheel_moves_a_zoomed_drawing(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    body.zoom_by(4)
    before = body.mapToScene(QPoint(0, 0)).y()
    scroll(body, -3, Qt.KeyboardModifier.NoModifier)
    assert body.mapToScene(QPoint(0, 0)).y() > before


def test_middle_button_moves_a_zoomed_drawing(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    body.zoom_by(4)
    before = body.mapToScene(QPoint(0, 0))
    start = body.viewport().rect().center()
    finger.drag(View.FRONT, Qt.MouseButton.MiddleButton, start, start - QPoint(30, 40))
    after = body.mapToScene(QPoint(0, 0))
    assert after.x() > before.x()
    assert after.y() > before.y()


def test_commands_zoom_both_drawings(window: MainWindow) -> None:
    window.commands.zoom_in.trigger()
    assert all(body.zoom == 1.5 for body in window.body_card.views)
    window.commands.zoom_in.trigger()
    window.commands.zoom_out.trigger()
    window.commands.whole_body.trigger()
    assert all(body.zoom == 1 for body in window.body_card.views)


def test_dragging_is_no_touch(finger: Finger, qtbot: QtBot) -> None:
    body = finger.body(View.FRONT)
    start = finger.part("hip-front", Side.LEFT, View.FRONT)
    with qtbot.assertNotEmitted(body.touched):
        finger.drag(View.FRONT, Qt.MouseButton.LeftButton, start, start + QPoint(60, 0))


def test_right_button_is_no_touch(finger: Finger, qtbot: QtBot) -> None:
    body = finger.body(View.FRONT)
    with qtbot.assertNotEmitted(body.touched):
        QTest.mouseClick(
            body.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, body.viewport().rect().center()
        )


def test_touch_says_where_in_mm(finger: Finger, qtbot: QtBot) -> None:
    body = finger.body(View.BACK)
    with qtbot.waitSignal(body.touched, timeout=0) as caught:
        QTest.mouseClick(
            body.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            body.mapFromScene(QPointF(40, -300)),
        )
    (point,) = caught.args or []
    assert isinstance(point, BodyPoint)
    assert point.view is View.BACK
    assert (point.x, point.y) == pytest.approx((40, -300), abs=2 / body.pixels_per_mm)


def test_letters_tell_left_from_right(finger: Finger) -> None:
    for view, letters in {View.FRONT: ["R", "L"], View.BACK: ["L", "R"]}.items():
        labels = [label for label in finger.body(view).findChildren(QLabel) if label.text() in ("L", "R")]
        assert [label.text() for label in sorted(labels, key=lambda label: label.x())] == letters


def test_hint_stays_inside_the_picture(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    for x, y in ((-450, -800), (450, -800), (450, 900)):
        body.show_hint("a rather long name of a place, left", BodyPoint(View.FRONT, x, y))
        (hint,) = [label for label in body.findChildren(QLabel) if label.text() == body.hint]
        assert body.viewport().rect().contains(hint.geometry())


def test_pointer_that_leaves_takes_the_hint_with_it(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    finger.point_at(View.FRONT, finger.part("hip-front", Side.LEFT, View.FRONT))
    assert body.hint
    finger.point_at(View.BACK, finger.part("buttock-middle", Side.LEFT, View.BACK))
    assert not body.hint
    assert finger.body(View.BACK).hint


@pytest.mark.parametrize(
    ("part", "view"), [("belly-lower", View.FRONT), ("low-back", View.BACK), ("hip-front", View.FRONT)]
)
def test_no_name_covers_a_mark(window: MainWindow, finger: Finger, part: str, view: View) -> None:
    finger.touch(part, Side.LEFT, view)
    assert finger.body(view).body_scene().names
    for body in window.body_card.views:
        scene = body.body_scene()
        for name in scene.names:
            on_screen = name.deviceTransform(body.viewportTransform()).mapRect(name.boundingRect())
            for mark in scene.marks:
                assert isinstance(mark, MarkItem)
                assert not mark.path().intersects(body.mapToScene(on_screen.toRect()).boundingRect())
