"""The very edge of the body in a picture, finer than the picture's pixels.

An outline traced from pixels has steps where it runs nearly level or upright, which smoothing makes waves. Here each of
its points is moved, square to the line, to where the triangles of the surface end.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from bodymap.builder.body import Floats, Ints
from bodymap.builder.scene import Outlook, Scene
from bodymap.builder.surface import refined

_REACH_MM = 0.7
"""How far from the traced line the edge is looked for: a little more than a pixel's diagonal."""
_HALVINGS = 6
_RIM_PIXELS = 3
_NEIGHBOURS = 3
_REFINEMENTS = 2
"""So that the edge shows no corners of the surface, whose triangles are 12 mm wide on the head."""


class Edge:
    """Where the skin that a scene shows ends."""

    def __init__(self, scene: Scene) -> None:
        self._is_symmetric = scene.shot.is_symmetric
        self._mirrored = scene.mirrored is not None
        source = scene.mirrored or scene
        corners = np.concatenate([_rim(outlook, source.triangles) for outlook in source.outlooks])
        self._tree = shapely.STRtree(np.asarray(shapely.polygons(corners)))

    def moved(self, points: Floats, neighbours: Ints) -> Floats:
        """Points of a traced outline, shape (n, 2), moved to the edge; those of a cut or inside the body stay."""
        along = points[neighbours[:, 1]] - points[neighbours[:, 0]]
        length = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        out = np.column_stack((along[:, 1], -along[:, 0])) / length
        out[self._covers(points + _REACH_MM * out)] *= -1.0
        inner = -_REACH_MM * np.ones((len(points), 1))
        outer = -inner
        is_edge = self._covers(points + inner * out) & ~self._covers(points + outer * out) & (length[:, 0] > 1e-6)
        for _ in range(_HALVINGS):
            middle = (inner + outer) / 2
            covered = self._covers(points + middle * out)[:, None]
            inner, outer = np.where(covered, middle, inner), np.where(covered, outer, middle)
        return np.where(is_edge[:, None], points + (inner + outer) / 2 * out, points)

    def _covers(self, points: Floats) -> NDArray[np.bool_]:
        """Whether skin lies at points of the picture."""
        x, y = points.T
        x = np.abs(x) if self._is_symmetric else -x if self._mirrored else x
        found = np.zeros(len(points), dtype=bool)
        found[self._tree.query(shapely.points(x, y), predicate="intersects")[0]] = True
        return found


def _rim(outlook: Outlook, triangles: Ints) -> Floats:
    """Corners in the picture of the finest triangles near the edge of a panel that face the viewer, shape (n, 3, 2)."""
    skin = outlook.sight.skin
    near = skin & ~ndimage.binary_erosion(skin, iterations=_RIM_PIXELS)
    numbers = np.unique(outlook.sight.triangle[near])
    # The last triangles before the edge are often too narrow to hold a pixel: take neighbours, and theirs.
    for _ in range(_NEIGHBOURS):
        numbers = np.flatnonzero(np.isin(triangles, triangles[numbers]).any(axis=1))
    kept, own = np.unique(triangles[numbers], return_inverse=True)
    own, places = own.reshape(-1, 3), outlook.project(outlook.vertices[kept])[:, :2]
    for _ in range(_REFINEMENTS):
        finer = refined(own, len(places))
        own, places = finer.triangles, finer.carry(places)
    corners = places[own]
    (ax, ay), (bx, by), (cx, cy) = (corners[:, k].T for k in range(3))
    return np.asarray(corners[(bx - ax) * (cy - ay) - (by - ay) * (cx - ax) < -1e-12])
