"""A finer surface: one round of Loop subdivision, so that outlines drawn large show no corners of the mesh.

C. Loop, "Smooth subdivision surfaces based on triangles", 1987, with Warren's weights inside and the curve rule on
open edges (eyelids, lips).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from bodymap.builder.body import Body, Floats, Ints


@dataclass(frozen=True, slots=True)
class Refinement:
    """How values at the vertices of a mesh become values on its finer surface.

    Attributes
    ----------
    matrix : sparse array, shape (fine vertices, vertices)
    triangles : array of int, shape (4 m, 3)
        Of the fine surface, wound as the coarse ones.
    """

    matrix: sparse.csr_array
    triangles: Ints

    def carry(self, values: Floats) -> Floats:
        """Values on the fine surface, one row per fine vertex."""
        return np.asarray(self.matrix @ values)


@lru_cache(maxsize=1)
def _cached(key: bytes, count: int, shape: tuple[int, int]) -> Refinement:
    return refined(np.frombuffer(key, dtype=np.int64).reshape(shape), count)


def refine(body: Body) -> Refinement:
    """The refinement of a body's mesh; all figures share it."""
    triangles = np.ascontiguousarray(body.triangles, dtype=np.int64)
    return _cached(triangles.tobytes(), len(body.vertices), triangles.shape)


def refined(triangles: Ints, count: int) -> Refinement:
    """The refinement of any mesh of so many vertices."""
    ends = np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), axis=1)
    edges, edge_of, uses = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    edge_of = edge_of.reshape(3, -1)
    matrix = sparse.vstack([_vertex_rule(edges, uses, count), _edge_rule(triangles, edges, edge_of, uses, count)])
    first, second, third = count + edge_of
    a, b, c = triangles.T
    fine = np.vstack(
        [
            np.column_stack(corners)
            for corners in ((a, first, third), (first, b, second), (third, second, c), (first, second, third))
        ]
    )
    return Refinement(sparse.csr_array(matrix), fine)


def _vertex_rule(edges: Ints, uses: Ints, count: int) -> sparse.csr_array:
    """Old vertices: pulled towards the mean of their neighbours, on an open edge only along that edge."""
    rim = np.zeros(count, dtype=bool)
    rim[edges[uses == 1]] = True
    rows, columns = np.vstack((edges, edges[:, ::-1])).T
    counts = ~rim[rows] | np.tile(uses == 1, 2)
    rows, columns = rows[counts], columns[counts]
    degree = np.bincount(rows, minlength=count)
    pull = np.where(rim, 0.25, np.where(degree == 3, 9 / 16, 3 / 8))
    share = np.divide(pull, degree, out=np.zeros(count), where=degree > 0)
    around = sparse.coo_array((share[rows], (rows, columns)), shape=(count, count))
    own = sparse.diags_array(np.where(degree > 0, 1 - pull, 1.0))
    return sparse.csr_array(around + own)


def _edge_rule(triangles: Ints, edges: Ints, edge_of: Ints, uses: Ints, count: int) -> sparse.csr_array:
    """New vertices: on each edge, mostly its ends, partly the two corners opposite."""
    numbers = np.arange(len(edges))
    end_share = np.where(uses == 2, 3 / 8, 1 / 2)
    opposite = np.concatenate((triangles[:, 2], triangles[:, 0], triangles[:, 1]))
    rows = np.r_[numbers, numbers, edge_of.ravel()]
    columns = np.r_[edges[:, 0], edges[:, 1], opposite]
    values = np.r_[end_share, end_share, np.where(uses == 2, 1 / 8, 0.0)[edge_of.ravel()]]
    return sparse.csr_array(sparse.coo_array((values, (rows, columns)), shape=(len(edges), count)))


def normals(vertices: Floats, triangles: Ints) -> Floats:
    """Outward unit normals at the vertices, weighted by triangle area; zero where no triangle is."""
    faces = np.cross(
        vertices[triangles[:, 1]] - vertices[triangles[:, 0]], vertices[triangles[:, 2]] - vertices[triangles[:, 0]]
    )
    total = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(total, triangles[:, corner], faces)
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12))
