from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.reasoning.candidates import Candidate, leading
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.vocabulary import ExpossLocation, PartId, Root, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import SectionKind
from bodymap.core.words.message import Sentence, level_words, listed
from bodymap.library import resources

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
FOERSTER = (SourceId("foerster1933"),)
BANNED = ("you have", "caused by", "diagnosis of", "diagnosed")


def candidate(root: str, share: float, side: Side = Side.LEFT) -> Candidate:
    return Candidate(Root(root), side, share, share, share, 1, 1)


def findings(
    *candidates: Candidate, parts: tuple[tuple[str, Side], ...] = (("hip-front", Side.LEFT),), exposs: str = "hip"
) -> Findings:
    return Findings(
        candidates=candidates,
        parts=tuple(MarkedPart(PartId(part), side, 1 / len(parts)) for part, side in parts),
        exposs=(EVIDENCE.exposs_figure(ExpossLocation(exposs)),) if exposs else (),
        map_sources=FOERSTER if candidates else (),
    )


HIP = findings(candidate("L1", 0.5), candidate("L2", 0.4), candidate("T12", 0.1))


def told(found: Findings, voice: Voice = Voice.PATIENT) -> list[str]:
    return [sentence.text for sentence in explain(found, EVIDENCE, voice).sentences]


def test_the_hip_in_patient_words() -> None:
    assert told(HIP) == [
        "You pointed to the front of the left hip.",
        "The skin there is fed by the L1 and L2 nerves.",
        "They leave the spine in the low back, so a problem there can be felt here.",
        "Maps of these nerves differ from book to book, so take this as a hint, not as an answer.",
        (
            "In one study in specialised physiotherapy clinics, 22 of 31 people whose only complaint was hip pain "
            "improved with treatment aimed at the spine. Small study: plausible range 53 to 84 in 100."
        ),
        "Not a diagnosis.",
    ]


def test_the_hip_in_clinician_words() -> None:
    assert told(HIP, Voice.CLINICIAN) == [
        "Marked: left anterior hip (100 %).",
        "L1 left: 50 % of the marked skin (50 to 50 % across maps), 1 of 1 maps.",
        "L2 left: 40 % of the marked skin (40 to 40 % across maps), 1 of 1 maps.",
        "T12 left: 10 % of the marked skin (10 to 10 % across maps), 1 of 1 maps.",
        (
            "L1: exits below L1 vertebra, L1/L2 foramen; key muscle: none in ISNCSCI; reflex: cremasteric (L1-L2); key "
            "sensory point: halfway between the T12 point and the L2 point (upper inner thigh just below the groin)."
        ),
        (
            "L2: exits below L2 vertebra, L2/L3 foramen; key muscle: hip flexors (iliopsoas); reflex: none reliable "
            "(cremasteric L1-L2; adductor L2-L4); key sensory point: front-inner thigh, halfway along a line from the "
            "mid inguinal ligament to the medial femoral condyle."
        ),
        "Root pain did not follow the dermatome in 69.7 % of neck roots and 64.1 % of low back roots in one series.",
        (
            "EXPOSS, hip: 22/31 classed as spinal source (71.0 %, Wilson 95 % CI 53.4 to 83.9); MDT clinics, classed "
            "by response to loading, no control group."
        ),
        "Not a diagnosis.",
    ]


def test_one_nerve_is_spoken_of_in_the_singular() -> None:
    assert told(findings(candidate("S1", 0.95), parts=(("little-toe", Side.RIGHT),)))[:3] == [
        "You pointed to the right little toe.",
        "The skin there is fed by the S1 nerve.",
        "It leaves the spine in the lowest part of the back, so a problem there can be felt here.",
    ]


@pytest.mark.parametrize(
    ("sides", "place"),
    [
        ((Side.LEFT,), "the front of the left hip"),
        ((Side.RIGHT,), "the front of the right hip"),
        ((Side.RIGHT, Side.LEFT), "the front of the left and right hip"),
    ],
)
def test_the_side_is_the_patients(sides: tuple[Side, ...], place: str) -> None:
    assert told(findings(parts=tuple(("hip-front", side) for side in sides)))[0] == f"You pointed to {place}."


def test_a_root_on_both_sides_is_named_once() -> None:
    both = findings(candidate("L1", 0.5, Side.LEFT), candidate("L1", 0.5, Side.RIGHT))
    assert told(both)[1] == "The skin there is fed by the L1 nerve."


def test_many_places_are_cut_short() -> None:
    many = tuple((part, Side.LEFT) for part in ("big-toe", "toe-2", "toe-3", "toe-4", "little-toe", "groin", "flank"))
    assert told(findings(parts=many))[0] == (
        "You pointed to the left big toe, the second toe of the left foot, the third toe of the left foot, the fourth "
        "toe of the left foot, the left little toe and 2 other places."
    )


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("shoulder", "40 of 84 people whose only complaint was shoulder pain"),
        ("elbow", "11 of 25 people whose only complaint was elbow pain"),
        ("wrist/hand", "10 of 26 people whose only complaint was wrist or hand pain"),
        ("arm/forearm", "10 of 12 people whose only complaint was arm or forearm pain"),
        ("thigh/leg", "13 of 18 people whose only complaint was thigh or leg pain"),
        ("knee", "20 of 78 people whose only complaint was knee pain"),
        ("ankle/foot", "14 of 48 people whose only complaint was ankle or foot pain"),
    ],
)
def test_every_place_of_the_study_has_its_words(location: str, words: str) -> None:
    (sentence,) = explain(findings(exposs=location), EVIDENCE, Voice.PATIENT).exposs
    assert words in sentence.text
    assert ("Small study" in sentence.text) == (location not in ("shoulder", "knee"))
    assert sentence.sources == ("rosedale2020", "stassi2021")


@pytest.mark.parametrize("voice", list(Voice))
def test_a_place_without_a_figure_says_so(voice: Voice) -> None:
    (sentence,) = explain(findings(exposs=""), EVIDENCE, voice).exposs
    assert sentence.text == "No study figure for this place."


@pytest.mark.parametrize("voice", list(Voice))
def test_skin_on_no_map_says_so(voice: Voice) -> None:
    explanation = explain(findings(parts=(("face", Side.LEFT),), exposs=""), EVIDENCE, voice)
    assert [one.text for one in explanation.roots] == [
        "The maps used here do not say which spinal nerve feels this place."
    ]
    assert explanation.certainty == ()


@pytest.mark.parametrize("voice", list(Voice))
def test_nothing_marked_leaves_only_the_disclaimer(voice: Voice) -> None:
    assert told(Findings(), voice) == ["Not a diagnosis."]


@pytest.mark.parametrize("voice", list(Voice))
@pytest.mark.parametrize("root", list(Root))
def test_every_sentence_has_known_sources_and_no_banned_word(root: Root, voice: Voice) -> None:
    known = {source.id for source in EVIDENCE.sources}
    for sentence in explain(findings(candidate(root.value, 1.0)), EVIDENCE, voice).sentences:
        assert sentence.sources
        assert set(sentence.sources) <= known
        assert not any(word in sentence.text.lower() for word in BANNED)
        assert "{" not in sentence.text


@pytest.mark.parametrize("root", list(Root))
def test_patient_words_give_no_bare_percentages(root: Root) -> None:
    assert not re.search(r"\d\s*%|percent", " ".join(told(findings(candidate(root.value, 1.0)))))


def test_a_sentence_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="without a source"):
        Sentence("Backs hurt.", ())


def test_recalled_numbers_are_marked_for_the_clinician() -> None:
    claims = tuple(
        replace(claim, certainty=Certainty.RECALLED) if claim.id == "E054" else claim for claim in EVIDENCE.claims
    )
    (sentence,) = explain(HIP, replace(EVIDENCE, claims=claims), Voice.CLINICIAN).certainty
    assert "69.7 % (unconfirmed) of neck roots and 64.1 % of" in sentence.text


def test_everything_the_patient_reads_goes_through_the_translation() -> None:
    seen: list[str] = []

    def swedish(text: str) -> str:
        seen.append(text)
        return text.replace("Not a diagnosis.", "Ingen diagnos.")

    texts = [sentence.text for sentence in explain(HIP, EVIDENCE, Voice.PATIENT, swedish).sentences]
    assert texts[-1] == "Ingen diagnos."
    assert {"You pointed to {places}.", "the front of the {side} hip", "left", "the low back", "hip pain"} <= set(seen)


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["L1"], "L1"), (["L1", "L2"], "L1 and L2"), (["L1", "L2", "L3"], "L1, L2 and L3")]
)
def test_lists(names: list[str], text: str) -> None:
    assert listed(names) == text


@pytest.mark.parametrize(
    ("roots", "words"),
    [
        ("C2 C8", "the neck"),
        ("T1 T6", "the upper back"),
        ("T12 T7", "the middle of the back"),
        ("L5 L1", "the low back"),
        ("S1 S5", "the lowest part of the back"),
        ("L1 T12", "the middle of the back and the low back"),
    ],
)
def test_levels_in_plain_words(roots: str, words: str) -> None:
    assert level_words(map(Root, roots.split())) == words


def test_weak_candidates_are_not_named() -> None:
    assert [one.root for one in leading((candidate("L1", 0.6), candidate("L2", 0.2), candidate("T12", 0.1)))] == [
        Root.L1,
        Root.L2,
    ]
    assert leading((candidate("L1", 0.1),)) == ()
    assert leading(()) == ()


@pytest.mark.parametrize("voice", list(Voice))
def test_skin_of_which_a_root_has_little_is_not_said_to_be_fed_by_it(voice: Voice) -> None:
    said = explain(findings(candidate("L1", 0.14)), EVIDENCE, voice)
    assert [sentence.text for sentence in said.roots] == [
        "The maps used here do not say which spinal nerve feels this place."
    ]
    assert said.certainty == ()


@pytest.mark.parametrize("voice", list(Voice))
def test_skin_that_many_roots_share_is_not_said_to_be_unknown(voice: Voice) -> None:
    shared = findings(*(candidate(root, 0.1) for root in ("C6", "C7", "C8", "T1", "T2", "T3")))
    assert [sentence.text for sentence in explain(shared, EVIDENCE, voice).roots] == [
        "The skin there is shared by many spinal nerves, and none of them feels much of it."
    ]


@pytest.mark.parametrize("voice", list(Voice))
def test_sections_hold_all_that_is_said_in_the_order_of_reading(voice: Voice) -> None:
    said = explain(HIP, EVIDENCE, voice)
    kinds = [section.kind for section in said.sections]
    assert kinds == [kind for kind in SectionKind if kind in kinds]
    assert all(section.items for section in said.sections)
    told = {sentence for section in said.sections for sentence in section.sentences}
    assert told | {said.disclaimer} == set(said.sentences)
