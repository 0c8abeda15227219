"""The SVG writer: layers of regions, lines and points in the small subset that `bodymap.core.atlas.svg` reads.

Absolute `M L Z` paths with even-odd fill, coordinates in mm, no colour: what is drawn uses `currentColor` and opacity,
so that the theme decides. Layers are named groups that Inkscape shows as layers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

import shapely

FORMAT = "1"


@dataclass(frozen=True, slots=True)
class Shape:
    """One path of a layer: its id, its geometry and further attributes."""

    id: str
    geometry: shapely.Geometry
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a layer."""

    id: str
    x: float
    y: float
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layer:
    """A named group of shapes and dots with attributes of its own."""

    name: str
    content: tuple[Shape | Dot, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)


def write(
    *, title: str, box: tuple[float, float, float, float], facts: Mapping[str, str], layers: Iterable[Layer]
) -> str:
    """An SVG document.

    Parameters
    ----------
    title : str
    box : tuple of float
        Left, top, width, height in mm.
    facts : mapping of str to str
        `data-` attributes of the root element, names without the prefix.
    layers : iterable of Layer
        From bottom to top.
    """
    left, top, width, height = (number_text(value) for value in box)
    root = {
        "xmlns": "http://www.w3.org/2000/svg",
        "xmlns:inkscape": "http://www.inkscape.org/namespaces/inkscape",
        "viewBox": f"{left} {top} {width} {height}",
        "width": f"{width}mm",
        "height": f"{height}mm",
        "data-format": FORMAT,
        **{f"data-{name}": value for name, value in facts.items()},
    }
    lines = [f"<svg{_attributes(root)}>", f"<title>{escape(title)}</title>"]
    for layer in layers:
        lines.extend(_layer_lines(layer))
    return "\n".join((*lines, "</svg>", ""))


def path_data(geometry: shapely.Geometry) -> str:
    """Path data of polygons (closed rings, even-odd) and lines (open), subpaths in a fixed order."""
    subpaths = [text for part in shapely.get_parts(geometry) for text in _subpaths(part)]
    return "".join(sorted(subpaths)) if len(subpaths) > 1 else "".join(subpaths)


def number_text(value: float) -> str:
    """A number with at most two decimals, without trailing zeros or a negative zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _layer_lines(layer: Layer) -> list[str]:
    head = {"id": layer.name, "inkscape:groupmode": "layer", "inkscape:label": layer.name, **layer.attributes}
    return [f"<g{_attributes(head)}>", *(_element(item) for item in layer.content), "</g>"]


def _element(item: Shape | Dot) -> str:
    match item:
        case Shape(id=name, geometry=geometry, attributes=attributes):
            return f"<path{_attributes({'id': name, **attributes, 'd': path_data(geometry)})}/>"
        case Dot(id=name, x=x, y=y, attributes=attributes):
            place = {"cx": number_text(x), "cy": number_text(y), "r": "4"}
            return f"<circle{_attributes({'id': name, **attributes, **place})}/>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


def _subpaths(part: shapely.Geometry) -> list[str]:
    if isinstance(part, shapely.Polygon):
        return [_ring(part.exterior), *(_ring(hole) for hole in part.interiors)]
    return [_open(shapely.get_coordinates(part).tolist())]


def _ring(ring: shapely.LinearRing) -> str:
    """A ring from its least point on, clockwise on screen or not as it came, so that equal rings give equal text."""
    points = [tuple(point) for point in shapely.get_coordinates(ring).tolist()[:-1]]
    start = points.index(min(points))
    return _open(points[start:] + points[:start]) + "Z"


def _open(points: list[tuple[float, float]]) -> str:
    texts = [f"{number_text(x)} {number_text(y)}" for x, y in points]
    return "M" + "L".join(texts)
