"""The nerves of the skin: what each is called, here and in every other table, and which roots it carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import NerveId, Root

_COLUMNS: Final = ("id", "name", "known_as", "patient_words", "patient_name", "roots", "source_ids", "certainty")
_NO_ROOT: Final = "none"


@dataclass(frozen=True, slots=True)
class Nerve:
    """A peripheral nerve that feels a piece of skin.

    Attributes
    ----------
    id : NerveId
        Stable name, as in the drawings.
    name : str
        The clinical name.
    known_as : str
        The name of what it suffers from, such as "carpal tunnel"; empty where it has none.
    patient_words : str
        The name in a patient's words, as it stands on a drawing.
    patient_name : str
        The same within a sentence: "the nerve at the wrist"; empty where no other table speaks of it.
    roots : tuple of Root
        The roots whose fibres it carries to the skin, from head to tail; empty for a nerve of the head, which the table
        says with "none".
    certainty : Certainty
        Of the roots; most are recalled anatomy.
    """

    id: NerveId
    name: str
    patient_words: str
    roots: tuple[Root, ...]
    sources: tuple[SourceId, ...]
    certainty: Certainty = Certainty.RECALLED
    known_as: str = ""
    patient_name: str = ""

    @property
    def full_name(self) -> str:
        """The clinical name with what it suffers from: "median nerve (carpal tunnel)"."""
        return f"{self.name} ({self.known_as})" if self.known_as else self.name


def parse_nerves(text: str, *, file: str, sources: Iterable[SourceId]) -> tuple[Nerve, ...]:
    """The nerves of a table, in its order.

    Raises
    ------
    TableError
        If a cell is empty, an id is a duplicate, or a root or source is not known.
    """
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    known = tuple(sources)
    return tuple(_nerve(row, known) for row in rows)


def _nerve(row: Row, sources: tuple[SourceId, ...]) -> Nerve:
    return Nerve(
        id=NerveId(row.text("id")),
        name=row.text("name"),
        patient_words=row.text("patient_words"),
        roots=tuple(sorted(_roots(row), key=lambda root: root.position)),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
        known_as=row.optional("known_as"),
        patient_name=row.optional("patient_name"),
    )


def _roots(row: Row) -> list[Root]:
    if row.text("roots") == _NO_ROOT:
        return []
    known = {root.value: root for root in Root}
    for name in row.text("roots").split():
        if name not in known:
            row.refuse_name("roots", name, known)
    return [known[name] for name in row.text("roots").split()]
