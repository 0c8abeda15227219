"""Who was studied in a published work, and what limits what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.rows import read_rows, refuse_repeats

_COLUMNS: Final = ("source", "people", "limits")


@dataclass(frozen=True, slots=True)
class Study:
    """What a reader must know of a work before its figures are used.

    Attributes
    ----------
    people : str
        How many, and who.
    limits : str
        What it does not show; empty where nobody took that down.
    """

    source: SourceId
    people: str
    limits: str


def parse_studies(text: str, *, file: str, sources: Iterable[SourceId]) -> tuple[Study, ...]:
    """The studies of a CSV text.

    Raises
    ------
    TableError
        If a source is a duplicate or unknown, or a row says nothing about the people.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "source")
    for row in rows:
        if row.text("source") not in known:
            row.refuse_name("source", row.text("source"), known)
    return tuple(Study(SourceId(row.text("source")), row.text("people"), row.optional("limits")) for row in rows)
