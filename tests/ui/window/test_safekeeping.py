"""Unsaved marks are kept while the window is open, and offered after a crash."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from bodymap.core.errors import CaseFileError
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.vocabulary import PartId, Side
from bodymap.library.folders import state_folder
from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from bodymap.state.case_file import read_case, write_case
from bodymap.ui.bridge import Bridge
from bodymap.ui.window import messages
from bodymap.ui.window.messages import Found
from bodymap.ui.window.safekeeping import Safekeeping
from bodymap.ui.window.settings import Settings

CASE = Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),))


def kept() -> list[Path]:
    return list(state_folder().glob("*unsaved.json"))


def refuse(*_: object, **__: object) -> None:
    raise CaseFileError("disk is full")


def left_behind() -> Path:
    """What a crash leaves."""
    state_folder().mkdir(parents=True, exist_ok=True)
    path = state_folder() / "0123456789abcdef.bodymap-unsaved.json"
    write_case(CASE, path)
    return path


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
    told: list[str] = []
    monkeypatch.setattr(messages, "tell_problem", lambda _parent, _title, problem: told.append(problem))
    bridge, keeping = start()
    monkeypatch.setattr(Autosave, "_keep", refuse)
    for part in ("hip-front", "knee-front"):
        bridge.toggle_part(PartId(part), Side.LEFT)
        keeping.keep_now()
    assert told == ["disk is full"]
    assert keeping.is_on


def test_copy_that_could_not_be_written_is_tried_again(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("bodymap.ui.window.safekeeping._AGAIN_MS", 1)
    monkeypatch.setattr(messages, "tell_problem", lambda *_: None)
    bridge, keeping = start()
    with monkeypatch.context() as full:
        full.setattr(Autosave, "_keep", refuse)
        bridge.toggle_part(PartId("hip-front"), Side.LEFT)
        keeping.keep_now()
        assert not kept()
    qtbot.waitUntil(lambda: len(kept()) == 1)


def test_copy_is_written_however_quickly_changes_follow(
    start: Callable[..., tuple[Bridge, Safekeeping]], qtbot: QtBot
) -> None:
    bridge, _ = start()
    since: list[float] = []
    quick = QTimer()
    quick.setInterval(100)
    quick.timeout.connect(lambda: bridge.tell_history(since="x" * len(since), better="", worse="", note=""))
    quick.timeout.connect(lambda: since.append(time.monotonic()))
    bridge.tell_history(since="first", better="", worse="", note="")
    begun = time.monotonic()
    quick.start()
    qtbot.waitUntil(lambda: bool(kept()), timeout=3000)
    quick.stop()
    assert len(since) <= 5, f"first copy after {time.monotonic() - begun:.2f} s"


def test_copy_is_there_before_the_marks_are_looked_into(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from bodymap.core.reasoning import findings

    copies: list[int] = []
    real = findings.find

    def slow_find(*arguments: Any, **chosen: Any) -> findings.Findings:
        copies.append(len(kept()))
        return real(*arguments, **chosen)

    bridge, _ = start()
    monkeypatch.setattr(findings, "find", slow_find)
    monkeypatch.setattr(Autosave, "put_down", lambda *_: None)
    with qtbot.waitSignal(bridge.found):
        bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    assert copies == [1]


def test_a_change_is_kept_at_once_and_the_disk_is_waited_for_soon(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    waited: list[int] = []
    monkeypatch.setattr("os.fsync", waited.append)
    bridge, _ = start()
    waited.clear()
    for since in ("a day", "a week"):
        bridge.tell_history(since=since, better="", worse=since, note="")
        (held,) = kept()
        assert read_case(held).since == since
    assert not waited
    qtbot.waitUntil(lambda: bool(waited))
    assert len(kept()) == 1


@pytest.mark.parametrize(("apart_ms", "since"), [(2, "a"), (30, "a week")])
def test_letters_of_a_word_are_kept_together_and_two_words_each(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch, apart_ms: int, since: str
) -> None:
    monkeypatch.setattr(QElapsedTimer, "elapsed", lambda _: apart_ms)
    bridge, _ = start()
    bridge.tell_history(since="a", better="", worse="", note="")
    bridge.tell_history(since="a week", better="", worse="", note="")
    (held,) = kept()
    assert read_case(held).since == since


def test_only_copy_stays_when_no_other_can_be_written(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = left_behind()
    told: list[str] = []
    monkeypatch.setattr(messages, "ask_about_left_over", lambda *_: Found.OPEN)
    monkeypatch.setattr(messages, "tell_problem", lambda _parent, _title, problem: told.append(problem))
    with monkeypatch.context() as full:
        full.setattr(Autosave, "_keep", refuse)
        bridge, keeping = start()
        assert bridge.case == CASE
        assert told == ["disk is full"]
        assert kept() == [left]
    keeping.keep_now()
    assert len(kept()) == 1
    assert kept() != [left]


def test_only_copy_stays_when_keeping_is_switched_off(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = left_behind()
    monkeypatch.setattr(messages, "ask_about_left_over", lambda *_: Found.OPEN)
    bridge, _ = start(is_on=False)
    assert kept() == [left]
    bridge.save_file(tmp_path / "case.json")
    assert not kept()


def test_new_case_removes_the_copy_of_the_last_one(start: Callable[..., tuple[Bridge, Safekeeping]]) -> None:
    bridge, keeping = start()
    bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    keeping.keep_now()
    assert kept()
    bridge.new_case()
    assert not kept()


@pytest.mark.parametrize("removes", [True, False])
def test_copy_that_cannot_be_read_is_named_shown_and_removed(
    start: Callable[..., tuple[Bridge, Safekeeping]], monkeypatch: pytest.MonkeyPatch, removes: bool
) -> None:
    state_folder().mkdir(parents=True, exist_ok=True)
    path = state_folder() / "0123456789abcdef.bodymap-unsaved.json"
    path.write_text('{"note": "words of a person"', encoding="utf-8")
    named: list[tuple[str, str]] = []

    def ask(_parent: object, name: str, _problem: str, text: str) -> bool:
        named.append((name, text))
        return removes

    monkeypatch.setattr(messages, "ask_about_unreadable", ask)
    start()
    assert named == [(str(path), '{"note": "words of a person"')]
    assert path.exists() is not removes


@pytest.mark.usefixtures("qapp")
def test_choice_is_remembered() -> None:
    assert Settings().keeps_unsaved
    Settings().keep_unsaved(False)
    assert not Settings().keeps_unsaved
    Settings().keep_unsaved(True)
