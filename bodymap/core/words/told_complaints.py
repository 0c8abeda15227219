"""The complaints as they are told: those with one story and the same roots, such as an ache of both hips, once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bodymap.core.coverage.reach import NO_REACH
from bodymap.core.marks.mark import MarkId
from bodymap.core.reasoning.candidates import Candidate, leading_roots
from bodymap.core.reasoning.findings import Complaint, Findings, strongest
from bodymap.core.reasoning.nerve_patterns import TRIGEMINAL
from bodymap.core.reasoning.story import Story, StoryPlace
from bodymap.core.vocabulary import Side
from bodymap.core.words.message import Message, message


@dataclass(frozen=True, slots=True)
class ToldComplaint:
    """Complaints that have one story and the same leading roots.

    Attributes
    ----------
    number : int
        Of the first of them, from 1: its place among the complaints, which no reader is told.
    complaints : tuple of Complaint
        At least one.
    story : Story or None
        Of all of them, with all their sides.
    """

    number: int
    complaints: tuple[Complaint, ...]
    story: Story | None

    @property
    def first(self) -> Complaint:
        """The one that came first; what is told of it holds for the others too, on their own side."""
        return self.complaints[0]

    @property
    def marks(self) -> frozenset[MarkId]:
        """The marks of all of them."""
        return frozenset(mark.id for one in self.complaints for mark in one.marks)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates of all of them, each root and side once, with its largest share."""
        return strongest(one for complaint in self.complaints for one in complaint.candidates)

    @property
    def is_face(self) -> bool:
        """Whether the nerve of the face feels some of it."""
        return any(nerve.id in TRIGEMINAL for nerve in self.first.nerves)


def told_complaints(findings: Findings) -> tuple[ToldComplaint, ...]:
    """The complaints in order, those with one story and the same leading roots at the place of the first."""
    alike: dict[object, list[tuple[int, Complaint]]] = {}
    for number, complaint in enumerate(findings.stories, start=1):
        alike.setdefault(_key(complaint, number), []).append((number, complaint))
    return tuple(
        ToldComplaint(several[0][0], tuple(one for _, one in several), _joined([one.story for _, one in several]))
        for several in alike.values()
    )


def mark_numbers(marks: Collection[MarkId], order: Sequence[MarkId]) -> tuple[int, ...]:
    """The numbers that some marks have on the body and in the list, where all marks stand in this order."""
    return tuple(number for number, mark in enumerate(order, start=1) if mark in marks)


def marks_title(numbers: Sequence[int]) -> Message:
    """What complaints are called: by the numbers of their marks, since they come in another order than these.

    Examples
    --------
    >>> from bodymap.core.words.message import in_english
    >>> in_english(marks_title([2])), in_english(marks_title([1, 3]))
    ('Mark 2', 'Marks 1, 3')
    """
    listed = ", ".join(map(str, numbers))
    if len(numbers) == 1:
        return message("Mark {numbers}", numbers=listed)
    return message("Marks {numbers}", numbers=listed)


def _key(complaint: Complaint, number: int) -> object:
    told = complaint.story
    if told is None:
        return number
    others = frozenset(place.part for place in told.others)
    sources = tuple(source.row.condition.id for source in told.sources)
    # One part can be marked at two heights on the two sides, and then other roots feed it.
    return told.lead.part, told.feelings, others, sources, frozenset(leading_roots(complaint.candidates))


def _joined(stories: list[Story | None]) -> Story | None:
    told = [story for story in stories if story is not None]
    if not told:
        return None
    others = {place.part: place for story in told for place in story.others}
    return replace(
        told[0],
        reach=told[0].reach if len(told) == 1 else NO_REACH,
        lead=_place([story.lead for story in told]),
        others=tuple(
            _place([place for story in told for place in story.others if place.part == part]) for part in others
        ),
    )


def _place(places: list[StoryPlace]) -> StoryPlace:
    marked = {side for place in places for side in place.sides}
    return StoryPlace(places[0].part, tuple(side for side in Side if side in marked))
