"""The rules, held against the surface of the reference body, left side, where a region is as it is meant.

Every figure is measured: a region is the same triangles on all of them, for they share the mesh, but not as large.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from bodymap.builder import charts, tables
from bodymap.builder.body import MM_PER_UNIT, Floats, Ints, load
from bodymap.builder.posing.pose import ANATOMICAL_ARMS, posed
from bodymap.builder.refusals import rules
from bodymap.builder.refusals.rules import NOBODY, Piece
from bodymap.builder.surface import refine
from bodymap.builder.territory import Territory, paint
from bodymap.core.vocabulary import Figure, MapName

Flags = NDArray[np.bool_]

_NOTICED_MM2 = 60.0
"""Smaller pieces are given to their neighbours when a view is drawn."""


@dataclass(frozen=True, slots=True)
class _Surface:
    """The left side in small triangles.

    Attributes
    ----------
    values : array of float, shape (n, 17)
        `charts.reference_values` at the middle of every triangle.
    pairs : array of int, shape (m, 2)
        Triangles that share an edge.
    """

    values: Floats
    pairs: Ints


@dataclass(frozen=True, slots=True)
class _Size:
    """The same triangles on one figure, in mm: their middles, their areas, and the length of every shared edge."""

    places: Floats
    area_mm2: Floats
    edge_mm: Floats


def refuse_faults() -> None:
    """Look at every table.

    Raises
    ------
    DrawingRefused
        If there is a fault that the exceptions do not name; it lists all faults.
    """
    rules.refuse(faults())


def faults() -> Iterator[str]:
    """All faults of all layers on all figures, in words."""
    for figure in Figure:
        for name in MapName:
            yield from map_faults(name.value, tables.map_table(name.value, figure), figure)
        yield from part_faults(tables.parts_table(figure), figure)
        yield from nerve_faults(tables.nerves_table(figure), figure)


def map_faults(layer: str, table: Sequence[Territory], figure: Figure = charts.REFERENCE) -> Iterator[str]:
    """Roots in two pieces, pieces too small to be seen, and strangers that touch away from an axial line."""
    owner = owners(table, tables.ROOT_NAMES)
    found = pieces(owner, tables.ROOT_NAMES, figure)
    yield from rules.torn(layer, found)
    yield from rules.small(layer, found)
    yield from rules.strangers(layer, contacts_mm(owner, tables.ROOT_NAMES, figure))


def part_faults(table: Sequence[Territory], figure: Figure = charts.REFERENCE) -> Iterator[str]:
    """Parts in two pieces, pieces too small to be seen, and skin that has no name."""
    found = pieces(owners(table, tables.part_names()), tables.part_names(), figure)
    yield from rules.torn(tables.PARTS, found)
    yield from rules.small(tables.PARTS, found)
    yield from rules.bare(tables.PARTS, found)


def nerve_faults(table: Sequence[Territory], figure: Figure = charts.REFERENCE) -> Iterator[str]:
    """Pieces too small to be seen, and skin that no nerve feeds; a nerve may have several branches."""
    found = pieces(owners(table, tables.nerve_names()), tables.nerve_names(), figure)
    yield from rules.small(tables.NERVES, found)
    yield from rules.bare(tables.NERVES, found)


def owners(table: Sequence[Territory], names: Sequence[str]) -> Ints:
    """For every triangle of the left side the number of its owner, counted from 1; 0 where nobody owns it."""
    return paint(table, _skin(), names)


def pieces(owner: Ints, names: Sequence[str], figure: Figure = charts.REFERENCE) -> tuple[Piece, ...]:
    """The pieces of every name that are large enough to be seen, and of skin that nobody owns."""
    surface, size = _surface(), _size(figure)
    joined = surface.pairs[owner[surface.pairs[:, 0]] == owner[surface.pairs[:, 1]]]
    links = sparse.coo_matrix((np.ones(len(joined)), joined.T), shape=(len(owner), len(owner)))
    number = connected_components(links, directed=False)[1]
    sizes = np.bincount(number, weights=size.area_mm2)
    border = np.zeros(len(owner), dtype=bool)
    border[surface.pairs[owner[surface.pairs[:, 0]] != owner[surface.pairs[:, 1]]]] = True
    found = []
    for piece in np.flatnonzero(sizes > _NOTICED_MM2):
        own = number == piece
        name = names[owner[own][0] - 1] if owner[own][0] else NOBODY
        found.append(Piece(name, float(sizes[piece]), _width_mm(size.places, own, border)))
    return tuple(found)


def contacts_mm(owner: Ints, names: Sequence[str], figure: Figure = charts.REFERENCE) -> dict[frozenset[str], float]:
    """How long the border of each two names is."""
    met = owner[_surface().pairs]
    apart = (met[:, 0] != met[:, 1]) & (met > 0).all(axis=1)
    lengths: dict[frozenset[str], float] = {}
    for (first, second), length in zip(met[apart].tolist(), _size(figure).edge_mm[apart].tolist(), strict=True):
        pair = frozenset((names[first - 1], names[second - 1]))
        lengths[pair] = lengths.get(pair, 0.0) + length
    return lengths


def _width_mm(places: Floats, own: Flags, border: Flags) -> float:
    """Twice the distance from the innermost triangle of a piece to those at its border."""
    rim = places[own & border]
    inwards = cKDTree(rim).query(places[own])[0] if len(rim) else np.array([np.inf])
    return float(2 * np.max(inwards))


@lru_cache(maxsize=1)
def _skin() -> charts.Skin:
    return charts.skin_of(_surface().values)


@lru_cache(maxsize=1)
def _triangles() -> tuple[Floats, Ints]:
    """`charts.reference_values` and the small triangles of the left side, as numbers of its rows."""
    values, triangles = _halved(charts.reference_values(), refine(load(charts.REFERENCE)).triangles)
    return values, triangles[values[triangles, 0].mean(axis=1) > 0]


@lru_cache(maxsize=1)
def _edges() -> tuple[Ints, Ints]:
    """Pairs of triangles that share an edge, and the ends of that edge."""
    values, triangles = _triangles()
    ends = np.sort(np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]])), axis=1)
    key = ends[:, 0] * len(values) + ends[:, 1]
    order = np.argsort(key, kind="stable")
    same = np.flatnonzero(np.diff(key[order]) == 0)
    owner = np.tile(np.arange(len(triangles)), 3)[order]
    return np.column_stack((owner[same], owner[same + 1])), ends[order][same]


@lru_cache(maxsize=1)
def _surface() -> _Surface:
    values, triangles = _triangles()
    return _Surface(values[triangles].mean(axis=1), _edges()[0])


@lru_cache(maxsize=3)
def _size(figure: Figure) -> _Size:
    body, triangles, ends = load(figure), _triangles()[1], _edges()[1]
    fine = refine(body)
    vertices = _halved(fine.carry(posed(body, ANATOMICAL_ARMS)), fine.triangles)[0] * MM_PER_UNIT
    first, second, third = (vertices[triangles[:, k]] for k in range(3))
    area = np.linalg.norm(np.cross(second - first, third - first), axis=1) / 2
    length = np.linalg.norm(vertices[ends[:, 0]] - vertices[ends[:, 1]], axis=1)
    return _Size(vertices[triangles].mean(axis=1), area, length)


def _halved(values: Floats, triangles: Ints) -> tuple[Floats, Ints]:
    """Every triangle cut into four at the middles of its edges, so that strips are wider than triangles."""
    ends = np.sort(np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]])), axis=1)
    edges, edge_of = np.unique(ends, axis=0, return_inverse=True)
    ab, bc, ca = len(values) + edge_of.reshape(3, -1)
    a, b, c = triangles.T
    corners = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
    return np.vstack((values, values[edges].mean(axis=1))), np.vstack([np.column_stack(each) for each in corners])
