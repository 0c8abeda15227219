"""Warnings that come before everything else: which of them the marks, answers and facts call for, and what to ask.

The policy is the table of rules, see `bodymap.core.reasoning.warning_rules`; `red_flags` puts what its rows say
together. A warning is *raised* when a rule says so, and *asked about* when its questions, or a fact about the person,
are worth asking. No answer takes a warning away, and neither intensity nor the number of marks is a gate.

What the marks themselves answer is not asked: a warning that they raise gets an instruction, and its questions are
folded away. The order is: emergencies first, and of each tier what is raised before what is asked, what has a place of
its own before the folded line, and then as in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.coverage.skin_roots import MarkedSkin
from bodymap.core.errors import TableError
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.safety_net import Sign, read_signs
from bodymap.core.reasoning.warning_rules import FILE as RULES
from bodymap.core.reasoning.warning_rules import Effect, Given, Outcome, Rule, outcome, parse_rules
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.parts import Part
from bodymap.core.tables.person import NOBODY, Fact, FactId, Person
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import EMERGENCY, SOON

_FLAGS: Final = (
    "id",
    "tier",
    "name",
    "patient_title",
    "patient_words",
    "patient_action",
    "patient_now",
    "told_signs",
    "clinician_words",
    "clinician_action",
    "clinician_now",
    "source_ids",
    "certainty",
)
_QUESTIONS: Final = ("id", "patient_words", "clinician_words", "source_ids", "certainty")


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask about a warning.

    Attributes
    ----------
    patient_words, clinician_words : str
        The question, answered by yes, no or unsure.
    """

    id: QuestionId
    patient_words: str
    clinician_words: str
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Alarm:
    """A row of the table of warnings.

    Attributes
    ----------
    tier : int
        `EMERGENCY` or `SOON`.
    name : str
        What it may mean, in a clinician's words.
    patient_title, patient_words, patient_action : str
        A short heading, why it is shown, and what to do.
    clinician_words, clinician_action : str
        Why it is shown and what to do.
    patient_now, clinician_now : str
        What to do once it is raised.
    told_signs : frozenset of Sign
        About which it says something more urgent, once it is raised, than to see a doctor soon.
    questions : tuple of Question
        All that its rules name, also those that are only read from older cases, in the order of their table.
    rules : tuple of Rule
        When it is raised or asked about; at least one.
    certainty : Certainty
        Of what the row says; a recalled row is marked unconfirmed for the clinician.
    """

    id: str
    tier: int
    name: str
    patient_title: str
    patient_words: str
    patient_action: str
    patient_now: str
    told_signs: frozenset[Sign]
    clinician_words: str
    clinician_action: str
    clinician_now: str
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning that the marks, answers and facts call for.

    Attributes
    ----------
    raised : bool
        True when they speak for it; False when there is only something worth asking.
    answers : mapping of QuestionId to Reply
        The answers given to its questions so far.
    questions : tuple of Question
        To be asked now; empty when the marks have answered, or a fact about the person is wanted first.
    folded_questions : tuple of Question
        To be asked after a yes to a question that stands for them, or for the record.
    wanted : tuple of FactId
        Facts about the person that were not asked and would decide.
    patient_words : str
        Why it is shown.
    is_folded : bool
        Whether nothing but the one question that stands for many is asked.
    """

    alarm: Alarm
    raised: bool
    answers: Mapping[QuestionId, Reply]
    questions: tuple[Question, ...] = ()
    folded_questions: tuple[Question, ...] = ()
    wanted: tuple[FactId, ...] = ()
    patient_words: str = ""
    is_folded: bool = False

    @property
    def id(self) -> str:
        """Stable name, such as ``cauda-equina``."""
        return self.alarm.id

    @property
    def tier(self) -> int:
        """1 for an emergency today, 2 for a clinician soon."""
        return self.alarm.tier

    @property
    def patient_action(self) -> str:
        """What a patient does: at once when it is raised, after a yes when it is only asked about."""
        return self.alarm.patient_now if self.raised else self.alarm.patient_action

    @property
    def clinician_action(self) -> str:
        """What a clinician does: at once when it is raised, after a yes when it is only asked about."""
        return self.alarm.clinician_now if self.raised else self.alarm.clinician_action


def red_flags(
    places: Sequence[MarkedPart],
    answers: Iterable[Answer],
    alarms: Iterable[Alarm],
    skin: Sequence[MarkedSkin] = (),
    person: Person = NOBODY,
) -> tuple[RedFlag, ...]:
    """The warnings that marks, answers and facts call for; facts alone call for none.

    Parameters
    ----------
    skin : sequence of MarkedSkin
        The marks one by one, for rules that go by root; such rules are silent without.
    person : Person
        What is known about the person.
    """
    given = Given(tuple(places), tuple(skin), {answer.question: answer.reply for answer in answers}, person)
    found = [flag for alarm in alarms if (flag := _flag(alarm, given)) is not None]
    return tuple(sorted(found, key=lambda flag: (flag.tier, not flag.raised, flag.is_folded, not flag.questions)))


def is_raised(
    places: Iterable[MarkedPart], alarms: Iterable[Alarm], skin: Iterable[MarkedSkin], person: Person
) -> bool:
    """Whether some places raise any of these warnings without an answer to a question."""
    given = Given(tuple(places), tuple(skin), {}, person)
    rules = (rule for alarm in alarms for rule in alarm.rules if rule.effect is Effect.RAISE)
    return any(outcome(rule, given).is_raised for rule in rules)


def told_signs(flags: Iterable[RedFlag]) -> frozenset[Sign]:
    """The signs about which a raised warning is more urgent than to see a doctor soon."""
    return frozenset(sign for flag in flags if flag.raised for sign in flag.alarm.told_signs)


def wanted_facts(flags: Iterable[RedFlag], facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts about the person that would decide a warning, in the order of their table."""
    wanted = {fact for flag in flags for fact in flag.wanted}
    return tuple(fact for fact in facts if fact.id in wanted)


def _flag(alarm: Alarm, given: Given) -> RedFlag | None:
    outcomes = [outcome(rule, given) for rule in alarm.rules]
    met = [one for one in outcomes if one.is_raised or one.is_asked]
    if not met:
        return None
    raising = [one for one in met if one.is_raised]
    now, folded = _asked(alarm, met, raising, given)
    by_mark = raising and not _raised_by_answer(raising)
    replies = given.replies or {}
    words = next((one.rule.patient_words for one in raising if one.rule.patient_words), alarm.patient_words)
    return RedFlag(
        alarm=alarm,
        raised=bool(raising),
        answers={question.id: replies[question.id] for question in alarm.questions if question.id in replies},
        questions=() if by_mark else now,
        folded_questions=(*now, *folded) if by_mark else folded,
        wanted=() if raising else tuple(dict.fromkeys(fact for one in met for fact in one.wanted)),
        patient_words=words if by_mark else alarm.patient_words,
        is_folded=not raising and all(one.rule.effect is Effect.FOLD for one in met),
    )


def _raised_by_answer(raising: Iterable[Outcome]) -> bool:
    return any(one.rule.needs.questions or one.rule.some.questions for one in raising)


def _asked(
    alarm: Alarm, met: Sequence[Outcome], raising: Sequence[Outcome], given: Given
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """The questions to ask now, and those folded behind one of them."""
    replies = given.replies or {}
    folds = {name for rule in alarm.rules if rule.effect is Effect.FOLD for name in rule.asks}
    plain = {name for one in met if one.rule.effect is not Effect.FOLD for name in one.asks}
    lines = {name for one in met if one.rule.effect is Effect.FOLD for name in one.asks}
    behind = {name for rule in alarm.rules for name in rule.asks} - folds if folds else set()
    is_open = bool(plain) or any(map(given.is_yes, folds))
    now = plain | (behind if is_open and folds else set()) | (set() if plain else lines)
    now |= {name for name in _own_questions(alarm) if name in replies}
    return (
        tuple(question for question in alarm.questions if question.id in now),
        tuple(question for question in alarm.questions if question.id in behind - now and (lines or raising)),
    )


def _own_questions(alarm: Alarm) -> set[QuestionId]:
    """The questions whose answers stand with a warning: not those of another one that it only builds on."""
    own = {name for rule in alarm.rules for name in (*rule.asks, *rule.some.questions)}
    return own | {
        name for rule in alarm.rules if rule.needs.size == 1 and not rule.asks for name in rule.needs.questions
    }


def parse_alarms(
    tables: Mapping[str, str], *, sources: Iterable[SourceId], parts: Sequence[Part], facts: Sequence[Fact]
) -> tuple[Alarm, ...]:
    """The warnings in the texts of `red_flags.csv`, `red_flag_questions.csv` and `warning_rules.csv`.

    Raises
    ------
    TableError
        If a row is not as expected, names a warning, part, fact or source that does not exist, a warning has no rule
        or no question, or a question belongs to no rule.
    """
    known = tuple(sources)
    flags = read_rows(tables["red_flags.csv"], file="red_flags.csv", columns=_FLAGS)
    rows = read_rows(tables["red_flag_questions.csv"], file="red_flag_questions.csv", columns=_QUESTIONS)
    refuse_repeats(flags, "id")
    refuse_repeats(rows, "id")
    questions = tuple(_question(row, known) for row in rows)
    rules = parse_rules(
        tables[RULES],
        flags=[row.text("id") for row in flags],
        questions=[question.id for question in questions],
        facts=facts,
        sources=known,
        parts=parts,
    )
    used = {name for rule in rules for name in rule.questions}
    for row in rows:
        if row.text("id") not in used:
            raise TableError(f"{row.file} row {row.number}: {row.text('id')!r} belongs to no rule")
    return tuple(_alarm(row, known, rules, questions) for row in flags)


def _alarm(row: Row, sources: tuple[SourceId, ...], rules: Sequence[Rule], questions: Sequence[Question]) -> Alarm:
    own = tuple(rule for rule in rules if rule.flag == row.text("id"))
    named = {name for rule in own for name in rule.questions}
    if not named:
        raise TableError(f"{row.file} row {row.number}: {row.text('id')!r} has no rule or no question")
    return Alarm(
        id=row.text("id"),
        tier=int(row.known("tier", (str(EMERGENCY), str(SOON)))),
        name=row.text("name"),
        patient_title=row.text("patient_title"),
        patient_words=row.text("patient_words"),
        patient_action=row.text("patient_action"),
        patient_now=row.text("patient_now"),
        told_signs=frozenset(read_signs(row, "told_signs")),
        clinician_words=row.text("clinician_words"),
        clinician_action=row.text("clinician_action"),
        clinician_now=row.text("clinician_now"),
        questions=tuple(question for question in questions if question.id in named),
        rules=own,
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )


def _question(row: Row, sources: tuple[SourceId, ...]) -> Question:
    return Question(
        id=QuestionId(row.text("id")),
        patient_words=row.text("patient_words"),
        clinician_words=row.text("clinician_words"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )
