"""The finer surface: weights that sum to one, no cracks, smooth inside and true to open edges."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from bodymap.builder.body import Body, Floats, Ints
from bodymap.builder.surface import refine
from bodymap.core.vocabulary import Figure

OCTAHEDRON = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [-1, 0, 0], [0, -1, 0], [0, 0, -1]], dtype=float)
FACES = np.array([[0, 1, 2], [1, 3, 2], [3, 4, 2], [4, 0, 2], [1, 0, 5], [3, 1, 5], [4, 3, 5], [0, 4, 5]])


def body(vertices: Floats, triangles: Ints) -> Body:
    nothing = np.zeros((0, 3))
    return Body(
        Figure.NEUTRAL, vertices, triangles, (), np.zeros(0, int), nothing, nothing, np.zeros((len(vertices), 0))
    )


def edges(triangles: Ints) -> Counter[tuple[int, int]]:
    """How often each directed edge is used."""
    return Counter((int(t[k]), int(t[(k + 1) % 3])) for t in triangles for k in range(3))


def test_the_weights_of_every_fine_vertex_sum_to_one() -> None:
    fine = refine(body(OCTAHEDRON, FACES))
    assert fine.carry(np.ones(6)) == pytest.approx(np.ones(6 + 12))


def test_a_closed_surface_stays_closed() -> None:
    fine = refine(body(OCTAHEDRON, FACES))
    used = edges(fine.triangles)
    assert len(fine.triangles) == 4 * len(FACES)
    assert set(used.values()) == {1}
    assert all((end, start) in used for start, end in used)


def test_triangles_keep_facing_outwards() -> None:
    fine = refine(body(OCTAHEDRON, FACES))
    a, b, c = (fine.carry(OCTAHEDRON)[fine.triangles[:, k]] for k in range(3))
    assert (np.einsum("nk,nk->n", np.cross(b - a, c - a), a + b + c) > 0).all()


def test_a_closed_surface_is_rounded() -> None:
    radius = np.linalg.norm(refine(body(OCTAHEDRON, FACES)).carry(OCTAHEDRON), axis=1)
    assert radius.max() / radius.min() < 1.5
    assert np.unique(np.round(radius[:6], 9)).size == 1


def test_an_open_edge_is_rounded_along_itself_only() -> None:
    square = np.array([[0.0, 0, 0], [4, 0, 0], [4, 4, 0], [0, 4, 0], [2, 2, 3]])
    fan = np.array([[0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]])
    fine = refine(body(square, fan)).carry(square)
    assert fine[:4, 2] == pytest.approx(np.zeros(4))
    assert fine[0] == pytest.approx([0.5, 0.5, 0.0])
    assert [2.0, 0.0, 0.0] in fine.tolist()


def test_a_mirrored_mesh_gives_a_mirrored_surface() -> None:
    fine = refine(body(OCTAHEDRON, FACES)).carry(OCTAHEDRON)
    flipped = fine * [-1, 1, 1]
    assert {tuple(point) for point in np.round(fine, 9) + 0.0} == {tuple(point) for point in np.round(flipped, 9) + 0.0}
