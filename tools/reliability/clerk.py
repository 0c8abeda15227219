"""Changes a case at random through its workspace, keeps it and reads it back; without a window."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Final

from bodymap.core.errors import CaseFullError
from bodymap.core.marks.mark import Mark, Spot, Stroke, WholePart
from bodymap.core.marks.reply import Reply
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import Figure, Quality, Side, View
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from bodymap.state.case_file import case_text, known_parts, parse_case
from bodymap.state.workspace import Workspace

_KEPT_EVERY: Final = 200
_FOUND_EVERY: Final = 2000


class KeptOtherwiseError(Exception):
    """What was read back is not what was written."""


class Clerk:
    """Does one thing after the other; a seed repeats them."""

    def __init__(self, chance: random.Random, autosave: Autosave) -> None:
        self._chance = chance
        self._autosave = autosave
        self._workspace = Workspace()
        self._atlas = load_atlas(Figure.NEUTRAL)
        self._evidence = load_evidence()
        self._parts = [part.id for part in self._evidence.parts]
        self._questions = [question.id for alarm in self._evidence.alarms for question in alarm.questions]
        self._done = 0
        self._acts: Mapping[Callable[[], object], int] = {
            self._mark: 30,
            self._say: 15,
            self._write: 10,
            self._remove: 8,
            self._erase: 1,
            self._answer: 8,
            self._say_fact: 4,
            self._undo: 15,
            self._redo: 6,
            self._clear: 2,
            self._open: 1,
        }

    def begin_again(self, seed: int) -> None:
        """Do from now on what this seed says, with nothing entered."""
        self._chance.seed(seed)
        self._workspace = Workspace()

    def act(self) -> None:
        """Do something; now and then keep the case, read it back, or find what it means."""
        (one,) = self._chance.choices(list(self._acts), list(self._acts.values()))
        one()
        self._done += 1
        if self._done % _KEPT_EVERY == 0:
            self._autosave.keep(self._workspace.case)
            if parse_case(case_text(self._workspace.case), file="", parts=known_parts()) != self._workspace.case:
                raise KeptOtherwiseError
        if self._done % _FOUND_EVERY == 0:
            case = self._workspace.case
            find(case.marks, self._atlas, self._evidence, answers=case.answers, person=case.person)

    def _mark(self) -> None:
        view, side = self._chance.choice(list(View)), self._chance.choice(list(Side))
        box = self._atlas.view_box(view)
        x = round(self._chance.uniform(box.x, box.x + box.width), 1)
        y = round(self._chance.uniform(box.y, box.y + box.height), 1)
        points = tuple((x + 3.0 * step, y + self._chance.uniform(-5, 5)) for step in range(self._chance.randint(2, 40)))
        shapes = (Spot(view, x, y, 15.0), Stroke(view, points, 12.0), WholePart(self._chance.choice(self._parts), side))
        try:
            self._workspace.add_mark(self._chance.choice(shapes), self._quality(), self._chance.randint(0, 10))
        except CaseFullError:
            self._workspace.clear()

    def _say(self) -> None:
        if (mark := self._any()) is not None:
            self._workspace.set_feeling(mark.id, self._quality(), self._chance.choice((None, *range(11))))

    def _write(self) -> None:
        text = "".join(self._chance.choices("ab cé\n🙂\u202e\u0000", k=self._chance.randint(0, 30)))
        field = self._chance.choice((self._workspace.set_since, self._workspace.set_better, self._workspace.set_note))
        field(text, is_typing=self._chance.random() < 0.5)

    def _remove(self) -> None:
        if (mark := self._any()) is not None:
            self._workspace.remove_mark(mark.id)

    def _erase(self) -> None:
        if (mark := self._any()) is not None and isinstance(mark.shape, Spot):
            self._workspace.erase(Spot(mark.shape.view, mark.shape.x, mark.shape.y, 10.0), self._atlas)

    def _answer(self) -> None:
        self._workspace.answer(self._chance.choice(self._questions), self._chance.choice((None, *Reply)))

    def _say_fact(self) -> None:
        fact = self._chance.choice(self._evidence.facts)
        self._workspace.say_fact(fact.id, self._chance.choice((None, *fact.values)))

    def _undo(self) -> None:
        self._workspace.undo()

    def _redo(self) -> None:
        self._workspace.redo()

    def _clear(self) -> None:
        self._workspace.clear()

    def _open(self) -> None:
        self._workspace = Workspace(Case())

    def _any(self) -> Mark | None:
        return self._chance.choice(self._workspace.case.marks or [None])

    def _quality(self) -> Quality | None:
        felt: Quality | None = self._chance.choice([None, *Quality])
        return felt
