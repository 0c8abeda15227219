"""What a person sees and does in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bodymap.core.atlas.orientation import towards
from bodymap.core.errors import CaseFileError
from bodymap.core.vocabulary import PartId, Quality, Root, Side, View, Voice
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.theme import DARK, LIGHT, ThemeChoice
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Unsaved

if TYPE_CHECKING:
    from tests.ui.conftest import Finger

Found = Callable[[], list[tuple[Root, Side]]]


def test_touching_the_front_of_the_hip_gives_upper_lumbar_roots(finger: Finger, found: Found) -> None:
    finger.touch("hip-front", Side.LEFT)
    assert found()
    assert {root for root, _ in found()} <= {Root.T12, Root.L1, Root.L2, Root.L3}


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(("part", "view"), [("hip-front", View.FRONT), ("buttock-middle", View.BACK)])
def test_side_is_the_patients_own(finger: Finger, found: Found, part: str, view: View, side: Side) -> None:
    finger.touch(part, side, view)
    assert {found_side for _, found_side in found()} == {side}


def test_patients_left_is_on_the_viewers_right_in_front_and_on_the_left_behind(finger: Finger) -> None:
    front, back = finger.body(View.FRONT), finger.body(View.BACK)
    assert finger.part("hip-front", Side.LEFT, View.FRONT).x() > front.width() / 2
    assert finger.part("buttock-middle", Side.LEFT, View.BACK).x() < back.width() / 2


def test_touch_makes_a_spot_and_a_second_touch_selects_it(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    case = window.bridge.case
    assert len(case.marks) == 1
    assert len(finger.body(View.FRONT).body_scene().marks) == 1
    assert not finger.body(View.BACK).body_scene().marks
    window.bridge.select(None)
    assert "Touch a mark to change it" in window.body_card.prompt
    finger.touch_mark("hip-front", Side.LEFT)
    assert window.bridge.selected == case.marks[0]
    assert window.bridge.case == case
    QTest.keyClick(window.body_card, Qt.Key.Key_Delete)
    assert window.bridge.case.is_empty
    assert not finger.body(View.FRONT).body_scene().marks


def test_touch_beside_the_body_marks_nothing(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    viewport = finger.body(View.FRONT).viewport()
    with qtbot.assertNotEmitted(window.bridge.case_changed):
        QTest.mouseClick(
            viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, viewport.height() - 3)
        )


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (2200, 1300)])
def test_touch_hits_at_every_size(window: MainWindow, finger: Finger, found: Found, size: tuple[int, int]) -> None:
    window.resize(*size)
    finger.touch("knee-front", Side.RIGHT)
    assert {side for _, side in found()} == {Side.RIGHT}


def test_touch_hits_when_zoomed_and_moved(window: MainWindow, finger: Finger, found: Found) -> None:
    body = finger.body(View.FRONT)
    body.zoom_by(3)
    x, y = body.body_scene().sceneRect().center().toTuple()
    body.centerOn(x + 120, y)
    finger.touch("hip-front", Side.LEFT)
    assert {side for _, side in found()} == {Side.LEFT}
    assert len(window.bridge.case.marks) == 1


def test_territories_are_lit_and_named_on_both_drawings(finger: Finger, found: Found) -> None:
    finger.touch("hip-outer", Side.LEFT)
    assert found()
    for view in (View.FRONT, View.BACK):
        scene = finger.body(view).body_scene()
        assert scene.lit
        assert scene.names


@pytest.mark.parametrize("part", ["hip-front", "thigh-front-lower", "buttock-middle", "forearm-front"])
@pytest.mark.parametrize("side", list(Side))
def test_names_stand_on_the_side_of_the_body_that_is_marked(
    window: MainWindow, qtbot: QtBot, part: str, side: Side
) -> None:
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.toggle_part(PartId(part), side)
    scenes = {body.view: body.body_scene() for body in window.body_card.views}
    qtbot.waitUntil(lambda: all(scene.names for scene in scenes.values()))
    for view, scene in scenes.items():
        assert all(name.scenePos().x() * towards(side, view) > 0 for name in scene.names)


def test_names_do_not_overlap(finger: Finger) -> None:
    for part in ("hip-front", "thigh-front-lower", "shin-front", "belly-lower"):
        finger.touch(part, Side.LEFT)
    body = finger.body(View.FRONT)
    pills = [
        body.mapFromScene(item.scenePos()).toTuple() + item.boundingRect().size().toTuple()
        for item in body.body_scene().names
    ]
    assert len(pills) > 3
    for index, (x, y, width, height) in enumerate(pills):
        for other_x, other_y, other_width, other_height in pills[:index]:
            apart = abs(x - other_x) >= (width + other_width) / 2 - 4
            assert apart or abs(y - other_y) >= (height + other_height) / 2 - 4


def test_empty_window_invites_to_touch(window: MainWindow) -> None:
    assert "Touch the picture" in window.body_card.prompt
    column = window.answer_column
    assert column.start_card.isVisible()
    assert not column.levels_card.isVisible()
    assert not column.study_card.isVisible()


def test_answer_takes_the_place_of_the_invitation_and_gives_it_back(
    window: MainWindow, finger: Finger, qtbot: QtBot
) -> None:
    finger.touch("hip-front", Side.LEFT)
    column = window.answer_column
    assert column.levels_card.isVisible()
    assert not column.start_card.isVisible()
    with qtbot.waitSignal(window.bridge.found):
        window.commands.clear.trigger()
    assert column.start_card.isVisible()
    assert not column.levels_card.isVisible()


def test_undo_redo_and_clear_go_round_three_times(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    finger.touch("knee-front", Side.RIGHT)
    both = window.bridge.case
    window.commands.clear.trigger()
    for _ in range(3):
        window.commands.undo.trigger()
        assert window.bridge.case == both
        window.commands.redo.trigger()
        assert window.bridge.case.is_empty


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_undo_and_redo_by_key(window: MainWindow, finger: Finger, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    finger.touch("hip-front", Side.LEFT)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge.case.is_empty
    QTest.keyClick(window, key, modifiers)
    assert len(window.bridge.case.marks) == 1


def test_commands_are_enabled_when_they_can_do_something(window: MainWindow, finger: Finger) -> None:
    commands = window.commands
    assert [action for action in commands.in_bar if action.isEnabled()] == [commands.new]
    finger.touch("hip-front", Side.LEFT)
    assert (commands.undo.isEnabled(), commands.redo.isEnabled(), commands.clear.isEnabled()) == (True, False, True)
    assert "add a mark" in commands.undo.toolTip()
    commands.undo.trigger()
    assert (commands.undo.isEnabled(), commands.redo.isEnabled(), commands.clear.isEnabled()) == (False, True, False)


def test_study_is_shown_with_its_interval_only_where_there_is_one(window: MainWindow, finger: Finger) -> None:
    card = window.answer_column.study_card
    finger.touch("hip-front", Side.LEFT)
    assert not card.isVisible()
    window.answer_column.story_card.source_link.click()
    assert card.isVisible()
    assert "22 of 31" in card.text
    assert card.intervals == 1
    window.commands.undo.trigger()
    finger.touch("buttock-middle", Side.LEFT, View.BACK)
    assert not card.isVisible()
    assert not window.answer_column.story_card.source_link.isVisible()


def test_study_tells_where_its_figure_comes_from_when_asked(window: MainWindow, finger: Finger) -> None:
    card = window.answer_column.study_card
    finger.touch("hip-front", Side.LEFT)
    window.answer_column.story_card.source_link.click()
    assert not card.source
    card.more.click()
    assert "EXPOSS" in card.source
    assert card.plot is not None
    assert len(card.plot.lines) == 8
    assert [line for line in card.plot.lines if line.startswith("▸")] == ["▸ hip, 22 of 31, 53 to 84 in 100"]
    card.more.click()
    assert not card.source
    assert card.plot is None


def test_patient_reads_plain_words_and_clinician_terms(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    column = window.answer_column
    assert "the front of the left hip" in column.story_card.text
    assert not column.levels_card.shown_facts
    voices = {button.text(): button for button in window.top_bar.findChildren(QPushButton)}
    voices["Clinician"].click()
    assert "anterior hip" in column.story_card.text
    facts = column.levels_card.shown_facts
    assert facts[0].endswith("maps · exit L1/L2 · cremasteric reflex (unconfirmed)")
    assert "%" in column.levels_card.shown_maps[0]
    voices["Patient"].click()
    assert not column.levels_card.shown_facts


def test_every_answer_stands_over_not_a_diagnosis(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    for voice in Voice:
        window.choose_voice(voice)
        footer = next(label for label in window.side_panel.findChildren(QLabel) if label.text() == "Not a diagnosis.")
        assert footer.isVisible()
        assert window.rect().contains(footer.mapTo(window, footer.rect().center()))
    window.choose_voice(Voice.PATIENT)
    window.answer_column.more.click()
    assert "differ from book to book" in window.answer_column.caution


def test_pointing_names_part_side_and_roots(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    finger.point_at(View.FRONT, finger.part("hip-front", Side.LEFT, View.FRONT))
    assert body.hint.startswith("front of the hip, left")
    assert "L1" in body.hint or "L2" in body.hint
    assert not body.body_scene().hovered_path.isEmpty()
    finger.point_at(View.FRONT, QPoint(3, 3))
    assert not body.hint
    assert body.body_scene().hovered_path.isEmpty()


def test_touch_before_the_atlas_is_there_is_kept(qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: Unsaved.DISCARD)
    bridge = Bridge()
    window = MainWindow(bridge, look)
    qtbot.addWidget(window)
    window.body_card.views[0].first_painted.disconnect()
    with qtbot.waitExposed(window):
        window.show()
    body = window.body_card.views[0]
    QTest.mouseClick(
        body.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, body.mapFromScene(0, -200)
    )
    assert bridge.case.is_empty
    bridge.load_atlas()
    assert len(bridge.case.marks) == 1
    with qtbot.waitSignal(bridge.found):
        pass


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_theme_colours_the_whole_window(window: MainWindow, finger: Finger, look: Look, choice: ThemeChoice) -> None:
    finger.touch("hip-front", Side.LEFT)
    window.commands.themes[choice].trigger()
    assert look.theme is {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK}[choice]
    image = window.grab().toImage()
    assert image.pixelColor(2, window.height() - 2).name().upper() == look.theme.window
    card = window.body_card.geometry()
    assert image.pixelColor(card.left() + 40, card.bottom() - 60).name().upper() == look.theme.card


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_nothing_is_cut_off(window: MainWindow, finger: Finger, size: tuple[int, int]) -> None:
    window.resize(*size)
    finger.touch("hip-front", Side.LEFT)
    for button in filter(QPushButton.isVisible, window.top_bar.findChildren(QPushButton)):
        assert button.width() >= button.sizeHint().width()
        assert window.rect().contains(button.mapTo(window, button.rect().center()))
    page = window.answer_column.widget()
    assert page is not None
    assert page.minimumSizeHint().width() <= window.answer_column.viewport().width()
    for view in (View.FRONT, View.BACK):
        body = finger.body(view)
        assert (
            body.viewport().rect().contains(body.mapFromScene(body.sceneRect()).boundingRect().adjusted(1, 1, -1, -1))
        )


def test_case_is_saved_and_opened_again(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finger.touch("hip-front", Side.LEFT)
    case, path = window.bridge.case, tmp_path / "case.json"
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: path)
    monkeypatch.setattr(messages, "ask_file_to_open", lambda _parent: path)
    saved = []
    for command in (window.commands.save, window.commands.clear, window.commands.open):
        command.trigger()
        saved.append(window.bridge.is_saved)
    assert saved == [True, False, True]
    assert window.bridge.case == case


def test_broken_file_is_told_and_changes_nothing(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finger.touch("hip-front", Side.LEFT)
    case, path = window.bridge.case, tmp_path / "broken.json"
    path.write_text("{", encoding="utf-8")
    told: list[str] = []
    monkeypatch.setattr(messages, "ask_file_to_open", lambda _parent: path)
    monkeypatch.setattr(messages, "tell_problem", lambda _parent, _title, problem: told.append(problem))
    window.commands.open.trigger()
    assert len(told) == 1
    assert window.bridge.case == case


def test_case_that_cannot_be_written_stays_unsaved(
    window: MainWindow, finger: Finger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CaseFileError("disk is full")

    told: list[str] = []
    finger.touch("hip-front", Side.LEFT)
    monkeypatch.setattr("bodymap.state.case_file.write_case", refuse)
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: Path("case.json"))
    monkeypatch.setattr(messages, "tell_problem", lambda _parent, _title, problem: told.append(problem))
    assert not window.filing.save()
    assert told == ["disk is full"]
    assert not window.bridge.is_saved


@pytest.mark.parametrize(("answer", "closes"), [(Unsaved.DISCARD, True), (Unsaved.KEEP, False), (Unsaved.SAVE, True)])
def test_closing_asks_before_marks_are_lost(
    window: MainWindow,
    finger: Finger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Unsaved,
    closes: bool,
) -> None:
    finger.touch("hip-front", Side.LEFT)
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: answer)
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: tmp_path / "case.json")
    assert window.close() is closes
    assert (tmp_path / "case.json").exists() is (answer is Unsaved.SAVE)
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: Unsaved.DISCARD)


def test_title_never_names_the_file(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finger.touch("hip-front", Side.LEFT)
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: tmp_path / "Jane Doe.json")
    window.commands.save.trigger()
    assert window.windowTitle() == "Body Map"


def test_only_what_is_lit_and_marked_is_an_item(finger: Finger) -> None:
    scene = finger.body(View.FRONT).body_scene()
    at_rest = len(scene.items())
    finger.touch("hip-front", Side.LEFT)
    assert scene.lit
    shown = len(scene.lit) + len(scene.courses) + 2 * len(scene.names) + len(scene.marks) + len(scene.badges)
    assert len(scene.items()) == at_rest + shown  # a name has its line, the mark its number and its handle


def test_answer_is_spoken(finger: Finger, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("bodymap.ui.widgets.announcement.announce", lambda _widget, text: spoken.append(text))
    finger.touch("hip-front", Side.LEFT)
    assert spoken[-1].startswith("Pain at the front of the left hip most often comes from the hip joint.")


def test_everything_that_can_be_used_has_a_name(window: MainWindow) -> None:
    for button in window.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
    for widget in (window.answer_column, window.answer_column.story_card.panel, *window.body_card.views):
        assert widget.accessibleName()


def test_line_over_the_body_asks_no_more_once_it_was_answered_or_the_mark_is_out_of_sight(
    window: MainWindow, finger: Finger
) -> None:
    finger.touch("thigh-front-upper", Side.LEFT)
    assert "Mark 1: how does it feel?" in window.body_card.prompt
    window.choose_views(next(choice for choice in window.commands.views if View.SADDLE in choice.views))
    assert "Mark 1" not in window.body_card.prompt
    window.choose_views(next(choice for choice in window.commands.views if View.FRONT in choice.views))
    assert "Mark 1: how does it feel?" in window.body_card.prompt
    QTest.mouseClick(window.tool_rail.quality_button(Quality.NUMB), Qt.MouseButton.LeftButton)
    assert window.body_card.prompt == "Mark 1. Drag it to move it."
