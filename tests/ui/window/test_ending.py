"""What happens to unsaved work when the system ends the program."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import PartId, Side
from bodymap.library.folders import state_folder
from bodymap.state.autosave import Autosave
from bodymap.state.case_file import read_case
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.window import messages
from bodymap.ui.window.ending import Ending
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Unsaved
from bodymap.ui.window.safekeeping import Safekeeping


@dataclass
class Session:
    """What a window system's session manager says and is told."""

    allows: bool
    heard: list[str] = field(default_factory=list)

    def allowsInteraction(self) -> bool:  # noqa: N802
        return self.allows

    def release(self) -> None:
        self.heard.append("release")

    def cancel(self) -> None:
        self.heard.append("cancel")


@pytest.fixture
def window(qtbot: QtBot, look: Look, bridge: Bridge) -> MainWindow:
    """A window with a mark that is not saved; nothing lies there from before."""
    for left in state_folder().glob("*unsaved*"):
        left.unlink()
    window = MainWindow(bridge, look)
    with qtbot.waitSignal(bridge.found):
        window.show()
    bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    return window


@pytest.fixture
def ending(qapp: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ending]:
    keeping = Safekeeping(window.bridge, window, is_on=True)
    window.bridge.load_atlas()
    window.closed.connect(keeping.finish)
    monkeypatch.setattr(QApplication, "exit", lambda *_: None)
    ending = Ending(qapp, keeping, lambda: window, window)
    yield ending
    keeping.finish()
    window.deleteLater()


def answered(monkeypatch: pytest.MonkeyPatch, answer: Unsaved) -> list[Unsaved]:
    """The questions about unsaved work, each answered so."""
    asked: list[Unsaved] = []

    def ask(_parent: object) -> Unsaved:
        asked.append(answer)
        return answer

    monkeypatch.setattr(messages, "ask_about_unsaved", ask)
    return asked


def offered() -> list[int]:
    """How many marks has what the next start offers."""
    return [len(one.case.marks) for one in Autosave(folder=state_folder()).left_over()]


def test_signal_keeps_what_was_entered_and_asks_nobody(
    window: MainWindow, ending: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answered(monkeypatch, Unsaved.KEEP)
    window.marks_panel.note.setPlainText("at night")
    ending.end()
    assert asked == []
    assert not window.isVisible()
    (left,) = Autosave(folder=state_folder()).left_over()
    assert left.case == window.bridge.case
    assert left.case.note == "at night"


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_signal_is_heard_while_nothing_happens(window: MainWindow, ending: Ending, qtbot: QtBot) -> None:
    ending.listen()
    try:
        with qtbot.waitSignal(window.closed):
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        ending.stop_listening()
    assert offered() == [1]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_saved_case_leaves_nothing_behind_a_signal(window: MainWindow, ending: Ending, tmp_path: Path) -> None:
    window.bridge.save_file(tmp_path / "a.case.json")
    ending.end()
    assert list(state_folder().glob("*unsaved*")) == []


def test_log_off_asks_as_a_close_does_and_only_once(
    window: MainWindow, ending: Ending, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = answered(monkeypatch, Unsaved.SAVE)
    monkeypatch.setattr(messages, "ask_file_to_save", lambda *_: tmp_path / "a.case.json")
    session = Session(allows=True)
    ending.log_off(session)  # type: ignore[arg-type]
    assert session.heard == ["release"]
    assert read_case(tmp_path / "a.case.json") == window.bridge.case
    window.close()
    assert asked == [Unsaved.SAVE]
    assert offered() == []


def test_log_off_is_held_up_by_somebody_who_goes_on(
    window: MainWindow, ending: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(monkeypatch, Unsaved.KEEP)
    session = Session(allows=True)
    ending.log_off(session)  # type: ignore[arg-type]
    assert session.heard == ["release", "cancel"]
    window.close()
    assert window.isVisible()


def test_work_thrown_away_at_log_off_is_not_offered(
    window: MainWindow, ending: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answered(monkeypatch, Unsaved.DISCARD)
    ending.log_off(Session(allows=True))  # type: ignore[arg-type]
    window.close()
    assert asked == [Unsaved.DISCARD]
    assert offered() == []


def test_log_off_without_a_word_keeps_the_case_for_the_next_start(
    window: MainWindow, ending: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answered(monkeypatch, Unsaved.KEEP)
    session = Session(allows=False)
    ending.log_off(session)  # type: ignore[arg-type]
    window.close()
    assert asked == []
    assert session.heard == []
    assert offered() == [1]


def test_somebody_who_goes_on_after_all_is_asked_again(
    window: MainWindow, ending: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answered(monkeypatch, Unsaved.DISCARD)
    ending.log_off(Session(allows=False))  # type: ignore[arg-type]
    window.bridge.toggle_part(PartId("hip-front"), Side.RIGHT)
    window.close()
    assert asked == [Unsaved.DISCARD]
    assert offered() == []
