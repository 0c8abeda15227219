"""Warnings before everything else, and their questions answered by click and by key."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.tables.person import FactId
from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.ui.warnings.alarm_banner import AlarmBanner
from bodymap.ui.window.main_window import MainWindow

CAUDA = "cauda-equina"
ANY = QuestionId("ces-any")
FEVER = FactId("fever")
BLADDER = QuestionId("ces-bladder")


def mark(window: MainWindow, qtbot: QtBot, part: str, *sides: Side, quality: Quality | None = None) -> None:
    window.bridge.select(None)
    window.bridge.say_quality(quality)
    with qtbot.waitSignal(window.bridge.found):
        for side in sides:
            window.bridge.toggle_part(PartId(part), side)


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def banner(window: MainWindow) -> AlarmBanner:
    return window.alarm_banner


def test_nothing_marked_warns_of_nothing(banner: AlarmBanner) -> None:
    assert not banner.shown
    assert not banner.panel.isVisible()
    assert banner.isVisible()


def test_numb_saddle_opens_the_emergency_at_once_and_asks_nothing(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot
) -> None:
    mark(window, qtbot, "anus", *Side, quality=Quality.NUMB)
    assert banner.is_urgent
    assert banner.shown[0] == CAUDA
    assert banner.open_notice == CAUDA
    assert banner.panel.isVisible()
    assert banner.panel.text.startswith("You marked numbness")
    assert "emergency department now" in banner.panel.text
    assert not banner.panel.questions.asked
    assert not banner.panel.none_button.isVisible()
    assert banner.fact.asked is None
    click(banner.panel.record_button)
    assert banner.panel.questions.asked[0] == "ces-saddle-feeling"


def test_fact_about_the_person_is_asked_once_and_one_at_a_time(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot
) -> None:
    mark(window, qtbot, "hip-front", Side.LEFT)
    height = banner.height()
    entrance = banner.entrance
    assert isinstance(entrance, QPushButton)
    assert entrance.accessibleName() == "How old are you?"
    asked = []
    for value in ("40s", "no", "no"):
        assert banner.fact.asked is not None
        asked.append(banner.fact.asked.id)
        with qtbot.waitSignal(window.bridge.found):
            if value == "40s":
                banner.fact.choose(value)
            else:
                click(banner.fact.button(value))
    assert asked == ["age", "fall", "fever"]
    assert banner.fact.asked is None
    assert banner.height() == height
    assert {one.fact: one.value for one in window.bridge.case.person.known} == {
        "age": "40s", "fall": "no", "fever": "no"
    }  # fmt: skip
    with qtbot.waitSignal(window.bridge.found):
        window.commands.undo.trigger()
    assert banner.fact.asked is not None


def test_fact_about_the_person_is_changed_and_taken_back_on_the_line(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot
) -> None:
    mark(window, qtbot, "hip-front", Side.LEFT)
    assert not banner.person.isVisible()
    menus = set()
    for fact, value in ((FEVER, "yes"), (FEVER, "no"), (FEVER, None)):
        with qtbot.waitSignal(window.bridge.found):
            banner.person.choose(fact, value)
        assert window.bridge.case.person.value(fact) == value
        assert banner.is_urgent is (value == "yes")
        assert banner.person.isVisible() is (value is not None)
        if value:
            assert banner.person.text() == "Person: 1 ▾"
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        known = sum(isinstance(one, QMenu) for one in gc.get_objects())
        menus.add((len(banner.person.findChildren(QMenu)), known))
    assert len(menus) == 1  # none stays behind, not even in Python's memory


def test_hip_and_calf_need_four_presses_for_all_that_is_asked(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot
) -> None:
    mark(window, qtbot, "hip-front", Side.LEFT, quality=Quality.ACHING)
    mark(window, qtbot, "calf-outer", Side.LEFT, quality=Quality.ACHING)
    with qtbot.waitSignal(window.bridge.found):
        banner.fact.choose("40s")  # two presses: the menu, and a line of it
    click(banner.button("deep-vein-thrombosis"))
    assert banner.panel.open_questions == ("dvt-swelling", ANY)
    assert banner.panel.open_facts == ("fall", FEVER)
    with qtbot.waitSignal(window.bridge.found):
        click(banner.panel.none_button)
    assert banner.said == "2 of 2 answered"
    assert banner.fact.asked is None
    assert not banner.panel.isVisible()
    assert banner.button("deep-vein-thrombosis").hasFocus()
    with qtbot.waitSignal(window.bridge.found):
        window.commands.undo.trigger()
    assert window.bridge.case.answers == ()
    assert window.bridge.case.person.value(FEVER) is None


def test_answered_fact_stays_where_it_was_asked(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "calf-outer", Side.LEFT, quality=Quality.ACHING)
    mark(window, qtbot, "hip-front", Side.LEFT, quality=Quality.ACHING)
    click(banner.button("deep-vein-thrombosis"))
    before = banner.panel.facts.asked
    button = banner.panel.facts.reply_button(QuestionId("fall"), Reply.NO)
    with qtbot.waitSignal(window.bridge.found):
        click(button)
    assert banner.panel.facts.asked == before
    assert button.isChecked()
    with qtbot.waitSignal(window.bridge.found):
        click(button)
    assert window.bridge.case.person.value(FactId("fall")) is None


@pytest.mark.parametrize("voice", list(Voice))
def test_answer_steps_back_under_an_emergency_until_it_is_asked_for(
    window: MainWindow, qtbot: QtBot, voice: Voice
) -> None:
    window.choose_voice(voice)
    mark(window, qtbot, "knee-front", Side.LEFT)
    assert window.answer_column.isVisible()
    mark(window, qtbot, "anus", *Side, quality=Quality.NUMB)
    waiting = window.side_panel.waiting
    assert not window.answer_column.isVisible()
    assert waiting.isVisible()
    click(waiting.button)
    assert window.answer_column.isVisible()
    mark(window, qtbot, "palm", Side.LEFT)
    assert window.answer_column.isVisible()
    window.side_panel.turn_to(1)
    assert not waiting.isVisible()
    window.side_panel.turn_to(0)
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.clear()
    mark(window, qtbot, "anus", *Side, quality=Quality.NUMB)
    assert waiting.isVisible()


def test_none_of_these_answers_all_open_questions_at_once(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot
) -> None:
    mark(window, qtbot, "calf-outer", Side.LEFT, quality=Quality.ACHING)
    click(banner.button("deep-vein-thrombosis"))
    assert banner.panel.questions.asked == ("dvt-swelling", ANY)
    assert "see a doctor today" not in banner.panel.text
    assert not banner.panel.facts.isVisible()
    with qtbot.waitSignal(window.bridge.found):
        click(banner.panel.none_button)
    assert set(window.bridge.case.answers) == {Answer(QuestionId("dvt-swelling"), Reply.NO), Answer(ANY, Reply.NO)}
    assert banner.said == "2 of 2 answered"
    assert not banner.panel.none_button.isVisible()
    assert all(banner.button(name).text().startswith("✓") for name in banner.shown)


def test_yes_to_the_folded_line_opens_its_questions(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "low-back", Side.LEFT)
    click(banner.button(CAUDA))
    assert banner.panel.questions.asked == (ANY,)
    with qtbot.waitSignal(window.bridge.found):
        click(banner.panel.questions.reply_button(ANY, Reply.YES))
    assert BLADDER in banner.panel.questions.asked


def test_banner_stands_above_body_and_answer(window: MainWindow, banner: AlarmBanner) -> None:
    for below in (window.body_card, window.side_panel, window.tool_rail):
        assert banner.mapTo(window, banner.rect().bottomLeft()).y() < below.mapTo(window, below.rect().topLeft()).y()


def test_warning_that_only_asks_stays_closed_until_it_is_clicked(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot
) -> None:
    mark(window, qtbot, "low-back", Side.LEFT)
    assert CAUDA in banner.shown
    assert banner.open_notice is None
    assert not banner.is_urgent
    click(banner.button(CAUDA))
    assert banner.panel.isVisible()
    click(banner.button(CAUDA))
    assert not banner.panel.isVisible()


def test_picture_does_not_move_when_warnings_come(window: MainWindow, qtbot: QtBot) -> None:
    body = window.body_card.views[0]
    before = body.mapTo(window, body.rect().topLeft()), body.size()
    mark(window, qtbot, "anus", *Side, quality=Quality.NUMB)
    assert (body.mapTo(window, body.rect().topLeft()), body.size()) == before


def test_answer_by_click_is_kept_and_can_be_taken_back(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "low-back", Side.LEFT)
    click(banner.button(CAUDA))
    for replies in ((Answer(ANY, Reply.NO),), ()):
        with qtbot.waitSignal(window.bridge.found):
            click(banner.panel.questions.reply_button(ANY, Reply.NO))
        assert window.bridge.case.answers == replies
        assert banner.panel.questions.reply_button(ANY, Reply.NO).isChecked() is bool(replies)


def test_yes_raises_the_warning(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "low-back", Side.LEFT)
    click(banner.button(CAUDA))
    with qtbot.waitSignal(window.bridge.found):
        click(banner.panel.questions.reply_button(ANY, Reply.YES))
    assert banner.is_urgent
    assert banner.button(CAUDA).text().startswith("!")
    with qtbot.waitSignal(window.bridge.found):
        window.commands.undo.trigger()
    assert not banner.is_urgent


def test_instruction_stays_on_the_line_until_the_yes_is_taken_back(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot
) -> None:
    mark(window, qtbot, "low-back", Side.LEFT)
    click(banner.button(CAUDA))
    height = banner.height()
    with qtbot.waitSignal(window.bridge.found):
        click(banner.panel.questions.reply_button(ANY, Reply.YES))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not banner.panel.isVisible()
    assert "emergency department now" in banner.said
    assert banner.accessibleName() == banner.said
    assert banner.height() == height
    click(banner.button(CAUDA))
    with qtbot.waitSignal(window.bridge.found):
        click(banner.panel.questions.reply_button(ANY, Reply.YES))
    assert "emergency department now" not in banner.said


def test_answered_warning_is_ticked(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "low-back", Side.LEFT)
    click(banner.button(CAUDA))
    for question in banner.panel.questions.asked:
        with qtbot.waitSignal(window.bridge.found):
            click(banner.panel.questions.reply_button(question, Reply.NO))
    assert banner.button(CAUDA).text().startswith("✓")


def test_closed_warning_does_not_open_again_by_itself(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "anus", *Side, quality=Quality.NUMB)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not banner.panel.isVisible()
    mark(window, qtbot, "knee-front", Side.LEFT)
    assert not banner.panel.isVisible()
    assert banner.is_urgent


def test_questions_are_answered_by_keyboard(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "anus", *Side)
    click(banner.button(CAUDA))
    window.activateWindow()
    banner.button(CAUDA).setFocus()
    yes = banner.panel.questions.reply_button(BLADDER, Reply.YES)
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is yes:
            break
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is yes
    QTest.keyClick(yes, Qt.Key.Key_Space)
    assert window.bridge.case.answers == (Answer(BLADDER, Reply.YES),)


def test_clinician_reads_terms(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "anus", *Side, quality=Quality.NUMB)
    window.choose_voice(Voice.CLINICIAN)
    assert "cauda equina" in banner.panel.text
    assert banner.panel.name == "Cauda equina syndrome"


@pytest.mark.parametrize("voice", list(Voice))
def test_no_disease_is_named_on_the_line_nor_to_a_patient(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot, voice: Voice
) -> None:
    window.choose_voice(voice)
    mark(window, qtbot, "low-back", *Side)
    mark(window, qtbot, "groin", Side.LEFT)
    assert window.bridge.evidence is not None
    names = [alarm.name.lower() for alarm in window.bridge.evidence.alarms]
    texts = " ".join(banner.button(notice).text().lower() for notice in (*banner.shown, *banner.in_menu))
    assert texts
    assert [name for name in names if name in texts] == []
    click(banner.button(CAUDA))
    assert banner.panel.name == ("" if voice is Voice.PATIENT else "Cauda equina syndrome")


@pytest.mark.parametrize("voice", list(Voice))
@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_no_word_of_an_instruction_is_cut_off_in_its_panel(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot, size: tuple[int, int], voice: Voice
) -> None:
    window.resize(*size)
    window.choose_voice(voice)
    mark(window, qtbot, "anus", *Side, quality=Quality.NUMB)
    why = banner.panel.words
    assert why.height() >= why.heightForWidth(why.width())
    if voice is Voice.PATIENT:
        assert banner.said.startswith(banner.lead.text())
        assert "emergency department now" in banner.lead.text()


@pytest.mark.parametrize("voice", Voice)
def test_the_line_ends_with_a_whole_clause_on_a_small_screen(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot, voice: Voice
) -> None:
    window.choose_voice(voice)
    window.resize(1024, 700)
    for parts in (("anus",), ("chest-middle", "upper-arm-inner")):
        window.bridge.clear()
        for part in parts:
            mark(window, qtbot, part, *Side, quality=Quality.NUMB)
        told, (notice,) = banner.lead.text(), banner.emergencies
        assert notice in banner.shown
        assert "…" not in told
        assert banner.said.startswith(told)
        assert banner.said[len(told) :][:1] in ("", " ", ";", ",")


def test_no_question_is_cut_off_and_every_warning_can_be_reached(
    window: MainWindow, banner: AlarmBanner, qtbot: QtBot
) -> None:
    for size in ((1440, 900), (1024, 700)):
        window.resize(*size)
        window.bridge.clear()
        mark(window, qtbot, "low-back", *Side)
        mark(window, qtbot, "groin", Side.LEFT)
        height = banner.height()
        found = window.findings.red_flags if window.findings else ()
        notices = [flag.id for flag in found if flag.raised or flag.questions]
        assert [*banner.shown, *banner.in_menu] == notices
        assert banner.more.isVisible() is bool(banner.in_menu)
        banner.turn_to(notices[-1])
        assert banner.panel.questions.asked
        assert banner.height() == height
        banner.close_panel()
        banner.turn_to(CAUDA)
        panel = banner.panel
        assert panel.parentWidget() is not None
        assert panel.geometry().bottom() < window.height()
        for question in panel.questions.asked:
            for reply in Reply:
                button = panel.questions.reply_button(question, reply)
                corner = button.mapTo(panel, button.rect().bottomRight())
                assert panel.rect().contains(corner)
        banner.close_panel()


def test_every_reply_says_what_it_answers(window: MainWindow, banner: AlarmBanner, qtbot: QtBot) -> None:
    mark(window, qtbot, "anus", *Side)
    click(banner.button(CAUDA))
    names = {
        banner.panel.questions.reply_button(question, reply).accessibleName()
        for question in banner.panel.questions.asked
        for reply in Reply
    }
    assert len(names) == 3 * len(banner.panel.questions.asked)
