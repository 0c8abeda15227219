"""What a root owns on the body's surface is in one piece on each side, apart from what is named with its reason."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from bodymap.builder import body, charts, tables
from bodymap.builder.body import Floats, Ints
from bodymap.builder.surface import refine
from bodymap.builder.territory import paint
from tests.builder.test_rebuild import mesh_cache

SMALLEST_MM2 = 150.0

IN_TWO_PIECES = {
    ("foerster", "S1"): "the dorsal ramus beside the sacrum is cut off from the leg (evidence c3, c6)",
    ("foerster", "S2"): "genital skin lies apart from the back of the thigh (evidence c3)",
    ("foerster", "C2"): "the mesh goes on into the mouth, which is no skin",
    ("foerster", "C3"): "the mesh goes on into the throat, which is no skin",
    ("keegan-garrett", "C2"): "the mesh goes on into the mouth, which is no skin",
    ("keegan-garrett", "C3"): "the mesh goes on into the throat, which is no skin",
}


@pytest.fixture(scope="module", autouse=True)
def _mesh() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BODYMAP_MESH_CACHE", str(mesh_cache()))
        try:
            body.load(charts.REFERENCE)
        except body.MeshUnavailable as unavailable:
            pytest.skip(f"no body mesh: {unavailable}")


def halved(values: Floats, triangles: Ints) -> tuple[Floats, Ints]:
    """Every triangle cut into four at the middles of its edges, so that strips are wider than triangles."""
    ends = np.sort(np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]])), axis=1)
    edges, edge_of = np.unique(ends, axis=0, return_inverse=True)
    ab, bc, ca = len(values) + edge_of.reshape(3, -1)
    a, b, c = triangles.T
    corners = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
    return np.vstack((values, values[edges].mean(axis=1))), np.vstack([np.column_stack(each) for each in corners])


@cache
def surface() -> tuple[Floats, Floats, Ints]:
    """Of the left side's small triangles the middle, the area in mm2, and which two share an edge."""
    values, triangles = halved(charts.reference_values(), refine(body.load(charts.REFERENCE)).triangles)
    middle = values[triangles].mean(axis=1)
    triangles, middle = triangles[middle[:, 0] > 0], middle[middle[:, 0] > 0]
    first, second, third = (values[triangles[:, k], :3] for k in range(3))
    area = np.linalg.norm(np.cross(second - first, third - first), axis=1) / 2 * body.MM_PER_UNIT**2
    ends = np.sort(np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]])), axis=1)
    key = ends[:, 0] * len(values) + ends[:, 1]
    order = np.argsort(key, kind="stable")
    same = np.flatnonzero(np.diff(key[order]) == 0)
    owner = np.tile(np.arange(len(triangles)), 3)[order]
    return middle, area, np.column_stack((owner[same], owner[same + 1]))


@cache
def owners(name: str) -> Ints:
    return paint(tables.map_table(name), charts.skin_of(surface()[0]), tables.ROOT_NAMES)


def pieces(name: str, root: str) -> list[float]:
    """Areas of the pieces of a root on the left side that are large enough to be seen."""
    _, area, pairs = surface()
    owner = owners(name)
    joined = pairs[owner[pairs[:, 0]] == owner[pairs[:, 1]]]
    links = sparse.coo_matrix((np.ones(len(joined)), joined.T), shape=(len(owner), len(owner)))
    piece = connected_components(links, directed=False)[1]
    own = owner == tables.ROOT_NAMES.index(root) + 1
    sizes = np.bincount(piece[own], weights=area[own])
    return sorted(sizes[sizes > SMALLEST_MM2].tolist())


@pytest.mark.parametrize("name", ["foerster", "keegan-garrett"])
def test_a_root_is_in_one_piece_on_the_surface(name: str) -> None:
    torn = {root for root in tables.ROOT_NAMES if len(pieces(name, root)) != 1}
    assert torn <= {root for table, root in IN_TWO_PIECES if table == name}


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("foerster", "C5", "T3"),
        ("foerster", "C3", "C5"),
        ("keegan-garrett", "T2", "T4"),
        ("keegan-garrett", "L5", "S2"),
        ("keegan-garrett", "L1", "S2"),
    ],
)
def test_roots_that_do_not_follow_each_other_do_not_touch(name: str, first: str, second: str) -> None:
    pair = {tables.ROOT_NAMES.index(first) + 1, tables.ROOT_NAMES.index(second) + 1}
    met = owners(name)[surface()[2]]
    assert not any(set(each) == pair for each in np.unique(met, axis=0).tolist())
