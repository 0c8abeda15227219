"""What stands beside the roots: other sources, tests, safety net, and the rest for a clinician."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.vocabulary import PartId, Quality, Root, Side, Voice
from bodymap.ui.theme import LIGHT
from bodymap.ui.widgets.card import Card
from bodymap.ui.window.main_window import MainWindow


def mark(window: MainWindow, qtbot: QtBot, *parts: tuple[str, Quality | None]) -> None:
    with qtbot.waitSignal(window.bridge.found):
        for part, quality in parts:
            window.bridge.select(None)
            window.bridge.say_quality(quality)
            window.bridge.toggle_part(PartId(part), Side.LEFT)


def test_groin_and_buttock_offer_the_hip_joint(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("groin", None), ("buttock-middle", None))
    card = window.answer_column.possible_card
    assert card.isVisible()
    assert card.shown_titles == ("The hip joint itself",)


def test_numb_outer_thigh_offers_its_skin_nerve(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("thigh-outer-upper", Quality.NUMB), ("thigh-outer-lower", Quality.TINGLING))
    assert "outer thigh" in window.answer_column.possible_card.text
    window.choose_voice(Voice.CLINICIAN)
    titles = window.answer_column.possible_card.shown_titles
    assert any("lateral femoral cutaneous" in title.lower() for title in titles)


def test_other_possibilities_come_when_they_are_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("groin", None), ("buttock-middle", None))
    card = window.answer_column.possible_card
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert len(card.shown_titles) > 1
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert len(card.shown_titles) == 1


def test_clinician_gets_tests_that_tell_the_roots_apart(window: MainWindow, qtbot: QtBot) -> None:
    window.choose_voice(Voice.CLINICIAN)
    mark(window, qtbot, ("big-toe", Quality.NUMB), ("leg-outer", None))
    card = window.answer_column.tests_card
    assert card.isVisible()
    assert "L5 rather than L4 and S1" in card.text


def test_codes_and_extent_are_for_the_clinician(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", Quality.ACHING))
    column = window.answer_column
    assert not column.record_card.isVisible()
    window.choose_voice(Voice.CLINICIAN)
    assert "ICD-10-CM" in column.record_card.text
    assert "Pain extent" in column.record_card.text


def test_safety_net_comes_with_every_answer(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("low-back", None))
    for voice in Voice:
        window.choose_voice(voice)
        assert window.answer_column.watch_card.isVisible()
        assert window.answer_column.watch_card.text


def test_clinician_reads_which_maps_were_asked_and_how_they_were_drawn(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None))
    card = window.answer_column.levels_card
    assert not card.maps_note
    window.choose_voice(Voice.CLINICIAN)
    assert "not yet checked by a clinician" in card.maps_note
    for known in window.bridge.known_maps:
        assert known.title in card.maps_note


def test_courses_of_the_leading_roots_are_drawn(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None))
    assert all(body.body_scene().courses for body in window.body_card.views)
    with qtbot.waitSignal(window.bridge.found):
        window.commands.clear.trigger()
    assert not any(body.body_scene().courses for body in window.body_card.views)


def headings(window: MainWindow) -> list[str]:
    labels = window.answer_column.page.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.property("role") in ("heading", "item")]


def test_no_card_is_empty_where_the_maps_know_no_nerve(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("face", None))
    column = window.answer_column
    assert not column.levels_card.isVisible()
    mark(window, qtbot, ("hip-front", None))
    assert column.levels_card.isVisible()


@pytest.mark.parametrize("voice", Voice)
def test_every_card_has_a_heading_and_no_thing_has_two(window: MainWindow, qtbot: QtBot, voice: Voice) -> None:
    window.choose_voice(voice)
    mark(window, qtbot, ("big-toe", Quality.NUMB), ("leg-outer", None))
    cards = [card for card in window.answer_column.page.findChildren(Card) if card.isVisible()]
    assert len(cards) > 4
    assert all(card.accessibleName() for card in cards)
    assert len(set(headings(window))) == len(headings(window))
    assert sum("check" in heading for heading in headings(window)) <= 1


def test_title_counts_the_nerves(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None))
    assert len({lit.root for lit in window.answer_column.spine_card.panel.lit}) > 1
    assert headings(window)[0] == "The nerves that feel this skin start here"
    one = (Candidate(Root.L1, Side.LEFT, 1, 1, 1, 1, 1),)
    window.answer_column.spine_card.show_roots(one, (), LIGHT)
    assert headings(window)[0] == "The nerve that feels this skin starts here"


def test_no_line_ends_between_a_number_and_its_per_cent_sign(window: MainWindow, qtbot: QtBot) -> None:
    window.choose_voice(Voice.CLINICIAN)
    mark(window, qtbot, ("hip-front", None), ("neck-side", Quality.SHOOTING))
    texts = [label.text() for label in window.answer_column.page.findChildren(QLabel)]
    assert any("\u00a0%" in text for text in texts)
    assert not any(re.search(r"\d %", text) for text in texts)


def test_source_of_the_study_opens_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1440, 760)
    mark(window, qtbot, ("hip-front", None))
    column = window.answer_column
    column.verticalScrollBar().setValue(0)
    column.ensureWidgetVisible(column.study_card.more, 0, 2)
    QTest.mouseClick(column.study_card.more, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert column.study_card.source
    shown = column.viewport().rect()
    source = next(label for label in column.study_card.findChildren(QLabel) if label.text() == column.study_card.source)
    assert shown.contains(source.mapTo(column.viewport(), source.rect().bottomLeft()))


def test_card_that_is_read_stays_when_the_reader_changes(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1440, 760)
    mark(window, qtbot, ("hip-front", None))
    QApplication.processEvents()
    column = window.answer_column
    for card in (column.study_card, column.levels_card):
        for voice in (Voice.CLINICIAN, Voice.PATIENT):
            column.verticalScrollBar().setValue(card.y() + 10)
            assert column.verticalScrollBar().value() > card.y()
            before = card.mapTo(column.viewport(), QPoint(0, 0)).y()
            window.choose_voice(voice)
            QApplication.processEvents()
            assert card.mapTo(column.viewport(), QPoint(0, 0)).y() == before


def test_column_that_was_not_scrolled_stays_at_its_top(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None))
    for voice in (Voice.CLINICIAN, Voice.PATIENT):
        window.choose_voice(voice)
        QApplication.processEvents()
        assert window.answer_column.verticalScrollBar().value() == 0
