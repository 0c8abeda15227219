"""What belongs together on the drawings and tables that ship, and what is said of what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodymap.cli.mark_text import part_marks
from bodymap.core.marks.mark import MarkId
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.vocabulary import Root, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.library.loading import load_atlas, load_evidence


def found(texts: str) -> Findings:
    marks = [mark for text in texts.split() for mark in part_marks(text)]
    numbered = [replace(mark, id=MarkId(number)) for number, mark in enumerate(marks, start=1)]
    return find(numbered, load_atlas(), load_evidence())


def places(findings: Findings) -> list[set[str]]:
    return [{f"{part.part}@{part.side.value}" for part in complaint.parts} for complaint in findings.complaints]


@pytest.mark.parametrize("side", [side.value for side in Side])
@pytest.mark.parametrize(
    ("apart", "count"),
    [
        ("hip-front forearm-front", 2),
        ("hip-outer palm", 2),
        ("belly-lower wrist-front", 2),
        ("temple big-toe", 2),
        ("groin knee-front", 1),
        ("low-back calf-outer", 1),
        ("neck-back index-finger", 1),
        ("between-shoulder-blades little-finger", 1),
        ("calf-outer big-toe", 1),
    ],
)
def test_what_one_story_could_explain_is_one_complaint(apart: str, count: int, side: str) -> None:
    assert len(found(" ".join(f"{part}@{side}" for part in apart.split())).complaints) == count


def test_two_sore_knees_are_two_complaints_and_two_numb_soles_are_one() -> None:
    assert places(found("knee-front@both:aching")) == [{"knee-front@left"}, {"knee-front@right"}]
    assert places(found("sole-inner@both:numb")) == [{"sole-inner@left", "sole-inner@right"}]
    assert len(found("low-back@both:aching").complaints) == 1
    assert len(found("index-finger@both:numb big-toe@both:numb").complaints) == 2


def test_marks_that_do_not_belong_together_get_a_true_sentence_each() -> None:
    findings = found("hip-front@left forearm-front@left")
    patient = [sentence.text for sentence in explain(findings, load_evidence(), Voice.PATIENT).roots]
    assert patient == [
        "The front of the left hip: the skin there is fed by the L1 and L2 nerves.",
        "They leave the spine in the low back, so a problem there can be felt here.",
        "The front of the left forearm: the skin there is fed by the C5, C6 and T1 nerves.",
        "They leave the spine in the neck and the upper back, so a problem there can be felt here.",
    ]
    clinician = [sentence.text for sentence in explain(findings, load_evidence(), Voice.CLINICIAN).place]
    assert clinician == [
        "Complaint 1: left anterior hip (100 %).",
        "Complaint 2: left anterior forearm (100 %).",
    ]


def test_complaints_with_the_same_roots_share_a_sentence() -> None:
    said = explain(found("hip-front@both:aching"), load_evidence(), Voice.PATIENT)
    assert said.roots[0].text == "The skin there is fed by the L1 and L2 nerves."


def test_the_strongest_complaint_comes_first_and_an_emergency_before_it() -> None:
    assert places(found("hip-front@left:aching:2 forearm-front@left:aching:8"))[0] == {"forearm-front@left"}
    urgent = found("perineum@both:numb:2 forearm-front@left:aching:8")
    assert places(urgent)[0] == {"perineum@left", "perineum@right"}


def test_a_numb_big_toe_is_not_drowned_by_an_aching_calf() -> None:
    (complaint,) = found("calf-outer@left:aching calf-inner@left:aching big-toe@left:numb").complaints
    assert complaint.candidates[0].root in {Root.L4, Root.L5}
