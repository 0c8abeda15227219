"""What to watch for from now on; stands under every result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError
from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import PartId, Quality

_COLUMNS: Final = ("id", "parts", "nerve_parts", "patient_words", "clinician_words", "source_ids")

_NERVE_LIKE: Final = frozenset({Quality.NUMB, Quality.TINGLING, Quality.SHOOTING, Quality.BURNING})


@dataclass(frozen=True, slots=True)
class SafetyNet:
    """A piece of advice for the time after.

    Attributes
    ----------
    parts : frozenset of PartId
        Where it is given; empty for advice that is always given.
    nerve_parts : frozenset of PartId
        Where it is given when it is numb, tingles, shoots or burns.
    """

    id: str
    parts: frozenset[PartId]
    nerve_parts: frozenset[PartId]
    patient_words: str
    clinician_words: str
    sources: tuple[SourceId, ...]


def safety_net(places: Iterable[MarkedPart], table: Iterable[SafetyNet]) -> tuple[SafetyNet, ...]:
    """The advice for the marked places, as in the table; what is always given is there when nothing is marked too."""
    marked = tuple(places)
    parts = {place.part for place in marked}
    nerves = {place.part for place in marked if not _NERVE_LIKE.isdisjoint(place.qualities)}
    return tuple(
        net
        for net in table
        if not net.parts or not parts.isdisjoint(net.parts) or not nerves.isdisjoint(net.nerve_parts)
    )


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


def _net(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part]) -> SafetyNet:
    return SafetyNet(
        id=row.text("id"),
        parts=parts_in(row, "parts", parts) if row.optional("parts") else frozenset(),
        nerve_parts=parts_in(row, "nerve_parts", parts) if row.optional("nerve_parts") else frozenset(),
        patient_words=row.text("patient_words"),
        clinician_words=row.text("clinician_words"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
    )
