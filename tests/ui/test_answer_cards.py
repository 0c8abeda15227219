"""What stands beside the roots: other sources, tests, safety net, and the rest for a clinician."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bodymap.core.anatomy import PartId, Quality, Side, Voice
from bodymap.ui.main_window import MainWindow


def mark(window: MainWindow, qtbot: QtBot, *parts: tuple[str, Quality | None]) -> None:
    with qtbot.waitSignal(window.bridge.found):
        for part, quality in parts:
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
