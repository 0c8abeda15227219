"""Cases are saved with a password, opened with it, and kept with it for the event of a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from bodymap import app
from bodymap.core.errors import CaseFileError, PasswordNeeded
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.vocabulary import PartId, Side
from bodymap.library import encryption
from bodymap.library.encryption import new_key
from bodymap.library.folders import state_folder
from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from bodymap.state.case_file import read_case, write_case
from bodymap.ui.bridge import Bridge
from bodymap.ui.window import filing, messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Found
from bodymap.ui.window.password_dialog import PasswordDialog
from bodymap.ui.window.safekeeping import Safekeeping

if TYPE_CHECKING:
    from collections.abc import Sequence

PASSWORD = "correct horse battery"  # noqa: S105 -- of no case
KEY = new_key(PASSWORD, cost=14)
CASE = Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),), note="MARKER")


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "new_key", lambda password: new_key(password, cost=14))


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A case file with a password."""
    path = tmp_path / "locked.case.json"
    write_case(CASE, path, KEY)
    return path


def typing(answers: Sequence[str | None], asked: list[tuple[str, str]]) -> Callable[..., str | None]:
    """Type one after the other, and note what was asked."""
    left = list(answers)

    def ask(_parent: object, lead: str, problem: str = "") -> str | None:
        asked.append((lead, problem))
        return left.pop(0)

    return ask


def test_saved_with_a_password_it_opens_with_nothing_else(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.case.json"
    window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    monkeypatch.setattr(messages, "ask_new_password", lambda _parent: PASSWORD)
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: path)
    window.commands.save_with_password.trigger()
    assert window.filing.note.text() == "Saved to mine.case.json, with the password."
    with pytest.raises(PasswordNeeded):
        read_case(path)
    assert read_case(path, PASSWORD) == window.bridge.case
    window.bridge.toggle_part(PartId("hip-front"), Side.RIGHT)
    window.commands.save.trigger()
    assert len(read_case(path, PASSWORD).marks) == 2


def test_saved_elsewhere_it_keeps_its_password_until_it_is_taken_away(
    window: MainWindow, locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, plain = tmp_path / "other.json", tmp_path / "plain.json"
    window.commands.menu.aboutToShow.emit()
    assert not window.commands.save_without_password.isVisible()
    window.bridge.open_file(locked, PASSWORD)
    window.commands.menu.aboutToShow.emit()
    assert window.commands.save_without_password.isVisible()
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: other)
    window.commands.save_as.trigger()
    assert read_case(other, PASSWORD) == CASE
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: plain)
    window.commands.save_without_password.trigger()
    assert read_case(plain) == CASE
    assert window.bridge.origin.key is None
    assert window.filing.note.text() == "Saved to plain.json."


def test_the_next_person_has_no_password_of_the_last(window: MainWindow, locked: Path) -> None:
    window.bridge.open_file(locked, PASSWORD)
    window.commands.new.trigger()
    assert window.bridge.origin.key is None


def test_a_wrong_password_is_told_and_asked_for_again(
    window: MainWindow, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(messages, "ask_file_to_open", lambda _parent: locked)
    monkeypatch.setattr(messages, "ask_password", typing(["wrong", PASSWORD], asked))
    window.commands.open.trigger()
    lead = "locked.case.json was saved with a password."
    assert asked == [(lead, ""), (lead, "That is not its password. Type it again.")]
    assert window.bridge.case == CASE
    assert window.bridge.is_saved


def test_without_its_password_nothing_changes(
    window: MainWindow, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask_file_to_open", lambda _parent: locked)
    monkeypatch.setattr(messages, "ask_password", typing([None], []))
    window.commands.open.trigger()
    assert window.bridge.case == Case()


def test_a_damaged_file_is_told_and_not_asked_about_for_ever(
    window: MainWindow, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    locked.write_text(locked.read_text().replace('"data": "', '"data": "AAAA'))
    monkeypatch.setattr(messages, "ask_file_to_open", lambda _parent: locked)
    monkeypatch.setattr(messages, "ask_password", typing([PASSWORD], []))
    monkeypatch.setattr(messages, "tell_problem", lambda _parent, _title, problem: told.append(problem))
    window.commands.open.trigger()
    assert "damaged or changed since it was saved" in told[0]


def test_where_nothing_encrypts_it_is_said_before_a_password_is_typed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(messages, "ask_new_password", lambda _parent: pytest.fail("asked"))
    monkeypatch.setattr(messages, "tell_problem", lambda _parent, _title, problem: told.append(problem))
    assert not window.filing.save_with_password()
    assert "bodymap[password]" in told[0]


def test_another_case_is_not_looked_into_with_this_ones_password(
    window: MainWindow, locked: Path, tmp_path: Path
) -> None:
    window.bridge.open_file(locked, PASSWORD)
    assert "MARKER" in window.filing._contents(locked)
    write_case(CASE, tmp_path / "b.json", new_key("another one", cost=14))
    assert window.filing._contents(tmp_path / "b.json") == "b.json: encrypted with a password"


def test_no_page_in_the_clear_is_put_beside_a_case_with_a_password(
    window: MainWindow, locked: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    from dataclasses import replace

    folder = tmp_path / "pages"
    folder.mkdir()
    pages = window.handing_out._settings
    pages.keep(replace(pages.options, folder=str(folder)))
    try:
        with qtbot.waitSignal(window.bridge.found):
            window.bridge.open_file(locked, PASSWORD)
        window.bridge.save_file(locked, window.bridge.origin.key)
        assert list(folder.iterdir()) == []
        window.bridge.save_file(tmp_path / "plain.json")
        assert len(list(folder.iterdir())) == 1
    finally:
        pages.keep(replace(pages.options, folder=""))


@pytest.fixture
def keeping(qtbot: QtBot) -> Iterator[Callable[[Path | None], tuple[Bridge, Safekeeping]]]:
    """The program, as far as safekeeping goes."""
    started: list[Safekeeping] = []

    def start(path: Path | None = None) -> tuple[Bridge, Safekeeping]:
        window = QWidget()
        qtbot.addWidget(window)
        bridge = Bridge(window)
        if path is not None:
            bridge.open_file(path, PASSWORD)
        one = Safekeeping(bridge, window, is_on=True)
        started.append(one)
        bridge.load_atlas()
        return bridge, one

    yield start
    for one in started:
        one.finish()


def kept() -> list[Path]:
    return list(state_folder().glob("*unsaved.json"))


def test_what_is_kept_for_a_crash_has_the_password_too(
    keeping: Callable[..., tuple[Bridge, Safekeeping]], locked: Path
) -> None:
    bridge, safekeeping = keeping(locked)
    bridge.toggle_part(PartId("hip-front"), Side.RIGHT)
    safekeeping.keep_now()
    (path,) = kept()
    assert b"MARKER" not in path.read_bytes()
    assert len(read_case(path, PASSWORD).marks) == 2


@pytest.mark.parametrize(("typed", "marks"), [(["wrong", PASSWORD], 1), ([None], 0)])
def test_after_a_crash_the_password_is_asked_for(
    keeping: Callable[..., tuple[Bridge, Safekeeping]],
    monkeypatch: pytest.MonkeyPatch,
    typed: list[str | None],
    marks: int,
) -> None:
    counted: list[int | None] = []
    asked: list[tuple[str, str]] = []
    crashed = Autosave()
    crashed.keep(CASE, KEY)
    assert crashed._lock is not None
    crashed._lock.close()

    def go_on(_parent: object, count: int | None) -> Found:
        counted.append(count)
        return Found.OPEN

    monkeypatch.setattr(messages, "ask_about_left_over", go_on)
    monkeypatch.setattr(messages, "ask_password", typing(typed, asked))
    bridge, _ = keeping()
    assert counted == [None]
    assert {lead for lead, _ in asked} == {"The case that was kept has a password."}
    assert len(bridge.case.marks) == marks
    assert (bridge.origin.key == KEY) is bool(marks)
    assert all(b"MARKER" not in path.read_bytes() for path in kept())
    assert len(kept()) == 1
    crashed.close()


def test_a_case_named_at_the_start_is_asked_about_before_the_window_opens(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app._opened_case(locked) is None
    monkeypatch.setattr(messages, "ask_password", typing(["wrong", PASSWORD, None], []))
    bridge = app._unlocked_case(locked)
    assert bridge is not None
    assert (bridge.case, bridge.path, bridge.origin.key) == (CASE, locked, KEY)
    assert app._unlocked_case(locked) is None
    locked.write_text("{}")
    with pytest.raises(CaseFileError):
        app._opened_case(locked)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_dialog_gives_what_is_typed_and_nothing_when_it_is_left(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer(*, is_given: bool) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PasswordDialog)
        dialog.first.setText(PASSWORD)
        dialog.second.setText(PASSWORD)
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        box.button(QDialogButtonBox.StandardButton.Ok if is_given else QDialogButtonBox.StandardButton.Cancel).click()

    for is_given in (True, False):
        QTimer.singleShot(0, lambda given=is_given: answer(is_given=given))
        assert messages.ask_password(parent, "<b>a</b>") == (PASSWORD if is_given else None)
        QTimer.singleShot(0, lambda given=is_given: answer(is_given=given))
        assert messages.ask_new_password(parent) == (PASSWORD if is_given else None)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_return_takes_the_password(qtbot: QtBot) -> None:
    dialog = PasswordDialog("Title", "Lead")
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.first, PASSWORD)
    QTest.keyClick(dialog.first, Qt.Key.Key_Return)
    assert dialog.result() == PasswordDialog.DialogCode.Accepted
    assert dialog.password == PASSWORD


def test_new_password_must_be_long_enough_and_typed_twice_alike(qtbot: QtBot) -> None:
    dialog = PasswordDialog("Title", "Lead", is_new=True)
    qtbot.addWidget(dialog)
    for first, second, told in (
        ("short", "short", "Take 8 letters or more; several words are good."),
        ("long enough", "long enougg", "The two are not the same."),
        ("long enough", "long enough", ""),
    ):
        dialog.first.setText(first)
        dialog.second.setText(second)
        dialog.accept()
        assert dialog.problem.text() == told
    assert dialog.result() == PasswordDialog.DialogCode.Accepted


def test_password_is_hidden_until_it_is_to_be_seen(qtbot: QtBot) -> None:
    dialog = PasswordDialog("Title", "Lead")
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.problem.text() == "Type the password."
    assert dialog.second.isHidden()
    assert {field.echoMode() for field in (dialog.first, dialog.second)} == {QLineEdit.EchoMode.Password}
    dialog.shows.click()
    assert dialog.first.echoMode() is QLineEdit.EchoMode.Normal


def test_one_try_of_a_password_is_expensive() -> None:
    assert encryption.DEFAULT_COST >= 17
