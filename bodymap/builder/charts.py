"""Charts: flattened coordinates of body parts, in which territories are drawn as plain polygons.

All charts are functions of one reference surface, the neutral figure with its arms in the anatomical position, and
cover one side of the body; X is the distance from the midline whichever side it is. Every figure and pose shares that
mesh, so a polygon in a chart lands on the same skin in all of them.

Angles are in degrees, lengths in the mesh's units of 10 cm unless a chart says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bodymap.builder.body import Body, Floats, Ints, load
from bodymap.builder.posing import pose
from bodymap.builder.posing.pose import ANATOMICAL_ARMS
from bodymap.builder.surface import normals, refine
from bodymap.core.vocabulary import Figure

Mask = NDArray[np.bool_]
Coordinates = tuple[Floats, Floats, Mask]
"""Of all points: across and along, and whether the chart covers them; what it does not cover may hold anything."""

REFERENCE = Figure.NEUTRAL
TRUNK_AXIS_Z, GIRDLE_Z = 0.3, 0.19
HIP, HIP_LEVEL = np.array([1.01, 0.48, 0.05]), np.array([1.05, -0.1, 0.08])
TRUNK_FOOT = np.array([0.0, 2.2, 0.3])
KNEE, ANKLE = np.array([1.42, -3.43, 0.37]), np.array([1.81, -7.49, 0.23])
SHOULDER, ELBOW = np.array([1.70, 5.02, 0.19]), np.array([2.489, 2.732, 0.193])
WRIST = np.array([3.458, 0.555, 0.312])
CLEFT = np.array([0.0, 0.0, -0.45])
SEAT_AXIS, SEAT_RADIUS = np.array([0.0, 0.55, 0.25]), 1.15

# Drops what processors round differently, so that a border falls on the same pixel on all of them.
_DECIMALS = 6
_ROUNDED, _FINGERS = 0.6, (1, 2, 3, 4, 5)
_ARM = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
_DIGITS = tuple(f"finger{k}" for k in range(1, 6)) + tuple(f"toe{k}" for k in range(1, 6))


@dataclass(frozen=True)
class Skin:
    """Points of the reference surface, one row each.

    Attributes
    ----------
    position : array of float, shape (n, 3)
        X (distance from the midline, never negative), y, z.
    normal : array of float, shape (n, 3)
        Outward, of any length; its x points away from the midline.
    arm : array of float, shape (n,)
        How far the point belongs to the arm, 0 to 1.
    digits : array of float, shape (n, 10)
        How far it belongs to fingers 1 to 5 and toes 1 to 5.
    """

    position: Floats
    normal: Floats
    arm: Floats
    digits: Floats

    def chosen(self, order: Ints) -> Skin:
        """Some of the points, or all in another order."""
        return Skin(self.position[order], self.normal[order], self.arm[order], self.digits[order])

    @cached_property
    def flats(self) -> dict[str, Flat]:
        """Charts that were asked for, which many tables share."""
        return {}

    @cached_property
    def along_arm(self) -> tuple[Floats, Floats]:
        """Angle round the arm and distance along it, computed once for all charts of the arm."""
        return _arm_coordinates(self)

    @cached_property
    def across_hand(self) -> tuple[Floats, Floats]:
        """Ray and distance along the hand, computed once for all its charts; only hand and forearm are right."""
        return _hand_coordinates(self)


@dataclass(frozen=True, slots=True)
class Flat:
    """The points that a chart covers, by number, and their coordinates in it."""

    points: Ints
    across: Floats
    along: Floats


@lru_cache(maxsize=1)
def reference_values() -> Floats:
    """Per fine vertex x, y, z, normal, arm share and digit shares on the reference surface, shape (n, 17)."""
    body = load(REFERENCE)
    fine = refine(body)
    position = fine.carry(pose.posed(body, ANATOMICAL_ARMS))
    shares = fine.carry(np.column_stack((_share(body, _ARM), _digits(body))))
    return np.asarray(np.column_stack((position, normals(position, fine.triangles), shares)).round(_DECIMALS))


def skin_of(values: Floats) -> Skin:
    """Interpolated rows of `reference_values` as skin points, folded onto one side."""
    mirror = np.where(values[:, :1] < 0, -1.0, 1.0) * np.array([[1.0, 0.0, 0.0]]) + np.array([[0.0, 1.0, 1.0]])
    return Skin(values[:, 0:3] * mirror, values[:, 3:6] * mirror, values[:, 6], values[:, 7:17])


def flatten(chart: str, skin: Skin) -> Flat:
    """Coordinates of points in a chart.

    Raises
    ------
    ValueError
        If the chart does not exist; the message lists those that do.
    """
    if chart not in CHARTS:
        raise ValueError(f"unknown chart '{chart}'; known: {', '.join(CHARTS)}")
    if chart not in skin.flats:
        across, along, covered = CHARTS[chart](skin)
        points = np.flatnonzero(covered)
        skin.flats[chart] = Flat(points, *np.round((across[points], along[points]), _DECIMALS))
    return skin.flats[chart]


def _share(body: Body, stems: tuple[str, ...]) -> Floats:
    chosen = [number for number, name in enumerate(body.bones) if name.startswith(stems)]
    return np.asarray(body.weights[:, chosen].sum(axis=1))


def _digits(body: Body) -> Floats:
    return np.column_stack([_share(body, (f"{digit}-",)) for digit in _DIGITS])


def _around(skin: Skin) -> Floats:
    """Angle round the trunk, 0 front midline, 180 back midline."""
    return np.degrees(np.arctan2(skin.position[:, 0], skin.position[:, 2] - TRUNK_AXIS_Z))


def _trunk(skin: Skin) -> Coordinates:
    """Across: angle round the trunk; along: height y."""
    y = skin.position[:, 1]
    return _around(skin), y, (skin.arm < 0.5) & (y < 6.2) & (y > -1.5)


def _frontal(skin: Skin) -> Coordinates:
    """Front of the trunk as seen from the front. Across: X; along: height y."""
    return skin.position[:, 0], skin.position[:, 1], skin.position[:, 2] > TRUNK_AXIS_Z - 0.15


def _dorsal(skin: Skin) -> Coordinates:
    """Back of trunk, buttock and thigh as seen from behind. Across: X; along: height y."""
    return skin.position[:, 0], skin.position[:, 1], (skin.position[:, 2] <= TRUNK_AXIS_Z - 0.15) & (skin.arm < 0.5)


def _girdle_front(skin: Skin) -> Coordinates:
    """Front of neck, shoulder and arm alike, seen from the front, without seams. Across: X; along: height y."""
    x, y, z = skin.position.T
    return x, y, (y > 3.0) & (z > GIRDLE_Z)


def _girdle_back(skin: Skin) -> Coordinates:
    """Back of neck, shoulder and arm alike, seen from behind, without seams. Across: X; along: height y."""
    x, y, z = skin.position.T
    return x, y, (y > 3.0) & (z <= GIRDLE_Z)


def _profile(skin: Skin) -> Coordinates:
    """Head and neck as seen from the side. Across: z; along: height y."""
    return skin.position[:, 2], skin.position[:, 1], (skin.position[:, 1] > 5.2) & (skin.arm < 0.5)


def _neck(skin: Skin) -> Coordinates:
    """Across: angle round the neck, 0 front midline, 180 back; along: height y."""
    x, y, z = skin.position.T
    return np.degrees(np.arctan2(x, z - 0.28)), y, (y > 4.6) & (skin.arm < 0.5)


def _leg(skin: Skin) -> Coordinates:
    """Hip and leg.

    Across: angle round the middle line, 0 front, 90 outer, 180 back, -90 inner.

    Along: 0 hip, 1 knee, 2 ankle.

    Above the groin the middle line runs on to the trunk's axis at the waist, so that borders cross the hip smoothly.
    """
    x, y, z = skin.position.T
    height = np.column_stack((TRUNK_FOOT, HIP_LEVEL, KNEE, ANKLE)).T
    centre_x, centre_z = (_rounded_line(-y, -height[:, 1], height[:, axis]) for axis in (0, 2))
    thigh, leg = (HIP[1] - y) / (HIP[1] - KNEE[1]), 1 + (KNEE[1] - y) / (KNEE[1] - ANKLE[1])
    along = np.where(y > KNEE[1], thigh, leg)
    return np.degrees(np.arctan2(x - centre_x, z - centre_z)), along, (skin.arm < 0.5) & (y < 2.6)


def _rounded_line(at: Floats, known: Floats, values: Floats) -> Floats:
    """Between known values a straight line, its corners rounded so that no border gets a kink there."""
    steps = np.linspace(-_ROUNDED, _ROUNDED, 11)
    return np.asarray(sum(np.interp(at + step, known, values) for step in steps) / len(steps))


def _foot(skin: Skin) -> tuple[Floats, Floats, Mask]:
    x, y, z = skin.position.T
    return x - (1.80 + 0.05 * z), z - ANKLE[2], (y < -7.0) & (skin.arm < 0.5)


def _instep(skin: Skin) -> Coordinates:
    """Top and sides of the foot. Across: from its middle line, inner negative; along: z from the ankle, toes +."""
    across, along, foot = _foot(skin)
    return across, along, foot & (skin.normal[:, 1] > -0.55)


def _sole(skin: Skin) -> Coordinates:
    """Sole of the foot; coordinates as the instep's."""
    across, along, foot = _foot(skin)
    return across, along, foot & (skin.normal[:, 1] <= -0.55) & (skin.position[:, 1] < -7.6)


def _toe_pads(skin: Skin) -> Coordinates:
    """All that is seen of the toes from below; coordinates as the instep's."""
    across, along, foot = _foot(skin)
    return across, along, foot & (skin.digits[:, 5:].sum(axis=1) > 0.5) & (skin.normal[:, 1] <= 0)


def _digit(number: int, limb: Callable[[Skin], Coordinates], first: int) -> Callable[[Skin], Coordinates]:
    """A chart of one finger or toe, all round; coordinates as its limb's, whose digits stand from `first` on."""

    def chart(skin: Skin) -> Coordinates:
        across, along, covered = limb(skin)
        digits = skin.digits[:, first : first + 5]
        return across, along, covered & (digits.argmax(axis=1) == number - 1) & (digits.sum(axis=1) > 0.5)

    return chart


def _arm(skin: Skin) -> Coordinates:
    """The arm without the shoulder; coordinates as the shoulder's."""
    across, along = skin.along_arm
    return across, along, skin.arm > 0.5


def _shoulder(skin: Skin) -> Coordinates:
    """Arm, shoulder and the edge of the trunk beside it.

    Across: angle round the arm's middle line, 0 front, 90 outer (thumb side), 180 back, -90 inner.

    Along: 0 shoulder joint, 1 elbow, 2 wrist; negative over the shoulder.
    """
    across, along = skin.along_arm
    x, y, _ = skin.position.T
    return across, along, (skin.arm > 0.5) | ((x > 1.15) & (y > 4.3))


def _arm_coordinates(skin: Skin) -> tuple[Floats, Floats]:
    upper, lower = ELBOW - SHOULDER, WRIST - ELBOW
    s_upper = (skin.position - SHOULDER) @ upper / (upper @ upper)
    s_lower = (skin.position - ELBOW) @ lower / (lower @ lower)
    # The plane that halves the angle at the elbow decides which segment measures a point.
    beyond = (skin.position - ELBOW) @ (upper / np.linalg.norm(upper) + lower / np.linalg.norm(lower)) > 0
    along = np.where(beyond, 1 + s_lower, s_upper)
    centre = np.where(beyond[:, None], ELBOW + s_lower[:, None] * lower, SHOULDER + s_upper[:, None] * upper)
    away = skin.position - centre
    outer = np.where(beyond, away @ outward(lower), away @ outward(upper))
    return np.degrees(np.arctan2(outer, away[:, 2])), along


def outward(axis: Floats) -> Floats:
    """Unit vector in the frontal plane, square to an arm segment, away from the body."""
    across = np.array([-axis[1], axis[0], 0.0])
    return np.asarray(across / np.linalg.norm(across))


def _hand(skin: Skin) -> Coordinates:
    """Across: the ray, 1 thumb to 5 little finger, between rays in between; along: 0 wrist, 1 the middle fingertip.

    Covers forearm, palm and back of the hand alike.
    """
    ray, down = skin.across_hand
    return ray, down, _below_elbow(skin)


def _below_elbow(skin: Skin) -> Mask:
    return np.asarray((skin.arm > 0.5) & (skin.along_arm[1] > 1.3))


def _hand_coordinates(skin: Skin) -> tuple[Floats, Floats]:
    ray = np.zeros(len(skin.position))
    covered = _below_elbow(skin)
    ray[covered] = _ray(skin.position[covered, :2])
    return ray, (WRIST[1] - skin.position[:, 1]) / (WRIST[1] + 1.18)


def _ray(points: Floats) -> Floats:
    """Number of the nearest ray, leaning towards the next one on that side by the share of the way between them."""
    signed = np.column_stack([_signed_distance(points, ray) for ray in _rays()])
    distances = np.abs(signed)
    rows = np.arange(len(points))
    nearest = distances.argmin(axis=1)
    own = distances[rows, nearest]
    lean = np.sign(signed[rows, nearest])
    beside = nearest + lean.astype(np.int64)
    between = (beside >= 0) & (beside < len(_FINGERS))
    other = np.where(between, distances[rows, np.clip(beside, 0, len(_FINGERS) - 1)], 0.25)
    return np.asarray(nearest + 1 + lean * np.minimum(own / np.maximum(own + other, 1e-9), 0.5))


@lru_cache(maxsize=1)
def _rays() -> tuple[Floats, ...]:
    """Thumb to little finger: the middle line of each ray in the frontal plane (X, y), from the forearm to the tip."""
    body = load(REFERENCE)
    matrices, offsets = pose.bone_transforms(body, ANATOMICAL_ARMS)

    def joints(finger: int) -> list[Floats]:
        bones = [body.bone(f"finger{finger}-{phalanx}.L") for phalanx in (1, 2, 3)]
        ends = [matrices[bone] @ body.heads[bone] + offsets[bone] for bone in bones]
        tip = matrices[bones[-1]] @ body.tails[bones[-1]] + offsets[bones[-1]]
        return [*ends, tip, tip + 0.5 * (tip - ends[-1])]

    across = outward(WRIST - ELBOW)
    forearm = WRIST + 0.3 * (ELBOW - WRIST)
    rays = []
    for number, finger in enumerate(_FINGERS):
        aside = (2 - number) * across
        rays.append(np.array([forearm + 0.08 * aside, WRIST + 0.11 * aside, *joints(finger)])[:, :2])
    return tuple(rays)


def _signed_distance(points: Floats, line: Floats) -> Floats:
    """Distance of points to a polyline in the plane, negative on its outer (thumb) side."""
    nearest = np.full(len(points), np.inf)
    side = np.ones(len(points))
    for start, end in pairwise(line):
        step = end - start
        away = points - start
        share = np.clip(away @ step / (step @ step), 0, 1)
        distance = np.linalg.norm(away - share[:, None] * step, axis=1)
        turn = step[0] * away[:, 1] - step[1] * away[:, 0]
        side = np.where(distance < nearest, np.where(turn > 0, -1.0, 1.0), side)
        nearest = np.minimum(nearest, distance)
    return np.asarray(side * nearest)


def _palm(skin: Skin) -> Coordinates:
    """The side of the hand and wrist that faces forward; coordinates as the hand's."""
    across, along, hand = _hand(skin)
    return across, along, hand & (skin.normal[:, 2] > 0)


def _under(skin: Skin) -> Coordinates:
    """Skin between the legs, from below. Across: z; along: X."""
    x, y, z = skin.position.T
    return z, x, (y < 0.3) & (y > -0.4) & (x < 0.6)


def _saddle(skin: Skin) -> Coordinates:
    """Across: distance from the anus along straight lines; along: height y."""
    away = skin.position - CLEFT
    y = skin.position[:, 1]
    return np.linalg.norm(away, axis=1), y, (y < 1.6) & (y > -1.6)


def _seat(skin: Skin) -> Coordinates:
    """Buttock and perineum, unrolled round an axis from hip to hip. Across: X; along: from the anus, up the back +."""
    x, y, z = skin.position.T
    anus = np.arctan2(CLEFT[1] - SEAT_AXIS[1], SEAT_AXIS[2] - CLEFT[2])
    turned = np.arctan2(y - SEAT_AXIS[1], SEAT_AXIS[2] - z) - anus
    return x, SEAT_RADIUS * turned, (y > -1.2) & (y < 1.8) & (z < 0.9) & (skin.arm < 0.5)


CHARTS: Mapping[str, Callable[[Skin], Coordinates]] = {
    "trunk": _trunk,
    "front": _frontal,
    "back": _dorsal,
    "girdle-front": _girdle_front,
    "girdle-back": _girdle_back,
    "profile": _profile,
    "neck": _neck,
    "leg": _leg,
    "instep": _instep,
    "sole": _sole,
    "toe-pads": _toe_pads,
    "shoulder": _shoulder,
    "arm": _arm,
    "hand": _hand,
    "palm": _palm,
    "saddle": _saddle,
    "seat": _seat,
    "under": _under,
    **{f"toe-{number}": _digit(number, _foot, 5) for number in range(1, 6)},
    **{f"finger-{number}": _digit(number, _hand, 0) for number in range(1, 6)},
}

ROUND_LIMBS = frozenset({"leg", "arm", "shoulder"})
"""Charts whose coordinate across is an angle that a border may follow past the half turn."""
