"""Marking with the tools of the rail: spots, strokes, whole parts, erasing, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QInputDevice,
    QPointingDevice,
    QPointingDeviceUniqueId,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.core.coverage.skin import seen_mark_areas
from bodymap.core.marks.mark import Mark, MarkId, Spot, Stroke, WholePart
from bodymap.core.vocabulary import PartId, Quality, Side, View
from bodymap.state.pen import Tool
from bodymap.ui.body.body_items import MarkItem
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.body.view_choice import CHOICES
from bodymap.ui.widgets import texture
from bodymap.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from tests.ui.conftest import Finger

LEFT = Qt.MouseButton.LeftButton


def marks(window: MainWindow) -> tuple[Mark, ...]:
    return window.bridge.case.marks


def take(window: MainWindow, tool: Tool) -> None:
    QTest.mouseClick(window.tool_rail.tool_button(tool), LEFT)


def say(window: MainWindow, quality: Quality) -> None:
    QTest.mouseClick(window.tool_rail.quality_button(quality), LEFT)


def thigh(finger: Finger) -> tuple[QPoint, QPoint]:
    """Two pixels on the front of the left thigh, one below the other."""
    upper = finger.part("thigh-front-upper", Side.LEFT, View.FRONT)
    lower = finger.part("thigh-front-lower", Side.LEFT, View.FRONT)
    return upper, lower


def shown(finger: Finger, view: View = View.FRONT) -> list[MarkItem]:
    return [item for item in finger.body(view).body_scene().marks if isinstance(item, MarkItem)]


def test_paint_follows_the_pointer_and_makes_one_stroke(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    take(window, Tool.PAINT)
    start, end = thigh(finger)
    with qtbot.waitSignal(window.bridge.found):
        finger.drag(View.FRONT, LEFT, start, end)
    (mark,) = marks(window)
    assert isinstance(mark.shape, Stroke)
    assert mark.shape.width_mm == window.bridge.session.pen.brush_mm
    body = finger.body(View.FRONT)
    for pixel, (x, y) in zip((start, end), (mark.shape.points[0], mark.shape.points[-1]), strict=True):
        assert (body.mapFromScene(QPointF(x, y)) - pixel).manhattanLength() <= 2
    assert len(shown(finger)) == 1


def test_line_is_seen_while_it_is_drawn_and_gone_when_it_is_a_mark(window: MainWindow, finger: Finger) -> None:
    take(window, Tool.PAINT)
    body, (start, end) = finger.body(View.FRONT), thigh(finger)
    at_rest = len(body.body_scene().items())
    QTest.mousePress(body.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    assert len(body.body_scene().items()) == at_rest + 1
    assert not marks(window)
    QTest.mouseRelease(body.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)
    assert len(marks(window)) == 1


def test_stroke_beside_the_body_marks_nothing(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    take(window, Tool.PAINT)
    with qtbot.assertNotEmitted(window.bridge.case_changed):
        finger.drag(View.FRONT, LEFT, QPoint(3, 3), QPoint(3, 60))


def test_erasing_cuts_and_erasing_all_removes(window: MainWindow, finger: Finger) -> None:
    atlas = window.bridge.atlas
    assert atlas is not None
    take(window, Tool.PAINT)
    start, end = thigh(finger)
    finger.drag(View.FRONT, LEFT, start, end)
    before = seen_mark_areas(marks(window)[0], atlas)[View.FRONT].area
    take(window, Tool.ERASE)
    finger.drag(View.FRONT, LEFT, start, start + QPoint(0, 4))
    (mark,) = marks(window)
    assert mark.cuts
    assert 0 < seen_mark_areas(mark, atlas)[View.FRONT].area < before
    window.tool_rail.size_slider.setValue(120)
    finger.drag(View.FRONT, LEFT, start, end)
    assert not marks(window)
    window.commands.undo.trigger()
    window.commands.undo.trigger()
    assert seen_mark_areas(marks(window)[0], atlas)[View.FRONT].area == pytest.approx(before)


def test_spot_has_the_size_that_is_set_and_each_tool_keeps_its_own(window: MainWindow, finger: Finger) -> None:
    window.tool_rail.size_slider.setValue(90)
    finger.touch("thigh-front-upper", Side.LEFT)
    shape = marks(window)[0].shape
    assert isinstance(shape, Spot)
    assert shape.radius_mm == 45
    take(window, Tool.PAINT)
    assert window.tool_rail.size_slider.value() != 90
    take(window, Tool.SPOT)
    assert window.tool_rail.size_slider.value() == 90


@pytest.mark.parametrize("key", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier])
@pytest.mark.parametrize("tool", Tool)
def test_click_with_a_key_held_marks_the_whole_part(
    window: MainWindow, finger: Finger, key: Qt.KeyboardModifier, tool: Tool
) -> None:
    take(window, tool)
    pixel = finger.part("knee-front", Side.RIGHT, View.FRONT)
    QTest.mouseClick(finger.body(View.FRONT).viewport(), LEFT, key, pixel)
    assert [mark.shape for mark in marks(window)] == [WholePart(PartId("knee-front"), Side.RIGHT)]
    QTest.mouseClick(finger.body(View.FRONT).viewport(), LEFT, key, pixel)
    assert not marks(window)


@pytest.mark.parametrize(("key", "tool"), [(Qt.Key.Key_P, Tool.PAINT), (Qt.Key.Key_E, Tool.ERASE)])
def test_tools_are_taken_by_key(window: MainWindow, key: Qt.Key, tool: Tool) -> None:
    QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    assert window.bridge.session.pen.tool is tool
    assert window.tool_rail.tool_button(tool).isChecked()
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert window.bridge.session.pen.tool is Tool.SPOT


def test_next_mark_says_what_the_rail_says(window: MainWindow, finger: Finger) -> None:
    say(window, Quality.BURNING)
    window.tool_rail.strength.setFocus()
    for _ in range(7):
        QTest.keyClick(window.tool_rail.strength, Qt.Key.Key_Up)
    finger.touch("hip-front", Side.LEFT)
    (mark,) = marks(window)
    assert (mark.quality, mark.intensity) == (Quality.BURNING, 7)


@pytest.mark.parametrize("side", Side)
def test_what_is_said_of_a_mark_is_not_said_of_the_next(window: MainWindow, finger: Finger, side: Side) -> None:
    finger.touch("hip-front", side)
    assert window.tool_rail.speaks_for == "For mark 1"
    say(window, Quality.BURNING)
    scale = window.tool_rail.strength
    QTest.mouseClick(scale, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(15, scale.height() // 2))
    assert window.tool_rail.said_of_next == ""
    finger.touch("knee-front", side)
    assert [(mark.quality, mark.intensity) for mark in marks(window)] == [(Quality.BURNING, 5), (None, None)]
    assert not any(window.tool_rail.quality_button(quality).isChecked() for quality in Quality)
    window.bridge.select(None)
    assert not any(window.tool_rail.quality_button(quality).isChecked() for quality in Quality)


def test_rail_shows_what_the_next_mark_gets_while_it_speaks_of_another(window: MainWindow, finger: Finger) -> None:
    rail = window.tool_rail
    say(window, Quality.BURNING)
    window.bridge.say_intensity(7)
    assert rail.said_of_next == ""
    finger.touch("hip-front", Side.LEFT)
    assert rail.said_of_next == "Next mark: Burning, 7 of 10"
    say(window, Quality.NUMB)
    assert rail.said_of_next == "Next mark: Burning, 7 of 10"
    finger.touch("knee-front", Side.RIGHT)
    assert [(mark.quality, mark.intensity) for mark in marks(window)] == [(Quality.NUMB, 7), (Quality.BURNING, 7)]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert rail.said_of_next == ""
    say(window, Quality.BURNING)
    finger.touch("shin-front", Side.RIGHT)
    assert rail.said_of_next == "Next mark: 7 of 10"
    assert (marks(window)[2].quality, marks(window)[2].intensity) == (None, 7)


def test_feeling_said_after_the_touch_is_that_of_the_new_mark(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    say(window, Quality.NUMB)
    assert marks(window)[0].quality is Quality.NUMB


@pytest.mark.parametrize("side", Side)
def test_what_is_said_is_said_of_the_mark_made_last(window: MainWindow, finger: Finger, side: Side) -> None:
    for part, quality, level in (("hip-front", Quality.BURNING, 6), ("shin-front", Quality.TINGLING, 3)):
        finger.touch(part, side)
        say(window, quality)
        window.tool_rail.strength.said.emit(level)
    said = [(mark.quality, mark.intensity) for mark in marks(window)]
    assert said == [(Quality.BURNING, 6), (Quality.TINGLING, 3)]


def test_rail_says_for_which_mark_it_speaks(window: MainWindow, finger: Finger) -> None:
    rail = window.tool_rail
    assert rail.speaks_for == "For next mark"
    finger.touch("hip-front", Side.LEFT)
    finger.touch("knee-front", Side.LEFT)
    assert rail.speaks_for == "For mark 2"
    assert rail.quality_button(Quality.NUMB).accessibleDescription() == "For mark 2"
    window.bridge.remove(MarkId(1))
    assert rail.speaks_for == "For mark 1"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert rail.speaks_for == "For next mark"


def test_after_esc_a_feeling_is_that_of_the_next_mark(window: MainWindow, finger: Finger) -> None:
    say(window, Quality.NUMB)
    finger.touch("hip-front", Side.LEFT)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    say(window, Quality.SHOOTING)
    finger.touch("knee-front", Side.LEFT)
    assert [mark.quality for mark in marks(window)] == [Quality.NUMB, Quality.SHOOTING]


def test_touch_on_a_mark_never_adds_one(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    say(window, Quality.BURNING)
    finger.touch("shin-front", Side.LEFT)
    say(window, Quality.TINGLING)
    hip = finger.part("hip-front", Side.LEFT, View.FRONT)
    QTest.mouseClick(finger.body(View.FRONT).viewport(), LEFT, Qt.KeyboardModifier.NoModifier, hip)
    assert [mark.quality for mark in marks(window)] == [Quality.BURNING, Quality.TINGLING]
    assert window.bridge.selected == marks(window)[0]
    assert "Mark 1" in window.body_card.prompt
    QTest.mouseClick(finger.body(View.FRONT).viewport(), LEFT, Qt.KeyboardModifier.NoModifier, hip)
    assert len(marks(window)) == 2


def test_feeling_clicked_again_is_taken_back(window: MainWindow, finger: Finger) -> None:
    say(window, Quality.NUMB)
    say(window, Quality.NUMB)
    finger.touch("hip-front", Side.LEFT)
    assert marks(window)[0].quality is None


def test_another_feeling_painted_on_a_marked_place_is_a_layer_over_it(window: MainWindow, finger: Finger) -> None:
    finger.touch("thigh-front-upper", Side.LEFT)
    say(window, Quality.ACHING)
    take(window, Tool.PAINT)
    finger.touch("thigh-front-upper", Side.LEFT)
    say(window, Quality.TINGLING)
    assert [mark.quality for mark in marks(window)] == [Quality.ACHING, Quality.TINGLING]


def test_strength_is_not_said_until_it_is_and_can_be_taken_back(window: MainWindow, finger: Finger) -> None:
    strength = window.tool_rail.strength
    finger.touch("hip-front", Side.LEFT)
    assert strength.strength is None
    QTest.mouseClick(strength, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(15, strength.height() // 2))
    assert marks(window)[0].intensity == 5
    window.bridge.select(marks(window)[0].id)
    QTest.keyClick(strength, Qt.Key.Key_Delete)
    assert marks(window)[0].intensity is None
    QTest.keyClick(strength, Qt.Key.Key_Home)
    assert marks(window)[0].intensity == 0


def test_dragging_the_strength_is_one_step_to_undo(window: MainWindow, finger: Finger) -> None:
    strength = window.tool_rail.strength
    finger.touch("hip-front", Side.LEFT)
    window.bridge.select(marks(window)[0].id)
    QTest.mousePress(strength, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(15, strength.height() - 12))
    for y in range(strength.height() - 20, 12, -8):
        QTest.mouseMove(strength, QPoint(15, y))
    QTest.mouseRelease(strength, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(15, 12))
    assert marks(window)[0].intensity is not None
    window.commands.undo.trigger()
    assert marks(window)[0].intensity is None


def test_rail_shows_and_changes_the_selected_mark(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    say(window, Quality.ACHING)
    finger.touch("knee-front", Side.LEFT)
    say(window, Quality.SHOOTING)
    window.bridge.select(MarkId(1))
    assert window.tool_rail.quality_button(Quality.ACHING).isChecked()
    assert [item.mark.is_selected for item in shown(finger)] == [True, False]
    say(window, Quality.NUMB)
    assert [mark.quality for mark in marks(window)] == [Quality.NUMB, Quality.SHOOTING]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.bridge.selected is None


def test_each_feeling_has_a_colour_a_sign_and_a_word(window: MainWindow, finger: Finger) -> None:
    colours, words = set(), set()
    finger.touch("thigh-front-upper", Side.LEFT)
    for quality in Quality:
        say(window, quality)
        item = shown(finger)[-1]
        assert texture.signs(quality, item.mark.line) is not None
        assert item.mark.quality is quality
        colours.add(item.mark.colour)
        words.add(window.tool_rail.quality_button(quality).text())
    assert len(colours) == len(words) == len(Quality)
    images = [texture.signs(quality, "#000000") for quality in Quality]
    assert len({image.toImage().cacheKey() for image in images if image is not None}) == len(Quality)


def test_mark_is_clipped_to_the_body(window: MainWindow, finger: Finger) -> None:
    atlas = window.bridge.atlas
    assert atlas is not None
    left, _, right, _ = atlas.silhouette(View.FRONT).bounds
    window.tool_rail.size_slider.setValue(120)
    finger.touch("hip-outer", Side.LEFT)
    box = shown(finger)[0].path().boundingRect()
    assert box.width() < 119
    assert left <= box.left() < box.right() <= right


def test_ring_shows_the_size_of_the_tool_on_the_body_only(finger: Finger) -> None:
    scene = finger.body(View.FRONT).body_scene()
    finger.point_at(View.FRONT, finger.part("hip-front", Side.LEFT, View.FRONT))
    assert scene.tip_width_mm == 50
    finger.point_at(View.FRONT, QPoint(3, 3))
    assert scene.tip_width_mm == 0


def fingers(body: BodyView, kind: QEvent.Type, *pixels: QPoint) -> None:
    """Send what a touch screen sends; the sequences of `QTest` do not reach a widget from Python."""
    state = {
        QEvent.Type.TouchBegin: QEventPoint.State.Pressed,
        QEvent.Type.TouchUpdate: QEventPoint.State.Updated,
        QEvent.Type.TouchEnd: QEventPoint.State.Released,
        QEvent.Type.TouchCancel: QEventPoint.State.Released,
    }[kind]
    viewport = body.viewport()
    points = [
        QEventPoint(number, state, QPointF(pixel), QPointF(viewport.mapToGlobal(pixel)))
        for number, pixel in enumerate(pixels)
    ]
    device = QTest.createTouchDevice()
    QApplication.sendEvent(viewport, QTouchEvent(kind, device, Qt.KeyboardModifier.NoModifier, points))


def test_finger_marks_a_spot(window: MainWindow, finger: Finger) -> None:
    body, pixel = finger.body(View.FRONT), finger.part("hip-front", Side.LEFT, View.FRONT)
    fingers(body, QEvent.Type.TouchBegin, pixel)
    fingers(body, QEvent.Type.TouchEnd, pixel + QPoint(4, 3))
    (mark,) = marks(window)
    assert isinstance(mark.shape, Spot)


def test_finger_paints(window: MainWindow, finger: Finger) -> None:
    take(window, Tool.PAINT)
    body, (start, end) = finger.body(View.FRONT), thigh(finger)
    fingers(body, QEvent.Type.TouchBegin, start)
    for pixel in ((start + end) / 2, end):
        fingers(body, QEvent.Type.TouchUpdate, pixel)
    fingers(body, QEvent.Type.TouchEnd, end)
    (mark,) = marks(window)
    assert isinstance(mark.shape, Stroke)
    assert len(mark.shape.points) == 3


@pytest.mark.parametrize("tool", [Tool.SPOT, Tool.PAINT])
def test_two_fingers_zoom_and_mark_nothing(window: MainWindow, finger: Finger, tool: Tool) -> None:
    take(window, tool)
    body = finger.body(View.FRONT)
    middle = body.viewport().rect().center()
    near, far = QPoint(20, 0), QPoint(60, 0)
    fingers(body, QEvent.Type.TouchBegin, middle - near)
    fingers(body, QEvent.Type.TouchUpdate, middle - near, middle + near)
    fingers(body, QEvent.Type.TouchUpdate, middle - far, middle + far)
    fingers(body, QEvent.Type.TouchUpdate, middle - far)
    fingers(body, QEvent.Type.TouchEnd, middle - far)
    assert body.zoom == pytest.approx(3, abs=0.1)
    assert not marks(window)


def test_touch_that_is_cancelled_marks_nothing(window: MainWindow, finger: Finger) -> None:
    take(window, Tool.PAINT)
    body, (start, end) = finger.body(View.FRONT), thigh(finger)
    at_rest = len(body.body_scene().items())
    fingers(body, QEvent.Type.TouchBegin, start)
    fingers(body, QEvent.Type.TouchUpdate, end)
    fingers(body, QEvent.Type.TouchCancel, end)
    assert not marks(window)
    assert len(body.body_scene().items()) == at_rest


def pen_event(kind: QEvent.Type, place: QPointF, pressure: float, device: QPointingDevice) -> QTabletEvent:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.TabletRelease else LEFT
    none = Qt.KeyboardModifier.NoModifier
    return QTabletEvent(kind, device, place, place, pressure, 0, 0, 0, 0, 0, none, LEFT, held)


def test_pen_pressure_makes_the_stroke_wider(window: MainWindow, finger: Finger) -> None:
    take(window, Tool.PAINT)
    capabilities = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        capabilities,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )
    viewport, (start, end) = finger.body(View.FRONT).viewport(), thigh(finger)
    for kind, pixel, pressure in (
        (QEvent.Type.TabletPress, start, 0.1),
        (QEvent.Type.TabletMove, end, 0.9),
        (QEvent.Type.TabletRelease, end, 0.0),
    ):
        QApplication.sendEvent(viewport, pen_event(kind, QPointF(pixel), pressure, device))
    (mark,) = marks(window)
    assert isinstance(mark.shape, Stroke)
    thin, thick = mark.shape.widths_mm
    assert thin < mark.shape.width_mm < thick


def test_keyboard_marks_speak_as_the_rail_does(window: MainWindow) -> None:
    say(window, Quality.TINGLING)
    window.presenter.part_boxes.boxes[0].toggle()
    assert marks(window)[0].quality is Quality.TINGLING


@pytest.mark.parametrize("tool", [Tool.PAINT, Tool.ERASE])
def test_no_line_is_left_behind_when_the_view_changes_while_it_is_drawn(
    window: MainWindow, finger: Finger, tool: Tool
) -> None:
    body, (start, end) = finger.body(View.FRONT), thigh(finger)
    take(window, Tool.PAINT)
    at_rest = len(body.body_scene().items())
    take(window, tool)
    QTest.mousePress(body.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    assert len(body.body_scene().items()) > at_rest
    window.choose_views(CHOICES[1])
    QTest.mouseRelease(body.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)
    assert len(marks(window)) == (tool is Tool.PAINT)
    window.choose_views(CHOICES[0])
    window.commands.undo.trigger()
    assert len(body.body_scene().items()) == at_rest


def test_esc_gives_a_line_up(window: MainWindow, finger: Finger) -> None:
    take(window, Tool.PAINT)
    body, (start, end) = finger.body(View.FRONT), thigh(finger)
    finger.drag(View.FRONT, LEFT, start, start)
    selected = window.bridge.selected
    at_rest = len(body.body_scene().items())
    QTest.mousePress(body.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert len(body.body_scene().items()) == at_rest
    QTest.mouseRelease(body.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)
    assert len(marks(window)) == 1
    assert window.bridge.selected == selected
