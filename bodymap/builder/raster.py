"""An orthographic z-buffer: which point of the body surface each pixel of a view shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bodymap.builder.body import MM_PER_UNIT, Floats, Ints

_CHUNK_PIXELS = 4_000_000
_LARGEST_PINHOLE_MM2 = 400.0


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
    corners : array of float, shape (rows, columns, 3)
        Barycentric weights of that triangle's three vertices.
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

    def right_half(self) -> Sight:
        """The part of the picture where x is positive, of a picture whose x = 0 lies in its middle."""
        middle = self.triangle.shape[1] // 2
        return Sight(
            0.0, self.top_mm, self.pixel_mm, self.triangle[:, middle:], self.corners[:, middle:], self.depth[:, middle:]
        )

    def carry(self, values: Floats, triangles: Ints) -> Floats:
        """Interpolate values given per vertex to every skin pixel, shape (skin pixels, ...), rows first."""
        mask = self.skin
        vertices = triangles[self.triangle[mask]]
        return np.asarray(np.einsum("pk,pk...->p...", self.corners[mask], values[vertices]))


def look(camera: Camera, vertices: Floats, triangles: Ints) -> Sight:
    """Render the surface.

    Parameters
    ----------
    camera : Camera
    vertices : array of float, shape (n, 3)
    triangles : array of int, shape (m, 3)

    Returns
    -------
    Sight
        Its grid is laid so that x = 0 falls on a pixel edge: a mirror-symmetric body gives a mirror-symmetric picture.
    """
    projected = camera.project(vertices)
    scale = camera.pixels_per_mm
    margin = 4 * scale
    half_columns = int(np.ceil(np.abs(projected[:, 0]).max() * scale)) + margin
    top = int(np.floor(projected[:, 1].min() * scale)) - margin
    rows = int(np.ceil(projected[:, 1].max() * scale)) + margin - top
    columns = 2 * half_columns
    grid = (projected[:, :2] * scale) + np.array([half_columns, -top])
    winner, depth = _nearest(grid, projected[:, 2], triangles, rows, columns)
    winner, depth = _without_pinholes(winner, depth, rows, columns, _LARGEST_PINHOLE_MM2 * scale**2)
    corners = _barycentric(grid, triangles, winner, columns)
    return Sight(
        left_mm=-half_columns / scale,
        top_mm=top / scale,
        pixel_mm=1 / scale,
        triangle=winner.reshape(rows, columns),
        corners=corners.reshape(rows, columns, 3),
        depth=depth.reshape(rows, columns),
    )


def _without_pinholes(winner: Ints, depth: Floats, rows: int, columns: int, largest: float) -> tuple[Ints, Floats]:
    """Close small holes in the skin (the mesh has none under the eyelids) with the nearest triangle beside them."""
    picture = winner.reshape(rows, columns)
    holes, _ = ndimage.label(picture < 0)
    small = np.bincount(holes.ravel()) <= largest
    small[0] = False
    missing = small[holes]
    source = ndimage.distance_transform_edt(missing, return_distances=False, return_indices=True)
    return picture[tuple(source)].ravel(), depth.reshape(rows, columns)[tuple(source)].ravel()


def _nearest(grid: Floats, depth: Floats, triangles: Ints, rows: int, columns: int) -> tuple[Ints, Floats]:
    """Per pixel the triangle nearest to the viewer (ties: the lower number) and its depth, flattened."""
    best = np.full(rows * columns, np.inf)
    winner = np.full(rows * columns, -1, dtype=np.int64)
    for numbers, pixels, weights in _candidates(grid, triangles, columns):
        z = np.einsum("pk,pk->p", weights, depth[triangles[numbers]])
        order = np.lexsort((numbers, z, pixels))
        pixels, z, numbers = pixels[order], z[order], numbers[order]
        first = np.r_[True, pixels[1:] != pixels[:-1]]
        pixels, z, numbers = pixels[first], z[first], numbers[first]
        nearer = z < best[pixels]
        best[pixels[nearer]] = z[nearer]
        winner[pixels[nearer]] = numbers[nearer]
    return winner, best


def _candidates(grid: Floats, triangles: Ints, columns: int) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield chunks of (triangle numbers, flat pixels, barycentric weights) for all pixel centres inside triangles."""
    points = grid[triangles]
    low = np.ceil(points.min(axis=1) - 0.5).astype(np.int64)
    high = np.floor(points.max(axis=1) - 0.5).astype(np.int64)
    size = np.maximum(high - low + 1, 0)
    edge_a, edge_b = points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]
    facing = edge_a[:, 0] * edge_b[:, 1] - edge_a[:, 1] * edge_b[:, 0]
    counts = np.where(np.abs(facing) > 1e-12, size[:, 0] * size[:, 1], 0)
    starts = np.r_[0, np.cumsum(counts)]
    begin = 0
    while begin < len(triangles):
        end = max(int(np.searchsorted(starts, starts[begin] + _CHUNK_PIXELS, side="right")) - 1, begin + 1)
        numbers = np.repeat(np.arange(begin, end), counts[begin:end])
        within = np.arange(starts[begin], starts[end]) - starts[numbers]
        column = low[numbers, 0] + within % np.maximum(size[numbers, 0], 1)
        row = low[numbers, 1] + within // np.maximum(size[numbers, 0], 1)
        weights = _weights(np.column_stack((column + 0.5, row + 0.5)), points[numbers], facing[numbers])
        inside = (weights >= -1e-9).all(axis=1)
        yield numbers[inside], (row * columns + column)[inside], weights[inside]
        begin = end


def _weights(at: Floats, points: Floats, facing: Floats) -> Floats:
    """Barycentric weights of positions in triangles, shape (n, 3)."""
    a, b, c = points[:, 0], points[:, 1], points[:, 2]
    second = ((at - a)[:, 0] * (c - a)[:, 1] - (at - a)[:, 1] * (c - a)[:, 0]) / facing
    third = ((b - a)[:, 0] * (at - a)[:, 1] - (b - a)[:, 1] * (at - a)[:, 0]) / facing
    return np.column_stack((1 - second - third, second, third))


def _barycentric(grid: Floats, triangles: Ints, winner: Ints, columns: int) -> Floats:
    corners = np.zeros((len(winner), 3))
    shown = np.flatnonzero(winner >= 0)
    points = grid[triangles[winner[shown]]]
    a, b, c = points[:, 0], points[:, 1], points[:, 2]
    facing = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    at = np.column_stack((shown % columns + 0.5, shown // columns + 0.5))
    corners[shown] = _weights(at, points, facing)
    return corners
