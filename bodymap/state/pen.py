"""What the pointer does to the body, and how what it marks feels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bodymap.core.marks.mark import BRUSH_MM, SPOT_RADIUS_MM
from bodymap.core.vocabulary import Quality

NARROWEST_MM, WIDEST_MM = 10, 120
"""Sizes that a spot or brush can have."""

_LIGHTEST = 0.5
"""Part of its width that a brush has under no pressure; under full pressure it has as much more."""


class Tool(Enum):
    """What a press on the body does."""

    SPOT = "spot"
    PAINT = "paint"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Pen:
    """The selected tool.

    Attributes
    ----------
    quality, intensity : Quality or None, int or None
        What every next mark says, chosen while no mark was selected; None while the person has not said.
    spot_mm, brush_mm, eraser_mm : float
        How wide each tool is on the body.
    """

    tool: Tool = Tool.SPOT
    quality: Quality | None = None
    intensity: int | None = None
    spot_mm: float = 2 * SPOT_RADIUS_MM
    brush_mm: float = BRUSH_MM
    eraser_mm: float = BRUSH_MM

    @property
    def draws(self) -> bool:
        """Whether the tool follows the pointer; a spot is set by one touch."""
        return self.tool is not Tool.SPOT

    @property
    def width_mm(self) -> float:
        """How wide the selected tool is."""
        return {Tool.SPOT: self.spot_mm, Tool.PAINT: self.brush_mm, Tool.ERASE: self.eraser_mm}[self.tool]


def pressed_width(width_mm: float, pressure: float) -> float:
    """The width of a brush under a pressure from 0 to 1; half pressure gives the width it is set to."""
    return width_mm * (_LIGHTEST + pressure)
