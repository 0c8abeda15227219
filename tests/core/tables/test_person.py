from __future__ import annotations

import pytest

from bodymap.core.errors import CommandError
from bodymap.core.tables.person import FactId, Person, parse_facts, read_person
from bodymap.library import resources

FACTS = parse_facts(resources.table_text("person_facts.csv"), file="person_facts.csv")


def test_a_person_is_read_from_a_line() -> None:
    person = read_person("cancer=yes, age=64", FACTS)
    assert person.value(FactId("age")) == "60s"
    assert person.value(FactId("cancer")) == "yes"
    assert person.value(FactId("fall")) is None


def test_the_order_of_answers_does_not_matter() -> None:
    assert read_person("cancer=yes,age=60s", FACTS) == read_person("age=60s,cancer=yes", FACTS)


def test_an_answer_can_be_changed_and_taken_back() -> None:
    person = Person().with_answer(FactId("fall"), "yes").with_answer(FactId("fall"), "no")
    assert person.value(FactId("fall")) == "no"
    assert person.with_answer(FactId("fall"), None) == Person()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("shoe=yes", "unknown fact 'shoe'"),
        ("cancer=maybe", "unknown answer 'maybe' to cancer; known: yes, no"),
        ("age=old", "unknown answer 'old' to age"),
        ("fall=yes,fall=no", "fall is a duplicate"),
    ],
)
def test_what_is_not_known_is_refused(text: str, told: str) -> None:
    with pytest.raises(CommandError) as caught:
        read_person(text, FACTS)
    assert told in str(caught.value)


@pytest.mark.parametrize("symptom", ["numb", "bladder", "bowel", "weak", "rash", "swollen"])
def test_no_symptom_is_asked_as_a_fact(symptom: str) -> None:
    assert not any(symptom in fact.patient_words.lower() and fact.id != "immune" for fact in FACTS)
