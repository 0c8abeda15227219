"""What belongs together on the drawings and tables that ship, and what is said of what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bodymap.cli.mark_text import part_marks
from bodymap.core.marks.mark import Mark, MarkId, Spot
from bodymap.core.marks.reply import Answer, Reply
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.vocabulary import Root, Side, View, Voice
from bodymap.core.words.clinician_tests import in_turn
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import SectionKind
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.publish.findings_text import explanation_lines
from bodymap.publish.record_text import record_text
from bodymap.state.case import Case
from tests.state.telling import told_of


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


@pytest.mark.parametrize(("side", "view", "sign"), [(Side.LEFT, View.LEFT, 1), (Side.RIGHT, View.RIGHT, -1)])
def test_an_arm_drawn_over_the_ribs_from_the_side_is_not_near_them(side: Side, view: View, sign: int) -> None:
    arm, ribs = Spot(view, sign * 44, -445, 10), Spot(view, sign * 35, -423, 10)
    findings = find([Mark(MarkId(1), arm), Mark(MarkId(2), ribs)], load_atlas(), load_evidence())
    assert sorted(places(findings), key=str) == [{f"ribs-side@{side.value}"}, {f"upper-arm-front@{side.value}"}]
    beside = replace(ribs, y=ribs.y + 25)
    assert len(find([Mark(MarkId(1), beside), Mark(MarkId(2), ribs)], load_atlas(), load_evidence()).complaints) == 1


def test_marks_that_do_not_belong_together_get_a_story_and_maps_each() -> None:
    said = explain(found("hip-front@left forearm-front@left"), load_evidence(), Voice.PATIENT)
    assert said.complaints == (1, 2)
    maps = [said.of(SectionKind.MAP, complaint=number, folded=False) for number in said.complaints]
    assert [item.sentences[0].text for (item,) in maps] == [
        "On nerve maps this skin belongs to L1 and L2; neighbours reach in.",
        "On nerve maps this skin belongs to C5, C6 and T1; neighbours reach in.",
    ]
    stories = [said.of(SectionKind.STORY, complaint=number, folded=False)[0] for number in said.complaints]
    assert ["hip" in item.sentences[0].text for item in stories] == [True, False]


def test_an_ache_of_both_hips_is_told_once() -> None:
    said = explain(found("hip-front@both:aching"), load_evidence(), Voice.PATIENT)
    assert said.complaints == (1,)
    (item,) = said.of(SectionKind.MAP, folded=False)
    assert item.sentences[0].text == "On nerve maps this skin belongs to L1 and L2; neighbours reach in."


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    ("part", "upper", "lower"),
    [
        ("shoulder-blade", (84, -500, "T2"), (84, -413, "T6")),
        ("middle-back", (60, -378, "T8"), (60, -299, "T10")),
        ("low-back", (49, -251, "T12"), (49, -163, "L2")),
    ],
)
def test_two_heights_of_one_part_on_two_sides_are_told_apart(
    part: str, upper: tuple[int, int, str], lower: tuple[int, int, str], side: Side
) -> None:
    """Seen from behind, the patient's left has negative x."""
    outwards = -1 if side is Side.LEFT else 1
    spots = (Spot(View.BACK, outwards * upper[0], upper[1], 10), Spot(View.BACK, -outwards * lower[0], lower[1], 10))
    marks = [Mark(MarkId(number), spot) for number, spot in enumerate(spots, start=1)]
    findings = find(marks, load_atlas(), load_evidence())
    assert [{one.part for one in complaint.parts} for complaint in findings.complaints] == [{part}, {part}]
    for voice in Voice:
        said = explain(findings, load_evidence(), voice)
        assert len(said.complaints) == 2
        for number in said.complaints:
            ((mark,), place) = findings.complaints[number - 1].marks, findings.complaints[number - 1].parts[0]
            root = upper[2] if mark.id == 1 else lower[2]
            assert place.side is (side if mark.id == 1 else next(one for one in Side if one is not side))
            read = said.of(SectionKind.MAP, complaint=number, folded=False)
            assert root in " ".join(str(item.title) + item.sentences[0].text for item in read)


def test_the_strongest_complaint_comes_first_and_an_emergency_before_it() -> None:
    assert places(found("hip-front@left:aching:2 forearm-front@left:aching:8"))[0] == {"forearm-front@left"}
    urgent = found("perineum@both:numb:2 forearm-front@left:aching:8")
    assert places(urgent)[0] == {"perineum@left", "perineum@right"}


def test_a_numb_big_toe_is_not_drowned_by_an_aching_calf() -> None:
    (complaint,) = found("calf-outer@left:aching calf-inner@left:aching big-toe@left:numb").complaints
    assert complaint.candidates[0].root in {Root.L4, Root.L5}


@pytest.mark.parametrize("voice", Voice)
def test_when_to_go_is_told_of_every_complaint_whatever_else_is_marked(voice: Voice) -> None:
    evidence = load_evidence()
    for part in evidence.parts:
        far = "big-toe" if part.id in {"forearm-front", "wrist-front"} else "forearm-front"
        findings = found(f"{part.id}@left:aching {far}@left:tingling")
        said = explain(findings, evidence, voice)
        for number, complaint in enumerate(findings.stories, start=1):
            if complaint.story is None:
                continue
            condition = complaint.story.sources[0].row.condition
            told = " ".join(one.text for one in said.sentences).casefold()
            actions = condition.patient_actions if voice is Voice.PATIENT else (condition.clinician_action,)
            assert all(action.rstrip(".").casefold() in told for action in actions), (part.id, number)


def test_a_short_list_of_tests_begins_with_the_first_of_each_complaint() -> None:
    findings = found("hip-front@left:aching calf-outer@left:tingling")
    said = explain(findings, load_evidence(), Voice.CLINICIAN)
    listed = [test.id for test in in_turn(findings)]
    first = [
        next(item.id for item in said.of(SectionKind.CHECK, complaint=number, folded=False) if item.id in listed)
        for number in said.complaints
    ]
    assert len(first) == 2
    assert listed[:2] == first
    assert sorted(listed) == sorted(test.id for test in findings.next_tests)


def test_a_question_that_was_answered_is_neither_asked_again_nor_counted_as_open() -> None:
    marks = tuple(part_marks("calf-outer@left:tingling"))
    asked = [
        one
        for notice in told_of(Case(marks=marks), atlas=load_atlas()).explanation.red_flags
        for one in notice.questions
    ]
    answers = tuple(Answer(question.id, Reply.NO) for question in asked)
    told = told_of(Case(marks=marks, answers=answers), atlas=load_atlas())
    printed = " ".join(explanation_lines(told))
    assert asked
    assert not [one for one in asked if one.sentence.text in printed]
    assert "0 open" in record_text(told)
    unsure = tuple(replace(answer, reply=Reply.UNSURE) for answer in answers)
    printed = " ".join(explanation_lines(told_of(Case(marks=marks, answers=unsure), atlas=load_atlas())))
    assert all(one.sentence.text in printed for one in asked)
