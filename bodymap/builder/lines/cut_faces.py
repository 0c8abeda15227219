"""The flat faces where a picture cuts limbs off, as far as the viewer sees them."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import affinity

from bodymap.builder.posing.cut import face
from bodymap.builder.scene import Outlook, Scene
from bodymap.core.vocabulary import Side

_TOLERANCE_MM = 0.05
_DECIMALS = 2
_THINNEST_MM = 0.8
"""Face and skin meet along a line that is found twice; slivers between the two are no face."""


def drawn(scene: Scene, outline: shapely.MultiPolygon) -> list[shapely.Polygon]:
    """The faces beside the skin, in picture mm, in mirrored pairs; none where the viewer sees the limb's skin only."""
    found = []
    for outlook in scene.outlooks:
        if outlook.cuts:
            one = _seen(scene, outlook, outline)
            found += [] if one.is_empty else [one, affinity.scale(one, xfact=-1, origin=(0, 0))]
    return found


def _seen(scene: Scene, outlook: Outlook, outline: shapely.MultiPolygon) -> shapely.Polygon:
    """The face of the left limb where the picture shows it, empty if it turns away."""
    mirror, sign = scene.mirrors(outlook, Side.LEFT)
    left = outlook.cuts[0]
    if (left.beyond * mirror) @ np.array(outlook.camera.away) >= 0:
        return shapely.Polygon()
    places = outlook.project(face(left, outlook.vertices, scene.triangles) * mirror)[:, :2] * [sign, 1.0]
    beside = shapely.difference(shapely.Polygon(places), outline).buffer(-_THINNEST_MM / 2).buffer(_THINNEST_MM / 2)
    largest = max(shapely.get_parts(beside), key=lambda piece: piece.area, default=shapely.Polygon())
    ring = shapely.get_coordinates(shapely.simplify(largest, _TOLERANCE_MM))
    return shapely.Polygon(np.round(ring, _DECIMALS) + 0.0)
