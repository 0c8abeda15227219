"""The way of each nerve root from its foramen to its skin, drawn in every view.

A course is a curve in space through points of `courses.toml`, on the skin or in the depth of the neutral figure. It is
fixed to the body, so that a root leaves at its own vertebra on every figure and in every pose.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import shapely
from scipy import ndimage
from shapely import affinity

from bodymap.builder import charts
from bodymap.builder.body import Floats, Ints
from bodymap.builder.lines.ways import Way, way
from bodymap.builder.raster import Sight
from bodymap.builder.scene import Outlook, Scene
from bodymap.builder.tracing import DECIMALS
from bodymap.core.errors import TableError
from bodymap.core.vocabulary import Root, Side, View
from bodymap.library import resources

FILE = "courses.toml"

_UNDER_SKIN_MM = 14.0
_DEEPEST_IN_PART_MM = 60.0
"""Where only a part of the body is pictured, what lies deeper belongs to what is left out."""
_BESIDE_MM = 12.0
"""As far beside the skin that is seen a course is drawn at its edge; farther off the picture does not show it."""
_BEFORE_CUT = 0.05
"""Units of 10 cm that a course ends before a limb is cut off, clear of the rim's line."""
_TOLERANCE_MM = 0.4
_SHORTEST_MM = 8.0
_SHORTEST_RUN_MM, _SHORTEST_RUN_IN_PART_MM = 40.0, 20.0
"""But at the spine a shorter run is what its longer neighbour is, so that a line along the rim does not flicker."""
_ABSENT, _HIDDEN, _SEEN = -1, 0, 1

_OF_PART: Mapping[View, frozenset[Root]] = {
    View.FEET: frozenset({Root.L4, Root.L5, Root.S1}),
    View.HANDS: frozenset({Root.C6, Root.C7, Root.C8}),
    View.SADDLE: frozenset(list(Root)[list(Root).index(Root.L5) :]),
}
"""The courses that a picture of a part of the body is about; others would only cross its rim."""

Pieces = list[tuple[shapely.LineString, bool]]


@dataclass(frozen=True, slots=True)
class Course:
    """The way of one left root."""

    root: Root
    way: Way


@lru_cache(maxsize=1)
def courses() -> tuple[Course, ...]:
    """All courses of the table.

    Raises
    ------
    TableError
        If a row names an unknown root, has no source, or a point that is neither "deep" nor "skin".
    """
    rows = tomllib.loads(resources.table_text(FILE))["course"]
    return tuple(_read(row, f"{FILE} course {number}") for number, row in enumerate(rows, 1))


def drawn(scene: Scene) -> Iterator[tuple[str, Side, Pieces]]:
    """Root, side and pieces (line in picture mm, whether it is seen) of every course that a scene shows."""
    if scene.mirrored is not None:
        for root, _, pieces in drawn(scene.mirrored):
            yield root, Side.RIGHT, [(affinity.scale(line, xfact=-1, origin=(0, 0)), seen) for line, seen in pieces]
        return
    sides = (Side.LEFT, Side.RIGHT) if scene.shot.side is None else (scene.shot.side,)
    pictured = _OF_PART.get(scene.shot.view, frozenset(Root))
    nearest = [_nearest_skin(outlook.sight) for outlook in scene.outlooks]
    for course in courses():
        for side in sides if course.root in pictured else ():
            found = [
                piece
                for outlook, skin in zip(scene.outlooks, nearest, strict=True)
                for piece in _pieces(course.way, scene, outlook, side, skin)
            ]
            if found:
                yield course.root.value, side, found


def _read(row: dict[str, object], where: str) -> Course:
    name = str(row.get("root"))
    if name not in {member.value for member in Root}:
        raise TableError(f"{where}: unknown root '{name}'")
    if not row.get("sources"):
        raise TableError(f"{where}: '{name}' names no source")
    positions, on_skin = [], []
    for kind, *numbers in row["points"]:  # type: ignore[attr-defined]  # TOML value, a list of lists
        if kind not in ("deep", "skin") or len(numbers) != 3:
            raise TableError(f"{where}: point {[kind, *numbers]}; expected ['deep' or 'skin', x, y, z]")
        positions.append(numbers)
        on_skin.append(kind == "skin")
    return Course(Root(name), way(np.array(positions, dtype=float), np.array(on_skin)))


def _nearest_skin(sight: Sight) -> Ints:
    """For each pixel the row and column of the nearest that shows skin, shape (2, rows, columns)."""
    found = ndimage.distance_transform_edt(~sight.skin, return_distances=False, return_indices=True)
    return np.asarray(found, dtype=np.int64)


def _pieces(line: Way, scene: Scene, outlook: Outlook, side: Side, skin: Ints) -> Pieces:
    """The course cut where it goes under or leaves the skin that the panel shows."""
    mirror, sign = scene.mirrors(outlook, side)
    points = line.on(outlook.vertices) * mirror
    places, behind = _onto_skin(outlook, outlook.project(points), skin)
    state = np.where(behind < _UNDER_SKIN_MM, _SEEN, _HIDDEN)
    state[~np.isfinite(behind)] = _ABSENT
    for cut in outlook.cuts:
        state[~cut.keeps(points + _BEFORE_CUT * cut.beyond)] = _ABSENT
    if outlook.keep is not None:
        state[line.on_skin & ~outlook.keep(charts.skin_of(line.values))] = _ABSENT
        state[behind > _DEEPEST_IN_PART_MM] = _ABSENT
    places[:, 0] *= sign
    least = _SHORTEST_RUN_MM if outlook.keep is None else _SHORTEST_RUN_IN_PART_MM
    return list(_lines(places[:, :2], state, least))


def _onto_skin(outlook: Outlook, places: Floats, skin: Ints) -> tuple[Floats, Floats]:
    """Places moved to the skin that is seen if they lie just beside it, and how far behind it they lie, in mm.

    What lies farther beside is infinitely far behind.
    """
    sight = outlook.sight
    corner = np.array([sight.top_mm, sight.left_mm])
    cells = np.floor((places[:, 1::-1] - corner) / sight.pixel_mm).astype(np.int64)
    inside = np.clip(cells, 0, np.array(sight.depth.shape) - 1)
    found = skin[:, inside[:, 0], inside[:, 1]].T
    beside = (found != cells).any(axis=1)
    moved = places.copy()
    moved[beside, 1::-1] = corner + (found[beside] + 0.5) * sight.pixel_mm
    apart = np.linalg.norm(moved[:, :2] - places[:, :2], axis=1)
    behind = places[:, 2] - sight.depth[found[:, 0], found[:, 1]]
    return moved, np.where(apart <= _BESIDE_MM, behind, np.inf)


def _lines(places: Floats, state: Ints, least_mm: float) -> Iterator[tuple[shapely.LineString, bool]]:
    """Runs of places seen or hidden alike, each up to where the next one begins."""
    state = _without_short_runs(places, state, least_mm)
    for start, stop in _runs(state):
        reach = places[start : stop + 1] if stop < len(state) and state[stop] != _ABSENT else places[start:stop]
        if state[start] != _ABSENT and len(reach) > 1:
            line = shapely.simplify(shapely.LineString(reach), _TOLERANCE_MM)
            if line.length > _SHORTEST_MM:
                yield _rounded(line), bool(state[start] == _SEEN)


def _without_short_runs(places: Floats, state: Ints, least_mm: float) -> Ints:
    """The states with every short run between seen and hidden given to its longer neighbour, the shortest first."""
    state = state.copy()
    steps = np.r_[0.0, np.cumsum(np.linalg.norm(np.diff(places, axis=0), axis=1))]
    while True:
        runs = _runs(state)
        length = [float(steps[min(stop, len(state) - 1)] - steps[start]) for start, stop in runs]
        least = [least_mm if start else _SHORTEST_MM for start, _ in runs]
        short = [k for k, (start, _) in enumerate(runs) if state[start] != _ABSENT and length[k] < least[k]]
        short.sort(key=lambda k: length[k])
        for k in short:
            beside = [j for j in (k - 1, k + 1) if 0 <= j < len(runs) and state[runs[j][0]] != _ABSENT]
            if beside:
                longer = max(beside, key=lambda j: length[j])
                state[slice(*runs[k])] = state[runs[longer][0]]
                break
        else:
            return state


def _runs(state: Ints) -> list[tuple[int, int]]:
    """First and one past last number of every run of equal states."""
    cuts = [0, *(np.flatnonzero(np.diff(state)) + 1).tolist(), len(state)]
    return list(pairwise(cuts))


def _rounded(line: shapely.LineString) -> shapely.LineString:
    return shapely.LineString(np.round(shapely.get_coordinates(line), DECIMALS) + 0.0)
