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
        yield TableText("parts.csv place", part.place, PLACE_FORMS)


def _texts(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    for quality in Quality:
        yield "vocabulary.py Quality", (quality.value,)
    for location in ExpossLocation:
        yield "vocabulary.py ExpossLocation", (location.value,)
    for part in evidence.parts:
        yield "parts.csv", (part.patient_words, part.clinical_term)
    for root in evidence.roots:
        yield "roots.csv exits", (root.exits, root.short_exits)
        yield "roots.csv", (root.key_sensory_point, root.key_muscle, root.short_muscle, root.reflex, root.short_reflex)
    yield from _warnings(evidence)
    yield from _sources_of_pain(evidence)
    yield from _stories(evidence)
    for test in evidence.examinations:
        yield "next_tests.csv", (test.name, test.patient_name, test.how)
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
        yield "red_flags.csv name", (alarm.name, alarm.patient_title)
        yield "red_flags.csv patient", (alarm.patient_words, alarm.patient_action, alarm.patient_now)
        yield "red_flags.csv clinician", (alarm.clinician_words, alarm.clinician_action, alarm.clinician_now)
        yield "warning_rules.csv", tuple(rule.patient_words for rule in alarm.rules)
        for question in alarm.questions:
            yield "red_flag_questions.csv", (question.patient_words, question.clinician_words)
    for fact in evidence.facts:
        yield "person_facts.csv", (fact.patient_words, fact.clinician_words)
    for net in evidence.safety_net:
        yield "safety_net.csv", (net.patient_words, net.clinician_words)


def _sources_of_pain(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    for nerve in evidence.nerve_patterns:
        yield "nerve_fit.csv", (nerve.name, nerve.patient_name, nerve.patient_words, nerve.clinician_words)
    for source in evidence.pain_sources:
        yield "other_sources.csv", (source.name, source.patient_name, source.patient_words, source.clinician_words)
        for area in source.areas:
            yield "other_source_areas.csv", (area.name, area.patient_name)


def _stories(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in evidence.stories:
        condition = row.condition
        yield "conditions.csv name", (condition.patient_name, condition.patient_lead, condition.clinical_name)
        yield "conditions.csv name", (condition.short_name,)
        yield "conditions.csv check", (condition.patient_check, condition.clinician_check)
        yield "conditions.csv action", (*condition.patient_actions, condition.clinician_action)
        if row.switch is not None:
            yield "stories.csv when_words", (row.switch.words, row.switch.words.lower())
        yield "stories.csv", (row.how_common, row.population)
