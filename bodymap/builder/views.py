"""The views: from where the body is seen, how it is posed for that, and which skin each picture is for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bodymap.builder.charts import ANKLE, KNEE, Flat, Skin, flatten
from bodymap.builder.posing.cut import Cut
from bodymap.builder.posing.pose import ANATOMICAL_ARMS, Aim, Pose, Turn, Twist, down
from bodymap.builder.posing.skin_lengths import Sliding
from bodymap.builder.raster import Camera
from bodymap.core.vocabulary import Side, View

_ABOVE_NAVEL = 2.6

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
_TOES_OUT: Pose = {"foot": (Turn(18, (0.0, 1.0, 0.0)),)}
"""Flat on the floor on which the figure seen from behind stands, turned out so that the instep is seen."""
_ARMS_BACK: Pose = {
    "upperarm01": (Aim("lowerarm01", (1.20, -0.42, -0.95)),),
    "lowerarm01": (Twist(-15), Aim("wrist", (0.30, -0.87, -0.50))),
    "lowerarm02": (Twist(-15),),
    "wrist": (Aim("finger3-1", (0.10, -0.87, -0.50)),),
}
"""Back from the trunk, so that chest, flank and armpit are seen and both sides stand close together."""
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
_LYING_LEGS_DRAWN_UP: Pose = {
    "upperleg01": (Aim("lowerleg01", (0.68, -0.22, 0.68)),),
    "spine05": (Turn(18, (1.0, 0.0, 0.0)),),
    "spine04": (Turn(22, (1.0, 0.0, 0.0)),),
    "spine03": (Turn(18, (1.0, 0.0, 0.0)),),
}
"""On the back, thighs apart, the back rounded, so that the lower belly is seen beyond the genitals."""
_BETWEEN_THE_LEGS = Sliding(
    middle=(0.0, -0.1, 0.1), reach=2.8, free=0.4, hold=0.06, strip=0.9, strip_top=0.7, strip_hold=0.15
)


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
    sliding : Sliding or None
        Where the skin keeps its length although the pose would stretch it.
    cut : Cut or None
        Where limbs are cut off, on both sides.
    """

    camera: Camera
    pose: Pose
    keep: Keep | None = None
    inwards_mm: int = 0
    down_mm: int = 0
    sliding: Sliding | None = None
    cut: Cut | None = None


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
    return np.asarray(_where("leg", skin, lambda leg: leg.along > 1.7) & (skin.position[:, 2] > ANKLE[2] - 0.12))


def _soles(skin: Skin) -> NDArray[np.bool_]:
    return np.asarray((skin.position[:, 1] < -7.25) & (skin.arm < 0.5))


def _pelvis(skin: Skin) -> NDArray[np.bool_]:
    x, y, _ = skin.position.T
    return np.asarray((y < _ABOVE_NAVEL - 0.4 * x * x) & (y > KNEE[1]) & (skin.arm < 0.5))


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


def _from_below(degrees: float) -> Camera:
    """From below, so many degrees towards the front; the front is up."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return Camera(right=(1, 0, 0), down=(0, -sine, -cosine), away=(0, cosine, -sine))


_THIGHS, _ANKLES = Cut("upperleg02", 0.25), Cut("lowerleg02", 0.66, keeps_tail=True)

SHOTS: Mapping[View, Shot] = {
    shot.view: shot
    for shot in (
        Shot(View.FRONT, (Panel(_FRONT, {**ANATOMICAL_ARMS, **_LEGS, **_TOES_OUT}),)),
        Shot(View.BACK, (Panel(_BACK, {**ANATOMICAL_ARMS, **_LEGS}),)),
        Shot(View.LEFT, (Panel(_LEFT, {**_ARMS_BACK, **_LEGS}),), Side.LEFT),
        Shot(View.RIGHT, (Panel(_RIGHT, {**_ARMS_BACK, **_LEGS}),), Side.RIGHT),
        Shot(
            View.FEET,
            (
                Panel(_tilted(22), {}, _insteps, inwards_mm=100, down_mm=-480, cut=_ANKLES),
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
        Shot(
            View.SADDLE,
            (Panel(_from_below(-5), _LYING_LEGS_DRAWN_UP, _pelvis, sliding=_BETWEEN_THE_LEGS, cut=_THIGHS),),
        ),
    )
}
