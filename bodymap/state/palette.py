"""Colours and signs that mean something, the same on screen, picture and page; values only, no Qt.

A root has one colour, whatever its rank among the candidates; how strong a candidate it is, is told by how strongly its
skin is filled. Seven hues follow each other from head to tail, so that a root differs clearly from the two on either
side of it, also for eyes that lack one kind of cone: by at least 29 (CIE 1976 L*a*b* distance) in normal sight and in
protanopia, deuteranopia and tritanopia as simulated after Machado, Oliveira and Fernandes, IEEE Trans Vis Comput Graph
2009;15:1291-8. The root's name stands beside its colour everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bodymap.core.vocabulary import Quality, Root


@dataclass(frozen=True, slots=True)
class RootColours:
    """One root's colour wherever it shows.

    Attributes
    ----------
    fill : str
        Areas: the territory on the body, the bone, the bar.
    line : str
        Lines on the card: the nerve, the border of a name.
    text : str
        The root's name on a pill.
    course : str
        Lines on the body.
    """

    fill: str
    line: str
    text: str
    course: str


_ON_LIGHT: Final = (
    RootColours("#F2B84B", "#AE760D", "#754F08", "#8F610A"),
    RootColours("#A8DDB5", "#3A9450", "#266235", "#307A42"),
    RootColours("#9B7FC9", "#9374C4", "#66439F", "#7C58B8"),
    RootColours("#E8DC5A", "#908514", "#5F580D", "#756C10"),
    RootColours("#B98A5A", "#AA7948", "#715030", "#8B643B"),
    RootColours("#7CC4EA", "#1F8BC4", "#155B80", "#1A719F"),
    RootColours("#4A6FB5", "#4A6FB5", "#39558B", "#476BAE"),
)
_ON_DARK: Final = (
    RootColours("#F2B84B", "#F2B84B", "#F2B84B", "#714C08"),
    RootColours("#A8DDB5", "#A8DDB5", "#A8DDB5", "#255F33"),
    RootColours("#9B7FC9", "#9B7FC9", "#B8A5D9", "#62419A"),
    RootColours("#E8DC5A", "#E8DC5A", "#E8DC5A", "#5A540D"),
    RootColours("#B98A5A", "#B98A5A", "#CAA681", "#6B4D2D"),
    RootColours("#7CC4EA", "#7CC4EA", "#7CC4EA", "#14587C"),
    RootColours("#4A6FB5", "#6B89C2", "#98ADD5", "#375388"),
)

UNSAID: Final = "#BC0F2F"
"""A mark of which only the place is known."""

# Six steps of lightness, so that feelings differ for every kind of eye and in grey: by at least 13 (CIE 1976 L*a*b*) in
# colour and 5 in lightness alone, and by 3 : 1 from the skin they are drawn on.
QUALITY_ON_LIGHT: Final[Mapping[Quality, str]] = {
    Quality.ACHING: "#5A0007",
    Quality.BURNING: "#CD6D20",
    Quality.SHOOTING: "#44208A",
    Quality.TINGLING: "#2B7A9E",
    Quality.NUMB: "#414D55",
}
QUALITY_ON_DARK: Final[Mapping[Quality, str]] = {
    Quality.ACHING: "#5A0007",
    Quality.BURNING: "#6F3200",
    Quality.SHOOTING: "#3F1C85",
    Quality.TINGLING: "#015877",
    Quality.NUMB: "#636F78",
}

BODY_ON_LIGHT: Final[Mapping[str, str]] = {
    "skin": "#F3EFEA",
    "shade": "#30281F",
    "outline": "#6B6259",
}
"""The body that nothing is marked on."""

SPINE_ON_LIGHT: Final[Mapping[str, str]] = {
    "bone": "#E9E4DB",
    "bone_line": "#8C8374",
    "bone_text": "#3E3A33",
    "nerve": "#D9D2C4",
    "disc": "#C9C6C0",
    "canal": "#B5AC9D",
}
"""The spine, with the roots that are not lit."""

SIGNS: Final[Mapping[Quality, str]] = {
    Quality.ACHING: "^",
    Quality.BURNING: "x",
    Quality.SHOOTING: "/",
    Quality.TINGLING: "o",
    Quality.NUMB: "=",
}
"""The sign of a feeling, as pain drawings on paper have used it since Ransford 1976."""

SIGN_LINES: Final[Mapping[Quality, tuple[tuple[tuple[float, float], ...], ...]]] = {
    Quality.ACHING: (((0.22, 0.62), (0.5, 0.34), (0.78, 0.62)),),
    Quality.BURNING: (((0.28, 0.28), (0.72, 0.72)), ((0.72, 0.28), (0.28, 0.72))),
    Quality.SHOOTING: (((0.2, 0.8), (0.8, 0.2)),),
    Quality.TINGLING: (
        ((0.7, 0.5), (0.685, 0.577), (0.641, 0.641), (0.577, 0.685), (0.5, 0.7), (0.423, 0.685),
         (0.359, 0.641), (0.315, 0.577), (0.3, 0.5), (0.315, 0.423), (0.359, 0.359), (0.423, 0.315),
         (0.5, 0.3), (0.577, 0.315), (0.641, 0.359), (0.685, 0.423), (0.7, 0.5)),
    ),
    Quality.NUMB: (((0.22, 0.38), (0.78, 0.38)), ((0.22, 0.62), (0.78, 0.62))),
}  # fmt: skip
"""The lines of each sign in a square of side 1, y downwards."""


def root_colour(root: Root, *, is_dark: bool = False) -> RootColours:
    """The colours of a root, on a light ground (paper too) or a dark one."""
    colours = _ON_DARK if is_dark else _ON_LIGHT
    return colours[root.position % len(colours)]


def quality_colour(quality: Quality | None, *, is_dark: bool = False) -> str:
    """The colour of a mark that feels like this; `None` is a mark of which only the place is known."""
    if quality is None:
        return UNSAID
    return (QUALITY_ON_DARK if is_dark else QUALITY_ON_LIGHT)[quality]
