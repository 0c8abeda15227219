"""The likely story of a complaint: what most often hurts in its place, in order, and the part that the spine has in it.

The story is told of one place, the *lead*: the part with the largest share, among those that are nerve-like where there
are any. The table of stories ranks what hurts there, for an ache, for nerve-like feelings and, in the saddle, for
numbness. A row with a *switch* depends on the person or on the other marks: "over 60", "in both feet", "if the back
hurts too". What is known moves the row to the front, leaves it or drops it; what was not asked is told with its words
in front. Rows of different populations are never compared or added: only their order is told, and the one count of the
spine, where the EXPOSS study has one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.coverage.reach import NO_REACH, Reach
from bodymap.core.reasoning.exposs import ExpossFigure
from bodymap.core.reasoning.story_table import Effect, Feeling, Spine, SpineRow, StoryRow, Switch
from bodymap.core.tables.person import NOBODY, Person
from bodymap.core.vocabulary import PartId, Quality, Side

NERVE_LIKE: Final = frozenset({Quality.NUMB, Quality.TINGLING, Quality.SHOOTING, Quality.BURNING})
"""Feelings that have a story of their own."""


_ORGANS: Final = frozenset({"heart", "airways", "heart-lung-organ"})

_REFERRALS: Final[Mapping[Spine, str]] = {
    Spine.NECK: "neck-referral",
    Spine.UPPER_BACK: "thoracic-nonspecific",
    Spine.LOW_BACK: "low-back-referral",
}


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """A part with the sides on which it is marked, left first."""

    part: PartId
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class LikelySource:
    """What can hurt in the lead place.

    Attributes
    ----------
    is_open : bool
        Whether it depends on something that was not asked, so that the words of its switch go in front.
    """

    row: StoryRow
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """What most often hurts in a place.

    Attributes
    ----------
    lead : StoryPlace
        The place that it is told of.
    others : tuple of StoryPlace
        The other places of the complaint, the largest first.
    feelings : tuple of Quality
        How the lead feels, in the order of `Quality`; empty when nobody said.
    sources : tuple of LikelySource
        At least one, the likeliest first.
    spine : SpineRow
        What part the spine can have in it.
    figure : ExpossFigure or None
        The one count of the spine; None where the study has none, or nothing hurts.
    reach : Reach
        How far the mark of the lead reaches beyond it.
    """

    lead: StoryPlace
    others: tuple[StoryPlace, ...]
    feelings: tuple[Quality, ...]
    sources: tuple[LikelySource, ...]
    spine: SpineRow
    figure: ExpossFigure | None
    reach: Reach = NO_REACH

    @property
    def is_of_organs(self) -> bool:
        """Whether an organ of the chest can hurt there, so that no nerve is tested before it was thought of."""
        return any(source.row.condition.id in _ORGANS for source in self.sources)

    @property
    def is_nerve_like(self) -> bool:
        """Whether it is the story of a nerve-like feeling."""
        return not NERVE_LIKE.isdisjoint(self.feelings)


def story(
    places: Sequence[MarkedPart],
    elsewhere: Collection[PartId],
    rows: Iterable[StoryRow],
    spine: Iterable[SpineRow],
    figures: Iterable[ExpossFigure],
    person: Person = NOBODY,
) -> Story | None:
    """The story of a complaint; None when it has no place.

    Parameters
    ----------
    places : sequence of MarkedPart
        The places of the complaint.
    elsewhere : collection of PartId
        All parts marked in the case, for switches such as "if the back hurts too".
    """
    if not places:
        return None
    shares = _shares(places)
    qualities = {part: _qualities(places, part) for part in shares}
    lead = min(shares, key=lambda part: (NERVE_LIKE.isdisjoint(qualities[part]), -round(shares[part], 6)))
    felt = tuple(quality for quality in Quality if quality in qualities[lead])
    part = StoryPlace(lead, _sides(places, lead))
    own = next(row for row in spine if lead in row.parts)
    hurts = not qualities[lead] <= {Quality.NUMB, Quality.TINGLING}
    count = next((figure for figure in figures if figure.location is own.exposs), None) if hurts else None
    others = tuple(StoryPlace(other, _sides(places, other)) for other in shares if other != lead)
    return Story(part, others, felt, _sources(part, felt, elsewhere, rows, person), own, count)


def spine_referral(row: SpineRow) -> str | None:
    """The id of the condition that the spine can send there; None where that is rare."""
    return None if row.is_rare else _REFERRALS[row.spine]


def _shares(places: Iterable[MarkedPart]) -> Mapping[PartId, float]:
    shares: dict[PartId, float] = {}
    for place in places:
        shares[place.part] = shares.get(place.part, 0.0) + place.share
    return shares


def _qualities(places: Iterable[MarkedPart], part: PartId) -> frozenset[Quality | None]:
    return frozenset(quality for place in places if place.part == part for quality in place.qualities)


def _sides(places: Iterable[MarkedPart], part: PartId) -> tuple[Side, ...]:
    marked = {place.side for place in places if place.part == part}
    return tuple(side for side in Side if side in marked)


def _sources(
    lead: StoryPlace, felt: Collection[Quality], elsewhere: Collection[PartId], rows: Iterable[StoryRow], person: Person
) -> tuple[LikelySource, ...]:
    here = [row for row in rows if lead.part in row.parts]
    own = [row for row in here if row.feeling is _feeling(here, felt)]
    first: list[LikelySource] = []
    after: list[LikelySource] = []
    for row in sorted(own, key=lambda row: row.rank):
        holds = _holds(row.switch, lead, elsewhere, person)
        if row.switch is None:
            after.append(LikelySource(row))
        elif holds and row.switch.effect.is_first:
            first.append(LikelySource(row))
        elif holds is not False or not row.switch.effect.is_exclusive:
            after.append(LikelySource(row, is_open=holds is None))
    return (*first, *after)


def _feeling(rows: Iterable[StoryRow], felt: Collection[Quality]) -> Feeling:
    if Quality.NUMB in felt and any(row.feeling is Feeling.NUMB for row in rows):
        return Feeling.NUMB
    return Feeling.ACHE if NERVE_LIKE.isdisjoint(felt) else Feeling.NERVE


def _holds(switch: Switch | None, lead: StoryPlace, elsewhere: Collection[PartId], person: Person) -> bool | None:
    """Whether a switch is on; None when that was not asked. A back that is not marked may hurt all the same."""
    if switch is None:
        return True
    if switch.effect is Effect.ASKED:
        return None
    if switch.both_sides:
        return len(lead.sides) > 1
    if switch.also:
        return True if switch.also & set(elsewhere) else None
    return None if switch.fact is None else switch.fact.holds(person)
