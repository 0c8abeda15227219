"""The places on the body by the words a person uses for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bodymap.core.errors import TableError
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import ExpossLocation, Figure, PartId, Side

_COLUMNS: Final = ("part", "patient_words", "place", "clinical_term", "exposs_location", "group", "figure")
_SIDE: Final = "{side}"
_GROUP: Final = "@"


@dataclass(frozen=True, slots=True)
class Part:
    """A place on the body.

    Attributes
    ----------
    patient_words : str
        Its name in a list, such as "front of the hip".
    place : str
        Its name in a sentence, with ``{side}`` where the side goes: "the front of the {side} hip".
    clinical_term : str
        Its name for a clinician, such as "anterior hip".
    exposs : ExpossLocation or None
        The place of the EXPOSS study it belongs to, if any.
    group : str
        Region of the body that a list of parts is ordered by.
    """

    id: PartId
    patient_words: str
    place: str
    clinical_term: str
    exposs: ExpossLocation | None
    group: str

    def on(self, side: Side) -> str:
        """Its name in an English sentence, with the patient's side."""
        return self.place.replace(_SIDE, side.value)


def parse_parts(text: str, *, file: str, figure: Figure = Figure.NEUTRAL) -> tuple[Part, ...]:
    """The parts of a CSV text, by the names they have on a figure.

    A row that names a figure holds for that one only; the row without one says the rest.

    Raises
    ------
    TableError
        If a part is a duplicate, a cell is empty, a place does not say where the side goes, or a part has a row for one
        figure only.
    """
    every = read_rows(text, file=file, columns=_COLUMNS)
    of_all, of_one = [row for row in every if not row.optional("figure")], {}
    for one in Figure:
        of_one[one] = [row for row in every if row.optional_member("figure", Figure) is one]
        refuse_repeats(of_one[one], "part")
        for row in of_one[one]:
            row.known("part", [other.text("part") for other in of_all])
    refuse_repeats(of_all, "part")
    own = {row.text("part"): row for row in of_one[figure]}
    rows = [own.get(row.text("part"), row) for row in of_all]
    for row in every:
        if row.text("place").count(_SIDE) != 1:
            raise TableError(f"{file} row {row.number}: place {row.text('place')!r} must hold {_SIDE} once")
    return tuple(
        Part(
            id=PartId(row.text("part")),
            patient_words=row.text("patient_words"),
            place=row.text("place"),
            clinical_term=row.text("clinical_term"),
            exposs=row.optional_member("exposs_location", ExpossLocation),
            group=row.text("group"),
        )
        for row in rows
    )


def parts_in(row: Row, column: str, parts: Sequence[Part]) -> frozenset[PartId]:
    """The parts that a cell of another table names: ids of parts, and ``@leg`` for all parts of the group "leg".

    Raises
    ------
    TableError
        If there is no such part or group.
    """
    names = {name.strip() for name in row.text(column).split(";")}
    groups = {name.removeprefix(_GROUP) for name in names if name.startswith(_GROUP)}
    found = [part for part in parts if part.id in names or part.group in groups]
    if len(names) > len(groups) + sum(part.id in names for part in found) or groups - {part.group for part in found}:
        row.known_list(column, dict.fromkeys(name for part in parts for name in (part.id, f"{_GROUP}{part.group}")))
    return frozenset(part.id for part in found)
