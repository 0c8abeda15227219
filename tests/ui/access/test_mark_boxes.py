"""Painted marks as a screen reader finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Quality, Side, View
from bodymap.ui.access.mark_boxes import MarkBox
from bodymap.ui.body.view_choice import CHOICES
from bodymap.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from tests.ui.conftest import Finger


def boxes(window: MainWindow) -> tuple[MarkBox, ...]:
    return window.mark_editing.boxes.boxes


def test_each_mark_has_a_name_a_state_and_an_action(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    finger.touch("hip-front", Side.LEFT)
    finger.touch("knee-front", Side.RIGHT)
    window.bridge.say_of_selected(quality=Quality.BURNING, intensity=6)
    qtbot.waitUntil(lambda: "6" in boxes(window)[-1].accessibleName())
    first, second = (QAccessible.queryAccessibleInterface(box) for box in boxes(window))
    assert first.text(QAccessible.Text.Name) == "Mark 1: the front of the left hip"
    assert "right knee" in second.text(QAccessible.Text.Name)
    assert "burning" in second.text(QAccessible.Text.Name)
    assert second.state().checked
    assert not first.state().checked
    action = first.actionInterface()
    action.doAction(action.toggleAction())
    assert window.bridge.selected == window.bridge.case.marks[0]


def test_box_lies_over_its_mark_and_goes_with_it(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    finger.touch("hip-front", Side.LEFT)
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    body = finger.body(View.FRONT)
    touched = body.viewport().mapTo(window.body_card, finger.part("hip-front", Side.LEFT, View.FRONT))
    assert boxes(window)[0].geometry().contains(touched)
    window.choose_views(CHOICES[-1])  # where the hip is not drawn
    qtbot.waitUntil(lambda: not boxes(window))
    window.choose_views(CHOICES[0])
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    window.bridge.undo()
    qtbot.waitUntil(lambda: not boxes(window))


def test_box_lets_the_mouse_through(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    finger.touch("hip-front", Side.LEFT)
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    window.bridge.select(None)
    pixel = finger.part("hip-front", Side.LEFT, View.FRONT)
    place = finger.body(View.FRONT).viewport().mapTo(window.body_card, pixel)
    assert window.body_card.childAt(place) is finger.body(View.FRONT).viewport()
