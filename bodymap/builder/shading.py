"""The look of the drawing: soft tones from the surface's shading, and lines where one limb passes before another."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage
from shapely.geometry.base import BaseGeometry

from bodymap.builder.body import Floats
from bodymap.builder.raster import Camera
from bodymap.builder.tracing import Cracks, Grid, trace, trace_cracks

Mask = NDArray[np.bool_]

TONES = 14
TONE_OPACITY = 9 / 255
"""So faint that hardly a step between two tones is seen; all together darken the edge of a limb by two fifths.

Nine steps of 255: painters round every tone to whole steps, and other faint tones drift towards green."""

_SOFTNESS = 1.2
"""Darkness grows with this power of how far the skin turns away, so that what nearly faces the viewer stays light."""
_BLUR_MM = 4.0
_STEP_MM = 16.0
_WEAK_STEP_MM = 8.0
_WEAK_APART_MM, _APART_MM = 25.0, 40.0
"""Skin so far apart on the body that lies side by side in the picture belongs to two limbs, even if they touch."""
_SHORTEST_LINE_MM = 18.0
_SAME_LINE_MM = 3.0
_SMALLEST_TONE_MM2 = 60.0
_TONE_TOLERANCE_MM = 0.5


def tones(light: Floats, skin: Mask, grid: Grid) -> list[shapely.MultiPolygon]:
    """Nested areas from light to dark; each lies inside the one before, more or less.

    Parameters
    ----------
    light : array of float, shape (rows, columns)
        How squarely the skin faces the viewer, 1 square on, 0 edge on.
    skin : array of bool, shape (rows, columns)
    grid : Grid
    """
    light, skin, grid = _coarser(light, skin, grid)
    light = _blurred(light, skin, _BLUR_MM / grid.pixel_mm)
    smallest = _SMALLEST_TONE_MM2 / grid.pixel_mm**2
    levels = (1 - ((number + 0.5) / TONES) ** (1 / _SOFTNESS) for number in range(TONES))
    dark = (_without_specks((skin & (light < level)).astype(np.int64), skin, smallest) for level in levels)
    return [trace(area, grid, tolerance_mm=_TONE_TOLERANCE_MM).get(1, shapely.MultiPolygon()) for area in dark]


def occlusion_lines(depth: Floats, places: Floats, grid: Grid) -> list[shapely.LineString]:
    """Lines inside the silhouette where nearer skin hides skin behind it (an arm before the trunk, a thigh on it).

    Parameters
    ----------
    depth : array of float, shape (rows, columns)
        mm away from the viewer, NaN where no skin is.
    places : array of float, shape (rows, columns, 3)
        Where on the reference body the skin lies, mm, NaN where no skin is.
    grid : Grid
    """
    weak = _steps(depth, places, deep_mm=_WEAK_STEP_MM, apart_mm=_WEAK_APART_MM)
    strong = _steps(depth, places, deep_mm=_STEP_MM, apart_mm=_APART_MM)
    lines = trace_cracks(weak, grid, tolerance_mm=0.2)
    near = ndimage.binary_dilation(strong.level[:-1] | strong.upright[:, :-1], iterations=3)
    return _single([line for line in lines if line.length > _SHORTEST_LINE_MM and _runs_along(line, near, grid)])


def _single(lines: list[shapely.LineString]) -> list[shapely.LineString]:
    """The lines without those that run beside a longer one."""
    kept: BaseGeometry = shapely.MultiLineString()
    beside = set()
    for line in sorted(lines, key=lambda each: (-round(each.length, 3), each.wkt)):
        if shapely.difference(line, kept.buffer(_SAME_LINE_MM)).length < 0.5 * line.length:
            beside.add(line)
        else:
            kept = shapely.union(kept, line)
    return [line for line in lines if line not in beside]


def _steps(depth: Floats, places: Floats, *, deep_mm: float, apart_mm: float) -> Cracks:
    """Cracks across which depth or place of the skin jumps; none at the silhouette, where one side has neither."""
    level = np.zeros((depth.shape[0] + 1, depth.shape[1]), dtype=bool)
    upright = np.zeros((depth.shape[0], depth.shape[1] + 1), dtype=bool)
    for axis, inner in ((0, level[1:-1]), (1, upright[:, 1:-1])):
        inner |= np.abs(np.diff(depth, axis=axis)) > deep_mm
        inner |= (np.diff(places, axis=axis) ** 2).sum(axis=-1) > apart_mm**2
    return Cracks(level, upright)


def _runs_along(line: shapely.LineString, near: Mask, grid: Grid) -> bool:
    """Whether a good part of a line lies on the marked pixels."""
    points = (shapely.get_coordinates(line) - np.array([grid.left_mm, grid.top_mm])) / grid.pixel_mm
    columns, rows = np.clip(points.astype(int), 0, np.array(near.shape[::-1]) - 1).T
    return bool(near[rows, columns].mean() > 0.3)


def facing(camera: Camera, normals: Floats) -> Floats:
    """Cosine between interpolated normals and the direction to the viewer."""
    lengths = np.maximum(np.linalg.norm(normals, axis=1), 1e-12)
    return np.asarray(-(normals @ np.array(camera.away)) / lengths)


def _coarser(light: Floats, skin: Mask, grid: Grid) -> tuple[Floats, Mask, Grid]:
    """The picture with two by two pixels made one, skin where all four are; tones are too soft to need more."""
    rows, columns = skin.shape
    room, fours = ((0, rows % 2), (0, columns % 2)), (-1, 2, (columns + 1) // 2, 2)
    mean = np.pad(light, room).reshape(fours).mean(axis=(1, 3))
    whole = np.pad(skin, room).reshape(fours).all(axis=(1, 3))
    return mean, np.asarray(whole), Grid(grid.left_mm, grid.top_mm, 2 * grid.pixel_mm)


def _blurred(values: Floats, mask: Mask, sigma: float) -> Floats:
    """Gaussian blur that does not let the empty surroundings bleed in."""
    weight = ndimage.gaussian_filter(mask.astype(float), sigma, mode="constant")
    total = ndimage.gaussian_filter(np.where(mask, values, 0.0), sigma, mode="constant")
    return np.asarray(np.where(mask, total / np.maximum(weight, 1e-9), 0.0))


def _without_specks(dark: NDArray[np.int64], mask: Mask, smallest_px: float) -> NDArray[np.int64]:
    """Drop small dark patches and fill small light holes."""
    for value in (1, 0):
        patches, _ = ndimage.label((dark == value) & mask)
        sizes = np.bincount(patches.ravel())
        small = sizes < smallest_px
        small[0] = False
        dark = np.where(small[patches], 1 - value, dark)
    return dark
