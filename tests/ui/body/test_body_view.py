"""One drawing of the body: its scale, its hint, and what counts as a touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from bodymap.core.marks.touch import BodyPoint
from bodymap.core.vocabulary import Figure, Side, View, Voice
from bodymap.ui.body.body_items import MarkItem
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.body.view_choice import ViewChoice
from bodymap.ui.window.main_window import MainWindow

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


def test_moved_drawing_is_painted_as_if_it_had_always_stood_there(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    scroll(body, 4, Qt.KeyboardModifier.ControlModifier)
    body.viewport().grab()
    for notches in (-1, -1, 2, -1):
        scroll(body, notches, Qt.KeyboardModifier.NoModifier)
        moved = body.viewport().grab().toImage()
    body.redraw_picture()
    assert moved == body.viewport().grab().toImage()


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


def right_to_left(window: MainWindow) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()


@pytest.mark.parametrize("turn", [None, right_to_left], ids=["left to right", "right to left"])
def test_letters_tell_left_from_right(
    window: MainWindow, finger: Finger, turn: Callable[[MainWindow], None] | None
) -> None:
    if turn is not None:
        turn(window)
    for view, letters in {View.FRONT: ("R", "L"), View.BACK: ("L", "R")}.items():
        sides = finger.body(view).side_letters
        assert sides.texts == letters
        left, right = sides.boxes
        assert left.right() < right.left()


def test_letters_say_whose_left_and_right_they_are(finger: Finger) -> None:
    shown = [label.text() for label in finger.body(View.FRONT).findChildren(QLabel) if label.isVisible()]
    assert {"patient's right", "patient's left"} <= set(shown)


def test_the_saddle_says_where_front_and_back_are(window: MainWindow, finger: Finger) -> None:
    window.choose_views(ViewChoice((View.SADDLE,)))
    (front, above), (back, below) = finger.body(View.SADDLE).side_letters.edges
    assert (front, back) == ("front", "back")
    assert above.bottom() < below.top()


def test_other_drawings_say_only_left_and_right(finger: Finger) -> None:
    assert finger.body(View.FRONT).side_letters.edges == ()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
@pytest.mark.parametrize("view", [View.FRONT, View.BACK])
def test_tip_of_a_letter_can_be_reached(finger: Finger, view: View) -> None:
    body = finger.body(view)
    names = {"L": "the patient's left", "R": "the patient's right"}
    for letter, box in zip(body.side_letters.texts, body.side_letters.boxes, strict=True):
        where = box.center()
        help_event = QHelpEvent(QEvent.Type.ToolTip, where, body.viewport().mapToGlobal(where))
        QApplication.sendEvent(body.viewport(), help_event)
        assert QToolTip.text() == names[letter]


def test_letters_stay_in_sight_in_a_zoomed_and_moved_drawing(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    body.zoom_by(4)
    for value in (body.verticalScrollBar().maximum(), 0):
        body.verticalScrollBar().setValue(value)
        body.horizontalScrollBar().setValue(value)
        for box in body.side_letters.boxes:
            assert body.viewport().rect().contains(box)


def test_buttons_zoom_and_offer_only_what_changes_something(window: MainWindow) -> None:
    buttons = window.body_card.zoom_buttons
    assert not buttons.back.isEnabled()
    assert not buttons.whole.isEnabled()
    for button, zoom in ((buttons.closer, 1.5), (buttons.closer, 2.25), (buttons.back, 1.5), (buttons.whole, 1)):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert [body.zoom for body in window.body_card.views] == [zoom, zoom]
    assert not buttons.back.isEnabled()


def test_figure_change_keeps_what_is_in_sight(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    window.body_card.zoom_in()
    window.body_card.zoom_in()
    finger.body(View.FRONT).verticalScrollBar().setValue(0)
    before = finger.body(View.FRONT).outlook
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.choose_figure(Figure.FEMALE)
    body = finger.body(View.FRONT)
    qtbot.waitUntil(lambda: body.viewport().width() > 200)
    assert body.figure is Figure.FEMALE
    assert body.outlook.zoom == before.zoom
    assert body.outlook.down == pytest.approx(before.down, abs=0.02)


def test_hint_stays_inside_the_picture(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    for x, y in ((-450, -800), (450, -800), (450, 800)):
        body.show_hint("a rather long name of a place, left", BodyPoint(View.FRONT, x, y))
        (hint,) = [label for label in body.findChildren(QLabel) if label.text() == body.hint]
        assert body.viewport().rect().contains(hint.geometry())


def test_hint_wider_than_the_picture_keeps_its_beginning_and_its_end(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    names = ", ".join(f"C{number} (Keegan and Garrett)" for number in range(3, 9))
    body.show_hint(f"outer side of the shoulder, left  \u00b7  {names}", BodyPoint(View.FRONT, 0, -400))
    (hint,) = [label for label in body.findChildren(QLabel) if label.text() == body.hint]
    assert body.viewport().rect().contains(hint.geometry())
    assert hint.height() >= hint.heightForWidth(hint.width())


def test_who_drew_a_map_is_told_to_clinicians_only(window: MainWindow, finger: Finger) -> None:
    place = finger.part("hip-front", Side.LEFT, View.FRONT)
    for voice in Voice:
        window.choose_voice(voice)
        hints = []
        for y in range(place.y() - 60, place.y() + 61, 6):
            finger.point_at(View.FRONT, QPoint(place.x(), y))
            hints.append(finger.body(View.FRONT).hint)
        assert any("L1" in hint for hint in hints)
        assert any("(" in hint for hint in hints) is (voice is Voice.CLINICIAN)


def test_hint_does_not_lie_over_what_a_touch_lights(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    finger.point_at(View.FRONT, finger.part("hip-front", Side.LEFT, View.FRONT))
    assert body.hint
    finger.touch("hip-front", Side.LEFT)
    assert not body.hint


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


def test_one_more_mark_leaves_the_items_of_those_that_stand(window: MainWindow, finger: Finger) -> None:
    for part in ("hip-front", "belly-lower"):
        finger.touch(part, Side.LEFT, View.FRONT)
    scene = finger.body(View.FRONT).body_scene()
    first = scene.marks[0]
    finger.touch("thigh-front-upper", Side.RIGHT, View.FRONT)
    assert len(scene.marks) == 3
    assert scene.marks[0] is first
    window.bridge.undo()
    assert scene.marks[0] is first
