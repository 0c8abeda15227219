"""Inner lines: creases and folds of the body, as an illustrator draws them, found on the lit surface.

Lit from the viewer's eye, skin is dark where it turns away; a valley of that light is a fold (navel, collarbone, groin,
gluteal fold, the lines of the palm). Because they come from the surface, the lines fit every figure, pose and view.

The valleys are the ridges of Lindeberg 1998, "Edge detection and ridge detection with automatic scale selection": at
each of three widths, places where the second derivative across is large and the first one vanishes. They are thinned to
one pixel (Zhang and Suen 1984) and moved to the middle of the valley, which lies between pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from bodymap.builder.body import Floats, Ints
from bodymap.builder.charts import Skin
from bodymap.builder.tracing import DECIMALS, Grid
from bodymap.core.vocabulary import Figure, View

Flags = NDArray[np.bool_]

DEPTHS = 3
"""Lines are shallow, middling or deep: 1 to this."""

_WIDTHS_MM = (1.0, 1.75, 3.0)
_WEAK, _STRONG = 0.0022, 0.0065
_DEEPER = (0.010, 0.022)
"""Strength from which a line is middling, and deep."""
_CREST = 0.6
_FROM_EDGE = 1.6
"""Widths of a valley that are left free beside the outline, which is dark by itself."""
_BESIDE_MM = 4.5
_SHORTEST_MM = 7.0
_SPUR_MM = 5.0
_TOLERANCE_MM = 0.06
_STRAIGHT_ON = -0.6
"""Cosine between two ways out of a fork from which they are one line."""
_DIGITS = 7
"""Decimals that are kept before anything is compared, so that processors agree."""
_HEAD_Y = 6.5
_EYE = ((0.12, 7.18, 0.8), (0.48, 7.48, 1.5))
_MOUTH = ((0.0, 6.62, -1.5), (0.27, 6.76, 1.6))
_EAR = ((0.6, 6.85, 0.1), (1.2, 7.5, 0.65))
_HEEL = ((0.5, -9.0, -2.0), (4.0, -6.2, 2.0))
_GENITALS = ((-0.1, -1.0, -0.1), (0.28, 0.6, 1.5))
"""Least and greatest distance from the midline, height and place to the front."""
_AROUND = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))


@dataclass(frozen=True, slots=True)
class Contour:
    """A line in picture mm and how deep the fold is, 1 to `DEPTHS`."""

    line: shapely.LineString
    depth: int


@dataclass(frozen=True, slots=True)
class _Valleys:
    """Per pixel: how strong the valley is, 0 where there is none, and where its middle lies, in pixels from here."""

    strength: Floats
    row_step: Floats
    column_step: Floats


def may_be_drawn(skin: Skin, figure: Figure, view: View) -> Flags:
    """Where a line is found: not on the head, whose folds are finer than that, nor where a hand draws."""
    return np.asarray((skin.position[:, 1] < _HEAD_Y) & ~is_of_hand(skin, figure, view))


def is_of_hand(skin: Skin, figure: Figure, view: View) -> Flags:
    """Skin whose edges are drawn by hand.

    Eyes and mouth, where the mesh goes on into the head, and the ear; the heel seen from behind; genitals, which the
    mesh does not have.
    """
    boxes = [_EYE, _MOUTH, _EAR]
    if view is View.BACK:
        boxes.append(_HEEL)
    if view in (View.FRONT, View.SADDLE) and figure is Figure.MALE:
        boxes.append(_GENITALS)
    place = np.column_stack((np.abs(skin.position[:, 0]), skin.position[:, 1:]))
    return np.asarray(np.any([((place > low) & (place < high)).all(axis=1) for low, high in boxes], axis=0))


def beside(lines: Sequence[shapely.LineString], shape: tuple[int, ...], grid: Grid) -> Flags:
    """Where skin turns away beside a line that is drawn anyway, so that no second one runs along it."""
    far = np.ones(shape, dtype=bool)
    for line in lines:
        dense = (_points(shapely.segmentize(line, grid.pixel_mm)) - [grid.left_mm, grid.top_mm]) / grid.pixel_mm
        columns, rows = np.clip(np.floor(dense).astype(np.int64), 0, np.array(shape[::-1]) - 1).T
        far[rows, columns] = False
    if far.all():
        return ~far
    return np.asarray(ndimage.distance_transform_edt(far) * grid.pixel_mm < _BESIDE_MM)


def contours(light: Floats, skin: Flags, grid: Grid, *, halves: bool, drawn: Flags | None = None) -> list[Contour]:
    """The inner lines of a picture, longest first.

    Parameters
    ----------
    light : array of float, shape (rows, columns)
        How squarely the skin faces the viewer, 1 square on, 0 edge on.
    skin : array of bool, shape (rows, columns)
    grid : Grid
    halves : bool
        Whether the picture is its own mirror image about x = 0; the lines of its right half are then mirrored.
    drawn : array of bool, shape (rows, columns), or None
        Where lines may be drawn, None for all skin.
    """
    middle = skin.shape[1] // 2
    window = ndimage.find_objects(skin.astype(np.int8))[0]
    if halves:
        # A little of the other half too, so that the middle line is no edge.
        window = (window[0], slice(middle - round(4 * _WIDTHS_MM[-1] / grid.pixel_mm), window[1].stop))
    top, left = (part.start for part in window)
    grid = Grid(grid.left_mm + left * grid.pixel_mm, grid.top_mm + top * grid.pixel_mm, grid.pixel_mm)
    valleys = _valleys(light[window], skin[window], grid.pixel_mm)
    keep = _lasting(valleys.strength if drawn is None else np.where(drawn[window], valleys.strength, 0.0))
    if halves:
        keep[:, : middle - left] = False
    found = list(_contours(_thinned(keep), valleys, grid))
    if halves:
        found += [Contour(shapely.LineString(_points(each.line) * [-1.0, 1.0] + 0.0), each.depth) for each in found]
    return sorted(found, key=lambda each: (each.depth, -each.line.length, _points(each.line).tolist()))


def _points(line: shapely.LineString) -> Floats:
    return np.asarray(shapely.get_coordinates(line))


def _valleys(light: Floats, skin: Flags, pixel_mm: float) -> _Valleys:
    """The strongest valley of the three widths at every pixel."""
    from_edge = ndimage.distance_transform_edt(np.pad(skin, 1))[1:-1, 1:-1]
    best = _Valleys(*(np.zeros(light.shape) for _ in range(3)))
    for width_mm in _WIDTHS_MM:
        sigma = width_mm / pixel_mm
        strength, row_step, column_step = _at_width(light, skin, sigma)
        strength[from_edge < _FROM_EDGE * sigma] = 0.0
        better = strength > best.strength
        best = _Valleys(
            np.where(better, strength, best.strength),
            np.where(better, row_step, best.row_step),
            np.where(better, column_step, best.column_step),
        )
    return best


def _at_width(light: Floats, skin: Flags, sigma: float) -> tuple[Floats, Floats, Floats]:
    weight = ndimage.gaussian_filter(skin.astype(float), sigma, mode="constant")
    total = ndimage.gaussian_filter(np.where(skin, light, 0.0), sigma, mode="constant")
    smooth = np.where(skin, total / np.maximum(weight, 1e-9), 0.0).round(_DIGITS)
    by_row, by_column = np.gradient(smooth)
    (rr, rc), cc = np.gradient(by_row), np.gradient(by_column, axis=1)
    # The larger eigenvalue of the second derivatives, then its direction, where it is large enough to matter.
    curve = (rr + cc) / 2 + np.hypot((rr - cc) / 2, rc)
    found = tuple(np.nonzero(skin & (curve * sigma**2 > _WEAK)))
    angle = 0.5 * np.arctan2(2 * rc[found], rr[found] - cc[found])
    row, column = np.cos(angle), np.sin(angle)
    off = -(by_row[found] * row + by_column[found] * column) / curve[found]
    is_crest = np.abs(off) < _CREST
    strength, row_step, column_step = (np.zeros(light.shape) for _ in range(3))
    strength[found] = np.where(is_crest, curve[found] * sigma**2, 0.0).round(_DIGITS)
    row_step[found], column_step[found] = off * row, off * column
    return strength, row_step, column_step


def _lasting(strength: Floats) -> Flags:
    """Weak places that hang together with a strong one."""
    weak = strength > _WEAK
    pieces, count = ndimage.label(weak, structure=np.ones((3, 3)))
    strong = np.zeros(count + 1, dtype=bool)
    strong[np.unique(pieces[strength > _STRONG])] = True
    strong[0] = False
    return np.asarray(strong[pieces])


def _thinned(mask: Flags) -> Flags:
    """The mask thinned to lines one pixel wide (Zhang and Suen)."""
    thin = np.pad(mask, 1)
    while True:
        before = np.count_nonzero(thin)
        for first in (True, False):
            thin &= ~_removable(thin, first=first)
        if np.count_nonzero(thin) == before:
            return thin[1:-1, 1:-1]


def _removable(mask: Flags, *, first: bool) -> Flags:
    rows, columns = np.nonzero(mask)
    around = np.array([mask[rows + down, columns + right] for down, right in _AROUND])
    count = around.sum(axis=0)
    turns = (~around & np.roll(around, -1, axis=0)).sum(axis=0)
    north, east, south, west = around[0], around[2], around[4], around[6]
    if first:
        open_side = ~(north & east & south) & ~(east & south & west)
    else:
        open_side = ~(north & east & west) & ~(north & south & west)
    gone = (count >= 2) & (count <= 6) & (turns == 1) & open_side
    found = np.zeros_like(mask)
    found[rows[gone], columns[gone]] = True
    return found


def _contours(thin: Flags, valleys: _Valleys, grid: Grid) -> Iterator[Contour]:
    rows, columns = np.nonzero(thin)
    if not len(rows):
        return
    row = np.clip(valleys.row_step[rows, columns], -_CREST, _CREST) + rows + 0.5
    column = np.clip(valleys.column_step[rows, columns], -_CREST, _CREST) + columns + 0.5
    places = np.column_stack((grid.left_mm + column * grid.pixel_mm, grid.top_mm + row * grid.pixel_mm))
    strength = valleys.strength[rows, columns]
    for chain in _chains(rows, columns, thin.shape[1], _SPUR_MM / grid.pixel_mm):
        depth = 1 + int(np.searchsorted(_DEEPER, float(np.mean(strength[chain]))))
        line = shapely.simplify(shapely.LineString(_smooth(places[chain])), _TOLERANCE_MM)
        points = np.round(_points(line), DECIMALS) + 0.0
        points = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
        is_dot = float(np.ptp(points, axis=0).max()) < _SHORTEST_MM / 2
        if len(points) > 1 and line.length >= _SHORTEST_MM and not is_dot:
            yield Contour(shapely.LineString(points), depth)


def _smooth(points: Floats) -> Floats:
    """The line, each inner point drawn towards the middle of its neighbours, ends as they are."""
    points = points.copy()
    for _ in range(12):
        points[1:-1] += 0.5 * ((points[:-2] + points[2:]) / 2 - points[1:-1])
    return points


def _chains(rows: Ints, columns: Ints, width: int, shortest: float) -> list[Ints]:
    """Lines of pixels, by number, through the straightest way at every fork; short spurs are left out."""
    number = {key: at for at, key in enumerate((rows * width + columns).tolist())}
    links = [_links(number, row, column, width) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)]
    passed: set[int] = set()
    arcs: list[list[int]] = []
    ends = [at for at, near in enumerate(links) if len(near) != 2]
    for start in [*ends, *range(len(links))]:
        for first in links[start]:
            is_new = first not in passed and (len(links[first]) == 2 or first > start)
            if is_new and (len(links[start]) != 2 or start not in passed):
                arcs.append(_arc(links, start, first))
                passed.update(at for at in arcs[-1] if len(links[at]) == 2)
    spurs = [len(arc) < shortest and (len(links[arc[0]]) > 2 or len(links[arc[-1]]) > 2) for arc in arcs]
    arcs = [arc for arc, is_spur in zip(arcs, spurs, strict=True) if not is_spur]
    return [np.array(arc) for arc in _joined(arcs, rows, columns)]


def _arc(links: list[list[int]], start: int, first: int) -> list[int]:
    """The pixels from one over a neighbour of it to the next fork or end, or round back to it."""
    arc = [start, first]
    while len(links[arc[-1]]) == 2 and arc[-1] != start:
        near = links[arc[-1]]
        arc.append(near[0] if near[1] == arc[-2] else near[1])
    return arc


def _links(number: dict[int, int], row: int, column: int, width: int) -> list[int]:
    """The neighbours of a pixel; of a corner the straight neighbours only, so that steps are no forks."""
    near = [number.get((row + down) * width + column + right) for down, right in _AROUND]
    kept = []
    for turn, pixel in enumerate(near):
        is_corner = turn % 2 == 1
        if pixel is not None and not (is_corner and (near[turn - 1] is not None or near[(turn + 1) % 8] is not None)):
            kept.append(pixel)
    return kept


def _joined(arcs: list[list[int]], rows: Ints, columns: Ints) -> list[list[int]]:
    """Arcs that run straight on through a fork made one."""
    place = np.column_stack((rows, columns)).astype(float)
    arcs = list(arcs)
    forks = Counter(end for arc in arcs for end in (arc[0], arc[-1]))
    for fork in sorted(at for at, count in forks.items() if count > 1):
        here = [arc if arc[0] == fork else arc[::-1] for arc in arcs if (arc[0] == fork) != (arc[-1] == fork)]
        bends = [
            (float(_away(one, place) @ _away(other, place)), i, j)
            for i, one in enumerate(here)
            for j, other in enumerate(here[:i])
        ]
        bend, i, j = min(bends, default=(0.0, 0, 0))
        if bend < _STRAIGHT_ON:
            arcs = [arc for arc in arcs if arc not in (here[i], here[i][::-1], here[j], here[j][::-1])]
            arcs.append(here[i][::-1] + here[j][1:])
    return arcs


def _away(arc: list[int], place: Floats) -> Floats:
    """Unit direction in which an arc leaves its start."""
    step = place[arc[min(8, len(arc) - 1)]] - place[arc[0]]
    return np.asarray(step / max(float(np.linalg.norm(step)), 1e-9))
