"""Colours for the drawings: an SVG text in, the same text with colours on named elements out."""

from __future__ import annotations

import re
from collections.abc import Mapping


def tinted(svg_text: str, colours: Mapping[str, Mapping[str, str]]) -> str:
    """The drawing with attributes set on the start tags of the elements named by id.

    An attribute the element already has is replaced. An id that the drawing does not have is passed over, because
    not every drawing shows every bone and nerve.

    Examples
    --------
    >>> tinted('<svg><path id="body" d="M0 0"/></svg>', {"body": {"fill": "#F3EFEA"}})
    '<svg><path fill="#F3EFEA" id="body" d="M0 0"/></svg>'
    """
    edits = [edit for name, attributes in colours.items() if (edit := _edit(svg_text, name, attributes)) is not None]
    for start, end, tag in sorted(edits, reverse=True):
        svg_text = svg_text[:start] + tag + svg_text[end:]
    return svg_text


def _edit(svg_text: str, name: str, attributes: Mapping[str, str]) -> tuple[int, int, str] | None:
    found = svg_text.find(f' id="{name}"')
    if found < 0:
        return None
    start, end = svg_text.rfind("<", 0, found), svg_text.find(">", found)
    tag = svg_text[start:end]
    for attribute in attributes:
        tag = re.sub(rf'\s{attribute}="[^"]*"', "", tag, count=1)
    element, rest = re.split(r"(?=\s)", tag, maxsplit=1)
    return start, end, element + "".join(f' {key}="{value}"' for key, value in attributes.items()) + rest
