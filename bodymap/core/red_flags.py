"""Warnings that come before everything else: which of them the marked places raise, and what to ask about.

A warning is *raised* when its places are marked in the way the table says, or when one of its questions was answered
with yes. It is *asked about* when a place is marked that only makes its questions worth asking. No answer takes a
warning away, because no question excludes what it asks for (Henschke 2009, Finucane 2020), and neither intensity nor
the number of marks is a gate (evidence e, design notes).

The order is: raised before asked about, tier 1 before tier 2, then as in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bodymap.core.anatomy import PartId, Quality, Side
from bodymap.core.answers import Answer, QuestionId, Reply
from bodymap.core.errors import TableError
from bodymap.core.parts import Part, parts_in
from bodymap.core.places import MarkedPart
from bodymap.core.skin_roots import MarkedSkin
from bodymap.core.sources import Certainty, SourceId
from bodymap.core.tables import Row, read_rows, refuse_repeats

EMERGENCY: Final = 1
"""Tier of what cannot wait until tomorrow."""

SOON: Final = 2
"""Tier of what a clinician should see soon."""

_FLAGS: Final = (
    "id",
    "tier",
    "name",
    "patient_title",
    "patient_words",
    "patient_action",
    "patient_now",
    "clinician_words",
    "clinician_action",
    "clinician_now",
    "source_ids",
    "certainty",
)
_PLACES: Final = ("flag", "effect", "sides", "parts", "qualities", "source_ids")
_SADDLE_SKIN: Final = "#saddle"
"""Stands in the column of parts for the skin of the lowest roots, wherever the maps draw it."""
_QUESTIONS: Final = ("id", "flag", "patient_words", "clinician_words", "source_ids", "certainty")


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask about a warning; a yes raises it.

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
class Trigger:
    """Marked places that make a warning raised or asked about.

    Attributes
    ----------
    raises : bool
        Whether the warning is raised; otherwise only its questions are asked.
    both_sides : bool
        Whether places on the left and on the right must be marked.
    qualities : frozenset of Quality
        The feelings that count; empty when all do.
    saddle_skin : bool
        Whether it goes by the skin of the lowest roots under a single mark instead of by parts.
    """

    raises: bool
    both_sides: bool
    parts: frozenset[PartId]
    qualities: frozenset[Quality]
    sources: tuple[SourceId, ...]
    saddle_skin: bool = False

    def is_met(self, places: Iterable[MarkedPart], skin: Iterable[MarkedSkin] = ()) -> bool:
        """Whether the marked places or the marked skin are such."""
        if self.saddle_skin:
            return any(one.touches_saddle and self._feels({one.quality}) for one in skin)
        sides = {place.side for place in places if self._counts(place)}
        return sides == set(Side) if self.both_sides else bool(sides)

    def _counts(self, place: MarkedPart) -> bool:
        return place.part in self.parts and self._feels(place.qualities)

    def _feels(self, qualities: Iterable[Quality | None]) -> bool:
        return not self.qualities or not self.qualities.isdisjoint(qualities)


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
    clinician_words: str
    clinician_action: str
    clinician_now: str
    questions: tuple[Question, ...]
    triggers: tuple[Trigger, ...]
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning that the marked places or the answers call for.

    Attributes
    ----------
    raised : bool
        True when the marks or an answer speak for it; False when its questions are only worth asking here.
    answers : mapping of QuestionId to Reply
        The answers given to its questions so far.
    """

    alarm: Alarm
    raised: bool
    answers: Mapping[QuestionId, Reply]

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
) -> tuple[RedFlag, ...]:
    """The warnings that the places and answers call for; empty when nothing is marked and nothing answered with yes."""
    replies = {answer.question: answer.reply for answer in answers}
    found = [flag for alarm in alarms if (flag := _flag(alarm, places, skin, replies)) is not None]
    return tuple(sorted(found, key=lambda flag: (not flag.raised, flag.tier)))


def _flag(
    alarm: Alarm, places: Sequence[MarkedPart], skin: Sequence[MarkedSkin], replies: Mapping[QuestionId, Reply]
) -> RedFlag | None:
    met = [trigger for trigger in alarm.triggers if trigger.is_met(places, skin)]
    given = {question.id: replies[question.id] for question in alarm.questions if question.id in replies}
    raised = any(trigger.raises for trigger in met) or Reply.YES in given.values()
    return RedFlag(alarm, raised, given) if met or raised else None


def parse_alarms(tables: Mapping[str, str], *, sources: Iterable[SourceId], parts: Sequence[Part]) -> tuple[Alarm, ...]:
    """The warnings in the texts of `red_flags.csv`, `red_flag_places.csv` and `red_flag_questions.csv`.

    Raises
    ------
    TableError
        If a row is not as expected, names a warning, part or source that does not exist, or a warning has no place or
        no question.
    """
    known = tuple(sources)
    flags = read_rows(tables["red_flags.csv"], file="red_flags.csv", columns=_FLAGS)
    places = read_rows(tables["red_flag_places.csv"], file="red_flag_places.csv", columns=_PLACES)
    questions = read_rows(tables["red_flag_questions.csv"], file="red_flag_questions.csv", columns=_QUESTIONS)
    refuse_repeats(flags, "id")
    refuse_repeats(questions, "id")
    ids = [row.text("id") for row in flags]
    triggers = [(row.known("flag", ids), _trigger(row, known, parts)) for row in places]
    asked = [(row.known("flag", ids), _question(row, known)) for row in questions]
    return tuple(
        _alarm(
            row,
            known,
            questions=tuple(question for flag, question in asked if flag == row.text("id")),
            triggers=tuple(trigger for flag, trigger in triggers if flag == row.text("id")),
        )
        for row in flags
    )


def _alarm(
    row: Row, sources: tuple[SourceId, ...], questions: tuple[Question, ...], triggers: tuple[Trigger, ...]
) -> Alarm:
    if not questions or not triggers:
        raise TableError(f"{row.file} row {row.number}: {row.text('id')!r} has no place or no question")
    return Alarm(
        id=row.text("id"),
        tier=int(row.known("tier", (str(EMERGENCY), str(SOON)))),
        name=row.text("name"),
        patient_title=row.text("patient_title"),
        patient_words=row.text("patient_words"),
        patient_action=row.text("patient_action"),
        patient_now=row.text("patient_now"),
        clinician_words=row.text("clinician_words"),
        clinician_action=row.text("clinician_action"),
        clinician_now=row.text("clinician_now"),
        questions=questions,
        triggers=triggers,
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )


def _trigger(row: Row, sources: tuple[SourceId, ...], parts: Sequence[Part]) -> Trigger:
    qualities = {quality.value: quality for quality in Quality}
    named = row.known_list("qualities", qualities) if row.optional("qualities") else ()
    return Trigger(
        raises=row.known("effect", ("raise", "ask")) == "raise",
        both_sides=row.known("sides", ("any", "both")) == "both",
        parts=frozenset() if row.text("parts") == _SADDLE_SKIN else parts_in(row, "parts", parts),
        saddle_skin=row.text("parts") == _SADDLE_SKIN,
        qualities=frozenset(qualities[name] for name in named),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
    )


def _question(row: Row, sources: tuple[SourceId, ...]) -> Question:
    return Question(
        id=QuestionId(row.text("id")),
        patient_words=row.text("patient_words"),
        clinician_words=row.text("clinician_words"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )
