"""Where a picture leaves off the rest of a limb: a plane square to a bone, and the face that is seen there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from bodymap.builder.body import Body, Floats, Ints
from bodymap.builder.posing.pose import Pose, bone_transforms

_ROUNDINGS = 3
_REACH = 1.6
"""How far from the bone, in units of 10 cm, skin is still that of its limb."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A plane across a limb.

    Attributes
    ----------
    bone : str
        Without side.
    share : float
        Where along the bone, 0 at its head, 1 at its tail.
    keeps_tail : bool
        Whether what lies towards the bone's head is left off, not what lies beyond.
    """

    bone: str
    share: float
    keeps_tail: bool = False


@dataclass(frozen=True, slots=True)
class Plane:
    """A cut in a posed figure: a point of the plane and the direction of what is left off."""

    point: Floats
    beyond: Floats

    def keeps(self, points: Floats) -> NDArray[np.bool_]:
        """Which points, shape (n, 3), are not left off; what lies far from the limb is not touched."""
        away = points - self.point
        along = away @ self.beyond
        beside = np.linalg.norm(away - along[:, None] * self.beyond, axis=1)
        return np.asarray((along <= 0) | (beside > _REACH))


def plane(body: Body, pose: Pose, cut: Cut, side: str) -> Plane:
    """The plane of a cut on a side, `L` or `R`."""
    matrices, offsets = bone_transforms(body, pose)
    number = body.bone(f"{cut.bone}.{side}")
    head, tail = (matrices[number] @ end[number] + offsets[number] for end in (body.heads, body.tails))
    along = tail - head
    return Plane(head + cut.share * along, (-along if cut.keeps_tail else along) / np.linalg.norm(along))


def face(at: Plane, vertices: Floats, triangles: Ints) -> Floats:
    """The closed line along which a plane cuts the limb, rounded, without repetition of its first point, shape (n, 3).

    Raises
    ------
    ValueError
        If the plane does not go through one limb.
    """
    height = (vertices - at.point) @ at.beyond
    above = (height > 0)[triangles]
    crossed = triangles[above.any(axis=1) & ~above.all(axis=1)]
    middle = vertices[crossed].mean(axis=1)
    crossed = crossed[np.linalg.norm(middle - at.point, axis=1) < _REACH]
    across, down = _axes(at.beyond)
    lines = []
    for corners in crossed.tolist():
        ends = [_crossing(vertices, height, corners[k], corners[k - 1]) for k in range(3)]
        (start, end) = [point - at.point for point in ends if point is not None]
        lines.append(shapely.LineString([(start @ across, start @ down), (end @ across, end @ down)]))
    rings = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(shapely.line_merge(shapely.union_all(lines))))))
    if not len(rings):
        raise ValueError("the cut goes through no limb")
    ring = max(rings, key=lambda each: each.area)
    points = _rounded(shapely.get_coordinates(ring.exterior)[:-1])
    return np.asarray(at.point + points[:, :1] * across + points[:, 1:] * down)


def _crossing(vertices: Floats, height: Floats, first: int, second: int) -> Floats | None:
    """Where an edge goes through the plane; worked out from the lower number, so that both triangles agree."""
    first, second = min(first, second), max(first, second)
    if (height[first] > 0) == (height[second] > 0):
        return None
    share = height[first] / (height[first] - height[second])
    return np.asarray(np.round(vertices[first] + share * (vertices[second] - vertices[first]), 9))


def _axes(beyond: Floats) -> tuple[Floats, Floats]:
    """Two directions in the plane, square to each other."""
    across = np.cross(beyond, np.eye(3)[int(np.argmin(np.abs(beyond)))])
    across /= np.linalg.norm(across)
    return across, np.cross(beyond, across)


def _rounded(ring: Floats) -> Floats:
    """A closed line with its corners cut (Chaikin), so that none is seen."""
    for _ in range(_ROUNDINGS):
        after = np.roll(ring, -1, axis=0)
        ring = np.stack([0.75 * ring + 0.25 * after, 0.25 * ring + 0.75 * after], axis=1).reshape(-1, 2)
    return ring
