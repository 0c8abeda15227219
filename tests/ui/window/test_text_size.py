"""Texts from 80 to 200 percent: by key on any keyboard, and nothing of the small panel cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Quality, Side, View
from bodymap.ui.body.mark_items import NumberBadge
from bodymap.ui.body.view_choice import CHOICES
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import TEXT_PERCENTS, Look
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.tools.tool_rail import quality_word
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Unsaved
from tests.ui.conftest import Finger

SIGN = Qt.ToolButtonStyle.ToolButtonIconOnly
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
        is_sign = isinstance(button, QToolButton) and button.toolButtonStyle() is SIGN
        assert is_sign or button.width() - 4 >= button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
        assert button.height() >= button.minimumSizeHint().height()


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1440, 900)])
def test_panel_beside_a_mark_hides_neither_marks_nor_most_of_the_body(
    window: MainWindow, finger: Finger, texts: Look, size: tuple[int, int], percent: int
) -> None:
    window.resize(*size)
    grow(texts, percent)
    QApplication.processEvents()
    finger.touch("hip-front", Side.LEFT)
    finger.touch("shin-front", Side.RIGHT)
    popup = window.mark_editing.popup
    assert popup.isVisible()
    boxes = window.presenter.places.boxes_of(window.bridge.case.marks)
    assert len(boxes) == 2
    assert not any(popup.geometry().intersects(box) for box in boxes if box is not None)
    card = window.body_card
    assert popup.width() * popup.height() < 0.45 * card.width() * card.height()
    for quality in Quality:  # as a sign too it says what it is, and which key
        assert quality_word(quality) in popup.quality_button(quality).toolTip()
        assert not popup.quality_button(quality).icon().isNull()


@pytest.mark.qt_log_ignore("This plugin does not support")  # what the screen of a test cannot do
@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1440, 900), (3840, 2160)])
def test_legend_is_whole_or_opens(
    window: MainWindow, finger: Finger, texts: Look, size: tuple[int, int], percent: int
) -> None:
    window.resize(*size)
    grow(texts, percent)
    finger.touch("hip-front", Side.LEFT)
    for _ in range(3):
        QApplication.processEvents()
    legend = window.body_card.legend
    assert len(legend.shown) > 3
    if not legend.is_folded:
        assert legend.height() >= legend.heightForWidth(legend.width())
        assert legend.width() >= legend.opened.widest
        return
    assert percent > 100
    assert legend.width() >= legend.button.width() >= legend.button.sizeHint().width()
    QTimer.singleShot(0, lambda: QTest.keyClick(legend.button.menu(), Qt.Key.Key_Escape))
    QTest.mouseClick(legend.button, Qt.MouseButton.LeftButton)
    assert legend.opened.shown == legend.shown
    assert legend.opened.width() >= legend.opened.widest
    assert legend.opened.lines_at(legend.opened.width()) == len(legend.shown)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_numbers_and_magnifiers_are_whole(window: MainWindow, finger: Finger, texts: Look, percent: int) -> None:
    finger.touch("shin-front", Side.LEFT)
    grow(texts, percent)
    for _ in range(3):
        QApplication.processEvents()
    body = finger.body(View.FRONT)
    (badge,) = (one for one in body.body_scene().items() if isinstance(one, NumberBadge))
    bold = QFont(QApplication.font())
    bold.setBold(True)
    number = QFontMetricsF(bold).tightBoundingRect("1")
    assert badge.boundingRect().height() - 4 >= number.height() + 4
    assert badge.boundingRect().width() - 4 >= number.width() + 4
    assert body.closer is not None
    assert body.closer.buttons
    for button in body.closer.buttons:
        assert button.width() == button.height()
        assert button.width() >= button.iconSize().width() + 4
        assert button.iconSize().height() >= QFontMetricsF(QApplication.font()).height()
    window.choose_views(next(choice for choice in CHOICES if View.FEET in choice.views))
    for _ in range(6):
        QApplication.processEvents()  # which lay out the bar
    counted = next(text for text in window.top_bar.view_texts.values() if text.endswith("1"))
    shown = [one for one in window.top_bar.findChildren(QAbstractButton) if one.text() == counted]
    for tab in filter(QAbstractButton.isVisible, shown):
        assert tab.width() >= tab.minimumSizeHint().width()


def grow(texts: Look, percent: int) -> None:
    while texts.text_percent < percent:
        texts.step_text(1)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [1024, 1280, 1440, 3840])
def test_bar_is_not_cut(window: MainWindow, texts: Look, width: int, percent: int) -> None:
    grow(texts, percent)
    window.resize(width, 900)
    check_bar(window, width)


@pytest.mark.parametrize("percent", [150, 175, 200])
@pytest.mark.parametrize("width", [1024, 1280, 1440, 1920])
def test_bar_of_a_window_that_starts_with_large_texts_is_not_cut(
    qtbot: QtBot, texts: Look, monkeypatch: pytest.MonkeyPatch, width: int, percent: int
) -> None:
    grow(texts, percent)
    window = unshown(qtbot, texts, monkeypatch, width)
    with qtbot.waitSignal(window.bridge.found):
        window.show()
    check_bar(window, width)


def unshown(qtbot: QtBot, texts: Look, monkeypatch: pytest.MonkeyPatch, width: int) -> MainWindow:
    """A window of this width that is still to be shown."""
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: messages.Unsaved.DISCARD)
    window = MainWindow(Bridge(), texts)
    qtbot.addWidget(window)
    window.resize(width, 900)
    return window


def check_bar(window: MainWindow, width: int) -> None:
    for _ in range(3):
        QApplication.processEvents()
    assert window.width() == width
    for button in filter(QAbstractButton.isVisible, window.top_bar.findChildren(QAbstractButton)):
        assert button.text() or not button.icon().isNull()
        assert button.accessibleName() or button.text()
        assert button.width() >= button.minimumSizeHint().width()
        assert window.rect().contains(button.mapTo(window, button.rect().bottomRight()))


def test_bar_is_not_cut_in_a_window_that_opens_with_these_texts(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: Unsaved.DISCARD)
    look, bridge = Look(qapp, ThemeChoice.LIGHT, 200), Bridge()
    try:
        window = MainWindow(bridge, look)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        with qtbot.waitSignal(bridge.found):
            window.show()
        for _ in range(5):
            QApplication.processEvents()
        for button in filter(QAbstractButton.isVisible, window.top_bar.findChildren(QAbstractButton)):
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    finally:
        look.step_text(0)
        look.deleteLater()


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("width", [1024, 1100, 1280, 1360, 1440])
def test_bar_is_laid_out_in_the_first_frame_and_stays(
    qtbot: QtBot, texts: Look, monkeypatch: pytest.MonkeyPatch, width: int, percent: int
) -> None:
    grow(texts, percent)
    window = unshown(qtbot, texts, monkeypatch, width)
    first: list[dict[str, QRect]] = []
    window.body_card.views[0].first_painted.connect(lambda: first.append(bar_places(window)))
    with qtbot.waitSignal(window.bridge.found):
        window.show()
    check_bar(window, width)
    (places,) = first
    assert places == bar_places(window)


def bar_places(window: MainWindow) -> dict[str, QRect]:
    """Where each button of the bar stands, by what it says."""
    buttons = filter(QAbstractButton.isVisible, window.top_bar.findChildren(QAbstractButton))
    return {button.accessibleName() or button.text(): button.geometry() for button in buttons}


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_last_line_of_the_answer_is_whole_beside_the_links_or_under_them(
    window: MainWindow, finger: Finger, texts: Look, width: int, percent: int
) -> None:
    window.resize(width, 800)
    grow(texts, percent)
    for _ in range(3):
        QApplication.processEvents()
    finger.touch("shin-front", Side.LEFT)
    panel, links = window.side_panel, window.answer_column.links
    (line,) = (one for one in panel.findChildren(QLabel) if one.text() == panel.footer and one.parent() is panel)
    where = links.geometry()
    assert line.width() >= line.fontMetrics().horizontalAdvance(line.text())
    assert not where.intersects(line.geometry())
    assert panel.rect().contains(where)
    for button in (links.more, links.copy_text):
        assert links.rect().contains(button.geometry())
        assert button.width() >= button.sizeHint().width()
    panel.turn_to(1)
    assert links.isHidden()
    panel.turn_to(0)
    assert links.isVisible()
    window.commands.clear.trigger()
    for _ in range(3):
        QApplication.processEvents()
    assert links.isHidden()


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
