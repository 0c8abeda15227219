"""What a person marks on the body: a spot, a painted stroke or a whole part, how it feels and how strong it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NewType, TypeAlias

from bodymap.core.errors import CaseFullError
from bodymap.core.vocabulary import PartId, Quality, Side, View

MarkId = NewType("MarkId", int)
"""Number of a mark within its case, 1 and up."""

MarkPair: TypeAlias = tuple[MarkId, MarkId]
"""Two marks of one case, the smaller id first."""

SPOT_RADIUS_MM: Final = 25.0
"""Radius of a spot when nobody says otherwise: about what three fingertips cover."""

BRUSH_MM: Final = 30.0
"""Width of a stroke when nobody says otherwise."""

STRONGEST: Final = 10
"""Top of the intensity scale; 0 is no pain."""

MOST_MARKS: Final = 100
"""Marks of one case; the search for that many takes about a second."""
MOST_CUTS: Final = 500
"""Pieces erased from one mark."""
MOST_STROKE_POINTS: Final = 2000
"""Points of one stroke: three metres of the thinnest brush, in steps of 1.5 mm."""
MOST_POINTS: Final = 4000
"""Points of all strokes of a case, cuts included; one that several marks share counts once.

A scribble of that many with a pressed pen is searched, and moved to another figure, in about a second each.
"""

Anchor: TypeAlias = tuple[float, float, float]
"""A place on the reference body surface in millimetres: x to the patient's left, y up, z to the front."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A disc on one view.

    Attributes
    ----------
    x, y : float
        Centre in millimetres of the drawing, y downwards.
    radius_mm : float
        Above 0. What of the disc lies off the body is not marked.
    anchors : tuple of Anchor or None
        Where the centre lies on the reference surface, if that is known: one item or none. It follows from the place,
        so two spots on one place are equal with and without it.
    """

    view: View
    x: float
    y: float
    radius_mm: float = SPOT_RADIUS_MM
    anchors: tuple[Anchor | None, ...] = field(default=(), compare=False, kw_only=True)

    def __post_init__(self) -> None:
        """Refuse what is not a place."""
        if not all(math.isfinite(value) for value in (self.x, self.y, self.radius_mm)):
            raise ValueError(f"spot at {self.x}, {self.y} with radius {self.radius_mm}: the numbers must be finite")
        if self.radius_mm <= 0:
            raise ValueError(f"spot with radius {self.radius_mm} mm: the radius must be above 0")
        _check_anchors(self.anchors, 1)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line painted with a round brush on one view.

    Attributes
    ----------
    points : tuple of (float, float)
        The middle of the brush in millimetres of the drawing, y downwards; at least one, which gives a disc.
    width_mm : float
        Width of the brush, above 0. What of the stroke lies off the body is not marked.
    widths_mm : tuple of float
        Width at each point, where pen pressure changed it; empty for an even stroke. Between two points the width
        changes evenly.
    anchors : tuple of Anchor or None
        Where each point lies on the reference surface, None for a point off the skin; empty when not known.

    Examples
    --------
    >>> Stroke(View.FRONT, ((100.0, 0.0), (100.0, 80.0))).width_mm
    30.0
    >>> Stroke(View.FRONT, ())
    Traceback (most recent call last):
        ...
    ValueError: stroke without points
    """

    view: View
    points: tuple[tuple[float, float], ...]
    width_mm: float = BRUSH_MM
    widths_mm: tuple[float, ...] = ()
    anchors: tuple[Anchor | None, ...] = field(default=(), compare=False, kw_only=True)

    def __post_init__(self) -> None:
        """Refuse what is not a line with a width."""
        numbers = (*(value for point in self.points for value in point), self.width_mm, *self.widths_mm)
        if not self.points:
            raise ValueError("stroke without points")
        if not all(map(math.isfinite, numbers)):
            raise ValueError("stroke with a number that is not finite")
        if min((self.width_mm, *self.widths_mm)) <= 0:
            raise ValueError("stroke with a width that is not above 0")
        if self.widths_mm and len(self.widths_mm) != len(self.points):
            raise ValueError(f"stroke with {len(self.points)} points and {len(self.widths_mm)} widths")
        _check_anchors(self.anchors, len(self.points))


@dataclass(frozen=True, slots=True)
class WholePart:
    """A part of the body on one side, in every view that shows it."""

    part: PartId
    side: Side


Cut: TypeAlias = Spot | Stroke
"""What an eraser takes away from a mark, in the view it was drawn on."""

Shape: TypeAlias = Spot | Stroke | WholePart
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
    note : str
        What the person said about this mark, in their own words.
    cuts : tuple of Cut
        What was erased from the shape, in the order it was.
    extra : str
        Fields of the mark in a case file that this version does not know, as JSON text; kept for the next save.
    """

    id: MarkId
    shape: Shape
    quality: Quality | None = None
    intensity: int | None = None
    note: str = ""
    cuts: tuple[Cut, ...] = ()
    extra: str = "{}"

    def __post_init__(self) -> None:
        """Refuse an intensity off the scale."""
        if self.intensity is not None and not 0 <= self.intensity <= STRONGEST:
            raise ValueError(f"intensity {self.intensity}: expected a whole number from 0 to {STRONGEST}")


def point_count(marks: Iterable[Mark]) -> int:
    """How many points the spots and strokes of marks and their cuts have; equal ones count once."""
    painted = {one for mark in marks for one in (mark.shape, *mark.cuts)}
    return sum(len(one.points) if isinstance(one, Stroke) else 1 for one in painted)


def pair_of(one: MarkId, other: MarkId) -> MarkPair:
    """The two ids as a pair."""
    return (one, other) if one <= other else (other, one)


def check_room(marks: Sequence[Mark]) -> None:
    """Refuse more marks, cuts or points than a case file may hold.

    Raises
    ------
    CaseFullError
        With what there would be, and the most there may be.
    """
    most_cuts = max((len(mark.cuts) for mark in marks), default=0)
    found = ((len(marks), MOST_MARKS, "marks"), (most_cuts, MOST_CUTS, "erased pieces of one mark"))
    for number, most, what in (*found, (point_count(marks), MOST_POINTS, "points of all strokes")):
        if number > most:
            raise CaseFullError(f"{number:,} {what}; a case holds at most {most:,}")


def _check_anchors(anchors: Iterable[Anchor | None], points: int) -> None:
    places = tuple(anchors)
    if places and len(places) != points:
        raise ValueError(f"{len(places)} anchors for {points} points")
    if not all(math.isfinite(value) for place in places if place for value in place):
        raise ValueError("an anchor with a number that is not finite")
