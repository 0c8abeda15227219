"""The marked places: parts of the body that the marks name, and how it feels there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from bodymap.core.vocabulary import PartId, Quality, Side

SENSORY: Final = frozenset({Quality.NUMB, Quality.TINGLING})
"""Feelings that tell of a nerve more than an ache does (Taylor 2013, Rankine 1998)."""

NERVE_LIKE: Final = SENSORY | {Quality.BURNING}
"""Feelings with which a skin nerve is worth naming; an ache is not its trouble."""


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of the body that is marked.

    Attributes
    ----------
    share : float
        Its share of all marked skin, 0 to 1.
    qualities : frozenset of Quality or None
        How the marks that name it feel; None stands for a mark whose feeling was not said.
    """

    part: PartId
    side: Side
    share: float
    qualities: frozenset[Quality | None] = frozenset({None})

    @property
    def is_sensory(self) -> bool:
        """Whether it is numb or tingles, among other things or alone."""
        return not SENSORY.isdisjoint(self.qualities)

    @property
    def is_nerve_like(self) -> bool:
        """Whether it is numb, tingles or burns, among other things or alone."""
        return not NERVE_LIKE.isdisjoint(self.qualities)

    @property
    def is_painful(self) -> bool:
        """Whether a mark on it is something else than numb or tingling; a feeling that was not said counts as pain."""
        return bool(self.qualities - SENSORY)


def side_share(places: Iterable[MarkedPart], side: Side, among: Collection[PartId] | None = None) -> float:
    """The share of all marked skin that lies on one side, in all parts or in those given."""
    return sum(place.share for place in places if place.side is side and (among is None or place.part in among))
