from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bodymap.core.errors import CaseFileError
from bodymap.core.marks.mark import Mark, MarkId, Spot
from bodymap.core.vocabulary import Figure, View
from bodymap.library.folders import state_folder
from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from bodymap.state.case_file import case_text

OTHER = Case(note="since the garden, again")
CASE = Case((Mark(MarkId(1), Spot(View.FRONT, 1, 2)),), note="since the garden")


def crashed(folder: Path, case: Case = CASE) -> None:
    """Keep a case and end like a program that crashed: the file stays, the lock is let go."""
    autosave = Autosave(folder=folder)
    autosave.keep(case)
    assert autosave._lock is not None
    autosave._lock.close()


def test_a_case_is_kept_and_offered_after_a_crash(tmp_path: Path) -> None:
    crashed(tmp_path)
    (found,) = Autosave(folder=tmp_path).left_over()
    assert found.case == CASE


def test_every_change_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    autosave = Autosave(folder=tmp_path)
    autosave.keep(CASE)
    autosave.keep(Case(note="other"))
    autosave._lock.close()  # type: ignore[union-attr]
    assert [one.case.note for one in Autosave(folder=tmp_path).left_over()] == ["other"]


def test_a_clean_close_leaves_nothing_behind(tmp_path: Path) -> None:
    autosave = Autosave(folder=tmp_path)
    autosave.keep(CASE)
    autosave.close()
    assert list(tmp_path.iterdir()) == []
    autosave.close()


def test_a_saved_case_is_no_longer_kept(tmp_path: Path) -> None:
    autosave = Autosave(folder=tmp_path)
    autosave.keep(CASE)
    autosave.remove()
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]
    autosave.keep(CASE)
    assert len(list(tmp_path.iterdir())) == 2
    autosave.close()


def test_nothing_entered_is_not_kept(tmp_path: Path) -> None:
    autosave = Autosave(folder=tmp_path)
    autosave.keep(CASE)
    autosave.keep(Case(figure=Figure.FEMALE))
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]
    autosave.close()


def test_switched_off_it_writes_nothing_and_removes_what_it_kept(tmp_path: Path) -> None:
    autosave = Autosave(is_on=False, folder=tmp_path / "state")
    autosave.keep(CASE)
    assert not (tmp_path / "state").exists()
    autosave.turn(on=True)
    autosave.keep(CASE)
    assert autosave.is_on
    autosave.turn(on=False)
    assert list((tmp_path / "state").iterdir()) == []


def test_the_case_of_a_program_that_still_runs_is_not_offered(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from bodymap.state.autosave import Autosave; "
        "from bodymap.state.case import Case; "
        f"one = Autosave(folder=Path({str(tmp_path)!r})); one.keep(Case(note='n')); print('kept', flush=True); "
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"kept"
        assert Autosave(folder=tmp_path).left_over() == ()
        other.kill()
    assert [one.case.note for one in Autosave(folder=tmp_path).left_over()] == ["n"]


def test_what_was_taken_over_is_not_offered_again(tmp_path: Path) -> None:
    crashed(tmp_path)
    autosave = Autosave(folder=tmp_path)
    (found,) = autosave.left_over()
    autosave.discard(found)
    assert list(tmp_path.iterdir()) == []


def test_the_newest_comes_first_and_broken_ones_are_passed_over(tmp_path: Path) -> None:
    for number, note in enumerate(("old", "new")):
        crashed(tmp_path, Case(note=note))
        for path in tmp_path.glob("*.json"):
            if note in path.read_text(encoding="utf-8"):
                os.utime(path, (number, number))
    (tmp_path / "0.bodymap-unsaved.json").write_text("{", encoding="utf-8")
    assert [one.case.note for one in Autosave(folder=tmp_path).left_over()] == ["new", "old"]


def test_the_last_kept_comes_first_even_when_the_clock_was_set_back(tmp_path: Path) -> None:
    first, second = Autosave(folder=tmp_path), Autosave(folder=tmp_path)
    first.keep(CASE)
    (copy,) = tmp_path.glob("*-unsaved.json")
    os.utime(copy, (4e9, 4e9))
    second.keep(OTHER)
    first.let_go()
    second.let_go()
    assert [one.case for one in Autosave(folder=tmp_path).left_over()] == [OTHER, CASE]


def test_names_tell_nothing_and_only_the_owner_may_read(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "state"
    crashed(folder)
    for path in (folder, *folder.iterdir()):
        assert "garden" not in path.name
        if sys.platform != "win32":
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CaseFileError, match=r"^unsaved case: cannot be kept: "):
        Autosave(folder=tmp_path / "file" / "state").keep(CASE)


def test_no_folder_means_nothing_was_left(tmp_path: Path) -> None:
    assert Autosave(folder=tmp_path / "none").left_over() == ()


def test_the_state_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder() == tmp_path / "bodymap"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert state_folder().parts[-3:] == ("Library", "Application Support", "bodymap")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert state_folder() == tmp_path / "bodymap" / "State"


needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="files that are no files as on POSIX")


def test_what_cannot_be_read_is_named_and_can_be_removed(tmp_path: Path) -> None:
    newer = case_text(CASE).replace('"schema_version": 3', '"schema_version": 99')
    for token, text in (("torn", "{"), ("newer", newer)):
        (tmp_path / f"{token}.bodymap-unsaved.json").write_text(text, encoding="utf-8")
    autosave = Autosave(folder=tmp_path)
    broken = {one.path.name.partition(".")[0]: one for one in autosave.unreadable()}
    assert set(broken) == {"torn", "newer"}
    assert "garden" in broken["newer"].text
    assert "newer bodymap" in broken["newer"].problem
    for one in broken.values():
        autosave.discard(one)
    assert list(tmp_path.iterdir()) == []


def test_file_that_was_being_written_is_offered_only_where_there_is_no_other(tmp_path: Path) -> None:
    crashed(tmp_path)
    (whole,) = tmp_path.glob("*.json")
    unfinished = tmp_path / f".{whole.name}.abcdefgh"
    unfinished.write_text("{", encoding="utf-8")
    autosave = Autosave(folder=tmp_path)
    assert [one.case for one in autosave.left_over()] == [CASE]
    assert autosave.unreadable() == ()
    whole.unlink()
    (one,) = autosave.unreadable()
    assert one.path == unfinished
    unfinished.write_text(case_text(CASE), encoding="utf-8")
    (found,) = autosave.left_over()
    autosave.discard(found)
    assert list(tmp_path.iterdir()) == []


@needs_posix
@pytest.mark.timeout(20)
def test_a_crash_while_the_disk_is_waited_for_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    autosave = Autosave(folder=tmp_path / "state")
    autosave.keep(CASE)

    def crash(_: object) -> None:
        shutil.copytree(tmp_path / "state", tmp_path / "crashed")

    monkeypatch.setattr("os.fsync", crash)
    autosave.keep(OTHER)
    after = Autosave(folder=tmp_path / "crashed")
    (found,) = after.left_over()
    assert found.case == OTHER
    found.path.write_bytes(b"")  # as after a power cut
    (found,) = after.left_over()
    assert found.case == CASE
    assert after.unreadable() == ()
    after.discard(found)
    assert list((tmp_path / "crashed").iterdir()) == []
    autosave.close()


def test_what_is_no_file_never_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.bodymap-unsaved.json")
    (tmp_path / "b.bodymap-unsaved.json").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "c.bodymap-unsaved.lock")
    (tmp_path / "c.bodymap-unsaved.json").write_text("{", encoding="utf-8")
    (tmp_path / "d.bodymap-unsaved.json").mkdir()
    autosave = Autosave(folder=tmp_path)
    assert autosave.left_over() == ()
    assert {one.path.name[0]: bool(one.text) for one in autosave.unreadable()} == {"a": False, "b": False, "c": True}
    for one in autosave.unreadable():
        autosave.discard(one)
    assert [path.name[0] for path in tmp_path.iterdir()] == ["d"]


def test_hostile_file_is_named_and_not_raised(tmp_path: Path) -> None:
    text = case_text(CASE).replace('"x": 1', '"x": 1' + "0" * 400)
    (tmp_path / "a.bodymap-unsaved.json").write_text(text, encoding="utf-8")
    (one,) = Autosave(folder=tmp_path).unreadable()
    assert len(one.problem) <= 300
