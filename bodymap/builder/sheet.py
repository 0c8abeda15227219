"""The contact sheet: every view and layer side by side with a name on every region, for review by a clinician.

It shows the drawings as they are shipped. Rows are layers, columns are views; names stand in their region or, where
that is too narrow, in the margin beside it at the end of a line. Key sensory points are dots.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.builder.drawing import number_text, path_data
from bodymap.core.atlas.atlas import Drawing, Region
from bodymap.core.atlas.drawing_reader import read_drawing
from bodymap.core.atlas.label_placement import Label, LabelRequest, place_labels
from bodymap.core.errors import BodymapError
from bodymap.core.vocabulary import Figure, MapName, View
from bodymap.library import resources

_PANEL, _MARGIN, _GAP, _HEAD = 1500.0, 220.0, 30.0, 110.0
"""In pixels: height of a panel, room for names on either side of it, between panels, and the title above a row."""

_TEXT, _TITLE = 13.0, 24.0
_CHARACTER = 0.62
_TINTS = ("#f6c9a8", "#cfe3f5", "#d3ecc8", "#f3d3e4", "#fbeeb2", "#d9d3f0", "#c6ebe6")
_INK, _BLANK = "#26323c", "#e4e0da"

# The picture is painted by the window's own painter, in a process of its own: the builder knows no Qt.
_PAINT = """
import sys
from pathlib import Path
from bodymap.ui.paper.png import write_png
write_png(Path(sys.argv[1]).read_text(encoding="utf-8"), Path(sys.argv[2]), int(sys.argv[3]))
"""


class SheetFailed(BodymapError):
    """The contact sheet could not be painted."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One layer of all drawings: its title, a note, and how to find its regions with their names."""

    title: str
    note: str
    regions: Callable[[Drawing], Sequence[tuple[str, Region]]]


@dataclass(frozen=True, slots=True)
class _Panel:
    """One drawing in the sheet: its left and top edge there, and pixels per millimetre."""

    drawing: Drawing
    left: float
    top: float
    scale: float

    @property
    def width(self) -> float:
        return self.drawing.view_box.width * self.scale + 2 * _MARGIN

    def x(self, x_mm: float) -> float:
        return self.left + _MARGIN + (x_mm - self.drawing.view_box.x) * self.scale

    def y(self, y_mm: float) -> float:
        return self.top + (y_mm - self.drawing.view_box.y) * self.scale


def write_sheet(path: Path, figure: Figure) -> Path:
    """Write the contact sheet of a figure as SVG or, by the suffix of the path, as PNG.

    Raises
    ------
    SheetFailed
        If the suffix is another one, or the PNG cannot be painted.
    """
    text, width = sheet(figure)
    if path.suffix == ".svg":
        path.write_text(text, encoding="utf-8", newline="\n")
        return path
    if path.suffix != ".png":
        raise SheetFailed(f"{path}: a contact sheet ends in .png or .svg")
    with tempfile.TemporaryDirectory() as folder:
        vector = Path(folder, "sheet.svg")
        vector.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", _PAINT, str(vector), str(path), str(round(width))]
        headless = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=headless)
    if done.returncode != 0:
        raise SheetFailed(f"{path}: cannot be painted: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    return path


def sheet(figure: Figure) -> tuple[str, float]:
    """The SVG text of the contact sheet, and its width in pixels."""
    names = [resources.drawing_name(figure, view) for view in resources.drawn_views(figure)]
    drawings = [read_drawing(resources.svg_text(name), file=f"{name}.svg") for name in names]
    rows = [row for row in _rows() if any(row.regions(drawing) for drawing in drawings)]
    height, width = _HEAD + _PANEL + _GAP, 0.0
    content = []
    for number, row in enumerate(rows):
        content.append(_text(_GAP, number * height + 40, f"{figure.value} figure: {row.title}", _TITLE))
        content.append(_text(_GAP, number * height + 66, row.note, _TEXT))
        left, tints = 0.0, _tints_of(row, drawings)
        for drawing in drawings:
            panel = _Panel(drawing, left, number * height + _HEAD, _scale(drawing))
            content.extend(_panel_lines(panel, row.regions(drawing), tints))
            left += panel.width + _GAP
        width = max(width, left)
    size = f'viewBox="0 0 {number_text(width)} {number_text(len(rows) * height)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="DejaVu Sans, sans-serif" fill="{_INK}">'
    return "\n".join((head, *content, "</svg>", "")), width


def _rows() -> list[_Row]:
    """The maps in the order of `MapName`, then parts and nerves."""
    tables = resources.table_names()
    rows = [_map_row(name) for name in MapName if f"maps/{name.value}.toml" in tables]
    parts = "Places on the body. Where one ends is our own convention."
    nerves = "Territories of the skin nerves."
    rows.append(_Row("parts", parts, lambda drawing: [(region.part, region) for region in drawing.parts.regions]))
    rows.append(_Row("skin nerves", nerves, lambda drawing: [(each.nerve, each) for each in drawing.nerves.regions]))
    return rows


def _map_row(name: MapName) -> _Row:
    facts = tomllib.loads(resources.table_text(f"maps/{name.value}.toml"))["map"]

    def named(drawing: Drawing) -> list[tuple[str, Region]]:
        layer = drawing.territories.get(name)
        return [(region.root.value, region) for region in layer.regions] if layer else []

    return _Row(f"map {facts['title']}", f"{facts['note']} Sources: {', '.join(facts['sources'])}", named)


def _scale(drawing: Drawing) -> float:
    """Pixels per mm at which a drawing fills the height of a panel, or is no wider than that."""
    return _PANEL / max(drawing.view_box.height, drawing.view_box.width)


def _tints_of(row: _Row, drawings: Sequence[Drawing]) -> dict[str, str]:
    """A tint for each name, the same in all views."""
    names = dict.fromkeys(name for drawing in drawings for name, _ in row.regions(drawing))
    return {name: _TINTS[number % len(_TINTS)] for number, name in enumerate(names)}


def _panel_lines(panel: _Panel, named: Sequence[tuple[str, Region]], tints: Mapping[str, str]) -> list[str]:
    """One panel: blank skin, tinted regions, key points, names."""
    box = panel.drawing.view_box
    shift = f"translate({number_text(panel.x(0))} {number_text(panel.y(0))}) scale({panel.scale:.5f})"
    paths = [_path(panel.drawing.silhouette, _BLANK), *(_path(region.geometry, tints[name]) for name, region in named)]
    dots = [
        f'<circle cx="{number_text(panel.x(point.x))}" cy="{number_text(panel.y(point.y))}" r="3.5" fill="#c2272d"/>'
        for point in panel.drawing.key_points
    ]
    title = _text(panel.x(box.x), panel.top - 8, f"{panel.drawing.view.value} view", _TITLE)
    sides = [_text(panel.x(x), panel.y(box.y) + 60, side, _TITLE) for x, side in _side_letters(panel.drawing)]
    group = f'<g transform="{shift}" stroke="{_INK}" stroke-width="{0.9 / panel.scale:.3f}">'
    return [title, *sides, group, *paths, "</g>", *dots, *_names(panel, named)]


def _side_letters(drawing: Drawing) -> list[tuple[float, str]]:
    """R and L beside the figure, where the drawing shows both sides."""
    if drawing.view in (View.LEFT, View.RIGHT):
        return []
    left = 1 if drawing.view is not View.BACK else -1
    edge = 0.8 * drawing.view_box.right
    return [(left * edge, "L"), (-left * edge, "R")]


def _names(panel: _Panel, named: Sequence[tuple[str, Region]]) -> list[str]:
    """A name in every region that is wide enough, and in the margin for all others."""
    character, height = _CHARACTER * _TEXT / panel.scale, 1.15 * _TEXT / panel.scale
    requests: list[LabelRequest] = []
    beside: list[LabelRequest] = []
    pieces = [(name, piece) for name, region in named for piece in shapely.get_parts(region.geometry)]
    for name, piece in sorted(pieces, key=lambda each: each[1].area):
        request = LabelRequest(name, piece, character * len(name), height)
        west, _, east, _ = piece.bounds
        (requests if east - west > 0.9 * request.width else beside).append(request)
    placed = place_labels(requests)
    left_out = [request for request in requests if not _has(request, placed)]
    inside = [
        _text(panel.x(label.x), panel.y(label.y) + 0.36 * _TEXT, label.text, _TEXT, anchor="middle") for label in placed
    ]
    return [*inside, *_margin_names(panel, [*beside, *left_out])]


def _has(request: LabelRequest, placed: Iterable[Label]) -> bool:
    """Whether one of the labels is the one asked for."""
    return any(label.text == request.text and shapely.intersects_xy(request.area, label.x, label.y) for label in placed)


def _margin_names(panel: _Panel, requests: Sequence[LabelRequest]) -> list[str]:
    """Names in the margins, in the order of their regions from top to bottom, each with a line to its region."""
    lines: list[str] = []
    middle = panel.drawing.view_box.x + panel.drawing.view_box.width / 2
    for on_right in (False, True):
        points = [(request.text, request.area.representative_point()) for request in requests]
        points = sorted((each for each in points if (each[1].x > middle) == on_right), key=lambda each: each[1].y)
        heights = _spread([panel.y(point.y) for _, point in points], 1.2 * _TEXT, panel.top + _PANEL)
        box = panel.drawing.view_box
        edge = panel.x(box.right) + 4 if on_right else panel.x(box.x) - 4
        for (name, point), y in zip(points, heights, strict=True):
            line = path_data(shapely.LineString([(edge, y), (panel.x(point.x), panel.y(point.y))]))
            lines.append(f'<path d="{line}" stroke="{_INK}" stroke-width="0.7" fill="none"/>')
            lines.append(_text(edge, y + 0.36 * _TEXT, name, _TEXT, anchor="start" if on_right else "end"))
    return lines


def _spread(heights: Sequence[float], apart: float, bottom: float) -> list[float]:
    """The heights, ascending, moved as little as a sweep down and a sweep up need so that all are apart."""
    spread: list[float] = []
    for height in heights:
        spread.append(max(height, spread[-1] + apart) if spread else height)
    limit = bottom
    for number in reversed(range(len(spread))):
        spread[number] = min(spread[number], limit)
        limit = spread[number] - apart
    return spread


def _path(area: BaseGeometry, fill: str) -> str:
    return f'<path d="{path_data(area)}" fill="{fill}" fill-rule="evenodd"/>'


def _text(x: float, y: float, text: str, size: float, *, anchor: str = "start") -> str:
    place = f'x="{number_text(x)}" y="{number_text(y)}" font-size="{number_text(size)}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(text)}</text>"
