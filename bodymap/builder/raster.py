"""An orthographic z-buffer: which point of the body surface each pixel of a view shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bodymap.builder.body import MM_PER_UNIT, Floats, Ints

_CHUNK_PIXELS = 1_000_000
_LARGEST_PINHOLE_MM2 = 400.0
_EDGE_SLACK = 1e-9

# Depths are compared as whole numbers of nanometres, so that no processor's rounding decides which triangle is nearer.
_DEPTH_STEPS_PER_MM = 1e6
_DEEPEST_MM = 10_000.0
_NUMBER_BITS = 20
_NOTHING = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Camera:
    """An orthographic camera with its picture plane, in millimetres.

    Attributes
    ----------
    right, down, away : tuple of float
        Unit vectors of the body's axes: along picture x, along picture y (downwards), and away from the viewer.
    pixels_per_mm : int
    """

    right: tuple[float, float, float]
    down: tuple[float, float, float]
    away: tuple[float, float, float]
    pixels_per_mm: int = 2

    def project(self, points: Floats) -> Floats:
        """Picture x, y and depth in mm; depth grows away from the viewer. Shape (n, 3)."""
        return np.asarray(points @ np.array([self.right, self.down, self.away]).T) * MM_PER_UNIT


@dataclass(frozen=True, slots=True)
class Sight:
    """What a camera sees.

    Attributes
    ----------
    left_mm, top_mm : float
        Picture coordinates of the upper left corner of the upper left pixel.
    pixel_mm : float
        Edge of a pixel.
    triangle : array of int, shape (rows, columns)
        Number of the visible triangle, -1 where no skin is.
    corners : array of float, shape (skin pixels, 3)
        Barycentric weights of that triangle's three vertices, row after row.
    depth : array of float, shape (rows, columns)
        mm away from the viewer, infinite where no skin is.
    """

    left_mm: float
    top_mm: float
    pixel_mm: float
    triangle: Ints
    corners: Floats
    depth: Floats

    @property
    def skin(self) -> NDArray[np.bool_]:
        """Mask of the pixels that show skin."""
        return self.triangle >= 0

    def renumbered(self, numbers: Ints) -> Sight:
        """The same picture of a surface in which triangle k is called `numbers[k]`."""
        return replace(self, triangle=np.where(self.skin, numbers[self.triangle], -1))

    def only(self, kept: NDArray[np.bool_]) -> Sight:
        """The same picture without the skin pixels, row after row, that are not kept."""
        mask = self.skin.copy()
        mask[self.skin] = kept
        triangle = np.where(mask, self.triangle, -1)
        return replace(self, triangle=triangle, corners=self.corners[kept], depth=np.where(mask, self.depth, np.inf))

    def carry(self, values: Floats, triangles: Ints) -> Floats:
        """Interpolate values per vertex, shape (n, k), at every skin pixel, shape (skin pixels, k), row after row."""
        vertices = triangles[self.triangle[self.skin]]
        first, second, third = (self.corners[:, [k]] * values[vertices[:, k]] for k in range(3))
        return np.asarray(first + second + third)


def look(camera: Camera, vertices: Floats, triangles: Ints, *, half: bool = False) -> Sight:
    """Render the surface.

    Parameters
    ----------
    camera : Camera
    vertices : array of float, shape (n, 3)
    triangles : array of int, shape (m, 3)
    half : bool
        Whether to render only where picture x is positive.

    Returns
    -------
    Sight
        x = 0 falls on a pixel edge and lies in the middle, or at the left end of a half.
    """
    projected = camera.project(vertices)
    scale = camera.pixels_per_mm
    margin = 4 * scale
    right = int(np.ceil(np.abs(projected[:, 0]).max() * scale)) + margin
    left = 0 if half else -right
    top = int(np.floor(projected[:, 1].min() * scale)) - margin
    bottom = int(np.ceil(projected[:, 1].max() * scale)) + margin
    shape = (bottom - top, right - left)
    planes = _Planes.of(projected[:, :2] * scale - np.array([left, top]), triangles)
    winner, depth = _nearest(planes, projected[:, 2], triangles, shape)
    small = _pinholes(winner, _LARGEST_PINHOLE_MM2 * scale**2, half=half)
    source = ndimage.distance_transform_edt(small, return_distances=False, return_indices=True)
    winner, depth = winner[tuple(source)], depth[tuple(source)]
    rows, columns = np.nonzero(winner >= 0)
    corners = planes.weights(winner[rows, columns], column=columns, row=rows)
    return Sight(left / scale, top / scale, 1 / scale, winner, corners, depth)


@dataclass(frozen=True, slots=True)
class _Planes:
    """The triangles in pixel units, each corner's weight as a plane over the picture.

    Attributes
    ----------
    low, high : array of int, shape (m, 2)
        First and last column and row whose pixel centre a triangle's bounding box holds.
    first : array of float, shape (m, 2)
        The first corner, where the other two weigh nothing.
    slopes : array of float, shape (m, 4)
        Of the second, then of the third corner: weight per column and weight per row.
    """

    low: Ints
    high: Ints
    first: Floats
    slopes: Floats

    @classmethod
    def of(cls, grid: Floats, triangles: Ints) -> _Planes:
        points = grid[triangles]
        low = np.ceil(points.min(axis=1) - 0.5).astype(np.int64)
        high = np.floor(points.max(axis=1) - 0.5).astype(np.int64)
        (ax, ay), (bx, by), (cx, cy) = (points[:, k].T for k in range(3))
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        # A triangle seen edge on holds no pixel centre; one seen from inside the body is not skin.
        high = np.where(area[:, None] < -1e-12, high, low - 1)
        area = np.where(np.abs(area) > 1e-12, area, 1.0)
        slopes = np.column_stack((cy - ay, ax - cx, ay - by, bx - ax)) / area[:, None]
        return cls(low, high, points[:, 0], slopes)

    def weights(self, numbers: Ints, *, column: Ints, row: Ints) -> Floats:
        """Barycentric weights of pixel centres in triangles, shape (n, 3)."""
        first, slopes = self.first[numbers], self.slopes[numbers]
        along, down = column + 0.5 - first[:, 0], row + 0.5 - first[:, 1]
        second = slopes[:, 0] * along + slopes[:, 1] * down
        third = slopes[:, 2] * along + slopes[:, 3] * down
        return np.column_stack((1 - second - third, second, third))


def _nearest(planes: _Planes, depth: Floats, triangles: Ints, shape: tuple[int, int]) -> tuple[Ints, Floats]:
    """Per pixel the triangle nearest to the viewer (ties: the lower number) and its depth."""
    best = np.full(shape[0] * shape[1], _NOTHING)
    for numbers, column, row in _candidates(planes, shape[1]):
        weights = planes.weights(numbers, column=column, row=row)
        inside = (weights >= -_EDGE_SLACK).all(axis=1)
        weights, numbers = weights[inside], numbers[inside]
        corners = depth[triangles[numbers]]
        z = weights[:, 0] * corners[:, 0] + weights[:, 1] * corners[:, 1] + weights[:, 2] * corners[:, 2]
        steps = np.rint((z + _DEEPEST_MM) * _DEPTH_STEPS_PER_MM).astype(np.int64)
        np.minimum.at(best, row[inside] * shape[1] + column[inside], (steps << _NUMBER_BITS) | numbers)
    best = best.reshape(shape)
    hit = best != _NOTHING
    winner = np.where(hit, best & ((1 << _NUMBER_BITS) - 1), -1)
    return winner, np.where(hit, (best >> _NUMBER_BITS) / _DEPTH_STEPS_PER_MM - _DEEPEST_MM, np.inf)


def _candidates(planes: _Planes, columns: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield chunks of (triangle numbers, columns, rows) for all pixels inside the triangles' bounding boxes."""
    low = np.maximum(planes.low, 0)
    width = np.clip(np.minimum(planes.high[:, 0], columns - 1) - low[:, 0] + 1, 0, None)
    counts = width * np.clip(planes.high[:, 1] - low[:, 1] + 1, 0, None)
    starts = np.r_[0, np.cumsum(counts)]
    begin = 0
    while begin < len(counts):
        end = max(int(np.searchsorted(starts, starts[begin] + _CHUNK_PIXELS, side="right")) - 1, begin + 1)
        numbers = np.repeat(np.arange(begin, end), counts[begin:end])
        row, column = np.divmod(np.arange(starts[begin], starts[end]) - starts[numbers], width[numbers])
        yield numbers, low[numbers, 0] + column, low[numbers, 1] + row
        begin = end


def _pinholes(winner: Ints, largest_px: float, *, half: bool) -> NDArray[np.bool_]:
    """Mask of the small holes in the skin (the mesh has none under the eyelids); the nearest skin closes them."""
    holes, _ = ndimage.label(winner < 0)
    sizes = np.bincount(holes.ravel())
    if half:
        sizes[np.unique(holes[:, 0])] *= 2
    small = sizes <= largest_px
    # No hole is the skin, 0, nor what surrounds the body.
    small[[0, holes[0, -1]]] = False
    return np.asarray(small[holes])
