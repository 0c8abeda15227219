"""What the maps say of each place that was meant, at points spread over its skin; each place is read once and kept.

The points are a grid anchored at the body's midline, so the same place always gives the same reading and mirrored
places the mirrored one. Each separate piece of skin gets its own grid, finer for smaller pieces; a share is then right
to about one in a hundred. What is kept of the points is their sum, for each kind of skin: skin is of one kind where the
same maps draw it. That is all that `bodymap.core.reasoning.candidates` asks, and does not grow with the skin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.soft_border import Points, RootKey
from bodymap.core.coverage.counted_places import CountedPlace
from bodymap.core.marks.kept import kept
from bodymap.core.vocabulary import MapName, Root, Side, View

KEYS: Final = tuple((root, side) for root in Root for side in Side)
"""The roots and sides that the columns of an answer stand for."""

_COLUMN: Final[Mapping[RootKey, int]] = {key: column for column, key in enumerate(KEYS)}
_SAMPLES: Final = 500
_FEWEST_OF_A_PIECE: Final = 100
_MOST_TRIED: Final = 50_000
_STEEP: Final = (5**0.5 - 1) / 2
_SLANT: Final = np.array([[1.0, _STEEP], [-_STEEP, 1.0]]) / np.hypot(1.0, _STEEP)
"""Turns the grid by the golden ratio, which puts its points most evenly along either axis."""
_KEPT: Final = 1024
"""How many places are kept: those of a full case, on two choices of maps."""

_Weights: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SkinKinds:
    """What some maps say of some skin, summed for each kind of skin.

    Attributes
    ----------
    drawn : array of bool, shape (kinds, maps)
        Which maps draw skin of this kind; the others leave it blank.
    sizes : array of float, shape (kinds,)
        How much skin there is of each kind.
    sums : array of float, shape (kinds, maps, len(KEYS))
        The size times the share of each root, summed over the points.
    """

    drawn: NDArray[np.bool_]
    sizes: _Weights
    sums: Points

    def times(self, factor: float) -> SkinKinds:
        """The same of so many times as much skin."""
        return SkinKinds(self.drawn, self.sizes * factor, self.sums * factor)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What some maps say of one place.

    Attributes
    ----------
    kinds : SkinKinds
        Of the place's skin, which sums to 1.
    """

    place: CountedPlace
    maps: tuple[MapName, ...]
    kinds: SkinKinds

    def shares(self, map_name: MapName) -> Mapping[RootKey, float]:
        """The share of the place's skin that each root has on a map; the sum is the share that the map covers."""
        shares = self.kinds.sums[:, self.maps.index(map_name)].sum(axis=0)
        return {KEYS[column]: float(shares[column]) for column in np.flatnonzero(shares > 0)}


def readings(places: Sequence[CountedPlace], atlas: Atlas, maps: Sequence[MapName]) -> tuple[Reading, ...]:
    """What the maps say of some places, in their order."""
    names = tuple(maps)
    return tuple(Reading(place, names, _read(place.areas, atlas, names)) for place in places)


def joined(several: Sequence[SkinKinds]) -> SkinKinds:
    """The kinds of several pieces of skin together; a kind may stand there more than once."""
    return SkinKinds(
        np.concatenate([one.drawn for one in several]),
        np.concatenate([one.sizes for one in several]),
        np.concatenate([one.sums for one in several]),
    )


def kinds_at(points: Points, weights: _Weights, view: View, atlas: Atlas, maps: Sequence[MapName]) -> SkinKinds:
    """What the maps say at the points of a view, each standing for so much skin."""
    fields = [atlas.root_field(name, view) for name in maps]
    answers = [field.shares(points) for field in fields]
    drawn = np.array([shares.any(axis=1) for shares in answers]).reshape(len(maps), len(points)).T
    codes = drawn @ (1 << np.arange(len(maps)))
    _, first, kind = np.unique(codes, return_index=True, return_inverse=True)
    of_kind = (kind == np.arange(len(first))[:, None]) * weights
    sums = np.zeros((len(first), len(maps), len(KEYS)))
    for number, (field, shares) in enumerate(zip(fields, answers, strict=True)):
        sums[:, number, [_COLUMN[key] for key in field.keys]] = of_kind @ shares
    return SkinKinds(drawn[first], of_kind.sum(axis=1), sums)


def samples(area: BaseGeometry, wanted: int = _SAMPLES) -> tuple[Points, _Weights]:
    """Points spread evenly over an area, shape (n, 2), and the square millimetres that each stands for."""
    pieces = [piece for piece in shapely.get_parts(area).tolist() if piece.area > 0]
    if not pieces:
        return np.zeros((0, 2)), np.zeros(0)
    each = max(_FEWEST_OF_A_PIECE, wanted // len(pieces))
    grids = [_grid(piece, each) for piece in pieces]
    weights = [np.full(len(grid), piece.area / len(grid)) for piece, grid in zip(pieces, grids, strict=True)]
    return np.concatenate(grids), np.concatenate(weights)


@kept(_KEPT)
def _read(areas: tuple[tuple[View, BaseGeometry], ...], atlas: Atlas, maps: tuple[MapName, ...]) -> SkinKinds:
    found = joined([kinds_at(*samples(area), view, atlas, maps) for view, area in areas])
    return found.times(1 / found.sizes.sum())


def _grid(piece: BaseGeometry, wanted: int) -> Points:
    """From `wanted` to about twice as many points; of few steps one, so that a piece keeps its grid while it moves.

    What lies left of the midline is the mirror image of what lies right of it. A long thin piece gets fewer points, as
    most of those that are tried lie beside it.
    """
    left, top, right, bottom = piece.bounds
    each = max(piece.area / wanted, (right - left + bottom - top) ** 2 / (2 * _MOST_TRIED))
    step = 2.0 ** (np.floor(np.log2(each)) / 2)
    mirrored = _slanting(max(-right, 0.0), top, -left, bottom, step) * [-1, 1]
    points = np.concatenate([mirrored, _slanting(max(left, 0.0), top, right, bottom, step)])
    shapely.prepare(piece)
    inside = points[shapely.intersects_xy(piece, points[:, 0], points[:, 1])]
    return inside if len(inside) else shapely.get_coordinates(shapely.point_on_surface(piece))


def _slanting(left: float, top: float, right: float, bottom: float, step: float) -> Points:
    """The points of a square grid in a box; it slants, so that no border runs along its rows or columns."""
    if right <= left:
        return np.zeros((0, 2))
    corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]]) @ _SLANT.T / step
    low, high = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    across, down = np.meshgrid(*(np.arange(first, last) + 0.5 for first, last in zip(low, high, strict=True)))
    points: Points = np.column_stack([across.ravel(), down.ravel()]) @ _SLANT * step
    within: Points = points[((points >= [left, top]) & (points < [right, bottom])).all(axis=1)]
    return within
