"""What a patient and a clinician read about one complaint."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bodymap.core.reasoning.findings import Complaint, Findings
from bodymap.core.reasoning.red_flags import RedFlag
from bodymap.core.tables.literature import Certainty
from bodymap.core.vocabulary import Root, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import Explanation, SectionKind
from tests.core.words.telling import EVIDENCE, candidate, findings

BANNED = ("you have", "caused by", "diagnosis of", "diagnosed")
HIP = findings("hip-front:aching", roots=(candidate("L1", 0.5), candidate("L2", 0.4), candidate("T12", 0.1)))


def shown(found: Findings, kind: SectionKind, voice: Voice = Voice.PATIENT, *, folded: bool = False) -> list[str]:
    items = explain(found, EVIDENCE, voice).of(kind, folded=folded)
    return [sentence.text for item in items for sentence in item.sentences]


def test_the_hip_in_patient_words() -> None:
    said = explain(HIP, EVIDENCE, Voice.PATIENT)
    unfolded = [(one.kind.value, [item.text for item in one.sentences]) for one in said.sections if not one.folded]
    assert unfolded == [
        (
            "story",
            [
                "Pain at the front of the left hip most often comes from the hip joint.",
                "Less often it comes from the muscles at the front of the hip or an organ of the lower belly.",
                "The low back can be behind it too, even if it does not hurt.",
                "In one small study that was so in 22 of 31 people.",
            ],
        ),
        (
            "do",
            [
                "See a doctor or physiotherapist if it is not clearly better in six weeks.",
                "Go today after a fall, with fever, or if the leg cannot carry you.",
            ],
        ),
        (
            "check",
            ["Turning the hip, moving the back many times and lifting the knee against a hand."],
        ),
        ("map", ["On nerve maps this skin belongs to L1 and L2; neighbours reach in."]),
    ]
    assert said.disclaimer.text == "Not a diagnosis."


def test_the_hip_in_clinician_words() -> None:
    assert shown(HIP, SectionKind.STORY, Voice.CLINICIAN) == [
        "Marked: left anterior hip (aching).",
        (
            "Commonest here: hip joint (34-35 % show hip osteoarthritis; 44 % of new hip pain over 40 in another "
            "review; hip or groin pain, primary care)."
        ),
        "Then iliopsoas or rectus femoris, referral from the low back and bowel or gynaecological conditions.",
        (
            "EXPOSS hip: 22/31 (71 %, Wilson 95 % CI 53–84) classed as spinal by response to loading; MDT clinics, no "
            "controls."
        ),
    ]
    roots = explain(HIP, EVIDENCE, Voice.CLINICIAN).of(SectionKind.MAP, folded=False)
    assert [item.title for item in roots] == ["L1 left", "L2 left"]
    assert roots[1].sentences[0].text == "40 % of the skin (40–40), 1/1 maps; leaves L2/L3, hip flexors."


def test_five_tests_tell_the_sources_apart_and_the_repeated_movements_are_among_them() -> None:
    said = explain(HIP, EVIDENCE, Voice.CLINICIAN)
    first, *tests = said.of(SectionKind.CHECK, folded=False)
    assert "116 people" in first.sentences[0].text
    assert first.sentences[0].sources == ("iversen2013",)
    assert len(tests) <= 5
    assert [test.id for test in tests[:2]] == ["hip-rotation", "repeated-movements-back"]
    assert all(test.sentences[0].text.startswith("Speaks for ") for test in tests)
    (l2,) = (test for test in tests if test.id == "feeling-l2")
    assert l2.sentences[0].text == "Speaks for L2, against T12 and L1; LR+ 13 (1.8–87) for L2."


def test_no_nerve_is_tested_before_the_heart_was_thought_of() -> None:
    chest = findings("chest-middle:aching", roots=(candidate("T4", 0.6), candidate("T5", 0.4)))
    said = explain(chest, EVIDENCE, Voice.CLINICIAN)
    assert not any("point" in item.title for item in said.of(SectionKind.CHECK, folded=False))


def test_one_root_is_spoken_of_in_the_singular() -> None:
    one = findings("little-toe", roots=(candidate("S1", 0.95),))
    assert shown(one, SectionKind.MAP) == ["On nerve maps this skin belongs mostly to S1; its neighbours reach in."]
    assert "The S1 nerve leaves the spine in the low back." in shown(one, SectionKind.MAP, folded=True)


@pytest.mark.parametrize(
    ("sides", "place"),
    [
        (("left",), "the front of the left hip"),
        (("right",), "the front of the right hip"),
        (("right", "left"), "the front of the left and right hip"),
    ],
)
def test_the_side_is_the_patients(sides: tuple[str, ...], place: str) -> None:
    told = shown(findings(*(f"hip-front@{side}" for side in sides)), SectionKind.STORY)
    assert told[0] == f"Pain at {place} most often comes from the hip joint."


def test_complaints_with_one_story_are_told_once() -> None:
    left, right = (findings(f"hip-front:aching@{side}").complaints[0] for side in ("left", "right"))
    both = replace(HIP, complaints=(left, right))
    said = explain(both, EVIDENCE, Voice.PATIENT)
    assert said.complaints == (1,)
    assert "the front of the left and right hip" in said.sections[0].sentences[0].text


@pytest.mark.parametrize("first", ["left", "right"])
def test_complaints_with_one_story_and_other_roots_are_told_apart(first: str) -> None:
    second = "right" if first == "left" else "left"
    upper = findings(f"shoulder-blade@{first}", roots=[candidate("T2", 0.86, Side(first))])
    lower = findings(f"shoulder-blade@{second}", roots=[candidate("T7", 0.67, Side(second))])
    both = replace(upper, complaints=upper.complaints + lower.complaints, map_sources=upper.map_sources)
    said = explain(both, EVIDENCE, Voice.PATIENT)
    assert said.complaints == (1, 2)
    (one,), (other,) = (said.of(SectionKind.MAP, complaint=number, folded=False) for number in (1, 2))
    assert "T2" in one.sentences[0].text
    assert "T7" in other.sentences[0].text
    for_clinician = explain(both, EVIDENCE, Voice.CLINICIAN)
    rows = [item for number in (1, 2) for item in for_clinician.of(SectionKind.MAP, complaint=number, folded=False)]
    assert [item.title for item in rows if item.id in {"T2", "T7"}] == [f"T2 {first}", f"T7 {second}"]


def test_each_complaint_has_its_own_story() -> None:
    hip, wrist = (findings(place).complaints[0] for place in ("hip-front", "wrist-back@right"))
    said = explain(replace(HIP, complaints=(hip, wrist)), EVIDENCE, Voice.PATIENT)
    assert said.complaints == (1, 2)
    (story,) = said.of(SectionKind.STORY, complaint=2, folded=False)[:1]
    assert "the back of the right wrist" in story.sentences[0].text


def test_how_sure_the_first_sentence_is_follows_what_it_rests_on() -> None:
    assert " most often comes from " in shown(findings("heel-sole"), SectionKind.STORY)[0]
    assert " can come from " in shown(findings("leg-outer"), SectionKind.STORY)[0]


def test_what_was_not_asked_goes_in_front() -> None:
    story = shown(findings("knee-front:aching"), SectionKind.STORY)
    assert story[:2] == [
        "Under 40, pain at the front of the left knee most often comes from the joint behind the kneecap.",
        "From 45 on, think of the knee joint first.",
    ]


def test_the_spine_is_never_missing_and_never_alone() -> None:
    for part in EVIDENCE.parts:
        told = " ".join(shown(findings(f"{part.id}:aching"), SectionKind.STORY)).lower()
        assert re.search(r"\bneck\b|\bback\b|spine", told), part.id
        assert told.count(".") > 1, part.id


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("shoulder-outer", "In one study that was so in 40 of 84 people."),
        ("elbow-outer", "In one small study that was so in 11 of 25 people."),
        ("thumb", "In one small study that was so in 10 of 26 people."),
        ("forearm-front", "In one small study that was so in 10 of 12 people."),
        ("groin", "In one small study that was so in 22 of 31 people."),
        ("thigh-front-upper", "In one small study that was so in 13 of 18 people."),
        ("ankle-back", "In one small study that was so in 14 of 48 people."),
        ("upper-arm-outer", "In one study that was so in 40 of 84 people."),
    ],
)
def test_every_place_of_the_study_has_its_one_count(part: str, words: str) -> None:
    found = findings(f"{part}:aching")
    assert shown(found, SectionKind.STORY)[-1] == words
    (more,) = (text for text in shown(found, SectionKind.STORY, folded=True) if "spine exercises" in text)
    assert "They had come to clinics that work this way." in more


@pytest.mark.parametrize("voice", list(Voice))
def test_skin_on_no_map_says_so(voice: Voice) -> None:
    said = shown(findings("face"), SectionKind.MAP, voice)
    assert said == ["The maps used here do not say which spinal nerve feels this place."]
    weak = findings("hip-front", roots=(candidate("L1", 0.14),))
    assert shown(weak, SectionKind.MAP, voice) == said


@pytest.mark.parametrize("voice", list(Voice))
def test_skin_that_many_roots_share_is_not_said_to_be_unknown(voice: Voice) -> None:
    shared = findings("armpit", roots=[candidate(root, 0.1) for root in ("C6", "C7", "C8", "T1", "T2", "T3")])
    assert shown(shared, SectionKind.MAP, voice) == [
        "On nerve maps this skin is shared by many spinal nerves, and none of them feels much of it."
    ]


@pytest.mark.parametrize("voice", list(Voice))
def test_nothing_marked_leaves_only_the_disclaimer(voice: Voice) -> None:
    said = explain(Findings(), EVIDENCE, voice)
    assert (said.sections, [one.text for one in said.sentences]) == ((), ["Not a diagnosis."])


def _saddle(*, raised: bool) -> Explanation:
    alarm = next(alarm for alarm in EVIDENCE.alarms if alarm.id == "cauda-equina")
    flag = RedFlag(alarm, raised, {}, questions=() if raised else alarm.questions[:1], patient_words="Marked.")
    roots = (candidate("S3", 0.4), candidate("S4", 0.4))
    return explain(findings("perineum:numb", roots=roots, flags=(flag,)), EVIDENCE, Voice.PATIENT)


def test_under_an_emergency_everything_else_is_folded() -> None:
    raised, asked = _saddle(raised=True), _saddle(raised=False)
    assert [section.kind for section in raised.sections if not section.folded] == [SectionKind.URGENT]
    assert "emergency department" in raised.sections[0].sentences[-1].text
    assert SectionKind.STORY in {section.kind for section in asked.sections if not section.folded}


def test_what_does_not_fit_beside_the_warnings_is_left_out_but_never_the_spine() -> None:
    alarms = [alarm for alarm in EVIDENCE.alarms if alarm.questions][:3]
    flags = tuple(RedFlag(alarm, raised=False, answers={}, questions=alarm.questions[:3]) for alarm in alarms)
    crowded = findings("hip-front:aching", roots=HIP.candidates, flags=flags)
    story = shown(crowded, SectionKind.STORY)
    assert len(story) < len(shown(HIP, SectionKind.STORY))
    assert story[-1] == "In one small study that was so in 22 of 31 people."


@pytest.mark.parametrize("voice", list(Voice))
@pytest.mark.parametrize("root", list(Root))
def test_every_sentence_has_known_sources_and_no_banned_word(root: Root, voice: Voice) -> None:
    known = {source.id for source in EVIDENCE.sources}
    for sentence in explain(findings("hip-front", roots=(candidate(root.value, 1.0),)), EVIDENCE, voice).sentences:
        assert set(sentence.sources) <= known
        assert not any(word in sentence.text.lower() for word in BANNED)
        assert "{" not in sentence.text


def test_patient_words_give_no_bare_percentages() -> None:
    for part in EVIDENCE.parts:
        said = explain(findings(part.id, roots=(candidate("L5", 1.0),)), EVIDENCE, Voice.PATIENT)
        assert not re.search(r"\d\s*%|percent", " ".join(one.text for one in said.sentences))


def test_recalled_numbers_are_marked_for_the_clinician() -> None:
    claims = tuple(
        replace(claim, certainty=Certainty.RECALLED) if claim.id == "E055" else claim for claim in EVIDENCE.claims
    )
    said = explain(HIP, replace(EVIDENCE, claims=claims), Voice.CLINICIAN)
    (sentence,) = (one for one in said.sentences if "64.1 %" in one.text)
    assert sentence.text.startswith("Unconfirmed: ")
    assert sentence.sure is Certainty.RECALLED


def test_weak_roots_stand_behind_more_for_the_clinician() -> None:
    assert "Smaller shares: T12 left 10 %." in shown(HIP, SectionKind.MAP, Voice.CLINICIAN, folded=True)


@pytest.mark.parametrize("voice", list(Voice))
def test_sections_come_in_the_order_of_reading(voice: Voice) -> None:
    said = explain(HIP, EVIDENCE, voice)
    kinds = [section.kind for section in said.sections]
    assert kinds == sorted(kinds, key=list(SectionKind).index)
    assert all(section.items for section in said.sections)
    assert all(one.complaint == 1 for one in said.sections if one.kind is SectionKind.STORY)


def test_other_marked_places_are_named_when_more_is_asked_for() -> None:
    many = ("calf-inner", "big-toe", "toe-2", "toe-3", "toe-4", "little-toe", "shin-front")
    told = shown(findings(*many), SectionKind.STORY, folded=True)
    assert told[0] == (
        "You also pointed to the left big toe, the second toe of the left foot, the third toe of the left foot and 3 "
        "other places."
    )


def test_findings_without_a_story_still_have_their_maps() -> None:
    plain = replace(HIP, complaints=(Complaint(parts=HIP.parts, candidates=HIP.candidates),))
    for voice in Voice:
        assert "L1" in str(explain(plain, EVIDENCE, voice).of(SectionKind.MAP))
