"""Lines that the mesh does not have, or has too small to be found: face, ear, areola, navel, anus, outer genitals.

A line is smoothed by the vertices it is tied to; one that the table calls fine is drawn through its very points.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from bodymap.builder import charts
from bodymap.builder.body import Floats, Ints
from bodymap.builder.landmarks import is_visible
from bodymap.builder.lines.contours import DEPTHS, Contour
from bodymap.builder.scene import Outlook, Scene
from bodymap.builder.territory import curve
from bodymap.builder.tracing import DECIMALS
from bodymap.core.errors import TableError
from bodymap.core.vocabulary import Figure, Side, View
from bodymap.library import resources

FILE = "hand_lines.toml"

_NEAREST = 16
_NEAREST_OF_FINE = 48
_SOFT = 1e-8
"""Keeps a fine line from hanging on vertices far to one side where those around lie in one plane."""
_REACH = 0.07
"""How far round a point, in units of 10 cm, vertices still count well: a line is as smooth as this is wide."""
_BEHIND_MM = 5.0
"""A fine line is hidden by skin that lies farther before it than this."""
_SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class HandLine:
    """One line of the left half.

    Attributes
    ----------
    figures, views : frozenset
        Where it is drawn.
    depth : int
        1 faint to `DEPTHS`.
    vertices : array of int, shape (n, k)
        For each point the fine vertices it is tied to.
    weights : array of float, shape (n, k)
        How much each of them counts; a row sums to 1.
    in_middle : array of bool, shape (n,)
        Points of the middle line, which stay there: every pose is its own mirror image.
    is_fine : bool
        Whether it goes through its very points, which may lie before the skin, over the opening of an eye.
    """

    name: str
    figures: frozenset[Figure]
    views: frozenset[View]
    depth: int
    vertices: Ints
    weights: Floats
    in_middle: NDArray[np.bool_]
    is_fine: bool = False

    def on(self, fine_vertices: Floats) -> Floats:
        """The points of the line when the fine surface has these vertices."""
        points = np.asarray(np.einsum("nk,nkd->nd", self.weights, fine_vertices[self.vertices]))
        points[self.in_middle, 0] = 0.0
        return points


@lru_cache(maxsize=1)
def hand_lines() -> tuple[HandLine, ...]:
    """All lines of the table.

    Raises
    ------
    TableError
        If a row has too few points or a depth that there is not.
    """
    surface = charts.reference_values()[:, :3]
    tree = cKDTree(surface)
    rows = tomllib.loads(resources.table_text(FILE))["line"]
    return tuple(_read(row, f"{FILE} line {number}", surface, tree) for number, row in enumerate(rows, 1))


def drawn(scene: Scene) -> Iterator[Contour]:
    """The lines that a scene shows, as far as they are seen."""
    view = View.LEFT if scene.mirrored is not None else scene.shot.view
    sides = _SIDES if scene.shot.is_symmetric else (Side.LEFT,)
    for line in hand_lines():
        if scene.figure in line.figures and view in line.views:
            for outlook in scene.outlooks:
                for side in sides:
                    yield from _seen(line, scene, outlook, side)


def _read(row: dict[str, object], where: str, surface: Floats, tree: cKDTree) -> HandLine:
    points = np.array(row.get("points", []), dtype=float)
    if points.ndim != 2 or points.shape[0] < 2 or points.shape[1] != 3:
        raise TableError(f"{where}: expected at least two points [x, y, z]")
    depth = row.get("depth")
    if not isinstance(depth, int) or not 1 <= depth <= DEPTHS:
        raise TableError(f"{where}: depth is {depth!r}; expected 1 to {DEPTHS}")
    is_fine = row.get("fine", False)
    away, vertices = tree.query(points, k=_NEAREST_OF_FINE if is_fine else _NEAREST)
    weights = np.exp(-((away / _REACH) ** 2)) + 1e-9
    weights /= weights.sum(axis=1, keepdims=True)
    if is_fine:
        weights = exact(weights, surface[vertices], points)
    figures, views = (row.get(key) for key in ("figures", "views"))
    if not isinstance(figures, list) or not isinstance(views, list):
        raise TableError(f"{where}: figures and views are lists")
    return HandLine(
        name=str(row.get("name", "")),
        figures=frozenset(map(Figure, figures)),
        views=frozenset(map(View, views)),
        depth=depth,
        vertices=np.asarray(vertices, dtype=np.int64),
        weights=np.round(weights, 6),
        in_middle=points[:, 0] == 0,
        is_fine=bool(is_fine),
    )


def exact(weights: Floats, near: Floats, points: Floats) -> Floats:
    """The weights changed as little as can be so that they give the very points, on the skin or a little off it."""
    corners = np.concatenate([near - points[:, None], np.ones((*near.shape[:2], 1))], axis=2)
    wanted = np.array([0.0, 0.0, 0.0, 1.0]) - np.einsum("nk,nkd->nd", weights, corners)
    square = np.einsum("nk,nkd,nke->nde", weights, corners, corners) + _SOFT * np.diag([1.0, 1.0, 1.0, 0.0])
    change = np.linalg.solve(square, wanted[:, :, None])
    return np.asarray(weights * (1 + np.einsum("nkd,nde->nk", corners, change)))


def _seen(line: HandLine, scene: Scene, outlook: Outlook, side: Side) -> Iterator[Contour]:
    """The line on one side, cut where other skin hides it."""
    mirror, sign = scene.mirrors(outlook, side)
    places = outlook.project(np.array(curve(tuple(map(tuple, line.on(outlook.vertices))))) * mirror)
    if line.is_fine:
        shown = outlook.depth_behind(places) < _BEHIND_MM
    else:
        shown = np.array([is_visible(outlook.sight, x=x, y=y, depth=depth) for x, y, depth in places.tolist()])
    for run in np.split(np.arange(len(places)), np.flatnonzero(np.diff(shown)) + 1):
        if shown[run[0]] and len(run) > 1:
            points = np.round(places[run, :2] * [sign, 1.0], DECIMALS) + 0.0
            points = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
            if len(points) > 1:
                yield Contour(shapely.LineString(points), line.depth)
