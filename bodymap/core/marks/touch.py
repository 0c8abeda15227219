"""What a hand does on a drawing: a point that it touches, a line that it draws, a drag."""

from __future__ import annotations

from dataclasses import dataclass

from bodymap.core.vocabulary import View


@dataclass(frozen=True, slots=True)
class BodyPoint:
    """A point on one drawing, in mm, y downwards."""

    view: View
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class BodyStroke:
    """A line drawn on one drawing.

    Attributes
    ----------
    points : tuple of (float, float)
        In mm, y downwards; at least one.
    pressures : tuple of float
        0 to 1 at each point, from a pen that tells; empty from a mouse or a finger.
    """

    view: View
    points: tuple[tuple[float, float], ...]
    pressures: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyDrag:
    """From where to where something was dragged on one drawing."""

    start: BodyPoint
    end: BodyPoint
