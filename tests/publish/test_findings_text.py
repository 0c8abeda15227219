from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from bodymap.core.atlas.nerves import Nerve
from bodymap.core.marks.mark import Mark, MarkId, Spot, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.reasoning.nerve_patterns import NervePattern, NerveShare
from bodymap.core.reasoning.nerve_territories import NerveArea
from bodymap.core.reasoning.provoked import ProvokedPain
from bodymap.core.reasoning.root_pain import PainRoot
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.person import read_person
from bodymap.core.vocabulary import NerveId, PartId, Quality, Root, Side, View, Voice
from bodymap.core.words.language import ENGLISH
from bodymap.library.languages import load_language
from bodymap.publish.findings_text import cited_names, explanation_fields, explanation_lines
from bodymap.state.case import Case
from tests.core.small_body import small_atlas
from tests.state.json_schema import problems
from tests.state.telling import EVIDENCE, told_of

CASE = Case(
    (
        Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), Quality.ACHING, 6, extra='{"pressure": 1}'),
        Mark(MarkId(2), Spot(View.FRONT, 50, 50)),
    )
)
TOLD = told_of(CASE)
FOUND = TOLD.findings
SOURCES = (SourceId("anatomy_general"),)


def test_an_explanation_is_as_the_schema_says() -> None:
    fields = json.loads(json.dumps(explanation_fields(TOLD)))
    assert problems(fields) == []
    assert fields["marks"][0]["part"] == "hip-front"
    assert fields["candidates"][0]["root"] == "L1"


def test_an_explanation_of_nothing_has_all_its_lists() -> None:
    fields = explanation_fields(told_of(Case(), findings=Findings()))
    assert problems(fields) == []
    assert fields == {
        "schema_version": 2,
        "marks": [],
        "complaints": [],
        "red_flags": [],
        "person": {},
        "candidates": [],
        "evidence": [],
        "nerves": [],
        "other_sources": [],
        "provoked": [],
        "next_tests": [],
        "examined": [],
        "sections": [],
        "codes": [],
        "extent": {"body": 0.0, "parts": []},
        "safety_net": [],
        "disclaimer": "Not a diagnosis.",
    }


def test_every_list_has_its_form() -> None:
    fields = json.loads(json.dumps(explanation_fields(TOLD)))
    assert fields["red_flags"][0] == {
        "id": "hip-fracture",
        "tier": 1,
        "name": "Hip fracture or septic hip",
        "raised": False,
        "action": "If yes, go to an emergency department.",
        "questions": [],
        "folded_questions": [],
        "wanted": ["fall", "age", "fever"],
    }
    assert fields["person"] == {"age": None, "fall": None, "fever": None}
    assert fields["other_sources"][0] == {"id": "hip-joint", "name": "hip joint", "sides": ["left"]}
    assert fields["codes"] == [{"code": "M25.552", "title": "Pain in left hip", "side": "left"}]
    assert fields["extent"]["body"] == round(FOUND.extent.body, 4)
    assert [(net["id"], net["text"]) for net in fields["safety_net"]][-3:-1] == [
        ("net-always", "See a doctor soon if it gets worse, new weakness comes or new numbness comes."),
        ("net-unwell", "See a doctor soon with fever, weight loss or pain at night that does not ease."),
    ]
    (test,) = [one for one in fields["next_tests"] if one["id"] == "feeling-l1"]
    assert (test["points_to"], test["conditions"], test["against"]) == (["L1"], [], [])
    assert "L1" in test["tells_apart"]


def test_a_reply_is_told_with_its_question() -> None:
    found = find(CASE.marks, small_atlas(), EVIDENCE, answers=[Answer(QuestionId("hip-fever"), Reply.YES)])
    fields = json.loads(json.dumps(explanation_fields(told_of(CASE, findings=found))))
    assert problems(fields) == []
    assert fields["red_flags"][0]["raised"]
    assert fields["red_flags"][0]["action"] == "Go to an emergency department today, even if you can walk."
    assert [question["reply"] for question in fields["red_flags"][0]["questions"]] == ["yes"]


@pytest.mark.parametrize("voice", list(Voice))
def test_warnings_and_advice_of_the_json_are_told_as_its_sections_are(voice: Voice) -> None:
    fallen = read_person("fall=yes,age=40s", EVIDENCE.facts)
    found = find(CASE.marks, small_atlas(), EVIDENCE, person=fallen)
    told = replace(told_of(CASE, findings=found, voice=voice), language=load_language("de"))
    fields: Any = explanation_fields(told)
    said = {one["text"] for section in fields["sections"] for one in section["sentences"]}
    (flag, *_) = (one for one in fields["red_flags"] if one["id"] == "hip-fracture")
    advice = [
        flag["action"],
        *(one["text"] for one in flag["questions"]),
        *(one["text"] for one in fields["safety_net"]),
    ]
    assert flag["questions"]
    assert len(fields["safety_net"]) > 1
    assert set(advice) <= said
    english: Any = explanation_fields(replace(told, language=ENGLISH))
    assert flag["action"] != english["red_flags"][0]["action"]


def test_the_text_says_what_to_do_before_and_after_a_yes() -> None:
    fallen = read_person("fall=yes,age=40s", EVIDENCE.facts)
    lines = explanation_lines(told_of(CASE, findings=find(CASE.marks, small_atlas(), EVIDENCE, person=fallen)))
    assert "  - Can the leg suddenly not carry weight, or is it turned or shorter?" in lines
    assert "  If yes, go to an emergency department." in lines
    found = find(CASE.marks, small_atlas(), EVIDENCE, answers=[Answer(QuestionId("hip-fever"), Reply.YES)])
    lines = explanation_lines(told_of(CASE, findings=found))
    assert "  Go to an emergency department today, even if you can walk." in lines
    assert "  If yes, go to an emergency department." not in lines


def test_nerves_and_provoked_pain_have_their_form() -> None:
    nerve = NervePattern(
        "sural", "sural nerve", "a nerve", frozenset(), frozenset(), "words", "words", SOURCES, Certainty.SEEN
    )
    pain = ProvokedPain("provoked-l5", Root.L5, "buttock", frozenset(), 3, 10, SOURCES)
    share = NerveShare(nerve, Side.LEFT, 0.5, fits_better=True, is_sensory=False)
    fields = explanation_fields(told_of(Case(), findings=Findings(nerves=(share,), provoked=(pain,))))
    assert problems(fields) == []
    assert fields["nerves"] == [
        {"id": "sural", "name": "sural nerve", "side": "left", "share": 0.5, "fits_better": True}
    ]
    assert fields["provoked"] == [{"id": "provoked-l5", "root": "L5", "area": "buttock", "x": 3, "n": 10}]


def test_a_nerve_is_told_by_its_drawn_territory() -> None:
    fields = json.loads(json.dumps(explanation_fields(TOLD)))
    assert problems(fields) == []
    held = {area.nerve.id: area.share for area in FOUND.nerve_areas}
    assert fields["nerves"][0] == {
        "id": "groin-nerve",
        "name": "groin nerve",
        "side": "left",
        "share": round(held[NerveId("groin-nerve")], 4),
        "fits_better": False,
    }


def test_a_nerve_that_fits_comes_first_with_the_share_of_its_territory() -> None:
    pattern = NervePattern(
        "groin-nerve", "groin", "a nerve", frozenset(), frozenset(), "words", "words", SOURCES, Certainty.SEEN
    )
    areas = (NerveArea(Nerve(NerveId("other"), "other nerve", "", (), ()), Side.LEFT, 0.9), *FOUND.nerve_areas)
    fitting = NerveShare(pattern, Side.LEFT, 0.9, fits_better=True, is_sensory=False)
    findings = Findings(nerves=(fitting,), nerve_areas=areas)
    fields = json.loads(json.dumps(explanation_fields(told_of(CASE, findings=findings))))
    assert [(one["name"], one["fits_better"]) for one in fields["nerves"]] == [
        ("groin nerve", True),
        ("other nerve", False),
    ]


def test_each_complaint_has_its_own_marks_and_lists() -> None:
    parts = Mark(MarkId(5), WholePart(PartId("hip-front"), Side.LEFT)), Mark(MarkId(8), Spot(View.FRONT, 50, 50))
    told = told_of(Case(parts, parted=((MarkId(5), MarkId(8)),)))
    fields = json.loads(json.dumps(explanation_fields(told)))
    assert problems(fields) == []
    assert len(fields["complaints"]) == len(told.findings.complaints) > 1
    assert sorted(mark for one in fields["complaints"] for mark in one["marks"]) == [5, 8]
    for kind in ("candidates", "nerves", "other_sources"):
        told_apart = [entry for one in fields["complaints"] for entry in one[kind]]
        assert all(entry in told_apart for entry in fields[kind])


@pytest.mark.parametrize("side", list(Side))
def test_a_root_says_whether_the_skin_or_its_pain_names_it(side: Side) -> None:
    groin = [row for row in EVIDENCE.root_pain if row.id in ("groin-l3", "thigh-l1-l3")]
    hip = told_of(Case((Mark(MarkId(1), WholePart(PartId("hip-front"), side)),))).findings
    felt = tuple(PainRoot(root, side, tuple(row for row in groin if root in row.roots)) for root in (Root.L1, Root.L3))
    fields = json.loads(json.dumps(explanation_fields(told_of(CASE, findings=replace(hip, pain_roots=felt)))))
    assert problems(fields) == []
    why = [(one["root"], one["side"], one["why"], one["felt"]) for one in fields["candidates"]]
    assert why == [
        ("L1", side.value, ["skin", "pain"], ["thigh-l1-l3"]),
        *((one.root.value, side.value, ["skin"], []) for one in hip.candidates[1:]),
        ("L3", side.value, ["pain"], ["thigh-l1-l3", "groin-l3"]),
    ]
    assert (fields["candidates"][-1]["share"], fields["candidates"][-1]["maps"]) == (0, [])


def test_the_schema_refuses_what_it_should() -> None:
    fields = json.loads(json.dumps(explanation_fields(TOLD)))
    fields["candidates"][0]["side"] = "both"
    fields["evidence"][0]["extra"] = 1
    del fields["nerves"]
    assert len(problems(fields)) == 3


def test_the_exposs_row_of_the_hip() -> None:
    assert explanation_fields(TOLD)["evidence"] == [
        {
            "id": "exposs-hip",
            "location": "hip",
            "x": 22,
            "n": 31,
            "percent": 71.0,
            "low": 53.4,
            "high": 83.9,
            "source": "rosedale2020",
        }
    ]


def test_lines_of_text_say_it_all() -> None:
    lines = explanation_lines(TOLD)
    assert lines[:4] == (
        "Not a diagnosis.",
        "",
        "About the person, because it decides what to ask:",
        "  - How old are you?",
    )
    (place,) = (number for number, line in enumerate(lines) if "at the front of the left hip" in line)
    assert lines[place - 1] == ""
    heads = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert heads[1:] == ["More:"]
    titles = [line for line in lines if line in {"What to do", "What can be checked", "On the nerve maps"}]
    assert titles == ["What to do", "What can be checked", "On the nerve maps"]
    assert lines[-2] == "Not a diagnosis."
    assert "Foerster 1933 (not seen); " in lines[-1]
    assert "Rosedale 2020" in lines[-1]


def test_only_a_clinician_reads_shares_as_numbers() -> None:
    for_clinician = explanation_lines(told_of(CASE, voice=Voice.CLINICIAN))
    assert any(line.startswith("  L1   left    87") and line.endswith("1 of 1 maps") for line in for_clinician)
    assert not any("in 100 of the skin" in line or "87" in line for line in explanation_lines(TOLD))


def test_a_raised_warning_says_what_to_do_before_anything_else() -> None:
    found = find(CASE.marks, small_atlas(), EVIDENCE, answers=[Answer(QuestionId("ces-bladder"), Reply.YES)])
    lines = explanation_lines(told_of(CASE, findings=found))
    assert lines[2] == "! Numb between the legs?"
    assert "Go to an emergency department now" in lines[4]
    assert ("", "") not in set(pairwise(lines))


def test_a_clinician_reads_codes_and_extent() -> None:
    lines = explanation_lines(told_of(CASE, voice=Voice.CLINICIAN))
    (record,) = (number for number, line in enumerate(lines) if line.startswith("  Pain extent: "))
    assert lines.index("More:") < record
    assert lines[record + 1].startswith("  ICD-10-CM symptom codes: M25.552 Pain in left hip.")


def test_the_sections_are_in_the_json_with_messages_and_sources() -> None:
    sections = explanation_fields(told_of(CASE))["sections"]
    assert isinstance(sections, list)
    (story, *_) = (section for section in sections if section["kind"] == "story" and not section["folded"])
    assert story["complaint"] == 1
    first = story["sentences"][0]
    assert "the front of the left hip" in first["text"]
    assert "{where}" in first["message"]
    assert first["sources"]
    assert first["sure"] in ("seen", "seen-via", "recalled")


def test_nothing_marked_says_only_what_it_is() -> None:
    assert explanation_lines(told_of(Case(), findings=Findings())) == (
        "Not a diagnosis.",
        "",
        "",
        "Not a diagnosis.",
    )


def test_a_source_is_named_once_and_own_words_not_at_all() -> None:
    ids = [SourceId(name) for name in ("bodymap", "lesher2008", "rosedale2020", "lesher2008")]
    assert cited_names(ids, EVIDENCE) == ("Lesher 2008", "Rosedale 2020")
