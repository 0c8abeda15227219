from __future__ import annotations

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import SectionKind
from bodymap.library.loading import load_atlas, load_evidence


def roots_said(part: str, voice: Voice, quality: Quality | None = None) -> list[str]:
    evidence = load_evidence()
    marks = [Mark(MarkId(1), WholePart(PartId(part), Side.LEFT), quality)]
    said = explain(find(marks, load_atlas(), evidence), evidence, voice)
    return [sentence.text for item in said.of(SectionKind.MAP) for sentence in item.sentences]


def test_a_patient_hears_of_the_neck_between_the_shoulder_blades() -> None:
    said = "Pain from the C5, C6, C7 and C8 nerves was felt here in studies, whatever the maps say."
    assert said in roots_said("between-shoulder-blades", Voice.PATIENT)
    assert said not in roots_said("between-shoulder-blades", Voice.PATIENT, Quality.NUMB)


def test_a_clinician_reads_the_counts_of_the_groin() -> None:
    said = "Pain felt here with the root proven by surgery or block, apart from the maps: L3 (3 of 7), L4 (5 of 20)."
    assert said in roots_said("groin", Voice.CLINICIAN)


def test_what_the_maps_name_already_is_not_told_twice() -> None:
    assert not any("whatever the maps" in text for text in roots_said("big-toe", Voice.PATIENT))


def test_a_reflex_that_is_only_recalled_says_so() -> None:
    told = roots_said("thumb", Voice.CLINICIAN)
    assert any("brachioradialis reflex (unconfirmed)" in text for text in told)
    assert any("patellar reflex." in text for text in roots_said("knee-inner", Voice.CLINICIAN))
