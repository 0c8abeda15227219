"""Lines fixed to the body: each of their points is a blend of vertices and so follows every figure and every pose.

A point on the skin is a blend of the corners of its triangle. A point in the depth is carried by all skin around it,
the near more than the far: the affine map that fits best how that skin moved (Schaefer, McPhail and Warren 2006, "Image
deformation using moving least squares"). What lies between the skin of chest and back so stays between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.spatial import cKDTree

from bodymap.builder import charts
from bodymap.builder.body import Floats, Ints, load
from bodymap.builder.surface import refine
from bodymap.builder.territory import curve

_NEAREST = 24
"""So many triangles, by their middles, may hold the nearest point of the skin."""
_NEAR = 0.05
"""Units of 10 cm; skin nearer than this carries a point no more strongly."""
_ROUNDS, _SMOOTHINGS = 3, 6
_EASED = 3
"""So many points beside the depth are not yet held to the skin, so that a line comes out without a corner."""
_DECIMALS = 6
"""As in a pose: drops what processors round differently."""


@dataclass(frozen=True, slots=True)
class Way:
    """A smooth line along and under the skin of the left side.

    Attributes
    ----------
    blend : sparse array, shape (points, fine vertices)
    values : array of float, shape (points, 17)
        What `charts.reference_values` tells of vertices, at the points; only those on the skin are right.
    on_skin : array of bool, shape (points,)
    """

    blend: sparse.csr_array
    values: Floats
    on_skin: NDArray[np.bool_]

    def on(self, fine_vertices: Floats) -> Floats:
        """The points of the line when the fine surface has these vertices."""
        return np.asarray(np.round(self.blend @ fine_vertices, _DECIMALS))


def way(points: Floats, on_skin: NDArray[np.bool_]) -> Way:
    """The line through points of the reference surface, in units of 10 cm; between two on the skin it keeps to it.

    Parameters
    ----------
    points : array of float, shape (n, 3)
    on_skin : array of bool, shape (n,)
        Whether a point is moved to the nearest skin.
    """
    surface = _surface()
    known = points.copy()
    known[on_skin] = surface.fixed(points[on_skin]) @ surface.vertices
    line = np.array(curve(tuple(map(tuple, known))))
    steps = (len(line) - 1) // (len(known) - 1)
    first = np.minimum(np.arange(len(line)) // steps, len(known) - 2)
    at_knot = np.arange(len(line)) % steps == 0
    kept_to = np.where(at_knot, on_skin[np.arange(len(line)) // steps], on_skin[first] & on_skin[first + 1])
    kept_to &= ~ndimage.binary_dilation(~kept_to, iterations=_EASED)
    line = _relaxed(line, kept_to, surface)
    rows = [surface.fixed(p[None]) if skin else surface.carried(p) for p, skin in zip(line, kept_to, strict=True)]
    blend = sparse.csr_array(sparse.vstack(rows))
    return Way(blend, np.asarray(blend @ charts.reference_values()), kept_to)


@dataclass(frozen=True, slots=True)
class _Surface:
    """The reference surface: its fine vertices, its triangles, and of the coarse mesh's vertices the skin they hold."""

    vertices: Floats
    triangles: Ints
    middles: cKDTree
    coarse: Floats
    area: Floats

    def fixed(self, points: Floats) -> sparse.csr_array:
        """Points moved to the nearest skin, as blends of fine vertices."""
        near: Ints = np.asarray(self.middles.query(points, k=_NEAREST)[1], dtype=np.int64)
        rows, columns, shares = [], [], []
        for number, (point, numbers) in enumerate(zip(points, near, strict=True)):
            weights = _nearest_weights(point, self.vertices[self.triangles[numbers]])
            places = np.einsum("nk,nkx->nx", weights, self.vertices[self.triangles[numbers]])
            best = int(np.round(np.linalg.norm(places - point, axis=1), _DECIMALS).argmin())
            rows += [number] * 3
            columns += self.triangles[numbers[best]].tolist()
            shares += weights[best].tolist()
        return sparse.csr_array((shares, (rows, columns)), shape=(len(points), len(self.vertices)))

    def carried(self, point: Floats) -> sparse.csr_array:
        """A point in the depth as a blend of the vertices of the coarse mesh, which are the first of the fine ones."""
        away = self.coarse - point
        weight = self.area / ((away**2).sum(axis=1) + _NEAR**2) ** 2
        terms = np.column_stack((np.ones(len(away)), away))
        share = weight * (terms @ np.linalg.solve(terms.T @ (weight[:, None] * terms), np.eye(4)[0]))
        every = np.arange(len(share))
        return sparse.csr_array((share, (0 * every, every)), shape=(1, len(self.vertices)))


def _relaxed(line: Floats, on_skin: NDArray[np.bool_], surface: _Surface) -> Floats:
    """The line drawn straighter, so that moving it to the skin leaves no corners."""
    line = line.copy()
    for _ in range(_ROUNDS):
        for _ in range(_SMOOTHINGS):
            line[1:-1] += 0.5 * ((line[:-2] + line[2:]) / 2 - line[1:-1])
        line[on_skin] = surface.fixed(line[on_skin]) @ surface.vertices
    return line


@lru_cache(maxsize=1)
def _surface() -> _Surface:
    body = load(charts.REFERENCE)
    triangles, vertices = refine(body).triangles, charts.reference_values()[:, :3]
    coarse = vertices[: len(body.vertices)]
    corners = coarse[body.triangles]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 6
    held = np.bincount(body.triangles.ravel(), np.repeat(area, 3), minlength=len(coarse)).astype(float)
    return _Surface(vertices, triangles, cKDTree(vertices[triangles].mean(axis=1)), coarse, held)


def _nearest_weights(point: Floats, corners: Floats) -> Floats:
    """Weights of the corners of triangles, shape (n, 3, 3), at the place of each that is nearest to a point."""
    first, second, third = corners[:, 0], corners[:, 1], corners[:, 2]
    along, other, away = second - first, third - first, point - first
    (aa, ab, bb) = ((p * q).sum(axis=1) for p, q in ((along, along), (along, other), (other, other)))
    pa, pb = (away * along).sum(axis=1), (away * other).sum(axis=1)
    scale = np.maximum(aa * bb - ab * ab, 1e-15)
    v, w = (bb * pa - ab * pb) / scale, (aa * pb - ab * pa) / scale
    weights = np.column_stack((1 - v - w, v, w))
    outside = (weights < 0).any(axis=1)
    if outside.any():
        weights[outside] = _on_rim(point, corners[outside])
    return weights


def _on_rim(point: Floats, corners: Floats) -> Floats:
    """The same on the triangles' edges only."""
    best, least = np.zeros((len(corners), 3)), np.full(len(corners), np.inf)
    for start, end in ((0, 1), (1, 2), (2, 0)):
        edge = corners[:, end] - corners[:, start]
        share = ((point - corners[:, start]) * edge).sum(axis=1) / np.maximum((edge**2).sum(axis=1), 1e-15)
        share = np.clip(share, 0.0, 1.0)
        distance = np.linalg.norm(corners[:, start] + share[:, None] * edge - point, axis=1)
        nearer = distance < least
        least = np.where(nearer, distance, least)
        best[nearer] = 0.0
        best[nearer, start], best[nearer, end] = 1 - share[nearer], share[nearer]
    return best
