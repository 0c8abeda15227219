"""Which texts of the clinical tables people read, so that none is left out when a language is added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.vocabulary import ExpossLocation, Quality

BOTH: str = "both"
PLACE_FORMS: tuple[str, ...] = ("left", "right", BOTH)
"""A place has a text of its own for each side, so that no language must inflect a side."""


@dataclass(frozen=True, slots=True)
class TableText:
    """A text of a table.

    Attributes
    ----------
    where : str
        Table and column.
    text : str
        As it is looked up: a cell, or the piece of it that is shown.
    forms : tuple of str
        The forms that a language must have it in; one empty form for most.
    """

    where: str
    text: str
    forms: tuple[str, ...] = ("",)


def table_texts(evidence: Evidence) -> Iterator[TableText]:
    """The texts, table by table; a text that stands in several places comes several times, an empty one never."""
    for where, texts in _texts(evidence):
        yield from (TableText(where, text) for text in texts if text)
    for part in evidence.parts:
        yield TableText("parts.csv patient place", part.place, PLACE_FORMS)


def _texts(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    for quality in Quality:
        yield "vocabulary.py patient", (quality.value,)
    for location in ExpossLocation:
        yield "vocabulary.py ExpossLocation", (location.value,)
    for part in evidence.parts:
        yield "parts.csv patient", (part.patient_words,)
        yield "parts.csv clinical", (part.clinical_term,)
    for root in evidence.roots:
        yield "roots.csv exits", (root.exits, root.short_exits)
        yield "roots.csv", (root.key_sensory_point, root.key_muscle, root.short_muscle, root.reflex, root.short_reflex)
    yield from _warnings(evidence)
    yield from _sources_of_pain(evidence)
    yield from _stories(evidence)
    for test in evidence.examinations:
        yield "next_tests.csv patient", (test.patient_name,)
        yield "next_tests.csv clinician", (test.name, test.how)
        yield "test_accuracy.csv figures", tuple(one.figures for one in test.accuracy)
        yield "test_accuracy.csv population", tuple(one.population for one in test.accuracy)
    for study in evidence.studies:
        yield "studies.csv", (study.people, study.limits)
    for code in evidence.codes:
        yield "codes.csv", (code.title,)
    for pain in evidence.provoked:
        yield "provoked.csv", (pain.area,)


def _warnings(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    for alarm in evidence.alarms:
        yield "red_flags.csv name", (alarm.name,)
        yield (
            "red_flags.csv patient",
            (alarm.patient_title, alarm.patient_words, alarm.patient_action, alarm.patient_now),
        )
        yield "red_flags.csv clinician", (alarm.clinician_words, alarm.clinician_action, alarm.clinician_now)
        yield "warning_rules.csv patient", tuple(rule.patient_words for rule in alarm.rules)
        for question in alarm.questions:
            yield "red_flag_questions.csv patient", (question.patient_words,)
            yield "red_flag_questions.csv clinician", (question.clinician_words,)
    for fact in evidence.facts:
        yield "person_facts.csv patient", (fact.patient_words,)
        yield "person_facts.csv clinician", (fact.clinician_words,)
    for net in evidence.safety_net:
        yield "safety_net.csv patient", (net.patient_words,)
        yield "safety_net.csv clinician", (net.clinician_words,)


def _sources_of_pain(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    for nerve in evidence.nerve_patterns:
        yield "nerve_fit.csv patient", (nerve.patient_name, nerve.patient_words)
        yield "nerve_fit.csv clinician", (nerve.name, nerve.clinician_words)
    for source in evidence.pain_sources:
        yield "other_sources.csv patient", (source.patient_name, source.patient_words)
        yield "other_sources.csv clinician", (source.name, source.clinician_words)
        for area in source.areas:
            yield "other_source_areas.csv patient", (area.patient_name,)
            yield "other_source_areas.csv clinician", (area.name,)


def _stories(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in evidence.stories:
        condition = row.condition
        yield "conditions.csv patient", (condition.patient_name, condition.patient_lead, condition.patient_check)
        yield "conditions.csv patient", condition.patient_actions
        yield "conditions.csv clinician", (condition.clinical_name, condition.short_name)
        yield "conditions.csv clinician", (condition.clinician_check, condition.clinician_action)
        if row.switch is not None:
            yield "stories.csv patient when_words", (row.switch.words,)
            yield "stories.csv when_words", (row.switch.words.lower(),)
        yield "stories.csv", (row.how_common, row.population)
