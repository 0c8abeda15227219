"""What the maps say of each place that was meant, at points spread over its skin; each map is asked once for all.

The points are a grid anchored at the body's midline, so the same place always gives the same reading and mirrored
places the mirrored one. Each separate piece of skin gets its own grid, finer for smaller pieces; a share is then right
to about one in a hundred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.soft_border import Points, RootKey
from bodymap.core.coverage.counted_places import CountedPlace
from bodymap.core.vocabulary import MapName, Root, Side, View

KEYS: Final = tuple((root, side) for root in Root for side in Side)
"""The roots and sides that the columns of an answer stand for."""

_COLUMN: Final[Mapping[RootKey, int]] = {key: column for column, key in enumerate(KEYS)}
_SAMPLES: Final = 2000
_FEWEST_OF_A_PLACE: Final = 500
_FEWEST_OF_A_PIECE: Final = 100


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the maps say of one place.

    Attributes
    ----------
    weights : array of float, shape (points,)
        The share of the place's skin that each point stands for; the sum is 1.
    answers : mapping of MapName to array of float, shape (points, len(KEYS))
        The share of each root at each point; all 0 where the map leaves the skin blank.
    """

    place: CountedPlace
    weights: NDArray[np.float64]
    answers: Mapping[MapName, Points]

    def shares(self, map_name: MapName) -> Mapping[RootKey, float]:
        """The share of the place's skin that each root has on a map; the sum is the share that the map covers."""
        shares = (self.weights @ self.answers[map_name]).tolist()
        return {key: share for key, share in zip(KEYS, shares, strict=True) if share > 0}


def readings(places: Sequence[CountedPlace], atlas: Atlas, maps: Sequence[MapName]) -> tuple[Reading, ...]:
    """What the maps say of some places, in their order."""
    wanted = max(_FEWEST_OF_A_PLACE, _SAMPLES // max(1, len(places)))
    grids = [{view: samples(area, wanted) for view, area in place.areas} for place in places]
    views = [view for view in View if any(view in grid for grid in grids)]
    asked = {
        (name, view): _split(grids, view, atlas, name) for name in maps for view in views
    }  # one call for each map and view, because a call costs far more than a point
    return tuple(
        Reading(
            place,
            _parts_of_one(np.concatenate([weights for _, weights in grid.values()])),
            {name: np.concatenate([asked[name, view][number] for view in grid]) for name in maps},
        )
        for number, (place, grid) in enumerate(zip(places, grids, strict=True))
    )


def answers_at(atlas: Atlas, map_name: MapName, view: View, points: Points) -> Points:
    """What a map says at the points of a view; all 0 where the skin is blank or the view does not hold the map."""
    answers = np.zeros((len(points), len(KEYS)))
    if len(points) and atlas.territories(map_name, view):
        field = atlas.root_field(map_name, view)
        answers[:, [_COLUMN[key] for key in field.keys]] = field.shares(points)
    return answers


def samples(area: BaseGeometry, wanted: int = _SAMPLES) -> tuple[Points, NDArray[np.float64]]:
    """Points spread evenly over an area, shape (n, 2), and the square millimetres that each stands for."""
    pieces = [piece for piece in shapely.get_parts(area).tolist() if piece.area > 0]
    if not pieces:
        return np.zeros((0, 2)), np.zeros(0)
    each = max(_FEWEST_OF_A_PIECE, wanted // len(pieces))
    grids = [_grid(piece, each) for piece in pieces]
    weights = [np.full(len(grid), piece.area / len(grid)) for piece, grid in zip(pieces, grids, strict=True)]
    return np.concatenate(grids), np.concatenate(weights)


def _split(
    grids: Sequence[Mapping[View, tuple[Points, NDArray[np.float64]]]], view: View, atlas: Atlas, map_name: MapName
) -> Mapping[int, Points]:
    """What a map says at the points that each place has in a view, by the number of the place."""
    numbers = [number for number, grid in enumerate(grids) if view in grid]
    points = [grids[number][view][0] for number in numbers]
    answers = answers_at(atlas, map_name, view, np.concatenate(points))
    ends = np.cumsum([len(some) for some in points])[:-1]
    return dict(zip(numbers, np.split(answers, ends), strict=True))


def _parts_of_one(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    total: np.float64 = weights.sum()
    return weights / total


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
