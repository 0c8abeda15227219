"""What stands beside the roots: other sources, tests, safety net, and the rest for a clinician."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bodymap.core.marks.reply import QuestionId, Reply
from bodymap.core.marks.touch import BodyPoint
from bodymap.core.vocabulary import PartId, Quality, Side, View, Voice
from bodymap.ui.widgets.card import Card
from bodymap.ui.window.main_window import MainWindow


def mark(window: MainWindow, qtbot: QtBot, *parts: tuple[str, Quality | None]) -> None:
    with qtbot.waitSignal(window.bridge.found):
        for part, quality in parts:
            window.bridge.select(None)
            window.bridge.say_quality(quality)
            window.bridge.toggle_part(PartId(part), Side.LEFT)


def more(window: MainWindow) -> None:
    """Ask for what is folded."""
    if not window.answer_column.more.isChecked():
        QTest.mouseClick(window.answer_column.more, Qt.MouseButton.LeftButton)


def test_groin_and_buttock_offer_the_hip_joint(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("groin", None), ("buttock-middle", None))
    card = window.answer_column.possible_card
    assert not card.isVisible()
    more(window)
    assert card.isVisible()
    assert card.shown_titles == ("The hip joint itself",)


def test_numb_outer_thigh_offers_its_skin_nerve(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("thigh-outer-upper", Quality.NUMB), ("thigh-outer-lower", Quality.TINGLING))
    assert "skin nerve of the outer thigh" in window.answer_column.story_card.text
    more(window)
    assert "outer thigh" in window.answer_column.possible_card.text
    window.choose_voice(Voice.CLINICIAN)
    window.answer_column.possible_card.more.click()
    titles = window.answer_column.possible_card.shown_titles
    assert any("lateral femoral cutaneous" in title.lower() for title in titles)


def test_other_possibilities_come_when_they_are_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("groin", None), ("buttock-middle", None))
    more(window)
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
    assert "Speaks for L5" in card.text
    assert len(card.shown_titles) <= 7
    assert not window.answer_column.notes_card.isVisible()
    more(window)
    assert "Side-lying, resist abduction" in window.answer_column.notes_card.text


def test_codes_and_extent_are_for_the_clinician(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", Quality.ACHING))
    column = window.answer_column
    more(window)
    assert not column.record_card.isVisible()
    window.choose_voice(Voice.CLINICIAN)
    assert "ICD-10-CM" in column.record_card.text
    assert "Pain extent" in column.record_card.text


def test_safety_net_comes_with_every_answer(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("low-back", None))
    more(window)
    for voice in Voice:
        window.choose_voice(voice)
        assert window.answer_column.watch_card.isVisible()
        assert window.answer_column.watch_card.text


def test_clinician_reads_which_maps_were_asked_and_how_they_were_drawn(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None))
    card = window.answer_column.levels_card
    more(window)
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


def test_where_the_maps_know_no_nerve_the_card_says_so(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("face", None))
    card = window.answer_column.levels_card
    assert (card.shown_levels, card.isVisible()) == ((), True)
    assert "the trigeminal nerve, not by a spinal nerve" in card.text


@pytest.mark.parametrize("voice", Voice)
def test_every_card_has_a_heading_and_no_thing_has_two(window: MainWindow, qtbot: QtBot, voice: Voice) -> None:
    window.choose_voice(voice)
    mark(window, qtbot, ("big-toe", Quality.NUMB), ("leg-outer", None))
    cards = [card for card in window.answer_column.page.findChildren(Card) if card.isVisible()]
    assert len(cards) > 3
    assert all(card.accessibleName() for card in cards)
    assert len(set(headings(window))) == len(headings(window))
    assert sum("check" in heading for heading in headings(window)) <= 1


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
    QTest.mouseClick(column.story_card.source_link, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
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
    more(window)
    QApplication.processEvents()
    for card in (column.study_card,):
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


@pytest.mark.parametrize("part", ["hip-front", "groin", "heel-sole"])
def test_answer_fits_on_one_screen_for_both_audiences(window: MainWindow, qtbot: QtBot, part: str) -> None:
    mark(window, qtbot, (part, Quality.ACHING))
    for voice in (Voice.CLINICIAN, Voice.PATIENT):
        window.choose_voice(voice)
        qtbot.waitUntil(lambda: window.answer_column.verticalScrollBar().maximum() == 0)


def test_each_complaint_has_a_chip_that_brings_it_to_the_front(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None), ("wrist-back", None))
    card = window.answer_column.story_card
    assert "wrist" in card.text  # the mark that was touched last
    assert [chip.text()[3:] for chip in card.chips] == ["front of the hip", "back of the wrist"]
    QTest.mouseClick(card.chips[0], Qt.MouseButton.LeftButton)
    assert "hip" in card.text
    assert {lit.root.value[0] for lit in card.panel.lit} == {"L", "T"}
    QTest.mouseClick(card.chips[1], Qt.MouseButton.LeftButton)
    assert {lit.root.value[0] for lit in card.panel.lit} == {"C"}


def test_selected_mark_brings_its_complaint_to_the_front(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None), ("wrist-back", None))
    window.bridge.select(window.bridge.case.marks[0].id)
    assert "hip" in window.answer_column.story_card.text


def test_other_words_keep_the_complaint_that_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None), ("wrist-back", None))
    card = window.answer_column.story_card
    QTest.mouseClick(card.chips[0], Qt.MouseButton.LeftButton)
    for button in ("Clinician", "Patient"):
        QTest.mouseClick(button_of(window, button), Qt.MouseButton.LeftButton)
        assert "hip" in card.text
        assert [chip.isChecked() for chip in card.chips] == [True, False]
    QTest.mouseClick(card.chips[1], Qt.MouseButton.LeftButton)
    window.bridge.select(None)
    QTest.mouseClick(button_of(window, "Clinician"), Qt.MouseButton.LeftButton)
    assert "wrist" in card.text


def test_an_answer_to_a_question_keeps_the_complaint_that_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    mark(window, qtbot, ("hip-front", None), ("wrist-back", None))
    card = window.answer_column.story_card
    QTest.mouseClick(card.chips[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.answer(QuestionId("ces-bladder"), Reply.NO)
    assert "hip" in card.text
    mark(window, qtbot, ("wrist-front", None))
    assert "wrist" in card.text  # what is touched anew comes to the front
    window.bridge.select(window.bridge.case.marks[0].id)
    assert "hip" in card.text
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.remove(window.bridge.case.marks[0].id)
    assert "wrist" in card.text


def button_of(window: MainWindow, text: str) -> QPushButton:
    return next(one for one in window.top_bar.findChildren(QPushButton) if one.text() == text)


def test_answer_can_be_copied_as_text(window: MainWindow, qtbot: QtBot) -> None:
    window.choose_voice(Voice.CLINICIAN)
    mark(window, qtbot, ("hip-front", Quality.ACHING))
    QTest.mouseClick(window.answer_column.links.copy_text, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    for piece in ("Left anterior hip · aching", "EXPOSS hip: 22/31", "L1 left", "Repeated movements of the back"):
        assert piece in text
    assert "<b>" not in text


def test_all_that_a_clinician_needs_at_once_fits_the_column(window: MainWindow, qtbot: QtBot) -> None:
    window.choose_voice(Voice.CLINICIAN)
    mark(window, qtbot, ("hip-front", Quality.ACHING))
    QApplication.processEvents()
    column = window.answer_column
    assert column.do_card.geometry().bottom() <= column.viewport().height()


@pytest.mark.parametrize("side", list(Side))
def test_body_spine_and_bars_show_the_same_roots_of_both_sides(window: MainWindow, qtbot: QtBot, side: Side) -> None:
    window.bridge.say_quality(Quality.NUMB)
    with qtbot.waitSignal(window.bridge.found) as caught:
        window.bridge.touch(BodyPoint(View.SADDLE, 12 if side is Side.LEFT else -12, -5))
    more(window)
    findings = (caught.args or [])[0]
    shown = {f"{one.root.value} {one.side.value}" for one in findings.shown}
    assert {one.side for one in findings.shown} == set(Side)
    lit = window.answer_column.story_card.panel.lit
    assert {f"{one.root.value} {one.side.value}" for one in lit} == shown
    assert set(window.answer_column.levels_card.shown_levels) == shown
