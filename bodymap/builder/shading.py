"""The look of the drawing: soft tones from the surface's shading, and lines where one limb passes before another."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

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
_SHORTEST_LINE_MM = 18.0
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


def occlusion_lines(depth: Floats, grid: Grid) -> list[shapely.LineString]:
    """Lines inside the silhouette where nearer skin hides skin well behind it (an arm before the trunk).

    Parameters
    ----------
    depth : array of float, shape (rows, columns)
        mm away from the viewer, NaN where no skin is.
    grid : Grid
    """
    weak, strong = (_steps(depth, threshold) for threshold in (_WEAK_STEP_MM, _STEP_MM))
    lines = trace_cracks(weak, grid, tolerance_mm=0.2)
    near = ndimage.binary_dilation(strong.level[:-1] | strong.upright[:, :-1], iterations=3)
    return [line for line in lines if line.length > _SHORTEST_LINE_MM and _runs_along(line, near, grid)]


def _steps(depth: Floats, threshold_mm: float) -> Cracks:
    """Cracks across which the depth of the skin jumps; none at the silhouette, where one side has no depth."""
    level = np.zeros((depth.shape[0] + 1, depth.shape[1]), dtype=bool)
    upright = np.zeros((depth.shape[0], depth.shape[1] + 1), dtype=bool)
    level[1:-1] = np.abs(np.diff(depth, axis=0)) > threshold_mm
    upright[:, 1:-1] = np.abs(np.diff(depth, axis=1)) > threshold_mm
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
