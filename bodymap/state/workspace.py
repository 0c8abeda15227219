"""The workspace: the one place that holds the case being worked on, and its undo history."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bodymap.core.anatomy import Quality
from bodymap.core.marks import Mark, MarkId, Shape
from bodymap.state.case import Case


@dataclass(frozen=True, slots=True)
class Change:
    """What a command did: the case before and after, under a label for the menu such as "add mark"."""

    label: str
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
    def removed(self) -> tuple[Mark, ...]:
        """Marks that are gone or different after the change."""
        return tuple(mark for mark in self.before.marks if mark not in self.after.marks)


class Workspace:
    """Holds the current case; every command stores a new frozen one and says what changed.

    Undo and redo step through the stored cases, so there is no inverse code to get wrong.
    """

    def __init__(self, case: Case | None = None) -> None:
        self._case = case or Case()
        self._done: list[Change] = []
        self._undone: list[Change] = []

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
    def undo_label(self) -> str:
        """What undo would take back; empty when nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when nothing."""
        return self._undone[-1].label if self._undone else ""

    def add_mark(self, shape: Shape, quality: Quality | None = None, intensity: int | None = None) -> Change:
        """Add a mark; the same mark a second time changes nothing."""
        if any((mark.shape, mark.quality, mark.intensity) == (shape, quality, intensity) for mark in self._case.marks):
            return self._store("add mark", self._case)
        mark = Mark(self._case.next_id, shape, quality, intensity)
        return self._store("add mark", replace(self._case, marks=(*self._case.marks, mark)))

    def remove_mark(self, mark_id: MarkId) -> Change:
        """Remove a mark; an id that is not there changes nothing."""
        left = tuple(mark for mark in self._case.marks if mark.id != mark_id)
        return self._store("remove mark", replace(self._case, marks=left))

    def clear(self) -> Change:
        """Remove all marks."""
        return self._store("clear all marks", replace(self._case, marks=()))

    def open_case(self, case: Case) -> Change:
        """Put another case in place of this one.

        The history ends here, so that undo never shows another person's marks.
        """
        change = Change("open case", self._case, case)
        self._case = case
        self._done.clear()
        self._undone.clear()
        return change

    def undo(self) -> Change:
        """Take back the last step; empty when there is none."""
        if not self._done:
            return Change("", self._case, self._case)
        step = self._done.pop()
        self._undone.append(step)
        self._case = step.before
        return Change(step.label, step.after, step.before)

    def redo(self) -> Change:
        """Take the step again that was taken back last; empty when there is none."""
        if not self._undone:
            return Change("", self._case, self._case)
        step = self._undone.pop()
        self._done.append(step)
        self._case = step.after
        return step

    def _store(self, label: str, case: Case) -> Change:
        change = Change(label, self._case, case)
        if not change.is_empty:
            self._case = case
            self._done.append(change)
            self._undone.clear()
        return change
