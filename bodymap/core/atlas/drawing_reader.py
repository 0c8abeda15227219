"""From an SVG drawing of the body to its geometry: the layers that mean something, as regions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final, NoReturn, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Course, Drawing, KeyPoint, Layer, NerveRegion, PartRegion, Territory
from bodymap.core.atlas.svg import MOST_TOLD, SvgDocument, SvgLayer, SvgShape, read_svg
from bodymap.core.errors import DrawingError
from bodymap.core.tables.rows import known_names
from bodymap.core.vocabulary import Figure, MapName, NerveId, PartId, Root, Side, View

FORMAT: Final = "1"
"""Value of ``data-format`` in the drawings that this version reads."""

_NERVES, _COURSES = "cutaneous-nerves", "courses"
_LAYERS: Final = frozenset({"shade", "contours", "outline", "parts", "landmarks", _NERVES, _COURSES})
_PART: Final = re.compile(r'\sdata-part="([^"]*)"')

_NO_LAYER: Final = SvgLayer("", {}, ())
_YES_NO: Final[Mapping[str, bool]] = {"true": True, "false": False}

E = TypeVar("E", bound=Enum)


def read_drawing(text: str, *, file: str) -> Drawing:
    """The drawing in an SVG text.

    Raises
    ------
    DrawingError
        If the text is outside the SVG subset (`bodymap.core.atlas.svg`), a layer or a ``data-`` attribute is missing or
        unknown, a region is open, or a region's outline crosses itself.
    """
    document = read_svg(text, file=file)
    if document.attributes.get("data-format") != FORMAT:
        came = document.attributes.get("data-format")
        _refuse(file, "<svg>", f"data-format {came!r}; this version reads {FORMAT!r}")
    for layer in document.layers:
        if layer.id not in _LAYERS and layer.attributes.get("data-kind") != "map":
            _refuse(file, f"<g id={layer.id!r}>", f"unknown layer; {known_names(layer.id, sorted(_LAYERS))}")
    return Drawing(
        figure=_named(document.attributes, "data-figure", Figure, file=file, name="<svg>"),
        view=_named(document.attributes, "data-view", View, file=file, name="<svg>"),
        view_box=document.view_box,
        silhouette=_silhouette(document),
        parts=Layer(_regions(_layer(document, "parts"), file, _part_region)),
        territories=_territories(document),
        key_points=tuple(_key_point(shape, file) for shape in _layer(document, "landmarks").shapes),
        nerves=Layer(_regions(_layer(document, _NERVES, _NO_LAYER), file, _nerve_region)),
        courses=tuple(_course(shape, file) for shape in _layer(document, _COURSES, _NO_LAYER).shapes),
    )


def parts_in(text: str) -> frozenset[PartId]:
    """The parts that an SVG text names, told by looking for the attribute only.

    A hundredth of the time that reading takes; that the drawing is well formed is not checked.
    """
    return frozenset(map(PartId, _PART.findall(text)))


def polygon_of(rings: tuple[NDArray[np.float64], ...]) -> BaseGeometry:
    """The area that closed rings enclose by the even-odd rule: a ring inside a ring is a hole, and so on.

    Examples
    --------
    >>> outer, hole = (shapely.get_coordinates(shapely.box(0, 0, size, size)) for size in (4, 2))
    >>> polygon_of((outer, hole + 1)).area
    12.0
    """
    polygons = np.array([shapely.Polygon(ring) for ring in rings], dtype=object)
    if len(polygons) == 1:
        alone: BaseGeometry = polygons[0]
        return alone
    order = np.argsort(-shapely.area(polygons), kind="stable")
    polygons = polygons[order]
    inside = shapely.contains_properly(polygons[:, None], shapely.point_on_surface(polygons)[None, :])
    depth = np.tril(inside.T, k=-1).sum(axis=1)
    shells = np.flatnonzero(depth % 2 == 0)
    pieces = []
    for shell in shells.tolist():
        holes = np.flatnonzero((depth == depth[shell] + 1) & inside[shell])
        pieces.append(shapely.Polygon(polygons[shell].exterior, [polygons[hole].exterior for hole in holes]))
    return pieces[0] if len(pieces) == 1 else shapely.MultiPolygon(pieces)


def _silhouette(document: SvgDocument) -> BaseGeometry:
    outline = _layer(document, "outline")
    for shape in outline.shapes:
        if shape.attributes.get("id") == "silhouette":
            return _area(shape, document.file)
    raise DrawingError(f"{document.file}: <g id='outline'>: the path with id 'silhouette' is missing")


def _territories(document: SvgDocument) -> Mapping[MapName, Layer[Territory]]:
    layers = (layer for layer in document.layers if layer.attributes.get("data-kind") == "map")
    maps = {_map_name(layer, document.file): layer for layer in layers}
    return {name: Layer(_regions(layer, document.file, _territory)) for name, layer in maps.items()}


def _map_name(layer: SvgLayer, file: str) -> MapName:
    names = [member.value for member in MapName]
    if layer.id not in names:
        _refuse(file, f"<g id={layer.id!r}>", f"unknown map; {known_names(layer.id, names)}")
    return MapName(layer.id)


def _layer(document: SvgDocument, name: str, otherwise: SvgLayer | None = None) -> SvgLayer:
    for layer in document.layers:
        if layer.id == name:
            return layer
    if otherwise is not None:
        return otherwise
    raise DrawingError(f"{document.file}: layer <g id={name!r}> is missing")


T = TypeVar("T")


def _regions(layer: SvgLayer, file: str, make: Callable[[SvgShape, BaseGeometry, str], T]) -> list[T]:
    return [make(shape, _area(shape, file), file) for shape in layer.shapes]


def _part_region(shape: SvgShape, area: BaseGeometry, file: str) -> PartRegion:
    part = shape.attributes.get("data-part") or _refuse(file, shape.name, "data-part is missing")
    return PartRegion(_id(shape, file), _side(shape, file), area, PartId(part))


def _territory(shape: SvgShape, area: BaseGeometry, file: str) -> Territory:
    root = _named(shape.attributes, "data-root", Root, file=file, name=shape.name)
    return Territory(_id(shape, file), _side(shape, file), area, root)


def _nerve_region(shape: SvgShape, area: BaseGeometry, file: str) -> NerveRegion:
    nerve = shape.attributes.get("data-nerve") or _refuse(file, shape.name, "data-nerve is missing")
    return NerveRegion(_id(shape, file), _side(shape, file), area, NerveId(nerve))


def _course(shape: SvgShape, file: str) -> Course:
    if not shape.lines or any(len(line) < 2 for line in shape.lines):
        _refuse(file, shape.name, "a course must be a path whose lines have two points or more")
    visible = shape.attributes.get("data-visible", "")
    if visible not in _YES_NO:
        _refuse(file, shape.name, f"data-visible {visible!r}; {known_names(visible, _YES_NO)}")
    root = _named(shape.attributes, "data-root", Root, file=file, name=shape.name)
    lines = shapely.MultiLineString([line.tolist() for line in shape.lines])
    return Course(_id(shape, file), root, _side(shape, file), lines, _YES_NO[visible])


def _key_point(shape: SvgShape, file: str) -> KeyPoint:
    if shape.element != "circle":
        _refuse(file, shape.name, "a landmark must be a circle")
    names = shape.attributes.get("data-root", "").split()
    known = {root.value: root for root in Root}
    for name in names or [""]:
        if name not in known:
            _refuse(file, shape.name, f"data-root {name!r}; {known_names(name, known)}")
    x, y = float(shape.attributes["cx"]), float(shape.attributes["cy"])
    return KeyPoint(_id(shape, file), tuple(known[name] for name in names), _side(shape, file), x, y)


def _area(shape: SvgShape, file: str) -> BaseGeometry:
    if not shape.lines or not shape.is_closed:
        _refuse(file, shape.name, "a region must be a closed path")
    if any(len(line) < 3 for line in shape.lines):
        _refuse(file, shape.name, "a closed line needs three points or more")
    area = polygon_of(shape.lines)
    if not shapely.is_valid(area):
        _refuse(file, shape.name, f"not a proper area: {shapely.is_valid_reason(area)}")
    return area


def _id(shape: SvgShape, file: str) -> str:
    return shape.attributes.get("id") or _refuse(file, shape.name, "id is missing")


def _side(shape: SvgShape, file: str) -> Side:
    return _named(shape.attributes, "data-side", Side, file=file, name=shape.name)


def _named(attributes: Mapping[str, str], attribute: str, vocabulary: type[E], *, file: str, name: str) -> E:
    came = attributes.get(attribute, "")
    known = {member.value: member for member in vocabulary}
    return known[came] if came in known else _refuse(file, name, f"{attribute} {came!r}; {known_names(came, known)}")


def _refuse(file: str, name: str, problem: str) -> NoReturn:
    raise DrawingError(f"{file}: {name[:MOST_TOLD]}: {problem[:MOST_TOLD]}")
