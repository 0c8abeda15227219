"""What part of a drawing is in sight, kept when the drawing is changed for another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlook:
    """What part of a drawing is in sight.

    Attributes
    ----------
    zoom : float
        1 for all of it.
    across, down : float
        The middle of what is seen, as fractions of the drawing's width and height.
    """

    zoom: float
    across: float
    down: float
