"""The page to take home: what stands on it, for whom, and what never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from xml.etree import ElementTree

import pytest

from bodymap.core.marks.examined import Examined, Result, TestId
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.examinations import Accuracy
from bodymap.core.reasoning.results import Weight
from bodymap.core.tables.literature import OWN_WORDS, Certainty, SourceId
from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.core.words.explanation import SectionKind
from bodymap.core.words.message import Message, Sentence
from bodymap.library import resources
from bodymap.library.languages import load_language
from bodymap.publish.blocks import (
    Block,
    Heading,
    Note,
    Page,
    Paragraph,
    Picture,
    Questions,
    Running,
    Table,
    Title,
    Tone,
)
from bodymap.publish.handout import Letterhead, handout
from bodymap.state.case import Case
from tests.core.small_body import back_svg, front_svg
from tests.state.telling import told_of

HIP = Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), Quality.ACHING, 6, note="worse at night")
CASE = Case((HIP,), since="since the spring")
PLAIN = Letterhead("2026-11-27")


@pytest.fixture(autouse=True)
def _small_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings = {"neutral-front": front_svg(), "neutral-back": back_svg()}
    shipped = resources.svg_text
    monkeypatch.setattr(resources, "svg_text", lambda name: drawings.get(name) or shipped(name))


def page_of(case: Case = CASE, voice: Voice = Voice.PATIENT, letterhead: Letterhead = PLAIN) -> Page:
    return handout(told_of(case, voice=voice), letterhead, voice)


def blocks_of(page: Page) -> Iterator[Block]:
    for part in (page.head, page.beside, page.body, page.wide, page.foot):
        yield from part


def words_of(page: Page) -> str:
    """Everything that can be read on the page."""
    return "\n".join(
        str(getattr(block, field.name)) for block in blocks_of(page) for field in fields(block) if field.name != "svg"
    ) + "".join(block.svg for block in blocks_of(page) if isinstance(block, Picture))


@pytest.mark.parametrize("voice", Voice)
def test_first_and_last_line_say_that_it_is_no_diagnosis(voice: Voice) -> None:
    *_, last = blocks_of(page_of(voice=voice))
    first = next(blocks_of(page_of(voice=voice)))
    assert isinstance(first, Paragraph)
    assert first == last
    assert first.text == "Not a diagnosis."


@pytest.mark.parametrize("voice", Voice)
def test_a_name_stands_on_the_page_only_when_it_was_typed_for_it(voice: Voice) -> None:
    named = replace(PLAIN, person="Ms Kowalczyk, 4711", clinic="Park Street Practice")
    assert "Kowalczyk" not in words_of(page_of(voice=voice))
    assert {"Ms Kowalczyk, 4711", "Park Street Practice"} <= set(words_of(page_of(CASE, voice, named)).split("\n"))


def test_what_was_typed_into_the_case_is_for_the_clinician_only() -> None:
    assert not {"worse at night", "since the spring"} & set(words_of(page_of()).split("\n"))
    assert {"worse at night", "since the spring"} <= set(words_of(page_of(voice=Voice.CLINICIAN)).split("\n"))


@pytest.mark.parametrize("side", Side)
def test_the_marks_are_told_with_the_patients_side(side: Side) -> None:
    mark = replace(HIP, shape=WholePart(PartId("hip-front"), side))
    words = words_of(page_of(Case((mark,))))
    assert f"The front of the {side.value} hip, aching (^), 6 of 10" in words


def test_a_raised_warning_comes_first_with_what_to_do() -> None:
    numb = Mark(MarkId(1), WholePart(PartId("buttock-middle"), Side.LEFT), Quality.NUMB, 8)
    yes = Answer(QuestionId("ces-bladder"), Reply.YES)
    page = page_of(Case((numb,), answers=(yes,)))
    first = page.body[0]
    assert isinstance(first, Note)
    assert any("emergency" in line for line in first.lines)


def test_the_page_says_what_the_explanation_says() -> None:
    told = told_of(CASE)
    words = words_of(handout(told, PLAIN, Voice.PATIENT))
    shown = [section for section in told.explanation.sections if not section.folded]
    assert len(shown) > 3
    assert all(sentence.text in words for section in shown for sentence in section.sentences)


def test_the_clinician_gets_roots_and_examinations_as_tables() -> None:
    tables = [block for block in page_of(voice=Voice.CLINICIAN).wide if isinstance(block, Table)]
    assert tables[0].rows[0][0] == "L1 left"
    assert all(len(row) == len(table.heads) for table in tables for row in table.rows)
    assert len(tables) == 2


def test_sources_stand_there_with_their_doi() -> None:
    sources = [block for block in page_of().foot if isinstance(block, Paragraph) and block.lead == "Sources"]
    assert len(sources) == 1
    assert "Rosedale 2020, doi 10.1080/10669817.2019.1661706" in sources[0].text


def cited_on(page: Page) -> set[str]:
    (sources,) = (block.text for block in page.foot if isinstance(block, Paragraph) and block.lead == "Sources")
    return {one.partition(", doi ")[0].removesuffix(".") for one in sources.split("; ")}


@pytest.mark.parametrize("voice", list(Voice))
def test_what_is_folded_on_the_screen_and_printed_has_its_sources(voice: Voice) -> None:
    told = told_of(CASE, voice=voice)
    kinds = {SectionKind.WATCH, SectionKind.RECORD}
    printed = [section for section in told.explanation.sections if section.kind in kinds]
    cited = {source for section in printed for one in section.sentences for source in one.sources} - {OWN_WORDS}
    assert {told.language.cited(told.evidence.source(one)) for one in cited} <= cited_on(handout(told, PLAIN, voice))
    assert any(section.folded and section.sentences for section in printed)


def test_the_weaker_study_of_a_test_on_the_page_is_cited_too() -> None:
    told = told_of(CASE, voice=Voice.CLINICIAN)
    weaker = Accuracy("weaker", "LR+ 0.5", 0.5, "somebody", (SourceId("lesher2008"),), Certainty.SEEN)
    tests = [
        replace(one, test=replace(one.test, accuracy=(*one.test.accuracy, weaker))) for one in told.findings.next_tests
    ]
    more = replace(told, findings=replace(told.findings, next_tests=tuple(tests)))
    before, after = (cited_on(handout(one, PLAIN, Voice.CLINICIAN)) for one in (told, more))
    assert after - before == {told.language.cited(told.evidence.source(SourceId("lesher2008")))}


def test_a_patients_page_cites_no_study_of_results_that_only_the_clinician_reads() -> None:
    told = told_of(CASE)
    (test, *_) = told.findings.next_tests
    weight = Weight(Examined(TestId(test.id), Side.LEFT, Result.POSITIVE), test.test)
    told = replace(told, findings=replace(told.findings, weights=(weight,)))
    for voice in Voice:
        foot = str(handout(told, PLAIN, voice).foot)
        assert ("Iversen 2013" in foot) == (voice is Voice.CLINICIAN)


def test_without_marks_there_is_still_a_page() -> None:
    page = page_of(Case())
    assert any(isinstance(block, Heading | Title) for block in blocks_of(page))


@pytest.mark.parametrize("voice", Voice)
def test_an_emergency_number_is_printed_only_when_it_was_set(voice: Voice) -> None:
    assert "number:" not in words_of(page_of(voice=voice))
    assert "Emergency number: 112" in words_of(page_of(voice=voice, letterhead=replace(PLAIN, emergency_number="112")))


@pytest.mark.parametrize("voice", Voice)
@pytest.mark.parametrize(("reply", "is_there"), [(None, True), (Reply.UNSURE, True), (Reply.NO, False)])
def test_a_question_stays_on_the_page_until_it_is_answered_surely(
    voice: Voice, reply: Reply | None, is_there: bool
) -> None:
    case = Case((replace(HIP, quality=Quality.BURNING),))
    asked = [question for flag in told_of(case, voice=voice).explanation.red_flags for question in flag.questions]
    answers = tuple(Answer(question.id, reply) for question in asked) if reply is not None else ()
    words = words_of(page_of(replace(case, answers=tuple(sorted(answers, key=lambda one: one.question))), voice))
    assert asked
    assert ("Not answered yet" in words) is is_there


@pytest.mark.parametrize("voice", Voice)
def test_each_open_question_stands_with_what_a_yes_to_it_means(voice: Voice) -> None:
    case = Case((replace(HIP, quality=Quality.BURNING),))
    told = told_of(case, voice=voice)
    lists = [block for block in blocks_of(handout(told, PLAIN, voice)) if isinstance(block, Questions)]
    asked = [(notice, question) for notice in told.explanation.red_flags for question in notice.questions]
    assert asked
    for notice, question in asked:
        (found,) = (one for one in lists if question.sentence.text in one.items)
        assert found.action == notice.action.text
    assert Heading("Not answered yet") in tuple(blocks_of(page_of(case, voice)))


@pytest.mark.parametrize("voice", Voice)
def test_a_question_that_was_answered_with_yes_is_named(voice: Voice) -> None:
    case = Case((replace(HIP, quality=Quality.BURNING),))
    asked = [question for flag in told_of(case, voice=voice).explanation.red_flags for question in flag.questions]
    page = page_of(replace(case, answers=(Answer(asked[0].id, Reply.YES),)), voice)
    (named,) = (one for one in blocks_of(page) if isinstance(one, Paragraph) and one.lead == "Answered with yes")
    assert named.text == asked[0].sentence.text
    assert "Answered with yes" not in words_of(page_of(case, voice))


def test_what_leads_has_the_colon_of_the_language() -> None:
    told = replace(told_of(CASE), language=load_language("fr"))
    leading = [one for one in blocks_of(handout(told, PLAIN, Voice.PATIENT)) if isinstance(one, Paragraph) and one.lead]
    assert leading
    assert all(one.colon == "\u00a0: " for one in leading)
    assert {one.colon for one in blocks_of(page_of()) if isinstance(one, Paragraph)} == {": "}


def test_open_questions_of_a_patient_are_as_large_as_the_story_and_emergencies_come_first() -> None:
    told = told_of(Case((replace(HIP, quality=Quality.BURNING),)))
    asked = next(notice for notice in told.explanation.red_flags if notice.questions)
    soon, now = (
        replace(asked, tier=tier, sentences=(Sentence(Message(f"Tier {tier}."), asked.action.sources),))
        for tier in (2, 1)
    )
    told = replace(told, explanation=replace(told.explanation, red_flags=(soon, now)))
    lists = [block for block in blocks_of(handout(told, PLAIN, Voice.PATIENT)) if isinstance(block, Questions)]
    assert [(block.action, block.tone) for block in lists] == [("Tier 1.", Tone.NORMAL), ("Tier 2.", Tone.NORMAL)]


@pytest.mark.parametrize("voice", Voice)
def test_a_further_sheet_says_whose_page_it_is_and_when_it_was_made(voice: Voice) -> None:
    page = page_of(voice=voice, letterhead=replace(PLAIN, person="Ms Kowalczyk"))
    (title,) = (block.text for block in page.head if isinstance(block, Title))
    assert page.running[0] == Running(f"{title} · Ms Kowalczyk", "2026-11-27")
    assert page.numbered == "Page {number} of {total}"
    assert page_of(voice=voice).running[0] == Running(title, "2026-11-27")


def letters_mm(picture: Picture) -> dict[str, float]:
    """How large each word of a picture is when it is as tall as it may be."""
    root = ElementTree.fromstring(picture.svg)
    scale = picture.height_mm / float(root.attrib["viewBox"].split()[3])
    found: dict[str, float] = {}

    def walk(one: ElementTree.Element, size: float) -> None:
        size = float(one.attrib.get("font-size", size))
        if one.text and one.tag.endswith("text"):
            found[one.text] = size * scale
        for child in one:
            walk(child, size)

    walk(root, 0.0)
    return found


@pytest.mark.parametrize("text", [1.0, 1.3, 1.5])
@pytest.mark.parametrize("part", [1.0, 0.6])
def test_letters_beside_bodies_and_spine_grow_with_the_text_however_small_the_picture(text: float, part: float) -> None:
    for picture in (block for block in page_of().beside if isinstance(block, Picture)):
        sizes = letters_mm(picture.lettered(part * picture.height_mm, text))
        assert sizes["L"] == pytest.approx(sizes["R"])
        assert 2.6 * text < sizes["L"] < 2.9 * text


@pytest.mark.parametrize("part", [1.0, 0.6])
def test_names_of_roots_grow_with_the_text(part: float) -> None:
    for picture in (block for block in page_of().beside if isinstance(block, Picture)):
        normal = letters_mm(picture.lettered(part * picture.height_mm, 1.0))
        large = letters_mm(picture.lettered(part * picture.height_mm, 1.5))
        assert normal["L1"] > 2.6
        assert large["L1"] > (1.4 if part == 1 else 0.95) * normal["L1"]
