"""Where pain of a root is felt, beside the skin that the root feels: the pain layer.

Pain of a pressed root lies deep and follows the maps of the skin badly (Bove 2005, Murphy 2009); roots of the neck hurt
at the shoulder blade, which no map of the skin knows (Tanaka 2006). So this table is asked apart from the maps: a root
is *felt here* when a row of it names a marked part that hurts. Numbness and tingling belong to the skin, and are not
asked here.

Only rows stand in the table in which the root was proven by an operation or a block in a group of people. Left out are
joints and discs, which are other sources of pain; textbooks and teaching pages, which give no count; single people;
what was recalled; and what names no part, such as the area of a neighbouring root, or the hip as a whole. The buttock
hurts with every root alike (242 of 321 without a link to the level, Jin 2025), so no row leads from there. A row with
none of its people tells that the root was looked for and not felt there; it is no lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import PartId, Root, Side

_COLUMNS: Final = ("id", "roots", "parts", "felt", "x", "n", "proof", "source_ids", "certainty")


class Proof(Enum):
    """How a study knew which root it was."""

    SURGERY = "surgery"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class RootPain:
    """A row of the table: roots whose pain was felt in some parts.

    Attributes
    ----------
    felt : str
        Where and how often, for a clinician.
    x : int or None
        In how many of the `n` people, where the study counted it.
    """

    id: str
    roots: tuple[Root, ...]
    parts: frozenset[PartId]
    felt: str
    x: int | None
    n: int
    proof: Proof
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class PainRoot:
    """A root whose pain is felt in the marked parts of a side, with the rows that say so, as in the table."""

    root: Root
    side: Side
    rows: tuple[RootPain, ...]

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """What its rows cite, each once."""
        return tuple(dict.fromkeys(source for row in self.rows for source in row.sources))


def pain_roots(places: Iterable[MarkedPart], table: Sequence[RootPain]) -> tuple[PainRoot, ...]:
    """The roots whose pain is felt in the places that hurt: those of most rows first, then from head to tail."""
    painful = [place for place in places if place.is_painful]
    found = []
    for side in Side:
        marked = {place.part for place in painful if place.side is side}
        rows = [row for row in table if row.x != 0 and not marked.isdisjoint(row.parts)]
        for root in Root:
            own = tuple(row for row in rows if root in row.roots)
            if own:
                found.append(PainRoot(root, side, own))
    return tuple(sorted(found, key=lambda one: (-len(one.rows), one.root.position)))


def parse_root_pain(
    text: str, *, file: str, sources: Iterable[SourceId], parts: Sequence[Part]
) -> tuple[RootPain, ...]:
    """The rows of a CSV text.

    Raises
    ------
    TableError
        If a row is not as expected, or `x` is not from 0 to `n`.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    return tuple(_root_pain(row, known, parts) for row in rows)


def _root_pain(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part]) -> RootPain:
    x, n = row.count("x") if row.optional("x") else None, row.count("n")
    if n == 0 or not 0 <= (x or 0) <= n:
        raise TableError(f"{row.file} row {row.number}: {x} of {n}; expected x from 0 to n")
    return RootPain(
        id=row.text("id"),
        roots=tuple(map(Root, row.known_list("roots", [root.value for root in Root]))),
        parts=parts_in(row, "parts", parts),
        felt=row.text("felt"),
        x=x,
        n=n,
        proof=row.member("proof", Proof),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )
