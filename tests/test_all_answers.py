"""What is read of every part, on one side and on both, by a patient and by a clinician."""

from __future__ import annotations

import re
import warnings
from functools import cache

import pytest

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.vocabulary import PartId, Quality, Root, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import Explanation, Item, SectionKind
from bodymap.library.loading import load_atlas, load_evidence

with warnings.catch_warnings():  # it imports pkg_resources, which says that it is old
    warnings.simplefilter("ignore")
    import textstat  # type: ignore[import-untyped]

PARTS = [part.id for part in load_evidence().parts]
SIDES = {"left": (Side.LEFT,), "both": tuple(Side)}
ROOT = re.compile(rf"\b({'|'.join(root.value for root in Root)})\b")

#: Words that the grade counts by their letters: names are read as one.
NAMES = re.compile(rf"{ROOT.pattern}|\d+")
MOST_WORDS = 120
#: Where the warnings alone leave no room, the rest is at its shortest.
SHORTEST_REST = 104
HARDEST_GRADE = 7.0
LONGEST_SENTENCE = 20
MOST_CLINICIAN_WORDS = 270


@cache
def found(part: PartId, sides: str, quality: Quality = Quality.ACHING) -> Findings:
    marks = [Mark(MarkId(number), WholePart(part, side), quality) for number, side in enumerate(SIDES[sides], start=1)]
    return find(marks, load_atlas(), load_evidence())


def said(part: PartId, sides: str, voice: Voice, quality: Quality = Quality.ACHING) -> Explanation:
    return explain(found(part, sides, quality), load_evidence(), voice)


def text_of(item: Item) -> str:
    return " ".join((item.title, *(sentence.text for sentence in item.sentences))).strip()


def at_once(explanation: Explanation, *kinds: SectionKind) -> str:
    """What is read before anything is unfolded."""
    shown = [one for one in explanation.sections if not one.folded and one.kind in (kinds or SectionKind)]
    return " ".join(text_of(item) for section in shown for item in section.items)


def sentences(text: str) -> list[str]:
    return re.findall(r"[^.?!]+[.?!]", text)


def patient_texts(explanation: Explanation) -> list[str]:
    """All sentences, folded ones, questions and facts too."""
    return [sentence.text for sentence in explanation.sentences]


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize("part", PARTS)
def test_a_patient_reads_little_and_plainly_with_the_story_before_any_root(part: PartId, sides: str) -> None:
    explanation = said(part, sides, Voice.PATIENT)
    urgent, whole = at_once(explanation, SectionKind.URGENT), at_once(explanation)
    words = len(whole.split())
    assert 40 <= words <= max(MOST_WORDS, len(urgent.split()) + SHORTEST_REST), (words, whole)
    rest = at_once(explanation, SectionKind.STORY, SectionKind.DO, SectionKind.CHECK, SectionKind.MAP)
    assert textstat.flesch_kincaid_grade(NAMES.sub("one", whole)) <= HARDEST_GRADE, whole
    assert max(len(sentence.split()) for sentence in sentences(rest)) <= LONGEST_SENTENCE, rest
    assert not ROOT.search(at_once(explanation, SectionKind.STORY, SectionKind.DO, SectionKind.CHECK))
    kinds = [section.kind for section in explanation.sections if not section.folded]
    assert kinds[-4:] == [SectionKind.STORY, SectionKind.DO, SectionKind.CHECK, SectionKind.MAP]


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize("part", PARTS)
def test_a_clinician_reads_one_screen_at_once(part: PartId, sides: str) -> None:
    explanation = said(part, sides, Voice.CLINICIAN)
    rest = at_once(explanation, SectionKind.STORY, SectionKind.DO, SectionKind.CHECK, SectionKind.MAP)
    assert len(rest.split()) <= MOST_CLINICIAN_WORDS, (len(rest.split()), rest)
    assert len([item for item in explanation.of(SectionKind.CHECK, folded=False) if item.title]) <= 5


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize("sides", SIDES)
def test_no_sentence_is_said_twice(sides: str, voice: Voice, quality: Quality) -> None:
    for part in PARTS:
        told = said(part, sides, voice, quality)
        items = [item for section in told.sections for item in section.items]
        texts = [(item.title, sentence.text) for item in items for sentence in item.sentences]
        assert len(texts) == len(set(texts)), (part, [text for text in texts if texts.count(text) > 1])


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("sides", SIDES)
def test_no_sentence_of_a_patient_is_long_folded_or_not(sides: str, quality: Quality) -> None:
    told = {text for part in PARTS for text in patient_texts(said(part, sides, Voice.PATIENT, quality))}
    assert [one for text in told for one in sentences(text) if len(one.split()) > LONGEST_SENTENCE] == []


def test_the_first_source_is_told_by_its_name_in_most_places() -> None:
    evidence = load_evidence()
    named = {(row.condition.patient_name) for row in evidence.stories}
    told = [part for part in PARTS if any(name in at_once(said(part, "left", Voice.PATIENT)) for name in named)]
    assert len(told) >= 0.9 * len(PARTS)
