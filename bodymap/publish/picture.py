"""The picture of a case: the views side by side with lit territories, marks and captions, as the text of an SVG.

It keeps to what Qt's SVG reader draws (no patterns, no clip paths), so that the same text gives the PNG. Colours are
those of a white page.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final, assert_never

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.label_placement import Label, LabelRequest, place_labels
from bodymap.core.atlas.orientation import towards
from bodymap.core.atlas.svg import ViewBox, path_data, read_svg
from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.coverage.skin import mark_areas, seen_mark_areas
from bodymap.core.marks.mark import STRONGEST, Mark
from bodymap.core.reasoning.map_agreement import Agreement, agreement
from bodymap.core.vocabulary import Quality, Root, Side, View
from bodymap.core.words.mark_words import mark_place
from bodymap.core.words.message import Translate, untranslated
from bodymap.library import resources
from bodymap.publish.report import cited_names
from bodymap.publish.told import Told
from bodymap.state.palette import SIGN_LINES, SIGNS, UNSAID, quality_colour, root_colour

VIEWS: Final = (View.FRONT, View.BACK)
"""The views that a picture shows; others come beside them when a mark is measured there."""

_WHOLE_BODY: Final = frozenset({View.FRONT, View.BACK, View.LEFT, View.RIGHT})
_LARGEST: Final = 2.5
"""How many times a detail view is enlarged beside whole bodies, at most."""

_SKIN, _SHADE, _OUTLINE, _INK, _FAINT, _PAPER = "#F3EFEA", "#30281F", "#6B6259", "#1F2933", "#616E7C", "#FFFFFF"
_FAINTEST: Final = 0.25
_URGENT: Final = "#8A1C1C"
_SIGN: Final = 30.0
"""Size of the sign of a feeling, and the distance from one to the next."""

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

_GAP, _MARGIN, _LINE, _PILL, _TEXT = 40.0, 40.0, 46.0, 44.0, 34.0
_FONT: Final = f'font-family="DejaVu Sans, sans-serif" font-size="{_TEXT:g}"'
_CHARACTER: Final = 0.57
"""Width of a character as a part of the text size, on the safe side."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """One view in the picture, moved and enlarged to stand beside the one before; top and bottom are those of all.

    Attributes
    ----------
    left, width : float
        Of the view in the picture.
    """

    view: View
    box: ViewBox
    scale: float
    left: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.box.width * self.scale

    @property
    def transform(self) -> str:
        """Whole bodies keep their height, details stand in the middle."""
        x, y = self.left - self.scale * self.box.x, 0.0
        if self.view not in _WHOLE_BODY:
            y = (self.top + self.bottom) / 2 - self.scale * (self.box.y + self.box.height / 2)
        scaled = "" if self.scale == 1 else f" scale({self.scale:g})"
        return f"translate({x:g} {y:g}){scaled}"


@dataclass(frozen=True, slots=True)
class _Lit:
    """The territory of a candidate, as far as the maps agree on it; strength from 0 to 1."""

    name: str
    colour: str
    strength: float
    skin: Agreement


def picture_text(told: Told) -> str:
    """The SVG of a case.

    It shows the candidates' territories with their names, full where all maps asked agree and faint where some do, the
    marks with their numbers, and the letters of the sides; under them first what is urgent, then what the marks are,
    the sentences of the summary, the disclaimer and the sources.
    """
    panels = _panels(told.case.marks, told.atlas)
    top = panels[0].top - _MARGIN
    bottom = panels[0].bottom + 1.5 * _LINE
    width = panels[-1].left + panels[-1].width + _MARGIN
    most = int(width / (_TEXT * _CHARACTER))
    urgent = _wrapped(_warnings(told), most)
    lines = urgent + _wrapped(_captions(told), most)
    height = bottom - top + _LINE * (len(lines) + 1)
    size = f'width="{width:g}" height="{height:g}"'
    pieces = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_FONT} viewBox="0 {top:g} {width:g} {height:g}" {size}>',
        f'<rect x="0" y="{top:g}" {size} fill="{_PAPER}"/>',
        *(_panel(panel, told) for panel in panels),
        *(
            _text(
                line,
                _MARGIN,
                bottom + _LINE * (row + 0.5),
                anchor="start",
                colour=_URGENT if row < len(urgent) else _INK,
            )
            for row, line in enumerate(lines)
        ),
        "</svg>\n",
    )
    return "\n".join(pieces)


def view_word(view: View, translate: Translate = untranslated) -> str:
    """The word for a view, as it stands under a drawing."""
    match view:
        case View.FRONT:
            return translate("Front")
        case View.BACK:
            return translate("Back")
        case View.LEFT:
            return translate("Left")
        case View.RIGHT:
            return translate("Right")
        case View.FEET:
            return translate("Feet")
        case View.HANDS:
            return translate("Hands")
        case View.SADDLE:
            return translate("Saddle")
        case _:
            assert_never(view)


def _panels(marks: Iterable[Mark], atlas: Atlas) -> tuple[_Panel, ...]:
    boxes = {view: atlas.view_box(view) for view in _views(marks, atlas)}
    whole = [box for view, box in boxes.items() if view in _WHOLE_BODY]
    top, bottom = min(box.y for box in whole), max(box.bottom for box in whole)
    panels: list[_Panel] = []
    left = _MARGIN
    for view, box in boxes.items():
        fits = min((bottom - top) / box.height, max(one.width for one in whole) / box.width, _LARGEST)
        panels.append(_Panel(view, box, 1.0 if view in _WHOLE_BODY else fits, left, top, bottom))
        left += panels[-1].width + _GAP
    return tuple(panels)


def _views(marks: Iterable[Mark], atlas: Atlas) -> tuple[View, ...]:
    """Those always shown, and for each mark the views it is measured in."""
    measured = {view for mark in marks for view in mark_areas(mark, atlas)}
    return tuple(view for view in atlas.views if view in VIEWS or view in measured)


def _panel(panel: _Panel, told: Told) -> str:
    atlas, marks = told.atlas, told.case.marks
    lit = _lit(panel.view, told)
    places = ((number, mark, seen_mark_areas(mark, atlas)) for number, mark in enumerate(marks, start=1))
    marked = [(number, mark, areas[panel.view]) for number, mark, areas in places if panel.view in areas]
    requests = [_request(str(number), area, panel.scale) for number, _, area in marked]
    requests += [
        _request(one.name, one.skin.disputed if one.skin.agreed.is_empty else one.skin.agreed, panel.scale)
        for one in lit
    ]
    colours = {one.name: root_colour(Root(one.name)).line for one in lit}
    pieces = (
        f'<g transform="{panel.transform}" font-size="{_TEXT / panel.scale:g}">',
        *_base(panel.view, atlas),
        *(_filled(one.skin.disputed, one.colour, _SOME * one.strength) for one in lit),
        *(_filled(one.skin.agreed, one.colour, _ALL * one.strength) for one in lit),
        *(_mark(mark, area, panel.scale) for _, mark, area in marked),
        *(_pill(label, colours.get(label.text, UNSAID), panel.scale) for label in place_labels(requests)),
        "</g>",
        *_letters(panel, told.translate),
    )
    return "\n".join(pieces)


def _lit(view: View, told: Told) -> tuple[_Lit, ...]:
    """The territories of the candidates that are seen, the strongest first."""
    candidates = told.findings.candidates
    strongest = max((candidate.share for candidate in candidates), default=1.0)
    lit: list[_Lit] = []
    for one in candidates:
        skin = agreement(told.atlas, view, one.root, one.side, told.asked)
        if not (skin.agreed.is_empty and skin.disputed.is_empty):
            strength = max(one.share / strongest, _FAINTEST)
            lit.append(_Lit(one.root.value, root_colour(one.root).fill, strength, skin))
    return tuple(lit)


def _request(text: str, area: BaseGeometry, scale: float) -> LabelRequest:
    return LabelRequest(text, area, _pill_width(text) / scale, _PILL / scale)


def _base(view: View, atlas: Atlas) -> list[str]:
    """The body itself, in colour: its shading and its lines."""
    name = resources.drawing_name(atlas.figure, view)
    layers = {layer.id: layer for layer in read_svg(resources.svg_text(name), file=f"{name}.svg").layers}
    pieces: list[str] = []
    for layer, colour in ((layers["shade"], _SHADE), (layers["outline"], _OUTLINE)):
        pieces.append(f"<g{_painted(layer.attributes, colour)}>")
        for shape in layer.shapes:
            fill = _SKIN if shape.attributes.get("id") == "body" else ""
            pieces.append(f"<path{_painted(shape.attributes, colour, fill=fill)}/>")
        pieces.append("</g>")
    return pieces


def _painted(attributes: Mapping[str, str], colour: str, *, fill: str = "") -> str:
    kept = {name: attributes[name].replace("currentColor", colour) for name in _PAINT if name in attributes}
    return "".join(f' {name}="{escape(value)}"' for name, value in (kept | ({"fill": fill} if fill else {})).items())


def _filled(area: BaseGeometry, colour: str, opacity: float) -> str:
    return (
        ""
        if area.is_empty
        else f'<path d="{path_data(area)}" fill="{colour}" fill-opacity="{opacity:.2f}" fill-rule="evenodd"/>'
    )


def _mark(mark: Mark, area: BaseGeometry, scale: float) -> str:
    """A mark in the colour of its feeling, strewn with its sign, so that colour is not the only cue."""
    colour = quality_colour(mark.quality)
    outline = (
        f'<path d="{path_data(area)}" fill="{colour}" fill-opacity="0.35" fill-rule="evenodd" stroke="{colour}" '
        f'stroke-width="{4 / scale:g}"/>'
    )
    return outline if mark.quality is None else outline + _signs(mark.quality, area, scale)


def _signs(quality: Quality, area: BaseGeometry, scale: float) -> str:
    """The sign of a feeling all over an area, one at least; none across its border where there is room inside."""
    size = _SIGN / scale
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


def _pill_width(text: str) -> float:
    return max(_PILL, _TEXT * _CHARACTER * len(text) + 0.5 * _PILL)


def _pill(label: Label, colour: str, scale: float) -> str:
    left, top = label.x - label.width / 2, label.y - label.height / 2
    return (
        f'<rect x="{left:.2f}" y="{top:.2f}" width="{label.width:g}" height="{label.height:g}" '
        f'rx="{_PILL / 2 / scale:g}" fill="{_PAPER}" stroke="{colour}" stroke-width="{3 / scale:g}"/>'
        + _text(label.text, label.x, label.y + 0.36 * _TEXT / scale)
    )


def _letters(panel: _Panel, translate: Translate) -> list[str]:
    """The letters of the patient's sides beside the head, and the name of the view under the feet."""
    middle = panel.left + panel.width / 2
    name = _text(view_word(panel.view, translate), middle, panel.bottom + 0.8 * _LINE, colour=_FAINT)
    reach = 0.4 * panel.width * towards(Side.LEFT, panel.view)
    if not reach:
        return [name]
    y = panel.top + _MARGIN
    return [
        name,
        _text(translate("L"), middle + reach, y, colour=_FAINT),
        _text(translate("R"), middle - reach, y, colour=_FAINT),
    ]


def _warnings(told: Told) -> Iterator[str]:
    """What is urgent: the raised warnings with what to do, as the text report says them."""
    for notice in told.explanation.red_flags:
        if notice.raised:
            yield f"! {notice.title}"
            yield from (sentence.text for sentence in notice.sentences)


def _captions(told: Told) -> Iterator[str]:
    said, translate = told.explanation, told.translate
    cited = cited_names([source for sentence in said.summary for source in sentence.sources], told.evidence)
    yield from (f"{number}: {_described(mark, told)}" for number, mark in enumerate(told.case.marks, start=1))
    if max((one.maps_total for one in told.findings.candidates), default=0) > 1:
        yield _shades(translate)
    yield from (sentence.text for sentence in (*said.place, *said.roots, *said.certainty, *said.exposs))
    yield said.disclaimer.text
    if cited:
        yield translate("Sources: {names}.").format(names="; ".join(cited))


def _wrapped(texts: Iterable[str], most: int) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, most)]


def _shades(translate: Translate) -> str:
    return translate("Full colour: the maps agree on this skin. Faint colour: only some maps give it to the nerve.")


def _described(mark: Mark, told: Told) -> str:
    """A mark in words: where, how it feels and how strong it is."""
    translate = told.translate
    said = [mark_place(marked_parts([mark], told.atlas), told.evidence, translate=translate)]
    if mark.quality:
        said.append(f"{translate(mark.quality.value)} ({SIGNS[mark.quality]})")
    if mark.intensity is not None:
        said.append(translate("{intensity} of {strongest}").format(intensity=mark.intensity, strongest=STRONGEST))
    return ", ".join(said)


def _text(text: str, x: float, y: float, *, anchor: str = "middle", colour: str = _INK) -> str:
    return f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
