"""The policy of the warnings: rules as rows of a table, and what each says to marks, answers and facts.

A rule looks at the marked places, at facts about the person and at answers to its questions. A fact that was not asked
yet counts as possible: where a rule would raise but for it, the warning is asked about and the fact is wanted. A
question that was not answered yet counts as open; an answer never takes a warning away, because no question excludes
what it asks for (Henschke 2009, Finucane 2020).

Effects of a rule
-----------------
raise
    The warning stands. Without a place it goes by answers alone, whatever is marked.
ask
    The questions of the rule are worth asking.
fold
    One question stands for many; a yes to it opens them.
nothing
    A row that keeps the figures of what says too little to ask or raise; it does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.coverage.skin_roots import MarkedSkin
from bodymap.core.errors import TableError
from bodymap.core.marks.reply import QuestionId, Reply
from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.parts import Part, parts_in
from bodymap.core.tables.person import NOBODY, Condition, Fact, FactId, Person, parse_condition
from bodymap.core.tables.rows import Row, read_rows
from bodymap.core.vocabulary import PartId, Quality, Side

FILE: Final = "warning_rules.csv"

_COLUMNS: Final = (
    "flag",
    "effect",
    "parts",
    "sides",
    "also",
    "qualities",
    "needs",
    "count",
    "of",
    "asks",
    "patient_words",
    "figures",
    "source_ids",
)
_SADDLE_SKIN: Final = "#saddle"
"""Stands in the column of parts for the skin of the lowest roots, wherever the maps draw it."""


class Effect(Enum):
    """What a rule does when it is met."""

    RAISE = "raise"
    ASK = "ask"
    FOLD = "fold"
    NOTHING = "nothing"


class Sides(Enum):
    """On which sides the places of a rule must be marked."""

    ANY = "any"
    ONE = "one"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Given:
    """All that a rule looks at.

    Attributes
    ----------
    skin : tuple of MarkedSkin
        The marks one by one, for rules that go by root.
    marked : frozenset of PartId
        The parts of the places.
    """

    places: tuple[MarkedPart, ...] = ()
    skin: tuple[MarkedSkin, ...] = ()
    replies: Mapping[QuestionId, Reply] | None = None
    person: Person = NOBODY
    marked: frozenset[PartId] = field(init=False)

    def __post_init__(self) -> None:
        """Note which parts are marked, as most rules are about others."""
        object.__setattr__(self, "marked", frozenset(place.part for place in self.places))

    def is_yes(self, question: QuestionId) -> bool:
        """Whether a question was answered with yes."""
        return self.replies is not None and self.replies.get(question) is Reply.YES


@dataclass(frozen=True, slots=True)
class Signs:
    """Facts and answers that a rule counts."""

    facts: tuple[Condition, ...] = ()
    questions: tuple[QuestionId, ...] = ()

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.facts) + len(self.questions)

    def present(self, given: Given) -> int:
        """How many of them are there."""
        facts = sum(fact.holds(given.person) is True for fact in self.facts)
        return facts + sum(map(given.is_yes, self.questions))

    def unknown(self, given: Given) -> tuple[FactId, ...]:
        """The facts among them that were not asked."""
        return tuple(fact.fact for fact in self.facts if fact.holds(given.person) is None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table.

    Attributes
    ----------
    parts, also : frozenset of PartId
        A marked place of each is needed; `also` may be empty. Without parts the rule goes by answers, or by root.
    goes_by_root : bool
        Whether it looks at the skin of the lowest roots under each mark instead of at parts.
    qualities : frozenset of Quality
        The feelings of `parts` that count; empty when all do.
    needs : Signs
        Facts and answers that must all be there.
    some : Signs
        Facts and answers of which `count` must be there.
    asks : tuple of QuestionId
        What it asks.
    patient_words : str
        Why it is shown, instead of the words of the warning; empty when those do.
    figures : str
        What the sources counted; empty when nothing was.
    """

    flag: str
    effect: Effect
    parts: frozenset[PartId]
    sides: Sides
    also: frozenset[PartId]
    goes_by_root: bool
    qualities: frozenset[Quality]
    needs: Signs
    some: Signs
    count: int
    asks: tuple[QuestionId, ...]
    patient_words: str
    figures: str
    sources: tuple[SourceId, ...]

    @property
    def has_place(self) -> bool:
        """Whether something must be marked for it."""
        return self.goes_by_root or bool(self.parts)

    @property
    def questions(self) -> tuple[QuestionId, ...]:
        """All questions it names."""
        return tuple(dict.fromkeys((*self.asks, *self.needs.questions, *self.some.questions)))

    def is_marked(self, given: Given) -> bool:
        """Whether the marks are such; True for a rule without a place."""
        if self.goes_by_root:
            return any(one.touches_saddle and self._feels({one.quality}) for one in given.skin)
        if not self.parts:
            return True
        if given.marked.isdisjoint(self.parts):
            return False
        there = {place.side for place in given.places if place.part in self.parts and self._feels(place.qualities)}
        enough = {Sides.ANY: len(there) > 0, Sides.ONE: len(there) == 1, Sides.BOTH: len(there) == len(Side)}
        return enough[self.sides] and (not self.also or any(place.part in self.also for place in given.places))

    def _feels(self, qualities: Iterable[Quality | None]) -> bool:
        return not self.qualities or not self.qualities.isdisjoint(qualities)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule says.

    Attributes
    ----------
    is_raised, is_asked : bool
        At most one of them.
    wanted : tuple of FactId
        Facts that were not asked and would decide.
    asks : tuple of QuestionId
        What to ask now.
    """

    rule: Rule
    is_raised: bool = False
    is_asked: bool = False
    wanted: tuple[FactId, ...] = ()
    asks: tuple[QuestionId, ...] = ()


def outcome(rule: Rule, given: Given) -> Outcome:
    """What a rule says to what is given."""
    silent = Outcome(rule)
    if rule.effect is Effect.NOTHING or not rule.is_marked(given):
        return silent
    unknown = rule.needs.unknown(given)
    if rule.needs.present(given) + len(unknown) < rule.needs.size:
        return silent
    counted = rule.some.present(given)
    missing = rule.count - counted
    if rule.effect is not Effect.RAISE:
        if missing > 0:
            return silent
        return Outcome(rule, is_asked=True, wanted=unknown, asks=() if unknown else rule.asks)
    if missing <= 0 and not unknown:
        return Outcome(rule, is_raised=True, asks=rule.asks)
    # A single weak sign makes the others worth knowing; none makes nothing worth asking.
    others = rule.some.unknown(given) if counted else ()
    if not rule.has_place or missing > len(others):
        return silent
    return Outcome(rule, is_asked=True, wanted=(*unknown, *(others if missing > 0 else ())))


def parse_rules(
    text: str,
    *,
    flags: Sequence[str],
    questions: Sequence[QuestionId],
    facts: Sequence[Fact],
    sources: Sequence[SourceId],
    parts: Sequence[Part],
) -> tuple[Rule, ...]:
    """The rules of a CSV text.

    Raises
    ------
    TableError
        If a row is not as expected, names something that does not exist, or could be met by nothing at all.
    """
    signs = _SignReader(tuple(questions), tuple(facts))
    rows = read_rows(text, file=FILE, columns=_COLUMNS)
    return tuple(_rule(row, flags, signs, tuple(sources), parts) for row in rows)


@dataclass(frozen=True, slots=True)
class _SignReader:
    questions: tuple[QuestionId, ...]
    facts: tuple[Fact, ...]

    def signs(self, row: Row, column: str) -> Signs:
        names = [name.strip() for name in row.optional(column).split(";") if name.strip()]
        facts = [(name, parse_condition(row, name, self.facts)) for name in names]
        asked = [QuestionId(name) for name, fact in facts if fact is None]
        for name in asked:
            if name not in self.questions:
                row.refuse_name(column, name, [*(fact.id for fact in self.facts), *self.questions])
        return Signs(tuple(fact for _, fact in facts if fact is not None), tuple(asked))


def _rule(
    row: Row, flags: Sequence[str], signs: _SignReader, sources: tuple[SourceId, ...], parts: Sequence[Part]
) -> Rule:
    qualities = {quality.value: quality for quality in Quality}
    goes_by_root = row.optional("parts") == _SADDLE_SKIN
    felt = row.known_list("qualities", qualities) if row.optional("qualities") else ()
    asked = row.known_list("asks", signs.questions) if row.optional("asks") else ()
    rule = Rule(
        flag=row.known("flag", flags),
        effect=row.member("effect", Effect),
        parts=parts_in(row, "parts", parts) if row.optional("parts") and not goes_by_root else frozenset(),
        sides=row.member("sides", Sides),
        also=parts_in(row, "also", parts) if row.optional("also") else frozenset(),
        goes_by_root=goes_by_root,
        qualities=frozenset(qualities[name] for name in felt),
        needs=signs.signs(row, "needs"),
        some=signs.signs(row, "of"),
        count=row.count("count") if row.optional("count") else 0,
        asks=tuple(map(QuestionId, asked)),
        patient_words=row.optional("patient_words"),
        figures=row.optional("figures"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
    )
    if not rule.has_place and not rule.needs.questions and not rule.some.questions:
        raise TableError(f"{row.file} row {row.number}: no part and no question; everybody would meet it")
    if (rule.count > rule.some.size) or bool(rule.count) != bool(rule.some.size):
        raise TableError(f"{row.file} row {row.number}: count {rule.count} of {rule.some.size}")
    return rule
