"""What is said beside the roots, word by word, in both voices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.coverage.pain_extent import PainExtent, PartExtent
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.candidates import Candidate, bilateral, groups
from bodymap.core.reasoning.codes import symptom_codes
from bodymap.core.reasoning.examinations import next_tests
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import TABLES, Evidence, read_evidence
from bodymap.core.reasoning.nerve_patterns import nerve_shares
from bodymap.core.reasoning.pain_generators import other_sources
from bodymap.core.reasoning.provoked import ProvokedPain
from bodymap.core.reasoning.red_flags import red_flags
from bodymap.core.reasoning.safety_net import safety_net
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.vocabulary import ExpossLocation, PartId, Quality, Root, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import Explanation
from bodymap.core.words.message import Sentence
from bodymap.library import resources

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
MAP = (SourceId("foerster1933"),)
PATIENT, CLINICIAN = Voice.PATIENT, Voice.CLINICIAN


def place(part: str, side: Side = Side.LEFT, quality: Quality | None = None, share: float = 0.5) -> MarkedPart:
    return MarkedPart(PartId(part), side, share, frozenset({quality}))


def candidate(root: str, share: float, side: Side = Side.LEFT) -> Candidate:
    return Candidate(Root(root), side, share, share, share, 1, 1)


def said(
    places: list[MarkedPart],
    candidates: list[Candidate],
    voice: Voice,
    *,
    exposs: str = "",
    answers: Iterable[Answer] = (),
    evidence: Evidence = EVIDENCE,
) -> Explanation:
    nerves = nerve_shares(places, candidates, evidence.nerve_patterns)
    others = other_sources(places, evidence.pain_sources)
    flags = red_flags(places, answers, evidence.alarms)
    conditions = {*(one.id for one in nerves), *(one.id for one in others), *(one.id for one in flags if one.raised)}
    found = Findings(
        candidates=tuple(candidates),
        parts=tuple(places),
        exposs=(evidence.exposs_figure(ExpossLocation(exposs)),) if exposs else (),
        map_sources=MAP if candidates else (),
        red_flags=flags,
        nerves=nerves,
        other_sources=others,
        next_tests=next_tests(candidates, conditions, evidence.examinations),
        codes=symptom_codes(places, evidence.codes),
        extent=PainExtent(0.0312, tuple(PartExtent(one.part, one.side, 1.0) for one in places)),
        safety_net=safety_net(places, evidence.safety_net),
        groups=groups(candidates),
        bilateral=bilateral(candidates),
    )
    return explain(found, evidence, voice)


def texts(sentences: Iterable[Sentence]) -> list[str]:
    return [sentence.text for sentence in sentences]


OUTER_THIGH = [place("thigh-outer-upper", quality=Quality.NUMB), place("thigh-outer-lower", quality=Quality.TINGLING)]
THIGH_ROOTS = [candidate("L3", 0.5), candidate("L2", 0.4)]


def test_a_nerve_that_fits_better_in_patient_words() -> None:
    (nerve,) = said(OUTER_THIGH, THIGH_ROOTS, PATIENT).nerves
    assert (nerve.id, nerve.title) == ("lateral-femoral-cutaneous", "the skin nerve of the outer thigh")
    assert texts(nerve.sentences) == [
        (
            "A skin nerve runs through the groin to the outer thigh and feels nothing else. Burning or numbness there, "
            "without weakness, can come from that nerve alone."
        ),
        "Its area fits what you marked better than that of any one spinal nerve.",
    ]


def test_a_nerve_that_fits_better_in_clinician_words() -> None:
    (nerve,) = said(OUTER_THIGH, THIGH_ROOTS, CLINICIAN).nerves
    assert nerve.title == "lateral femoral cutaneous nerve (meralgia paraesthetica)"
    assert texts(nerve.sentences) == [
        "Holds 100 % of the marks and fits the left side better than any root.",
        (
            "Numbness and burning of the anterolateral thigh with normal strength; up to 1 in 5 bilateral; worse "
            "standing and walking."
        ),
    ]


def test_a_nerve_that_fits_no_better_is_for_the_clinician_only() -> None:
    roots = [candidate("L5", 0.95)]
    assert said([place("leg-outer", share=1.0)], roots, PATIENT).nerves == ()
    (nerve,) = said([place("leg-outer", share=1.0)], roots, CLINICIAN).nerves
    assert nerve.sentences[0].text == "Holds 100 % of the marks on the left side."


def test_no_harmless_nerve_stands_beside_an_emergency_for_the_patient() -> None:
    numb = [replace(one, qualities=frozenset({Quality.NUMB})) for one in OUTER_THIGH]
    both = [*numb, *(replace(one, side=Side.RIGHT) for one in numb)]
    assert said(both, THIGH_ROOTS, PATIENT).red_flags[0].raised
    assert said(both, THIGH_ROOTS, PATIENT).nerves == ()
    assert said(both, THIGH_ROOTS, CLINICIAN).nerves


GROIN_AND_BUTTOCK = [place("buttock-middle", quality=Quality.ACHING), place("groin", quality=Quality.ACHING)]


def test_the_hip_joint_in_patient_words() -> None:
    hip, sacroiliac, *_ = said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], PATIENT).other_sources
    assert (hip.id, hip.title) == ("hip-joint", "the hip joint itself")
    assert texts(hip.sentences) == [
        (
            "A sore hip joint can be felt in the groin, the buttock and the thigh, sometimes down to the foot, so the "
            "hip should be examined as well."
        ),
        (
            "Of 51 people whose pain was shown to come from the hip joint itself, 36 felt it in the buttock and 28 "
            "felt it in the groin."
        ),
    ]
    assert hip.sentences[1].sources == ("lesher2008",)
    assert sacroiliac.sentences[1].text == (
        "Of 50 people whose pain was shown to come from the joint between spine and pelvis, 47 felt it in the buttock "
        "and 7 felt it in the groin."
    )


def test_the_hip_joint_in_clinician_words() -> None:
    hip, *_ = said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], CLINICIAN).other_sources
    assert texts(hip.sentences) == [
        (
            "Buttock, groin and thigh pain are common with the hip joint; about 9 in 10 trainees wrongly held that it "
            "stays above the knee."
        ),
        "Buttock: 70.6 % of confirmed cases (n = 51, 95 % CI 57 to 81.3).",
        "Groin: 54.9 % of confirmed cases (n = 51, 95 % CI 41.4 to 67.7).",
    ]


TWO_STUDIES = {
    PATIENT: (
        "This count and that of the spine study are about different people: here all had a sore hip joint, there "
        "nobody knew where the hip pain came from."
    ),
    CLINICIAN: (
        "Not the question of EXPOSS: here the hip joint was proven by injection and the places were counted; there the "
        "pain was at the hip and spinal responders were counted."
    ),
}


@pytest.mark.parametrize("voice", list(Voice))
def test_the_two_71_percent_never_stand_side_by_side_unexplained(voice: Voice) -> None:
    text = TWO_STUDIES[voice]
    marked = [place("hip-outer"), place("buttock-middle")]
    hip = said(marked, [candidate("L2", 0.9)], voice, exposs="hip").other_sources[0]
    assert hip.sentences[-1].text == text
    assert hip.sentences[-1].sources == ("lesher2008", "rosedale2020")
    alone = said(marked, [candidate("L2", 0.9)], voice).other_sources[0]
    assert text not in texts(alone.sentences)


@pytest.mark.parametrize("part", [part.id for part in EVIDENCE.parts])
@pytest.mark.parametrize("voice", list(Voice))
def test_wherever_both_counts_are_told_the_difference_is_told(part: str, voice: Voice) -> None:
    marked = [place("hip-front"), place(part)]
    explanation = said(marked, [candidate("L1", 0.9)], voice, exposs="hip")
    lesher = [one for item in explanation.other_sources for one in item.sentences if "lesher2008" in one.sources]
    if any(any(digit in one.text for digit in ("51", "%")) for one in lesher):
        assert any("rosedale2020" in one.sources for one in lesher)


def test_a_recalled_count_does_not_reach_the_patient() -> None:
    areas = tuple(
        replace(area, claim=area.claim and replace(area.claim, certainty=Certainty.RECALLED))
        for area in EVIDENCE.pain_sources[0].areas
    )
    unsure = replace(
        EVIDENCE, pain_sources=(replace(EVIDENCE.pain_sources[0], areas=areas), *EVIDENCE.pain_sources[1:])
    )
    hip = said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], PATIENT, evidence=unsure).other_sources[0]
    assert len(hip.sentences) == 1
    clinician = said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], CLINICIAN, evidence=unsure).other_sources[0]
    assert clinician.sentences[1].text == (
        "Buttock: 70.6 % (unconfirmed) of confirmed cases (n = 51, 95 % CI 57 to 81.3)."
    )


FEELING = {
    (PATIENT, Quality.NUMB): (
        "Numbness and tingling say more about a nerve than an ache does, but they too often stray."
    ),
    (PATIENT, Quality.ACHING): (
        "Pain can be felt far from where it starts, so it says less about a nerve than numbness would."
    ),
    (CLINICIAN, Quality.TINGLING): (
        "Numb or tingling marks say more than pain: in proven L5 compression 19 of 91 had most pins and needles in the "
        "L5 area, against 1 of 98 for pain."
    ),
    (CLINICIAN, Quality.BURNING): (
        "Pain marks say little: in proven L5 compression 1 of 98 had most of their pain in the L5 area, against 19 of "
        "91 for pins and needles; a dull, wide ache is typical of somatic referred pain."
    ),
}


@pytest.mark.parametrize(("voice", "quality"), list(FEELING))
def test_how_it_feels_weighs_into_the_words_of_certainty(voice: Voice, quality: Quality) -> None:
    certainty = said([place("leg-outer", quality=quality)], [candidate("L5", 0.9)], voice).certainty
    assert certainty[-1].text == FEELING[voice, quality]
    assert "taylor2013" in certainty[-1].sources or "bogduk2009" in certainty[-1].sources


@pytest.mark.parametrize("voice", list(Voice))
def test_where_nobody_said_how_it_feels_nothing_is_said_of_it(voice: Voice) -> None:
    assert len(said([place("leg-outer")], [candidate("L5", 0.9)], voice).certainty) == 1


def test_how_it_feels_moves_no_root() -> None:
    numb = said([place("leg-outer", quality=Quality.NUMB)], [candidate("L5", 0.9)], CLINICIAN).roots
    assert numb == said([place("leg-outer", quality=Quality.ACHING)], [candidate("L5", 0.9)], CLINICIAN).roots


def test_l5_and_s1_together_are_told_to_be_hard_to_tell_apart() -> None:
    roots = [candidate("L5", 0.5), candidate("S1", 0.4)]
    assert said([place("sole-inner")], roots, CLINICIAN).certainty[-1].text == (
        "From pain drawings clinicians did not tell L5 from S1 above chance."
    )
    assert "Neighbours together: L5–S1 left, 90 %." in texts(said([place("sole-inner")], roots, CLINICIAN).roots)


def test_roots_on_both_sides_are_told() -> None:
    roots = [
        candidate("S2", 0.3),
        candidate("S2", 0.3, Side.RIGHT),
        candidate("S3", 0.1),
        candidate("S3", 0.1, Side.RIGHT),
    ]
    marked = [place("thigh-back-upper"), place("thigh-back-upper", Side.RIGHT)]
    assert "On both sides: S2." in texts(said(marked, roots, CLINICIAN).roots)
    assert said(marked, roots, PATIENT).roots[0].text == "The skin there is fed by the S2 and S3 nerves."


def test_a_raised_warning_in_patient_words() -> None:
    answers = [Answer(QuestionId("ces-bowel"), Reply.NO)]
    notice = said([place("anus", quality=Quality.NUMB)], [], PATIENT, answers=answers).red_flags[0]
    assert (notice.id, notice.tier, notice.raised, notice.title) == ("cauda-equina", 1, True, "Numb between the legs?")
    assert texts(notice.sentences) == [
        "You marked numbness or tingling between the legs. Do not wait for an answer here.",
        "Go to an emergency department now if this is new or getting worse.",
    ]
    assert notice.action == notice.sentences[-1]
    assert notice.questions == ()
    assert [(question.id, question.reply) for question in notice.folded] == [
        ("ces-saddle-feeling", None),
        ("ces-bladder", None),
        ("ces-bowel", Reply.NO),
        ("ces-sexual", None),
        ("ces-both-legs", None),
    ]
    assert notice.folded[1].sentence.text == "Is passing water newly hard to start, hard to feel, or hard to hold?"


def test_a_raised_warning_in_clinician_words() -> None:
    notice = said([place("anus", quality=Quality.NUMB)], [], CLINICIAN).red_flags[0]
    assert notice.title == "Cauda equina syndrome"
    assert notice.sentences[1].text == (
        "Emergency hospital referral now if new or worse within 14 days; MRI within 4 h of request. A post-void "
        "residual of 200 mL or more makes it likelier; less does not exclude it."
    )
    assert notice.sentences[1].sources == ("bmjbp_ces", "girft2023", "csp2024", "cks_sciatica", "ces334")


def test_what_is_only_recalled_is_unconfirmed_for_the_clinician() -> None:
    recalled = tuple(replace(alarm, certainty=Certainty.RECALLED) for alarm in EVIDENCE.alarms)
    evidence = replace(EVIDENCE, alarms=recalled)
    (notice,) = (
        one for one in said([place("flank")], [], CLINICIAN, evidence=evidence).red_flags if one.id == "kidney"
    )
    assert all(one.text.endswith(" (unconfirmed)") for one in notice.sentences)
    (patient,) = (one for one in said([place("flank")], [], PATIENT, evidence=evidence).red_flags if one.id == "kidney")
    assert not any("unconfirmed" in one.text for one in patient.sentences)


def test_next_tests_in_patient_words() -> None:
    (item,) = said([place("leg-outer")], [candidate("L5", 0.9)], PATIENT).next_tests
    assert (item.id, item.title) == ("next-tests", "What can be checked next")
    assert texts(item.sentences) == [
        (
            "A clinician can check lifting the big toe against a hand, lifting the straight leg and walking on the "
            "heels, to see which of these fits."
        )
    ]
    assert said([place("face")], [], PATIENT).next_tests == ()


def test_next_tests_in_clinician_words() -> None:
    tests = {item.id: item for item in said([place("leg-outer")], [candidate("L5", 0.9)], CLINICIAN).next_tests}
    assert texts(tests["hip-abduction-strength"].sentences) == [
        "Points to L5 rather than L4, S1 and common fibular nerve.",
        "Side-lying, resist abduction. Weak in L5, normal in fibular neuropathy.",
        "LR+ 5 or more for L5 (54 people).",
        "LR+ 11 (1.3–84) for L5 (54 people). (unconfirmed)",
    ]
    assert texts(tests["slump"].sentences)[0] == "Points to L5 and S1 rather than L4."
    assert tests["straight-leg-raise"].sentences[2].text == (
        "Se 0.92 (0.87–0.95), Sp 0.28 (0.18–0.40) (surgical patients, pooled)."
    )


def test_a_test_of_another_source_names_it() -> None:
    tests = {item.id: item for item in said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], CLINICIAN).next_tests}
    assert tests["hip-rotation"].sentences[0].text == "Points to hip joint."


def test_extent_and_codes_are_for_the_clinician() -> None:
    explanation = said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], CLINICIAN)
    assert texts(explanation.extent) == ["Pain extent: 3.1 % of the body surface shown."]
    assert texts(explanation.codes) == [
        "ICD-10-CM symptom codes: M25.552 Pain in left hip. Radiculopathy (M54.1-) needs an examination."
    ]
    patient = said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], PATIENT)
    assert (patient.extent, patient.codes) == ((), ())
    assert said([place("face")], [], CLINICIAN).codes == ()


@pytest.mark.parametrize("voice", list(Voice))
def test_the_safety_net_stands_under_every_result(voice: Voice) -> None:
    for part in EVIDENCE.parts:
        assert said([place(part.id)], [], voice).safety_net
    patient = said([place("groin")], [], PATIENT).safety_net
    assert patient[0].text == (
        "Go to an emergency department at once if the feeling between the legs changes. Go too if passing water or "
        "stools changes, or if both legs become weak or numb."
    )
    assert patient[-1].text.endswith("That no warning is shown here does not mean that nothing is wrong.")


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        (PATIENT, "When the L5 nerve was irritated in a study, 3 of 10 people felt it in buttock."),
        (CLINICIAN, "L5 irritated: felt in buttock by 3 of 10."),
    ],
)
def test_provoked_pain_in_both_voices(voice: Voice, text: str) -> None:
    pain = ProvokedPain("p", Root.L5, "buttock", frozenset(), 3, 10, (SourceId("furman2019"),))
    found = Findings(parts=(place("buttock-middle"),), provoked=(pain,))
    assert texts(explain(found, EVIDENCE, voice).provoked) == [text]


@pytest.mark.parametrize("voice", list(Voice))
def test_an_answer_alone_warns_when_nothing_is_marked(voice: Voice) -> None:
    explanation = said([], [], voice, answers=[Answer(QuestionId("ces-bladder"), Reply.YES)])
    assert [notice.id for notice in explanation.red_flags] == ["cauda-equina"]
    assert explanation.place == ()
    assert explanation.sentences[0] == explanation.red_flags[0].sentences[0]


def test_the_summary_is_the_short_of_it() -> None:
    explanation = said([place("anus", quality=Quality.NUMB)], [candidate("S5", 0.9)], PATIENT)
    assert explanation.summary == (
        *explanation.red_flags[0].sentences,
        *explanation.place,
        *explanation.roots,
        *explanation.certainty,
        *explanation.exposs,
    )
