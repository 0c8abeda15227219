"""Texts from 80 to 200 percent: by key on any keyboard, and nothing of the small panel cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Side
from bodymap.ui.look import TEXT_PERCENTS, Look
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def texts(look: Look) -> Iterator[Look]:
    """The look, whose size of texts is as before when a test is over."""
    yield look
    look.step_text(0)


@pytest.mark.parametrize(
    ("key", "step"),
    [
        (Qt.Key.Key_Plus, 1),
        (Qt.Key.Key_Asterisk, 1),
        (Qt.Key.Key_Underscore, -1),
        (Qt.Key.Key_Minus, -1),
    ],
)
def test_text_grows_and_shrinks_by_key_while_the_body_stays(
    window: MainWindow, texts: Look, qtbot: QtBot, key: Qt.Key, step: int
) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window.body_card, key, CTRL | SHIFT)
    assert texts.text_percent == TEXT_PERCENTS.beside(100, step)
    assert {body.zoom for body in window.body_card.views} == {1.0}
    QTest.keyClick(window.body_card, Qt.Key.Key_ParenRight, CTRL | SHIFT)
    assert texts.text_percent == 100


def test_plus_without_shift_is_the_bodys(window: MainWindow, texts: Look, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window.body_card, Qt.Key.Key_Plus, CTRL)
    assert texts.text_percent == 100
    assert {body.zoom for body in window.body_card.views} != {1.0}


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_panel_beside_a_mark_is_not_cut(
    window: MainWindow, finger: Finger, texts: Look, size: tuple[int, int], percent: int
) -> None:
    window.resize(*size)
    while texts.text_percent < percent:
        texts.step_text(1)
    QApplication.processEvents()
    finger.touch("shin-front", Side.LEFT)
    popup = window.mark_editing.popup
    assert popup.isVisible()
    assert window.body_card.rect().contains(popup.geometry())
    for button in popup.findChildren(QAbstractButton):
        assert popup.rect().contains(button.geometry())
        assert button.width() - 4 >= button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
        assert button.height() >= button.minimumSizeHint().height()


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [1024, 1280, 1440, 3840])
def test_bar_is_not_cut(window: MainWindow, texts: Look, width: int, percent: int) -> None:
    while texts.text_percent < percent:
        texts.step_text(1)
    window.resize(width, 900)
    for _ in range(3):
        QApplication.processEvents()
    assert window.width() == width
    for button in filter(QAbstractButton.isVisible, window.top_bar.findChildren(QAbstractButton)):
        assert button.text() or not button.icon().isNull()
        assert button.accessibleName() or button.text()
        assert button.width() >= button.minimumSizeHint().width()
        assert window.rect().contains(button.mapTo(window, button.rect().bottomRight()))


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_tools_are_not_cut_where_they_scroll(window: MainWindow, finger: Finger, texts: Look, percent: int) -> None:
    while texts.text_percent < percent:
        texts.step_text(1)
    window.resize(1024, 700)
    finger.touch("shin-front", Side.LEFT)
    for selected in (None, window.bridge.case.marks[0].id):
        window.bridge.select(selected)
        for _ in range(3):
            QApplication.processEvents()
        rail = window.tool_rail
        (scroll,) = rail.findChildren(QScrollArea)
        seen = scroll.viewport().width()
        assert percent == 100 or scroll.verticalScrollBar().maximum() > 0
        for button in rail.findChildren(QPushButton):
            assert button.geometry().right() < seen
            assert button.width() >= button.sizeHint().width()
        line = next(one for one in rail.findChildren(QLabel) if one.text() == rail.speaks_for)
        assert line.x() + line.fontMetrics().horizontalAdvance(line.text()) <= seen
