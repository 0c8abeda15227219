"""Unsaved marks are kept while the window is open, and offered after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bodymap.core.anatomy import PartId, Side
from bodymap.core.marks import Mark, MarkId, WholePart
from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from bodymap.state.case_file import write_case
from bodymap.state.folders import state_folder
from bodymap.ui import messages
from bodymap.ui.bridge import Bridge
from bodymap.ui.messages import Found
from bodymap.ui.safekeeping import Safekeeping
from bodymap.ui.settings import Settings

CASE = Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),))


def kept() -> list[Path]:
    return list(state_folder().glob("*unsaved.json"))


@pytest.fixture(autouse=True)
def _clean_folder() -> None:
    if state_folder().is_dir():
        for path in state_folder().iterdir():
            path.unlink()


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[..., tuple[Bridge, Safekeeping]]]:
    """Start the program as far as safekeeping goes."""
    all_started: list[Safekeeping] = []

    def started(*, is_on: bool = True, case: Case | None = None) -> tuple[Bridge, Safekeeping]:
        from PySide6.QtWidgets import QWidget

        window = QWidget()
        qtbot.addWidget(window)
        bridge = Bridge(window, case=case)
        keeping = Safekeeping(bridge, window, is_on=is_on)
        all_started.append(keeping)
        bridge.load_atlas()
        return bridge, keeping

    yield started
    for keeping in all_started:
        keeping.finish()


def test_change_is_kept_and_removed_when_it_is_saved(
    start: Callable[..., tuple[Bridge, Safekeeping]], qtbot: QtBot, tmp_path: Path
) -> None:
    bridge, _ = start()
    bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    qtbot.waitUntil(lambda: len(kept()) == 1)
    bridge.save_file(tmp_path / "case.json")
    assert not kept()


def test_clean_close_leaves_nothing(start: Callable[..., tuple[Bridge, Safekeeping]]) -> None:
    bridge, keeping = start()
    bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    keeping.keep_now()
    assert kept()
    keeping.finish()
    assert not list(state_folder().iterdir())


def test_switched_off_it_keeps_nothing(start: Callable[..., tuple[Bridge, Safekeeping]]) -> None:
    bridge, keeping = start()
    bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    keeping.keep_now()
    keeping.turn(False)
    assert not kept()
    bridge.toggle_part(PartId("knee-front"), Side.LEFT)
    keeping.keep_now()
    assert not kept()
    keeping.turn(True)
    assert kept()


@pytest.mark.parametrize(("answer", "marks", "files"), [(Found.OPEN, 1, 1), (Found.DISCARD, 0, 0), (Found.LATER, 0, 1)])
def test_case_left_by_a_crash_is_offered(
    start: Callable[..., tuple[Bridge, Safekeeping]],
    monkeypatch: pytest.MonkeyPatch,
    answer: Found,
    marks: int,
    files: int,
) -> None:
    state_folder().mkdir(parents=True, exist_ok=True)
    write_case(CASE, state_folder() / "0123456789abcdef.bodymap-unsaved.json")
    asked: list[int] = []

    def ask(_parent: object, count: int) -> Found:
        asked.append(count)
        return answer

    monkeypatch.setattr(messages, "ask_about_left_over", ask)
    bridge, _ = start()
    assert asked == [1]
    assert len(bridge.case.marks) == marks
    assert len([path for path in state_folder().glob("*") if path.name.endswith("unsaved.json")]) == files
    assert bridge.is_saved is (answer is not Found.OPEN)


def test_nothing_is_offered_when_a_case_is_opened(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch
) -> None:
    state_folder().mkdir(parents=True, exist_ok=True)
    write_case(CASE, state_folder() / "0123456789abcdef.bodymap-unsaved.json")
    monkeypatch.setattr(messages, "ask_about_left_over", lambda *_: pytest.fail("asked"))
    bridge, _ = start(case=CASE)
    assert bridge.case == CASE


def test_full_disk_is_told_once(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bodymap.core.errors import CaseFileError

    def refuse(*_: object) -> None:
        raise CaseFileError("disk is full")

    told: list[str] = []
    monkeypatch.setattr(messages, "tell_problem", lambda _parent, _title, problem: told.append(problem))
    bridge, keeping = start()
    monkeypatch.setattr(Autosave, "keep", refuse)
    for part in ("hip-front", "knee-front"):
        bridge.toggle_part(PartId(part), Side.LEFT)
        keeping.keep_now()
    assert told == ["disk is full"]
    assert not keeping.is_on


@pytest.mark.usefixtures("qapp")
def test_choice_is_remembered() -> None:
    assert Settings().keeps_unsaved
    Settings().keep_unsaved(False)
    assert not Settings().keeps_unsaved
    Settings().keep_unsaved(True)
