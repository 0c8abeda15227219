"""The tables of likely stories: what hurts where, how sure that order is, and what part the spine has in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bodymap.core.atlas.nerves import Nerve
from bodymap.core.errors import TableError
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.person import Condition, Fact, parse_condition
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import ExpossLocation, PartId

_STORIES: Final = (
    "parts",
    "quality",
    "rank",
    "condition",
    "when",
    "when_words",
    "effect",
    "basis",
    "how_common",
    "population",
    "source_ids",
    "certainty",
)
_CONDITIONS: Final = (
    "id",
    "patient_name",
    "patient_lead",
    "clinical_name",
    "spine",
    "patient_check",
    "clinician_check",
    "patient_action",
    "clinician_action",
)
_SPINE: Final = ("parts", "spine", "exposs", "kind", "source_ids")
_BOTH_SIDES: Final = "both-sides"
_ALSO: Final = "also:"
_ASKED: Final = "asked"
_WHERE: Final = "{where}"


class Feeling(Enum):
    """What a story is about."""

    ACHE = "ache"
    NERVE = "nerve"
    NUMB = "numb"


class Basis(Enum):
    """What the order of a story rests on."""

    FIGURE = "figure"
    LIST = "list"
    PLACE = "place"
    JUDGEMENT = "judgement"


class Spine(Enum):
    """The part of the spine that a place can hurt from."""

    NECK = "neck"
    UPPER_BACK = "upper-back"
    LOW_BACK = "low-back"


class Effect(Enum):
    """What a switch does to its row."""

    FIRST = "first"
    """On, the row comes first; off, it keeps its rank."""
    ONLY = "only"
    """Off, the row is dropped."""
    ONLY_FIRST = "only-first"
    """On, the row comes first; off, it is dropped."""
    ASKED = "own"
    """Nobody is asked, so its words always go in front."""

    @property
    def is_first(self) -> bool:
        """Whether the row comes first when the switch is on."""
        return self in (Effect.FIRST, Effect.ONLY_FIRST)

    @property
    def is_exclusive(self) -> bool:
        """Whether the row is dropped when the switch is off."""
        return self in (Effect.ONLY, Effect.ONLY_FIRST)


@dataclass(frozen=True, slots=True)
class Switch:
    """On what a row depends, beside where and how it hurts.

    Attributes
    ----------
    words : str
        Put in front when it is not known: "Over 60".
    fact : Condition or None
        A fact about the person.
    also : frozenset of PartId
        Parts of which one is marked too.
    both_sides : bool
        Whether it takes marks on both sides.
    """

    words: str
    effect: Effect
    fact: Condition | None = None
    also: frozenset[PartId] = frozenset()
    both_sides: bool = False


@dataclass(frozen=True, slots=True)
class StoryCondition:
    """Something that hurts, with how it is found out and what to do.

    Attributes
    ----------
    patient_name : str
        As it stands behind "comes from": "the hip joint".
    patient_lead : str
        The whole sentence that is said when it leads, with ``{where}``; empty for the common one.
    spine : Spine or None
        The part of the spine that it is, if it is the spine.
    patient_check, clinician_check : str
        How it is found out: "turning the hip"; the clinician's may be empty where the table of tests has them all.
    patient_actions : tuple of str
        Whom to see and when, and when sooner; at least one sentence, the first one matters most.
    clinician_action : str
        The same for a clinician.
    """

    id: str
    patient_name: str
    patient_lead: str
    clinical_name: str
    spine: Spine | None
    patient_check: str
    clinician_check: str
    patient_actions: tuple[str, ...]
    clinician_action: str

    @property
    def short_name(self) -> str:
        """The clinical name in a list, without what explains it."""
        return self.clinical_name.split(" (")[0]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A condition in some parts, with its rank among those that hurt there.

    Attributes
    ----------
    how_common, population : str
        A figure and whom it is about, for a clinician; empty where none may be printed.
    certainty : Certainty
        Of the figure or the list.
    """

    parts: frozenset[PartId]
    feeling: Feeling
    rank: int
    condition: StoryCondition
    switch: Switch | None
    basis: Basis
    how_common: str
    population: str
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class SpineRow:
    """What part the spine can have in some parts.

    Attributes
    ----------
    exposs : ExpossLocation or None
        Whose count is told there.
    is_rare : bool
        Whether it is seldom the reason there.
    """

    parts: frozenset[PartId]
    spine: Spine
    exposs: ExpossLocation | None
    is_rare: bool
    sources: tuple[SourceId, ...]


def parse_stories(
    tables: Mapping[str, str],
    *,
    sources: Iterable[SourceId],
    parts: Sequence[Part],
    facts: Sequence[Fact],
    nerves: Iterable[Nerve],
) -> tuple[tuple[StoryRow, ...], tuple[SpineRow, ...]]:
    """The rows in the texts of `conditions.csv`, `stories.csv` and `story_spine.csv`; a nerve has its own name.

    Raises
    ------
    TableError
        If a row is not as expected, two rows have one rank in one part, or a part has no ache, no nerve-like story or
        no row of the spine.
    """
    known = tuple(sources)
    conditions = read_rows(tables["conditions.csv"], file="conditions.csv", columns=_CONDITIONS)
    refuse_repeats(conditions, "id")
    named = {str(nerve.id): nerve for nerve in nerves if nerve.patient_name}
    by_id = {row.text("id"): _condition(row, named.get(row.text("id"))) for row in conditions}
    stories = read_rows(tables["stories.csv"], file="stories.csv", columns=_STORIES)
    rows = tuple(_row(row, by_id, known, parts, facts) for row in stories)
    spines = read_rows(tables["story_spine.csv"], file="story_spine.csv", columns=_SPINE)
    spine = tuple(_spine(row, known, parts) for row in spines)
    _refuse_gaps(rows, spine, parts)
    return rows, spine


def _refuse_gaps(rows: Sequence[StoryRow], spine: Sequence[SpineRow], parts: Sequence[Part]) -> None:
    ranks = [(part, row.feeling, row.rank) for row in rows for part in row.parts]
    if len(set(ranks)) < len(ranks):
        part, feeling, rank = next(one for one in ranks if ranks.count(one) > 1)
        raise TableError(f"stories.csv: two rows of rank {rank} for {feeling.value} at {part}")
    told = {(part, feeling) for part, feeling, _ in ranks}
    for here in parts:
        if {(here.id, Feeling.ACHE), (here.id, Feeling.NERVE)} - told:
            raise TableError(f"stories.csv: {here.id} lacks a story for ache or nerve")
        if sum(here.id in row.parts for row in spine) != 1:
            raise TableError(f"story_spine.csv: {here.id} must stand there once")


def _condition(row: Row, nerve: Nerve | None) -> StoryCondition:
    lead = row.optional("patient_lead")
    if nerve is not None and (row.optional("patient_name") or row.optional("clinical_name")):
        raise TableError(f"{row.file} row {row.number}: {nerve.id!r} has its names in nerves.csv")
    if lead and _WHERE not in lead:
        raise TableError(f"{row.file} row {row.number}: patient_lead {lead!r} must hold {_WHERE}")
    return StoryCondition(
        id=row.text("id"),
        patient_name=row.text("patient_name") if nerve is None else nerve.patient_name,
        patient_lead=lead,
        clinical_name=row.text("clinical_name") if nerve is None else nerve.full_name,
        spine=row.optional_member("spine", Spine),
        patient_check=row.text("patient_check"),
        clinician_check=row.optional("clinician_check"),
        patient_actions=tuple(re.split(r"(?<=\.) ", row.text("patient_action"))),
        clinician_action=row.text("clinician_action"),
    )


def _row(
    row: Row,
    conditions: Mapping[str, StoryCondition],
    sources: tuple[SourceId, ...],
    parts: Sequence[Part],
    facts: Sequence[Fact],
) -> StoryRow:
    return StoryRow(
        parts=parts_in(row, "parts", parts),
        feeling=row.member("quality", Feeling),
        rank=row.count("rank"),
        condition=conditions[row.known("condition", conditions)],
        switch=_switch(row, parts, facts) if row.optional("when") else None,
        basis=row.member("basis", Basis),
        how_common=row.optional("how_common"),
        population=row.optional("population"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )


def _switch(row: Row, parts: Sequence[Part], facts: Sequence[Fact]) -> Switch:
    text, words, effect = row.text("when"), row.text("when_words"), row.member("effect", Effect)
    if (text == _ASKED) != (effect is Effect.ASKED):
        raise TableError(f"{row.file} row {row.number}: {_ASKED!r} goes with effect {Effect.ASKED.value!r} only")
    if text in (_ASKED, _BOTH_SIDES):
        return Switch(words, effect, both_sides=text == _BOTH_SIDES)
    if text.startswith(_ALSO):
        known = {part.id for part in parts}
        also = frozenset(PartId(name) for name in text.removeprefix(_ALSO).split(","))
        if also - known:
            row.refuse_name("when", ",".join(sorted(also - known)), known)
        return Switch(words, effect, also=also)
    fact = parse_condition(row, text, facts)
    if fact is None:
        row.refuse_name("when", text, (*(fact.id for fact in facts), _ASKED, _BOTH_SIDES))
    return Switch(words, effect, fact=fact)


def _spine(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part]) -> SpineRow:
    return SpineRow(
        parts=parts_in(row, "parts", parts),
        spine=row.member("spine", Spine),
        exposs=row.optional_member("exposs", ExpossLocation),
        is_rare=row.known("kind", ("felt", "rare")) == "rare",
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
    )
