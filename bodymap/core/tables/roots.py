"""What is known about each root: where it leaves the spine and how a clinician examines it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bodymap.core.errors import TableError
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.rows import read_rows, refuse_repeats
from bodymap.core.vocabulary import Root

_COLUMNS: Final = (
    "root",
    "exits",
    "key_sensory_point",
    "key_muscle",
    "movement",
    "reflex",
    "peripheral_nerves",
    "territory_summary",
    "source_ids",
    "certainty",
)


@dataclass(frozen=True, slots=True)
class RootFacts:
    """One row of the table of roots; texts are in a clinician's words.

    Attributes
    ----------
    exits : str
        Where the root leaves the spine.
    peripheral_nerves : tuple of str
        Skin nerves that carry its fibres.
    sources : tuple of SourceId
        At least one.
    certainty : Certainty
        Of the reflex, the least sure cell; a recalled one is marked unconfirmed for the clinician.
    """

    root: Root
    exits: str
    key_sensory_point: str
    key_muscle: str
    movement: str
    reflex: str
    peripheral_nerves: tuple[str, ...]
    territory: str
    sources: tuple[SourceId, ...]
    certainty: Certainty

    @property
    def short_exits(self) -> str:
        """Where it leaves the spine for a table, such as "L1/L2"."""
        foramen = re.search(r"(\w+/\w+) foramen", self.exits)
        return foramen[1] if foramen else re.split(r" vertebrae|, | \(", self.exits)[0]

    @property
    def short_muscle(self) -> str:
        """The key muscle for a table; empty where there is none."""
        return _short(self.key_muscle)

    @property
    def short_reflex(self) -> str:
        """The reflex for a table; empty where there is none to rely on."""
        return _short(self.reflex)


def parse_roots(text: str, *, file: str, sources: Iterable[SourceId]) -> tuple[RootFacts, ...]:
    """The facts of a CSV text, one row for every root in the order of `Root`.

    Raises
    ------
    TableError
        If a root is missing, a duplicate or out of order, a cell is empty, or a source is not known.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "root")
    facts = tuple(
        RootFacts(
            root=row.member("root", Root),
            exits=row.text("exits"),
            key_sensory_point=row.text("key_sensory_point"),
            key_muscle=row.text("key_muscle"),
            movement=row.text("movement"),
            reflex=row.text("reflex"),
            peripheral_nerves=tuple(name.strip() for name in row.text("peripheral_nerves").split(";")),
            territory=row.text("territory_summary"),
            sources=tuple(map(SourceId, row.known_list("source_ids", known))),
            certainty=row.member("certainty", Certainty),
        )
        for row in rows
    )
    if tuple(fact.root for fact in facts) != tuple(Root):
        came = ", ".join(fact.root.value for fact in facts)
        raise TableError(f"{file}: roots {came}; expected every root from C2 to S5 in order")
    return facts


def _short(text: str) -> str:
    return "" if text.startswith("none") else text.split(" (", 1)[0]
