"""Nerves of the skin whose territory holds the marks, and those whose territory fits better than any root.

For each side, with the parts that the table gives to a nerve::

    share(nerve, side) = marked skin in its parts on that side / all marked skin
    within(nerve)      = marked skin in its parts on that side / marked skin on that side
    best root          = the largest share of a candidate of that side / marked skin on that side

A nerve is told when one of its *core* parts is marked and ``within >= SMALLEST_WITHIN``, or when all of its core is
marked, whatever else hurts: the upper buttock of a sore back and thigh can be the superior cluneal nerves'. It *fits
better than any root* when something in its territory is numb, tingles or burns, nearly everything lies within it,
``within >= NEARLY_ALL``, and no root comes near, ``within >= best root + CLEARLY``: a numb outer thigh and nothing else
speaks for the lateral femoral cutaneous nerve, because there the roots share the skin. Without such a feeling the fit
says nothing: a territory is drawn to the size of the part, and an ache there is mostly that of a joint or a muscle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bodymap.core.atlas.nerves import Nerve
from bodymap.core.coverage.marked_parts import MarkedPart, side_share
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import PartId, Side

if TYPE_CHECKING:
    from bodymap.core.reasoning.candidates import Candidate

SMALLEST_WITHIN: Final = 0.5
NEARLY_ALL: Final = 0.8
CLEARLY: Final = 0.1

TRIGEMINAL: Final = frozenset({"trigeminal-ophthalmic", "trigeminal-maxillary", "trigeminal-mandibular"})
"""The branches of the nerve that feels the face; it leaves the brain and is no spinal root."""

_COLUMNS: Final = (
    "id",
    "core_parts",
    "parts",
    "patient_words",
    "clinician_words",
    "source_ids",
    "certainty",
)


@dataclass(frozen=True, slots=True)
class NervePattern:
    """A row of the table of nerves whose territory may fit; its names are those of the table of all nerves.

    Attributes
    ----------
    name : str
        Clinical name, with the name of its entrapment where it has one.
    patient_name : str
        As it stands in a patient's sentence: "the skin nerve of the outer thigh".
    core : frozenset of PartId
        Parts of which one must be marked.
    parts : frozenset of PartId
        All parts of its territory, with the core.
    certainty : Certainty
        Of what its words say; a recalled row is marked unconfirmed for the clinician.
    """

    id: str
    name: str
    patient_name: str
    core: frozenset[PartId]
    parts: frozenset[PartId]
    patient_words: str
    clinician_words: str
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class NerveShare:
    """A skin nerve on one side with its share of all marked skin.

    Attributes
    ----------
    share : float
        0 to 1.
    fits_better : bool
        Whether its territory fits the marks of that side better than any root.
    is_sensory : bool
        Whether something in its territory is numb or tingles.
    """

    nerve: NervePattern
    side: Side
    share: float
    fits_better: bool
    is_sensory: bool

    @property
    def id(self) -> str:
        """Stable name, such as ``lateral-femoral-cutaneous``."""
        return self.nerve.id

    @property
    def name(self) -> str:
        """Clinical name."""
        return self.nerve.name


def nerve_shares(
    places: Sequence[MarkedPart], candidates: Sequence[Candidate], nerves: Iterable[NervePattern]
) -> tuple[NerveShare, ...]:
    """The nerves that hold the marks: those that fit better than any root first, then by share."""
    found = [
        share for nerve in nerves for side in Side if (share := _share(nerve, side, places, candidates)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (not one.fits_better, -round(one.share, 6))))


def _share(
    nerve: NervePattern, side: Side, places: Sequence[MarkedPart], candidates: Sequence[Candidate]
) -> NerveShare | None:
    marked, held = side_share(places, side), side_share(places, side, nerve.parts)
    own = [place for place in places if place.side is side and place.part in nerve.parts]
    marked_core = nerve.core.intersection(place.part for place in own)
    if not marked_core or (held < SMALLEST_WITHIN * marked and marked_core < nerve.core):
        return None
    best = max((one.share for one in candidates if one.side is side), default=0.0)
    is_nerve_like = any(place.is_nerve_like for place in own)
    fits_better = is_nerve_like and held >= NEARLY_ALL * marked and held >= best + CLEARLY * marked
    is_sensory = any(place.is_sensory for place in own)
    return NerveShare(nerve, side, held, fits_better, is_sensory)


def parse_nerve_patterns(
    text: str, *, file: str, sources: Iterable[SourceId], parts: Sequence[Part], nerves: Iterable[Nerve]
) -> tuple[NervePattern, ...]:
    """The nerves of a CSV text, with the names that the table of nerves gives them.

    Raises
    ------
    TableError
        If a row is not as expected or names a nerve, part or source that does not exist, or a nerve without a name for
        a patient's sentence.
    """
    known = tuple(sources)
    named = {str(nerve.id): nerve for nerve in nerves if nerve.patient_name}
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    return tuple(_pattern(row, known, parts, named[row.known("id", named)]) for row in rows)


def _pattern(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part], nerve: Nerve) -> NervePattern:
    core = parts_in(row, "core_parts", parts)
    return NervePattern(
        id=row.text("id"),
        name=nerve.full_name,
        patient_name=nerve.patient_name,
        core=core,
        parts=core | (parts_in(row, "parts", parts) if row.optional("parts") else frozenset()),
        patient_words=row.text("patient_words"),
        clinician_words=row.text("clinician_words"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )
