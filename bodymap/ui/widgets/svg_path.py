"""Reads from a drawing's text what is painted by hand: the view box, and the path of one element."""

from __future__ import annotations

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
    found = svg_text.find(f' id="{name}"')
    if found < 0:
        return path
    start = svg_text.find(' d="', found) + len(' d="')
    for line in svg_text[start : svg_text.find('"', start)].split("M")[1:]:
        numbers = iter(map(float, line.replace("L", " ").replace("Z", " ").split()))
        for index, (x, y) in enumerate(zip(numbers, numbers, strict=True)):
            path.lineTo(x, y) if index else path.moveTo(x, y)
        if line.rstrip().endswith("Z"):
            path.closeSubpath()
    return path
