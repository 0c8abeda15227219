"""The window without a mouse, and for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.core.atlas.neighbours import neighbours
from bodymap.core.marks.mark import WholePart
from bodymap.core.vocabulary import PartId, Side, View, Voice
from bodymap.ui.body.part_boxes import PartBox, PartSide
from bodymap.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from tests.ui.conftest import Finger

HIP = PartSide(PartId("hip-front"), Side.LEFT)


def box_of(window: MainWindow, key: PartSide) -> PartBox:
    return next(box for box in window.presenter.part_boxes.boxes if box.key == key)


def focused_box() -> PartBox:
    focused = QApplication.focusWidget()
    assert isinstance(focused, PartBox)
    return focused


def tab_to(window: MainWindow, key: PartSide) -> PartBox:
    """Press Tab, from where the window starts, until the part has the focus."""
    window.activateWindow()
    for _ in range(400):
        focused = QApplication.focusWidget()
        if isinstance(focused, PartBox) and focused.key == key:
            return focused
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {key}")


def test_every_part_that_is_drawn_has_one_box(window: MainWindow) -> None:
    atlas = window.bridge.atlas
    assert atlas is not None
    drawn = {
        PartSide(region.part, region.side) for view in (View.FRONT, View.BACK) for region in atlas.part_regions(view)
    }
    keys = [box.key for box in window.presenter.part_boxes.boxes]
    assert set(keys) == drawn
    assert len(keys) == len(drawn)


def test_boxes_lie_over_their_parts_at_every_size(window: MainWindow, finger: Finger) -> None:
    for size in ((1440, 900), (1024, 700)):
        window.resize(*size)
        for box in window.presenter.part_boxes.boxes:
            assert box.geometry().adjusted(-1, -1, 1, 1).contains(finger.pixel(box.region, box.body.view))


def test_space_marks_the_part_in_focus_and_takes_the_mark_away(window: MainWindow, qtbot: QtBot) -> None:
    box = tab_to(window, HIP)
    with qtbot.waitSignal(window.bridge.found):
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert [mark.shape for mark in window.bridge.case.marks] == [WholePart(HIP.part, HIP.side)]
    assert "the front of the left hip" in window.answer_column.story_card.text
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert window.bridge.case.is_empty


def test_arrow_goes_to_the_neighbouring_part(window: MainWindow) -> None:
    tab_to(window, HIP)
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left):
        QTest.keyClick(focused_box(), key)
        seen.append(focused_box().key)
    thigh, back_again, beside = seen
    assert thigh.part.startswith("thigh")
    assert thigh.side is back_again.side is Side.LEFT
    assert back_again.part.startswith(("hip", "groin"))
    assert beside != back_again


def test_arrows_reach_every_part_of_a_drawing_from_every_other(window: MainWindow) -> None:
    atlas = window.bridge.atlas
    assert atlas is not None
    for view in (View.FRONT, View.BACK, View.LEFT, View.RIGHT, View.SADDLE):
        pieces: dict[PartSide, list[BaseGeometry]] = {}
        for region in atlas.part_regions(view):
            pieces.setdefault(PartSide(region.part, region.side), []).append(region.geometry)
        found = neighbours({key: shapely.union_all(shapes) for key, shapes in pieces.items()})
        for start in pieces:
            seen, waiting = {start}, [start]
            while waiting:
                new = set(found[waiting.pop()].values()) - seen
                seen |= new
                waiting += new
            assert seen == set(pieces), (view, start)


def test_arrows_stay_on_a_drawing_until_its_edge(window: MainWindow, finger: Finger) -> None:
    tab_to(window, HIP)
    front, back = finger.body(View.FRONT), finger.body(View.BACK)
    drawings = []
    for _ in range(12):
        QTest.keyClick(focused_box(), Qt.Key.Key_Right)
        drawings.append(window.presenter.part_boxes.seen_on(focused_box())[0])
    assert drawings[0] is front
    assert drawings[-1] is back
    assert drawings == sorted(drawings, key=lambda body: body is back)


def test_enter_marks_the_part_and_enter_again_is_done_with_it(window: MainWindow, qtbot: QtBot) -> None:
    box = tab_to(window, HIP)
    selected = []
    with qtbot.waitSignal(window.bridge.found):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.isChecked()
    for _ in range(2):
        selected.append(window.bridge.session.selected is not None)
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert selected == [True, False]
    assert len(window.bridge.case.marks) == 1


def test_focus_is_seen_on_the_picture(window: MainWindow, finger: Finger) -> None:
    box = tab_to(window, HIP)
    body = finger.body(View.FRONT)
    assert body.body_scene().focused_path.contains(body.mapToScene(finger.part("hip-front", Side.LEFT, View.FRONT)))
    assert body.hint.startswith("front of the hip, left")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert not body.body_scene().focused_path.contains(body.mapToScene(finger.part("hip-front", Side.LEFT, View.FRONT)))


def test_f6_goes_round_body_answer_bar_and_tools(window: MainWindow) -> None:
    box = tab_to(window, HIP)
    seen = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen[0] is window.answer_column
    assert seen[1] is not None
    assert window.top_bar.isAncestorOf(seen[1])
    assert seen[2] is window.tool_rail.entrance
    assert seen[3] is box


def test_boxes_follow_undo(window: MainWindow) -> None:
    box = box_of(window, HIP)
    box.toggle()
    assert len(window.bridge.case.marks) == 1
    window.commands.undo.trigger()
    assert window.bridge.case.is_empty
    assert not box.isChecked()
    window.commands.redo.trigger()
    assert box.isChecked()


def test_boxes_let_the_mouse_through(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    assert not box_of(window, HIP).isChecked()
    assert len(window.bridge.case.marks) == 1


def test_screen_reader_hears_side_and_part_in_the_readers_words(window: MainWindow) -> None:
    box = box_of(window, HIP)
    heard = QAccessible.queryAccessibleInterface(box)
    assert isinstance(heard, QAccessibleInterface)
    assert heard.text(QAccessible.Text.Name) == "left, front of the hip"
    assert heard.role() == QAccessible.Role.CheckBox
    window.choose_voice(Voice.CLINICIAN)
    assert heard.text(QAccessible.Text.Name) == "left, anterior hip"


def test_screen_reader_can_mark_a_part(window: MainWindow) -> None:
    heard = QAccessible.queryAccessibleInterface(box_of(window, HIP))
    action = heard.actionInterface()
    assert action is not None
    action.doAction(action.toggleAction())
    assert [mark.shape for mark in window.bridge.case.marks] == [WholePart(HIP.part, HIP.side)]
