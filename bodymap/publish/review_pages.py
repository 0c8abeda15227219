"""The pages on which a clinician reviews the atlas: every map in every view with all its names, and a line to sign.

Each page is the text of an SVG as large as a sheet of A4, lying where the drawing is wide, in tenths of a millimetre;
`bodymap.ui.paper.pdf` makes them a PDF. A name stands inside its region where it fits, otherwise in the margin with a
line to the region.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas, KeyPoint
from bodymap.core.atlas.label_placement import LabelRequest, place_labels
from bodymap.core.atlas.orientation import towards
from bodymap.core.atlas.svg import ViewBox, path_data, read_svg
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.tables.literature import Source, SourceId
from bodymap.core.vocabulary import MapName, Root, Side, View
from bodymap.core.words.cited import how_sure
from bodymap.core.words.language import ENGLISH, Language
from bodymap.core.words.message import side_word
from bodymap.library import resources
from bodymap.publish.body_panels import view_word
from bodymap.publish.tints import told_apart

_MARGIN: Final = 100.0
_INK, _FAINT, _LINE_INK = "#1F2933", "#616E7C", "#6B6259"
FILLS: Final = ("#F4C77B", "#A9D6F5", "#A5DCC3", "#E3B6CF", "#D9D27A", "#C4BCE8", "#F2B3A0")
_TEXT, _SMALL, _TITLE, _NAME, _POINT = 26.0, 20.0, 50.0, 24.0, 16.0
_LEADING: Final = 1.4
_CHARACTER: Final = 0.56
"""Width of a character as a part of the text size, on the safe side."""
_COLUMN: Final = 90.0
"""Width of the margin on either side of a drawing in which names stand that do not fit inside."""
_COLUMNS: Final = 3
_WORTH_NAMING: Final = 6.0
"""A second piece of a region is named when it has room for so many letters."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A sheet of A4, in tenths of a millimetre."""

    width: float
    height: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * _MARGIN


_UPRIGHT, _LYING = _Paper(2100.0, 2970.0), _Paper(2970.0, 2100.0)


@dataclass(frozen=True, slots=True)
class _Named:
    """A region with the name that stands in it, and the number of its tint."""

    id: str
    name: str
    colour: int
    area: BaseGeometry


@dataclass(frozen=True, slots=True)
class _Layer:
    """What one page shows.

    Attributes
    ----------
    legend : tuple of str
        What names stand for that are only numbers; in columns under the drawing.
    """

    title: str
    notes: tuple[str, ...]
    regions: tuple[_Named, ...]
    legend: tuple[str, ...]
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a drawing stands on its page."""

    paper: _Paper
    box: ViewBox
    scale: float
    left: float
    top: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing on the page."""
        return self.left + self.scale * (x - self.box.x), self.top + self.scale * (y - self.box.y)


def sheet_pages(
    atlas: Atlas,
    evidence: Evidence,
    *,
    maps: Sequence[MapName] | None = None,
    language: Language = ENGLISH,
) -> Iterator[str]:
    """A page for every view and map, for every view with skin nerves when all maps are asked, and the sources."""
    asked = [known.name for known in atlas.maps if maps is None or known.name in maps]
    cited: list[SourceId] = []
    for name in asked:
        for view in atlas.views:
            layer = _map_layer(name, view, atlas, language)
            if layer.regions:
                cited += layer.sources
                yield _page(layer, view, atlas, evidence, language)
    for view in atlas.views if maps is None else ():
        layer = _nerve_layer(view, atlas, language)
        if layer.regions:
            cited += layer.sources
            yield _page(layer, view, atlas, evidence, language)
    yield from _source_pages([evidence.source(source) for source in dict.fromkeys(cited)], language)


def _map_layer(name: MapName, view: View, atlas: Atlas, language: Language) -> _Layer:
    known = atlas.map(name)
    width = language.label("Soft borders between consecutive roots: {width:g} mm wide.", width=known.soft_border_mm)
    return _Layer(
        title=known.title,
        notes=(language.label(known.note), f"{width} {language.label(known.soft_border_reason)}"),
        regions=_tinted(
            _Named(one.id, one.root.value, one.root.position, one.geometry) for one in atlas.territories(name, view)
        ),
        legend=(),
        sources=known.sources,
    )


def _nerve_layer(view: View, atlas: Atlas, language: Language) -> _Layer:
    regions = atlas.nerve_regions(view)
    numbers = {known.id: number for number, known in enumerate(atlas.nerves, start=1)}
    seen = [atlas.nerve(nerve) for nerve in dict.fromkeys(one.nerve for one in regions)]
    seen.sort(key=lambda nerve: numbers[nerve.id])
    return _Layer(
        title=language.label("Nerves of the skin"),
        notes=(language.label("Drawn for this program from textbook descriptions; not yet checked by a clinician."),),
        regions=_tinted(
            _Named(one.id, str(numbers[one.nerve]), 3 * numbers[one.nerve], one.geometry) for one in regions
        ),
        legend=tuple(
            f"{numbers[nerve.id]} {nerve.name}: {_ranges(nerve.roots) or language.label('no spinal root')}"
            for nerve in seen
        ),
        sources=tuple(dict.fromkeys(source for nerve in seen for source in nerve.sources)),
    )


def _tinted(regions: Iterable[_Named]) -> tuple[_Named, ...]:
    """The regions with tints that tell each from all that it touches; those of one name share one."""
    found = tuple(regions)
    wanted = {one.name: one.colour for one in found}
    tints = told_apart([(one.name, one.area) for one in found], wanted, len(FILLS))
    return tuple(replace(one, colour=tints[one.name]) for one in found)


def _ranges(roots: Sequence[Root]) -> str:
    """Roots in short: "C5–C8, T2"."""
    runs: list[list[Root]] = []
    for root in roots:
        if runs and runs[-1][-1].is_consecutive(root):
            runs[-1].append(root)
        else:
            runs.append([root])
    return ", ".join(run[0].value if len(run) == 1 else f"{run[0].value}–{run[-1].value}" for run in runs)


def _page(layer: _Layer, view: View, atlas: Atlas, evidence: Evidence, language: Language) -> str:
    box = atlas.view_box(view)
    paper = _LYING if box.width > box.height else _UPRIGHT
    figure = language.label("{figure} figure", figure=language.label(atlas.figure.value))
    head = [_text(f"{layer.title} · {view_word(view, language)} · {figure}", _MARGIN, _MARGIN + _TITLE, size=_TITLE)]
    y = _MARGIN + 1.3 * _TITLE
    for line in _wrapped(layer.notes, _TEXT, paper.inner):
        y += _LEADING * _TEXT
        head.append(_text(line, _MARGIN, y, size=_TEXT, colour=_FAINT))
    foot, bottom = _foot(layer, evidence, paper, language)
    frame = _frame(box, paper, top=y + _TEXT, bottom=bottom)
    return _sheet([*head, *_drawing(layer, view, atlas, frame, language), *foot], paper)


def _foot(layer: _Layer, evidence: Evidence, paper: _Paper, language: Language) -> tuple[list[str], float]:
    """The lines under the drawing, and where they begin: legend, sources, the line to sign."""
    width = paper.inner / _COLUMNS
    legend = [textwrap.shorten(line, int(width / (_SMALL * _CHARACTER)), placeholder="…") for line in layer.legend]
    rows = -(-len(legend) // _COLUMNS)
    names = "; ".join(f"{evidence.source(source).short}: {evidence.source(source).title}" for source in layer.sources)
    sources = _wrapped([language.label("Sources: {names}.", names=names)], _SMALL, paper.inner)
    point = language.label("Dots with a small name: key sensory points of the ISNCSCI standard.")
    bottom = paper.height - _MARGIN - 3.5 * _TEXT - _LEADING * _SMALL * (rows + len(sources) + 1)
    pieces: list[str] = []
    for number, line in enumerate(legend):
        column, row = divmod(number, rows)
        y = bottom + _LEADING * _SMALL * (row + 1)
        pieces.append(_text(line, _MARGIN + column * width, y, size=_SMALL))
    for row, line in enumerate([point, *sources], start=rows + 1):
        pieces.append(_text(line, _MARGIN, bottom + _LEADING * _SMALL * row, size=_SMALL, colour=_FAINT))
    return [*pieces, *_to_sign(paper, language)], bottom


def _to_sign(paper: _Paper, language: Language) -> Iterator[str]:
    """The boxes to tick and the line to sign at the bottom of a page."""
    width = paper.inner / _COLUMNS
    ticks = (language.label("agreed"), language.label("agreed with the changes drawn in"), language.label("not agreed"))
    lines = (language.label("Name:"), language.label("Date:"), language.label("Signature:"))
    y = paper.height - _MARGIN
    for column, (tick, line) in enumerate(zip(ticks, lines, strict=True)):
        x = _MARGIN + column * width
        above = y - 2 * _TEXT
        yield (
            f'<rect x="{x:.1f}" y="{above - 0.8 * _TEXT:.1f}" width="{_TEXT:g}" height="{_TEXT:g}" fill="none" '
            f'stroke="{_INK}" stroke-width="2"/>'
        )
        yield _text(tick, x + 1.5 * _TEXT, above, size=_TEXT)
        yield _text(line, x, y, size=_TEXT)
        start = x + _TEXT * _CHARACTER * (len(line) + 2)
        yield f'<path d="M{start:.1f} {y:.1f}L{x + width - _TEXT:.1f} {y:.1f}" stroke="{_INK}" stroke-width="1.5"/>'


def _frame(box: ViewBox, paper: _Paper, *, top: float, bottom: float) -> _Frame:
    wide = paper.inner - 2 * _COLUMN
    scale = min(wide / box.width, (bottom - top) / box.height)
    return _Frame(
        paper,
        box,
        scale,
        left=(paper.width - scale * box.width) / 2,
        top=(top + bottom - scale * box.height) / 2,
    )


def _drawing(layer: _Layer, view: View, atlas: Atlas, frame: _Frame, language: Language) -> Iterator[str]:
    scale = frame.scale
    x, y = frame.left - scale * frame.box.x, frame.top - scale * frame.box.y
    yield f'<g transform="translate({x:.3f} {y:.3f}) scale({scale:.5f})" font-size="{_NAME / scale:.3f}">'
    for region in layer.regions:
        fill = FILLS[region.colour]
        yield (
            f'<path d="{path_data(region.area)}" fill="{fill}" fill-opacity="0.75" fill-rule="evenodd" '
            f'stroke="{_LINE_INK}" stroke-width="{1.5 / scale:.3f}"/>'
        )
    yield from _outline(view, atlas, 3 / scale)
    yield "</g>"
    points = atlas.drawing(view).key_points
    taken = shapely.union_all([_point_box(point, frame.scale) for point in points])
    yield from _names([piece for region in layer.regions for piece in _pieces(region, taken, frame.scale)], frame)
    for point in points:
        column, row = frame.at(point.x, point.y)
        yield f'<circle cx="{column:.1f}" cy="{row:.1f}" r="5" fill="{_INK}"/>'
        yield _text(_point_name(point), column + 8, row + 0.35 * _POINT, size=_POINT)
    for side in Side:
        direction = towards(side, view)
        if direction:
            reach = (0.5 * frame.scale * frame.box.width + 0.4 * _COLUMN) * direction
            word = language.label("Patient's {side}", side=language.label(side_word(side)))
            anchor = "start" if reach < 0 else "end"
            yield _text(
                word, frame.paper.width / 2 + reach, frame.top + _TEXT, size=_TEXT, anchor=anchor, colour=_FAINT
            )


def _outline(view: View, atlas: Atlas, width: float) -> Iterator[str]:
    """The lines of the body: its outline, and its folds at half that weight."""
    name = resources.drawing_name(atlas.figure, view)
    document = read_svg(resources.svg_text(name), file=f"{name}.svg")
    for layer in document.layers:
        weight = {"outline": 1.0, "contours": 0.5}.get(layer.id, 0.0)
        for shape in layer.shapes if weight else ():
            line = escape(shape.attributes["d"])
            yield f'<path d="{line}" fill="none" stroke="{_LINE_INK}" stroke-width="{weight * width:.3f}"/>'


def _point_box(point: KeyPoint, scale: float) -> BaseGeometry:
    """The room that a key point takes with its name."""
    width, half = 12 + _POINT * _CHARACTER * len(_point_name(point)), 0.6 * _POINT
    return shapely.box(point.x - 6 / scale, point.y - half / scale, point.x + width / scale, point.y + half / scale)


def _point_name(point: KeyPoint) -> str:
    return " ".join(root.value for root in point.roots)


def _pieces(region: _Named, taken: BaseGeometry, scale: float) -> Iterator[_Named]:
    """The pieces of a region that want its name: the largest, and all that have room for it, free of what is taken."""
    found = sorted(shapely.get_parts(region.area).tolist(), key=lambda piece: -float(piece.area))
    for number, piece in enumerate(found):
        if number and piece.area * scale**2 < _WORTH_NAMING * _NAME**2:
            return
        free = piece.difference(taken)
        yield replace(region, id=f"{region.id} {number}", area=piece if free.is_empty else free)


def _names(regions: Sequence[_Named], frame: _Frame) -> Iterator[str]:
    """Every region's name, inside it where it fits, else in the margin."""
    wide = {one.id: (_NAME * _CHARACTER * len(one.name) + 6) / frame.scale for one in regions}
    high = 1.1 * _NAME / frame.scale
    requests = [LabelRequest(one.id, one.area, wide[one.id], high) for one in regions]
    areas = {one.id: one for one in regions}
    inside = {
        label.text: (label.x, label.y)
        for label in place_labels(requests)
        if areas[label.text].area.contains(
            shapely.box(
                label.x - label.width / 2,
                label.y - label.height / 2,
                label.x + label.width / 2,
                label.y + label.height / 2,
            )
        )
    }
    for region in regions:
        if region.id in inside:
            x, y = frame.at(*inside[region.id])
            yield _text(region.name, x, y + 0.36 * _NAME, size=_NAME, anchor="middle")
    yield from _margin_names([one for one in regions if one.id not in inside], frame)


def _margin_names(regions: Iterable[_Named], frame: _Frame) -> Iterator[str]:
    """Names in two columns beside the drawing, in the order of their regions from top to bottom, with lines to them."""
    middle = frame.box.x + frame.box.width / 2
    columns: dict[bool, list[tuple[float, float, str]]] = {False: [], True: []}
    for region in regions:
        point = shapely.point_on_surface(region.area)
        columns[point.x > middle].append((*frame.at(point.x, point.y), region.name))
    step = 1.15 * _NAME
    for is_right, names in columns.items():
        names.sort(key=lambda name: (name[1], name[0]))
        lowest = frame.top + frame.scale * frame.box.height - step * len(names)
        x = frame.paper.width - _MARGIN - 0.6 * _COLUMN if is_right else _MARGIN + 0.6 * _COLUMN
        y = frame.top
        for number, (to_x, to_y, name) in enumerate(names):
            y = max(y + step, min(to_y, lowest + step * number))
            yield _text(name, x, y + 0.36 * _NAME, size=_NAME, anchor="start" if is_right else "end")
            end = x - 6 if is_right else x + 6
            yield (
                f'<path d="M{end:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" fill="none" stroke="{_FAINT}" stroke-width="1"/>'
                f'<circle cx="{to_x:.1f}" cy="{to_y:.1f}" r="3" fill="{_INK}"/>'
            )


def _source_pages(sources: Sequence[Source], language: Language) -> Iterator[str]:
    """The table of sources, on as many pages as it takes."""
    entries = [
        _wrapped(
            [
                f"{source.short} [{source.id}] {source.authors} {source.year}. {source.title}. {source.where}",
                language.text(how_sure(source)),
            ],
            _TEXT,
            _UPRIGHT.inner,
        )
        for source in sources
    ]
    pieces: list[str] = []
    y = top = _MARGIN + 1.8 * _TITLE
    for lines in entries:
        if pieces and y + _LEADING * _TEXT * len(lines) > _UPRIGHT.height - _MARGIN:
            yield _source_page(pieces, language)
            pieces, y = [], top
        for line in lines:
            y += _LEADING * _TEXT
            pieces.append(_text(line, _MARGIN, y, size=_TEXT))
        y += 0.8 * _TEXT
    if pieces:
        yield _source_page(pieces, language)


def _source_page(pieces: Iterable[str], language: Language) -> str:
    return _sheet([_text(language.label("Sources"), _MARGIN, _MARGIN + _TITLE, size=_TITLE), *pieces], _UPRIGHT)


def _sheet(pieces: Iterable[str], paper: _Paper) -> str:
    size = f'viewBox="0 0 {paper.width:g} {paper.height:g}" width="{paper.width / 10:g}mm"'
    size += f' height="{paper.height / 10:g}mm"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="DejaVu Sans, sans-serif" {size}>'
    return "\n".join((head, *pieces, "</svg>\n"))


def _wrapped(texts: Iterable[str], size: float, width: float) -> list[str]:
    most = int(width / (size * _CHARACTER))
    return [line for text in texts for line in textwrap.wrap(text, most)]


def _text(text: str, x: float, y: float, *, size: float, anchor: str = "start", colour: str = _INK) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
    return f'<text {place} fill="{colour}">{escape(text)}</text>'
