"""Poses: how the rest figure is bent so that a view shows the skin it is for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bodymap.builder.body import Body, Floats

Direction = tuple[float, float, float]

# A tenth of a micrometre: drops what processors round differently.
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """A rotation about an axis of the rest pose (+x left, +y up, +z front), right-handed."""

    degrees: float
    axis: Direction


@dataclass(frozen=True, slots=True)
class Twist:
    """A rotation about the bone's own length, from head to tail, right-handed."""

    degrees: float


@dataclass(frozen=True, slots=True)
class Aim:
    """The shortest rotation that makes the line from this bone's head to another's point in a direction of the body."""

    until: str
    direction: Direction


Pose = Mapping[str, tuple[Turn | Twist | Aim, ...]]
"""Motions by bone name without side (`upperarm01`); given for the left side, the right gets the mirror image.

A bone's motions are applied in order, about its head, before those of its parents.
"""


def down(degrees_out: float, forward: float = 0.0) -> Direction:
    """Downwards, leaning away from the midline by an angle in the frontal plane."""
    angle = math.radians(degrees_out)
    return (math.sin(angle), -math.cos(angle), forward)


ANATOMICAL_ARMS: Pose = {
    "upperarm01": (Aim("lowerarm01", down(19)),),
    "lowerarm01": (Twist(-48), Aim("wrist", down(24, 0.05))),
    "lowerarm02": (Twist(-47),),
    "wrist": (Aim("finger3-1", down(20, 0.02)),),
}
"""Arms in the anatomical position: hanging a little away from the body, palms forward."""


def posed(body: Body, pose: Pose) -> Floats:
    """Vertices of the figure in a pose, by linear blend skinning.

    Returns
    -------
    array of float, shape (13380, 3)
        Units of 10 cm, axes as in `Body`.

    Raises
    ------
    ValueError
        If the pose names a bone that the mesh lacks.
    """
    unknown = set(pose) - {name.split(".")[0] for name in body.bones}
    if unknown:
        raise ValueError(f"pose names no bone of the mesh: {sorted(unknown)}")
    matrices, offsets = bone_transforms(body, pose)
    return np.round(move(body.vertices, body.weights, matrices, offsets), _DECIMALS)


def move(points: Floats, weights: Floats, matrices: Floats, offsets: Floats) -> Floats:
    """Blend the bones' motions over points, shape (n, 3), by weights, shape (n, bones)."""
    result = np.zeros_like(points)
    for number in np.flatnonzero(weights.any(axis=0)):
        result += weights[:, [number]] * (points @ matrices[number].T + offsets[number])
    return result


def bone_transforms(body: Body, pose: Pose) -> tuple[Floats, Floats]:
    """Per bone the matrix and offset that take rest positions to posed ones."""
    matrices = np.tile(np.eye(3), (len(body.bones), 1, 1))
    offsets = np.zeros((len(body.bones), 3))
    for number, name in enumerate(body.bones):
        parent = body.parents[number]
        above, above_offset = (matrices[parent], offsets[parent]) if parent >= 0 else (np.eye(3), np.zeros(3))
        local = _local_rotation(body, number, pose.get(name.split(".")[0], ()), above)
        head = body.heads[number]
        matrices[number] = above @ local
        offsets[number] = above @ (head - local @ head) + above_offset
    return matrices, offsets


def _local_rotation(body: Body, number: int, motions: tuple[Turn | Twist | Aim, ...], above: Floats) -> Floats:
    side = body.bones[number].partition(".")[2]
    sign = -1.0 if side == "R" else 1.0
    local = np.eye(3)
    for motion in motions:
        match motion:
            case Turn(degrees, axis):
                # A mirror in x reverses the sense of a rotation about y and z.
                step = rotation(np.array(axis) * np.array([1.0, sign, sign]), np.radians(degrees))
            case Twist(degrees):
                step = rotation(body.tails[number] - body.heads[number], sign * np.radians(degrees))
            case Aim(until, direction):
                line = body.heads[body.bone(f"{until}.{side}" if side else until)] - body.heads[number]
                goal = above.T @ (np.array(direction) * np.array([sign, 1.0, 1.0]))
                step = _between(local @ line, goal)
        local = step @ local
    return local


def rotation(axis: Floats, angle: float) -> Floats:
    """Rodrigues' rotation matrix about an axis of any length, angle in radians, right-handed."""
    x, y, z = axis / np.linalg.norm(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross)


def _between(start: Floats, goal: Floats) -> Floats:
    """The shortest rotation from one direction to another."""
    start, goal = start / np.linalg.norm(start), goal / np.linalg.norm(goal)
    axis = np.cross(start, goal)
    length = float(np.linalg.norm(axis))
    if length < 1e-9:
        return np.eye(3)
    return rotation(axis, float(np.arctan2(length, start @ goal)))
