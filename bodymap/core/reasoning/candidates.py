"""From marks to candidate roots: which share of the places that were meant each root feeds, over all maps.

The marks of a complaint mean some *places* (`bodymap.core.coverage.counted_places`): a spot, a whole part, or each part
that a stroke covers. Let ``share(p, k, m)`` be the share that map ``m`` gives root ``k`` of one side at the point ``p``
of a place, by the soft and hard borders of `bodymap.core.atlas.soft_border`; it is 0 for all roots where the map leaves
the skin blank. Every place counts alike, however large it is, but for how it feels. So with ``M`` all marked skin,
``mass(p)`` spread evenly over the skin of a place, the sum over a place being `SENSORY_WEIGHT` where it is numb or
tingles and 1 elsewhere, and all of it scaled to sum to 1 ::

    share(k, m)  = sum over p in M of mass(p) * share(p, k, m)
    covered(m)   = sum over k of share(k, m), the share of M that the map does not leave blank

A map speaks when ``covered(m) >= SMALLEST_SHARE``. Blank skin is silence, not a vote against: where a map that speaks
elsewhere is silent, it goes with the others. With ``mean(p, k)`` the mean of ``share(p, k, m)`` over the speaking maps
that are not blank at ``p``, and ``blank(m)`` the part of ``M`` that map ``m`` leaves blank ::

    filled(k, m) = share(k, m) + sum over p in blank(m) of mass(p) * mean(p, k)
    share(k)     = mean of filled(k, m) over the speaking maps = sum over p in M of mass(p) * mean(p, k)
    low, high    = smallest and largest filled(k, m) among them
    maps_for     = how many of them have share(k, m) >= SMALLEST_SHARE, on skin that they draw
    maps_total   = how many maps speak

So the shares of all roots add up to the share of the marked places on which any map says anything. A candidate is a
root with ``maps_for >= 1``. Left and right roots are told apart throughout. A candidate is *named* in a sentence from
`LEADING_SHARE` on; where none has that much the maps do not say.

Neighbouring roots overlap, so shares do not tell them apart well: `groups` joins candidates of one side that follow
each other, each with at least `LEADING_SHARE`, into one answer such as "L4–L5". `bilateral` names the roots that have
that much on both sides.

What was tried. On the 66 cases of ``tests/data`` with a root that is not the figure of a series the program rests on,
split at random into two halves of 33, on the drawings of that time (first place, and one of the first three):

========================  =========  =========  =======
weight of a place         one half   the other  all
========================  =========  =========  =======
its area                  28, 32     27, 32     55, 64
root of its area          29, 32     27, 31     56, 63
1                         31, 32     27, 31     58, 63
1, sensory 1.5 to 3       31, 32     27, 32     58, 64
1, sensory 4 to 10        31, 32     27, 33     58, 65
========================  =========  =========  =======

So the place, not its size, was chosen on the first half and held on the second, and the smallest weight that was best
on the second lost nothing on the first. On the drawings of today (``python -m benchmarks.cases``; a test holds this)
weights of 1 to 2 have 60 and 64 of 66, 3 to 6 have 60 and 65, 8 and 10 have 59 and 65, so it stayed what it was.

That sensory places are better witnesses is Taylor 2013 (more than half of the marks in the right area: 20.9 % for pins
and needles, 1 % for pain); the weight is far from that ratio, because few cases tell it apart. Intensity does not
weigh: drawings do not name a root well enough to bear more weights (Albert 2019, Murphy 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.soft_border import Points
from bodymap.core.coverage.counted_places import counted_places
from bodymap.core.coverage.readings import KEYS, Reading, SkinKinds, joined, kinds_at, readings
from bodymap.core.marks.mark import Mark
from bodymap.core.vocabulary import MapName, Root, Side, View

SMALLEST_SHARE: Final = 0.02
"""A share below this is not told: it is within what a hand can place and a border can mean."""

LEADING_SHARE: Final = 0.15
"""From this share on a candidate is named in a sentence, joined with its neighbours and looked for on both sides."""

SENSORY_WEIGHT: Final = 4.0
"""How many aching places one numb or tingling place counts for."""


@dataclass(frozen=True, slots=True)
class MapShare:
    """The share of the marked places that one map gives a root, on the skin that it does not leave blank."""

    map: MapName
    share: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A root on one side that feeds some of the marked places.

    Attributes
    ----------
    share : float
        Mean share of the marked places over the maps that say anything about it, 0 to 1.
    low, high : float
        Smallest and largest share among those maps.
    maps_for : int
        Maps that give the root at least `SMALLEST_SHARE`.
    maps_total : int
        Maps that say anything about the marked places.
    by_map : tuple of MapShare
        What each of those maps says itself, in the order of `MapName`; 0 where it gives the skin to other roots.
    """

    root: Root
    side: Side
    share: float
    low: float
    high: float
    maps_for: int
    maps_total: int
    by_map: tuple[MapShare, ...] = ()

    @property
    def maps(self) -> tuple[MapName, ...]:
        """The maps that are for the root, in the order of `MapName`."""
        return tuple(one.map for one in self.by_map if one.share >= SMALLEST_SHARE)


@dataclass(frozen=True, slots=True)
class RootGroup:
    """Candidates of one side that follow each other, from head to tail; one candidate alone is a group too.

    Attributes
    ----------
    share : float
        What they have together.

    Examples
    --------
    >>> RootGroup((Root.L4, Root.L5), Side.LEFT, 0.8).name
    'L4–L5'
    """

    roots: tuple[Root, ...]
    side: Side
    share: float

    @property
    def name(self) -> str:
        """As it stands in a text: "L5", "L4–L5"."""
        first, last = self.roots[0].value, self.roots[-1].value
        return first if first == last else f"{first}–{last}"


def candidates(marks: Sequence[Mark], atlas: Atlas, maps: Sequence[MapName] | None = None) -> tuple[Candidate, ...]:
    """The roots that feed the marked places, strongest first; those that no map is for are left out.

    Parameters
    ----------
    maps : sequence of MapName, optional
        The maps to ask; all that are drawn when not given. Empty when nothing is marked or all maps are silent.
    """
    return candidates_of(readings(counted_places(marks, atlas), atlas, _asked(atlas, maps)))


def candidates_of(read: Sequence[Reading], *, sensory_weight: float = SENSORY_WEIGHT) -> tuple[Candidate, ...]:
    """The candidates for places whose maps have been read, see `candidates`; another weight only to try one."""
    if not read:
        return ()
    weights = [sensory_weight if one.place.is_sensory else 1.0 for one in read]
    kinds = joined([one.kinds.times(weight) for one, weight in zip(read, weights, strict=True)])
    return _combined(kinds, read[0].maps)


def candidates_at(
    atlas: Atlas, view: View, *, x: float, y: float, maps: Sequence[MapName] | None = None
) -> tuple[Candidate, ...]:
    """The roots that share one point, over the maps that are asked; empty off the body and where they are silent.

    Up to `bodymap.core.atlas.atlas.SNAP_MM` outside the outline the nearest skin answers.
    """
    point = atlas.snapped(view, x=x, y=y)
    if point is None:
        return ()
    names = _asked(atlas, maps)
    return _combined(kinds_at(np.array([point]), np.ones(1), view, atlas, names), names)


def leading(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates that a sentence names: all with at least `LEADING_SHARE`, the strongest too only with that much.

    A root with less is no answer: the temple is the trigeminal nerve's, whatever C2 has of its rim.
    """
    return tuple(one for one in candidates if one.share >= LEADING_SHARE)


def leading_roots(candidates: Sequence[Candidate]) -> tuple[Root, ...]:
    """The roots that a sentence names, the strongest first: what a root has on both sides counts together.

    For marks on one side they are the roots of `leading`; marks on both sides do not halve what a root has.
    """
    shares: dict[Root, float] = {}
    for one in candidates:
        shares[one.root] = shares.get(one.root, 0.0) + one.share
    ranked = sorted(shares, key=lambda root: -round(shares[root], 6))
    return tuple(root for root in ranked if shares[root] >= LEADING_SHARE)


def named(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of the roots that a sentence names, on either side, in the order given.

    A root that is named is shown on each side on which it has any of the marked skin: a numb saddle that reaches over
    the midline is a trouble of both sides.
    """
    roots = frozenset(leading_roots(candidates))
    return tuple(one for one in candidates if one.root in roots)


def covered(candidates: Sequence[Candidate]) -> float:
    """The share of the marked skin that the candidates have together, 0 to 1."""
    return sum(one.share for one in candidates)


def groups(candidates: Sequence[Candidate]) -> tuple[RootGroup, ...]:
    """The leading candidates, neighbours of one side joined, the largest share together first.

    Examples
    --------
    >>> shares = {Root.L5: 0.5, Root.L4: 0.3, Root.S2: 0.2}
    >>> found = [Candidate(root, Side.LEFT, share, share, share, 1, 1) for root, share in shares.items()]
    >>> [group.name for group in groups(found)]
    ['L4–L5', 'S2']
    """
    runs: list[list[Candidate]] = []
    for one in sorted(leading(candidates), key=lambda one: (one.side.value, one.root.position)):
        before = runs[-1][-1] if runs else None
        if before is not None and before.side is one.side and before.root.is_consecutive(one.root):
            runs[-1].append(one)
        else:
            runs.append([one])
    found = [RootGroup(tuple(one.root for one in run), run[0].side, sum(one.share for one in run)) for run in runs]
    return tuple(sorted(found, key=lambda group: -round(group.share, 6)))


def bilateral(candidates: Sequence[Candidate]) -> tuple[Root, ...]:
    """The roots that have at least `LEADING_SHARE` on both sides, from head to tail; empty for marks on one side."""
    sides = [{one.root for one in candidates if one.side is side and one.share >= LEADING_SHARE} for side in Side]
    return tuple(sorted(set.intersection(*sides), key=lambda root: root.position))


def _asked(atlas: Atlas, maps: Sequence[MapName] | None) -> tuple[MapName, ...]:
    """The names of the maps to ask, in the order of `MapName`."""
    asked = {known.name for known in atlas.maps} if maps is None else set(maps)
    return tuple(name for name in MapName if name in asked)


def _combined(kinds: SkinKinds, maps: Sequence[MapName]) -> tuple[Candidate, ...]:
    """The candidates over several maps, by the formulas of this module."""
    sums = kinds.sums / kinds.sizes.sum()
    own = sums.sum(axis=0)
    speaking = np.flatnonzero(own.sum(axis=1) >= SMALLEST_SHARE)
    if not len(speaking):
        return ()
    own, spoken = own[speaking], kinds.drawn[:, speaking]
    mean = sums[:, speaking].sum(axis=1) / np.maximum(spoken.sum(axis=1), 1)[:, None]
    filled = own + (~spoken).T @ mean
    found = np.flatnonzero((own >= SMALLEST_SHARE).any(axis=0)).tolist()
    names = [maps[number] for number in speaking.tolist()]
    return tuple(sorted((_candidate(column, names, own, filled) for column in found), key=_strongest_first))


def _candidate(column: int, maps: Sequence[MapName], said: Points, filled: Points) -> Candidate:
    shares = np.clip(filled[:, column], 0.0, 1.0).tolist()
    by_map = tuple(MapShare(name, share) for name, share in zip(maps, said[:, column].tolist(), strict=True))
    return Candidate(
        *KEYS[column],
        share=sum(shares) / len(shares),
        low=min(shares),
        high=max(shares),
        maps_for=sum(one.share >= SMALLEST_SHARE for one in by_map),
        maps_total=len(by_map),
        by_map=by_map,
    )


def _strongest_first(candidate: Candidate) -> tuple[float, int, int, bool]:
    """Order by share; what is equal but for rounding goes by maps, root and side, left first."""
    return (
        -round(candidate.share, 6),
        -candidate.maps_for,
        candidate.root.position,
        candidate.side is not Side.LEFT,
    )
