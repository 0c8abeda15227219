"""Cases are begun, opened and saved, and nothing of one person reaches another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton

from bodymap.core.coverage.skin import seen_areas
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.vocabulary import Figure, PartId, Quality, Side, View
from bodymap.state.case import Case
from bodymap.state.case_file import read_case, write_case
from bodymap.state.origin import Obstacle
from bodymap.state.pen import Pen, Tool
from bodymap.ui.body.view_choice import CHOICES
from bodymap.ui.window import filing, messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Replace, Unsaved

if TYPE_CHECKING:
    from tests.ui.conftest import Finger

HIP = Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), Quality.BURNING, 6, "MARK-A")
A = Case((HIP,), since="SINCE-A", note="NOTE-A", answers=(Answer(QuestionId("ces-bladder"), Reply.YES),))
B = Case((Mark(MarkId(1), WholePart(PartId("knee-front"), Side.RIGHT)),), since="SINCE-B", note="NOTE-B")


# The screen that tests run without says so when a dialog is shown.
real_dialog = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    a, b = tmp_path / "a.json", tmp_path / "b.json"
    write_case(A, a)
    write_case(B, b)
    return a, b


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)


def replace_with(answers: list[Replace], asked: list[Obstacle]) -> Callable[..., Replace]:
    def ask(_parent: object, _name: str, obstacle: Obstacle) -> Replace:
        asked.append(obstacle)
        return answers.pop(0)

    return ask


def test_saving_is_said(window: MainWindow, files: tuple[Path, Path]) -> None:
    window.bridge.open_file(files[0])
    assert window.filing.note.isHidden()
    window.commands.save.trigger()
    assert window.filing.note.text() == "Saved to a.json."
    assert window.filing.note.isVisible()


def test_new_case_begins_with_nothing(window: MainWindow, files: tuple[Path, Path]) -> None:
    bridge = window.bridge
    bridge.open_file(files[0])
    window.side_panel.turn_to(1)
    window.choose_views(CHOICES[1])
    bridge.take_pen(Pen(Tool.PAINT, Quality.NUMB, 7))
    bridge.toggle_part(PartId("knee-front"), Side.LEFT)
    front = window.body_card.views[0]
    front.zoom_by(3)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert bridge.case == Case()
    assert bridge.path is None
    assert bridge.is_saved
    assert bridge.session.pen == Pen()
    assert (bridge.workspace.can_undo, bridge.workspace.can_redo, window.commands.undo.isEnabled()) == (False,) * 3
    assert (window.presenter.choice, front.zoom) == (CHOICES[0], 1)
    assert window.side_panel.entrance is window.answer_column
    assert window.answer_column.start_card.isVisibleTo(window)
    assert window.alarm_banner.shown == ()
    panel = window.marks_panel
    assert set(panel.history.values()) == {""}
    assert panel.rows == ()
    assert window.tool_rail.speaks_for == "For next mark"
    assert not any(window.tool_rail.quality_button(quality).isChecked() for quality in Quality)


def test_new_case_keeps_the_figure_that_was_chosen(window: MainWindow) -> None:
    window.bridge.choose_figure(Figure.FEMALE)
    window.commands.new.trigger()
    assert window.bridge.case == Case(figure=Figure.FEMALE)
    assert {view.figure for view in window.body_card.views} == {Figure.FEMALE}


@pytest.mark.parametrize(("answer", "begins"), [(Unsaved.DISCARD, True), (Unsaved.KEEP, False), (Unsaved.SAVE, True)])
def test_new_case_asks_about_unsaved_work_first(
    window: MainWindow, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, answer: Unsaved, begins: bool
) -> None:
    window.bridge.open_file(files[0])
    window.bridge.toggle_part(PartId("knee-front"), Side.LEFT)
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: answer)
    window.commands.new.trigger()
    assert window.bridge.case.is_blank is begins
    assert len(read_case(files[0]).marks) == (2 if answer is Unsaved.SAVE else 1)
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: Unsaved.DISCARD)


def test_new_case_stands_in_the_bar_and_the_menu(window: MainWindow) -> None:
    assert "New case" in {button.accessibleName() for button in window.top_bar.findChildren(QPushButton)}
    assert window.commands.new in window.commands.menu.actions()
    assert window.commands.clear.text() == "Remove all marks"


def test_next_person_is_not_saved_into_the_last_ones_file(
    window: MainWindow, files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.bridge.open_file(files[0])
    window.commands.new.trigger()
    window.bridge.toggle_part(PartId("knee-front"), Side.RIGHT)
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: tmp_path / "next.json")
    window.commands.save.trigger()
    assert read_case(files[0]) == A
    assert read_case(tmp_path / "next.json").answers == ()


def test_other_marks_than_the_files_are_saved_into_it_only_when_it_is_said_so(
    window: MainWindow, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Obstacle] = []
    window.bridge.open_file(files[0])
    window.commands.clear.trigger()
    window.commands.undo.trigger()
    window.commands.save.trigger()  # they are back: no question
    window.commands.clear.trigger()
    window.bridge.toggle_part(PartId("knee-front"), Side.RIGHT)
    answers = [Replace.CANCEL, Replace.SAVE_AS, Replace.REPLACE]
    monkeypatch.setattr(messages, "ask_about_replacing", replace_with(answers, asked))
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: None)
    for _ in range(2):
        assert not window.filing.save()
        assert read_case(files[0]) == A
    assert window.filing.save()
    assert asked == [Obstacle.EMPTIED] * 3
    assert [mark.shape for mark in read_case(files[0]).marks] == [B.marks[0].shape]
    assert window.filing.save()


def test_second_window_does_not_overwrite_what_the_first_saved(
    window: MainWindow, files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Obstacle] = []
    looked: list[str] = []
    window.bridge.open_file(files[0])
    window.bridge.toggle_part(PartId("knee-front"), Side.LEFT)
    write_case(B, files[0])
    answers = [Replace.LOOK, Replace.CANCEL, Replace.SAVE_AS]
    monkeypatch.setattr(messages, "ask_about_replacing", replace_with(answers, asked))
    monkeypatch.setattr(messages, "tell_contents", lambda _parent, _name, text: looked.append(text))
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: tmp_path / "mine.json")
    assert not window.filing.save()
    assert asked == [Obstacle.CHANGED] * 2
    assert "the front of the right knee" in looked[0]
    assert "NOTE-B" in looked[0]
    assert window.filing.save()
    assert read_case(files[0]) == B
    assert len(read_case(tmp_path / "mine.json").marks) == 2


@real_dialog
@pytest.mark.parametrize("obstacle", Obstacle)
@pytest.mark.parametrize("choice", Replace)
def test_question_offers_every_way_on(window: MainWindow, obstacle: Obstacle, choice: Replace) -> None:
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        words = {Replace.SAVE_AS: "Save as…", Replace.REPLACE: "Replace it", Replace.LOOK: "Look at it"}
        buttons = {button.text().replace("&", ""): button for button in box.buttons()}
        buttons[words.get(choice, "Cancel")].click()

    QTimer.singleShot(0, press)
    assert messages.ask_about_replacing(window, "<b>a</b>.json", obstacle) is choice


@pytest.mark.parametrize("name", ["since", "better", "worse"])
def test_typed_words_stay_with_the_person_they_were_typed_for(
    window: MainWindow, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    window.bridge.open_file(files[0])
    window.side_panel.turn_to(1)
    field: QLineEdit = getattr(window.marks_panel, name)
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: Unsaved.SAVE)
    monkeypatch.setattr(messages, "ask_file_to_open", lambda _parent: files[1])
    type_into(field, " TYPED-A ")
    window.commands.open.trigger()
    assert "TYPED-A" in getattr(read_case(files[0]), name)
    assert field.text() == getattr(B, name)
    window.commands.save.trigger()
    assert read_case(files[1]) == B
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: Unsaved.DISCARD)


def test_every_field_is_filled_when_a_case_is_opened_focused_or_not(
    window: MainWindow, files: tuple[Path, Path]
) -> None:
    window.bridge.open_file(files[0])
    window.side_panel.turn_to(1)
    panel = window.marks_panel
    panel.list.choose(0)
    for field in (panel.since, panel.better, panel.worse, panel.note, panel.mark_note):
        window.bridge.open_file(files[0])
        window.bridge.select(MarkId(1))
        assert panel.mark_note.text() == "MARK-A"
        field.setFocus()
        QTest.keyClicks(field, "typed")
        window.bridge.open_file(files[1])
        assert panel.history == {"since": B.since, "better": B.better, "worse": B.worse, "note": B.note}
        window.bridge.select(MarkId(1))
        assert panel.mark_note.text() == ""
        assert window.bridge.case == B


def test_note_being_typed_is_not_carried_to_the_next_mark(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    window.side_panel.turn_to(1)
    type_into(window.marks_panel.mark_note, "at night")
    finger.touch("knee-front", Side.LEFT)
    assert window.marks_panel.mark_note.text() == ""
    QTest.keyClick(window.marks_panel.mark_note, Qt.Key.Key_Return)
    assert [mark.note for mark in window.bridge.case.marks] == ["at night", ""]


def test_letters_are_in_the_case_as_they_are_typed(window: MainWindow) -> None:
    window.side_panel.turn_to(1)
    panel = window.marks_panel
    panel.note.setFocus()
    QTest.keyClicks(panel.note, "two words ")
    assert window.bridge.case.note == "two words"
    assert panel.note.toPlainText() == "two words "
    window.commands.undo.trigger()
    assert window.bridge.case.note == panel.note.toPlainText() == ""


def test_note_is_shown_as_it_was_written(window: MainWindow) -> None:
    window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    window.bridge.say_note(MarkId(1), "<b>worse</b> & <i>worse</i>")
    window.side_panel.turn_to(1)
    assert "&lt;b&gt;worse&lt;/b&gt; &amp;" in window.marks_panel.list.marks.rows[0].tip


@real_dialog
def test_folders_visited_are_written_nowhere(window: MainWindow, home: Path, finger: Finger) -> None:
    marker = "PATIENT-Anna-Muster"
    folder = home / "Documents" / marker
    folder.mkdir(parents=True)
    write_case(A, folder / "a.json")
    # Other tests lead our own settings elsewhere; what Qt keeps natively must not be led here by chance.
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(native, user, str(home / ".config"))

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(str(folder / names.pop(0)))
        dialog.accept()

    names = ["a.json", "b.json", "a.json"]
    QTimer.singleShot(200, choose)
    window.commands.open.trigger()
    finger.touch("hip-front", Side.LEFT, View.FRONT)
    QTimer.singleShot(200, choose)
    window.commands.save_as.trigger()  # begins in the folder of the case
    assert window.bridge.path == folder / "b.json"
    QTimer.singleShot(200, choose)
    window.commands.open.trigger()
    assert not names
    window.close()
    written = [path for path in home.rglob("*") if path.is_file() and path.parent != folder]
    assert not [path for path in written if marker.encode() in path.read_bytes() or marker in path.name]


@pytest.mark.parametrize(
    ("typed", "saved"),
    [("hip", "hip.case.json"), ("hip.case.json", "hip.case.json"), ("hip.json", "hip.json"), ("", None)],
)
def test_a_case_gets_the_ending_that_opens_it_in_bodymap(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, typed: str, saved: str | None
) -> None:
    offered: list[str] = []

    def answer(_parent: object, _title: str, start: str, _filter: str) -> tuple[str, str]:
        offered.append(start)
        return typed, ""

    monkeypatch.setattr("bodymap.ui.window.messages.QFileDialog.getSaveFileName", answer)
    chosen = messages.ask_file_to_save(window, None)
    assert (chosen.name if chosen else None) == saved
    assert offered[0].endswith(".case.json")


def test_a_file_that_was_not_named_in_full_is_not_replaced_without_a_question(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hip.case.json").write_text("somebody's")
    answers = [str(tmp_path / "hip"), ""]
    offered: list[str] = []

    def answer(_parent: object, _title: str, start: str, _filter: str) -> tuple[str, str]:
        offered.append(start)
        return answers.pop(0), ""

    monkeypatch.setattr("bodymap.ui.window.messages.QFileDialog.getSaveFileName", answer)
    assert messages.ask_file_to_save(window, None) is None
    assert offered[1] == str(tmp_path / "hip.case.json")


def test_memory_is_given_back_with_the_next_person(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    monkeypatch.setattr(filing, "give_back_memory", lambda: given.append(1))
    window.commands.new.trigger()
    QApplication.processEvents()
    assert given == [1]


def _begin_anew(window: MainWindow) -> None:
    window.commands.new.trigger()


def _show_example(window: MainWindow) -> None:
    window.filing.show_example()


def _open_another(window: MainWindow) -> None:
    window.commands.open.trigger()


@pytest.mark.parametrize("go_on", [_begin_anew, _show_example, _open_another])
def test_nothing_of_what_was_worked_out_for_a_persons_marks_is_kept_for_the_next(
    go_on: Callable[[MainWindow], None],
    window: MainWindow,
    finger: Finger,
    files: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda *_: Unsaved.DISCARD)
    monkeypatch.setattr(messages, "ask_file_to_open", lambda *_: files[1])
    finger.touch("knee-front", Side.LEFT)
    (mark,) = window.bridge.case.marks
    atlas = window.bridge.atlas
    assert atlas is not None
    seen_areas(mark.shape, atlas)
    known = seen_areas.cache_info().hits
    seen_areas(mark.shape, atlas)
    assert seen_areas.cache_info().hits == known + 1
    go_on(window)
    QApplication.processEvents()
    assert mark not in window.bridge.case.marks
    known = seen_areas.cache_info().hits
    seen_areas(mark.shape, atlas)
    assert seen_areas.cache_info().hits == known
    finger.touch("elbow-front", Side.LEFT)
    assert window.bridge.case.marks
