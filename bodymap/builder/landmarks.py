"""Bony landmarks on the reference surface and the ISNCSCI key sensory points placed from them.

The key points follow their anatomical definitions (ASIA key sensory points 2008; International Standards 2011), not
the maps: a test holds the maps to them. Positions are of the reference surface (`charts`), left side, units of 10 cm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bodymap.builder import charts
from bodymap.builder.body import Body, Floats, Ints, load
from bodymap.builder.raster import Camera, Sight
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


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point fixed to the surface: a triangle and the weights of its corners."""

    triangle: int
    weights: tuple[float, float, float]

    def on(self, vertices: Floats, triangles: Ints) -> Floats:
        """Where the anchor lies when the mesh has these vertices."""
        return np.asarray(np.array(self.weights) @ vertices[triangles[self.triangle]])


def key_points() -> Mapping[str, Anchor]:
    """Anchors of the left key sensory points by root; S4 and S5 share one, under the name `S4-5`."""
    body = load()
    surface, triangles = charts.reference_values()[:, :3], refine(body).triangles

    def cast(origin: Floats, direction: Floats) -> Anchor:
        return _first_hit(surface, triangles, np.asarray(origin, dtype=float), np.asarray(direction, dtype=float))

    def from_front(x: float, y: float) -> Anchor:
        return cast(np.array([x, y, 30.0]), -_FORWARD)

    def from_behind(x: float, y: float) -> Anchor:
        return cast(np.array([x, y, -30.0]), _FORWARD)

    def round_limb(centre: Floats, degrees: float, outer: Floats) -> Anchor:
        angle = np.radians(degrees)
        return cast(centre, np.sin(angle) * outer + np.cos(angle) * _FORWARD)

    def behind_finger(number: int, phalanx: int) -> Anchor:
        return cast(_bone_middle(body, f"finger{number}-{phalanx}.L"), -_FORWARD)

    elbow_outer = charts.outward(charts.ELBOW - charts.SHOULDER)
    above_elbow = charts.ELBOW - 0.03 * (charts.ELBOW - charts.SHOULDER)
    right = np.array([1.0, 0.0, 0.0])
    inguinal = (ILIAC_SPINE + PUBIC_TUBERCLE) / 2
    condyle = charts.KNEE + np.array([0.0, 0.25, 0.0])
    condyle_skin = round_limb(condyle, -90, right).on(surface, triangles)
    thigh = (inguinal + condyle_skin[:2]) / 2
    space = {number: from_front(CLAVICLE_MIDDLE_X, NIPPLE_Y + (4 - number) * RIB_SPACE_HEIGHT) for number in (3, 4)}
    middle = {
        root: from_front(CLAVICLE_MIDDLE_X, y)
        for root, y in {
            "T5": (NIPPLE_Y + XIPHOID_Y) / 2,
            "T6": XIPHOID_Y,
            "T7": XIPHOID_Y + 0.25 * (NAVEL_Y - XIPHOID_Y),
            "T8": XIPHOID_Y + 0.50 * (NAVEL_Y - XIPHOID_Y),
            "T9": XIPHOID_Y + 0.75 * (NAVEL_Y - XIPHOID_Y),
            "T10": NAVEL_Y,
            "T11": (NAVEL_Y + _on_line(PUBIC_TUBERCLE, ILIAC_SPINE, CLAVICLE_MIDDLE_X)) / 2,
        }.items()
    }
    toe = body.heads[body.bone("toe3-1.L")]
    return {
        "C2": from_behind(0.12, PROTUBERANCE_Y),
        "C3": cast(np.array([CLAVICLE_MIDDLE_X, SUPRACLAVICULAR_Y + 3.0, 3.4]), np.array([0.0, -1.0, -1.0])),
        "C4": cast(np.array([ACROMIOCLAVICULAR_X, 9.0, 0.1]), np.array([0.0, -1.0, 0.0])),
        "C5": round_limb(above_elbow, 50, elbow_outer),
        "C6": behind_finger(1, 2),
        "C7": behind_finger(3, 1),
        "C8": behind_finger(5, 1),
        "T1": round_limb(above_elbow, -65, elbow_outer),
        "T2": cast(np.array([1.62, 3.6, 0.1]), np.array([-0.08, 1.0, 0.0])),
        "T3": space[3],
        "T4": space[4],
        **middle,
        "T12": from_front(*inguinal),
        "L1": from_front(*((inguinal + thigh) / 2)),
        "L2": from_front(*thigh),
        "L3": round_limb(condyle, -90, right),
        "L4": round_limb(charts.ANKLE, -90, right),
        "L5": cast(toe + np.array([0.0, 5.0, 0.0]), np.array([0.0, -1.0, 0.0])),
        "S1": cast(np.array([9.0, -7.85, -0.1]), -right),
        "S2": round_limb(charts.KNEE, 180, right),
        "S3": from_behind(*ISCHIAL_TUBEROSITY),
        "S4-5": cast(np.array([0.09, -2.0, -0.45]), np.array([0.0, 1.0, 0.0])),
    }


def is_visible(anchor: Anchor, vertices: Floats, triangles: Ints, camera: Camera, sight: Sight) -> bool:
    """Whether the camera sees the anchored point itself and not skin in front of it."""
    x, y, depth = camera.project(anchor.on(vertices, triangles)[None])[0]
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
