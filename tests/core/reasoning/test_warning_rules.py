"""Each row of the table of rules is met by a case that needs it, and silent without each of its conditions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.coverage.skin_roots import MarkedSkin
from bodymap.core.marks.reply import Answer, Reply
from bodymap.core.reasoning.red_flags import red_flags
from bodymap.core.reasoning.warning_rules import Effect, Given, Rule, Sides, outcome
from bodymap.core.tables.person import NOBODY, Person
from bodymap.core.vocabulary import Quality, Side
from bodymap.library.loading import load_evidence

EVIDENCE = load_evidence()
RULES = [rule for alarm in EVIDENCE.alarms for rule in alarm.rules]
ACTIVE = [pytest.param(rule, id=f"{number}-{rule.flag}") for number, rule in enumerate(RULES)
          if rule.effect is not Effect.NOTHING]  # fmt: skip


def quality_of(rule: Rule) -> Quality | None:
    return next((quality for quality in Quality if quality in rule.qualities), None)


def needed(rule: Rule) -> Given:
    """The smallest case that meets a rule."""
    sides = tuple(Side) if rule.sides is Sides.BOTH else (Side.LEFT,)
    felt = frozenset({quality_of(rule)})
    parts = [*sorted(rule.parts)[:1], *sorted(rule.also)[:1]]
    places = tuple(MarkedPart(part, side, 0.2, felt) for part in parts for side in sides)
    skin = (MarkedSkin(quality_of(rule), 0.5),) if rule.goes_by_root else ()
    person: Person = NOBODY
    for condition in (*rule.needs.facts, *rule.some.facts[: rule.count]):
        person = person.with_answer(condition.fact, max(condition.wanted))
    left = rule.count - len(rule.some.facts[: rule.count])
    yes = (*rule.needs.questions, *rule.some.questions[: max(left, 0)])
    return Given(places, skin, dict.fromkeys(yes, Reply.YES), person)


@pytest.mark.parametrize("rule", ACTIVE)
def test_a_case_that_needs_a_rule_meets_it(rule: Rule) -> None:
    found = outcome(rule, needed(rule))
    assert found.is_raised is (rule.effect is Effect.RAISE)
    assert found.is_asked is (rule.effect is not Effect.RAISE)
    assert found.wanted == ()


@pytest.mark.parametrize("rule", ACTIVE)
def test_such_a_case_is_warned_by_the_whole_policy(rule: Rule) -> None:
    given = needed(rule)
    answers = [Answer(question, reply) for question, reply in (given.replies or {}).items()]
    found = red_flags(given.places, answers, EVIDENCE.alarms, given.skin, given.person)
    (flag,) = (flag for flag in found if flag.id == rule.flag)
    assert flag.raised or rule.effect is not Effect.RAISE


@pytest.mark.parametrize("rule", ACTIVE)
def test_a_rule_is_silent_without_its_place_or_its_answer(rule: Rule) -> None:
    given = needed(rule)
    bare = replace(given, places=(), skin=()) if rule.has_place else replace(given, replies={})
    assert not outcome(rule, bare).is_asked
    assert not outcome(rule, bare).is_raised


@pytest.mark.parametrize("rule", ACTIVE)
def test_a_rule_about_one_side_count_or_feeling_does_not_take_another(rule: Rule) -> None:
    given = needed(rule)
    if rule.sides is not Sides.ANY:
        wrong = (Side.LEFT,) if rule.sides is Sides.BOTH else tuple(Side)
        places = tuple(replace(given.places[0], side=side) for side in wrong)
        assert not outcome(rule, replace(given, places=places)).is_asked
        assert not outcome(rule, replace(given, places=places)).is_raised
    if rule.qualities and not rule.goes_by_root:
        sore = tuple(replace(place, qualities=frozenset({Quality.ACHING})) for place in given.places)
        assert not outcome(rule, replace(given, places=sore)).is_asked
        assert not outcome(rule, replace(given, places=sore)).is_raised


@pytest.mark.parametrize("rule", ACTIVE)
def test_a_needed_fact_that_is_not_so_silences_a_rule(rule: Rule) -> None:
    for condition in rule.needs.facts:
        fact = next(fact for fact in EVIDENCE.facts if fact.id == condition.fact)
        other = next(value for value in fact.values if value not in condition.wanted)
        given = needed(rule)
        found = outcome(rule, replace(given, person=given.person.with_answer(fact.id, other)))
        assert not found.is_asked
        assert not found.is_raised


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.effect is Effect.NOTHING])
def test_what_says_nothing_does_nothing_and_keeps_its_figures(rule: Rule) -> None:
    found = outcome(rule, needed(rule))
    assert not found.is_asked
    assert not found.is_raised
    assert rule.figures


def test_every_rule_names_a_source_and_no_words_of_a_verdict() -> None:
    for rule in RULES:
        assert rule.sources
        assert not any(word in rule.patient_words.lower() for word in ("you have", "caused by", "diagnosis of"))


def test_every_fact_about_the_person_is_read_by_a_rule() -> None:
    read = {sign.fact for rule in RULES for sign in (*rule.needs.facts, *rule.some.facts)}
    assert {fact.id for fact in EVIDENCE.facts} - read == set()
