"""Numbers from the literature, one claim a row, each with its source and how sure we are of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.rows import read_rows, refuse_repeats

_COLUMNS: Final = ("id", "location_or_root", "measure", "value", "n", "ci_low", "ci_high", "source_id", "sure")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number somebody published.

    Attributes
    ----------
    about : str
        Location or root it speaks of.
    measure : str
        What was measured, with its unit.
    n : int or None
        People or cases it rests on, where that was seen.
    low, high : float or None
        Its interval, where there is one.
    """

    id: str
    about: str
    measure: str
    value: float
    n: int | None
    low: float | None
    high: float | None
    source: SourceId
    certainty: Certainty

    @property
    def may_be_told_to_a_patient(self) -> bool:
        """Whether the number may stand in patient text: recalled numbers may not."""
        return self.certainty is not Certainty.RECALLED


def parse_claims(text: str, *, file: str, sources: Iterable[SourceId]) -> tuple[Claim, ...]:
    """The claims of a CSV text.

    Raises
    ------
    TableError
        If an id is a duplicate, a number is none, or a source is not known.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    return tuple(
        Claim(
            id=row.text("id"),
            about=row.text("location_or_root"),
            measure=row.text("measure"),
            value=row.number_in("value"),
            n=row.count("n") if row.optional("n") else None,
            low=row.optional_number("ci_low"),
            high=row.optional_number("ci_high"),
            source=SourceId(row.known("source_id", known)),
            certainty=row.member("sure", Certainty),
        )
        for row in rows
    )
