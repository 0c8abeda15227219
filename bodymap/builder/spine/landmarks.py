"""Named places of the column: middles, pedicles, sacral foramina, and where each root leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bodymap.builder.spine import bones, sacrum
from bodymap.builder.spine.posture import Pose, poses
from bodymap.builder.spine.solid import Triple
from bodymap.builder.spine.table import SACRAL, Dimensions


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named place of the column.

    Attributes
    ----------
    kind : str
        ``middle`` of a body or sacral segment, ``pedicle``, hind sacral ``foramen``, or ``exit`` of a root.
    name : str
        The vertebra, or for an exit the root.
    x, y, z : float
        Place in the column's frame, mm; x for the right side, 0 in the middle.
    radius : float
        How large the place is, mm.
    """

    kind: str
    name: str
    x: float
    y: float
    z: float
    radius: float


def landmarks(vertebrae: Sequence[str], table: Dimensions, *, forward: bool) -> list[Landmark]:
    """All landmarks of some vertebrae, sacrum included; `forward` as in `spine_sacrum.sacral_root`."""
    place = poses(table)
    found = []
    for name in vertebrae:
        bone = bones.bone(name, table)
        found.append(_landmark("middle", name, (0.0, 0.0, 0.0), place[name], 4.0))
        found.append(_landmark("pedicle", name, bone.pedicle, place[name], table.get(name, "pedicle_width", 9.0) / 2))
        for root, points, radii in bones.roots(name, bone, table):
            found.append(_landmark("exit", root, points[1], place[name], radii[1]))
    base = place["sacrum"]
    for index, name in enumerate(SACRAL):
        points, radii = sacrum.sacral_root(name, table, forward=forward)
        found.append(_landmark("middle", name, sacrum.segments(table)[index].at(0, 0, 0), base, 4.0))
        found.append(_landmark("exit", name, points[1], base, radii[1]))
        if name != "S5":
            at = sacrum.foramen(name, table)
            found.append(_landmark("foramen", name, at, base, table.of(name, "foramen_height") / 2))
    return found


def _landmark(kind: str, name: str, point: Triple, pose: Pose, radius: float) -> Landmark:
    at = pose.moved(point[1], point[2])
    return Landmark(kind, name, point[0], at.y, at.z, radius)
