"""The list of marks, and what a person tells about the pain as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QIcon, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.state.case_file import read_case
from bodymap.ui.marks.belonging_menu import BelongingMenu
from bodymap.ui.marks.marks_panel import MarksPanel
from bodymap.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from tests.ui.conftest import Finger


@pytest.fixture
def panel(window: MainWindow) -> MarksPanel:
    """The panel in sight, with two marks in its list."""
    window.bridge.say_quality(Quality.ACHING)
    window.bridge.say_intensity(6)
    window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    window.bridge.toggle_part(PartId("knee-front"), Side.RIGHT)
    window.bridge.say_quality(Quality.NUMB)
    window.bridge.select(None)
    QTest.mouseClick(window.side_panel.marks_button, Qt.MouseButton.LeftButton)
    assert window.marks_panel.isVisible()
    return window.marks_panel


def write(field: QLineEdit, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_list_says_where_how_and_how_strong(panel: MarksPanel) -> None:
    assert panel.rows == (
        "1  the front of the left hip · aching · 6 of 10",
        "2  the front of the right knee · numb · 6 of 10",
    )


def test_list_speaks_to_its_reader(window: MainWindow, panel: MarksPanel) -> None:
    window.choose_voice(Voice.CLINICIAN)
    assert "left anterior hip" in panel.rows[0]


def test_count_stands_on_the_switch(window: MainWindow, panel: MarksPanel) -> None:
    assert "(2)" in window.side_panel.marks_button.text()
    window.bridge.remove(window.bridge.case.marks[0].id)
    assert "(1)" in window.side_panel.marks_button.text()
    assert len(panel.rows) == 1


def test_arrow_keys_select_and_delete_removes(window: MainWindow, panel: MarksPanel) -> None:
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert window.bridge.selected == window.bridge.case.marks[0]
    assert "Mark 1" in window.body_card.prompt
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert window.bridge.selected == window.bridge.case.marks[1]
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [mark.quality for mark in window.bridge.case.marks] == [Quality.ACHING]
    assert window.bridge.selected is None


def test_selected_mark_is_changed_in_the_rail(window: MainWindow, panel: MarksPanel) -> None:
    panel.list.choose(0)
    QTest.mouseClick(window.tool_rail.quality_button(Quality.BURNING), Qt.MouseButton.LeftButton)
    window.tool_rail.strength.setFocus()
    QTest.keyClick(window.tool_rail.strength, Qt.Key.Key_Up)
    first = window.bridge.case.marks[0]
    assert (first.quality, first.intensity) == (Quality.BURNING, 7)
    assert "burning · 7 of 10" in panel.rows[0]
    QTest.mouseClick(panel.done, Qt.MouseButton.LeftButton)
    assert window.bridge.selected is None
    assert panel.list.row == -1


def test_note_is_written_on_the_selected_mark_only(window: MainWindow, panel: MarksPanel) -> None:
    assert not panel.mark_note.isVisible()
    panel.list.choose(1)
    write(panel.mark_note, "at night")
    assert [mark.note for mark in window.bridge.case.marks] == ["", "at night"]
    panel.list.choose(0)
    assert panel.mark_note.text() == ""
    panel.list.choose(1)
    assert panel.mark_note.text() == "at night"


def test_remove_button_removes(window: MainWindow, panel: MarksPanel) -> None:
    panel.list.choose(0)
    QTest.mouseClick(panel.remove, Qt.MouseButton.LeftButton)
    assert len(window.bridge.case.marks) == 1


def test_what_is_told_is_kept_and_undone(window: MainWindow, panel: MarksPanel) -> None:
    write(panel.since, "March")
    write(panel.better, "walking")
    write(panel.worse, "sitting")
    panel.note.setFocus()
    QTest.keyClicks(panel.note, "left side first")
    panel.since.setFocus()
    case = window.bridge.case
    assert (case.since, case.better, case.worse, case.note) == ("March", "walking", "sitting", "left side first")
    for _ in range(4):
        window.commands.undo.trigger()
    assert window.bridge.case.since == ""
    assert panel.history == {"since": "", "better": "", "worse": "", "note": ""}


def test_what_is_being_typed_is_saved_too(
    window: MainWindow, panel: MarksPanel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bodymap.ui.window.messages.ask_file_to_save", lambda _parent, _path: tmp_path / "case.json")
    panel.since.setFocus()
    QTest.keyClicks(panel.since, "May")
    window.commands.save.trigger()
    assert read_case(tmp_path / "case.json").since == "May"


def test_letters_typed_into_a_field_are_no_commands(window: MainWindow, panel: MarksPanel) -> None:
    panel.since.setFocus()
    QTest.keyClicks(panel.since, "spe 123")
    assert panel.since.text() == "spe 123"
    assert len(window.bridge.case.marks) == 2


def test_tab_goes_from_the_switch_through_list_and_fields(window: MainWindow, panel: MarksPanel) -> None:
    window.activateWindow()
    panel.list.choose(0)
    window.side_panel.marks_button.setFocus()
    for stop in panel.stops:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_no_row_is_cut_off(window: MainWindow, panel: MarksPanel, size: tuple[int, int], qtbot: QtBot) -> None:
    window.resize(*size)
    marks = panel.list

    def all_in_sight() -> bool:
        last = marks.visualRect(marks.marks.index(marks.marks.rowCount() - 1))
        return last.bottom() < marks.viewport().height() and not marks.horizontalScrollBar().isVisible()

    qtbot.waitUntil(all_in_sight)  # rows are laid out again a moment after the list became narrower
    assert panel.page.minimumSizeHint().width() <= panel.viewport().width()


def test_new_mark_is_the_selected_one(window: MainWindow, panel: MarksPanel, finger: Finger) -> None:
    panel.list.choose(0)
    finger.touch("thigh-front-lower", Side.LEFT)
    assert window.bridge.selected == window.bridge.case.marks[2]
    assert panel.list.row == 2
    assert len(panel.rows) == 3


def test_empty_list_says_so(window: MainWindow, panel: MarksPanel) -> None:
    window.commands.clear.trigger()
    assert not panel.rows
    assert not panel.list.isVisible()


def test_tip_shows_a_note_letter_by_letter(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    note = "<b>worse</b> when\nsitting"
    window.bridge.say_note(window.bridge.case.marks[0].id, note)
    tip = window.marks_panel.list.marks.rows[0].tip
    shown = QTextDocument()
    shown.setHtml(tip)
    assert shown.toPlainText() == note


@pytest.fixture
def menu(panel: MarksPanel, monkeypatch: pytest.MonkeyPatch) -> BelongingMenu:
    """The menu of what belongs together, which only notes that it was opened: no menu pops up without a screen."""
    found = panel.findChild(BelongingMenu)
    assert found is not None
    monkeypatch.setattr(BelongingMenu, "popup", lambda menu, place: menu.setProperty("opened", place))
    return found


def groups(window: MainWindow) -> list[list[int]]:
    return [[mark.id for mark in one.marks] for one in (window.findings.complaints if window.findings else ())]


def test_marks_are_joined_and_told_apart_by_hand(
    window: MainWindow, panel: MarksPanel, menu: BelongingMenu, qtbot: QtBot
) -> None:
    first, second = (mark.id for mark in window.bridge.case.marks)
    qtbot.waitUntil(lambda: len(groups(window)) == 2)
    assert panel.together.text() == "Told together: 1  |  2"
    window.bridge.select(first)
    QTest.mouseClick(panel.belonging, Qt.MouseButton.LeftButton)
    assert [action.text() for action in menu.actions()] == [f"Tell together with {panel.rows[1]}"]
    with qtbot.waitSignal(window.bridge.found):
        menu.actions()[0].trigger()
    assert [*window.bridge.case.joined] == [(first, second)]
    assert groups(window) == [[first, second]]
    assert panel.together.text() == "Told together: 1 + 2"
    panel.open_belonging()
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Tell apart from the other marks",
        "Let the program decide again",
    ]
    with qtbot.waitSignal(window.bridge.found):
        menu.actions()[0].trigger()
    assert ([*window.bridge.case.joined], [*window.bridge.case.parted]) == ([], [(first, second)])
    assert len(groups(window)) == 2
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.undo()
    assert groups(window) == [[first, second]]


def test_the_menu_key_opens_what_belongs_together(panel: MarksPanel, menu: BelongingMenu) -> None:
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    place = panel.list.visualRect(panel.list.marks.index(1)).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, panel.list.viewport().mapToGlobal(place))
    QApplication.sendEvent(panel.list.viewport(), asked)
    assert menu.property("opened") is not None
    assert menu.actions()


def test_sign_of_a_feeling_keeps_its_colour_in_the_chosen_row(panel: MarksPanel) -> None:
    for row in panel.list.marks.rows:
        size = row.icon.actualSize(QSize(22, 22))
        assert row.icon.pixmap(size, QIcon.Mode.Selected).toImage() == row.icon.pixmap(size).toImage()
