"""The complaints as they are told: those with one story, such as an ache of both hips, are told once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bodymap.core.reasoning.findings import Complaint, Findings
from bodymap.core.reasoning.nerve_patterns import TRIGEMINAL
from bodymap.core.reasoning.story import Story, StoryPlace
from bodymap.core.vocabulary import Side


@dataclass(frozen=True, slots=True)
class ToldComplaint:
    """Complaints that have one story.

    Attributes
    ----------
    number : int
        Of the first of them, from 1.
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
        """The one that came first; the others differ from it in their side only."""
        return self.complaints[0]

    @property
    def is_face(self) -> bool:
        """Whether the nerve of the face feels some of it."""
        return any(nerve.id in TRIGEMINAL for nerve in self.first.nerves)


def told_complaints(findings: Findings) -> tuple[ToldComplaint, ...]:
    """The complaints in order, those with one story at the place of the first."""
    alike: dict[object, list[tuple[int, Complaint]]] = {}
    for number, complaint in enumerate(findings.stories, start=1):
        alike.setdefault(_key(complaint, number), []).append((number, complaint))
    return tuple(
        ToldComplaint(several[0][0], tuple(one for _, one in several), _joined([one.story for _, one in several]))
        for several in alike.values()
    )


def _key(complaint: Complaint, number: int) -> object:
    told = complaint.story
    if told is None:
        return number
    others = frozenset(place.part for place in told.others)
    return told.lead.part, told.feelings, others, tuple(source.row.condition.id for source in told.sources)


def _joined(stories: list[Story | None]) -> Story | None:
    told = [story for story in stories if story is not None]
    if not told:
        return None
    others = {place.part: place for story in told for place in story.others}
    return replace(
        told[0],
        lead=_place([story.lead for story in told]),
        others=tuple(
            _place([place for story in told for place in story.others if place.part == part]) for part in others
        ),
    )


def _place(places: list[StoryPlace]) -> StoryPlace:
    marked = {side for place in places for side in place.sides}
    return StoryPlace(places[0].part, tuple(side for side in Side if side in marked))
