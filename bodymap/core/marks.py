"""What a person marks on the body: a spot or a whole part, how it feels and how strong it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, NewType, TypeAlias

from bodymap.core.anatomy import PartId, Quality, Side, View

MarkId = NewType("MarkId", int)
"""Number of a mark within its case, 1 and up."""

SPOT_RADIUS_MM: Final = 25.0
"""Radius of a spot when nobody says otherwise: about what three fingertips cover."""

STRONGEST: Final = 10
"""Top of the intensity scale; 0 is no pain."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A disc on one view.

    Attributes
    ----------
    x, y : float
        Centre in millimetres of the drawing, y downwards.
    radius_mm : float
        Above 0. What of the disc lies off the body is not marked.
    """

    view: View
    x: float
    y: float
    radius_mm: float = SPOT_RADIUS_MM

    def __post_init__(self) -> None:
        """Refuse what is not a place."""
        if not all(math.isfinite(value) for value in (self.x, self.y, self.radius_mm)):
            raise ValueError(f"spot at {self.x}, {self.y} with radius {self.radius_mm}: the numbers must be finite")
        if self.radius_mm <= 0:
            raise ValueError(f"spot with radius {self.radius_mm} mm: the radius must be above 0")


@dataclass(frozen=True, slots=True)
class WholePart:
    """A part of the body on one side, in every view that shows it."""

    part: PartId
    side: Side


Shape: TypeAlias = Spot | WholePart
"""Where a mark lies. A shape is named by view or part, never by pixels, so that it outlives a change of window."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a case.

    Attributes
    ----------
    quality : Quality or None
        None when the person did not say how it feels.
    intensity : int or None
        0 (none) to 10 (worst); None when the person did not say.
    extra : str
        Fields of the mark in a case file that this version does not know, as JSON text; kept for the next save.
    """

    id: MarkId
    shape: Shape
    quality: Quality | None = None
    intensity: int | None = None
    extra: str = "{}"

    def __post_init__(self) -> None:
        """Refuse an intensity off the scale."""
        if self.intensity is not None and not 0 <= self.intensity <= STRONGEST:
            raise ValueError(f"intensity {self.intensity}: expected a whole number from 0 to {STRONGEST}")
