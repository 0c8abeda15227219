"""Contours of smooth fields on a grid: marching squares, simplified, as rings in mm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bodymap.builder.spine_solid import Floats

Ring = tuple[tuple[float, float], ...]

DECIMALS = 2
_TOLERANCE_MM = 0.05


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a field's nodes lie: the first node and the distance between neighbours, in mm."""

    left: float
    top: float
    step: float


def soften(field: Floats, rounds: int, mirrored: bool) -> Floats:
    """Blur with the kernel 1 2 1, a number of times; a mirrored field goes on as its own image beyond column 0."""
    for _ in range(rounds):
        padded = np.pad(field, 1, mode="edge")
        if mirrored:
            padded[:, 0] = padded[:, 2]
        across = (padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]) / 4
        field = (across[:-2] + 2 * across[1:-1] + across[2:]) / 4
    return field


def contours(field: Floats, level: float, grid: Grid, mirrored: bool) -> tuple[Ring, ...]:
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

    Returns
    -------
    tuple of rings
        Each without repetition of its first point, in mm, rounded, in a fixed order.
    """
    rings: list[Ring] = []
    for line, closed in _lines(field - level):
        points = [(grid.left + column * grid.step, grid.top + row * grid.step) for column, row in line]
        if not mirrored:
            rings.append(_ring(points))
        elif closed:
            ring = _ring(points)
            rings += [ring, _mirror(ring)]
        else:
            half = _tidy(_simplify(points))
            rings.append(tuple(dict.fromkeys((*half, *_mirror(tuple(half))))))
    return tuple(sorted((ring for ring in rings if len(ring) > 3 and abs(area(ring)) > 0.5), key=min))


def area(ring: Ring) -> float:
    """Signed area of a ring in mm²."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def path(rings: tuple[Ring, ...], closed: bool = True) -> str:
    """Rings as the `d` of a path: absolute M, L and Z."""
    end = "Z" if closed else ""
    return "".join("M" + "L".join(f"{number(x)} {number(y)}" for x, y in ring) + end for ring in rings)


def number(value: float) -> str:
    """A coordinate with at most two decimals and no trailing zeros."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _mirror(ring: Ring) -> Ring:
    return tuple((-x + 0.0, y) for x, y in reversed(ring))


def _ring(points: list[tuple[float, float]]) -> Ring:
    """Simplify a closed line, cut at its first and its farthest point."""
    first = min(range(len(points)), key=lambda index: (points[index][1], points[index][0]))
    points = points[first:] + points[:first]
    x, y = points[0]
    far = max(range(len(points)), key=lambda index: (points[index][0] - x) ** 2 + (points[index][1] - y) ** 2)
    there, back = points[: far + 1], points[far:] + points[:1]
    return tuple(_tidy(_simplify(there)[:-1] + _simplify(back)[:-1]))


def _tidy(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    rounded = [(round(x, DECIMALS) + 0.0, round(y, DECIMALS) + 0.0) for x, y in points]
    return [point for index, point in enumerate(rounded) if index == 0 or point != rounded[index - 1]]


def _simplify(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Douglas-Peucker on an open line."""
    line = np.array(points)
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        low, high = waiting.pop()
        if high - low < 2:
            continue
        offsets = _offsets(line[low + 1 : high], line[low], line[high])
        farthest = int(np.argmax(offsets))
        if offsets[farthest] > _TOLERANCE_MM:
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
        for leave, enter in _CASES[int(cells[r, c])]:
            links[edges[leave]] = edges[enter]
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
