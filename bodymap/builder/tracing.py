"""Tracing: from a raster of labels to smooth polygons whose neighbours share the very same line.

The borders between labels form a network of arcs on the pixels' corners. The whole network is smoothed at once (Taubin
1995, "A signal processing approach to fair surface design": a shrinking step, then a growing one, so that areas stay),
each arc is simplified once, and the faces of the network are the regions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from bodymap.builder.body import Floats, Ints

DECIMALS = 1
"""Decimals of a millimetre that coordinates keep."""

TOLERANCE_MM = 0.13
_SMOOTHING_ROUNDS = 100
_ROUNDS_AFTER = 60
_SHRINK, _GROW = 0.5, -0.504

_SMALLEST_FACE_MM2 = 25.0
_PROBES = 12
_STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0))


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a raster lies in the picture: upper left corner and pixel edge, in mm."""

    left_mm: float
    top_mm: float
    pixel_mm: float


@dataclass(frozen=True, slots=True)
class Cracks:
    """Edges between pixels that belong to a line.

    Attributes
    ----------
    level : array of bool, shape (rows + 1, columns)
        Element (r, c) is the upper edge of pixel (r, c).
    upright : array of bool, shape (rows, columns + 1)
        Element (r, c) is the left edge of pixel (r, c).
    """

    level: NDArray[np.bool_]
    upright: NDArray[np.bool_]


Moved = Callable[[Floats, Ints], Floats]
"""Moves the points of a line, given the two neighbours of each."""


def trace(
    labels: Ints,
    grid: Grid,
    *,
    tolerance_mm: float = TOLERANCE_MM,
    decimals: int = DECIMALS,
    moved: Moved | None = None,
) -> Mapping[int, shapely.MultiPolygon]:
    """Polygons of every label but 0.

    Parameters
    ----------
    labels : array of int, shape (rows, columns)
        0 means nothing; rows run downwards.
    grid : Grid
    tolerance_mm : float
        How far the simplified line may leave the smooth one.
    decimals : int
        Of a millimetre, that coordinates keep.
    moved : Moved or None
        Moves the smooth lines to where a border is known to lie; what moved is smoothed a little again.

    Returns
    -------
    mapping of int to MultiPolygon
        Coordinates in mm, y downwards, rounded. Together they form a valid coverage. A raster that is mirror-symmetric
        about x = 0 gives mirror-symmetric polygons.
    """
    arcs = _arcs(_border_cracks(labels), grid, tolerance_mm, labels, decimals, moved)
    faces = shapely.get_parts(shapely.polygonize(_noded(arcs, decimals)))
    found: dict[int, list[shapely.Polygon]] = defaultdict(list)
    for face in faces:
        label = _label_of(face, labels, grid)
        if label and (face.area > _SMALLEST_FACE_MM2):
            found[label].append(face)
    _give_crumbs(found, [face for face in faces if face.area <= _SMALLEST_FACE_MM2])
    return {label: shapely.MultiPolygon(found[label]) for label in sorted(found)}


def _noded(arcs: NDArray[np.object_], decimals: int) -> NDArray[np.object_]:
    """Lines that meet at their ends only; where each lies in one half of the picture, both halves are treated alike."""
    lowest, highest = (shapely.bounds(arcs)[:, k] for k in (0, 2))
    right, left = lowest >= 0, (highest <= 0) & (lowest < 0)
    if not (right | left).all():
        return np.asarray(shapely.get_parts(shapely.union_all(arcs, grid_size=10.0**-decimals)))
    size = 10.0**-decimals
    one = shapely.get_parts(shapely.union_all(arcs[right], grid_size=size))
    other = shapely.get_parts(shapely.union_all(shapely.transform(arcs[left], _flipped), grid_size=size))
    return np.concatenate((one, shapely.transform(other, _flipped)))


def _flipped(points: Floats) -> Floats:
    return np.asarray(points * [-1.0, 1.0] + 0.0)


def _label_of(face: shapely.Polygon, labels: Ints, grid: Grid) -> int:
    """The label that most of some points spread over a face have; any one may lie on a border that smoothing moved."""
    west, north, east, south = face.bounds
    shares = (np.arange(_PROBES) + 0.5) / _PROBES
    x, y = (each.ravel() for each in np.meshgrid(west + shares * (east - west), north + shares * (south - north)))
    inside = shapely.contains_xy(face, x, y)
    middle = face.representative_point()
    column = ((np.append(x[inside], middle.x) - grid.left_mm) / grid.pixel_mm).astype(np.int64)
    row = ((np.append(y[inside], middle.y) - grid.top_mm) / grid.pixel_mm).astype(np.int64)
    on_raster = (row >= 0) & (row < labels.shape[0]) & (column >= 0) & (column < labels.shape[1])
    return int(np.bincount(labels[row[on_raster], column[on_raster]], minlength=1).argmax())


def _give_crumbs(found: dict[int, list[shapely.Polygon]], crumbs: Sequence[shapely.Polygon]) -> None:
    """Join each crumb, left where smoothed lines touch, to the face with which it shares most of its border."""
    for crumb in crumbs:
        shared = [
            (shapely.intersection(face, crumb).length, label, number)
            for label, faces in found.items()
            for number, face in enumerate(faces)
            if face.intersects(crumb)
        ]
        length, label, number = max(shared, default=(0.0, 0, 0))
        if length > 0:
            joined = shapely.union(found[label][number], crumb)
            if isinstance(joined, shapely.Polygon):
                found[label][number] = joined


def trace_cracks(cracks: Cracks, grid: Grid, *, tolerance_mm: float = TOLERANCE_MM) -> list[shapely.LineString]:
    """Open or closed lines along cracks between pixels, smoothed and simplified as in `trace`."""
    return list(_arcs(cracks, grid, tolerance_mm, None, DECIMALS))


def absorb_slivers(labels: Ints, *, smallest_px: float, narrowest_px: float) -> Ints:
    """Give each connected patch that is too small or too narrow to the neighbour along most of its border.

    Label 0 (nothing) neither absorbs nor is absorbed.

    Parameters
    ----------
    labels : array of int, shape (rows, columns)
    smallest_px : float
        Fewest pixels that a patch may have.
    narrowest_px : float
        How wide a patch must be at its widest place.
    """
    result = labels.copy()
    patches = _patches(result)
    sizes = np.bincount(patches.ravel())
    boxes = ndimage.find_objects(patches)
    slivers = [
        number
        for number, box in enumerate(boxes, 1)
        if sizes[number] < smallest_px or _is_narrow(patches[box] == number, narrowest_px)
    ]
    for patch in sorted(slivers, key=lambda number: (sizes[number], number)):
        window = tuple(slice(max(part.start - 1, 0), part.stop + 1) for part in boxes[patch - 1])
        mask = patches[window] == patch
        around = [result[window][ndimage.shift(mask, step, order=0) & ~mask] for step in _STEPS]
        neighbours = np.concatenate(around)
        neighbours = neighbours[neighbours > 0]
        if len(neighbours):
            result[window][mask] = np.bincount(neighbours).argmax()
    return result


def _is_narrow(mask: NDArray[np.bool_], narrowest_px: float) -> bool:
    # A strip this narrow holds no more pixels than this; what holds more need not be measured.
    if np.count_nonzero(mask) > narrowest_px * sum(mask.shape):
        return False
    return bool(2 * ndimage.distance_transform_edt(np.pad(mask, 1)).max() < narrowest_px)


def _patches(labels: Ints) -> Ints:
    """Number the connected patches of equal label, 0 where the label is 0."""
    patches = np.zeros(labels.shape, dtype=np.int64)
    count = 0
    for label, window in enumerate(ndimage.find_objects(labels), 1):
        if window is not None:
            numbered, found = ndimage.label(labels[window] == label)
            patches[window] += np.where(numbered > 0, numbered + count, 0)
            count += found
    return patches


def _border_cracks(labels: Ints) -> Cracks:
    padded = np.pad(labels, 1)
    return Cracks(
        level=(padded[1:, 1:-1] != padded[:-1, 1:-1]),
        upright=(padded[1:-1, 1:] != padded[1:-1, :-1]),
    )


def _arcs(
    cracks: Cracks,
    grid: Grid,
    tolerance_mm: float,
    labels: Ints | None,
    decimals: int,
    moved: Moved | None = None,
) -> NDArray[np.object_]:
    """The network as smoothed, simplified, rounded lines in mm; labels tell which cracks are the outline."""
    network = _network(cracks, labels)
    # Smoothed in mm about x = 0, where numbers of mirrored points differ in nothing but their sign.
    mm = _smooth(network.points * grid.pixel_mm + np.array([grid.left_mm, grid.top_mm]), network.neighbours)
    if moved is not None:
        mm = _moved(mm, network.neighbours, moved)
    arcs = network.arcs if labels is None else [half for arc in network.arcs for half in _halves(mm, arc)]
    lines = [_simplify(mm[arc], tolerance_mm, decimals) for arc in arcs]
    return np.array([line for line in lines if line is not None], dtype=object)


@dataclass(frozen=True, slots=True)
class _Network:
    """Corner points (column, row), the pair of neighbours each is smoothed between, and arcs as corner numbers."""

    points: Floats
    neighbours: Ints
    arcs: list[Ints]


def _network(cracks: Cracks, labels: Ints | None) -> _Network:
    columns = cracks.upright.shape[1]
    to_left, to_right = np.pad(cracks.level, ((0, 0), (1, 0))), np.pad(cracks.level, ((0, 0), (0, 1)))
    upwards, downwards = np.pad(cracks.upright, ((1, 0), (0, 0))), np.pad(cracks.upright, ((0, 1), (0, 0)))
    corners = np.flatnonzero(to_left | to_right | upwards | downwards)
    linked = np.column_stack([side.ravel()[corners] for side in (to_left, to_right, upwards, downwards)])
    links = np.searchsorted(corners, corners[:, None] + np.array([-1, 1, -columns, columns]))
    points = np.column_stack((corners % columns, corners // columns)).astype(float)
    arcs = _chains(np.where(linked, links, -1))
    return _Network(points=points, neighbours=_neighbours(points, arcs, labels), arcs=arcs)


def _chains(links: Ints) -> list[Ints]:
    """Arcs between junctions (corners where not exactly two links meet), then the closed loops.

    Parameters
    ----------
    links : array of int, shape (corners, 4)
        The corners that each is linked to, -1 where there is none.
    """
    pairs = np.take_along_axis(links, np.argsort(links < 0, axis=1, kind="stable")[:, :2], axis=1)
    joint = (links >= 0).sum(axis=1) != 2
    walk = _Walk(pairs[:, 0].tolist(), pairs[:, 1].tolist(), joint.tolist())
    arcs: list[Ints] = []
    backwards: set[tuple[int, int]] = set()
    passed = joint.copy()
    for start in np.flatnonzero(joint).tolist():
        for link in links[start][links[start] >= 0].tolist():
            if (start, link) not in backwards:
                arcs.append(walk.along(start, link))
                backwards.add((int(arcs[-1][-1]), int(arcs[-1][-2])))
                passed[arcs[-1]] = True
    for start in np.flatnonzero(~passed).tolist():
        if not passed[start]:
            arcs.append(walk.along(start, walk.first[start]))
            passed[arcs[-1]] = True
    return arcs


@dataclass(frozen=True, slots=True)
class _Walk:
    """The first two links of every corner, and whether it is a junction, as plain lists, which are quick to follow."""

    first: list[int]
    second: list[int]
    joint: list[bool]

    def along(self, start: int, link: int) -> Ints:
        """The corners from one over a link of it to the next junction, or round back to it."""
        arc = [start, link]
        while link != start and not self.joint[link]:
            link = self.second[link] if self.first[link] == arc[-2] else self.first[link]
            arc.append(link)
        return np.array(arc)


def _neighbours(points: Floats, arcs: list[Ints], labels: Ints | None) -> Ints:
    """For every corner the two corners it is drawn between; a fixed corner names itself twice.

    At a junction of three arcs the line goes straight on through two of them: along the outline where one side is
    nothing, else through the pair that bends least.
    """
    padded = None if labels is None else np.pad(labels, 1)
    pairs = np.repeat(np.arange(len(points))[:, None], 2, axis=1)
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for arc in arcs:
        pairs[arc[1:-1], 0], pairs[arc[1:-1], 1] = arc[:-2], arc[2:]
        reach = min(8, len(arc) - 1)
        ends[arc[0]].append((arc[1], arc[reach]))
        ends[arc[-1]].append((arc[-2], arc[-1 - reach]))
    for corner, found in ends.items():
        if len(found) == 2:
            pairs[corner] = found[0][0], found[1][0]
        elif len(found) == 3:
            pairs[corner] = _through(corner, found, points, padded)
    return pairs


def _through(corner: int, ends: list[tuple[int, int]], points: Floats, padded: Ints | None) -> tuple[int, int]:
    outline = [near for near, _ in ends if padded is not None and _beside_nothing(points[corner], points[near], padded)]
    if len(outline) == 2:
        return outline[0], outline[1]
    away = [points[far] - points[corner] for _, far in ends]
    away = [direction / np.linalg.norm(direction) for direction in away]
    bends = {(i, j): float(away[i] @ away[j]) for i in range(3) for j in range(i)}
    straightest = min(bends.values())
    best = [pair for pair, bend in bends.items() if bend < straightest + 1e-9]
    if len(best) > 1:
        return corner, corner
    return ends[best[0][0]][0], ends[best[0][1]][0]


def _beside_nothing(start: Floats, end: Floats, padded: Ints) -> bool:
    """Whether the link between two corners has label 0 on one side."""
    column, row = (np.minimum(start, end) + 1).astype(int)
    if start[0] == end[0]:
        return bool(padded[row, column - 1] == 0 or padded[row, column] == 0)
    return bool(padded[row - 1, column] == 0 or padded[row, column] == 0)


def _smooth(points: Floats, neighbours: Ints, *, rounds: int = _SMOOTHING_ROUNDS) -> Floats:
    first, second = np.ascontiguousarray(neighbours.T)
    smooth = np.array(points.T, order="C")
    for factor in (_SHRINK, _GROW) * rounds:
        step = smooth.take(first, axis=1)
        step += smooth.take(second, axis=1)
        step /= 2
        step -= smooth
        step *= factor
        smooth += step
    return smooth.T


def _moved(points: Floats, neighbours: Ints, moved: Moved) -> Floats:
    """The points moved, and those smoothed a little again that did move."""
    there = moved(points, neighbours)
    stays = (there == points).all(axis=1)
    between = np.where(stays[:, None], np.arange(len(points))[:, None], neighbours)
    return _smooth(there, between, rounds=_ROUNDS_AFTER)


def _halves(points: Floats, arc: Ints) -> list[Ints]:
    """An arc cut where it crosses x = 0 in a corner, so that its two halves are simplified alike."""
    cuts = _crossings(points[arc, 0])
    if len(cuts) and arc[0] == arc[-1]:
        arc = np.append(np.roll(arc[:-1], -cuts[0]), arc[cuts[0]])
        cuts = _crossings(points[arc, 0])
    return [arc[start : end + 1] for start, end in pairwise([0, *cuts.tolist(), len(arc) - 1])]


def _crossings(x: Floats) -> Ints:
    """Where, between its ends, a line goes from one side of x = 0 to the other."""
    return np.flatnonzero((x[1:-1] == 0) & (x[:-2] * x[2:] < 0)) + 1


def _simplify(points: Floats, tolerance_mm: float, decimals: int) -> shapely.LineString | None:
    """Douglas-Peucker, done on the left half of the picture and in one direction, so that mirror images stay so."""
    flipped = points[:, 0].sum() < 0
    if flipped:
        points = points * np.array([-1.0, 1.0])
    closed = bool((points[0] == points[-1]).all())
    if closed:
        start = int(np.lexsort((points[:-1, 0], points[:-1, 1]))[0])
        points = np.roll(points[:-1], -start, axis=0)
        points = np.vstack((points, points[:1]))
    if _signed_area(points) < 0 if closed else tuple(points[0]) > tuple(points[-1]):
        points = points[::-1]
    line = shapely.simplify(shapely.LineString(points), tolerance_mm, preserve_topology=closed)
    kept = np.round(shapely.get_coordinates(line), decimals) + 0.0
    kept = kept[np.r_[True, (np.diff(kept, axis=0) != 0).any(axis=1)]]
    if len(kept) < 2 or (closed and len(kept) < 4):
        return None
    return shapely.LineString(kept * np.array([-1.0, 1.0]) + 0.0 if flipped else kept)


def _signed_area(points: Floats) -> float:
    return float(np.sum(points[:-1, 0] * points[1:, 1] - points[1:, 0] * points[:-1, 1]) / 2)
