"""The views of a case as pieces of SVG: the body with its lit territories, marks, names and letters of the sides.

They keep to what Qt's SVG reader draws (no patterns, no clip paths), so that the same text gives SVG, PNG and PDF.
Colours are those of a white page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final, assert_never

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.label_placement import Label
from bodymap.core.atlas.orientation import towards
from bodymap.core.atlas.svg import SvgShape, ViewBox, path_data, read_svg
from bodymap.core.coverage.skin import mark_areas, seen_mark_areas
from bodymap.core.marks.mark import Mark
from bodymap.core.reasoning.map_agreement import Agreement, agreement
from bodymap.core.vocabulary import Quality, Root, Side, View
from bodymap.core.words.language import ENGLISH, Language
from bodymap.library import resources
from bodymap.publish.panel_labels import Lettering, name_labels, number_labels
from bodymap.publish.told import Told
from bodymap.state.palette import BODY_ON_LIGHT, SIGN_LINES, UNSAID, quality_colour, root_colour

VIEWS: Final = (View.FRONT, View.BACK)
"""The views that a picture shows; others come beside them when a mark is measured there."""

INK, FAINT, PAPER = "#1F2933", "#616E7C", "#FFFFFF"
MARGIN, LINE, TEXT = 40.0, 46.0, 34.0
"""Round the bodies, from line to line, and the size of letters, in millimetres of the body."""
CHARACTER: Final = 0.57
"""Width of a character as a part of the text size, on the safe side."""
FAMILIES: Final = "DejaVu Sans, sans-serif"
FONT: Final = f'font-family="{FAMILIES}" font-size="{TEXT:g}"'

_WHOLE_BODY: Final = frozenset({View.FRONT, View.BACK, View.LEFT, View.RIGHT})
_LARGEST: Final = 2.5
"""How many times a detail view is enlarged beside whole bodies, at most."""
_WORTH_TURNING: Final = 2.0
"""So many times as much of a mark must be seen from elsewhere before another view is shown for it."""
_GAP, _PILL, _CLEAR = 40.0, 44.0, 4.0
_SKIN, _SHADE, _OUTLINE = (BODY_ON_LIGHT[name] for name in ("skin", "shade", "outline"))

_FAINTEST: Final = 0.35
"""The least strength of a root that a sentence names."""
_PALE: Final = 0.2
"""The strength of a root with a small share."""
_SIGN: Final = 30.0
"""Size of the sign of a feeling, and the distance from one to the next."""

_BASE: Final = (("shade", _SHADE), ("contours", _OUTLINE), ("outline", _OUTLINE))
"""Layers that show the body itself, from bottom to top; a drawing may lack one."""

_PAINT: Final = (
    "d",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linejoin",
    "stroke-linecap",
)
_ALL, _SOME = 0.7, 0.3
"""How much colour a territory has where the maps agree, and where only some of them have it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One view in the picture, moved and enlarged to stand beside the one before; top and bottom are those of all.

    Attributes
    ----------
    left, width : float
        Of the view in the picture.
    letters : float
        Size of names, numbers and signs in the picture.
    captions : float
        Size of the letters beside the body, which hide nothing.
    tolerance : float
        How far lines may lie from where they are drawn, so that a small picture is a small file.
    """

    view: View
    box: ViewBox
    scale: float
    left: float
    top: float
    bottom: float
    letters: float = TEXT
    captions: float = TEXT
    tolerance: float = 0.0

    @property
    def width(self) -> float:
        """Of the view in the picture."""
        return self.box.width * self.scale

    @property
    def text(self) -> float:
        """Size of letters in the units of the view."""
        return self.letters / self.scale

    @property
    def pill(self) -> float:
        """Height of the frame round a name in the units of the view."""
        return _PILL / TEXT * self.text

    @property
    def lettering(self) -> Lettering:
        """Sizes of names and numbers in the units of the view."""
        return Lettering(self.pill, self.text * CHARACTER, _CLEAR / TEXT * self.text)

    @property
    def origin(self) -> tuple[float, float]:
        """Where the view's origin lies in the picture: whole bodies keep their height, details stand in the middle."""
        x, y = self.left - self.scale * self.box.x, 0.0
        if self.view not in _WHOLE_BODY:
            y = (self.top + self.bottom) / 2 - self.scale * (self.box.y + self.box.height / 2)
        return x, y

    @property
    def transform(self) -> str:
        """From the units of the view to those of the picture."""
        x, y = self.origin
        scaled = "" if self.scale == 1 else f" scale({self.scale:g})"
        return f"translate({x:g} {y:g}){scaled}"

    @property
    def side_letters(self) -> dict[Side, tuple[float, float]]:
        """Middle and foot of the letters of the patient's sides, beside the head; none where one side is seen."""
        middle, reach = self.left + self.width / 2, 0.4 * self.width * towards(Side.LEFT, self.view)
        y = self.top + MARGIN / TEXT * self.captions
        return {Side.LEFT: (middle + reach, y), Side.RIGHT: (middle - reach, y)} if reach else {}

    @property
    def side_letter_boxes(self) -> list[BaseGeometry]:
        """The room of these letters, in the units of the view."""
        (left, top), size = self.origin, self.captions / self.scale
        feet = [((x - left) / self.scale, (y - top) / self.scale) for x, y in self.side_letters.values()]
        return [shapely.box(x - 0.6 * size, y - 0.9 * size, x + 0.6 * size, y + 0.2 * size) for x, y in feet]


@dataclass(frozen=True, slots=True)
class _Lit:
    """The territory of a candidate, as far as the maps agree on it; strength from 0 to 1."""

    root: Root
    side: Side
    colour: str
    strength: float
    skin: Agreement

    @property
    def named_skin(self) -> BaseGeometry:
        """Where its name belongs: where all maps agree, or where none do, on its disputed skin."""
        return self.skin.disputed if self.skin.agreed.is_empty else self.skin.agreed


def view_word(view: View, language: Language = ENGLISH) -> str:
    """The word for a view, as it stands under a drawing."""
    match view:
        case View.FRONT:
            return language.label("Front")
        case View.BACK:
            return language.label("Back")
        case View.LEFT:
            return language.label("Left")
        case View.RIGHT:
            return language.label("Right")
        case View.FEET:
            return language.label("Feet")
        case View.HANDS:
            return language.label("Hands")
        case View.SADDLE:
            return language.label("Saddle")
        case _:
            assert_never(view)


def panels(
    views: Sequence[View], atlas: Atlas, *, letters: float = TEXT, captions: float = TEXT, tolerance: float = 0.0
) -> tuple[Panel, ...]:
    """The views side by side: whole bodies as large as each other, details enlarged to stand beside them."""
    boxes = {view: atlas.view_box(view) for view in views}
    whole = [box for view, box in boxes.items() if view in _WHOLE_BODY] or list(boxes.values())
    top, bottom = min(box.y for box in whole), max(box.bottom for box in whole)
    made: list[Panel] = []
    left = MARGIN
    for view, box in boxes.items():
        fits = min((bottom - top) / box.height, max(one.width for one in whole) / box.width, _LARGEST)
        scale = 1.0 if view in _WHOLE_BODY else fits
        made.append(Panel(view, box, scale, left, top, bottom, letters, captions, tolerance))
        left += made[-1].width + _GAP
    return tuple(made)


def views_of(marks: Iterable[Mark], atlas: Atlas) -> tuple[View, ...]:
    """Those always shown, and for each mark the views it is measured in."""
    measured = {view for mark in marks for view in mark_areas(mark, atlas)}
    return tuple(view for view in atlas.views if view in VIEWS or view in measured)


def closer_views(marks: Iterable[Mark], atlas: Atlas) -> tuple[View, ...]:
    """The views beside front and back in which a mark is seen much better, as a toe is in the view of the feet."""
    wanted = {view for mark in marks if (view := _best_view(mark, atlas)) is not None}
    return tuple(view for view in atlas.views if view in wanted - set(VIEWS))


def _best_view(mark: Mark, atlas: Atlas) -> View | None:
    """Where most of a mark is seen, but front or back when they show nearly as much."""
    seen = {view: area.area for view, area in seen_mark_areas(mark, atlas).items()}
    return max(seen, key=lambda view: seen[view] * (_WORTH_TURNING if view in VIEWS else 1), default=None)


def panel_text(panel: Panel, told: Told) -> str:
    """One view: territories of the candidates shown with names, marks with numbers, letters of the sides."""
    atlas, marks = told.atlas, told.case.marks
    lit = _lit(panel.view, told)
    places = ((number, mark, seen_mark_areas(mark, atlas)) for number, mark in enumerate(marks, start=1))
    marked = [(number, mark, areas[panel.view]) for number, mark, areas in places if panel.view in areas]
    skins = [(one.root, one.side, one.named_skin) for one in lit]
    numbers = number_labels(marked, panel.view, panel.box, panel.lettering)
    names = name_labels(
        skins,
        numbers,
        [*(area for _, _, area in marked), *panel.side_letter_boxes],
        view=panel.view,
        box=panel.box,
        body=atlas.silhouette(panel.view),
        letters=panel.lettering,
    )
    coloured = [(label, root_colour(skins[label.asked][0]).line) for label in names]
    coloured += [(label, UNSAID) for label in numbers]
    pieces = (
        f'<g transform="{panel.transform}" font-size="{panel.text:g}">',
        _base(panel, atlas),
        *(_filled(one.skin.disputed, one.colour, _SOME * one.strength) for one in lit),
        *(_filled(one.skin.agreed, one.colour, _ALL * one.strength) for one in lit),
        *(_mark(mark, area, panel) for _, mark, area in marked),
        *(_leader(label, colour, panel) for label, colour in coloured if label.tip is not None),
        *(_pill(label, colour, panel) for label, colour in coloured),
        "</g>",
        *_letters(panel, told.language),
    )
    return "\n".join(pieces)


def pale_words(told: Told) -> Iterator[str]:
    """What it means that some roots are paler than others; nothing where a sentence names all that are shown."""
    if told.findings.named and len(told.findings.named) < len(told.findings.shown):
        yield told.language.label("Palest: nerves with a small share of what is marked.")


_agreement = lru_cache(maxsize=64)(agreement)
"""Pages for two readers, or with another name on them, show the same skin."""


def _lit(view: View, told: Told) -> tuple[_Lit, ...]:
    """The territories of the candidates shown that are seen, the strongest first."""
    candidates = told.findings.shown
    named = {(one.root, one.side) for one in told.findings.named}
    strongest = max((candidate.share for candidate in candidates), default=1.0)
    lit: list[_Lit] = []
    for one in candidates:
        skin = _agreement(told.atlas, view, one.root, one.side, told.asked)
        if not (skin.agreed.is_empty and skin.disputed.is_empty):
            strength = _PALE if named and (one.root, one.side) not in named else max(one.share / strongest, _FAINTEST)
            lit.append(_Lit(one.root, one.side, root_colour(one.root).fill, strength, skin))
    return tuple(lit)


def _base(panel: Panel, atlas: Atlas) -> str:
    """The body itself, in colour: its shading and its lines."""
    name = resources.drawing_name(atlas.figure, panel.view)
    return _coloured(resources.svg_text(name), f"{name}.svg", panel.tolerance)


@lru_cache(maxsize=8)
def _coloured(text: str, file: str, tolerance: float) -> str:
    layers = {layer.id: layer for layer in read_svg(text, file=file).layers}
    pieces: list[str] = []
    for layer, colour in ((layers[name], colour) for name, colour in _BASE if name in layers):
        pieces.append(f"<g{_painted(layer.attributes, colour)}>")
        for shape in layer.shapes:
            fill = _SKIN if shape.attributes.get("id") == "body" else ""
            painted = {**shape.attributes, "d": thinned(shape, tolerance)}
            pieces.append(f"<path{_painted(painted, colour, fill=fill)}/>")
        pieces.append("</g>")
    return "\n".join(pieces)


def _painted(attributes: Mapping[str, str], colour: str, *, fill: str = "") -> str:
    kept = {name: attributes[name].replace("currentColor", colour) for name in _PAINT if name in attributes}
    return "".join(f' {name}="{escape(value)}"' for name, value in (kept | ({"fill": fill} if fill else {})).items())


def _filled(area: BaseGeometry, colour: str, opacity: float) -> str:
    return (
        ""
        if area.is_empty
        else f'<path d="{path_data(area)}" fill="{colour}" fill-opacity="{opacity:.2f}" fill-rule="evenodd"/>'
    )


def _mark(mark: Mark, area: BaseGeometry, panel: Panel) -> str:
    """A mark in the colour of its feeling, strewn with its sign, so that colour is not the only cue."""
    colour = quality_colour(mark.quality)
    outline = (
        f'<path d="{path_data(area)}" fill="{colour}" fill-opacity="0.35" fill-rule="evenodd" stroke="{colour}" '
        f'stroke-width="{4 / TEXT * panel.text:g}"/>'
    )
    return outline if mark.quality is None else outline + _signs(mark.quality, area, panel)


def _signs(quality: Quality, area: BaseGeometry, panel: Panel) -> str:
    """The sign of a feeling all over an area, one at least; none across its border where there is room inside."""
    size = _SIGN / TEXT * panel.text
    left, top, right, bottom = area.bounds
    columns, rows = np.arange(left + size / 2, right, size), np.arange(top + size / 2, bottom, size)
    x, y = (axis.ravel() for axis in np.meshgrid(columns, rows))
    inside = shapely.intersects_xy(area.buffer(-0.35 * size), x, y)
    middles = np.column_stack([x[inside], y[inside]]).tolist()
    if not middles:
        middles = shapely.get_coordinates(shapely.point_on_surface(area)).tolist()
    lines = [
        "M" + "L".join(f"{x + (column - 0.5) * size:.2f} {y + (row - 0.5) * size:.2f}" for column, row in line)
        for x, y in middles
        for line in SIGN_LINES[quality]
    ]
    return (
        f'<path d="{"".join(lines)}" fill="none" stroke="{quality_colour(quality)}" stroke-width="{0.11 * size:.2f}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _leader(label: Label, colour: str, panel: Panel) -> str:
    """The line from a name or number to what it stands beside."""
    x, y = label.tip or (label.x, label.y)
    return (
        f'<path d="M{label.x:.2f} {label.y:.2f}L{x:.2f} {y:.2f}" fill="none" stroke="{colour}" '
        f'stroke-width="{3 / TEXT * panel.text:g}" stroke-linecap="round"/>'
    )


def _pill(label: Label, colour: str, panel: Panel) -> str:
    left, top = label.x - label.width / 2, label.y - label.height / 2
    return (
        f'<rect x="{left:.2f}" y="{top:.2f}" width="{label.width:g}" height="{label.height:g}" '
        f'rx="{panel.pill / 2:g}" fill="{PAPER}" stroke="{colour}" stroke-width="{3 / TEXT * panel.text:g}"/>'
        + text_line(label.text, label.x, label.y + 0.36 * panel.text)
    )


def _letters(panel: Panel, language: Language) -> list[str]:
    """The letters of the patient's sides beside the head, and the name of the view under the feet."""
    middle = panel.left + panel.width / 2
    name = text_line(
        view_word(panel.view, language), middle, panel.bottom + 0.8 * LINE / TEXT * panel.captions, colour=FAINT
    )
    words = {Side.LEFT: language.label("L"), Side.RIGHT: language.label("R")}
    sides = (text_line(words[side], x, y, colour=FAINT) for side, (x, y) in panel.side_letters.items())
    return [name, *sides]


def thinned(shape: SvgShape, tolerance: float) -> str:
    """The line of a path with no more corners than that tolerance asks for; as drawn when it is 0."""
    if not tolerance:
        return shape.attributes["d"]
    lines = [shapely.get_coordinates(shapely.simplify(shapely.linestrings(line), tolerance)) for line in shape.lines]
    end = "Z" if shape.is_closed else ""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line.tolist()) + end for line in lines if len(line) > 1
    )


def text_line(text: str, x: float, y: float, *, anchor: str = "middle", colour: str = INK) -> str:
    """A line of text in an SVG."""
    return f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
