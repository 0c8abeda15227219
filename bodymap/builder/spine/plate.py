"""Looking at the column: what each node of a grid sees, and how the light falls on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from bodymap.builder.spine.posture import Pose
from bodymap.builder.spine.solid import Floats, Shape
from bodymap.builder.spine.trace import Grid

_TOLERANCE_MM = 0.02
_GRAZING_MM = 0.3
_CAUTION = 0.85
_STEPS = 45
_MARGIN_MM = 4.0
_FAR = -1e3


class Look(Enum):
    """A direction to look at the column from."""

    BEHIND = "behind"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Part:
    """One solid of the picture.

    Attributes
    ----------
    element : str
        Id of the element that it belongs to, without the side.
    piece : str
        Which piece of the element it is: ``body``, ``arch``, ``disc``, ``root`` …
    shape : Shape
    pose : Pose
    """

    element: str
    piece: str
    shape: Shape
    pose: Pose


@dataclass(frozen=True, slots=True)
class Sight:
    """What a grid of parallel rays meets first.

    Attributes
    ----------
    grid : Grid
        From behind its column 0 lies on x = 0.
    part : array of int
        Number of the part, -1 where nothing is.
    depth : array of float
        mm towards the viewer; very low where nothing is.
    dark : array of float
        0 where the surface faces the light, towards 1 where it turns away or lies deep.
    """

    grid: Grid
    part: NDArray[np.int64]
    depth: Floats
    dark: Floats


def see(parts: Sequence[Part], look: Look, step: float) -> Sight:
    """Look at solids with one ray every `step` mm."""
    boxes = [_box(part, look) for part in parts]
    left = 0.0 if look is Look.BEHIND else _down_to(min(box[0] for box in boxes) - _MARGIN_MM, step)
    top = _down_to(min(box[1] for box in boxes) - _MARGIN_MM, step)
    columns = int((max(box[2] for box in boxes) + _MARGIN_MM - left) / step) + 2
    rows = int((max(box[3] for box in boxes) + _MARGIN_MM - top) / step) + 2
    sight = Sight(
        grid=Grid(left, top, step),
        part=np.full((rows, columns), -1),
        depth=np.full((rows, columns), _FAR),
        dark=np.zeros((rows, columns)),
    )
    for number, (part, box) in enumerate(zip(parts, boxes, strict=True)):
        _add(sight, number, part, box, look)
    hollow = _hollowness(sight, look)
    dark = np.where(sight.part < 0, 0.0, np.clip(sight.dark + hollow, 0.0, 1.0))
    return Sight(sight.grid, sight.part, sight.depth, dark)


def _down_to(value: float, step: float) -> float:
    return step * float(np.floor(value / step))


_Box = tuple[float, float, float, float, float, float]


def _box(part: Part, look: Look) -> _Box:
    """Left, top, right, bottom in the picture, then the nearest and the farthest depth."""
    (x0, y0, z0), (x1, y1, z1) = part.shape.bounds()
    cosine, sine = part.pose.down
    corners = [(y * cosine - z * sine, y * sine + z * cosine) for y in (y0, y1) for z in (z0, z1)]
    ys = [part.pose.y + y for y, _ in corners]
    zs = [part.pose.z + z for _, z in corners]
    if look is Look.BEHIND:
        return max(x0, 0.0), min(ys), x1, max(ys), max(zs) + 0.5, min(zs) - 0.5
    return min(zs), min(ys), max(zs), max(ys), x1 + 0.5, -8.0


def _add(sight: Sight, number: int, part: Part, box: _Box, look: Look) -> None:
    """Let one part hide what lies behind it."""
    window, across, down = _window(sight, box)
    shape = across.shape
    u, v = across.ravel(), down.ravel()
    depth = np.maximum(box[4], 0.0) + np.zeros_like(u)
    hit = _march(part, look, u, v, depth, box[5])
    flat = sight.depth[window].ravel()
    wins = hit & (depth > flat)
    normal_view, normal_up = _normal(part, look, u[wins], v[wins], depth[wins])
    for target, values in (
        (sight.depth, depth[wins]),
        (sight.part, number),
        (sight.dark, _shade(normal_view, normal_up)),
    ):
        area = target[window].ravel()
        area[wins] = values
        target[window] = area.reshape(shape)


def _window(sight: Sight, box: _Box) -> tuple[tuple[slice, slice], Floats, Floats]:
    grid = sight.grid
    first = max(int((box[0] - grid.left) / grid.step) - 1, 0)
    last = int((box[2] - grid.left) / grid.step) + 2
    upper, lower = int((box[1] - grid.top) / grid.step) - 1, int((box[3] - grid.top) / grid.step) + 2
    across, down = np.meshgrid(
        grid.left + grid.step * np.arange(first, last), grid.top + grid.step * np.arange(upper, lower)
    )
    return (slice(upper, lower), slice(first, last)), across, down


def _march(part: Part, look: Look, u: Floats, v: Floats, depth: Floats, end: float) -> NDArray[np.bool_]:
    """Move every ray forward to the surface, changing `depth`; tell which rays meet it."""
    hit = np.zeros(len(u), dtype=bool)
    going = np.arange(len(u))
    for step in range(_STEPS):
        distance = _distance(part, look, u[going], v[going], depth[going])
        near = distance < (_TOLERANCE_MM if step < _STEPS - 1 else _GRAZING_MM)
        hit[going[near]] = True
        depth[going[~near]] -= distance[~near] * _CAUTION
        going = going[~near]
        going = going[depth[going] > end]
        if not len(going):
            break
    return hit


def _distance(part: Part, look: Look, u: Floats, v: Floats, depth: Floats) -> Floats:
    x, z = (u, depth) if look is Look.BEHIND else (depth, u)
    cosine, sine = part.pose.down
    y, z = v - part.pose.y, z - part.pose.z
    return part.shape.distance(x, y * cosine + z * sine, z * cosine - y * sine)


def _normal(part: Part, look: Look, u: Floats, v: Floats, depth: Floats) -> tuple[Floats, Floats]:
    """Components of the unit normal towards the viewer and upwards."""
    reach = 0.15
    slopes = []
    for du, dv, dd in ((reach, 0.0, 0.0), (0.0, reach, 0.0), (0.0, 0.0, reach)):
        ahead = _distance(part, look, u + du, v + dv, depth + dd)
        slopes.append(ahead - _distance(part, look, u - du, v - dv, depth - dd))
    length = np.sqrt(slopes[0] ** 2 + slopes[1] ** 2 + slopes[2] ** 2) + 1e-9
    return slopes[2] / length, -slopes[1] / length


def _shade(facing: Floats, upward: Floats) -> Floats:
    """Darkness of a surface lit from the viewer and a little from above."""
    light = 0.86 * np.clip(facing, 0.0, 1.0) + 0.30 * upward
    return np.asarray(np.clip(1.0 - light, 0.0, 1.0) * 0.8)


def _hollowness(sight: Sight, look: Look) -> Floats:
    """Extra darkness of places that lie deeper than what surrounds them, within a few mm (after Luft et al. 2006)."""
    bottom = np.where(sight.part < 0, -1e6, sight.depth)
    total = np.zeros_like(bottom)
    for reach in (3, 7, 12):
        around = bottom
        for _ in range(2):
            around = _spread(np.maximum(around, sight.depth - 1.0), reach, mirrored=look is Look.BEHIND)
        total += np.clip(around - sight.depth, 0.0, 9.0)
    return np.where(sight.part < 0, 0.0, np.clip(total / 3 / 9.0, 0.0, 1.0) * 0.75)


def _spread(field: Floats, reach: int, *, mirrored: bool) -> Floats:
    """Mean over a square of nodes, by running sums."""
    padded = np.pad(field, reach, mode="edge")
    if mirrored:
        padded[:, :reach] = padded[:, reach + 1 : 2 * reach + 1][:, ::-1]
    for axis in (0, 1):
        padded = np.swapaxes(padded, 0, axis)
        size = len(padded) - 2 * reach
        total = padded[:size].copy()
        for offset in range(1, 2 * reach + 1):
            total += padded[offset : offset + size]
        padded = np.swapaxes(total / (2 * reach + 1), 0, axis)
    return padded
