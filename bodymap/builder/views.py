"""The views: from where the body is seen and how it is posed for that."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bodymap.builder.pose import Aim, Direction, Pose, Turn, Twist
from bodymap.builder.raster import Camera
from bodymap.core.anatomy import View


def _down(degrees_out: float, forward: float = 0.0) -> Direction:
    """Downwards, leaning away from the midline by an angle in the frontal plane."""
    angle = math.radians(degrees_out)
    return (math.sin(angle), -math.cos(angle), forward)


ANATOMICAL_ARMS: Pose = {
    "upperarm01": (Aim("lowerarm01", _down(19)),),
    "lowerarm01": (Twist(-48), Aim("wrist", _down(24, 0.05))),
    "lowerarm02": (Twist(-47),),
    "wrist": (Aim("finger3-1", _down(20, 0.02)),),
}
_LEGS: Pose = {
    "upperleg01": (Aim("lowerleg01", (0.065, -1.0, 0.06)),),
    "lowerleg01": (Aim("foot", (0.045, -1.0, -0.03)),),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """One view: where the camera stands and how the figure is posed for it."""

    view: View
    camera: Camera
    pose: Pose

    @property
    def is_symmetric(self) -> bool:
        """Whether the picture is its own mirror image, seen along the midline plane."""
        return self.camera.right[0] != 0


SHOTS = {
    View.FRONT: Shot(
        View.FRONT,
        Camera(right=(1, 0, 0), down=(0, -1, 0), away=(0, 0, -1)),
        {**ANATOMICAL_ARMS, **_LEGS, "foot": (Turn(48, (1.0, 0.0, 0.0)),)},
    ),
    View.BACK: Shot(
        View.BACK,
        Camera(right=(-1, 0, 0), down=(0, -1, 0), away=(0, 0, 1)),
        {**ANATOMICAL_ARMS, **_LEGS},
    ),
}
