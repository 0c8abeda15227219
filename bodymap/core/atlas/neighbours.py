"""Which region follows another upwards, downwards and to either side, for going over a drawing with arrow keys."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from shapely.geometry.base import BaseGeometry


K = TypeVar("K", bound="Hashable")

_TOUCHING_MM: Final = 1.0
_ASIDE_WEIGHT: Final = 2.0


class Direction(Enum):
    """A way on the drawing, as its viewer sees it: a step along x and y, y downwards."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


class Ways(Generic[K]):
    """The regions of one drawing as a keyboard goes over them; worked out once, when it is made."""

    def __init__(self, shapes: Mapping[K, BaseGeometry]) -> None:
        inside = {key: shape.representative_point() for key, shape in shapes.items()}
        self._places = {key: (point.x, point.y) for key, point in inside.items()}
        self._next = neighbours(shapes)

    def place(self, key: K) -> tuple[float, float] | None:
        """A point inside a region; None where the drawing does not show it."""
        return self._places.get(key)

    def beside(self, key: K, direction: Direction) -> K | None:
        """Where an arrow key leads from a region; None at the edge of the drawing, or off it."""
        return self._next.get(key, {}).get(direction)

    def at_edge(self, direction: Direction, y: float) -> K | None:
        """Where one comes in at this height when going in a direction from the drawing before; None of no regions."""
        ahead = direction.value[0]
        costs = {key: ahead * at[0] + _ASIDE_WEIGHT * abs(at[1] - y) for key, at in self._places.items()}
        return min(costs, key=lambda key: costs[key], default=None)


def neighbours(shapes: Mapping[K, BaseGeometry]) -> dict[K, dict[Direction, K]]:
    """For each region the one that an arrow key leads to in each direction; a direction with none is left out.

    A region that touches comes before one beyond a gap, and one straight ahead before one aside.

    Parameters
    ----------
    shapes : mapping of K to geometry
        Regions of one drawing, in mm, y downwards.

    Examples
    --------
    >>> from shapely import box
    >>> found = neighbours({"chest": box(0, 0, 10, 10), "belly": box(0, 10, 10, 20)})
    >>> found["chest"]
    {<Direction.DOWN: (0, 1)>: 'belly'}
    """
    import numpy as np
    import shapely

    keys, places = list(shapes), [(shape.centroid.x, shape.centroid.y) for shape in shapes.values()]
    found: dict[K, dict[Direction, K]] = {key: {} for key in keys}
    if not keys:
        return found
    centres, geometries = np.array(places), np.array(list(shapes.values()), dtype=object)
    for number, key in enumerate(keys):
        off = centres - centres[number]
        touches = shapely.dwithin(geometries, geometries[number], _TOUCHING_MM)
        for direction in Direction:
            x, y = direction.value
            ahead, aside = off @ (x, y), np.abs(off @ (y, x))
            cost = ahead + _ASIDE_WEIGHT * aside
            tiers = (
                touches & (aside <= ahead),
                touches & (aside <= 2 * ahead),
                aside <= ahead,
                aside <= 4 * ahead,
            )
            for tier in tiers:
                offered = np.flatnonzero(tier & (ahead > 0))
                if offered.size:
                    found[key][direction] = keys[int(offered[np.argmin(cost[offered])])]
                    break
    return found
