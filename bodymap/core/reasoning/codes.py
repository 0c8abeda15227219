"""Symptom codes of ICD-10-CM for the marked places.

Only symptoms are coded: pain in a joint or limb, and changed feeling of the skin. Radiculopathy (M54.1-) needs an
examination and is left to the clinician (evidence g).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import PartId, Quality, Side

_COLUMNS: Final = ("code", "title", "symptom", "side", "parts", "source_ids")
_EVERYWHERE: Final = "everywhere"


class Symptom(Enum):
    """What a code stands for."""

    PAIN = "pain"
    NUMB = "numb"
    TINGLING = "tingling"


@dataclass(frozen=True, slots=True)
class SymptomCode:
    """A code with what it stands for.

    Attributes
    ----------
    side : Side or None
        None for a code that does not know sides.
    parts : frozenset of PartId
        Where it is used.
    """

    code: str
    title: str
    symptom: Symptom
    side: Side | None
    parts: frozenset[PartId]
    sources: tuple[SourceId, ...]

    def is_met(self, place: MarkedPart) -> bool:
        """Whether the code stands for what is felt in a marked place."""
        return place.part in self.parts and self.side in (None, place.side) and self._is_felt(place)

    def _is_felt(self, place: MarkedPart) -> bool:
        match self.symptom:
            case Symptom.PAIN:
                return place.is_painful
            case Symptom.NUMB:
                return Quality.NUMB in place.qualities
            case Symptom.TINGLING:
                return Quality.TINGLING in place.qualities


def symptom_codes(places: Sequence[MarkedPart], table: Iterable[SymptomCode]) -> tuple[SymptomCode, ...]:
    """The codes for the marked places, by the largest place each stands for."""
    first = {code: _first(code, places) for code in table}
    return tuple(sorted((code for code in first if first[code] < len(places)), key=first.__getitem__))


def _first(code: SymptomCode, places: Sequence[MarkedPart]) -> int:
    return next((rank for rank, place in enumerate(places) if code.is_met(place)), len(places))


def parse_codes(text: str, *, file: str, sources: Iterable[SourceId], parts: Sequence[Part]) -> tuple[SymptomCode, ...]:
    """The codes of a CSV text.

    Raises
    ------
    TableError
        If a row is not as expected or names a part or source that does not exist.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "code")
    return tuple(_code(row, known, parts) for row in rows)


def _code(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part]) -> SymptomCode:
    is_everywhere = row.text("parts") == _EVERYWHERE
    return SymptomCode(
        code=row.text("code"),
        title=row.text("title"),
        symptom=row.member("symptom", Symptom),
        side=row.optional_member("side", Side),
        parts=frozenset(part.id for part in parts) if is_everywhere else parts_in(row, "parts", parts),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
    )
