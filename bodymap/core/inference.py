"""From marks to candidate roots: which share of the marked skin each root feeds, over all maps.

Let ``M`` be the marked skin as `bodymap.core.extent` measures it, ``|M|`` its area, and ``share(p, k, m)`` the share
that map ``m`` gives root ``k`` of one side at the point ``p``, by the soft and hard borders of
`bodymap.core.soft_border`; it is 0 for all roots where the map leaves the skin blank. What one map says of the marked
skin is ::

    share(k, m)  = integral over p in M of share(p, k, m), divided by |M|
    covered(m)   = sum over k of share(k, m), the share of M that the map does not leave blank

A map speaks when ``covered(m) >= SMALLEST_SHARE``. Blank skin is silence, not a vote against: where a map that speaks
elsewhere is silent, it goes with the others. With ``mean(p, k)`` the mean of ``share(p, k, m)`` over the speaking maps
that are not blank at ``p``, and ``blank(m)`` the part of ``M`` that map ``m`` leaves blank ::

    filled(k, m) = share(k, m) + integral over p in blank(m) of mean(p, k), divided by |M|
    share(k)     = mean of filled(k, m) over the speaking maps = integral over p in M of mean(p, k), divided by |M|
    low, high    = smallest and largest filled(k, m) among them
    maps_for     = how many of them have share(k, m) >= SMALLEST_SHARE, on skin that they draw
    maps_total   = how many maps speak

So the shares of all roots add up to the share of the marked skin on which any map says anything. A candidate is a root
with ``maps_for >= 1``. Left and right roots are told apart throughout.

Neighbouring roots overlap, so shares do not tell them apart well: `groups` joins candidates of one side that follow
each other, each with at least `LEADING_SHARE`, into one answer such as "L4–L5". `bilateral` names the roots that have
that much on both sides.

Quality and intensity of a mark do not weigh here: drawings do not name a root well enough to bear weights (Albert 2019,
Murphy 2009). Numb and tingling skin matches its root better than aching skin does (Taylor 2013), which is said in
words: `sensory_share` is the share of the marked skin that is numb or tingles, and the text that says how sure the
answer is depends on it.

The integrals are sums over a grid of sample points anchored at the body's midline, so the same marks always give the
same answer and mirrored marks the mirrored one. Each separate piece of marked skin gets its own grid, finer for smaller
pieces; a share is then right to about one in a hundred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.anatomy import MapName, Quality, Root, Side, View
from bodymap.core.atlas import Atlas
from bodymap.core.extent import marked_areas
from bodymap.core.marks import Mark
from bodymap.core.soft_border import Points, RootKey

SMALLEST_SHARE: Final = 0.02
"""A share below this is not told: it is within what a hand can place and a border can mean."""

LEADING_SHARE: Final = 0.15
"""From this share on a candidate is named in a sentence, joined with its neighbours and looked for on both sides."""

_SAMPLES: Final = 2000
_FEWEST_SAMPLES: Final = 100
_SENSORY: Final = frozenset({Quality.NUMB, Quality.TINGLING})

_KEYS: Final = tuple((root, side) for root in Root for side in Side)
_COLUMN: Final[Mapping[RootKey, int]] = {key: column for column, key in enumerate(_KEYS)}
_Answers: TypeAlias = Mapping[MapName, Points]
"""What each map says at the same sample points: shares of shape (points, roots and sides)."""


@dataclass(frozen=True, slots=True)
class MapShare:
    """The share of the marked skin that one map gives a root, on the skin that it does not leave blank."""

    map: MapName
    share: float


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
    """The roots that feed the marked skin, strongest first; those that no map is for are left out.

    Parameters
    ----------
    maps : sequence of MapName, optional
        The maps to ask; all that are drawn when not given. Empty when nothing is marked or all maps are silent.
    """
    return candidates_of(marked_areas(marks, atlas), atlas, maps)


def candidates_of(
    areas: Mapping[View, BaseGeometry], atlas: Atlas, maps: Sequence[MapName] | None = None
) -> tuple[Candidate, ...]:
    """The candidates for marked skin that is already known as areas, see `candidates`."""
    grids = {view: samples(area) for view, area in areas.items()}
    grids = {view: grid for view, grid in grids.items() if len(grid[1])}
    if not grids:
        return ()
    answers = {
        name: np.concatenate([_answers(atlas, name, view, points) for view, (points, _) in grids.items()])
        for name in _asked(atlas, maps)
    }
    return _combined(answers, np.concatenate([weights for _, weights in grids.values()]))


def candidates_at(
    atlas: Atlas, view: View, *, x: float, y: float, maps: Sequence[MapName] | None = None
) -> tuple[Candidate, ...]:
    """The roots that share one point, over the maps that are asked; empty off the body and where they are silent.

    Up to `bodymap.core.atlas.SNAP_MM` outside the outline the nearest skin answers.
    """
    point = atlas.snapped(view, x=x, y=y)
    if point is None:
        return ()
    answers = {name: _answers(atlas, name, view, np.array([point])) for name in _asked(atlas, maps)}
    return _combined(answers, np.ones(1))


def map_shares(areas: Mapping[View, BaseGeometry], atlas: Atlas, map_name: MapName) -> Mapping[RootKey, float]:
    """The share of the marked skin that each root has on one map; the sum is the share that the map covers."""
    total = sum(area.area for area in areas.values())
    shares = np.zeros(len(_KEYS))
    for view, area in areas.items():
        points, weights = samples(area)
        shares += weights @ _answers(atlas, map_name, view, points)
    return {key: share / total for key, share in zip(_KEYS, shares.tolist(), strict=True) if share > 0}


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


def sensory_share(marks: Sequence[Mark], atlas: Atlas) -> float:
    """The share of the marked skin that is numb or tingles, 0 to 1; 0 when nothing is marked."""
    total = sum(area.area for area in marked_areas(marks, atlas).values())
    sensory = marked_areas([mark for mark in marks if mark.quality in _SENSORY], atlas)
    return sum(area.area for area in sensory.values()) / total if total else 0.0


def samples(area: BaseGeometry) -> tuple[Points, NDArray[np.float64]]:
    """Points spread evenly over an area, shape (n, 2), and the square millimetres that each stands for."""
    pieces = [piece for piece in shapely.get_parts(area).tolist() if piece.area > 0]
    if not pieces:
        return np.zeros((0, 2)), np.zeros(0)
    wanted = max(_FEWEST_SAMPLES, _SAMPLES // len(pieces))
    grids = [_grid(piece, wanted) for piece in pieces]
    weights = [np.full(len(grid), piece.area / len(grid)) for piece, grid in zip(pieces, grids, strict=True)]
    return np.concatenate(grids), np.concatenate(weights)


def _grid(piece: BaseGeometry, wanted: int) -> Points:
    """At least about `wanted` points; steps are powers of two, so that a piece keeps its grid while it moves."""
    step = 2.0 ** np.floor(np.log2(np.sqrt(piece.area / wanted)))
    left, top, right, bottom = piece.bounds
    columns = np.arange(np.floor(left / step), np.ceil(right / step)) * step + step / 2
    rows = np.arange(np.floor(top / step), np.ceil(bottom / step)) * step + step / 2
    x, y = (axis.ravel() for axis in np.meshgrid(columns, rows))
    shapely.prepare(piece)
    inside = shapely.intersects_xy(piece, x, y)
    points = np.column_stack([x[inside], y[inside]])
    return points if len(points) else shapely.get_coordinates(shapely.point_on_surface(piece))


def _asked(atlas: Atlas, maps: Sequence[MapName] | None) -> tuple[MapName, ...]:
    """The names of the maps to ask, in the order of `MapName`."""
    asked = {known.name for known in atlas.maps} if maps is None else set(maps)
    return tuple(name for name in MapName if name in asked)


def _answers(atlas: Atlas, map_name: MapName, view: View, points: Points) -> Points:
    """What a map says at the points of a view; all 0 where the skin is blank or the view does not hold the map."""
    answers = np.zeros((len(points), len(_KEYS)))
    if atlas.territories(map_name, view):
        field = atlas.root_field(map_name, view)
        answers[:, [_COLUMN[key] for key in field.keys]] = field.shares(points)
    return answers


def _combined(answers: _Answers, weights: NDArray[np.float64]) -> tuple[Candidate, ...]:
    """The candidates over several maps, by the formulas of this module."""
    weights = weights / weights.sum()
    own = {name: weights @ shares for name, shares in answers.items()}
    speaking = [name for name in answers if own[name].sum() >= SMALLEST_SHARE]
    if not speaking:
        return ()
    spoken = {name: answers[name].sum(axis=1) > 0 for name in speaking}
    voices = np.sum(list(spoken.values()), axis=0)
    mean = np.sum([answers[name] for name in speaking], axis=0) / np.maximum(voices, 1)[:, None]
    filled = np.array([own[name] + (weights * ~spoken[name]) @ mean for name in speaking])
    said = np.array([own[name] for name in speaking])
    found = np.flatnonzero((said >= SMALLEST_SHARE).any(axis=0)).tolist()
    return tuple(sorted((_candidate(column, speaking, said, filled) for column in found), key=_strongest_first))


def _candidate(column: int, maps: Sequence[MapName], said: Points, filled: Points) -> Candidate:
    shares = np.clip(filled[:, column], 0.0, 1.0).tolist()
    by_map = tuple(MapShare(name, share) for name, share in zip(maps, said[:, column].tolist(), strict=True))
    return Candidate(
        *_KEYS[column],
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
