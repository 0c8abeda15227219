"""What the window says about itself."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from bodymap.library.about import about
from bodymap.library.resources import licence_names, licence_text
from bodymap.ui.help.sure_page import CLAIMS, sure_page
from bodymap.ui.help.text_dialog import TextDialog
from bodymap.ui.window.main_window import MainWindow

real_dialog = pytest.mark.qt_log_ignore("propagateSizeHints")


def opened(window: MainWindow) -> TextDialog:
    return next(dialog for dialog in window.findChildren(TextDialog) if dialog.isVisible())


@real_dialog
def test_question_mark_lists_every_key_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(window, "?")
    qtbot.waitUntil(lambda: bool(window.findChildren(TextDialog)))
    text = opened(window).text.toPlainText()
    for action in window.actions():
        if not action.shortcut().isEmpty():
            assert action.shortcut().toString() in text
            assert action.text().rstrip("…") in text
    for told in ("Aching", "Arrows", "Enter", "Page Up"):
        assert told in text
    QTest.keyClick(opened(window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(dialog.isVisible() for dialog in window.findChildren(TextDialog)))


def test_question_mark_in_a_field_is_a_letter(window: MainWindow) -> None:
    window.side_panel.turn_to(1)
    field = window.marks_panel.since
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "?")
    assert field.text() == "?"
    assert not window.findChildren(TextDialog)


@real_dialog
def test_how_sure_tells_figures_with_their_sources(window: MainWindow) -> None:
    window.commands.help.sure.trigger()
    text = opened(window).text.toPlainText()
    assert "about 70 of 100 people with an irritated root at the neck" in text
    assert "Murphy 2009" in text
    assert "Rosedale 2020, 322 people" in text


def test_how_sure_takes_no_number_from_memory_and_gives_no_percentage(window: MainWindow) -> None:
    evidence = window.bridge.evidence
    assert evidence is not None
    assert all(evidence.claim(claim).may_be_told_to_a_patient for claim in CLAIMS)
    lines = [line for section in sure_page(evidence).sections for line in section.lines]
    assert not any("%" in line for line in lines)
    numbers = [line for line in lines if re.search(r"\d+ of 100", line)]
    assert len(numbers) == 5
    assert all(re.search(r"\(.+ \d{4}", line) for line in numbers)


def test_example_shows_the_hip_and_is_not_missed_when_closed(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.bridge.found):
        window.commands.help.example.trigger()
    assert "hip" in window.answer_column.story_card.text
    assert window.bridge.is_saved
    assert window.bridge.path is None


def test_example_asks_before_marks_are_lost(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.presenter.part_boxes.boxes[0].toggle()
    kept = window.bridge.case
    monkeypatch.setattr(window.filing, "may_drop", lambda: False)
    window.commands.help.example.trigger()
    assert window.bridge.case == kept


def test_menu_button_has_a_key(window: MainWindow) -> None:
    (button,) = (one for one in window.top_bar.findChildren(QPushButton) if one.menu() is window.commands.menu)
    assert button.shortcut().toString() == "F10"


@real_dialog
def test_about_names_version_and_licence_of_all_that_ships_and_tells_each_licence(window: MainWindow) -> None:
    window.commands.help.about.trigger()
    text = opened(window).text.toPlainText()
    for one in about().components:
        assert one.name in text
        assert one.licence in text
        assert one.version is None or one.version in text
    words = " ".join(text.split())
    for name in licence_names():
        assert " ".join(licence_text(name).split()[-8:]) in words
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
