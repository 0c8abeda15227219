"""A whole case, from the first mark to the saved page: by the keyboard alone, and by a finger alone.

The same through AT-SPI is in `test_assistive.py`, in a program of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bodymap.core.marks.mark import WholePart
from bodymap.core.marks.reply import Reply
from bodymap.core.vocabulary import PartId, Quality, Side, View, Voice
from bodymap.ui.body.part_boxes import PartBox, PartSide
from bodymap.ui.window import messages
from bodymap.ui.window.handout_dialog import HandoutDialog
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger

HIP, KNEE = PartSide(PartId("hip-front"), Side.LEFT), PartSide(PartId("knee-front"), Side.RIGHT)
#: More than there are stops in the window.
MOST_TABS = 500

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the page goes; the dialog for files is the system's."""
    path = tmp_path / "handout.pdf"
    monkeypatch.setattr(messages, "ask_where_to_write", lambda *_: path)
    return path


def check(window: MainWindow, page: Path) -> None:
    """Two marks on the right sides with feeling and strength, all questions answered, the page saved."""
    marks = window.bridge.case.marks
    assert [(mark.quality, mark.intensity) for mark in marks] == [(Quality.BURNING, 6), (Quality.ACHING, 3)]
    assert any("front of the left hip" in row for row in window.marks_panel.rows)
    assert any("front of the right knee" in row for row in window.marks_panel.rows)
    assert not window.alarm_banner.panel.open_questions
    assert page.read_bytes().startswith(b"%PDF-")


def handout(window: MainWindow) -> HandoutDialog | None:
    return next((one for one in window.findChildren(HandoutDialog) if one.isVisible()), None)


class Keyboard:
    """Presses keys where the focus is, as a keyboard does, and nothing else."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self.focused, key)
            else:
                QTest.keyClick(self.focused, key)

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> QWidget:
        for _ in range(MOST_TABS):
            if wanted(self.focused):
                return self.focused
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to it; the focus is at {self.focused!r}")


def test_whole_case_by_keyboard_alone(window: MainWindow, qtbot: QtBot, page: Path) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    keyboard, banner = Keyboard(window), window.alarm_banner
    for place, words in ((HIP, "b6"), (KNEE, "a3")):
        keyboard.tab_to(lambda one, place=place: isinstance(one, PartBox) and one.key == place)  # type: ignore[misc]
        with qtbot.waitSignal(window.bridge.found):
            keyboard.press(Qt.Key.Key_Return)
        keyboard.press(words, Qt.Key.Key_Return)
        assert window.bridge.session.selected is None
    assert [mark.shape for mark in window.bridge.case.marks] == [
        WholePart(place.part, place.side) for place in (HIP, KNEE)
    ]
    qtbot.waitUntil(lambda: bool(banner.shown))
    for _ in range(5):
        if banner.isAncestorOf(keyboard.focused):
            break
        keyboard.press(Qt.Key.Key_F6)
    keyboard.press(Qt.Key.Key_Space)
    assert banner.panel.isVisible()
    for question in banner.panel.questions.asked:
        no = banner.panel.questions.reply_button(question, Reply.NO)
        keyboard.tab_to(lambda one, no=no: one is no)  # type: ignore[misc]
        keyboard.press(Qt.Key.Key_Space)
        assert no.isChecked()
    qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
    QTest.keySequence(keyboard.focused, window.handing_out.handout.shortcut())
    qtbot.waitUntil(lambda: (dialog := handout(window)) is not None and dialog.isAncestorOf(keyboard.focused))
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.exists)
    check(window, page)


def test_tab_stops_at_every_feeling_strength_and_answer(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    keyboard, popup, banner = Keyboard(window), window.mark_editing.popup, window.alarm_banner
    finger.touch("knee-front", Side.LEFT)
    qtbot.waitUntil(lambda: popup.isVisible() and bool(banner.shown))
    banner.turn_to(banner.shown[0])
    wanted: set[QWidget] = {
        *(window.tool_rail.quality_button(quality) for quality in Quality),
        *(popup.quality_button(quality) for quality in Quality),
        *(popup.strength_button(strength) for strength in range(11)),
        *(banner.panel.questions.reply_button(banner.panel.questions.asked[0], reply) for reply in Reply),
    }
    for _ in range(MOST_TABS):
        wanted.discard(keyboard.focused)
        if not wanted:
            break
        keyboard.press(Qt.Key.Key_Tab)
    assert not wanted


class Touch:
    """Puts a finger on a place and lifts it, and nothing else."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._device = QTest.createTouchDevice()

    def tap(self, widget: QWidget, place: QPoint | None = None) -> None:
        at = place if place is not None else widget.rect().center()
        assert widget.isVisible()
        assert widget.visibleRegion().contains(at), widget
        QTest.touchEvent(widget, self._device).press(0, at, widget).commit()
        QTest.touchEvent(widget, self._device).release(0, at, widget).commit()
        QApplication.processEvents()


def test_whole_case_by_touch_alone(window: MainWindow, finger: Finger, qtbot: QtBot, page: Path) -> None:
    touch, popup, banner = Touch(window), window.mark_editing.popup, window.alarm_banner
    window.resize(window.minimumSize())  # a finger hits nothing beside the screen, which is small in a test
    QApplication.processEvents()
    for place, quality, strength in ((HIP, Quality.BURNING, 6), (KNEE, Quality.ACHING, 3)):
        pixel = finger.part(place.part, place.side, View.FRONT)
        with qtbot.waitSignal(window.bridge.found):
            touch.tap(finger.body(View.FRONT).viewport(), pixel)
        qtbot.waitUntil(popup.isVisible)
        touch.tap(popup.quality_button(quality))
        touch.tap(popup.strength_button(strength))
        touch.tap(popup.done)
        qtbot.waitUntil(popup.isHidden)
    qtbot.waitUntil(lambda: bool(banner.shown))
    touch.tap(banner.button(banner.shown[0]))
    qtbot.waitUntil(banner.panel.isVisible)
    while banner.panel.open_questions:
        open_now = len(banner.panel.open_questions)
        nos = (one for one in banner.panel.findChildren(QPushButton) if one.accessibleName().startswith("No: "))
        touch.tap(next(one for one in nos if one.isVisible() and not one.isChecked()))
        assert len(banner.panel.open_questions) == open_now - 1
    qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
    touch.tap(window.top_bar.button_of(window.handing_out.handout))
    qtbot.waitUntil(lambda: handout(window) is not None)
    dialog = handout(window)
    assert dialog is not None
    touch.tap(dialog.save)
    qtbot.waitUntil(page.exists)
    check(window, page)
