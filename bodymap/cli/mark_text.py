"""Marks as they are written on a command line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from typing import Final, TypeVar

from bodymap.core.errors import CommandError, UnknownName
from bodymap.core.marks.mark import SPOT_RADIUS_MM, STRONGEST, Mark, MarkId, Spot, WholePart
from bodymap.core.tables.rows import known_names
from bodymap.core.vocabulary import PartId, Quality, Side, View
from bodymap.core.words.language import Language
from bodymap.core.words.message import Decimal
from bodymap.state.case_file import FARTHEST_MM, known_parts
from bodymap.state.json_fields import quoted

MARK_FORM: Final = "PART@SIDE[:QUALITY[:INTENSITY]]"
SPOT_FORM: Final = "VIEW:X,Y[,RADIUS_MM]"
SPOT_EXAMPLE: Final = "front:110,5,25"
"""A spot on the front of the left hip, on every figure."""
SMALLEST_SPOT_MM: Final = 2.0
LARGEST_SPOT_MM: Final = 150.0
"""Radii that a typed spot may have: from a fingertip's edge to a span of the hand."""

_BOTH: Final = "both"
_ANY: Final = MarkId(1)
"""The mark gets its own id when it joins a case."""

E = TypeVar("E", bound=Enum)


def part_marks(text: str) -> tuple[Mark, ...]:
    """The marks that a text of the form `MARK_FORM` stands for: one for a side, two for both.

    Raises
    ------
    UnknownName
        If there is no such part, side or quality; the message lists those there are.
    CommandError
        If the text has another form, or the intensity is off the scale.

    Examples
    --------
    >>> [mark.shape.side.value for mark in part_marks("hip-front@both:aching:6")]
    ['left', 'right']
    """
    place, *how = text.split(":")
    part, at, side = place.partition("@")
    if not at or len(how) > 2:
        raise CommandError(f"mark {quoted(text)}; expected {MARK_FORM}")
    if part not in known_parts():
        raise UnknownName(f"unknown part {quoted(part)}; {known_names(part, known_parts())}")
    sides = tuple(Side) if side == _BOTH else (member(Side, side, "side", also=(_BOTH,)),)
    quality = member(Quality, how[0], "quality") if how and how[0] else None
    intensity = _intensity(how[1]) if len(how) == 2 else None
    return tuple(Mark(_ANY, WholePart(PartId(part), one), quality, intensity) for one in sides)


def spot(text: str) -> Spot:
    """The spot that a text of the form `SPOT_FORM` stands for.

    Raises
    ------
    UnknownName
        If there is no such view.
    CommandError
        If the text has another form.
    """
    view, colon, numbers = text.partition(":")
    values = numbers.split(",")
    if len(values) > 3:
        raise CommandError(
            f"spot {quoted(text)}: {len(values)} numbers; expected {SPOT_FORM}, decimals with a point, as in 12.5"
        )
    if not colon or len(values) < 2:
        raise CommandError(f"spot {quoted(text)}; expected {SPOT_FORM}")
    x, y = map(coordinate, values[:2])
    radius = _number(values[2]) if len(values) == 3 else SPOT_RADIUS_MM
    if not SMALLEST_SPOT_MM <= radius <= LARGEST_SPOT_MM:
        raise CommandError(
            f"spot {quoted(text)}: radius {radius:g} mm; expected {SMALLEST_SPOT_MM:g} to {LARGEST_SPOT_MM:g} mm"
        )
    return Spot(member(View, view, "view"), x, y, radius)


def spot_words(spot: Spot, language: Language) -> str:
    """A spot as it was read, so that a comma in the wrong place is noticed."""
    x, y, radius = (language.decimal(Decimal(number)) for number in (spot.x, spot.y, spot.radius_mm))
    view = language.label(spot.view.value)
    return language.label("Read: {view} view, x {x} mm, y {y} mm, radius {r} mm.", view=view, x=x, y=y, r=radius)


def coordinate(text: str) -> float:
    """The millimetres of a drawing that a text stands for.

    Raises
    ------
    CommandError
        If it is no number, or lies further away than any drawing reaches.
    """
    value = _number(text)
    if abs(value) > FARTHEST_MM:
        raise CommandError(f"{quoted(text)} is off every drawing; expected {-FARTHEST_MM:,g} to {FARTHEST_MM:,g} mm")
    return value


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CommandError(f"{quoted(text)} is not a number")
    return value


def member(vocabulary: type[E], text: str, what: str, also: Sequence[str] = ()) -> E:
    """The member of a closed vocabulary that a text names.

    Raises
    ------
    UnknownName
        If there is none; the message lists the names there are, and those in `also`.
    """
    known = {str(one.value): one for one in vocabulary}
    if text not in known:
        raise UnknownName(f"unknown {what} {quoted(text)}; {known_names(text, (*known, *also))}")
    return known[text]


def _intensity(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= STRONGEST):
        raise CommandError(f"intensity {quoted(text)}; expected a whole number from 0 to {STRONGEST}")
    return int(text)
