"""Boxes of one size round points: where they lie, and whether they keep clear of each other.

Points have the shape (n, 2): x to the right, y downwards, in the units of the drawing; they are the middles of boxes.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

Bounds: TypeAlias = tuple[float, float, float, float]
"""Of a room: left, top, right, bottom."""
Points: TypeAlias = NDArray[np.float64]
Size: TypeAlias = float | NDArray[np.float64]
"""Of all boxes, or of each of them, shape (n,)."""


def boxes_round(points: Points, width: Size, height: Size) -> NDArray[np.object_]:
    """The box round each point."""
    x, y = points[:, 0], points[:, 1]
    return np.asarray(shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2))


def is_free(points: Points, width: float, height: float, taken: Points) -> NDArray[np.bool_]:
    """Whether the box round each point overlaps none of those that are taken.

    Parameters
    ----------
    taken : array of float, shape (m, 4)
        Middles and sizes: x, y, width and height.
    """
    apart = np.abs(points[:, None, :] - taken[None, :, :2])
    needed = (taken[:, 2:] + [width, height]) / 2
    free: NDArray[np.bool_] = np.all(np.any(apart >= needed[None], axis=2), axis=1)
    return free


def is_within(points: Points, width: float, height: float, room: Bounds) -> NDArray[np.bool_]:
    """Whether the box round each point lies in a room of these bounds."""
    half = np.array([width, height]) / 2
    return np.asarray(((points - half >= room[:2]) & (points + half <= room[2:])).all(axis=1))


def is_on_half(points: Points, width: float, half: int) -> NDArray[np.bool_]:
    """Whether the box round each point stands wholly on one half of the drawing; on the line between them it may end.

    Parameters
    ----------
    half : int
        1 for x > 0, -1 for x < 0, 0 for either.
    """
    on_half: NDArray[np.bool_] = half * points[:, 0] >= abs(half) * width / 2
    return on_half
