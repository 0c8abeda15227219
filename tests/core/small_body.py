"""A small body of rectangles in the format of the drawings, easy to reckon with.

Seen from the front, on the patient's left (x > 0; the right is its mirror image), from top to bottom ::

    y -160 .. -60   face                no territory
    y  -60 .. -10   belly-lower         T11
    y  -10 ..   0   belly-lower         T12, a band narrower than the soft border
    y    0 .. 100   hip-front           L1
    y  100 .. 150   hip-front           x 0 .. 50 S2 | x 50 .. 100 L2, an axial line between them
    y  150 .. 200   thigh-front-upper   likewise
    y  200 .. 300   thigh-front-upper   L3

and from the back, on the patient's left (x < 0) ::

    y    0 .. 150   buttock-middle      S2
    y  150 .. 200   hip-front           L1
    y  200 .. 300   thigh-back-upper    L1

The Lee layer of the front has L1 at y 0 .. 100 and nothing else. The soft border is 20 mm wide. The front has the
territory of a nerve at y 0 .. 100 and a visible and a hidden course of L1 on the left.

The wide body has a view of the left side too, where the left hip-front is 30,000 mm² of L1, twice what the front shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.drawing_reader import read_drawing
from bodymap.core.atlas.maps import DermatomeMap
from bodymap.core.atlas.nerves import Nerve
from bodymap.core.tables.literature import SourceId
from bodymap.core.vocabulary import Figure, MapName, NerveId, Root, View

WIDTH_MM = 20.0
Box = tuple[str, float, float, float, float]

FRONT_TERRITORIES: tuple[Box, ...] = (
    ("T11", 0, -60, 100, -10),
    ("T12", 0, -10, 100, 0),
    ("L1", 0, 0, 100, 100),
    ("L2", 50, 100, 100, 200),
    ("S2", 0, 100, 50, 200),
    ("L3", 0, 200, 100, 300),
)
FRONT_PARTS: tuple[Box, ...] = (
    ("face", 0, -160, 100, -60),
    ("belly-lower", 0, -60, 100, 0),
    ("hip-front", 0, 0, 100, 150),
    ("thigh-front-upper", 0, 150, 100, 300),
)
BACK_TERRITORIES: tuple[Box, ...] = (("S2", -100, 0, 0, 150), ("L1", -100, 150, 0, 300))
BACK_PARTS: tuple[Box, ...] = (
    ("buttock-middle", -100, 0, 0, 150),
    ("hip-front", -100, 150, 0, 200),
    ("thigh-back-upper", -100, 200, 0, 300),
)


def svg_of(*, layers: str = "", view: str = "front", attributes: str = "", head: str = "") -> str:
    """An SVG with the right frame round some layers."""
    return (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'viewBox="-120 -180 240 500" width="240mm" height="500mm" data-format="1" data-figure="neutral" '
        f'data-view="{view}"{attributes}><title>A small body</title>{layers}</svg>'
    )


def front_svg() -> str:
    """The drawing from the front."""
    nerves = _regions("nerve", "nerve", (("groin-nerve", 0, 0, 100, 100),))
    courses = "".join(
        f'<path id="course-L1-left-{number}" data-root="L1" data-side="left" data-visible="{visible}" d="{line}"/>'
        for number, visible, line in ((1, "true", "M10 0L50 50"), (2, "false", "M50 50L60 90M70 90L80 90"))
    )
    return svg_of(
        layers=_layers(-160, FRONT_TERRITORIES, FRONT_PARTS, lee=(("L1", 0, 0, 100, 100),))
        + f'<g id="cutaneous-nerves">{nerves}</g><g id="courses">{courses}</g>'
    )


def back_svg() -> str:
    """The drawing from the back."""
    return svg_of(layers=_layers(0, BACK_TERRITORIES, BACK_PARTS), view="back")


def left_svg() -> str:
    """The drawing of the left side."""
    body = rectangle(0, 0, 100, 300)
    return svg_of(
        view="left",
        layers=f'<g id="shade"><path id="body" d="{body}"/></g>'
        f'<g id="outline"><path id="silhouette" d="{body}"/></g>'
        f'<g id="parts"><path id="part-hip-front-left" data-part="hip-front" data-side="left" d="{body}"/></g>'
        f'<g id="foerster" data-kind="map"><path id="foerster-L1-left" data-root="L1" data-side="left" d="{body}"/></g>'
        '<g id="landmarks"></g>',
    )


def rectangle(left: float, top: float, right: float, bottom: float) -> str:
    """The path of a rectangle."""
    return f"M{left} {top}L{right} {top}L{right} {bottom}L{left} {bottom}Z"


@cache
def small_atlas(*, with_lee: bool = False) -> Atlas:
    """The atlas of the small body, with one map or two."""
    drawings = {
        View.FRONT: read_drawing(front_svg(), file="front.svg"),
        View.BACK: read_drawing(back_svg(), file="back.svg"),
    }
    names = (MapName.FOERSTER, MapName.LEE) if with_lee else (MapName.FOERSTER,)
    nerve = Nerve(NerveId("groin-nerve"), "groin nerve", "nerve of the groin", (Root.L1,), (SourceId("foerster1933"),))
    return Atlas(Figure.NEUTRAL, drawings, tuple(map(_map, names)), (nerve,))


@cache
def wide_atlas() -> Atlas:
    """The atlas of the wide body."""
    left = {View.LEFT: read_drawing(left_svg(), file="left.svg")}
    return replace(small_atlas(), drawings={**small_atlas().drawings, **left})


def _map(name: MapName) -> DermatomeMap:
    return DermatomeMap(name, name.value, "small", WIDTH_MM, "easy to reckon with", (SourceId("foerster1933"),))


def _layers(top: float, territories: Iterable[Box], parts: Iterable[Box], lee: Iterable[Box] = ()) -> str:
    body = rectangle(-100, top, 100, 300)
    return (
        f'<g id="shade" inkscape:label="shade" fill="currentColor"><path id="body" d="{body}"/></g>'
        f'<g id="outline" fill="none" stroke="currentColor"><path id="silhouette" d="{body}"/>'
        f'<path id="occlusion-1" d="M0 100L0 200"/></g>'
        f'<g id="parts">{_regions("part", "part", parts)}</g>'
        f'<g id="foerster" data-kind="map">{_regions("foerster", "root", territories)}</g>'
        f'<g id="lee" data-kind="map">{_regions("lee", "root", lee)}</g>'
        '<g id="landmarks"><circle id="key-L1-left" data-landmark="key-point" data-root="L1" data-side="left" '
        'cx="50" cy="50" r="4"/><circle id="key-S4-5-left" data-landmark="key-point" data-root="S4 S5" '
        'data-side="left" cx="10" cy="150" r="4"/></g>'
    )


def _regions(prefix: str, kind: str, boxes: Iterable[Box]) -> str:
    pieces: list[str] = []
    for name, left, top, right, bottom in boxes:
        paths = {"left": rectangle(left, top, right, bottom), "right": rectangle(-right, top, -left, bottom)}
        pieces += [
            f'<path id="{prefix}-{name}-{side}" data-{kind}="{name}" data-side="{side}" d="{path}"/>'
            for side, path in paths.items()
        ]
    return "".join(pieces)
