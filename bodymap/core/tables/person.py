"""Facts about the person that warnings depend on: asked once, kept as an answer or as not asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NewType

from bodymap.core.errors import CommandError, TableError
from bodymap.core.tables.rows import Row, known_names, read_rows, refuse_repeats

FactId = NewType("FactId", str)
"""Stable name of a fact, such as ``cancer``, from `person_facts.csv`."""

AGE: Final = FactId("age")
"""The fact that is kept as a decade of life, such as ``60s``."""

YES: Final = "yes"
NO: Final = "no"

_COLUMNS: Final = ("id", "values", "patient_words", "clinician_words")
_MOST_TOLD: Final = 80
_CONDITION: Final = r"([a-z-]+)(?:(>=|<|=)([a-z0-9]+))?(\?)?"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to know about the person, never where or how it hurts.

    Attributes
    ----------
    values : tuple of str
        The answers that can be given, in their order; ages and times ascend.
    patient_words, clinician_words : str
        The question.
    """

    id: FactId
    values: tuple[str, ...]
    patient_words: str
    clinician_words: str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact with its answer."""

    fact: FactId
    value: str


@dataclass(frozen=True, slots=True)
class Person:
    """What was answered about the person; a fact that is not there was not asked.

    Attributes
    ----------
    known : tuple of KnownFact
        In the order of their names, so that the same answers are equal; one for a fact at most.
    """

    known: tuple[KnownFact, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two answers to one fact."""
        names = [one.fact for one in self.known]
        if names != sorted(set(names)):
            raise ValueError("the facts of a person must be in order of their names, each once")

    def value(self, fact: FactId) -> str | None:
        """The answer to a fact; None when it was not asked."""
        return next((one.value for one in self.known if one.fact == fact), None)

    def with_answer(self, fact: FactId, value: str | None) -> Person:
        """The same person with one answer more, changed, or taken back by None."""
        others = [one for one in self.known if one.fact != fact]
        given = [] if value is None else [KnownFact(fact, value)]
        return Person(tuple(sorted([*others, *given], key=lambda one: one.fact)))


NOBODY: Final = Person()
"""A person of whom nothing was asked."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a rule asks of one fact.

    Attributes
    ----------
    wanted : frozenset of str
        The answers that meet it.
    is_lenient : bool
        Whether a fact that was not asked meets it.
    """

    fact: FactId
    wanted: frozenset[str]
    is_lenient: bool = False

    def holds(self, person: Person) -> bool | None:
        """Whether the person meets it; None when it was not asked and that counts as possible."""
        value = person.value(self.fact)
        if value is None:
            return True if self.is_lenient else None
        return value in self.wanted


def parse_facts(text: str, *, file: str) -> tuple[Fact, ...]:
    """The facts of a CSV text.

    Raises
    ------
    TableError
        If a row is not as expected, or a fact has less than two answers.
    """
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    return tuple(_fact(row) for row in rows)


def parse_condition(row: Row, text: str, facts: Sequence[Fact]) -> Condition | None:
    """A condition such as ``cancer``, ``age>=60s`` or ``sex=male?``; None when it names no fact.

    Without a sign the answer must be yes. A question mark behind it lets a fact meet it that was not asked.

    Raises
    ------
    TableError
        If the answer it names is none of the fact.
    """
    match = re.fullmatch(_CONDITION, text)
    fact = next((fact for fact in facts if match and fact.id == match[1]), None)
    if match is None or fact is None:
        return None
    sign, value = match[2] or "=", match[3] or YES
    if value not in fact.values:
        row.refuse_name(f"answer to {fact.id}", value, fact.values)
    place = fact.values.index(value)
    wanted = {"=": (value,), ">=": fact.values[place:], "<": fact.values[:place]}[sign]
    return Condition(fact.id, frozenset(wanted), bool(match[4]))


def read_person(text: str, facts: Sequence[Fact]) -> Person:
    """A person in the form of the command line, such as ``age=60s,cancer=yes``; a plain age is put into its decade.

    Raises
    ------
    CommandError
        If a fact or an answer is not known, or a fact is a duplicate.
    """
    person = Person()
    for item in text.split(","):
        name, _, value = (piece.strip() for piece in item.partition("="))
        fact = next((fact for fact in facts if fact.id == name), None)
        if fact is None:
            raise CommandError(f"unknown fact {name[:_MOST_TOLD]!r}; {known_names(name, (fact.id for fact in facts))}")
        if fact.id == AGE and re.fullmatch(r"[0-9]{1,2}", value):
            value = f"{int(value) // 10 * 10}s"
        if value not in fact.values:
            # An age that is far off is no slip of a decade that looks alike.
            told = f"known: {', '.join(fact.values)}" if fact.id == AGE else known_names(value, fact.values)
            raise CommandError(f"unknown answer {value[:_MOST_TOLD]!r} to {name}; {told}")
        if person.value(fact.id) is not None:
            raise CommandError(f"{name} is a duplicate")
        person = person.with_answer(fact.id, value)
    return person


def _fact(row: Row) -> Fact:
    values = tuple(value.strip() for value in row.text("values").split(";"))
    if len(set(values)) < 2:
        raise TableError(f"{row.file} row {row.number}: values {row.text('values')!r}; expected at least two")
    return Fact(FactId(row.text("id")), values, row.text("patient_words"), row.text("clinician_words"))
