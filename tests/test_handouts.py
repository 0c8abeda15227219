"""Pages of real cases: what a patient takes home is one sheet, and what does not fit on one is named."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from bodymap.cli.mark_text import part_marks
from bodymap.core.marks.mark import MarkId
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import Figure, Quality, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.language import ENGLISH, Language
from bodymap.library.languages import load_language
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.publish.blocks import Heading, Page, Paper, Paragraph, Running
from bodymap.publish.handout import Letterhead, handout
from bodymap.publish.tagged_page import tagged_pdf
from bodymap.publish.told import Told
from bodymap.state.case import Case
from bodymap.ui.paper.page import lay_out
from bodymap.ui.paper.page_text import UNITS_PER_POINT

pytestmark = pytest.mark.usefixtures("qapp")

MM = 72 / 25.4 * UNITS_PER_POINT
FOOT = 200 * MM
CASES = {
    "hip and calf": (("hip-front@left", Quality.ACHING, 6), ("calf-outer@left", Quality.TINGLING, 3)),
    "saddle and back": (("perineum@both", Quality.NUMB, 8), ("low-back@left", Quality.ACHING, 7)),
    "neck and thumb": (("neck-back@right", Quality.ACHING, 5), ("thumb@right", Quality.NUMB, None)),
    "both feet": (("sole-inner@left", Quality.BURNING, 5), ("big-toe@right", Quality.NUMB, 4)),
    "toe": (("big-toe@right", Quality.SHOOTING, 7),),
}


def page_of(name: str, audience: Voice, language: Language = ENGLISH) -> Page:
    given = [
        replace(mark, quality=quality, intensity=strength)
        for text, quality, strength in CASES[name]
        for mark in part_marks(text)
    ]
    case = Case(tuple(replace(mark, id=MarkId(number)) for number, mark in enumerate(given, start=1)))
    atlas, evidence = load_atlas(Figure.NEUTRAL), load_evidence()
    findings = find(case.marks, atlas, evidence)
    told = Told(case, findings, explain(findings, evidence, audience), atlas, evidence, language=language)
    return handout(told, Letterhead("2026-11-27", clinic="Park Street Practice", person="4711"), audience)


TWO_STORIES = {"hip and calf", "both feet"}
"""Cases that need a second sheet with larger text, because no source and no check of either story is left out."""


@pytest.mark.parametrize("name", CASES)
def test_the_patients_page_is_one_sheet_of_either_paper_and_of_larger_text_with_one_story(name: str) -> None:
    page = page_of(name, Voice.PATIENT)
    for paper in Paper:
        for text in (1.0, 1.2):
            laid = lay_out(page, paper, text=text)
            if name in TWO_STORIES and text > 1:
                assert len(laid.sheets) <= 2
                assert bool(laid.gone_on) == (len(laid.sheets) == 2)
            else:
                assert (len(laid.sheets), laid.gone_on) == (1, "")


@pytest.mark.parametrize("audience", Voice)
@pytest.mark.parametrize("name", CASES)
def test_the_accessible_page_is_one_sheet_or_says_what_went_on(name: str, audience: Voice) -> None:
    page = page_of(name, audience)
    headings = [block.text for block in (*page.body, *page.wide) if isinstance(block, Heading)]
    for paper in Paper:
        for text in (1.0, 1.2):
            data, gone_on = tagged_pdf(page, paper, title="page", language="en", text=text)
            with pikepdf.open(io.BytesIO(data)) as pdf:
                assert (len(pdf.pages) > 1) == bool(gone_on)
            assert not gone_on or gone_on in headings
            assert not gone_on or (audience, text) == (Voice.CLINICIAN, 1.2)


@pytest.mark.parametrize("name", CASES)
def test_the_clinicians_page_is_one_sheet_or_says_what_went_on(name: str) -> None:
    page = page_of(name, Voice.CLINICIAN)
    assert len(lay_out(page, Paper.A4).sheets) == 1
    for paper in Paper:
        laid = lay_out(page, paper, text=1.2)
        begins = [one.block for one in laid.sheets[-1] if isinstance(one.block, Heading | Paragraph)]
        assert (len(laid.sheets) > 1) == bool(laid.gone_on)
        assert not laid.gone_on or any(block.text == laid.gone_on for block in begins)


@pytest.mark.parametrize("code", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("name", ["neck and thumb", "both feet"])
def test_a_patients_first_sheet_is_full_before_a_second_begins(name: str, code: str) -> None:
    page = page_of(name, Voice.PATIENT, load_language(code))
    last = page.foot[0]
    for text in (1.0, 1.3, 1.5):
        first, *others = lay_out(page, Paper.A4, text=text).sheets
        foot = next(one.y for one in first if one.block == last and one.y > FOOT)
        end = max(one.y + one.height for one in first if one.y + one.height <= foot)
        assert not others or foot - end < 25 * MM
        assert all(isinstance(sheet[0].block, Running) for sheet in others)
