"""The page to take home: what stands on it, for whom, and what never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.library import resources
from bodymap.library.languages import load_language
from bodymap.publish.blocks import Block, Heading, Note, Page, Paragraph, Picture, Table, Title
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
    texts = [block.text for block in blocks_of(handout(told, PLAIN, voice)) if isinstance(block, Paragraph)]
    asked = [(notice, question) for notice in told.explanation.red_flags for question in notice.questions]
    assert asked
    for notice, question in asked:
        (text,) = (one for one in texts if question.sentence.text in one)
        assert text.endswith(notice.action.text)
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
