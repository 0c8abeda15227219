"""The outline of one element of a drawing, as a path that Qt can paint."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath


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
