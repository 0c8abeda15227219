"""Which marks belong together: a complaint is what one story could explain, and the answer is given for each.

Two marks of one side belong together when

- they lie within `NEAR_MM` of each other on the skin, or
- they follow one root: a map gives one root at least `FOLLOWS` of the skin of each, or
- a row of `bodymap.core.reasoning.felt_together` says that pain of one source is felt in both.

A mark of the trunk or head that reaches the midline is of both sides. Marks of the two sides that do not meet at the
midline belong together only when both are numb or tingle and lie on the same pair of limbs: both legs, or both arms.
What the person joined by hand belongs together, and what the person parted does not, whatever else holds. Complaints
are the connected groups of that relation, so two parted marks can still meet by way of a third.

Distance is measured in each view that shows both marks, and only over skin that hangs together there, so that a hand
beside a hip is not near it; in a side view, where an arm hides the trunk, only marks of one limb or of none are near.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.orientation import MIDLINE_VIEWS
from bodymap.core.atlas.soft_border import Points
from bodymap.core.coverage.marked_parts import SENSORY
from bodymap.core.coverage.pain_extent import named_places
from bodymap.core.coverage.readings import Reading
from bodymap.core.coverage.skin import mark_areas, seen_mark_areas
from bodymap.core.marks.kept import kept
from bodymap.core.marks.mark import Mark, MarkId, MarkPair
from bodymap.core.reasoning.felt_together import FeltTogether
from bodymap.core.tables.parts import Part
from bodymap.core.vocabulary import PartId, Side, View

NEAR_MM: Final = 80.0
"""Marks nearer than this belong together: about a hand's width."""

FOLLOWS: Final = 0.15
"""A mark follows a root to which a map gives this share of its skin."""

MIDLINE_MM: Final = 10.0
"""A mark that comes this near to the midline is of both sides."""

_ARM: Final = frozenset({"arm", "hand"})
_LEG: Final = frozenset({"leg", "foot"})
_LIMBS: Final = (_ARM, _LEG)
_SIDE_VIEWS: Final = frozenset({View.LEFT, View.RIGHT})


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A mark with all that the relation asks about it; `roots` says for each map and root whether the mark follows."""

    mark: Mark
    seen: Mapping[View, BaseGeometry]
    size: float
    parts: frozenset[PartId]
    groups: frozenset[str]
    sides: frozenset[Side]
    roots: NDArray[np.bool_]

    @property
    def is_sensory(self) -> bool:
        return self.mark.quality in SENSORY


def complaints(
    marks: Sequence[Mark],
    atlas: Atlas,
    *,
    parts: Iterable[Part],
    together: Sequence[FeltTogether],
    joined: Collection[MarkPair] = (),
    parted: Collection[MarkPair] = (),
    read: Sequence[Reading] = (),
) -> tuple[tuple[Mark, ...], ...]:
    """The marks in groups that belong together, the largest skin first; in each the marks as they came.

    Marks without any skin, such as a spot off the body, belong to nothing and are left out.

    Parameters
    ----------
    joined, parted : collection of pairs of MarkId
        What the person joined and parted by hand; a pair of a mark that is not there says nothing.
    read : sequence of Reading
        What the maps say of the places that the marks mean; without it no common root is looked for.
    """
    by_id = {part.id: part.group for part in parts}
    followed = _followed(read)
    placed = [one for mark in marks if (one := _placed(mark, atlas, by_id, followed)) is not None]
    groups = _groups(placed, atlas, together, joined, parted)
    groups.sort(key=lambda group: (-round(sum(placed[number].size for number in group), 3), group))
    return tuple(tuple(placed[number].mark for number in group) for group in groups)


def _placed(
    mark: Mark, atlas: Atlas, groups: Mapping[PartId, str], followed: Mapping[MarkId, NDArray[np.bool_]]
) -> _Placed | None:
    areas = mark_areas(mark, atlas)
    named = named_places(mark.shape, mark.cuts, atlas)
    if not areas or not named:
        return None
    parts = frozenset(part for part, _ in named)
    kinds = frozenset(groups.get(part, "") for part in parts)
    seen = seen_mark_areas(mark, atlas)
    sides = frozenset(side for _, side in named)
    if not kinds & (_ARM | _LEG) and _reaches_midline(seen):
        sides = frozenset(Side)
    roots = followed.get(mark.id, np.zeros(0, dtype=bool))
    return _Placed(mark, seen, sum(area.area for area in areas.values()), parts, kinds, sides, roots)


def _followed(read: Sequence[Reading]) -> Mapping[MarkId, NDArray[np.bool_]]:
    """For each mark, map and root, whether it has `FOLLOWS` of the mark's places, each place counted alike."""
    own: dict[MarkId, list[Points]] = {}
    for reading in read:
        shares = reading.kinds.sums.sum(axis=0).ravel()
        for mark in reading.place.marks:
            own.setdefault(mark, []).append(shares)
    return {mark: np.sum(shares, axis=0) >= FOLLOWS * len(shares) for mark, shares in own.items()}


def _reaches_midline(seen: Mapping[View, BaseGeometry]) -> bool:
    strip = (-MIDLINE_MM, MIDLINE_MM)
    bounds = [area.bounds for view, area in seen.items() if view in MIDLINE_VIEWS]
    return any(left <= strip[1] and right >= strip[0] for left, _, right, _ in bounds)


def _groups(
    placed: Sequence[_Placed],
    atlas: Atlas,
    together: Sequence[FeltTogether],
    joined: Collection[MarkPair],
    parted: Collection[MarkPair],
) -> list[tuple[int, ...]]:
    """Numbers from 0 in groups that belong together, each group in order.

    All pairs are looked at as tables of yes and no, as there are many; only what is still apart is measured.
    """
    if not placed:
        return []
    one_side = _meet([[side in one.sides for side in Side] for one in placed])
    linked = (_meet([one.roots for one in placed]) | _felt_together(placed, together)) & one_side
    for limb in _LIMBS:
        numb = np.array([one.is_sensory and not one.groups.isdisjoint(limb) for one in placed])
        linked |= np.outer(numb, numb) & ~one_side
    numbers = {one.mark.id: number for number, one in enumerate(placed)}
    for pairs, are_linked in ((parted, False), (joined, True)):
        for one, other in (pair for pair in pairs if set(pair) <= numbers.keys()):
            for pair in ((numbers[one], numbers[other]), (numbers[other], numbers[one])):
                linked[pair] = are_linked
                one_side[pair] &= are_linked
    group = _connected(linked)
    apart = np.triu(one_side & (group[:, None] != group))
    if apart.any():
        apart &= _boxes_are_near(placed)
    for first, second in np.argwhere(apart).tolist():
        if group[first] != group[second] and _are_near(placed[first], placed[second], atlas):
            group[group == group[second]] = group[first]
    return [tuple(np.flatnonzero(group == name).tolist()) for name in dict.fromkeys(group.tolist())]


def _meet(rows: Sequence[Iterable[bool]]) -> NDArray[np.bool_]:
    """For each pair of rows whether both say yes in one column."""
    bits = np.packbits(np.array(rows, dtype=bool), axis=1)
    meet: NDArray[np.bool_] = np.zeros((len(bits), len(bits)), dtype=bool)
    for eight in bits.T:  # one by one, as the many pairs of eight columns need no room for all at once
        meet |= (eight[:, None] & eight) > 0
    return meet


def _felt_together(placed: Sequence[_Placed], together: Sequence[FeltTogether]) -> NDArray[np.bool_]:
    """For each pair whether a row of the table joins them."""
    joins = np.zeros((len(placed), len(placed)), dtype=bool)
    for row in together:
        here = np.array([not row.here.isdisjoint(one.parts) for one in placed])
        there = np.array([not row.there.isdisjoint(one.parts) for one in placed])
        joins |= np.outer(here, there) | np.outer(there, here)
    return joins


def _connected(linked: NDArray[np.bool_]) -> NDArray[np.intp]:
    """For each number the smallest one that links lead to."""
    group = np.arange(len(linked))
    linked = linked | np.eye(len(linked), dtype=bool)
    while True:
        lower = np.where(linked, group, len(linked)).min(axis=1)
        if (lower == group).all():
            return group
        group = lower


def _boxes_are_near(placed: Sequence[_Placed]) -> NDArray[np.bool_]:
    """For each pair whether the boxes round two marks are within `NEAR_MM` in a view that shows both."""
    near: NDArray[np.bool_] = np.zeros((len(placed), len(placed)), dtype=bool)
    for view in {view for one in placed for view in one.seen}:
        seen = np.flatnonzero([view in one.seen for one in placed])
        bounds = shapely.bounds([placed[number].seen[view] for number in seen.tolist()])
        boxes = np.array([shapely.box(*corners) for corners in bounds])
        first, second = shapely.STRtree(boxes).query(boxes, predicate="dwithin", distance=NEAR_MM)
        near[seen[first], seen[second]] = True
    return near


def _are_near(one: _Placed, other: _Placed, atlas: Atlas) -> bool:
    may_hide = bool(one.groups & _ARM) != bool(other.groups & _ARM)
    views = [view for view in one.seen if view in other.seen and not (may_hide and view in _SIDE_VIEWS)]
    return any(_is_reached(one.seen[view], other.seen[view], view, atlas) for view in views)


def _is_reached(area: BaseGeometry, other: BaseGeometry, view: View, atlas: Atlas) -> bool:
    """Whether an area reaches another one within `NEAR_MM` over the skin of a view."""
    if not shapely.dwithin(area, other, NEAR_MM):
        return False
    return bool(shapely.intersects(_reach(area, view, atlas), other).any())


@kept()
def _reach(area: BaseGeometry, view: View, atlas: Atlas) -> NDArray[np.object_]:
    """The skin of a view within `NEAR_MM` of an area that hangs together with it, in pieces."""
    grown = shapely.get_parts(shapely.intersection(area.buffer(NEAR_MM), atlas.silhouette(view)))
    own: NDArray[np.object_] = grown[shapely.intersects(grown, area)]
    shapely.prepare(own)
    return own
