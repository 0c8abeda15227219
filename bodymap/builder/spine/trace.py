"""Contours of smooth fields on a grid: marching squares, simplified, as rings in mm."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bodymap.builder.spine.solid import Floats

Ring = tuple[tuple[float, float], ...]

DECIMALS = 2
_SMOOTHING_ROUNDS = 14
_SHRINK, _GROW = 0.5, -0.52


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a field's nodes lie: the first node and the distance between neighbours, in mm."""

    left: float
    top: float
    step: float


def soften(field: Floats, rounds: int, *, mirrored: bool) -> Floats:
    """Blur with the kernel 1 2 1, a number of times; a mirrored field goes on as its own image beyond column 0."""
    for _ in range(rounds):
        padded = np.pad(field, 1, mode="edge")
        if mirrored:
            padded[:, 0] = padded[:, 2]
        across = (padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]) / 4
        field = (across[:-2] + 2 * across[1:-1] + across[2:]) / 4
    return field


def contours(
    field: Floats, level: float, grid: Grid, *, mirrored: bool, tolerance: float = 0.05, smallest: float = 1.0
) -> tuple[Ring, ...]:
    """Closed rings around the places where a field is above a level.

    Parameters
    ----------
    field : array of float, shape (rows, columns)
        Below the level on all edges, except at column 0 where it is mirrored.
    level : float
    grid : Grid
    mirrored : bool
        Column 0 lies on x = 0 and the field goes on as its mirror image: rings that touch x = 0 are completed, all
        others are given twice, left and right.
    tolerance : float
        How far, in mm, a ring may stray when points are left out.

    smallest : float
        Rings around less than this, in mm², are left out.

    Returns
    -------
    tuple of rings
        Each without repetition of its first point, in mm, rounded, in a fixed order.
    """
    rings: list[Ring] = []
    for line, closed in _lines(field - level):
        points = _smooth(np.array(line), closed=closed) * grid.step + np.array([grid.left, grid.top])
        if not mirrored:
            rings.append(_ring(points, tolerance))
        elif closed:
            ring = _ring(points, tolerance)
            rings += [ring, _mirror(ring)]
        else:
            half = _tidy(_simplify(points, tolerance))
            rings.append(tuple(dict.fromkeys((*half, *_mirror(tuple(half))))))
    return tuple(sorted((ring for ring in rings if len(ring) > 3 and abs(area(ring)) > smallest), key=min))


def area(ring: Ring) -> float:
    """Signed area of a ring in mm²."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def path(rings: tuple[Ring, ...], *, end: str = "Z") -> str:
    """Rings, or with another end lines, as the `d` of a path: absolute M, L and Z."""
    return "".join("M" + "L".join(f"{number(x)} {number(y)}" for x, y in ring) + end for ring in rings)


def number(value: float) -> str:
    """A coordinate with at most two decimals and no trailing zeros."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def runs(rings: tuple[Ring, ...], kept: Callable[[float, float], bool], shortest: float) -> tuple[Ring, ...]:
    """Open lines along those parts of rings where both ends of every stretch are kept, if longer than given in mm."""
    found: list[Ring] = []
    for ring in rings:
        marks = [kept(x, y) for x, y in ring]
        if all(marks):
            found.append((*ring, ring[0]))
            continue
        first = marks.index(False)
        line: list[tuple[float, float]] = []
        for index in range(first, first + len(ring) + 1):
            if marks[index % len(ring)]:
                line.append(ring[index % len(ring)])
            else:
                found.append(tuple(line))
                line = []
    return tuple(line for line in found if _length(line) > shortest)


def _length(line: Ring) -> float:
    return sum(math.hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(line))


def _mirror(ring: Ring) -> Ring:
    return tuple((-x + 0.0, y) for x, y in reversed(ring))


def _smooth(points: Floats, *, closed: bool) -> Floats:
    """Taubin smoothing, which takes away steps and keeps areas; an open line ends on x = 0, where its image begins."""
    for _ in range(_SMOOTHING_ROUNDS):
        for factor in (_SHRINK, _GROW):
            before, after = np.roll(points, 1, axis=0), np.roll(points, -1, axis=0)
            if not closed:
                flip = np.array([-1.0, 1.0])
                before[0], after[-1] = points[1] * flip, points[-2] * flip
            points = points + factor * ((before + after) / 2 - points)
    return points


def _ring(points: Floats, tolerance: float) -> Ring:
    """Simplify a closed line, cut at its first and its farthest point."""
    points = np.roll(points, -int(np.lexsort((points[:, 0], points[:, 1]))[0]), axis=0)
    away = points - points[0]
    far = int(np.argmax(away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1]))
    there, back = points[: far + 1], np.vstack((points[far:], points[:1]))
    return tuple(_tidy(_simplify(there, tolerance)[:-1] + _simplify(back, tolerance)[:-1]))


def _tidy(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    rounded = [(round(x, DECIMALS) + 0.0, round(y, DECIMALS) + 0.0) for x, y in points]
    return [point for index, point in enumerate(rounded) if index == 0 or point != rounded[index - 1]]


def _simplify(line: Floats, tolerance: float) -> list[tuple[float, float]]:
    """Douglas-Peucker on an open line."""
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        low, high = waiting.pop()
        if high - low < 2:
            continue
        offsets = _offsets(line[low + 1 : high], line[low], line[high])
        farthest = int(np.argmax(offsets))
        if offsets[farthest] > tolerance:
            middle = low + 1 + farthest
            keep[middle] = True
            waiting += [(low, middle), (middle, high)]
    return [(float(x), float(y)) for x, y in line[keep]]


def _offsets(points: Floats, start: Floats, end: Floats) -> Floats:
    """Distances of points from a straight line, or from its start where it has no length."""
    dx, dy = end - start
    px, py = points[:, 0] - start[0], points[:, 1] - start[1]
    length = float(np.sqrt(dx * dx + dy * dy))
    if length == 0:
        return np.asarray(np.sqrt(px * px + py * py))
    return np.asarray(np.abs(px * dy - py * dx) / length)


def _lines(field: Floats) -> list[tuple[list[tuple[float, float]], bool]]:
    """Lines of zero through a field as (column, row) points, each with whether it is closed."""
    links = _links(field)
    lines: list[tuple[list[tuple[float, float]], bool]] = []
    inner = set(links.values())
    for start in sorted(key for key in links if key not in inner) + sorted(links):
        if start not in links:
            continue
        edges = [start]
        while edges[-1] in links:
            edges.append(links.pop(edges[-1]))
        closed = edges[0] == edges[-1]
        lines.append(([_crossing(field, edge) for edge in (edges[:-1] if closed else edges)], closed))
    return lines


_Edge = tuple[int, int, int]


def _links(field: Floats) -> dict[_Edge, _Edge]:
    """For every cell the crossing where the line enters and where it leaves, the inside on its right."""
    above = field > 0
    cells = above[:-1, :-1] * 1 + above[:-1, 1:] * 2 + above[1:, 1:] * 4 + above[1:, :-1] * 8
    links: dict[_Edge, _Edge] = {}
    for row, column in np.argwhere((cells > 0) & (cells < 15)):
        r, c = int(row), int(column)
        edges: dict[str, _Edge] = {"t": (r, c, 0), "b": (r + 1, c, 0), "l": (r, c, 1), "r": (r, c + 1, 1)}
        for pair in _CASES[int(cells[r, c])]:
            links[edges[pair[0]]] = edges[pair[1]]
    return links


_CASES = {
    1: ("tl",), 2: ("rt",), 3: ("rl",), 4: ("br",), 5: ("tl", "br"), 6: ("bt",), 7: ("bl",),
    8: ("lb",), 9: ("tb",), 10: ("rt", "lb"), 11: ("rb",), 12: ("lr",), 13: ("tr",), 14: ("lt",),
}  # fmt: skip


def _crossing(field: Floats, edge: _Edge) -> tuple[float, float]:
    row, column, down = edge
    first = float(field[row, column])
    second = float(field[row + down, column + 1 - down])
    share = first / (first - second)
    return (column + share * (1 - down), row + share * down)
