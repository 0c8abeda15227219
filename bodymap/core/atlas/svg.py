"""Reads the small strict subset of SVG that bodymap's drawings are written in.

An own reader, because general ones are slow and trusting. The subset: one ``svg`` with a view box, ``g`` layers one
level deep, ``path`` with absolute ``M``, ``L`` and ``Z`` only, ``circle``, ``title``; no document type, entities,
``use``, transforms, styles or scripts. What is outside it is refused with an error that names file and element.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn
from xml.parsers import expat

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.errors import DrawingError

MOST_CHARACTERS: Final = 8_000_000
"""Longest text that is read; our largest drawing has a twentieth of it."""
MOST_TOLD: Final = 400
"""How many characters a refusal has that repeats what came."""

_DEEPEST: Final = 3
_SVG_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_PAINT: Final = frozenset(
    {"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linejoin"}
    | {"stroke-linecap", "stroke-dasharray", "opacity", "display", "color", "vector-effect"}
)
_ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "svg": frozenset({"viewBox", "width", "height", "version", "id"}),
    "g": _PAINT | {"id"},
    "path": _PAINT | {"id", "d"},
    "circle": _PAINT | {"id", "cx", "cy", "r"},
    "title": frozenset({"id"}),
    "desc": frozenset({"id"}),
}
_FREE_PREFIXES: Final = ("data-", "xmlns", "inkscape:")
# No possessive or atomic pattern: early releases of Python 3.11, Debian 12's among them, get those wrong. Nothing here
# can match the same text in two ways, so that giving up takes as long as reading does.
_NUMBER: Final = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_PAIR: Final = rf"\s*{_NUMBER}(?:\s+|\s*,\s*){_NUMBER}\s*"
_POINT: Final = re.compile(_PAIR)
_LAST_POINT: Final = re.compile(rf"{_PAIR}(?:Z\s*)?")
_SEPARATORS: Final = str.maketrans("L,", "  ")


@dataclass(frozen=True, slots=True)
class ViewBox:
    """The rectangle that a drawing fills, in millimetres, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The largest x."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The largest y."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class SvgShape:
    """A path or circle.

    Attributes
    ----------
    name : str
        How a message names it: its id, or its element and line.
    attributes : mapping of str to str
        As written.
    lines : tuple of array of float, shape (n, 2)
        The subpaths of a path, each open or closed; empty for a circle.
    is_closed : bool
        Whether every subpath ends in ``Z``.
    """

    element: str
    name: str
    attributes: Mapping[str, str]
    lines: tuple[NDArray[np.float64], ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class SvgLayer:
    """A group with its shapes in drawing order."""

    id: str
    attributes: Mapping[str, str]
    shapes: tuple[SvgShape, ...]


@dataclass(frozen=True, slots=True)
class SvgDocument:
    """A drawing as it was read.

    Attributes
    ----------
    file : str
        Its name, for messages.
    """

    file: str
    view_box: ViewBox
    attributes: Mapping[str, str]
    layers: tuple[SvgLayer, ...]


def read_svg(text: str, *, file: str) -> SvgDocument:
    """The drawing in an SVG text.

    Raises
    ------
    DrawingError
        If the text is too long, not well formed, nested too deep, or holds an element, attribute, path command or
        number outside the subset; every coordinate must be finite and inside the view box.
    """
    if len(text) > MOST_CHARACTERS:
        raise DrawingError(f"{file}: {len(text):,} characters; at most {MOST_CHARACTERS:,} are read")
    reader = _Reader(file)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.EntityDeclHandler = reader.refuse_doctype
    parser.ProcessingInstructionHandler = reader.refuse_instruction
    reader.line_of = lambda: parser.CurrentLineNumber
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise DrawingError(f"{file}: not well-formed XML: {error}") from error
    return reader.document()


def path_data(area: BaseGeometry) -> str:
    """The path of a polygon or multipolygon, to be filled by the even-odd rule; two decimals, a hundredth of a mm.

    Examples
    --------
    >>> path_data(shapely.box(0, 0, 2, 1))
    'M2.00 0.00L2.00 1.00L0.00 1.00L0.00 0.00Z'
    """
    rings = [ring for polygon in shapely.get_parts(area) for ring in (polygon.exterior, *polygon.interiors)]
    return "".join(f"M{'L'.join(f'{x:.2f} {y:.2f}' for x, y in ring.coords[:-1])}Z" for ring in rings)


class _Reader:
    """Collects what expat reports; holds the state between two calls of it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._depth = 0
        self._view_box: ViewBox | None = None
        self._attributes: Mapping[str, str] = {}
        self._layers: list[tuple[str, Mapping[str, str], list[SvgShape]]] = []
        self._ids: set[str] = set()
        self._is_in_layer = False
        self.line_of: Callable[[], int] = int

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take in an element, or refuse it."""
        self._depth += 1
        name = f"<{element}> on line {self.line_of()}"
        if self._depth > _DEEPEST:
            self._refuse(name, f"nested {self._depth} deep; at most {_DEEPEST} levels are read")
        if element not in _ATTRIBUTES:
            self._refuse(name, f"this element is not read; known: {', '.join(_ATTRIBUTES)}")
        if "id" in attributes:
            name = f"<{element} id={attributes['id'][:60]!r}>"
        self._check_attributes(element, name, attributes)
        match element, self._depth:
            case "svg", 1:
                self._start_svg(name, attributes)
            case (_, 1) | ("svg", _):
                self._refuse(name, "one <svg> must hold everything")
            case "g", 2:
                self._layers.append((attributes.get("id") or self._refuse(name, "a layer needs an id"), attributes, []))
                self._is_in_layer = True
            case (("path" | "circle"), 3) if self._is_in_layer:
                self._layers[-1][2].append(self._shape(element, name, attributes))
            case (("title" | "desc"), _):
                pass
            case _:
                self._refuse(name, "shapes lie inside a layer, layers directly inside <svg>")

    def end(self, element: str) -> None:
        """Leave an element."""
        self._depth -= 1
        if element == "g":
            self._is_in_layer = False

    def refuse_doctype(self, *_: object) -> NoReturn:
        """Refuse a document type or entity declaration."""
        self._refuse("<!DOCTYPE>", "document types and entities are not read")

    def refuse_instruction(self, target: str, _: str) -> NoReturn:
        """Refuse a processing instruction, such as a style sheet."""
        self._refuse(f"<?{target}?>", "processing instructions are not read")

    def document(self) -> SvgDocument:
        """Everything that was read."""
        if self._view_box is None:
            self._refuse("<svg>", "missing")
        layers = tuple(SvgLayer(layer, attributes, tuple(shapes)) for layer, attributes, shapes in self._layers)
        return SvgDocument(self._file, self._view_box, self._attributes, layers)

    def _check_attributes(self, element: str, name: str, attributes: Mapping[str, str]) -> None:
        for attribute in attributes:
            if attribute not in _ATTRIBUTES[element] and not attribute.startswith(_FREE_PREFIXES):
                self._refuse(name, f"attribute {attribute!r} is not read")
        identifier = attributes.get("id")
        if identifier is not None and identifier in self._ids:
            self._refuse(name, "this id is a duplicate")
        if identifier is not None:
            self._ids.add(identifier)

    def _start_svg(self, name: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("xmlns") != _SVG_NAMESPACE:
            self._refuse(name, f"xmlns {attributes.get('xmlns')!r}; expected {_SVG_NAMESPACE!r}")
        self._attributes = attributes
        numbers = attributes.get("viewBox", "").split()
        if len(numbers) != 4 or not all(re.fullmatch(_NUMBER, number) for number in numbers):
            self._refuse(name, f"viewBox {attributes.get('viewBox')!r}; expected four numbers")
        box = ViewBox(*map(float, numbers))
        if not (math.isfinite(box.right + box.bottom) and box.width > 0 and box.height > 0):
            self._refuse(name, f"viewBox {attributes['viewBox']!r}; width and height must be above 0")
        self._view_box = box

    def _shape(self, element: str, name: str, attributes: Mapping[str, str]) -> SvgShape:
        if element == "circle":
            return self._circle(name, attributes)
        before, *pieces = attributes.get("d", "").split("M")
        if before.strip() or not pieces or not all(map(_is_subpath, pieces)):
            self._refuse(name, "d is not a path of absolute M, L and Z with two numbers each")
        lines = tuple(np.array(piece.replace("Z", " ").translate(_SEPARATORS).split(), np.float64) for piece in pieces)
        return SvgShape(
            element=element,
            name=name,
            attributes=attributes,
            lines=tuple(self._inside(name, line.reshape(-1, 2)) for line in lines),
            is_closed=all(piece.rstrip().endswith("Z") for piece in pieces),
        )

    def _circle(self, name: str, attributes: Mapping[str, str]) -> SvgShape:
        numbers = [attributes.get(key, "") for key in ("cx", "cy", "r")]
        if not all(re.fullmatch(_NUMBER, number) for number in numbers):
            self._refuse(name, f"cx, cy, r are {', '.join(map(repr, numbers))}; expected numbers")
        self._inside(name, np.array([numbers[:2]], np.float64))
        return SvgShape("circle", name, attributes, (), is_closed=True)

    def _inside(self, name: str, points: NDArray[np.float64]) -> NDArray[np.float64]:
        box = self._view_box
        if box is None:
            self._refuse(name, "comes before the view box")
        x, y = points[:, 0], points[:, 1]
        # A NaN compares false, so that it is refused here too.
        if not (x.min() >= box.x and x.max() <= box.right and y.min() >= box.y and y.max() <= box.bottom):
            self._refuse(name, "a coordinate is not finite or outside the view box")
        return points

    def _refuse(self, name: str, problem: str) -> NoReturn:
        raise DrawingError(f"{self._file}: {name[:MOST_TOLD]}: {problem[:MOST_TOLD]}")


def _is_subpath(piece: str) -> bool:
    """Whether what follows an ``M`` is points joined by ``L``, with or without a ``Z`` at the end."""
    *points, last = piece.split("L")
    return all(map(_POINT.fullmatch, points)) and _LAST_POINT.fullmatch(last) is not None
