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
from bodymap.core.reasoning.findings import Complaint, Findings
from bodymap.core.reasoning.knowledge import TABLES, Evidence, read_evidence
from bodymap.core.reasoning.nerve_patterns import nerve_shares
from bodymap.core.reasoning.pain_generators import other_sources
from bodymap.core.reasoning.provoked import ProvokedPain
from bodymap.core.reasoning.red_flags import red_flags
from bodymap.core.reasoning.safety_net import safety_net
from bodymap.core.reasoning.story import story
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.vocabulary import PartId, Quality, Root, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import Explanation, Item, SectionKind
from bodymap.core.words.message import Sentence
from bodymap.library import resources

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
MAP = (SourceId("foerster1933"),)
STORY, CHECK, ROOTS, WATCH, RECORD = (
    SectionKind.STORY,
    SectionKind.CHECK,
    SectionKind.MAP,
    SectionKind.WATCH,
    SectionKind.RECORD,
)
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
    exposs: bool = False,
    answers: Iterable[Answer] = (),
    evidence: Evidence = EVIDENCE,
) -> Explanation:
    nerves = nerve_shares(places, candidates, evidence.nerve_patterns)
    others = other_sources(places, evidence.pain_sources)
    flags = red_flags(places, answers, evidence.alarms)
    conditions = {*(one.id for one in nerves), *(one.id for one in others), *(one.id for one in flags if one.raised)}
    told = story(places, {one.part for one in places}, evidence.stories, evidence.story_spine, evidence.exposs)
    if told is not None and not exposs:
        told = replace(told, figure=None)
    complaint = Complaint(
        parts=tuple(places),
        candidates=tuple(candidates),
        groups=groups(candidates),
        bilateral=bilateral(candidates),
        nerves=nerves,
        other_sources=others,
        story=told,
    )
    found = Findings(
        complaints=(complaint,) if places else (),
        candidates=tuple(candidates),
        parts=tuple(places),
        map_sources=MAP if candidates else (),
        red_flags=flags,
        nerves=nerves,
        other_sources=others,
        next_tests=next_tests(candidates, conditions, evidence.examinations),
        codes=symptom_codes(places, evidence.codes),
        extent=PainExtent(0.0312, tuple(PartExtent(one.part, one.side, 1.0) for one in places)),
        safety_net=safety_net(places, evidence.safety_net),
    )
    return explain(found, evidence, voice)


def items(explanation: Explanation, kind: SectionKind, *, folded: bool | None = None) -> dict[str, Item]:
    """The items of a kind that tell of something, by its id."""
    return {item.id: item for item in explanation.of(kind, folded=folded) if item.id}


def told_of(explanation: Explanation, kind: SectionKind, *, folded: bool | None = None) -> list[str]:
    return texts(sentence for item in explanation.of(kind, folded=folded) for sentence in item.sentences)


def texts(sentences: Iterable[Sentence]) -> list[str]:
    return [sentence.text for sentence in sentences]


OUTER_THIGH = [place("thigh-outer-upper", quality=Quality.NUMB), place("thigh-outer-lower", quality=Quality.TINGLING)]
THIGH_ROOTS = [candidate("L3", 0.5), candidate("L2", 0.4)]


def test_a_nerve_that_fits_better_in_patient_words() -> None:
    nerve = items(said(OUTER_THIGH, THIGH_ROOTS, PATIENT), STORY)["lateral-femoral-cutaneous"]
    assert nerve.title == "The skin nerve of the outer thigh"
    assert texts(nerve.sentences) == [
        (
            "A skin nerve runs through the groin to the outer thigh and feels nothing else. Burning or numbness there, "
            "without weakness, can come from that nerve alone."
        ),
        "Its area fits what you marked better than that of any one spinal nerve.",
    ]


def test_a_nerve_that_fits_better_in_clinician_words() -> None:
    nerve = items(said(OUTER_THIGH, THIGH_ROOTS, CLINICIAN), ROOTS)["lateral-femoral-cutaneous"]
    assert nerve.title == "Lateral femoral cutaneous nerve (meralgia paraesthetica)"
    assert texts(nerve.sentences) == [
        "Holds 100 % of the marks on the left side and fits them better than any root.",
        (
            "Numbness and burning of the anterolateral thigh with normal strength; on both sides in 10 to 20 %; "
            "worse standing and walking."
        ),
    ]


@pytest.mark.parametrize("quality", [Quality.BURNING, Quality.NUMB, Quality.TINGLING])
def test_both_readers_are_told_that_a_nerve_fits_better(quality: Quality) -> None:
    marked = [replace(one, qualities=frozenset({quality})) for one in OUTER_THIGH]
    for_patient = items(said(marked, THIGH_ROOTS, PATIENT), STORY)["lateral-femoral-cutaneous"]
    assert "better than that of any one spinal nerve" in for_patient.sentences[-1].text
    for_clinician = items(said(marked, THIGH_ROOTS, CLINICIAN), ROOTS)["lateral-femoral-cutaneous"]
    assert "on the left side and fits them better than any root" in for_clinician.sentences[0].text


@pytest.mark.parametrize("quality", [Quality.NUMB, Quality.ACHING])
def test_what_a_nerve_holds_is_told_of_the_marks_of_its_own_side(quality: Quality) -> None:
    marked = [place("thigh-outer-upper", Side.LEFT, quality, 0.5)]
    marked += [place("thigh-outer-upper", Side.RIGHT, quality, 0.375), place("leg-outer", Side.RIGHT, quality, 0.125)]
    roots = [candidate("L2", 0.25), candidate("L3", 0.2, Side.RIGHT)]
    nerve = items(said(marked, roots, CLINICIAN), ROOTS)["lateral-femoral-cutaneous"]
    held = {text.split(" side")[0].split()[-1]: text for text in texts(nerve.sentences[:2])}
    assert held["left"].startswith("Holds 100 % of the marks")
    assert held["right"].startswith("Holds 75 % of the marks")


def test_a_nerve_that_fits_no_better_is_for_the_clinician_only() -> None:
    roots, marked = [candidate("L5", 0.95)], [place("leg-outer", quality=Quality.NUMB, share=1.0)]
    assert "common-fibular" not in items(said(marked, roots, PATIENT), STORY)
    nerve = items(said(marked, roots, CLINICIAN), ROOTS)["common-fibular"]
    assert nerve.sentences[0].text == "Holds 100 % of the marks on the left side."


def test_an_ache_that_fills_the_area_of_a_nerve_is_not_said_to_fit_it() -> None:
    aching = [replace(one, qualities=frozenset({Quality.ACHING})) for one in OUTER_THIGH]
    assert "lateral-femoral-cutaneous" not in items(said(aching, THIGH_ROOTS, PATIENT), STORY)
    nerve = items(said(aching, THIGH_ROOTS, CLINICIAN), ROOTS)["lateral-femoral-cutaneous"]
    assert "better" not in nerve.sentences[0].text


def test_no_harmless_nerve_stands_beside_an_emergency_for_the_patient() -> None:
    numb = [replace(one, qualities=frozenset({Quality.NUMB})) for one in OUTER_THIGH]
    both = [*numb, *(replace(one, side=Side.RIGHT) for one in numb)]
    assert said(both, THIGH_ROOTS, PATIENT).red_flags[0].raised
    assert "lateral-femoral-cutaneous" not in items(said(both, THIGH_ROOTS, PATIENT), STORY)
    assert "lateral-femoral-cutaneous" in items(said(both, THIGH_ROOTS, CLINICIAN), ROOTS)


GROIN_AND_BUTTOCK = [place("buttock-middle", quality=Quality.ACHING), place("groin", quality=Quality.ACHING)]


def test_the_hip_joint_in_patient_words() -> None:
    others = items(said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], PATIENT), STORY)
    hip, sacroiliac = others["hip-joint"], others["sacroiliac-joint"]
    assert hip.title == "The hip joint itself"
    assert texts(hip.sentences) == [
        (
            "A sore hip joint can be felt in the groin, the buttock and the thigh, sometimes down to the foot. So the "
            "hip should be examined as well."
        ),
        "Pain shown to come from the hip joint itself, in 51 people: 36 in the buttock and 28 in the groin.",
    ]
    assert hip.sentences[1].sources == ("lesher2008",)
    assert sacroiliac.sentences[1].text == (
        "Pain shown to come from the joint between spine and pelvis, in 50 people: 47 in the buttock and 7 in the "
        "groin."
    )


def test_the_hip_joint_in_clinician_words() -> None:
    hip = items(said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], CLINICIAN), STORY)["hip-joint"]
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
        "This count is not that of the spine. Here all had a sore hip joint; there nobody knew where it came from."
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
    hip = items(said(marked, [candidate("L2", 0.9)], voice, exposs=True), STORY)["hip-joint"]
    assert hip.sentences[-1].text == text
    assert hip.sentences[-1].sources == ("lesher2008", "rosedale2020")
    alone = items(said(marked, [candidate("L2", 0.9)], voice), STORY)["hip-joint"]
    assert text not in texts(alone.sentences)


@pytest.mark.parametrize("part", [part.id for part in EVIDENCE.parts])
@pytest.mark.parametrize("voice", list(Voice))
def test_wherever_both_counts_are_told_the_difference_is_told(part: str, voice: Voice) -> None:
    marked = [place("hip-front"), place(part)]
    explanation = said(marked, [candidate("L1", 0.9)], voice, exposs=True)
    lesher = [
        one for item in items(explanation, STORY).values() for one in item.sentences if "lesher2008" in one.sources
    ]
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
    hip = items(said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], PATIENT, evidence=unsure), STORY)["hip-joint"]
    assert len(hip.sentences) == 1
    clinician = items(said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], CLINICIAN, evidence=unsure), STORY)["hip-joint"]
    assert clinician.sentences[1].text == (
        "Unconfirmed: buttock: 70.6 % of confirmed cases (n = 51, 95 % CI 57 to 81.3)."
    )


FEELING = {
    (PATIENT, Quality.NUMB): (
        "Numbness says more about a nerve than an ache does. Even so, it does not always follow the maps."
    ),
    (PATIENT, Quality.ACHING): (
        "Pain can be felt far from where it starts. It says less about a nerve than numbness would."
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
    explanation = said([place("leg-outer", quality=quality)], [candidate("L5", 0.9)], voice)
    assert FEELING[voice, quality] in told_of(explanation, ROOTS, folded=True)


@pytest.mark.parametrize("voice", list(Voice))
def test_where_nobody_said_how_it_feels_nothing_is_said_of_it(voice: Voice) -> None:
    about = told_of(said([place("leg-outer")], [candidate("L5", 0.9)], voice), ROOTS, folded=True)
    assert not set(about) & set(FEELING.values())


def test_how_it_feels_moves_no_root() -> None:
    numb, aching = (
        told_of(said([place("leg-outer", quality=quality)], [candidate("L5", 0.9)], CLINICIAN), ROOTS, folded=False)
        for quality in (Quality.NUMB, Quality.ACHING)
    )
    assert numb == aching


def test_only_the_part_of_the_spine_in_play_is_told_of() -> None:
    hand, foot = (
        " ".join(told_of(said([place(part)], [candidate(root, 0.9)], CLINICIAN), ROOTS, folded=True))
        for part, root in (("thumb", "C6"), ("big-toe", "L5"))
    )
    assert ("69.7 % of neck roots" in hand, "low back" in hand) == (True, False)
    assert ("64.1 % of low back roots" in foot, "neck" in foot) == (True, False)


def test_l5_and_s1_together_are_told_to_be_hard_to_tell_apart() -> None:
    about = told_of(
        said([place("sole-inner")], [candidate("L5", 0.5), candidate("S1", 0.4)], CLINICIAN), ROOTS, folded=True
    )
    assert "From pain drawings clinicians did not tell L5 from S1 above chance." in about
    assert "Neighbours together: L5–S1 left, 90 %." in about


def test_roots_on_both_sides_are_told() -> None:
    roots = [candidate(root, share, side) for root, share in (("S2", 0.3), ("S3", 0.1)) for side in Side]
    marked = [place("thigh-back-upper"), place("thigh-back-upper", Side.RIGHT)]
    assert "On both sides: S2." in told_of(said(marked, roots, CLINICIAN), ROOTS, folded=True)
    assert told_of(said(marked, roots, PATIENT), ROOTS, folded=False) == [
        "On nerve maps this skin belongs to S2 and S3; neighbours reach in."
    ]


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
    assert all(one.text.startswith("Unconfirmed: ") for one in notice.sentences)
    (patient,) = (one for one in said([place("flank")], [], PATIENT, evidence=evidence).red_flags if one.id == "kidney")
    assert not any("confirmed" in one.text for one in patient.sentences)


def test_how_a_test_is_done_stands_behind_it_with_every_figure() -> None:
    explanation = said([place("leg-outer")], [candidate("L5", 0.9)], CLINICIAN)
    short, long = (items(explanation, CHECK, folded=folded)["hip-abduction-strength"] for folded in (False, True))
    assert texts(short.sentences) == ["Speaks for L5, against common fibular nerve; LR+ 11 (1.3–84) for L5."]
    assert texts(long.sentences) == [
        (
            "Side-lying, resist abduction. Weak in L5, normal in fibular neuropathy; weak in hip and gluteal tendon "
            "trouble too."
        ),
        "LR+ 11 (1.3–84) for L5 (54 people).",
    ]


def test_extent_and_codes_are_for_the_clinician() -> None:
    explanation = said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], CLINICIAN)
    assert told_of(explanation, RECORD) == [
        "Pain extent: 3.1 % of the body surface shown.",
        "ICD-10-CM symptom codes: M25.552 Pain in left hip. Radiculopathy (M54.1-) needs an examination.",
    ]
    assert told_of(said(GROIN_AND_BUTTOCK, [candidate("L1", 0.9)], PATIENT), RECORD) == []


@pytest.mark.parametrize("voice", list(Voice))
def test_the_safety_net_stands_under_every_result(voice: Voice) -> None:
    for part in EVIDENCE.parts:
        assert told_of(said([place(part.id)], [], voice), WATCH)
    patient = told_of(said([place("groin")], [], PATIENT), WATCH)
    assert patient[0] == (
        "Go to an emergency department at once if the feeling between the legs changes. Go too if passing water or "
        "stools changes, or if both legs become weak or numb."
    )
    assert patient[-1] == "Where no warning is shown, something may still be wrong."


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
    assert told_of(explain(found, EVIDENCE, voice), STORY, folded=True) == [text]


@pytest.mark.parametrize("voice", list(Voice))
def test_an_answer_alone_warns_when_nothing_is_marked(voice: Voice) -> None:
    explanation = said([], [], voice, answers=[Answer(QuestionId("ces-bladder"), Reply.YES)])
    assert [notice.id for notice in explanation.red_flags] == ["cauda-equina"]
    assert told_of(explanation, STORY) == []
    assert explanation.sentences[0] == explanation.red_flags[0].sentences[0]


def test_the_summary_is_the_short_of_it() -> None:
    explanation = said([place("hip-front")], [candidate("L1", 0.9)], PATIENT)
    short = [one for kind in (STORY, SectionKind.DO, ROOTS) for one in told_of(explanation, kind, folded=False)]
    assert texts(explanation.summary) == short
