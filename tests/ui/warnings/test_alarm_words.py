"""The words of a raised emergency are read whole, in letters of any size and in a window of any width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bodymap.app import Program
from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.core.words.explanation import Notice
from bodymap.ui.bridge import Bridge
from bodymap.ui.language.spoken import explained
from bodymap.ui.look import TEXT_PERCENTS, Look
from bodymap.ui.warnings.alarm_banner import AlarmBanner
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.settings import Settings

SIZES = ((1440, 900), (1280, 800), (1024, 700))


@pytest.fixture(autouse=True)
def texts(look: Look) -> Iterator[Look]:
    """The look, whose size of texts is as before when a test is over."""
    yield look
    look.step_text(0)


def is_whole(label: QLabel) -> bool:
    """Whether every line of a label that wraps has its room."""
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextSingleLine
    room = QRect(0, 0, label.contentsRect().width(), 10_000)
    needed = label.fontMetrics().boundingRect(room, flags, label.text())
    return needed.height() <= label.height() and needed.width() <= label.width()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def raise_emergency(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.say_quality(Quality.NUMB)
    with qtbot.waitSignal(window.bridge.found):
        for side in Side:
            window.bridge.toggle_part(PartId("perineum"), side)
    assert window.alarm_banner.is_urgent


def notices(window: MainWindow, qtbot: QtBot, voice: Voice) -> tuple[Notice, ...]:
    """What warns of numbness between the legs."""
    raise_emergency(window, qtbot)
    findings, evidence = window.findings, window.bridge.evidence
    assert findings is not None
    assert evidence is not None
    return explained(findings, evidence, voice).red_flags


@pytest.mark.qt_log_ignore("This plugin does not support")  # what the screen of a test cannot do
@pytest.mark.parametrize("voice", Voice)
def test_no_word_of_an_emergency_is_cut_at_any_size(
    window: MainWindow, texts: Look, qtbot: QtBot, voice: Voice
) -> None:
    told = notices(window, qtbot, voice)
    window.hide()  # to lay it out at all sizes takes minutes
    page = QWidget()
    qtbot.addWidget(page)
    banner, rest = AlarmBanner(page), QWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(banner)
    column.addWidget(rest, stretch=1)
    page.show()
    banner.show_notices(told)
    assert "mergency" in banner.instruction
    for percent in TEXT_PERCENTS.steps:
        while texts.text_percent != percent:
            texts.step_text(1 if texts.text_percent < percent else -1)
        for size in SIZES:
            page.resize(*size)
            settle()
            assert banner.lead.text().startswith(banner.instruction)
            assert is_whole(banner.lead)
            assert banner.rect().contains(banner.lead.geometry())
            assert rest.geometry().top() > banner.geometry().bottom()
            assert page.size().toTuple() == size  # the words do not push it wider
            assert is_whole(banner.panel.words)


def test_words_of_an_emergency_are_whole_in_the_window(window: MainWindow, texts: Look, qtbot: QtBot) -> None:
    raise_emergency(window, qtbot)
    window.resize(1024, 700)
    while texts.text_percent < 200:
        texts.step_text(1)
    settle()
    banner = window.alarm_banner
    assert banner.instruction in banner.lead.text()
    assert is_whole(banner.lead)
    assert (window.width(), window.height()) == (1024, 700)
    assert window.rect().contains(QRect(banner.lead.mapTo(window, QPoint()), banner.lead.size()))
    texts.step_text(0)
    settle()
    assert not banner.lead.wordWrap()
    chip = banner.button(banner.shown[0])
    assert abs(chip.mapTo(banner, QPoint()).y() - banner.lead.y()) < banner.lead.height()  # beside each other again


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_panel_covers_neither_picture_nor_tools_nor_tabs(
    window: MainWindow, texts: Look, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    window.resize(*size)
    while texts.text_percent < percent:
        texts.step_text(1)
    raise_emergency(window, qtbot)
    settle()
    panel, side = window.alarm_banner.panel, window.side_panel
    assert panel.isVisible()
    kept = (window.body_card, window.tool_rail, side.answer_button, side.marks_button, side.examination_button)
    box = QRect(panel.mapTo(window, QPoint()), panel.size())
    assert not [one for one in kept if box.intersects(QRect(one.mapTo(window, QPoint()), one.size()))]
    assert window.rect().contains(box)
    for words in panel.findChildren(QLabel):
        assert words.isHidden() or is_whole(words)
    for button in (panel.record_button, panel.close_button):
        assert panel.rect().contains(QRect(button.mapTo(panel, QPoint()), button.size()))


def test_panel_makes_way_for_the_page_that_is_turned_to(window: MainWindow, qtbot: QtBot) -> None:
    raise_emergency(window, qtbot)
    assert window.alarm_banner.panel.isVisible()
    QTest.mouseClick(window.side_panel.marks_button, Qt.MouseButton.LeftButton)
    assert not window.alarm_banner.panel.isVisible()
    assert window.marks_panel.isVisible()
    assert window.alarm_banner.is_urgent


@pytest.mark.parametrize("is_closed", [True, False])
def test_panel_is_closed_or_open_as_before_in_another_language(
    qtbot: QtBot, qapp: QApplication, is_closed: bool
) -> None:
    program = Program(Look(qapp), Settings(qapp))
    window = program.open(Bridge())
    with qtbot.waitSignal(window.bridge.found, timeout=20_000):
        window.bridge.load_atlas()
    raise_emergency(window, qtbot)
    if is_closed:
        window.alarm_banner.close_panel()
    program.speak("de")
    new = program.window
    assert new is not None
    try:
        with qtbot.waitSignal(new.bridge.found, timeout=20_000):
            new.bridge.load_atlas()
        assert new.alarm_banner.is_urgent
        assert new.alarm_banner.panel.isVisible() is not is_closed
    finally:
        program.speak("en")
        assert program.window is not None
        qtbot.addWidget(program.window)
        program.window.bridge.new_case()  # so that nothing is asked about when it closes


def test_answer_that_is_asked_for_all_the_same_begins_at_its_beginning(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.toggle_part(PartId("low-back"), Side.LEFT)
    window.bridge.select(None)
    raise_emergency(window, qtbot)
    window.alarm_banner.close_panel()
    bar = window.answer_column.verticalScrollBar()
    bar.setRange(0, 500)
    bar.setValue(400)
    QTest.mouseClick(window.side_panel.waiting.button, Qt.MouseButton.LeftButton)
    assert window.answer_column.isVisible()
    assert bar.value() == 0
