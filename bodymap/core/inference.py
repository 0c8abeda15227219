"""From marks to candidate roots: which share of the marked skin each root feeds, map by map.

Let ``M`` be the marked skin of all views together (`bodymap.core.extent`), ``|M|`` its area, and ``share(p, k, m)`` the
share that map ``m`` gives root ``k`` at the point ``p``, by the soft borders of `bodymap.core.soft_border`, 0 where the
map leaves the skin blank. Then ::

    share(k, m)   = integral over p in M of share(p, k, m), divided by |M|
    covered(m)    = sum over k of share(k, m)
    share(k)      = mean of share(k, m) over the maps that say anything: covered(m) >= SMALLEST_SHARE
    low, high     = smallest and largest share(k, m) among those maps
    maps_for      = how many of those maps have share(k, m) >= SMALLEST_SHARE
    maps_total    = how many maps say anything

Blank skin is silence, not a vote against. Left and right roots are told apart throughout. Quality and intensity of a
mark do not weigh here: drawings do not name a root well enough to bear weights (Albert 2019, Murphy 2009).

The integral is a sum over a grid of sample points anchored at the body's midline, so the same marks always give the
same answer and mirrored marks the mirrored one. Each separate piece of marked skin gets its own grid, finer for smaller
pieces; a share is then right to about one in a hundred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.anatomy import MapName, Root, Side, View
from bodymap.core.atlas import Atlas
from bodymap.core.extent import marked_areas
from bodymap.core.marks import Mark
from bodymap.core.soft_border import Points, RootKey

SMALLEST_SHARE: Final = 0.02
"""A share below this is not told: it is within what a hand can place and a border can mean."""

_SAMPLES: Final = 2000
_FEWEST_SAMPLES: Final = 100


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
    asked = tuple(known.name for known in atlas.maps) if maps is None else tuple(maps)
    shares = [map_shares(areas, atlas, name) for name in asked]
    return _combined(shares)


def candidates_at(atlas: Atlas, view: View, *, x: float, y: float) -> tuple[Candidate, ...]:
    """The roots that share one point, over all maps; empty off the body and where all maps are silent.

    Up to `bodymap.core.atlas.SNAP_MM` outside the outline the nearest skin answers.
    """
    at_point = [atlas.roots_at(known.name, view, x=x, y=y) for known in atlas.maps]
    return _combined([{(share.root, share.side): share.share for share in shares} for shares in at_point])


def map_shares(areas: Mapping[View, BaseGeometry], atlas: Atlas, map_name: MapName) -> Mapping[RootKey, float]:
    """The share of the marked skin that each root has on one map; the sum is the share that the map covers."""
    total = sum(area.area for area in areas.values())
    shares: dict[RootKey, float] = {}
    for view, area in areas.items():
        if not atlas.territories(map_name, view):
            continue
        field = atlas.root_field(map_name, view)
        points, weights = samples(area)
        parts = (weights @ field.shares(points) / total).tolist()
        for key, part in zip(field.keys, parts, strict=True):
            if part > 0:
                shares[key] = shares.get(key, 0.0) + part
    return shares


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


def _combined(maps: Sequence[Mapping[RootKey, float]]) -> tuple[Candidate, ...]:
    """The candidates over several maps, each of which gives its roots' shares."""
    speaking = [shares for shares in maps if sum(shares.values()) >= SMALLEST_SHARE]
    found = [_candidate(key, speaking) for key in {key for shares in speaking for key in shares}]
    return tuple(sorted((one for one in found if one.maps_for), key=_strongest_first))


def _candidate(key: RootKey, maps: Sequence[Mapping[RootKey, float]]) -> Candidate:
    shares = [min(1.0, shares.get(key, 0.0)) for shares in maps]
    return Candidate(
        *key,
        share=sum(shares) / len(shares),
        low=min(shares),
        high=max(shares),
        maps_for=sum(share >= SMALLEST_SHARE for share in shares),
        maps_total=len(shares),
    )


def _strongest_first(candidate: Candidate) -> tuple[float, int, int, bool]:
    """Order by share; what is equal but for rounding goes by maps, root and side, left first."""
    return (
        -round(candidate.share, 6),
        -candidate.maps_for,
        candidate.root.position,
        candidate.side is not Side.LEFT,
    )
