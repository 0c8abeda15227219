"""The bar above everything fits into every window that the program allows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from bodymap.ui.body.view_choice import CHOICES
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.window.main_window import MainWindow


def shown(window: MainWindow) -> list[QPushButton]:
    return [button for button in window.top_bar.findChildren(QPushButton) if button.isVisible()]


@pytest.mark.parametrize("width", [1024, 1100, 1110, 1160, 1200, 1240, 1280, 1300, 1320, 1366, 1440])
def test_no_button_is_cut_at_any_width(window: MainWindow, width: int) -> None:
    window.resize(width, 760)
    QApplication.processEvents()
    assert window.width() == width
    for button in shown(window):
        assert button.width() >= button.sizeHint().width(), button.text()
        assert window.rect().contains(QRect(button.mapTo(window, button.rect().topLeft()), button.size()))


def test_bar_saves_no_more_room_than_it_must(window: MainWindow) -> None:
    for width, menus_are_told in ((1024, False), (1440, True)):
        window.resize(width, 760)
        QApplication.processEvents()
        texts = [button.text() for button in shown(window)]
        assert "Saddle" in texts
        assert any(text.startswith("Map: ") for text in texts) or not menus_are_told


def test_drawings_go_into_a_menu_where_there_is_room_for_nothing_else(window: MainWindow) -> None:
    window.top_bar.fit_width(600)
    texts = [button.text() for button in shown(window)]
    assert "Saddle" not in texts
    (views,) = [button for button in shown(window) if button.text().startswith(CHOICES[0].title)]
    assert window.top_bar.entrance is views
    last = views.menu().actions()[-1]
    last.trigger()
    assert window.presenter.choice.title == last.text()
    assert views.text().startswith(last.text())
    window.top_bar.fit_width(1440)
    (button,) = [button for button in shown(window) if button.text() == last.text()]
    assert button.isChecked()
    QTest.mouseClick(window.top_bar.entrance, Qt.MouseButton.LeftButton)
    assert window.presenter.choice == CHOICES[0]


@pytest.mark.parametrize("size", [QSize(1280, 760), QSize(910, 480), QSize(3840, 2160)])
def test_window_opens_inside_the_screen(qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch, size: QSize) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _self: QRect(0, 0, size.width(), size.height()))
    window = MainWindow(Bridge(), look)
    qtbot.addWidget(window)
    assert window.width() <= min(size.width(), 1440)
    assert window.height() <= min(size.height(), 900)
    assert window.minimumWidth() <= size.width()
    assert window.minimumHeight() <= size.height()


def test_bar_is_as_high_in_every_width_so_that_the_picture_stays(window: MainWindow) -> None:
    heights = set()
    for width in (1900, 1440, 1280, 1100):
        window.top_bar.fit_width(width)
        heights.add(window.top_bar.sizeHint().height())
    assert len(heights) == 1
