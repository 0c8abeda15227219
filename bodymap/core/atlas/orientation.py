"""On which side of a drawing the patient's left lies: the one place that knows, for screen, picture and page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bodymap.core.vocabulary import Side, View

_FACING: Final = (Side.RIGHT, Side.LEFT)
_FROM_BEHIND: Final = (Side.LEFT, Side.RIGHT)

VIEWER_SIDES: Final[Mapping[View, tuple[Side | View, Side | View]]] = {
    View.FRONT: _FACING,
    View.BACK: _FROM_BEHIND,
    View.LEFT: (View.FRONT, View.BACK),
    View.RIGHT: (View.BACK, View.FRONT),
    View.FEET: _FACING,
    View.HANDS: _FACING,
    View.SADDLE: _FACING,
}
"""What lies at the viewer's left and at the viewer's right: the patient's sides; seen from a side, front and back."""

MIDLINE_VIEWS: Final = frozenset({View.FRONT, View.BACK, View.SADDLE})
"""Drawings in which the middle of the body, at x = 0, parts the patient's right from the left."""

TOP_AND_BOTTOM: Final[Mapping[View, tuple[View, View]]] = {View.SADDLE: (View.FRONT, View.BACK)}
"""What lies at the upper and lower edge of a drawing that looks up between the legs; in others nobody has to ask."""


def towards(side: Side, view: View) -> int:
    """Where the patient's side lies in a view: 1 at the viewer's right, -1 at the viewer's left, 0 in a side view."""
    at_left, at_right = VIEWER_SIDES[view]
    return 1 if at_right is side else -1 if at_left is side else 0


def half_of(side: Side, view: View) -> int:
    """On which half of a drawing the patient's side lies: 1 at x > 0, -1 at x < 0, 0 where no midline parts them."""
    return towards(side, view) if view in MIDLINE_VIEWS else 0
