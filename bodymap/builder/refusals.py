"""What the builder refuses to draw: torn or tiny pieces, strangers that touch, and skin that no nerve feeds.

Looked at on the surface of the reference body, left side, where a region is as it is meant; a view cuts it at the
outline and behind limbs. What may be in spite of that stands in `plate_exceptions.toml`, each with its reason.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from bodymap.builder import charts, tables
from bodymap.builder.body import MM_PER_UNIT, Floats, Ints, load
from bodymap.builder.surface import refine
from bodymap.builder.territory import Territory, paint
from bodymap.core.errors import BodymapError, TableError
from bodymap.core.vocabulary import Figure, MapName, Root
from bodymap.library import resources

Flags = NDArray[np.bool_]

FILE = "plate_exceptions.toml"
SMALLEST_MM2 = 150.0
NARROWEST_MM = 7.0

PARTS, NERVES = "parts", "cutaneous-nerves"

_NOTICED_MM2 = 60.0
"""Smaller pieces are given to their neighbours when a view is drawn."""
_SHORTEST_CONTACT_MM = 8.0
_BLANK = ""
_EVERY = "*"


class DrawingRefused(BodymapError):
    """The tables describe what may not be drawn."""


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What is allowed although the rules refuse it, by layer and name (`*` for every name) or pair of names."""

    torn: frozenset[tuple[str, str]]
    small: frozenset[tuple[str, str]]
    contacts: frozenset[tuple[str, frozenset[str]]]

    def may_be_torn(self, layer: str, name: str) -> bool:
        """Whether a name of a layer may be in several pieces on one side."""
        return (layer, name) in self.torn or (layer, _EVERY) in self.torn


@dataclass(frozen=True, slots=True)
class Piece:
    """A connected piece of one name on the left side: its area, and how wide it is at its widest place."""

    name: str
    area_mm2: float
    width_mm: float


@dataclass(frozen=True, slots=True)
class _Surface:
    """The left side in small triangles.

    Attributes
    ----------
    values : array of float, shape (n, 17)
        `charts.reference_values` at the middle of every triangle.
    area_mm2 : array of float, shape (n,)
    pairs : array of int, shape (m, 2)
        Triangles that share an edge.
    edge_mm : array of float, shape (m,)
        How long that edge is.
    """

    values: Floats
    area_mm2: Floats
    pairs: Ints
    edge_mm: Floats


def refuse_faults() -> None:
    """Look at every table.

    Raises
    ------
    DrawingRefused
        If there is a fault that the exceptions do not name; it lists all faults.
    """
    found = list(dict.fromkeys(faults()))
    if found:
        raise DrawingRefused("the tables of the drawings are refused: " + "; ".join(found))


def faults() -> Iterator[str]:
    """All faults of all layers, in words."""
    for name in MapName:
        yield from map_faults(name.value, tables.map_table(name.value))
    for figure in Figure:
        yield from part_faults(tables.parts_table(figure))
    yield from nerve_faults(tables.nerves_table())


def map_faults(layer: str, table: Sequence[Territory]) -> Iterator[str]:
    """Roots in two pieces, pieces too small to be seen, and strangers that touch away from an axial line."""
    owner = owners(table, tables.ROOT_NAMES)
    found = pieces(owner, tables.ROOT_NAMES)
    yield from _torn(layer, found)
    yield from _small(layer, found)
    known = exceptions().contacts
    for pair, length in sorted(contacts_mm(owner, tables.ROOT_NAMES).items(), key=lambda each: sorted(each[0])):
        first, second = (Root(name) for name in sorted(pair))
        is_known = first.is_consecutive(second) or (layer, pair) in known or pair in _axial(layer)
        if length > _SHORTEST_CONTACT_MM and not is_known:
            yield f"{layer}: {first.value} touches {second.value} for {length:.0f} mm"


def part_faults(table: Sequence[Territory]) -> Iterator[str]:
    """Parts in two pieces, pieces too small to be seen, and skin that has no name."""
    found = pieces(owners(table, tables.part_names()), tables.part_names())
    yield from _torn(PARTS, found)
    yield from _small(PARTS, found)
    yield from _blank(PARTS, found)


def nerve_faults(table: Sequence[Territory]) -> Iterator[str]:
    """Pieces too small to be seen, and skin that no nerve feeds; a nerve may have several branches."""
    found = pieces(owners(table, tables.nerve_names()), tables.nerve_names())
    yield from _small(NERVES, found)
    yield from _blank(NERVES, found)


@lru_cache(maxsize=1)
def exceptions() -> Exceptions:
    """The table of exceptions.

    Raises
    ------
    TableError
        If a row has no reason.
    """
    rows = tomllib.loads(resources.table_text(FILE))
    for kind, found in rows.items():
        for number, row in enumerate(found, 1):
            if not row.get("reason"):
                raise TableError(f"{FILE} {kind} {number}: no reason is given")

    def named(kind: str) -> frozenset[tuple[str, str]]:
        return frozenset((row["layer"], name) for row in rows.get(kind, []) for name in row["names"])

    return Exceptions(
        torn=named("torn"),
        small=named("small"),
        contacts=frozenset((row["layer"], frozenset(pair)) for row in rows.get("contact", []) for pair in row["pairs"]),
    )


def owners(table: Sequence[Territory], names: Sequence[str]) -> Ints:
    """For every triangle of the left side the number of its owner, counted from 1; 0 where nobody owns it."""
    return paint(table, charts.skin_of(_surface().values), names)


def pieces(owner: Ints, names: Sequence[str]) -> tuple[Piece, ...]:
    """The pieces of every name that are large enough to be seen, and of skin that nobody owns, under an empty name."""
    surface = _surface()
    joined = surface.pairs[owner[surface.pairs[:, 0]] == owner[surface.pairs[:, 1]]]
    links = sparse.coo_matrix((np.ones(len(joined)), joined.T), shape=(len(owner), len(owner)))
    number = connected_components(links, directed=False)[1]
    sizes = np.bincount(number, weights=surface.area_mm2)
    border = np.zeros(len(owner), dtype=bool)
    border[surface.pairs[owner[surface.pairs[:, 0]] != owner[surface.pairs[:, 1]]]] = True
    found = []
    for piece in np.flatnonzero(sizes > _NOTICED_MM2):
        own = number == piece
        name = names[owner[own][0] - 1] if owner[own][0] else _BLANK
        found.append(Piece(name, float(sizes[piece]), _width_mm(own, border)))
    return tuple(found)


def contacts_mm(owner: Ints, names: Sequence[str]) -> dict[frozenset[str], float]:
    """How long the border of each two names is."""
    surface = _surface()
    met = owner[surface.pairs]
    apart = (met[:, 0] != met[:, 1]) & (met > 0).all(axis=1)
    lengths: dict[frozenset[str], float] = {}
    for (first, second), length in zip(met[apart].tolist(), surface.edge_mm[apart].tolist(), strict=True):
        pair = frozenset((names[first - 1], names[second - 1]))
        lengths[pair] = lengths.get(pair, 0.0) + length
    return lengths


def _torn(layer: str, found: Iterable[Piece]) -> Iterator[str]:
    counts = Counter(piece.name for piece in found if piece.name != _BLANK)
    for name, count in sorted(counts.items()):
        if count > 1 and not exceptions().may_be_torn(layer, name):
            yield f"{layer}: {name} is in {count} pieces"


def _small(layer: str, found: Iterable[Piece]) -> Iterator[str]:
    for piece in found:
        is_small = piece.area_mm2 < SMALLEST_MM2 or piece.width_mm < NARROWEST_MM
        if piece.name != _BLANK and is_small and (layer, piece.name) not in exceptions().small:
            yield f"{layer}: a piece of {piece.name} has {piece.area_mm2:.0f} mm² and is {piece.width_mm:.1f} mm wide"


def _blank(layer: str, found: Iterable[Piece]) -> Iterator[str]:
    for piece in found:
        if piece.name == _BLANK:
            yield f"{layer}: {piece.area_mm2:.0f} mm² of skin belong to nobody"


@lru_cache(maxsize=3)
def _axial(layer: str) -> frozenset[frozenset[str]]:
    rows = tomllib.loads(resources.table_text(f"maps/{layer}.toml")).get("axial", [])
    return frozenset(frozenset(pair) for row in rows for pair in row["pairs"])


def _width_mm(own: Flags, border: Flags) -> float:
    """Twice the distance from the innermost triangle of a piece to those at its border."""
    places = _surface().values[:, :3] * MM_PER_UNIT
    rim = places[own & border]
    inwards = cKDTree(rim).query(places[own])[0] if len(rim) else np.array([np.inf])
    return float(2 * np.max(inwards))


@lru_cache(maxsize=1)
def _surface() -> _Surface:
    values, triangles = _halved(charts.reference_values(), refine(load(charts.REFERENCE)).triangles)
    middle = values[triangles].mean(axis=1)
    triangles, middle = triangles[middle[:, 0] > 0], middle[middle[:, 0] > 0]
    first, second, third = (values[triangles[:, k], :3] for k in range(3))
    area = np.linalg.norm(np.cross(second - first, third - first), axis=1) / 2 * MM_PER_UNIT**2
    ends = np.sort(np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]])), axis=1)
    key = ends[:, 0] * len(values) + ends[:, 1]
    order = np.argsort(key, kind="stable")
    same = np.flatnonzero(np.diff(key[order]) == 0)
    owner = np.tile(np.arange(len(triangles)), 3)[order]
    edge = values[ends[order][same], :3]
    length = np.linalg.norm(edge[:, 0] - edge[:, 1], axis=1) * MM_PER_UNIT
    return _Surface(middle, area, np.column_stack((owner[same], owner[same + 1])), length)


def _halved(values: Floats, triangles: Ints) -> tuple[Floats, Ints]:
    """Every triangle cut into four at the middles of its edges, so that strips are wider than triangles."""
    ends = np.sort(np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]])), axis=1)
    edges, edge_of = np.unique(ends, axis=0, return_inverse=True)
    ab, bc, ca = len(values) + edge_of.reshape(3, -1)
    a, b, c = triangles.T
    corners = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
    return np.vstack((values, values[edges].mean(axis=1))), np.vstack([np.column_stack(each) for each in corners])
