"""The spine of a case as an SVG for white paper: the bones from behind, the roots in question lit and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bodymap.core.atlas.svg import SvgShape, ViewBox, read_svg
from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.vocabulary import Root, Side
from bodymap.core.words.language import ENGLISH, Language
from bodymap.library import resources
from bodymap.publish.body_panels import CHARACTER, FAINT, FAMILIES, INK, PAPER, text_line, thinned
from bodymap.state.palette import BODY_ON_LIGHT, SPINE_ON_LIGHT, root_colour

LOW_BACK: Final = "spine-lumbosacral"
WHOLE: Final = "spine-column"
FIRST_LOW: Final = Root.T12
"""The highest root that the close-up of the low back shows."""

_COLOURS: Final[Mapping[str, str]] = {
    "canal": SPINE_ON_LIGHT["canal"],
    "discs": SPINE_ON_LIGHT["disc"],
    "bones": SPINE_ON_LIGHT["bone"],
    "roots": SPINE_ON_LIGHT["nerve"],
    "shade": BODY_ON_LIGHT["shade"],
    "outline": SPINE_ON_LIGHT["bone_line"],
}
_BONE_INK: Final = SPINE_ON_LIGHT["bone_text"]
_SOLID: Final = frozenset({"canal", "discs", "bones", "roots"})
_LIT_BONE: Final = 0.55
"""How much of its root's colour a bone takes; its shading stays to be seen."""
_LETTERS_MM: Final = 2.8
"""Size of the letters on paper."""
_NAMED: Final = ("T12", "L1", "L2", "L3", "L4", "L5")
_SHOWN_MM: Final = 380.0
"""How much of the spine is shown when that is enough for what is lit."""
_THINNED: Final = 0.0005
"""How far lines may lie from where they are drawn, as a part of what is shown: 0.04 mm on paper."""
_LINES: Final = 3.4
"""Room for letters above and under the bones, as a part of their size."""
_NAMES_AT: Final = 0.46
"""Names stand this far from the middle, as a part of the width of the drawing."""


@dataclass(frozen=True, slots=True)
class _Spine:
    box: ViewBox
    layers: tuple[tuple[str, Mapping[str, str], tuple[SvgShape, ...]], ...]
    shapes: Mapping[str, SvgShape]

    def points(self, name: str) -> NDArray[np.float64]:
        """The corners of an element; none when the drawing does not have it."""
        shape = self.shapes.get(name)
        return np.concatenate(shape.lines) if shape is not None else np.empty((0, 2))

    def exit(self, root: Root, side: Side) -> tuple[float, float] | None:
        """Where a root leaves the spine: beside the disc between its two vertebrae, else at its upper end."""
        points = self.points(f"root-{root.value}-{side.value}")
        if not len(points):
            return None
        disc = self.points(_disc_of(root))
        level = float(points[:, 1].min() if not len(disc) else (disc[:, 1].min() + disc[:, 1].max()) / 2)
        x, y = min(points.tolist(), key=lambda point: (round(abs(point[1] - level)), -abs(point[0])))
        return x, y


@dataclass(frozen=True, slots=True)
class _Name:
    root: Root
    side: Side
    leaves: tuple[float, float]
    y: float


def spine_text(
    candidates: Sequence[Candidate], language: Language = ENGLISH, *, height_mm: float = 84.0, text: float = 1.0
) -> str:
    """The SVG of the low back, or of the whole spine when a candidate leaves it higher up.

    Seen from behind: the patient's left is on the viewer's left.

    Parameters
    ----------
    height_mm : float
        How tall the picture will be on paper, so that its letters can be read there.
    text : float
        How large the text around it is, 1 for normal.
    """
    is_low = all(one.root.position >= FIRST_LOW.position for one in candidates)
    name = LOW_BACK if is_low else WHOLE
    spine = _spine(name)
    lit = {(one.root, one.side): one.share for one in candidates}
    first, last = _cut(spine, lit)
    part = _LETTERS_MM * text / height_mm
    letters = part * (last - first) / (1 - _LINES * part)
    aside = max(_NAMES_AT * spine.box.width + 4.2 * letters * CHARACTER, spine.box.width / 2)
    caption = language.label("Spine from behind")
    right = max(aside, letters * CHARACTER * len(caption) / 2)
    left, width = -right, 2 * right
    top, height = first - 1.6 * letters, last - first + _LINES * letters
    pieces = (
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.2f} {top:.2f} {width:.2f} {height:.2f}" '
            f'width="{width:.2f}" height="{height:.2f}" font-family="{FAMILIES}" font-size="{letters:.2f}">'
        ),
        *_bones(spine, lit, _lines(name, _THINNED * (last - first))),
        *_lit_roots(spine, lit),
        *_vertebrae(spine, letters),
        *_names(spine, lit, letters, last),
        text_line(language.label("L"), letters - aside, top + letters, colour=FAINT),
        text_line(language.label("R"), aside - letters, top + letters, colour=FAINT),
        (
            f'<rect x="{left:.2f}" y="{last + 0.3 * letters:.2f}" width="{width:.2f}" height="{2 * letters:.2f}" '
            f'fill="{PAPER}"/>'
        ),
        text_line(caption, 0, top + height - 0.4 * letters, colour=FAINT),
        "</svg>\n",
    )
    return "\n".join(pieces)


def _cut(spine: _Spine, lit: Iterable[tuple[Root, Side]]) -> tuple[float, float]:
    """From where to where the spine is shown: all of a close-up, else as much as holds what is lit, larger."""
    box, levels = spine.box, [spot[1] for root, side in lit if (spot := spine.exit(root, side)) is not None]
    if not levels or box.height <= _SHOWN_MM or max(levels) - min(levels) > 0.7 * _SHOWN_MM:
        return box.y, box.bottom
    first = min(max((min(levels) + max(levels) - _SHOWN_MM) / 2, box.y), box.bottom - _SHOWN_MM)
    return first, first + _SHOWN_MM


@lru_cache(maxsize=2)
def _spine(name: str) -> _Spine:
    document = read_svg(resources.svg_text(name), file=f"{name}.svg")
    layers = tuple((layer.id, layer.attributes, layer.shapes) for layer in document.layers if layer.id in _COLOURS)
    shapes = {shape.attributes.get("id", ""): shape for layer in document.layers for shape in layer.shapes}
    return _Spine(document.view_box, layers, shapes)


@lru_cache(maxsize=4)
def _lines(name: str, tolerance: float) -> tuple[tuple[str, ...], ...]:
    """The lines of all shapes, layer by layer, with no more corners than that tolerance asks for."""
    return tuple(tuple(thinned(shape, tolerance) for shape in shapes) for _, _, shapes in _spine(name).layers)


def _bones(spine: _Spine, lit: Iterable[tuple[Root, Side]], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    colours = {f"vertebra-{root.value}": root_colour(root).fill for root, _ in lit}
    for (name, attributes, shapes), drawn in zip(spine.layers, lines, strict=True):
        paint = {key: value for key, value in attributes.items() if key.startswith(("fill", "stroke"))}
        if name in _SOLID:
            paint |= {"fill-opacity": "1"}
        yield f"<g{_attributes(paint, _COLOURS[name])}>"
        for shape, line in zip(shapes, drawn, strict=True):
            own = {key: value for key, value in shape.attributes.items() if key.startswith(("fill", "stroke"))}
            yield f'<path{_attributes(own, _COLOURS[name])} d="{line}"/>'
            colour = colours.get(shape.attributes.get("id", ""))
            if colour and name == "bones":
                yield f'<path fill="{colour}" fill-opacity="{_LIT_BONE}" fill-rule="evenodd" d="{line}"/>'
        yield "</g>"


def _lit_roots(spine: _Spine, lit: Iterable[tuple[Root, Side]]) -> Iterator[str]:
    for root, side in reversed(list(lit)):
        shape = spine.shapes.get(f"root-{root.value}-{side.value}")
        if shape is not None:
            colour = root_colour(root).line
            width = 0.004 * spine.box.height
            yield (
                f'<path fill="{colour}" fill-rule="evenodd" stroke="{colour}" stroke-width="{width:.2f}" '
                f'stroke-linejoin="round" d="{shape.attributes["d"]}"/>'
            )


def _vertebrae(spine: _Spine, letters: float) -> Iterator[str]:
    """The names of the bones of the close-up, each on its own body, between the discs above and below it."""
    discs = [spine.points(f"disc-{above}-{below}") for above, below in pairwise((*_NAMED, "S1"))]
    if spine.box.height > _SHOWN_MM or not all(map(len, discs)):
        return
    edges = [float(spine.points(f"vertebra-{_NAMED[0]}")[:, 1].min())]
    edges += [float(disc[:, 1].min() + disc[:, 1].max()) / 2 for disc in discs]
    for name, (above, below) in zip(_NAMED, pairwise(edges), strict=True):
        middle, size = (above + below) / 2, min(0.8 * letters, 0.6 * (below - above))
        width, high = size * CHARACTER * (len(name) + 0.7), 1.15 * size
        yield (
            f'<rect x="{-width / 2:.2f}" y="{middle - high / 2:.2f}" width="{width:.2f}" height="{high:.2f}" '
            f'rx="{high / 3:.2f}" fill="{PAPER}" fill-opacity="0.72"/>'
            f'<text x="0" y="{middle + 0.36 * size:.2f}" text-anchor="middle" font-size="{size:.2f}" '
            f'fill="{_BONE_INK}">{name}</text>'
        )


def _names(spine: _Spine, lit: Iterable[tuple[Root, Side]], letters: float, last: float) -> Iterator[str]:
    """The names beside the bones, each with a line to where its root leaves; those of a side keep apart."""
    for side in Side:
        places = sorted(
            ((spot, root) for root, on in lit if on is side and (spot := spine.exit(root, side)) is not None),
            key=lambda place: place[1].position,
        )
        levels = _apart([leaves[1] for leaves, _ in places], 1.5 * letters, last - 0.7 * letters)
        for (leaves, root), y in zip(places, levels, strict=True):
            yield _name(_Name(root, side, leaves, y), _NAMES_AT * spine.box.width, letters)


def _apart(levels: Sequence[float], least: float, lowest: float) -> list[float]:
    """The levels so far apart that none covers the next: moved down, but from the lowest place up."""
    down: list[float] = []
    for level in levels:
        down.append(max(level, down[-1] + least) if down else level)
    up: list[float] = []
    for level in reversed(down):
        up.insert(0, min(level, up[0] - least if up else lowest))
    return up


def _name(name: _Name, near: float, letters: float) -> str:
    towards = -1 if name.side is Side.LEFT else 1
    colours = root_colour(name.root)
    width = letters * CHARACTER * (len(name.root.value) + 1.1)
    x = towards * near - (width if name.side is Side.LEFT else 0)
    (from_x, from_y), high, line = name.leaves, 1.3 * letters, 0.08 * letters
    return (
        f'<path d="M{from_x:.2f} {from_y:.2f}L{towards * near:.2f} {name.y:.2f}" stroke="{colours.line}" '
        f'stroke-width="{1.5 * line:.2f}" fill="none"/>'
        f'<circle cx="{from_x:.2f}" cy="{from_y:.2f}" r="{3 * line:.2f}" fill="{colours.line}"/>'
        f'<rect x="{x:.2f}" y="{name.y - high / 2:.2f}" width="{width:.2f}" height="{high:.2f}" rx="{high / 2:.2f}" '
        f'fill="{PAPER}" stroke="{colours.text}" stroke-width="{1.5 * line:.2f}"/>'
        + text_line(name.root.value, x + width / 2, name.y + 0.36 * letters, colour=INK)
    )


def _attributes(paint: Mapping[str, str], colour: str) -> str:
    return "".join(f' {key}="{escape(value.replace("currentColor", colour))}"' for key, value in paint.items())


def _disc_of(root: Root) -> str:
    """The disc beside which a root leaves the spine."""
    roots = [one.value for one in Root]
    at = roots.index(root.value)
    if root is Root.C8:
        return "disc-C7-T1"
    above, below = (at - 1, at) if root.value.startswith("C") else (at, at + 1)
    return f"disc-{roots[above]}-{roots[below]}" if above >= 0 and below < len(roots) else ""
