"""Where pain was felt when a root was irritated on purpose in a study.

The table is empty: Furman and Johnson 2019 drew such areas for L3 to S1, but only their abstract up to the methods
could be read, and a number that was not seen is not shown. A reviewer with the paper at hand fills in rows, one for a
root and an area.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError
from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import PartId, Root

_COLUMNS: Final = ("id", "root", "area", "parts", "x", "n", "source_ids")


@dataclass(frozen=True, slots=True)
class ProvokedPain:
    """How often an irritated root was felt in an area: in `x` of `n` people.

    Attributes
    ----------
    area : str
        The area in the words of the study.
    """

    id: str
    root: Root
    area: str
    parts: frozenset[PartId]
    x: int
    n: int
    sources: tuple[SourceId, ...]


def provoked(places: Iterable[MarkedPart], table: Iterable[ProvokedPain]) -> tuple[ProvokedPain, ...]:
    """The rows whose area is marked, the most frequent first."""
    marked = {place.part for place in places}
    found = [pain for pain in table if not marked.isdisjoint(pain.parts)]
    return tuple(sorted(found, key=lambda pain: -pain.x / pain.n))


def parse_provoked(
    text: str, *, file: str, sources: Iterable[SourceId], parts: Sequence[Part]
) -> tuple[ProvokedPain, ...]:
    """The rows of a CSV text.

    Raises
    ------
    TableError
        If a row is not as expected, or `x` is not from 0 to `n`.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    return tuple(_pain(row, known, parts) for row in rows)


def _pain(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part]) -> ProvokedPain:
    x, n = row.count("x"), row.count("n")
    if not 0 <= x <= n or n == 0:
        raise TableError(f"{row.file} row {row.number}: {x} of {n}; expected x from 0 to n")
    return ProvokedPain(
        id=row.text("id"),
        root=row.member("root", Root),
        area=row.text("area"),
        parts=parts_in(row, "parts", parts),
        x=x,
        n=n,
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
    )
