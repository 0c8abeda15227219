"""How neighbouring roots share the skin on either side of a border.

Dermatomes of consecutive roots overlap, so the border drawn between them stands for a band; dermatomes that are not
consecutive meet at an axial line, where there is no overlap. With ``w`` the width of the band, ``p`` a point in the
territory of root ``h`` (its home), and ``d(p, k)`` the distance from ``p`` to the border drawn between the roots ``k``
and ``k + 1`` of the same side, the roots tailwards of home reach the point with ::

    r(h + 1) = max(0, 1/2 - d(p, h) / w)
    r(k + 1) = min(r(k), max(0, 1/2 - d(p, k) / w))         for k = h + 1, h + 2, ...

and headwards likewise. Then ::

    share(k)     = r(k) - r(k + 1)                            for the roots tailwards; headwards likewise
    share(h)     = 1 - r(h + 1) - r(h - 1)

So two roots have half each on their border; at half the width from it a root has all; the shares of a point sum to 1;
and along any way that crosses no axial line they change without a step, also where a territory is narrower than the
band. Across an axial line, between the two sides of the body and at the edge of blank skin there is no band, and shares
step. An axial line is any border of roots that do not follow each other, and of those consecutive pairs that the map
itself lists as hard. The band lies within one view: it does not reach round the edge of the outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.vocabulary import Root, Side

Points: TypeAlias = NDArray[np.float64]
Geometries: TypeAlias = NDArray[np.object_]
RootKey: TypeAlias = tuple[Root, Side]

_ROOTS: Final = tuple(Root)
_TOUCH_MM: Final = 0.01
"""A point this near to a territory belongs to it: the rounding of a point that was moved onto an outline."""


@dataclass(frozen=True, slots=True)
class RootShare:
    """The share of a place that a root has, above 0 and at most 1."""

    root: Root
    side: Side
    share: float


class RootField:
    """One map in one view, ready to say whose skin lies at a point.

    Holds the borders it has worked out, so that each is found once.

    Parameters
    ----------
    width_mm : float
        Width of the soft band.
    hard : iterable of pairs of Root, optional
        Pairs between which there is no band even though they are consecutive.

    Attributes
    ----------
    keys : tuple of (Root, Side)
        The territories, in order of root and side; the columns of `shares`.

    Examples
    --------
    Two roots with a border at y = 10 and a band of 8 mm: the upper one alone, both alike on the border, and 2 mm below.

    >>> upper, lower = shapely.box(0, 0, 10, 10), shapely.box(0, 10, 10, 20)
    >>> field = RootField([((Root.L1, Side.LEFT), upper), ((Root.L2, Side.LEFT), lower)], width_mm=8)
    >>> field.shares(np.array([[5, 2], [5, 10], [5, 12]])).tolist()
    [[1.0, 0.0], [0.5, 0.5], [0.25, 0.75]]
    """

    def __init__(
        self,
        territories: Sequence[tuple[RootKey, BaseGeometry]],
        *,
        width_mm: float,
        hard: Iterable[tuple[Root, Root]] = (),
    ) -> None:
        ordered = sorted(territories, key=lambda item: (item[0][0].position, item[0][1].value))
        self.keys: tuple[RootKey, ...] = tuple(key for key, _ in ordered)
        if len(set(self.keys)) != len(self.keys):
            raise ValueError("two territories for one root and side")
        self._width = width_mm
        self._hard = frozenset(map(frozenset, hard))
        self._geometries: Geometries = np.array([geometry for _, geometry in ordered], dtype=object)
        shapely.prepare(self._geometries)
        self._bounds = shapely.bounds(self._geometries)
        self._columns = {key: column for column, key in enumerate(self.keys)}
        self._borders: dict[tuple[int, int], BaseGeometry] = {}

    def shares(self, points: Points) -> Points:
        """The share of every root at every point, by the formula of this module.

        Parameters
        ----------
        points : array of float, shape (n, 2)
            Millimetres of the drawing, y downwards.

        Returns
        -------
        array of float, shape (n, len(keys))
            A row sums to 1 inside a territory; it is all 0 off the map. On a hard border the point is counted to the
            root that comes first.
        """
        shares = np.zeros((len(points), len(self.keys)))
        if not len(points):
            return shares
        homes = self._homes(points)
        # Not `np.unique`, which loads numpy's masked arrays the first time.
        for home in np.flatnonzero(np.bincount(homes[homes >= 0])).tolist():
            rows = np.flatnonzero(homes == home)
            shares[rows, home] = 1.0
            for step in (-1, 1):
                self._lend(shares, rows, points[rows], home=home, step=step)
        return shares

    def _homes(self, points: Points) -> NDArray[np.int64]:
        """Column of the territory that holds each point, or -1."""
        homes = np.full(len(points), -1, dtype=np.int64)
        low, high = points.min(axis=0) - _TOUCH_MM, points.max(axis=0) + _TOUCH_MM
        about = np.flatnonzero(((self._bounds[:, :2] <= high) & (self._bounds[:, 2:] >= low)).all(axis=1)).tolist()
        for near in (False, True):
            for column in about:
                rows = np.flatnonzero(homes < 0)
                if not len(rows):
                    return homes
                geometry = self._geometries[column]
                if near:
                    held = shapely.dwithin(geometry, shapely.points(points[rows]), _TOUCH_MM)
                else:
                    held = shapely.intersects_xy(geometry, points[rows, 0], points[rows, 1])
                homes[rows[held]] = column
        return homes

    def _lend(self, shares: Points, rows: NDArray[np.int64], points: Points, *, home: int, step: int) -> None:
        """Give what lies in the bands on one side of home, headwards or tailwards, to the roots there."""
        column, lender = home, home
        reach = np.full(len(rows), np.inf)
        while len(rows) and (column := self._next(lender, step)) >= 0:
            reach = np.minimum(reach, self._reach(points, lender, column))
            inside = reach > 0
            rows, points, reach = rows[inside], points[inside], reach[inside]
            shares[rows, lender] -= reach
            shares[rows, column] += reach
            lender = column

    def _next(self, column: int, step: int) -> int:
        """Column of the root that follows on the same side and overlaps with this one, or -1."""
        root, side = self.keys[column]
        position = root.position + step
        if not 0 <= position < len(_ROOTS) or {root, _ROOTS[position]} in self._hard:
            return -1
        return self._columns.get((_ROOTS[position], side), -1)

    def _reach(self, points: Points, one: int, other: int) -> Points:
        """How far the territory beyond a border reaches each point: 1/2 on the border, 0 outside the band."""
        reach = np.zeros(len(points))
        border, half = self._border(min(one, other), max(one, other)), self._width / 2
        if border.is_empty:
            return reach
        # The piece that can be near, because a border is long and what is asked about is mostly small.
        piece = shapely.clip_by_rect(border, *(points.min(axis=0) - half), *(points.max(axis=0) + half))
        if piece.is_empty:
            return reach
        left, top, right, bottom = piece.bounds
        low, high = np.array([left, top]) - half, np.array([right, bottom]) + half
        near = np.flatnonzero(((points > low) & (points < high)).all(axis=1))
        away = shapely.distance(piece, shapely.points(points[near]))
        reach[near] = np.maximum(0.0, 0.5 - away / self._width)
        return reach

    def _border(self, one: int, other: int) -> BaseGeometry:
        """The line that two territories share; empty when they only meet in a corner or not at all."""
        if (one, other) not in self._borders:
            self._borders[one, other] = self._shared_line(one, other)
        return self._borders[one, other]

    def _shared_line(self, one: int, other: int) -> BaseGeometry:
        first, second = self._bounds[one], self._bounds[other]
        if (first[:2] > second[2:]).any() or (second[:2] > first[2:]).any():
            return shapely.MultiLineString()
        shared = shapely.intersection(*shapely.boundary(self._geometries[[one, other]]))
        pieces = shapely.get_parts(shared)
        line: BaseGeometry = shapely.multilinestrings(pieces[shapely.get_dimensions(pieces) == 1])
        shapely.prepare(line)
        return line
