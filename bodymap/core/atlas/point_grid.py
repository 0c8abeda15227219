"""Which region holds each of very many points: the exact answer, by a grid that knows most of it beforehand.

The skin of a view is divided into small square cells. Where no border runs through a cell, all of it lies in one region
or in none, which is worked out once; only points in the other cells are tried one by one. For a few points the index of
`bodymap.core.atlas.atlas.Layer` is quicker, as the grid has to be made first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

CELL_MM: Final = 0.5

NOWHERE: Final = -1
"""Stands for a point that lies in no region."""

_OPEN: Final = -2
"""Stands for a cell that a border runs through."""

Points: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.intp]


class PointGrid:
    """Regions that may touch but do not overlap, ready to be asked for very many points.

    Examples
    --------
    >>> halves = [shapely.box(0, 0, 10, 10), shapely.box(0, 10, 10, 20)]
    >>> PointGrid(halves).locate(np.array([[5, 3], [5, 10], [5, 12], [5, 30]])).tolist()
    [0, 0, 1, -1]
    """

    def __init__(self, geometries: Sequence[BaseGeometry]) -> None:
        self._geometries = np.array(geometries, dtype=object)
        self._tree = shapely.STRtree(self._geometries)
        left, top, right, bottom = shapely.total_bounds(self._geometries).tolist() if geometries else (0, 0, 0, 0)
        self._origin = np.array([left, top]) - CELL_MM
        self._shape = (int((bottom - top) / CELL_MM) + 3, int((right - left) / CELL_MM) + 3)
        self._cells = self._filled(self._open_cells())

    def locate(self, points: Points) -> Numbers:
        """The number of the region that holds each point, or -1; on a border the first of them.

        Parameters
        ----------
        points : array of float, shape (n, 2)
            Millimetres of the drawing, y downwards.
        """
        rows, columns = self._cell_of(points)
        inside = (rows >= 0) & (rows < self._shape[0]) & (columns >= 0) & (columns < self._shape[1])
        found = np.full(len(points), NOWHERE, dtype=np.intp)
        found[inside] = self._cells[rows[inside], columns[inside]]
        left = np.flatnonzero(found == _OPEN)
        found[left] = self._tried(points[left])
        return found

    def _tried(self, points: Points) -> Numbers:
        """The same by trying each point."""
        found = np.full(len(points), len(self._geometries), dtype=np.intp)
        tried, regions = self._tree.query(shapely.points(points), predicate="intersects")
        np.minimum.at(found, tried, regions)
        found[found == len(self._geometries)] = NOWHERE
        return found

    def _cell_of(self, points: Points) -> tuple[Numbers, Numbers]:
        columns, rows = np.floor((points - self._origin) / CELL_MM).astype(np.intp).T
        return rows, columns

    def _open_cells(self) -> NDArray[np.bool_]:
        """The cells that a border runs through, and perhaps some beside it."""
        is_open = np.zeros(self._shape, dtype=bool)
        near = CELL_MM / 4
        lines = shapely.segmentize(shapely.boundary(self._geometries), near)
        along = shapely.get_coordinates(lines)
        for shift in ((-near, -near), (-near, near), (near, -near), (near, near)):
            is_open[self._cell_of(along + shift)] = True
        return is_open

    def _filled(self, is_open: NDArray[np.bool_]) -> NDArray[np.int16]:
        """What the other cells hold; in a row, all between two borders hold the same."""
        begins = ~is_open
        begins[:, 1:] &= is_open[:, :-1]
        rows, columns = np.nonzero(begins)
        middles = self._origin + (np.column_stack([columns, rows]) + 0.5) * CELL_MM
        held = self._tried(middles).astype(np.int16)
        cells = np.full(self._shape, _OPEN, dtype=np.int16)
        run = np.cumsum(begins.ravel()) - 1
        closed = ~is_open.ravel()
        cells.ravel()[closed] = held[run[closed]]
        return cells
