"""The workspace: the one place that holds the case being worked on, and its undo history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, assert_never

from bodymap.core.marks.examined import Examined, TestId, with_result
from bodymap.core.marks.mark import Cut, Mark, MarkId, MarkPair, Shape, Spot, Stroke, check_room
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.tables.person import NO, FactId
from bodymap.core.vocabulary import Figure, Quality, Side
from bodymap.state.case import Case

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas


class Step(StrEnum):
    """What a command did, as a label that the menu has words for."""

    NONE = ""
    ADD_MARK = "add mark"
    CHANGE_FEELING = "change feeling"
    CHANGE_STRENGTH = "change strength"
    CHANGE_NOTE = "change note"
    MOVE_MARK = "move mark"
    RESIZE_MARK = "resize mark"
    ERASE = "erase"
    REMOVE_MARK = "remove mark"
    CHANGE_SINCE_WHEN = "change since when"
    CHANGE_WHAT_HELPS = "change what helps"
    CHANGE_WHAT_MAKES_IT_WORSE = "change what makes it worse"
    ANSWER_QUESTION = "answer question"
    ANSWER_ABOUT_THE_PERSON = "answer about the person"
    ANSWER_QUESTIONS = "answer questions"
    WRITE_DOWN_A_RESULT = "write down a result"
    CHANGE_FIGURE = "change figure"
    CHANGE_LANGUAGE = "change language"
    CLEAR_ALL_MARKS = "clear all marks"
    JOIN_MARKS = "join marks"
    PART_MARKS = "part marks"
    GROUP_MARKS_ANEW = "group marks anew"
    OPEN_CASE = "open case"


@dataclass(frozen=True, slots=True)
class Change:
    """What a command did: the case before and after, under a label."""

    label: Step
    before: Case
    after: Case

    @property
    def is_empty(self) -> bool:
        """Whether the command changed nothing, so that nothing needs to be redrawn."""
        return self.before == self.after

    @property
    def added(self) -> tuple[Mark, ...]:
        """Marks that are new or different after the change."""
        return tuple(mark for mark in self.after.marks if mark not in self.before.marks)

    @property
    def is_of_words(self) -> bool:
        """Whether only texts or their language differ, so that nothing that is drawn or found does."""
        return self.before.without_words == self.after.without_words

    @property
    def removed(self) -> tuple[Mark, ...]:
        """Marks that are gone or different after the change."""
        return tuple(mark for mark in self.before.marks if mark not in self.after.marks)


class Belonging(Enum):
    """What a person says of two marks; the value is the label for the menu."""

    TOGETHER = Step.JOIN_MARKS
    APART = Step.PART_MARKS
    UNDECIDED = Step.GROUP_MARKS_ANEW


class Workspace:
    """Holds the current case; every command stores a new frozen one and says what changed.

    Undo and redo step through the stored cases, so there is no inverse code to get wrong. A text is stored at
    each letter that is typed, so that none is lost, and is one step all the same (`end_typing`).
    """

    def __init__(self, case: Case | None = None) -> None:
        self._case = case or Case()
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._typed: object = None

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self._case

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._undone)

    @property
    def undo_label(self) -> Step:
        """What undo would take back; empty when nothing."""
        return self._done[-1].label if self._done else Step.NONE

    @property
    def redo_label(self) -> Step:
        """What redo would do again; empty when nothing."""
        return self._undone[-1].label if self._undone else Step.NONE

    def add_mark(
        self, shape: Shape, quality: Quality | None = None, intensity: int | None = None, note: str = ""
    ) -> Change:
        """Add a mark; the same mark a second time changes nothing, but another quality lies over it as a layer.

        Raises
        ------
        CaseFullError
            If the case has no room for it; it stays as it is.
        """
        mark = Mark(self._case.next_id, shape, quality, intensity, note)
        if any(replace(one, id=mark.id, extra=mark.extra) == mark for one in self._case.marks):
            return self._store(Step.ADD_MARK, self._case)
        return self._store(Step.ADD_MARK, self._with_room(*self._case.marks, mark))

    def set_quality(self, mark_id: MarkId, quality: Quality | None) -> Change:
        """Say how a mark feels; None takes the word back. An id that is not there changes nothing."""
        return self._change_mark(Step.CHANGE_FEELING, mark_id, lambda mark: replace(mark, quality=quality))

    def set_intensity(self, mark_id: MarkId, intensity: int | None) -> Change:
        """Say how strong a mark is, 0 to 10; None takes the number back. An id that is not there changes nothing."""
        return self._change_mark(Step.CHANGE_STRENGTH, mark_id, lambda mark: replace(mark, intensity=intensity))

    def set_feeling(self, mark_id: MarkId, quality: Quality | None, intensity: int | None) -> Change:
        """Say both how a mark feels and how strong it is."""
        before = self._case.mark(mark_id)
        label = Step.CHANGE_FEELING if before is not None and before.quality is not quality else Step.CHANGE_STRENGTH
        return self._change_mark(label, mark_id, lambda mark: replace(mark, quality=quality, intensity=intensity))

    def set_mark_note(self, mark_id: MarkId, note: str, *, is_typing: bool = False) -> Change:
        """Write a note on a mark. An id that is not there changes nothing."""
        typed = ("note", mark_id) if is_typing else None
        return self._change_mark(Step.CHANGE_NOTE, mark_id, lambda mark: replace(mark, note=note), typed)

    def reshape(self, mark: Mark) -> Change:
        """Move or resize a mark: put its shape and what was erased from it in place of what they were.

        What it says stays. An id that is not there changes nothing.
        """
        label = Step.MOVE_MARK if _is_moved(self._case.mark(mark.id), mark) else Step.RESIZE_MARK
        return self._change_mark(label, mark.id, lambda one: replace(one, shape=mark.shape, cuts=mark.cuts))

    def erase(self, cut: Cut, atlas: Atlas) -> Change:
        """Erase what a brush touches from every mark of that view, in one step.

        A mark of which nothing is left is gone; one that the brush does not touch stays as it is.

        Parameters
        ----------
        atlas : Atlas
            Of the figure of the case; says which skin the marks cover.

        Raises
        ------
        CaseFullError
            If the case has no room for what would be erased; it stays as it is.
        """
        from bodymap.core.coverage.skin import touched_marks

        touched = touched_marks(self._case.marks, cut, atlas)
        left = [touched.get(mark.id, mark) for mark in self._case.marks]
        return self._store(Step.ERASE, self._with_room(*(mark for mark in left if mark is not None)))

    def remove_mark(self, mark_id: MarkId) -> Change:
        """Remove a mark; an id that is not there changes nothing."""
        left = tuple(mark for mark in self._case.marks if mark.id != mark_id)
        return self._store(Step.REMOVE_MARK, self._case.with_marks(left))

    def set_since(self, since: str, *, is_typing: bool = False) -> Change:
        """Say since when it hurts."""
        return self._store(Step.CHANGE_SINCE_WHEN, replace(self._case, since=since), is_typing and "since")

    def set_better(self, better: str, *, is_typing: bool = False) -> Change:
        """Say what makes it better."""
        return self._store(Step.CHANGE_WHAT_HELPS, replace(self._case, better=better), is_typing and "better")

    def set_worse(self, worse: str, *, is_typing: bool = False) -> Change:
        """Say what makes it worse."""
        return self._store(Step.CHANGE_WHAT_MAKES_IT_WORSE, replace(self._case, worse=worse), is_typing and "worse")

    def set_note(self, note: str, *, is_typing: bool = False) -> Change:
        """Write the note of the case."""
        return self._store(Step.CHANGE_NOTE, replace(self._case, note=note), is_typing and "note")

    def end_typing(self) -> None:
        """Let the next letter typed begin a step of its own: the field was left."""
        self._typed = None

    def answer(self, question: QuestionId, reply: Reply | None) -> Change:
        """Answer a question of a warning; None takes the answer back."""
        others = tuple(answer for answer in self._case.answers if answer.question != question)
        answers = others if reply is None else (*others, Answer(question, reply))
        if set(answers) == set(self._case.answers):
            answers = self._case.answers
        return self._store(Step.ANSWER_QUESTION, replace(self._case, answers=answers))

    def say_fact(self, fact: FactId, value: str | None) -> Change:
        """Answer a fact about the person; None takes the answer back."""
        return self._store(
            Step.ANSWER_ABOUT_THE_PERSON, replace(self._case, person=self._case.person.with_answer(fact, value))
        )

    def say_none(self, questions: Iterable[QuestionId], facts: Iterable[FactId] = ()) -> Change:
        """Say no to several questions and facts about the person, as one step; other answers stay."""
        asked = tuple(dict.fromkeys(questions))
        others = tuple(answer for answer in self._case.answers if answer.question not in asked)
        answers = (*others, *(Answer(question, Reply.NO) for question in asked))
        if set(answers) == set(self._case.answers):
            answers = self._case.answers
        person = self._case.person
        for fact in facts:
            person = person.with_answer(fact, NO)
        return self._store(Step.ANSWER_QUESTIONS, replace(self._case, answers=answers, person=person))

    def regroup(self, belonging: Belonging, pairs: Iterable[MarkPair]) -> Change:
        """Say of pairs of marks whether they belong together; undecided, the program decides again.

        Raises
        ------
        ValueError
            If a mark of a pair is not there.
        """
        said = frozenset(pairs)
        ids = {mark.id for mark in self._case.marks}
        if not all(ids.issuperset(pair) for pair in said):
            raise ValueError("a pair of marks that are not both there")
        joined, parted = {*self._case.joined} - said, {*self._case.parted} - said
        match belonging:
            case Belonging.TOGETHER:
                joined |= said
            case Belonging.APART:
                parted |= said
            case Belonging.UNDECIDED:
                pass
            case _:
                assert_never(belonging)
        changed = replace(self._case, joined=tuple(sorted(joined)), parted=tuple(sorted(parted)))
        return self._store(belonging.value, changed)

    def examine(self, test: TestId, side: Side, result: Examined | None) -> Change:
        """Write down what a test showed on one side; None takes it back."""
        examined = with_result(self._case.examined, test, side, result)
        if set(examined) == set(self._case.examined):
            examined = self._case.examined
        return self._store(Step.WRITE_DOWN_A_RESULT, replace(self._case, examined=examined))

    def change_figure(self, figure: Figure, marks: Sequence[Mark]) -> Change:
        """Go over to another figure, with the marks as they lie on it (`bodymap.core.atlas.surface`)."""
        return self._store(Step.CHANGE_FIGURE, replace(self._case, figure=figure, marks=tuple(marks)))

    def set_language(self, code: str) -> Change:
        """Say which language the person reads; empty for that of the window."""
        return self._store(Step.CHANGE_LANGUAGE, replace(self._case, language=code))

    def clear(self) -> Change:
        """Remove all marks."""
        return self._store(Step.CLEAR_ALL_MARKS, self._case.with_marks(()))

    def open_case(self, case: Case) -> Change:
        """Put another case in place of this one.

        The history ends here, so that undo never shows another person's marks.
        """
        change = Change(Step.OPEN_CASE, self._case, case)
        self._case = case
        self._done.clear()
        self._undone.clear()
        self.end_typing()
        return change

    def undo(self) -> Change:
        """Take back the last step; empty when there is none."""
        if not self._done:
            return Change(Step.NONE, self._case, self._case)
        self.end_typing()
        step = self._done.pop()
        self._undone.append(step)
        self._case = step.before
        return Change(step.label, step.after, step.before)

    def redo(self) -> Change:
        """Take the step again that was taken back last; empty when there is none."""
        if not self._undone:
            return Change(Step.NONE, self._case, self._case)
        self.end_typing()
        step = self._undone.pop()
        self._done.append(step)
        self._case = step.after
        return step

    def _change_mark(
        self, label: Step, mark_id: MarkId, change: Callable[[Mark], Mark], typed: object = None
    ) -> Change:
        marks = tuple(change(mark) if mark.id == mark_id else mark for mark in self._case.marks)
        return self._store(label, replace(self._case, marks=marks), typed)

    def _with_room(self, *marks: Mark) -> Case:
        check_room(marks)
        return self._case.with_marks(marks)

    def _store(self, label: Step, case: Case, typed: object = None) -> Change:
        """Store a case; `typed` names the text that is being typed, whose letters are one step."""
        change = Change(label, self._case, case)
        if change.is_empty:
            return change
        start = self._case
        if typed and typed == self._typed:
            start = self._done.pop().before
        self._case = case
        self._typed = typed if case != start else None
        if case != start:
            self._done.append(Change(label, start, case))
        self._undone.clear()
        return change


def _is_moved(before: Mark | None, after: Mark) -> bool:
    """Whether a shape has another place, and not another size."""
    match before, after:
        case Mark(shape=Spot(x=x, y=y)), Mark(shape=Spot() as spot):
            return (x, y) != (spot.x, spot.y)
        case Mark(shape=Stroke(points=points)), Mark(shape=Stroke() as stroke):
            return points != stroke.points
        case _:
            return True
