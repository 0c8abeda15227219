from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from bodymap.core.errors import CaseFullError
from bodymap.core.marks.mark import Mark, MarkId, Spot, Stroke, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.vocabulary import Figure, PartId, Quality, Side, View
from bodymap.state.case import Case
from bodymap.state.workspace import Belonging, Change, Workspace
from tests.core.small_body import small_atlas

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


def test_marks_are_joined_and_parted_by_hand() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    workspace.add_mark(SPOT)
    pair = (MarkId(1), MarkId(2))
    change = workspace.regroup(Belonging.APART, [pair])
    assert (change.label, change.after.parted, change.after.joined) == ("part marks", (pair,), ())
    assert not change.is_of_words
    assert workspace.regroup(Belonging.APART, [pair]).is_empty
    change = workspace.regroup(Belonging.TOGETHER, [pair])
    assert (change.after.parted, change.after.joined) == ((), (pair,))
    assert workspace.regroup(Belonging.UNDECIDED, [pair]).after.joined == ()
    assert workspace.undo().after.joined == (pair,)


def test_what_is_said_of_a_mark_that_goes_does_not_fall_to_the_next_one() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    workspace.add_mark(SPOT)
    workspace.regroup(Belonging.TOGETHER, [(MarkId(1), MarkId(2))])
    workspace.remove_mark(MarkId(2))
    assert workspace.add_mark(SPOT).after.joined == ()
    with pytest.raises(ValueError, match="not both there"):
        workspace.regroup(Belonging.TOGETHER, [(MarkId(1), MarkId(9))])


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
        "bodymap.core.vocabulary",
        "bodymap.core.marks.mark",
        "bodymap.state.case",
        "bodymap.state.workspace",
        "bodymap.library.resources",
    ],
)
def test_what_the_first_frame_needs_imports_no_geometry(module: str) -> None:
    code = f"import sys, {module}; sys.exit(bool({{'numpy', 'shapely'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_layers_of_feeling_may_lie_over_each_other() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP, Quality.NUMB)
    assert not workspace.add_mark(HIP, Quality.BURNING).is_empty
    assert workspace.add_mark(HIP, Quality.BURNING).is_empty
    assert len(workspace.case.marks) == 2


@pytest.mark.parametrize(
    ("command", "label"),
    [
        (lambda workspace: workspace.set_quality(MarkId(1), Quality.TINGLING), "change feeling"),
        (lambda workspace: workspace.set_intensity(MarkId(1), 7), "change strength"),
        (lambda workspace: workspace.set_mark_note(MarkId(1), "at night"), "change note"),
        (lambda workspace: workspace.reshape(Mark(MarkId(1), replace(SPOT, x=91.0))), "move mark"),
        (lambda workspace: workspace.reshape(Mark(MarkId(1), replace(SPOT, radius_mm=41.0))), "resize mark"),
        (lambda workspace: workspace.set_since("spring"), "change since when"),
        (lambda workspace: workspace.set_better("walking"), "change what helps"),
        (lambda workspace: workspace.set_worse("sitting"), "change what makes it worse"),
        (lambda workspace: workspace.set_note("twice before"), "change note"),
        (lambda workspace: workspace.answer(QuestionId("ces-bladder"), Reply.NO), "answer question"),
        (lambda workspace: workspace.change_figure(Figure.MALE, workspace.case.marks), "change figure"),
        (lambda workspace: workspace.set_language("de"), "change language"),
    ],
)
def test_every_word_about_a_case_is_a_step_with_a_name(command: Callable[[Workspace], Change], label: str) -> None:
    workspace = Workspace()
    workspace.add_mark(SPOT, Quality.NUMB)
    before = workspace.case
    change = command(workspace)
    assert (change.label, change.is_empty, workspace.undo_label) == (label, False, label)
    after = workspace.case
    assert command(workspace).is_empty
    for _ in range(3):
        workspace.undo()
        assert workspace.case == before
        workspace.redo()
        assert workspace.case == after


def test_what_is_said_about_a_mark_that_is_not_there_changes_nothing() -> None:
    workspace = Workspace()
    assert workspace.set_quality(MarkId(3), Quality.NUMB).is_empty
    assert workspace.reshape(Mark(MarkId(3), SPOT)).is_empty


def test_an_answer_can_be_changed_and_taken_back() -> None:
    workspace = Workspace()
    question = QuestionId("ces-bladder")
    workspace.answer(question, Reply.NO)
    workspace.answer(QuestionId("ces-bowel"), Reply.NO)
    workspace.answer(question, Reply.YES)
    assert set(workspace.case.answers) == {Answer(question, Reply.YES), Answer(QuestionId("ces-bowel"), Reply.NO)}
    workspace.answer(question, None)
    assert [answer.question for answer in workspace.case.answers] == ["ces-bowel"]


def test_erasing_cuts_every_layer_it_touches_in_one_step() -> None:
    workspace = Workspace()
    workspace.add_mark(Spot(View.FRONT, 50, 50, 20), Quality.NUMB)
    workspace.add_mark(Spot(View.FRONT, 60, 50, 20), Quality.ACHING)
    workspace.add_mark(Spot(View.FRONT, 50, 250, 20))
    workspace.add_mark(Spot(View.BACK, 50, 50, 20))
    before = workspace.case
    cut = Stroke(View.FRONT, ((40.0, 40.0), (40.0, 60.0)), 20)
    change = workspace.erase(cut, small_atlas())
    assert change.label == "erase"
    assert [mark.cuts for mark in workspace.case.marks] == [(cut,), (cut,), (), ()]
    workspace.undo()
    assert workspace.case == before


def test_a_mark_that_is_wholly_erased_is_gone() -> None:
    workspace = Workspace()
    workspace.add_mark(Spot(View.FRONT, 50, 50, 20))
    workspace.add_mark(Spot(View.FRONT, 50, 250, 20))
    change = workspace.erase(Spot(View.FRONT, 50, 50, 30), small_atlas())
    assert [mark.id for mark in change.removed] == [1]
    assert [mark.id for mark in workspace.case.marks] == [2]
    assert workspace.erase(Spot(View.FRONT, 50, 50, 30), small_atlas()).is_empty


def test_a_case_finds_a_mark_by_its_id() -> None:
    mark = Mark(MarkId(3), SPOT)
    assert Case((mark,)).mark(MarkId(3)) is mark
    assert Case((mark,)).mark(MarkId(1)) is None


def test_a_case_knows_when_nothing_was_entered() -> None:
    assert Case(figure=Figure.MALE).is_blank
    assert not Case(note="n").is_blank
    with pytest.raises(ValueError, match="same question"):
        Case(answers=(Answer(QuestionId("a"), Reply.NO), Answer(QuestionId("a"), Reply.YES)))


def test_letters_of_one_text_are_one_step() -> None:
    workspace = Workspace()
    for length in range(1, 6):
        workspace.set_since("March"[:length], is_typing=True)
    assert workspace.undo().after == Case()
    assert not workspace.can_undo
    assert workspace.redo().after == Case(since="March")


def test_letters_after_the_field_was_left_or_after_another_step_are_a_step_of_their_own() -> None:
    workspace = Workspace()
    workspace.set_since("M", is_typing=True)
    workspace.end_typing()
    workspace.set_since("Ma", is_typing=True)
    workspace.set_note("n", is_typing=True)
    workspace.set_since("Mar", is_typing=True)
    undone = [workspace.undo().after for _ in range(4)]
    assert [(case.since, case.note) for case in undone] == [("Ma", "n"), ("Ma", ""), ("M", ""), ("", "")]


def test_letters_typed_after_an_undo_do_not_reach_behind_it() -> None:
    workspace = Workspace()
    workspace.set_note("one", is_typing=True)
    workspace.undo()
    workspace.set_note("t", is_typing=True)
    workspace.set_note("tw", is_typing=True)
    assert workspace.undo().after == Case()


def test_text_that_is_typed_and_taken_back_is_no_step() -> None:
    workspace = Workspace()
    workspace.set_note("a", is_typing=True)
    workspace.set_note("", is_typing=True)
    assert not workspace.can_undo


def test_notes_of_two_marks_are_two_steps() -> None:
    workspace = Workspace()
    workspace.add_mark(HIP)
    workspace.add_mark(SPOT)
    workspace.set_mark_note(MarkId(1), "a", is_typing=True)
    workspace.set_mark_note(MarkId(2), "b", is_typing=True)
    assert [mark.note for mark in workspace.undo().after.marks] == ["a", ""]


def test_change_of_words_alone_draws_nothing_anew() -> None:
    workspace = Workspace()
    assert not workspace.add_mark(HIP).is_of_words
    assert workspace.set_mark_note(MarkId(1), "at night").is_of_words
    assert workspace.set_better("walking").is_of_words
    assert not workspace.set_quality(MarkId(1), Quality.NUMB).is_of_words


def test_a_case_takes_no_more_than_can_be_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bodymap.core.marks.mark.MOST_MARKS", 2)
    workspace = Workspace()
    for x in (0, 10):
        workspace.add_mark(Spot(View.FRONT, x, 0))
    before = workspace.case
    with pytest.raises(CaseFullError, match="3 marks; a case holds at most 2"):
        workspace.add_mark(Spot(View.FRONT, 20, 0))
    assert workspace.case == before


def test_a_stroke_that_is_too_long_for_the_case_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bodymap.core.marks.mark.MOST_POINTS", 3)
    with pytest.raises(CaseFullError, match="4 points of all strokes; a case holds at most 3"):
        Workspace().add_mark(Stroke(View.FRONT, ((0, 0), (10, 0), (20, 0), (30, 0))))
