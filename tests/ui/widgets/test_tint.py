"""Colours put into drawings, and paths read out of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from bodymap.ui.widgets.svg_path import element_path, view_box
from bodymap.ui.widgets.tint import tinted

DRAWING = (
    '<svg viewBox="-5 -10 30 40"><g id="bones" fill="currentColor" fill-opacity="0.1">'
    '<path id="vertebra-L1" d="M0 0L10 0L10 10L0 10ZM2 2L4 2L4 4L2 4Z"/>'
    '<path id="vertebra-L10" d="M0 0L1 1"/></g></svg>'
)


def test_attribute_is_added_or_replaced() -> None:
    tinted_text = tinted(DRAWING, {"bones": {"fill": "#123456", "color": "#000000"}})
    assert '<g fill="#123456" color="#000000" id="bones" fill-opacity="0.1">' in tinted_text
    assert "currentColor" not in tinted_text


def test_only_the_element_with_exactly_this_id_changes() -> None:
    assert tinted(DRAWING, {"vertebra-L1": {"fill": "#fff"}}).count('fill="#fff"') == 1
    assert '<path id="vertebra-L10"' in tinted(DRAWING, {"vertebra-L1": {"fill": "#fff"}})


def test_element_that_is_not_drawn_is_passed_over() -> None:
    assert tinted(DRAWING, {"vertebra-C8": {"fill": "#fff"}}) == DRAWING


def test_path_has_the_holes_of_the_drawing() -> None:
    path = element_path(DRAWING, "vertebra-L1")
    assert path.contains(QPointF(7, 7))
    assert not path.contains(QPointF(3, 3))


def test_path_of_what_is_not_drawn_is_empty() -> None:
    assert element_path(DRAWING, "root-C8-left").isEmpty()


def test_view_box_is_read() -> None:
    assert view_box(DRAWING).getRect() == (-5, -10, 30, 40)
