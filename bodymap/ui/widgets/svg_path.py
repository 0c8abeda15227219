"""Reads from a drawing's text what is painted by hand: the view box, and the path of one element or what it fills."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath


def view_box(svg_text: str) -> QRectF:
    """The rectangle that the drawing fills, in its own units."""
    start = svg_text.index('viewBox="') + len('viewBox="')
    return QRectF(*map(float, svg_text[start : svg_text.index('"', start)].split()))


def element_path(svg_text: str, name: str) -> QPainterPath:
    """The path of the element with an id, in the drawing's units; empty when the drawing does not have it.

    Only absolute ``M``, ``L`` and ``Z`` are read, which is all that bodymap's drawings hold.
    """
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for line in _lines(svg_text, name):
        numbers = iter(_numbers(line))
        for index, (x, y) in enumerate(zip(numbers, numbers, strict=True)):
            path.lineTo(x, y) if index else path.moveTo(x, y)
        if line.rstrip().endswith("Z"):
            path.closeSubpath()
    return path


def ring_boxes(svg_text: str, name: str) -> tuple[QRectF, ...]:
    """The rectangle round each line of such a path, or of all paths of such a layer, in the drawing's units.

    There are none when the drawing does not have it.
    """
    boxes = []
    for line in _lines(svg_text, name):
        numbers = _numbers(line)
        across, down = numbers[::2], numbers[1::2]
        left, top = min(across), min(down)
        boxes.append(QRectF(left, top, max(across) - left, max(down) - top))
    return tuple(boxes)


def _lines(svg_text: str, name: str) -> Iterator[str]:
    """What stands after each ``M`` of an element's path, or of all paths of a layer."""
    found = svg_text.find(f' id="{name}"')
    if found < 0:
        return
    end = svg_text.index("</g>" if svg_text.endswith("<g", 0, found) else ">", found)
    for path in svg_text[found:end].split(' d="')[1:]:
        yield from path[: path.index('"')].split("M")[1:]


def _numbers(line: str) -> list[float]:
    return list(map(float, line.replace("L", " ").replace("Z", " ").split()))
