from __future__ import annotations

import subprocess
import sys

import pytest

from bodymap.core.anatomy import PartId, Quality, Side, View
from bodymap.core.marks import Mark, MarkId, Spot, WholePart
from bodymap.state.case import Case
from bodymap.state.workspace import Workspace

HIP = WholePart(PartId("hip-front"), Side.LEFT)
SPOT = Spot(View.FRONT, 90, 0)


def test_a_workspace_begins_empty() -> None:
    workspace = Workspace()
    assert workspace.case == Case()
    assert workspace.case.is_empty
    assert not workspace.can_undo
    assert not workspace.can_redo
    assert (workspace.undo_label, workspace.redo_label) == ("", "")


def test_adding_a_mark_tells_what_changed() -> None:
    change = Workspace().add_mark(HIP, Quality.NUMB, 3)
    assert change.added == (Mark(MarkId(1), HIP, Quality.NUMB, 3),)
    assert change.removed == ()
    assert not change.is_empty
    assert change.label == "add mark"


def test_the_same_mark_again_changes_nothing() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    assert workspace.add_mark(HIP).is_empty
    assert len(workspace.case.marks) == 1
    assert not workspace.add_mark(HIP, Quality.NUMB).is_empty


def test_removing_a_mark_leaves_the_others() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    workspace.add_mark(SPOT)
    change = workspace.remove_mark(MarkId(1))
    assert [mark.shape for mark in workspace.case.marks] == [SPOT]
    assert [mark.shape for mark in change.removed] == [HIP]


def test_removing_what_is_not_there_changes_nothing() -> None:
    workspace = Workspace()
    assert workspace.remove_mark(MarkId(7)).is_empty
    assert workspace.clear().is_empty
    assert not workspace.can_undo


def test_ids_of_marks_stay_unique_after_removal() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    workspace.add_mark(SPOT)
    workspace.remove_mark(MarkId(1))
    workspace.add_mark(HIP)
    assert [mark.id for mark in workspace.case.marks] == [2, 3]


def test_undo_and_redo_walk_through_the_same_cases() -> None:
    workspace = Workspace()
    cases = [workspace.case]
    workspace.add_mark(HIP)
    cases.append(workspace.case)
    workspace.add_mark(SPOT)
    cases.append(workspace.case)
    workspace.clear()
    cases.append(workspace.case)
    for _ in range(3):
        for case in reversed(cases[:-1]):
            workspace.undo()
            assert workspace.case == case
        assert not workspace.can_undo
        for case in cases[1:]:
            workspace.redo()
            assert workspace.case == case
        assert not workspace.can_redo


def test_undo_names_the_step_and_tells_what_came_back() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    workspace.clear()
    assert workspace.undo_label == "clear all marks"
    change = workspace.undo()
    assert (change.label, [mark.shape for mark in change.added]) == ("clear all marks", [HIP])
    assert (workspace.undo_label, workspace.redo_label) == ("add mark", "clear all marks")


def test_a_new_step_ends_what_could_be_redone() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    workspace.undo()
    workspace.add_mark(SPOT)
    assert not workspace.can_redo


def test_a_command_that_changes_nothing_leaves_redo_alone() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    workspace.undo()
    workspace.clear()
    assert workspace.can_redo


def test_undo_and_redo_at_the_ends_change_nothing() -> None:
    workspace = Workspace()
    assert workspace.undo().is_empty
    assert workspace.redo().is_empty


def test_opening_a_case_ends_the_history() -> None:
    workspace = Workspace(Case((Mark(MarkId(1), SPOT),)))
    workspace.add_mark(HIP)
    other = Case((Mark(MarkId(5), HIP),))
    change = workspace.open_case(other)
    assert (change.before.marks[0].shape, change.after, workspace.case) == (SPOT, other, other)
    assert not workspace.can_undo


def test_two_marks_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        Case((Mark(MarkId(1), HIP), Mark(MarkId(1), SPOT)))


@pytest.mark.parametrize(
    "module",
    [
        "bodymap.core.anatomy",
        "bodymap.core.marks",
        "bodymap.state.case",
        "bodymap.state.workspace",
        "bodymap.resources",
    ],
)
def test_what_the_first_frame_needs_imports_no_geometry(module: str) -> None:
    code = f"import sys, {module}; sys.exit(bool({{'numpy', 'shapely'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
