"""Nothing that people read is left in English when every text that the extraction finds is in another language."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.reasoning.findings import find
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.tables.literature import OWN_WORDS
from bodymap.core.version import VERSION
from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.told_in import told_in
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.publish.findings_text import explanation_lines
from bodymap.publish.handout import Letterhead, handout
from bodymap.publish.picture import picture_text
from bodymap.publish.record_text import record_text
from bodymap.publish.told import Told
from bodymap.state.case import Case
from tests.languages.pseudo import english_left, pseudo_language

#: Names that no language changes: of the program, of codes and of scores.
NAMES = frozenset(f"bodymap {VERSION} ICD CM doi".split())
BOTH = tuple(Side)


def told(marks: list[Mark], voice: Voice) -> Told:
    atlas, evidence = load_atlas(), load_evidence()
    findings = find(marks, atlas, evidence)
    said = explain(findings, evidence, voice)
    return Told(Case(tuple(marks)), findings, said, atlas, evidence, language=pseudo_language())


def marked(part: str, quality: Quality | None, sides: tuple[Side, ...] = (Side.LEFT,)) -> list[Mark]:
    shapes = (WholePart(PartId(part), side) for side in sides)
    return [Mark(MarkId(number), shape, quality, 6) for number, shape in enumerate(shapes, start=1)]


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for one in value:
                yield from strings(one)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from strings(getattr(value, field.name))
        case _:
            pass


def without_sources(text: str, evidence: Evidence) -> str:
    """The text without what is cited, which keeps its own words."""
    for source in sorted(evidence.sources, key=lambda one: -len(one.short)):
        text = text.replace(source.short, "")
    return re.sub(r"\bdoi \S+", "", text)


@pytest.mark.parametrize("quality", [None, Quality.NUMB, Quality.BURNING])
@pytest.mark.parametrize("sides", [(Side.LEFT,), BOTH])
def test_no_explanation_of_any_part_keeps_an_english_word(quality: Quality | None, sides: tuple[Side, ...]) -> None:
    evidence, language = load_evidence(), pseudo_language()
    left: set[str] = set()
    for part in evidence.parts:
        marks = [Mark(MarkId(n), WholePart(part.id, side), quality) for n, side in enumerate(sides, start=1)]
        findings = find(marks, load_atlas(), evidence)
        for voice in Voice:
            said = told_in(explain(findings, evidence, voice), language)
            texts = [one.text for one in said.sentences] + [
                item.title for section in said.sections for item in section.items
            ]
            left |= {text for text in texts if english_left(text, NAMES)}
    assert not left


@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize(
    ("part", "quality"),
    [("hip-front", None), ("perineum", Quality.NUMB), ("jaw", Quality.ACHING), ("calf-inner", Quality.BURNING)],
)
def test_no_text_picture_or_page_keeps_an_english_word(part: str, quality: Quality | None, voice: Voice) -> None:
    case = told(marked(part, quality, BOTH), voice)
    picture = re.findall(r"<text[^>]*>([^<]*)", picture_text(case))
    page = [text for text in strings(handout(case, Letterhead("2026"), voice)) if "<svg" not in text]
    page = [re.sub(r"\{(number|total)\}", "", text) for text in page]  # which the sheet fills in
    texts = [*explanation_lines(case), *page, record_text(case)]
    evidence = load_evidence()
    left = {text for text in texts if english_left(without_sources(text, evidence), NAMES)}
    sources = next(number for number, line in enumerate(picture) if "Šóúŕçéš" in line)
    left |= {text for text in picture[:sources] if english_left(text, NAMES)}
    assert not left


def test_a_text_that_is_forgotten_would_be_seen() -> None:
    """The test of the tests: an English sentence is noticed, the other one is not."""
    assert english_left("Not a diagnosis.") == ("Not", "diagnosis")
    assert english_left(pseudo_language().label("Not a diagnosis.")) == ()
    assert OWN_WORDS == "bodymap"


def test_texts_of_the_other_language_are_longer_and_run_from_right_to_left() -> None:
    text = pseudo_language().label("Not a diagnosis.")
    assert len(text) >= 1.4 * len("Not a diagnosis.")
    assert text.startswith("\u200f")
