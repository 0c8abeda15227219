"""Skin that slides: after a pose it keeps its lengths as well as it can, instead of being stretched at a joint.

Blending the motions of bones stretches the skin between two thighs that are drawn apart to three times its width. Here
the surface near a joint is let go and settles as rigidly as possible (Sorkine and Alexa 2007, "As-rigid-as-possible
surface modeling"), held by what bones carry: strongly far from the joint, weakly near it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu

from bodymap.builder.body import Body, Floats, Ints, load
from bodymap.core.vocabulary import Figure

_ROUNDS = 30
_DECIMALS = 6
"""As in a pose: drops what processors round differently."""
_LEAST, _MOST = 1e-3, 5.0
"""Weights of edges outside this come from needle-like triangles."""


@dataclass(frozen=True, slots=True)
class Sliding:
    """Where skin slides, measured on the neutral figure as the mesh rests, units of 10 cm.

    Attributes
    ----------
    middle : tuple of float
    reach : float
        Farther from the middle than this the skin stays as posed.
    free : float
        Nearer than this nothing but its neighbours holds it.
    hold : float
        How strongly the pose holds it at the reach; weaker towards the middle.
    strip : float
        Half width of the strip along the midline that stays with the pelvis.
    strip_top : float
        Height at which the strip ends, softly.
    strip_hold : float
        How strongly the pelvis holds the very middle of that strip.
    """

    middle: tuple[float, float, float]
    reach: float
    free: float
    hold: float
    strip: float
    strip_top: float
    strip_hold: float


@dataclass(frozen=True, slots=True)
class _Edges:
    """Edges in both directions and their cotangent weights."""

    start: Ints
    end: Ints
    weight: Floats


def slid(body: Body, posed: Floats, sliding: Sliding) -> Floats:
    """Vertices of a posed figure after its skin has slid, shape (13380, 3)."""
    rest = load(Figure.NEUTRAL).vertices
    away = np.linalg.norm(rest - np.array(sliding.middle), axis=1)
    moves = away < sliding.reach
    far = np.clip((away - sliding.free) / (sliding.reach - sliding.free), 0.0, 1.0)
    by_pose = sliding.hold * far * far
    in_strip = np.clip(1 - np.abs(rest[:, 0]) / sliding.strip, 0.0, 1.0)
    below_top = np.clip((sliding.strip_top - rest[:, 1]) / sliding.strip, 0.0, 1.0)
    by_pelvis = sliding.strip_hold * in_strip * below_top
    held = by_pose + by_pelvis
    goal = (posed * by_pose[:, None] + body.vertices * by_pelvis[:, None]) / np.maximum(held, 1e-12)[:, None]
    goal = np.where(moves[:, None] & (held > 0)[:, None], goal, posed)
    edges = _edges(body.vertices, body.triangles)
    return np.round(_settled(body.vertices, goal, edges, moves=np.flatnonzero(moves), held=held), _DECIMALS)


def stretch(body: Body, vertices: Floats, triangles: Ints) -> Floats:
    """How many times longer skin became, in its most stretched direction, for each of some triangles of the mesh."""
    first, second = (_flat(points[triangles]) for points in (body.vertices, vertices))
    return np.asarray(np.linalg.svd(second @ np.linalg.inv(first), compute_uv=False)[:, 0])


def _flat(corners: Floats) -> Floats:
    """Two edges of each triangle in its own plane, as columns, shape (n, 2, 2)."""
    along, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    length = np.linalg.norm(along, axis=1)
    share = (along * other).sum(axis=1) / length
    height = np.linalg.norm(np.cross(along, other), axis=1) / length
    return np.stack([np.stack([length, share], axis=1), np.stack([0 * length, height], axis=1)], axis=1)


def _settled(rest: Floats, goal: Floats, edges: _Edges, *, moves: Ints, held: Floats) -> Floats:
    """Turn every neighbourhood as it lies, then place all vertices so that they fit; again and again."""
    count = len(rest)
    pull = sparse.coo_array((edges.weight, (edges.start, edges.end)), shape=(count, count)).tocsr()
    system = sparse.csr_array(sparse.diags_array(pull.sum(axis=1) + held) - pull)[moves]
    fixed = np.ones(count, dtype=bool)
    fixed[moves] = False
    solve = splu(sparse.csc_array(system[:, moves])).solve
    constant = held[moves, None] * goal[moves] - system[:, np.flatnonzero(fixed)] @ goal[fixed]
    # Neighbourhoods turn that hold a vertex which moves; of those at the rim, too, all edges count.
    near = np.isin(edges.start, edges.start[np.isin(edges.end, moves)])
    start, end, weight = edges.start[near], edges.end[near], edges.weight[near]
    was = rest[start] - rest[end]
    result = goal.copy()
    for _ in range(_ROUNDS):
        turns = _turns(result, was, start, end, weight, count)
        force = 0.5 * weight[:, None] * np.einsum("nij,nj->ni", turns[start] + turns[end], was)
        result[moves] = solve(constant + _summed(start, force, count)[moves])
    return result


def _turns(points: Floats, was: Floats, start: Ints, end: Ints, weight: Floats, count: int) -> Floats:
    """The rotation of every vertex's neighbourhood, shape (n, 3, 3)."""
    now = points[start] - points[end]
    spread = (weight[:, None, None] * was[:, :, None] * now[:, None, :]).reshape(-1, 9)
    left, _, right = np.linalg.svd(_summed(start, spread, count).reshape(-1, 3, 3))
    left[:, :, 2] *= np.sign(np.linalg.det(left @ right))[:, None]
    return np.asarray(np.swapaxes(left @ right, 1, 2))


def _summed(start: Ints, values: Floats, count: int) -> Floats:
    """Sums of the values of the edges that leave each vertex."""
    gather = sparse.csr_array((np.ones(len(start)), (start, np.arange(len(start)))), shape=(count, len(start)))
    return np.asarray(gather @ values)


def _edges(points: Floats, corners: Ints) -> _Edges:
    starts, ends, weights = [], [], []
    for first, second, third in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        i, j, k = corners[:, first], corners[:, second], corners[:, third]
        one, other = points[i] - points[k], points[j] - points[k]
        square = np.maximum(np.linalg.norm(np.cross(one, other), axis=1), 1e-9)
        half = (one * other).sum(axis=1) / square / 2
        starts += [i, j]
        ends += [j, i]
        weights += [half, half]
    count = len(points)
    start, end, weight = np.concatenate(starts), np.concatenate(ends), np.concatenate(weights)
    joined = sparse.coo_array((weight, (start, end)), shape=(count, count)).tocsr().tocoo()
    return _Edges(joined.row.astype(np.int64), joined.col.astype(np.int64), np.clip(joined.data, _LEAST, _MOST))
