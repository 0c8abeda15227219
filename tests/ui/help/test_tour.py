"""The tour of the window, for the first minute."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Quality, Side
from bodymap.ui.help.tour import Tour
from bodymap.ui.look import Look
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger

STEPS = 5
#: Somebody who reads slowly reads three words a second.
WORDS_IN_20_SECONDS = 60


@pytest.fixture
def tour(window: MainWindow) -> Tour:
    window.commands.help.tour.trigger()
    return shown(window)


@pytest.fixture
def texts(look: Look) -> Iterator[Look]:
    """The look, whose size of texts is as before when a test is over."""
    yield look
    look.step_text(0)


def shown(window: MainWindow) -> Tour:
    tour = window.touring.tour
    assert tour is not None
    assert tour.isVisible()
    return tour


def page_of(window: MainWindow) -> QWidget:
    page = window.centralWidget()
    assert page is not None
    return page


def place(part: QWidget, window: MainWindow) -> QRect:
    return QRect(part.mapTo(page_of(window), QPoint()), part.size())


def is_over(window: MainWindow) -> bool:
    return window.touring.tour is None and not any(one.isVisible() for one in window.findChildren(Tour))


def test_tour_is_offered_while_nothing_is_marked_and_does_not_begin_by_itself(window: MainWindow) -> None:
    assert is_over(window)
    start = window.answer_column.start_card
    assert start.tour.isVisible()
    start.tour.click()
    assert shown(window).number == 1


def test_each_step_points_at_the_part_that_it_speaks_of(window: MainWindow, tour: Tour) -> None:
    rail, column = window.tool_rail, window.answer_column
    parts: dict[int, QWidget] = {
        1: window.body_card,
        2: rail.quality_button(Quality.BURNING),
        3: window.side_panel,
        4: column.story_card.panel,
        5: window.top_bar.button_of(window.handing_out.handout),
    }
    for number, part in parts.items():
        assert tour.number == number
        assert tour.pointed.contains(place(part, window))
        assert not tour.geometry().intersects(tour.pointed)
        QTest.keyClick(tour, Qt.Key.Key_Return)
    assert is_over(window)


def test_all_steps_are_read_in_twenty_seconds(window: MainWindow, tour: Tour) -> None:
    words = 0
    for _ in range(STEPS):
        assert tour.text.count(".") == 1
        words += len(tour.text.split())
        tour.go(1)
    assert is_over(window)
    assert words <= WORDS_IN_20_SECONDS


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right])
def test_enter_and_arrow_go_on_from_wherever_the_focus_is_in_it(tour: Tour, key: Qt.Key) -> None:
    QTest.keyClick(tour, key)
    assert tour.number == 2
    tour.on.setFocus()
    QTest.keyClick(tour.on, key)
    assert tour.number == 3
    QTest.keyClick(tour.on, Qt.Key.Key_Left)
    assert tour.number == 2


def test_escape_skips_it_and_leaves_everything_as_it_was(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    finger.touch("hip-front", Side.LEFT)
    before, selected = window.bridge.case, window.bridge.session.selected
    window.commands.help.tour.trigger()
    for _ in range(3):
        QTest.keyClick(shown(window), Qt.Key.Key_Right)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(shown(window), Qt.Key.Key_Escape)
    assert is_over(window)
    assert window.bridge.case is before
    assert window.bridge.session.selected == selected
    assert window.touring.end() is False


def test_tour_alone_changes_nothing(window: MainWindow, tour: Tour) -> None:
    before = window.bridge.case
    for _ in range(STEPS):
        QTest.mouseClick(tour.on, Qt.MouseButton.LeftButton)
    assert is_over(window)
    assert window.bridge.case is before
    assert not window.bridge.workspace.can_undo


def test_program_goes_on_below_it_and_a_first_mark_brings_the_next_step(
    window: MainWindow, tour: Tour, finger: Finger
) -> None:
    assert not tour.isModal()
    finger.touch("shin-front", Side.LEFT)
    assert len(window.bridge.case.marks) == 1
    assert tour.number == 2
    assert tour.pointed == place(window.mark_editing.popup, window)


def test_screen_reader_hears_each_step(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("bodymap.ui.help.tour.announce", lambda _widget, text: heard.append(text))
    window.commands.help.tour.trigger()
    tour = shown(window)
    assert QApplication.focusWidget() is tour or not window.isActiveWindow()
    for number in range(STEPS):
        assert heard[number] == tour.accessibleName()
        assert f"{number + 1} of {STEPS}" in heard[number]
        assert tour.text in heard[number]
        tour.go(1)
    assert len(heard) == STEPS


def test_nothing_of_it_moves_by_itself(tour: Tour) -> None:
    for _ in range(STEPS - 1):
        tour.go(1)
        at_once = tour.geometry(), tour.pointed
        for _ in range(5):
            QApplication.processEvents()
        assert (tour.geometry(), tour.pointed) == at_once


@pytest.mark.parametrize("percent", [100, 200])
def test_tour_is_whole_in_a_small_window_with_large_texts(window: MainWindow, texts: Look, percent: int) -> None:
    window.resize(1024, 700)
    while texts.text_percent < percent:
        texts.step_text(1)
    window.commands.help.tour.trigger()
    tour, page = shown(window), page_of(window)
    for _ in range(STEPS):
        QApplication.processEvents()
        assert page.rect().contains(tour.geometry())
        assert page.rect().contains(tour.pointed)
        assert not tour.pointed.isEmpty()
        assert tour.height() >= tour.heightForWidth(tour.width())
        for button in (tour.skip, tour.back, tour.on):
            assert button.isHidden() or button.width() >= button.minimumSizeHint().width()
        tour.go(1)


def test_tour_follows_what_it_points_at(window: MainWindow, tour: Tour, qtbot: QtBot) -> None:
    window.resize(1100, 760)
    qtbot.waitUntil(lambda: tour.pointed == place(window.body_card, window))
    assert page_of(window).rect().contains(tour.geometry())


def test_start_of_the_program_does_not_wait_for_the_tour() -> None:
    code = "import bodymap.ui.window.main_window, sys; print('bodymap.ui.help.tour' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
