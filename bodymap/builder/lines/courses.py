"""The way of each nerve root from its foramen to its skin, drawn in every view.

A course is a curve in space through points of `courses.toml`: those on the skin move with the figure and its pose,
those in the depth of the trunk, where poses do not reach, stay where they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from scipy.spatial import cKDTree

from bodymap.builder import charts
from bodymap.builder.body import Floats
from bodymap.builder.scene import Outlook, Scene
from bodymap.builder.territory import curve
from bodymap.builder.tracing import DECIMALS
from bodymap.core.errors import TableError
from bodymap.core.vocabulary import Root, Side
from bodymap.library import resources

FILE = "courses.toml"

_UNDER_SKIN_MM = 14.0
_DEEPEST_MM = 150.0
"""Deeper than this a course is not under the skin that is seen but in another limb behind it."""
_DEEPEST_IN_PART_MM = 60.0
"""The same where only a part of the body is pictured: what lies deeper belongs to what is left out."""
_TOLERANCE_MM = 0.4
_SHORTEST_MM = 8.0

Pieces = list[tuple[shapely.LineString, bool]]


@dataclass(frozen=True, slots=True)
class Course:
    """The way of one left root.

    Attributes
    ----------
    positions : array of float, shape (n, 3)
        Points of the reference surface or in its depth, units of 10 cm.
    vertices : tuple of int or None
        For each point the fine vertex it is fixed to, None in the depth.
    """

    root: str
    positions: Floats
    vertices: tuple[int | None, ...]

    def on(self, fine_vertices: Floats) -> Floats:
        """The points of the course when the fine surface has these vertices."""
        return np.array(
            [
                position if vertex is None else fine_vertices[vertex]
                for position, vertex in zip(self.positions, self.vertices, strict=True)
            ]
        )


@lru_cache(maxsize=1)
def courses() -> tuple[Course, ...]:
    """All courses of the table.

    Raises
    ------
    TableError
        If a row names an unknown root, has no source, or a point that is neither "deep" nor "skin".
    """
    surface = charts.reference_values()[:, :3]
    tree = cKDTree(surface)
    rows = tomllib.loads(resources.table_text(FILE))["course"]
    return tuple(_read(row, f"{FILE} course {number}", surface, tree) for number, row in enumerate(rows, 1))


def drawn(scene: Scene) -> Iterator[tuple[str, Side, Pieces]]:
    """Root, side and pieces (line in picture mm, whether it is seen) of every course that a scene shows."""
    sides = (Side.LEFT, Side.RIGHT) if scene.shot.side is None else (scene.shot.side,)
    for course in courses():
        for side in sides:
            shown = [outlook for outlook in scene.outlooks if _shows(outlook, course)]
            pieces = [piece for outlook in shown for piece in _pieces(course, scene, outlook, side)]
            if pieces:
                yield course.root, side, pieces


def _read(row: dict[str, object], where: str, surface: Floats, tree: cKDTree) -> Course:
    root = str(row.get("root"))
    if root not in {member.value for member in Root}:
        raise TableError(f"{where}: unknown root '{root}'")
    if not row.get("sources"):
        raise TableError(f"{where}: '{root}' names no source")
    positions, vertices = [], []
    for kind, *numbers in row["points"]:  # type: ignore[attr-defined]  # TOML value, a list of lists
        if kind not in ("deep", "skin") or len(numbers) != 3:
            raise TableError(f"{where}: point {[kind, *numbers]}; expected ['deep' or 'skin', x, y, z]")
        vertex = int(tree.query(numbers)[1]) if kind == "skin" else None
        positions.append(numbers if vertex is None else surface[vertex])
        vertices.append(vertex)
    return Course(root, np.array(positions, dtype=float), tuple(vertices))


def _shows(outlook: Outlook, course: Course) -> bool:
    """Whether a panel is a picture of the limb whose skin the course reaches."""
    reached = [vertex for vertex in course.vertices if vertex is not None]
    return outlook.keep is None or bool(outlook.keep(charts.skin_of(charts.reference_values()[reached])).any())


def _pieces(course: Course, scene: Scene, outlook: Outlook, side: Side) -> Pieces:
    """The course cut where it goes under or leaves the skin that the panel shows."""
    mirror, sign = scene.mirrors(outlook, side)
    points = np.array(curve(tuple(map(tuple, course.on(outlook.vertices)))))
    places = outlook.project(points * mirror)
    behind = outlook.depth_behind(places)
    deepest = _DEEPEST_MM if outlook.keep is None else _DEEPEST_IN_PART_MM
    state = np.where(behind > deepest, -1, np.where(behind < _UNDER_SKIN_MM, 1, 0))
    places[:, 0] *= sign
    cuts = np.flatnonzero(np.diff(state)) + 1
    pieces: Pieces = []
    for run in np.split(np.arange(len(state)), cuts):
        reach = slice(run[0], min(run[-1] + 2, len(state)))
        if state[run[0]] >= 0 and len(places[reach]) > 1:
            line = shapely.simplify(shapely.LineString(places[reach, :2]), _TOLERANCE_MM)
            if line.length > _SHORTEST_MM:
                pieces.append((_rounded(line), bool(state[run[0]])))
    return pieces


def _rounded(line: shapely.LineString) -> shapely.LineString:
    return shapely.LineString(np.round(shapely.get_coordinates(line), DECIMALS) + 0.0)
