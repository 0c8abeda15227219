from __future__ import annotations

from pathlib import Path

from bodymap.core.marks.mark import Mark, MarkId, Spot
from bodymap.core.vocabulary import View
from bodymap.state.case import Case
from bodymap.state.origin import Obstacle, Origin, open_case_file, save_case_file

CASE = Case((Mark(MarkId(1), Spot(View.FRONT, 1, 2)),), note="since the garden")


def test_file_that_holds_what_was_saved_may_be_written_again(tmp_path: Path) -> None:
    origin = save_case_file(CASE, tmp_path / "a.json")
    assert origin.obstacle() is None
    assert open_case_file(tmp_path / "a.json") == (CASE, origin)


def test_file_that_another_window_saved_is_not_written_without_a_question(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    save_case_file(CASE, path)
    (_, here), (_, there) = open_case_file(path), open_case_file(path)
    save_case_file(Case(note="other"), path)
    assert here.obstacle() is there.obstacle() is Obstacle.CHANGED


def test_file_that_is_gone_is_written_again(tmp_path: Path) -> None:
    origin = save_case_file(CASE, tmp_path / "a.json")
    (tmp_path / "a.json").unlink()
    assert origin.obstacle() is None
    assert origin.emptied(True).obstacle() is None


def test_file_whose_marks_were_all_removed_may_be_another_persons(tmp_path: Path) -> None:
    origin = save_case_file(CASE, tmp_path / "a.json")
    assert origin.emptied(True).obstacle() is Obstacle.EMPTIED
    assert origin.emptied(True).emptied(False).obstacle() is None


def test_case_without_a_file_meets_nothing() -> None:
    assert Origin().emptied(True).obstacle() is None
