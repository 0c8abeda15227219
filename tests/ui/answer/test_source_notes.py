"""Each figure opens its source beside it, and each map says its own share."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import PartId, Side, Voice
from bodymap.ui.answer.source_note import SourceNote
from bodymap.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hip(window: MainWindow, qtbot: QtBot) -> MainWindow:
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    return window


def notes(window: MainWindow) -> dict[str, SourceNote]:
    column = window.answer_column
    cards = (column.story_card, column.levels_card, column.tests_card, column.do_card)
    return {card.accessibleName(): card.sources for card in cards}


def test_every_card_of_a_clinician_opens_its_sources_in_full(hip: MainWindow) -> None:
    hip.choose_voice(Voice.CLINICIAN)
    found = notes(hip)
    assert len(found) == 4
    for note in found.values():
        assert note.link.isVisible()
        assert note.text == ""
        QTest.mouseClick(note.link, LEFT)
        assert "How sure: " in note.text
    story = hip.answer_column.story_card.sources.text
    assert "Rosedale, Richard" in story
    assert "doi 10.1080/10669817.2019.1661706" in story
    assert "People: 322 of 369 people" in story
    assert "Limits: no control group" in story
    QTest.mouseClick(hip.answer_column.story_card.sources.link, LEFT)
    assert hip.answer_column.story_card.sources.text == ""


def test_a_source_names_no_card_of_a_patient_but_that_of_the_study(hip: MainWindow) -> None:
    assert not any(note.link.isVisible() for note in notes(hip).values())
    QTest.mouseClick(hip.answer_column.story_card.source_link, LEFT)
    QTest.mouseClick(hip.answer_column.study_card.more, LEFT)
    assert "Rosedale, Richard" in hip.answer_column.study_card.source
    assert "Limits: no control group" in hip.answer_column.study_card.source


def test_sources_stay_open_while_the_same_are_told_and_close_for_others(hip: MainWindow, qtbot: QtBot) -> None:
    hip.choose_voice(Voice.CLINICIAN)
    note = hip.answer_column.story_card.sources
    QTest.mouseClick(note.link, LEFT)
    hip.answer_column.more.click()
    assert note.text
    with qtbot.waitSignal(hip.bridge.found):
        hip.bridge.select(None)
        hip.bridge.toggle_part(PartId("wrist-back"), Side.LEFT)
    assert note.text == ""


@pytest.mark.parametrize("voice", Voice)
def test_the_card_of_the_study_tells_what_the_study_counted(hip: MainWindow, voice: Voice) -> None:
    hip.choose_voice(voice)
    hip.answer_column.more.click()
    card = hip.answer_column.study_card
    assert "22" in card.text
    assert "31" in card.text
    assert card.more.text().startswith("Rosedale 2020")


def test_each_map_says_its_own_share_beside_the_range(hip: MainWindow) -> None:
    hip.choose_voice(Voice.CLINICIAN)
    card = hip.answer_column.levels_card
    assert not any("%" in facts for facts in card.shown_facts)
    hip.answer_column.more.click()
    atlas = hip.bridge.atlas
    assert atlas is not None
    for facts in card.shown_facts:
        for known in atlas.maps:
            assert f"{known.title} " in facts
    assert all(len(bar.ticks) == len(atlas.maps) for bar in card.bars)


def test_no_source_is_offered_before_something_is_marked_and_after_it_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    card = window.answer_column.story_card
    assert not card.sources.link.isVisible()
    window.choose_voice(Voice.CLINICIAN)
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    assert card.sources.link.isVisible()
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    assert not card.sources.link.isVisible()
