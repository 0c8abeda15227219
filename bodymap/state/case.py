"""A case: everything one person marked and said, as a frozen value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bodymap.core.marks.examined import Examined
from bodymap.core.marks.mark import Mark, MarkId, MarkPair
from bodymap.core.marks.reply import Answer
from bodymap.core.tables.person import NOBODY, Person
from bodymap.core.vocabulary import Figure


@dataclass(frozen=True, slots=True)
class Case:
    """What was entered, and nothing that follows from it.

    Attributes
    ----------
    marks : tuple of Mark
        In the order they were made; ids are unique.
    figure : Figure
        The drawing that the marks were made on; their millimetres are its.
    since, better, worse, note : str
        Since when it hurts, what makes it better and worse, and anything else, in the person's own words.
    answers : tuple of Answer
        To the questions that came with warnings; one for a question at most.
    person : Person
        What was answered about the person, for the warnings.
    joined, parted : tuple of MarkPair
        Marks that the person says belong together, or do not, whatever the program would say.
    examined : tuple of Examined
        What examinations showed; one result for a test on a side at most.
    language : str
        The code of the language that the person reads; empty for that of the window.
    extra : str
        Fields of a case file that this version does not know, as JSON text; kept for the next save.
    """

    marks: tuple[Mark, ...] = ()
    figure: Figure = Figure.NEUTRAL
    since: str = ""
    better: str = ""
    worse: str = ""
    note: str = ""
    answers: tuple[Answer, ...] = ()
    person: Person = NOBODY
    joined: tuple[MarkPair, ...] = ()
    parted: tuple[MarkPair, ...] = ()
    examined: tuple[Examined, ...] = ()
    language: str = ""
    extra: str = "{}"

    def __post_init__(self) -> None:
        """Refuse two marks with one id, two answers to one question, and what else cannot be said at once."""
        if len({mark.id for mark in self.marks}) != len(self.marks):
            raise ValueError("two marks of the case have the same id")
        if len({answer.question for answer in self.answers}) != len(self.answers):
            raise ValueError("two answers of the case are to the same question")
        if not set(self.joined).isdisjoint(self.parted):
            raise ValueError("two marks are both joined and parted")
        if len({(one.test, one.side) for one in self.examined}) != len(self.examined):
            raise ValueError("two results of the case are of the same test on the same side")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is marked."""
        return not self.marks

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered at all, so that nothing can be lost; figure and language alone are no entry."""
        return replace(self, figure=Figure.NEUTRAL, language="") == Case()

    @property
    def without_words(self) -> Case:
        """The case without texts and their language: what is drawn and found goes by the rest."""
        marks = tuple(replace(mark, note="") for mark in self.marks)
        return replace(self, marks=marks, since="", better="", worse="", note="", language="")

    @property
    def next_id(self) -> MarkId:
        """An id that no mark of the case has."""
        return MarkId(max((mark.id for mark in self.marks), default=0) + 1)

    def with_marks(self, marks: Iterable[Mark]) -> Case:
        """The case with these marks; what was said of a mark that is gone goes with it, so that no later one has it."""
        kept = tuple(marks)
        ids = {mark.id for mark in kept}
        return replace(
            self,
            marks=kept,
            joined=tuple(pair for pair in self.joined if ids.issuperset(pair)),
            parted=tuple(pair for pair in self.parted if ids.issuperset(pair)),
        )

    def mark(self, mark_id: MarkId) -> Mark | None:
        """The mark with an id, or None."""
        return next((mark for mark in self.marks if mark.id == mark_id), None)
