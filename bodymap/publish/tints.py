"""Tints for regions on paper, such that no two that touch share one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

_TOUCH_MM = 1.0
"""Regions nearer than this meet for the eye."""


def told_apart(regions: Sequence[tuple[str, BaseGeometry]], wanted: Mapping[str, int], count: int) -> Mapping[str, int]:
    """A tint, 0 to `count` - 1, for every name, other than those of the names whose regions touch its own.

    Parameters
    ----------
    regions : sequence of (str, geometry)
        Several may bear one name; they share a tint.
    wanted : mapping of str to int
        The tint that each name gets if no neighbour has it, counted round.
    count : int
        Where a name has as many neighbours as there are tints, it may share one of them.

    Examples
    --------
    >>> left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    >>> told_apart([("a", left), ("b", right)], {"a": 0, "b": 0}, 3)
    {'a': 0, 'b': 1}
    """
    beside = _neighbours(regions)
    chosen: dict[str, int] = {}
    # The most crowded name chooses next: it has the fewest tints left (Brelaz 1979).
    waiting = dict.fromkeys(name for name, _ in regions)
    while waiting:
        taken = {name: {chosen[other] for other in beside[name] if other in chosen} for name in waiting}
        name = max(waiting, key=lambda each: (len(taken[each]), len(beside[each])))
        del waiting[name]
        free = [tint for tint in range(count) if tint not in taken[name]] or list(range(count))
        first = wanted[name] % count
        chosen[name] = min(free, key=lambda tint: (tint - first) % count)
    return chosen


def _neighbours(regions: Sequence[tuple[str, BaseGeometry]]) -> Mapping[str, set[str]]:
    names, areas = [name for name, _ in regions], [area for _, area in regions]
    beside: dict[str, set[str]] = {name: set() for name in names}
    if not areas:
        return beside
    first, second = shapely.STRtree(areas).query(areas, predicate="dwithin", distance=_TOUCH_MM)
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        if names[one] != names[other]:
            beside[names[one]].add(names[other])
    return beside
