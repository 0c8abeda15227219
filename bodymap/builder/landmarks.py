"""Bony landmarks on the reference surface and the ISNCSCI key sensory points placed from them.

The key points follow their anatomical definitions (ASIA key sensory points 2008; International Standards 2011), not
the maps: a test holds the maps to them. Positions are of the reference surface (`charts`), left side, units of 10 cm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bodymap.builder import charts
from bodymap.builder.body import Body, Floats, Ints, load
from bodymap.builder.raster import Sight
from bodymap.builder.surface import refine

# Measured on the neutral figure: bone ends from the skeleton, the rest from the surface's own relief.
PROTUBERANCE_Y = 7.15
CLAVICLE_MIDDLE_X = 0.85
SUPRACLAVICULAR_Y = 5.70
ACROMIOCLAVICULAR_X = 1.45
NIPPLE_Y = 3.92
RIB_SPACE_HEIGHT = 0.29
XIPHOID_Y = 3.42
NAVEL_Y = 1.86
ILIAC_SPINE = np.array([1.15, 1.02])
PUBIC_TUBERCLE = np.array([0.25, 0.08])
ISCHIAL_TUBEROSITY = np.array([0.60, -0.36])

_VISIBLE_MM = 6.0
_FORWARD = np.array([0.0, 0.0, 1.0])
_LEFT = np.array([1.0, 0.0, 0.0])


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point fixed to the surface: a triangle and the weights of its corners."""

    triangle: int
    weights: tuple[float, float, float]

    def on(self, vertices: Floats, triangles: Ints) -> Floats:
        """Where the anchor lies when the mesh has these vertices."""
        return np.asarray(np.array(self.weights) @ vertices[triangles[self.triangle]])


@dataclass(frozen=True, slots=True)
class _Skin:
    """The reference surface, on which anchors are found by casting rays."""

    vertices: Floats
    triangles: Ints

    def cast(self, origin: Floats, direction: Floats) -> Anchor:
        """Where a ray first meets the skin."""
        return _first_hit(self.vertices, self.triangles, origin, direction)

    def from_front(self, x: float, y: float) -> Anchor:
        return self.cast(np.array([x, y, 30.0]), -_FORWARD)

    def from_behind(self, x: float, y: float) -> Anchor:
        return self.cast(np.array([x, y, -30.0]), _FORWARD)

    def round_limb(self, centre: Floats, degrees: float, outer: Floats) -> Anchor:
        """From the middle of a limb outwards: 0 to the front, 90 to the outer side."""
        angle = np.radians(degrees)
        return self.cast(centre, np.sin(angle) * outer + np.cos(angle) * _FORWARD)


@lru_cache(maxsize=1)
def key_points() -> Mapping[str, Anchor]:
    """Anchors of the left key sensory points by root; S4 and S5 share one, under the name `S4-5`."""
    body = load(charts.REFERENCE)
    skin = _Skin(charts.reference_values()[:, :3], refine(body).triangles)
    return {**_neck_points(skin), **_arm_points(skin, body), **_trunk_points(skin), **_leg_points(skin, body)}


def _neck_points(skin: _Skin) -> dict[str, Anchor]:
    hollow = np.array([CLAVICLE_MIDDLE_X, SUPRACLAVICULAR_Y + 3.0, 3.4])
    return {
        "C2": skin.from_behind(0.12, PROTUBERANCE_Y),
        "C3": skin.cast(hollow, np.array([0.0, -1.0, -1.0])),
        "C4": skin.cast(np.array([ACROMIOCLAVICULAR_X, 9.0, 0.1]), np.array([0.0, -1.0, 0.0])),
    }


def _arm_points(skin: _Skin, body: Body) -> dict[str, Anchor]:
    outer = charts.outward(charts.ELBOW - charts.SHOULDER)
    above_elbow = charts.ELBOW - 0.03 * (charts.ELBOW - charts.SHOULDER)
    back_of_digit = {
        root: skin.cast(_bone_middle(body, bone), -_FORWARD)
        for root, bone in {"C6": "finger1-2.L", "C7": "finger3-1.L", "C8": "finger5-1.L"}.items()
    }
    return {
        "C5": skin.round_limb(above_elbow, 50, outer),
        **back_of_digit,
        "T1": skin.round_limb(above_elbow, -65, outer),
        "T2": skin.cast(np.array([1.62, 3.6, 0.1]), np.array([-0.08, 1.0, 0.0])),
    }


def _trunk_points(skin: _Skin) -> dict[str, Anchor]:
    """The midclavicular points from the third rib space down to the inguinal ligament."""
    ligament = _on_line(PUBIC_TUBERCLE, ILIAC_SPINE, CLAVICLE_MIDDLE_X)
    heights = {
        "T3": NIPPLE_Y + RIB_SPACE_HEIGHT,
        "T4": NIPPLE_Y,
        "T5": (NIPPLE_Y + XIPHOID_Y) / 2,
        "T6": XIPHOID_Y,
        "T7": XIPHOID_Y + 0.25 * (NAVEL_Y - XIPHOID_Y),
        "T8": XIPHOID_Y + 0.50 * (NAVEL_Y - XIPHOID_Y),
        "T9": XIPHOID_Y + 0.75 * (NAVEL_Y - XIPHOID_Y),
        "T10": NAVEL_Y,
        "T11": (NAVEL_Y + ligament) / 2,
    }
    return {root: skin.from_front(CLAVICLE_MIDDLE_X, height) for root, height in heights.items()}


def _leg_points(skin: _Skin, body: Body) -> dict[str, Anchor]:
    inguinal = (ILIAC_SPINE + PUBIC_TUBERCLE) / 2
    condyle = skin.round_limb(charts.KNEE + np.array([0.0, 0.25, 0.0]), -90, _LEFT)
    thigh = (inguinal + condyle.on(skin.vertices, skin.triangles)[:2]) / 2
    toe = body.heads[body.bone("toe3-1.L")]
    return {
        "T12": skin.from_front(*inguinal),
        "L1": skin.from_front(*((inguinal + thigh) / 2)),
        "L2": skin.from_front(*thigh),
        "L3": condyle,
        "L4": skin.round_limb(charts.ANKLE, -90, _LEFT),
        "L5": skin.cast(toe + np.array([0.0, 5.0, 0.0]), np.array([0.0, -1.0, 0.0])),
        "S1": skin.cast(np.array([9.0, -7.85, -0.1]), -_LEFT),
        "S2": skin.round_limb(charts.KNEE, 180, _LEFT),
        "S3": skin.from_behind(*ISCHIAL_TUBEROSITY),
        "S4-5": skin.cast(np.array([0.09, -2.0, -0.45]), np.array([0.0, 1.0, 0.0])),
    }


def is_visible(sight: Sight, *, x: float, y: float, depth: float) -> bool:
    """Whether a point, in picture millimetres, is seen itself and not skin in front of it."""
    column = int((x - sight.left_mm) / sight.pixel_mm)
    row = int((y - sight.top_mm) / sight.pixel_mm)
    inside = 0 <= row < sight.depth.shape[0] and 0 <= column < sight.depth.shape[1]
    return inside and bool(abs(sight.depth[row, column] - depth) < _VISIBLE_MM)


def _on_line(start: Floats, end: Floats, x: float) -> float:
    """Height at x of the line through two points (x, y)."""
    return float(start[1] + (end[1] - start[1]) * (x - start[0]) / (end[0] - start[0]))


def _bone_middle(body: Body, name: str) -> Floats:
    """Middle of the skin round a bone on the reference surface, from the vertices that follow it."""
    weight = refine(body).carry(body.weights[:, body.bone(name)])
    return np.asarray(weight @ charts.reference_values()[:, :3] / weight.sum())


def _first_hit(surface: Floats, triangles: Ints, origin: Floats, direction: Floats) -> Anchor:
    """Moller and Trumbore's test of one ray against all triangles; the hit nearest to the origin."""
    corner, second, third = (surface[triangles[:, k]] for k in range(3))
    edge_b, edge_c = second - corner, third - corner
    across = np.cross(direction, edge_c)
    scale = np.einsum("nk,nk->n", edge_b, across)
    scale = np.where(np.abs(scale) < 1e-12, np.inf, scale)
    offset = origin - corner
    b = np.einsum("nk,nk->n", offset, across) / scale
    turned = np.cross(offset, edge_b)
    c = turned @ direction / scale
    distance = np.einsum("nk,nk->n", edge_c, turned) / scale
    hits = np.flatnonzero((b >= 0) & (c >= 0) & (b + c <= 1) & (distance > 1e-6))
    if not len(hits):
        raise ValueError(f"a ray from {origin.tolist()} towards {direction.tolist()} meets no skin")
    hit = hits[distance[hits].argmin()]
    return Anchor(int(hit), (float(1 - b[hit] - c[hit]), float(b[hit]), float(c[hit])))
