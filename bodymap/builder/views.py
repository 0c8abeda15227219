"""The views: from where the body is seen, how it is posed for that, and which skin each picture is for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bodymap.builder.charts import ANKLE, Flat, Skin, flatten
from bodymap.builder.pose import ANATOMICAL_ARMS, Aim, Pose, Turn, Twist, down
from bodymap.builder.raster import Camera
from bodymap.core.vocabulary import Side, View

Keep = Callable[[Skin], NDArray[np.bool_]]
"""Which points of the surface a panel shows."""

_FRONT = Camera(right=(1, 0, 0), down=(0, -1, 0), away=(0, 0, -1))
_BACK = Camera(right=(-1, 0, 0), down=(0, -1, 0), away=(0, 0, 1))
_LEFT = Camera(right=(0, 0, -1), down=(0, -1, 0), away=(-1, 0, 0))
_RIGHT = Camera(right=(0, 0, 1), down=(0, -1, 0), away=(1, 0, 0))
_BELOW = Camera(right=(1, 0, 0), down=(0, 0, -1), away=(0, 1, 0))

_LEGS: Pose = {
    "upperleg01": (Aim("lowerleg01", (0.065, -1.0, 0.06)),),
    "lowerleg01": (Aim("foot", (0.045, -1.0, -0.03)),),
}
_ARMS_FORWARD: Pose = {
    "upperarm01": (Aim("lowerarm01", (0.30, -0.12, 1.0)),),
    "lowerarm01": (Aim("wrist", (0.10, -0.05, 1.0)),),
}
_ARMS_HANGING: Pose = {
    "upperarm01": (Aim("lowerarm01", down(6)),),
    "lowerarm01": (Twist(-48), Aim("wrist", down(2, 0.05))),
    "lowerarm02": (Twist(-47),),
    "wrist": (Aim("finger3-1", down(3, 0.02)),),
}
_ARMS_TURNED_IN: Pose = {
    **_ARMS_HANGING,
    "lowerarm01": (Twist(44), Aim("wrist", down(2, 0.05))),
    "lowerarm02": (Twist(44),),
}
_LEGS_DRAWN_UP: Pose = {
    "upperleg01": (Aim("lowerleg01", (0.75, 0.12, 0.75)),),
    "lowerleg01": (Aim("foot", (0.1, -0.3, 0.9)),),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture of a view: a camera before a posed figure, of which some skin is kept.

    Attributes
    ----------
    camera : Camera
    pose : Pose
    keep : Keep or None
        Skin to show; the rest of the figure is left out. None for all.
    inwards_mm, down_mm : int
        How far both sides are moved to the midline, and the whole picture down, to stand well beside other panels.
    """

    camera: Camera
    pose: Pose
    keep: Keep | None = None
    inwards_mm: int = 0
    down_mm: int = 0


@dataclass(frozen=True, slots=True)
class Shot:
    """A view and the panels it is made of; `side` where it shows one side of the body only."""

    view: View
    panels: tuple[Panel, ...]
    side: Side | None = None

    @property
    def is_symmetric(self) -> bool:
        """Whether the picture is its own mirror image about x = 0."""
        return self.side is None


def _hands(skin: Skin) -> NDArray[np.bool_]:
    return _where("arm", skin, lambda arm: arm.along > 1.74)


def _insteps(skin: Skin) -> NDArray[np.bool_]:
    return np.asarray(_where("leg", skin, lambda leg: leg.along > 1.84) & (skin.position[:, 2] > ANKLE[2] - 0.12))


def _soles(skin: Skin) -> NDArray[np.bool_]:
    return np.asarray((skin.position[:, 1] < -7.25) & (skin.arm < 0.5))


def _pelvis(skin: Skin) -> NDArray[np.bool_]:
    return np.asarray(_where("leg", skin, lambda leg: leg.along < 0.56) & (skin.position[:, 1] < 1.1))


def _where(chart: str, skin: Skin, condition: Callable[[Flat], NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """The points that a chart covers and whose coordinates there fulfil a condition."""
    flat = flatten(chart, skin)
    kept = np.zeros(len(skin.position), dtype=bool)
    kept[flat.points] = condition(flat)
    return kept


def _tilted(degrees: float) -> Camera:
    """From above and in front, so many degrees from straight above; toes point down."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return Camera(right=(1, 0, 0), down=(0, -sine, cosine), away=(0, -cosine, -sine))


SHOTS: Mapping[View, Shot] = {
    shot.view: shot
    for shot in (
        Shot(View.FRONT, (Panel(_FRONT, {**ANATOMICAL_ARMS, **_LEGS, "foot": (Turn(48, (1.0, 0.0, 0.0)),)}),)),
        Shot(View.BACK, (Panel(_BACK, {**ANATOMICAL_ARMS, **_LEGS}),)),
        Shot(View.LEFT, (Panel(_LEFT, {**_ARMS_FORWARD, **_LEGS}),), Side.LEFT),
        Shot(View.RIGHT, (Panel(_RIGHT, {**_ARMS_FORWARD, **_LEGS}),), Side.RIGHT),
        Shot(
            View.FEET,
            (
                Panel(_tilted(22), {}, _insteps, inwards_mm=100, down_mm=-480),
                Panel(_BELOW, {}, _soles, inwards_mm=100, down_mm=240),
            ),
        ),
        Shot(
            View.HANDS,
            (
                Panel(_FRONT, _ARMS_HANGING, _hands, inwards_mm=105),
                Panel(_FRONT, _ARMS_TURNED_IN, _hands, inwards_mm=105, down_mm=300),
            ),
        ),
        Shot(View.SADDLE, (Panel(_BELOW, _LEGS_DRAWN_UP, _pelvis),)),
    )
}
