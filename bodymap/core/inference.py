"""From marks to candidate roots: which share of the marked skin each root feeds, map by map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bodymap.core.anatomy import MapName, Root, Side
from bodymap.core.atlas import Atlas
from bodymap.core.marks import Mark


@dataclass(frozen=True, slots=True)
class Candidate:
    """A root on one side that feeds some of the marked skin.

    Attributes
    ----------
    share : float
        Mean share of the marked skin over the maps that say anything about it, 0 to 1.
    low, high : float
        Smallest and largest share among those maps.
    maps_for : int
        Maps that give the root at least `SMALLEST_SHARE`.
    maps_total : int
        Maps that say anything about the marked skin.
    """

    root: Root
    side: Side
    share: float
    low: float
    high: float
    maps_for: int
    maps_total: int


def candidates(marks: Sequence[Mark], atlas: Atlas, maps: Sequence[MapName] | None = None) -> tuple[Candidate, ...]:
    """The candidate roots, strongest first."""
    raise NotImplementedError
