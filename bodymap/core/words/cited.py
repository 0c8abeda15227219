"""A source in full, as it opens beside a figure: who wrote it where, about how many people, its limits, how sure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.tables.literature import Certainty, Source, SourceId
from bodymap.core.words.message import Message, message

_SURE: Final = {
    Certainty.SEEN: "How sure: read for this program ({note})",
    Certainty.SEEN_VIA: "How sure: as another work quotes it ({note})",
    Certainty.RECALLED: "How sure: from memory, nobody opened it for this program ({note})",
}


def source_lines(source: SourceId, evidence: Evidence) -> tuple[Message, ...]:
    """A source in full, a line for each thing that is known about it."""
    row = evidence.source(source)
    return (message("{citation}", citation=_citation(row)), *_study(source, evidence), how_sure(row))


def _citation(row: Source) -> str:
    """Authors, year, title, and where it was published; the same in every language."""
    who = " ".join(filter(None, (row.authors or row.short, f"({row.year})" if row.year else "")))
    return " ".join(f"{piece.rstrip('.')}." for piece in (who, row.title, row.where) if piece)


def _study(source: SourceId, evidence: Evidence) -> Iterator[Message]:
    study = next((one for one in evidence.studies if one.source == source), None)
    people = [study.people] if study else list(dict.fromkeys(_populations(source, evidence)))
    if people:
        yield message("People: {people}", people=tuple(map(Message, people)))
    if study and study.limits:
        yield message("Limits: {limits}", limits=Message(study.limits))


def _populations(source: SourceId, evidence: Evidence) -> Iterator[str]:
    """Who was studied, as the rows say that cite this source alone."""
    yield from (row.population for row in evidence.stories if row.population and row.sources == (source,))
    for test in evidence.examinations:
        yield from (known.population for known in test.accuracy if known.sources == (source,))


def how_sure(row: Source) -> Message:
    """How the source reached this program, with its note."""
    return message(_SURE[row.certainty], note=row.note.removeprefix(f"{row.certainty.value}: "))
