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
from itertools import combinations
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.soft_border import RootKey
from bodymap.core.coverage.marked_parts import SENSORY
from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.coverage.readings import Reading
from bodymap.core.coverage.skin import mark_areas, seen_mark_areas
from bodymap.core.marks.mark import Mark, MarkPair, pair_of
from bodymap.core.reasoning.felt_together import FeltTogether
from bodymap.core.tables.parts import Part
from bodymap.core.vocabulary import MapName, PartId, Side, View

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
_MIDLINE_VIEWS: Final = frozenset({View.FRONT, View.BACK, View.SADDLE})


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark with all that the relation asks about it."""

    mark: Mark
    seen: Mapping[View, BaseGeometry]
    size: float
    parts: frozenset[PartId]
    groups: frozenset[str]
    sides: frozenset[Side]
    roots: frozenset[tuple[MapName, RootKey]]

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
    placed = [one for mark in marks if (one := _placed(mark, atlas, by_id, read)) is not None]
    links = [
        (first, second)
        for (first, one), (second, other) in combinations(enumerate(placed), 2)
        if _belong(one, other, atlas, together, joined, parted)
    ]
    groups = _connected(len(placed), links)
    groups.sort(key=lambda group: (-round(sum(placed[number].size for number in group), 3), group))
    return tuple(tuple(placed[number].mark for number in group) for group in groups)


def _placed(mark: Mark, atlas: Atlas, groups: Mapping[PartId, str], read: Sequence[Reading]) -> _Placed | None:
    areas = mark_areas(mark, atlas)
    named = marked_parts([mark], atlas)
    if not areas or not named:
        return None
    parts = frozenset(place.part for place in named)
    kinds = frozenset(groups.get(part, "") for part in parts)
    seen = seen_mark_areas(mark, atlas)
    sides = frozenset(place.side for place in named)
    if not kinds & (_ARM | _LEG) and _reaches_midline(seen):
        sides = frozenset(Side)
    own = [reading for reading in read if mark.id in reading.place.marks]
    return _Placed(mark, seen, sum(area.area for area in areas.values()), parts, kinds, sides, _followed(own))


def _followed(read: Sequence[Reading]) -> frozenset[tuple[MapName, RootKey]]:
    """The roots, map by map, that have `FOLLOWS` of the places of one mark, each place counted alike."""
    sums: dict[tuple[MapName, RootKey], float] = {}
    for reading in read:
        for name in reading.answers:
            for key, share in reading.shares(name).items():
                sums[name, key] = sums.get((name, key), 0.0) + share / len(read)
    return frozenset(key for key, share in sums.items() if share >= FOLLOWS)


def _reaches_midline(seen: Mapping[View, BaseGeometry]) -> bool:
    strip = (-MIDLINE_MM, MIDLINE_MM)
    bounds = [area.bounds for view, area in seen.items() if view in _MIDLINE_VIEWS]
    return any(left <= strip[1] and right >= strip[0] for left, _, right, _ in bounds)


def _belong(
    one: _Placed,
    other: _Placed,
    atlas: Atlas,
    together: Sequence[FeltTogether],
    joined: Collection[MarkPair],
    parted: Collection[MarkPair],
) -> bool:
    pair = pair_of(one.mark.id, other.mark.id)
    if pair in joined or pair in parted:
        return pair in joined
    if one.sides.isdisjoint(other.sides):
        both_sensory = one.is_sensory and other.is_sensory
        return both_sensory and any(one.groups & limb and other.groups & limb for limb in _LIMBS)
    return (
        not one.roots.isdisjoint(other.roots)
        or any(row.joins(one.parts, other.parts) for row in together)
        or _are_near(one, other, atlas)
    )


def _are_near(one: _Placed, other: _Placed, atlas: Atlas) -> bool:
    may_hide = bool(one.groups & _ARM) != bool(other.groups & _ARM)
    views = [view for view in one.seen if view in other.seen and not (may_hide and view in _SIDE_VIEWS)]
    return any(_is_reached(one.seen[view], other.seen[view], atlas.silhouette(view)) for view in views)


def _is_reached(area: BaseGeometry, other: BaseGeometry, skin: BaseGeometry) -> bool:
    """Whether an area reaches another one within `NEAR_MM` over the skin of a view."""
    if not shapely.dwithin(area, other, NEAR_MM):
        return False
    grown = shapely.get_parts(shapely.intersection(area.buffer(NEAR_MM), skin))
    own = grown[shapely.intersects(grown, area)]
    return bool(shapely.intersects(own, other).any())


def _connected(count: int, links: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Numbers from 0 in groups that the links connect, each group in order."""
    group = list(range(count))
    for first, second in links:
        old, new = group[second], group[first]
        group = [new if name == old else name for name in group]
    return [tuple(number for number in range(count) if group[number] == name) for name in dict.fromkeys(group)]
