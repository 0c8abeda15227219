"""The sources that clinical rows cite, and how sure we are of what they say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, NewType

from bodymap.core.tables.rows import read_rows, refuse_repeats

SourceId = NewType("SourceId", str)
"""Key of a source, such as ``rosedale2020``; the same key as in the project's bibliography."""

OWN_WORDS: Final = SourceId("bodymap")
"""Source of sentences that only repeat what was marked or say what the program is."""

_COLUMNS: Final = ("key", "certainty", "short", "authors", "year", "title", "where", "note")


class Certainty(Enum):
    """How a fact reached us."""

    SEEN = "seen"
    SEEN_VIA = "seen-via"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Source:
    """Something that was published.

    Attributes
    ----------
    certainty : Certainty
        Of the citation itself; a row that cites it may be less sure.
    short : str
        As it stands under a sentence, such as "Rosedale 2020".
    where : str
        Journal, volume and pages, or the address it was read at.
    note : str
        What of it was seen, and through whom.
    """

    id: SourceId
    certainty: Certainty
    short: str
    authors: str
    year: str
    title: str
    where: str
    note: str


def parse_sources(text: str, *, file: str) -> tuple[Source, ...]:
    """The sources of a CSV text.

    Raises
    ------
    TableError
        If a key is a duplicate, or a row lacks key, certainty, short form, title or note.
    """
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "key")
    return tuple(
        Source(
            id=SourceId(row.text("key")),
            certainty=row.member("certainty", Certainty),
            short=row.text("short"),
            authors=row.optional("authors"),
            year=row.optional("year"),
            title=row.text("title"),
            where=row.optional("where"),
            note=row.text("note"),
        )
        for row in rows
    )
