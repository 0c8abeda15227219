"""Where the maps agree on a root's skin, and where only some of them give it to the root.

For a root on one side of a view let ``T(m)`` be its territory on map ``m`` and ``B(m)`` the skin that map ``m`` leaves
blank. A blank map does not say anything about the skin, so it neither agrees nor differs ::

    claimed  = union over m of T(m)
    agreed   = claimed without the skin that some map gives to other roots
             = intersection over m of (T(m) or B(m)), within claimed
    disputed = claimed without agreed

Borders drawn twice never lie on each other to the millimetre, so only what is wider than `NARROWEST_MM` is disputed; a
thinner strip along a border counts with the skin beside it, and one that lies alone is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.vocabulary import MapName, Root, Side, View

NARROWEST_MM: Final = 8.0
"""Strips of skin narrower than this are no difference between maps: soft borders are wider."""

_GRID_MM: Final = 0.01
"""Overlays are worked out on this grid, on which they cannot fail."""

_NOTHING: Final = shapely.Polygon()


@dataclass(frozen=True, slots=True)
class Agreement:
    """The skin of a root on one side in a view.

    Attributes
    ----------
    agreed : shapely geometry
        All maps that say anything about this skin give it to the root.
    disputed : shapely geometry
        Some maps give it to the root, others to another one.
    """

    root: Root
    side: Side
    agreed: BaseGeometry
    disputed: BaseGeometry


def agreement(atlas: Atlas, view: View, root: Root, side: Side, maps: Sequence[MapName]) -> Agreement:
    """What the maps say about a root's skin in a view; both areas empty where none shows it."""
    own = {name: _territory(atlas, view, name, root, side) for name in maps}
    claimed = _solid(shapely.union_all(list(own.values())))
    if claimed.is_empty or len(maps) == 1:
        return Agreement(root, side, claimed, _NOTHING)
    others = shapely.union_all([_others(atlas, view, name, claimed, own[name]) for name in maps])
    disputed = _wide(_solid(shapely.intersection(claimed, others, grid_size=_GRID_MM)))
    rest = shapely.get_parts(_solid(shapely.difference(claimed, disputed, grid_size=_GRID_MM)))
    strips = shapely.area(shapely.intersection(rest, others, grid_size=_GRID_MM))
    return Agreement(root, side, shapely.union_all(rest[strips < shapely.area(rest) / 2]), disputed)


def _territory(atlas: Atlas, view: View, map_name: MapName, root: Root, side: Side) -> BaseGeometry:
    found = [one.geometry for one in atlas.territories(map_name, view) if (one.root, one.side) == (root, side)]
    return found[0] if found else _NOTHING


def _others(atlas: Atlas, view: View, map_name: MapName, claimed: BaseGeometry, own: BaseGeometry) -> BaseGeometry:
    """Of the claimed skin, what a map gives to other roots."""
    rest = _solid(shapely.difference(claimed, own, grid_size=_GRID_MM))
    if rest.is_empty:
        return rest
    # Overlays on a grid are slow, also of what lies far apart.
    shapely.prepare(rest)
    drawn = (one.geometry for one in atlas.territories(map_name, view) if one.geometry is not own)
    beside = [geometry for geometry in drawn if shapely.intersects(rest, geometry)]
    return _solid(shapely.union_all(shapely.intersection(beside, rest, grid_size=_GRID_MM), grid_size=_GRID_MM))


def _wide(area: BaseGeometry) -> BaseGeometry:
    """The area without its narrow strips: what a disc of half the width can reach, drawn back to the area."""
    half = NARROWEST_MM / 2
    reached = shapely.buffer(shapely.buffer(area, -half, quad_segs=4), 1.5 * half, quad_segs=4)
    return _solid(shapely.intersection(area, reached, grid_size=_GRID_MM))


def _solid(area: BaseGeometry) -> BaseGeometry:
    """The area without the lines and points that are left where areas only touch."""
    parts = shapely.get_parts(area)
    return shapely.multipolygons(parts[shapely.get_dimensions(parts) == 2]) if len(parts) else _NOTHING
