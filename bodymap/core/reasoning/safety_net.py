"""What to watch for from now on; stands under every result, and never says less than a raised warning.

Advice to see a doctor soon names its signs one by one. A raised warning that is more urgent about a sign, such as
numbness under that of the cauda equina, takes the sign away; advice without any sign left is not given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError
from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import PartId, Quality

_COLUMNS: Final = ("id", "parts", "nerve_parts", "signs", "patient_words", "clinician_words", "source_ids")

_NERVE_LIKE: Final = frozenset({Quality.NUMB, Quality.TINGLING, Quality.SHOOTING, Quality.BURNING})

SIGNS: Final = "{signs}"
"""Stands in the patient's words for the signs."""


class Sign(Enum):
    """What may come, and needs a doctor sooner or later."""

    WORSE = "worse"
    WEAKNESS = "weakness"
    NUMBNESS = "numbness"
    FEVER = "fever"
    WEIGHT_LOSS = "weight-loss"
    NIGHT_PAIN = "night-pain"


@dataclass(frozen=True, slots=True)
class SafetyNet:
    """A piece of advice for the time after.

    Attributes
    ----------
    parts : frozenset of PartId
        Where it is given; empty for advice that is always given.
    nerve_parts : frozenset of PartId
        Where it is given when it is numb, tingles, shoots or burns.
    signs : tuple of Sign
        With which a doctor is to be seen soon, in the order they are named; empty for advice that names none by one.
    patient_words : str
        With `SIGNS` where the signs stand, if it has any.
    """

    id: str
    parts: frozenset[PartId]
    nerve_parts: frozenset[PartId]
    signs: tuple[Sign, ...]
    patient_words: str
    clinician_words: str
    sources: tuple[SourceId, ...]


def safety_net(
    places: Iterable[MarkedPart], table: Iterable[SafetyNet], told: Set[Sign] = frozenset()
) -> tuple[SafetyNet, ...]:
    """The advice for the marked places, as in the table; what is always given is there when nothing is marked too.

    Parameters
    ----------
    told : set of Sign
        The signs about which a raised warning is more urgent; they are left out.
    """
    marked = tuple(places)
    parts = {place.part for place in marked}
    nerves = {place.part for place in marked if not _NERVE_LIKE.isdisjoint(place.qualities)}
    given = [
        net
        for net in table
        if not net.parts or not parts.isdisjoint(net.parts) or not nerves.isdisjoint(net.nerve_parts)
    ]
    left = [replace(net, signs=tuple(sign for sign in net.signs if sign not in told)) for net in given]
    return tuple(net for before, net in zip(given, left, strict=True) if net.signs or not before.signs)


def parse_safety_net(
    text: str, *, file: str, sources: Iterable[SourceId], parts: Sequence[Part]
) -> tuple[SafetyNet, ...]:
    """The advice of a CSV text.

    Raises
    ------
    TableError
        If a row is not as expected, or no advice is always given.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    nets = tuple(_net(row, known, parts) for row in rows)
    if all(net.parts for net in nets):
        raise TableError(f"{file}: no row without parts; expected advice that is always given")
    return nets


def read_signs(row: Row, column: str) -> tuple[Sign, ...]:
    """The signs in a cell, separated by semicolons; none in an empty one."""
    known = [sign.value for sign in Sign]
    return tuple(map(Sign, row.known_list(column, known))) if row.optional(column) else ()


def _net(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part]) -> SafetyNet:
    signs = read_signs(row, "signs")
    if bool(signs) != (SIGNS in row.text("patient_words")):
        raise TableError(f"{row.file} row {row.number}: patient_words have {SIGNS} if, and only if, there are signs")
    return SafetyNet(
        id=row.text("id"),
        parts=parts_in(row, "parts", parts) if row.optional("parts") else frozenset(),
        nerve_parts=parts_in(row, "nerve_parts", parts) if row.optional("nerve_parts") else frozenset(),
        signs=signs,
        patient_words=row.text("patient_words"),
        clinician_words=row.text("clinician_words"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
    )
