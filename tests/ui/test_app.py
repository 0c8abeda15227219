"""Starting the program, and what happens when it makes a mistake."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap import app
from bodymap.core.errors import CaseFileError
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.vocabulary import PartId, Side
from bodymap.library.fault_log import FaultLog
from bodymap.library.folders import state_folder
from bodymap.state.case import Case
from bodymap.state.case_file import write_case
from bodymap.ui.widgets.passing_note import PassingNote
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.settings import Settings


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, qapp: QApplication, qtbot: QtBot) -> list[MainWindow]:
    """The windows that are open when the event loop would begin; nothing waits for a person."""
    windows: list[MainWindow] = []
    before = set(qapp.topLevelWidgets())  # of other tests

    def look_around(*_: object) -> int:
        open_now = (widget for widget in qapp.topLevelWidgets() if widget.isVisible() and widget not in before)
        for window in (widget for widget in open_now if isinstance(widget, MainWindow)):
            windows.append(window)
            qtbot.addWidget(window)
        return 0

    monkeypatch.setattr(QApplication, "exec", look_around)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(messages, "tell_unexpected", lambda _parent, details: pytest.fail(details))
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: messages.Unsaved.DISCARD)
    return windows


def test_program_opens_with_the_case_it_is_given(tmp_path: Path, shown: list[MainWindow]) -> None:
    case = Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),))
    write_case(case, tmp_path / "case.json")
    assert app.run(tmp_path / "case.json") == 0
    (window,) = shown
    assert window.bridge.case == case
    assert window.bridge.is_saved


def test_broken_case_opens_no_window(tmp_path: Path, shown: list[MainWindow]) -> None:
    (tmp_path / "case.json").write_text("{", encoding="utf-8")
    with pytest.raises(CaseFileError):
        app.run(tmp_path / "case.json")
    assert not shown


def test_mistake_is_told_and_logged_without_the_values_it_was_made_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "tell_unexpected", lambda _parent, details: told.append(details))
    with caplog.at_level(logging.ERROR):
        with pytest.raises(ValueError, match="Jane") as caught:
            fail_on("Jane Doe, numb since March")
        app.Unexpected(lambda: None).tell(caught.type, caught.value, caught.tb)
    assert len(told) == 1
    log = FaultLog().path
    assert str(log) in told[0]
    for text in (told[0], caplog.text, log.read_text(encoding="utf-8")):
        assert "ValueError" in text
        assert "test_app.py" in text
        assert "fail_on" in text
        assert "Jane" not in text.replace('fail_on("Jane Doe, numb since March")', "")


def fail_on(value: str) -> None:
    raise ValueError(value)


def fault() -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """The same fault each time."""
    try:
        fail_on("Jane Doe")
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def test_what_was_done_is_kept_before_a_mistake_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(messages, "tell_unexpected", lambda *_: order.append("told"))
    app.Unexpected(lambda: order.append("kept")).tell(*fault())
    assert order == ["kept", "told"]


def test_mistake_is_told_even_when_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "tell_unexpected", lambda _parent, details: told.append(details))
    app.Unexpected(lambda: fail_on("Jane Doe")).tell(*fault())
    assert len(told) == 1
    assert FaultLog().path.read_text(encoding="utf-8").count("ValueError") >= 2


def test_same_mistake_is_told_in_a_dialog_once_and_then_in_passing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    said: list[str] = []
    monkeypatch.setattr(messages, "tell_unexpected", lambda _parent, details: told.append(details))
    monkeypatch.setattr(QApplication, "activeWindow", lambda: window)
    monkeypatch.setattr(PassingNote, "say", lambda _note, text: said.append(text))
    hook = app.Unexpected(lambda: None)
    before = FaultLog().path.read_text(encoding="utf-8").count("fail_on") if FaultLog().path.is_file() else 0
    for _ in range(3):
        hook.tell(*fault())
    assert len(told) == 1
    assert said == ["Something went wrong inside the program again."] * 2
    assert FaultLog().path.read_text(encoding="utf-8").count("fail_on") > before + 2


def test_mistake_while_one_is_told_opens_no_second_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    hook = app.Unexpected(lambda: None)

    def tell(_parent: object, details: str) -> None:
        told.append(details)
        hook.tell(TypeError, TypeError("Jane"), None)

    monkeypatch.setattr(messages, "tell_unexpected", tell)
    hook.tell(*fault())
    assert len(told) == 1
    assert "TypeError" in FaultLog().path.read_text(encoding="utf-8")


def test_what_python_can_only_complain_about_is_logged_without_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    app.Unexpected(lambda: None).listen()

    class Going:
        def __del__(self) -> None:
            raise LookupError("Zo" + "e")

    going = Going()
    del going
    gc.collect()
    text = FaultLog().path.read_text(encoding="utf-8")
    assert "LookupError" in text
    assert "Zoe" not in "".join((text, *capsys.readouterr()))


def test_crash_of_the_last_run_is_told_before_what_was_kept_is_offered(
    shown: list[MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    crash = state_folder() / "crash.log"
    crash.parent.mkdir(parents=True, exist_ok=True)
    crash.write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    write_case(
        Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),)),
        state_folder() / "0123456789abcdef.bodymap-unsaved.json",
    )
    monkeypatch.setattr(messages, "tell_crashed", lambda _parent, details: order.append(details))

    def offered(*_: object) -> messages.Found:
        order.append("offered")
        return messages.Found.DISCARD

    monkeypatch.setattr(messages, "ask_about_left_over", offered)
    app.run()
    with qtbot.waitSignal(shown[0].bridge.found):
        pass
    assert order[0].startswith("Fatal Python error: Segmentation fault")
    assert order[1:] == ["offered"]
    shown[0].close()


def test_crashes_are_noted_until_the_window_is_closed(
    shown: list[MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[FaultLog] = []
    end = FaultLog.end

    def noted_end(log: FaultLog) -> None:
        ended.append(log)
        end(log)

    monkeypatch.setattr(FaultLog, "end", noted_end)
    app.run()
    with qtbot.waitSignal(shown[0].bridge.found):
        pass
    gc.collect()
    shown[0].close()
    assert len(ended) == 1


def test_safekeeping_can_be_switched_off_in_the_menu(shown: list[MainWindow]) -> None:
    app.run()
    action = shown[0].commands.keep_unsaved
    assert action.isVisible()
    assert action.isChecked()
    action.trigger()
    assert not Settings().keeps_unsaved
    action.trigger()
    assert Settings().keeps_unsaved
