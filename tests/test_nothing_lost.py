"""What has no room at once is folded and stands on paper, whatever was answered or marked beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodymap.cli.mark_text import part_marks
from bodymap.core.marks.mark import MarkId
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.tables.person import FactId, KnownFact, Person
from bodymap.core.vocabulary import Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import LEFT_ITEM, Explanation, SectionKind
from bodymap.core.words.message import Sentence
from bodymap.library.loading import load_atlas, load_evidence

MARKS = (
    "hip-front@left:aching",
    "hip-front@left:burning",
    "hip-front@right:burning thigh-back-lower@right:burning perineum@right:numb",
    "hip-front@left:aching forearm-front@right:tingling",
    "low-back@left:shooting calf-outer@left:tingling",
    "shoulder-outer@right:aching",
    "neck-back@left:aching",
    "knee-front@both:aching",
)
PEOPLE = ("", "age=40s", "age=50s", "age=60s", "age=70s,cancer=no,fall=no", "fever=yes", "age=70s,fall=yes")


def person(text: str) -> Person:
    pairs = (one.split("=") for one in text.split(",") if one)
    return Person(tuple(KnownFact(FactId(fact), value) for fact, value in pairs))


def found(marks: str, who: str) -> Findings:
    several = [mark for text in marks.split() for mark in part_marks(text)]
    numbered = [replace(mark, id=MarkId(number)) for number, mark in enumerate(several, start=1)]
    return find(numbered, load_atlas(), load_evidence(), person=person(who))


def told(findings: Findings) -> Explanation:
    return explain(findings, load_evidence(), Voice.PATIENT)


def clinical(said: Explanation, *, paper: bool = False) -> str:
    kinds = {SectionKind.STORY, SectionKind.CHECK}
    sections = said.on_paper if paper else said.sections
    return " ".join(one.text for section in sections if section.kind in kinds for one in section.sentences).lower()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("marks", MARKS)
def test_the_first_three_sources_and_their_checks_are_always_said_somewhere(marks: str, who: str) -> None:
    findings = found(marks, who)
    said = told(findings)
    for complaint in findings.complaints:
        assert complaint.story is not None
        lead, *others = complaint.story.sources
        first = [] if lead.row.condition.patient_lead else [lead]
        known = [*first, *(one for one in others if not one.is_open and "referral" not in one.row.condition.id)][:3]
        for source in known:
            assert source.row.condition.patient_name.lower() in clinical(said)
        assert lead.row.condition.patient_check.lower() in clinical(said)
    if not any(flag.raised and flag.tier == 1 for flag in findings.red_flags):
        assert {one.text for one in folded_for_room(said)} <= {one.text for one in printed(said)}


def folded_for_room(said: Explanation) -> list[Sentence]:
    return [
        one for section in said.sections for item in section.items if item.id == LEFT_ITEM for one in item.sentences
    ]


def printed(said: Explanation) -> list[Sentence]:
    return [one for section in said.on_paper for one in section.sentences]


def test_an_age_takes_no_source_and_no_check_away() -> None:
    texts = [clinical(told(found("hip-front@left:aching", who)), paper=True) for who in ("age=40s", "age=50s")]
    for text in texts:
        for words in ("an organ of the lower belly", "even if it does not hurt", "moving the back many times"):
            assert words in text


def test_a_second_complaint_takes_no_check_away() -> None:
    alone = clinical(told(found("hip-front@left:aching", "")), paper=True)
    beside = clinical(told(found("hip-front@left:aching forearm-front@right:tingling", "")), paper=True)
    for words in ("turning the hip", "moving the back many times", "lifting the knee against a hand"):
        assert words in alone
        assert words in beside


def test_under_an_emergency_all_of_the_folded_story_is_there() -> None:
    said = told(found("perineum@both:numb", ""))
    assert not folded_for_room(said)
    assert "feeling between the legs" in clinical(said)
