"""Places short labels inside areas so that none overlaps another; for the window and for the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A text that wants a place inside an area.

    Attributes
    ----------
    width, height : float
        Size of the text box in the units of the geometry.
    """

    text: str
    area: BaseGeometry
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text with the middle of its box."""

    text: str
    x: float
    y: float
    width: float
    height: float


def place_labels(requests: Sequence[LabelRequest]) -> tuple[Label, ...]:
    """A place for every label that has room, in the order asked; the first asked is placed first."""
    raise NotImplementedError
