"""What else than a root hurts in the marked places, such as the hip joint.

For each source of pain the table lists areas where it was felt: *typical* ones, *referred* ones, where it is felt
though it lies elsewhere, and *possible* ones. A source is offered for a side when any of its typical or referred areas
is marked there, whatever else hurts: the knee alone offers the hip joint, but after the knee itself.

Sources come by the share of the marked skin in their typical areas, the largest first, then as in the table. Which of
them is the source no marks can tell: buttock and thigh pain of hip joint, sacroiliac joint, facet joints and roots
overlap almost completely (evidence, point 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart, side_share
from bodymap.core.errors import TableError
from bodymap.core.tables.claims import Claim
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import PartId, Side

_SOURCES: Final = ("id", "name", "patient_name", "patient_words", "clinician_words", "source_ids", "certainty")
_AREAS: Final = ("source", "area", "patient_area", "how", "parts", "claim", "source_ids", "certainty")


class Felt(Enum):
    """How pain of a source is felt in an area: at its own place, far from it but known for it, or now and then."""

    TYPICAL = "typical"
    REFERRED = "referred"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class PainArea:
    """Where a source of pain was felt.

    Attributes
    ----------
    name, patient_name : str
        As it stands in a sentence, for a clinician and for a patient.
    how : Felt
        A typical or a referred area by itself makes the source worth naming.
    claim : Claim or None
        How many people felt it there, where a study says so.
    certainty : Certainty
        How it reached us that it is felt there.
    """

    name: str
    patient_name: str
    how: Felt
    parts: frozenset[PartId]
    claim: Claim | None
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class PainSource:
    """A row of the table of other sources, with its areas.

    Attributes
    ----------
    name : str
        Clinical name, such as "hip joint".
    patient_name : str
        As it stands in a patient's sentence: "the hip joint itself".
    certainty : Certainty
        Of what its words say; a recalled row is marked unconfirmed for the clinician.
    """

    id: str
    name: str
    patient_name: str
    patient_words: str
    clinician_words: str
    areas: tuple[PainArea, ...]
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class OtherSource:
    """A source that fits the marked places.

    Attributes
    ----------
    sides : tuple of Side
        Where it fits.
    areas : tuple of PainArea
        Those of its areas that are marked.
    share : float
        Share of all marked skin that lies in its typical areas on those sides, 0 to 1.
    """

    source: PainSource
    sides: tuple[Side, ...]
    areas: tuple[PainArea, ...]
    share: float

    @property
    def id(self) -> str:
        """Stable name, such as ``hip-joint``."""
        return self.source.id

    @property
    def name(self) -> str:
        """Clinical name."""
        return self.source.name

    @property
    def certainty(self) -> Certainty:
        """Of what is said of it here: recalled, too, where nothing but recalled areas is marked."""
        is_recalled = all(area.certainty is Certainty.RECALLED for area in self.areas)
        return Certainty.RECALLED if is_recalled else self.source.certainty


def other_sources(places: Sequence[MarkedPart], table: Iterable[PainSource]) -> tuple[OtherSource, ...]:
    """The sources that fit the marked places, the best first; empty when nothing is marked."""
    found = [other for source in table if (other := _other(source, places)) is not None]
    return tuple(sorted(found, key=lambda other: -round(other.share, 6)))


def merged(several: Iterable[OtherSource]) -> tuple[OtherSource, ...]:
    """The same sources, each once, where it stands first: with all its sides and areas, and the largest share."""
    found: dict[str, OtherSource] = {}
    for other in several:
        first = found.setdefault(other.id, other)
        found[other.id] = OtherSource(
            first.source,
            tuple(side for side in Side if side in first.sides or side in other.sides),
            tuple(area for area in first.source.areas if area in first.areas or area in other.areas),
            max(first.share, other.share),
        )
    return tuple(found.values())


def _other(source: PainSource, places: Sequence[MarkedPart]) -> OtherSource | None:
    typical = _parts(source, Felt.TYPICAL)
    offering = typical | _parts(source, Felt.REFERRED)
    sides = tuple(side for side in Side if side_share(places, side, offering) > 0)
    if not sides:
        return None
    marked = {place.part for place in places if place.side in sides}
    areas = tuple(area for area in source.areas if not marked.isdisjoint(area.parts))
    return OtherSource(source, sides, areas, sum(side_share(places, side, typical) for side in sides))


def _parts(source: PainSource, how: Felt) -> frozenset[PartId]:
    return frozenset(part for area in source.areas if area.how is how for part in area.parts)


def parse_other_sources(
    tables: Mapping[str, str], *, sources: Iterable[SourceId], parts: Sequence[Part], claims: Sequence[Claim]
) -> tuple[PainSource, ...]:
    """The sources of pain in the texts of `other_sources.csv` and `other_source_areas.csv`.

    Raises
    ------
    TableError
        If a row is not as expected, names something that does not exist, or a source has no typical area.
    """
    known = tuple(sources)
    rows = read_rows(tables["other_sources.csv"], file="other_sources.csv", columns=_SOURCES)
    places = read_rows(tables["other_source_areas.csv"], file="other_source_areas.csv", columns=_AREAS)
    refuse_repeats(rows, "id")
    ids = [row.text("id") for row in rows]
    areas = [(row.known("source", ids), _area(row, known, parts, claims)) for row in places]
    return tuple(_source(row, known, [area for source, area in areas if source == row.text("id")]) for row in rows)


def _source(row: Row, sources: tuple[SourceId, ...], areas: Sequence[PainArea]) -> PainSource:
    if not any(area.how is Felt.TYPICAL for area in areas):
        raise TableError(f"{row.file} row {row.number}: {row.text('id')!r} has no typical area")
    return PainSource(
        id=row.text("id"),
        name=row.text("name"),
        patient_name=row.text("patient_name"),
        patient_words=row.text("patient_words"),
        clinician_words=row.text("clinician_words"),
        areas=tuple(areas),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )


def _area(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part], claims: Sequence[Claim]) -> PainArea:
    numbers = {claim.id: claim for claim in claims}
    return PainArea(
        name=row.text("area"),
        patient_name=row.text("patient_area"),
        how=row.member("how", Felt),
        parts=parts_in(row, "parts", parts),
        claim=numbers[row.known("claim", numbers)] if row.optional("claim") else None,
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )
