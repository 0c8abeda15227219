"""Parts of the body in which the pain of one source is felt together, such as low back and leg."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import PartId

_COLUMNS: Final = ("id", "here", "there", "words", "source_ids", "certainty")


@dataclass(frozen=True, slots=True)
class FeltTogether:
    """Two groups of parts: pain of one source is felt in a part of the first and in a part of the second.

    Attributes
    ----------
    words : str
        What is felt there, for a clinician.
    """

    id: str
    here: frozenset[PartId]
    there: frozenset[PartId]
    words: str
    sources: tuple[SourceId, ...]
    certainty: Certainty


def parse_felt_together(
    text: str, *, file: str, sources: Iterable[SourceId], parts: Sequence[Part]
) -> tuple[FeltTogether, ...]:
    """The rows of a CSV text.

    Raises
    ------
    TableError
        If a row is not as expected or names a part or source that does not exist.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    return tuple(_felt_together(row, known, parts) for row in rows)


def _felt_together(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part]) -> FeltTogether:
    return FeltTogether(
        id=row.text("id"),
        here=parts_in(row, "here", parts),
        there=parts_in(row, "there", parts),
        words=row.text("words"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )
