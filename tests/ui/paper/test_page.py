"""Blocks on paper: everything in its place, and what does not fit named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from bodymap.publish.blocks import (
    SIZES_MM,
    Bullets,
    Heading,
    Note,
    Page,
    Paper,
    Paragraph,
    Picture,
    Questions,
    Rule,
    Running,
    Table,
    Title,
    Tone,
)
from bodymap.ui.paper.page import Placed, lay_out
from bodymap.ui.paper.page_text import UNITS_PER_POINT, document_of
from bodymap.ui.paper.pdf import page_pdf

pytestmark = pytest.mark.usefixtures("qapp")

SQUARE = Picture('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>', "a line", 80)
MM = 72 / 25.4 * UNITS_PER_POINT
LAST = Paragraph("Not a diagnosis.", Tone.STRONG)
WORDS = "Some words of a story that is told on a page. "
SHORT = Page(
    head=(LAST, Title("Page", "today"), Rule()),
    beside=(SQUARE, Bullets(("1  The left hip",), Tone.SMALL), SQUARE),
    body=(Note("Now", ("Go.",)), Heading("Story"), Paragraph(WORDS), Heading("Watch"), Paragraph(WORDS, lead="Note")),
    wide=(Heading("Roots"), Table(("Root", "Skin"), (("L1", "60 %"), ("L2", "30 %")))),
    foot=(Rule(), LAST),
)
LONG = Page(head=(LAST,), beside=(SQUARE,), body=(*SHORT.body, Heading("The long one"), Paragraph(40 * WORDS),
    Heading("More"), Paragraph(40 * WORDS)), foot=(LAST,))  # fmt: skip


def overlap(one: Placed, other: Placed) -> bool:
    return (
        one.x < other.x + other.width - 1
        and other.x < one.x + one.width - 1
        and one.y < other.y + other.height - 1
        and other.y < one.y + one.height - 1
    )


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("page", [SHORT, LONG])
@pytest.mark.parametrize("text", [0.8, 1.0, 1.2, 1.5])
def test_nothing_lies_off_the_paper_or_on_something_else(page: Page, paper: Paper, text: float) -> None:
    width, height = (side / 25.4 * 72 * UNITS_PER_POINT for side in SIZES_MM[paper])
    for sheet in lay_out(page, paper, text=text).sheets:
        for number, one in enumerate(sheet):
            assert 0 <= one.x <= width - one.width
            assert 0 <= one.y <= height - one.height
            assert not any(overlap(one, other) for other in sheet[number + 1 :])


def test_what_fits_is_one_sheet_and_nothing_is_named() -> None:
    laid = lay_out(SHORT, Paper.A4, text=1.2)
    assert len(laid.sheets) == 1
    assert laid.gone_on == ""


@pytest.mark.parametrize("paper", Paper)
def test_what_does_not_fit_is_named_and_stands_on_the_second_sheet(paper: Paper) -> None:
    laid = lay_out(LONG, paper, text=1.2)
    assert laid.gone_on in ("The long one", "More")
    assert len(laid.sheets) > 1
    told = [placed.block for sheet in laid.sheets for placed in sheet if isinstance(placed.block, Heading)]
    assert list(dict.fromkeys(told)) == [block for block in LONG.body if isinstance(block, Heading)]
    assert all(sheet[-1].block == LAST or LAST in [placed.block for placed in sheet] for sheet in laid.sheets)


def words(sheet: Iterable[Placed], heading: str = "") -> str:
    """The paragraphs of a sheet, or those under a heading."""
    under, told = not heading, []
    for placed in sheet:
        if isinstance(placed.block, Heading):
            under = heading in ("", placed.block.text)
        elif isinstance(placed.block, Paragraph) and under and placed.block != LAST:
            told.append(placed.block.text)
    return " ".join(told)


def test_a_paragraph_is_cut_between_sentences_and_no_word_is_lost() -> None:
    told = " ".join(f"Sentence number {number} of a story." for number in range(150))
    page = Page(head=(LAST,), beside=(SQUARE,), body=(Heading("Story"), Paragraph(told, lead="Note")), foot=(LAST,))
    laid = lay_out(page, Paper.A4, text=1.4)
    assert len(laid.sheets) == 2
    assert laid.gone_on == "Story"
    first, second = words(laid.sheets[0]), words(laid.sheets[1])
    assert f"{first} {second}" == told
    assert first.endswith("story.")
    leads = [[one.block.lead for one in sheet if isinstance(one.block, Paragraph)] for sheet in laid.sheets]
    assert [sum(lead == "Note" for lead in each) for each in leads] == [1, 0]


@pytest.mark.parametrize("text", [1.0, 1.3, 1.5])
def test_the_column_beside_the_pictures_is_filled_before_anything_goes_on(text: float) -> None:
    sections = [block for number in range(30) for block in (Heading(f"Section {number}"), Paragraph(2 * WORDS))]
    page = Page((LAST,), (SQUARE, SQUARE), tuple(sections[:4]), tuple(sections[4:]), (LAST,))
    laid = lay_out(page, Paper.A4, text=text)
    assert len(laid.sheets) > 1
    last = next(one for one in laid.sheets[0] if one.block == LAST and one.y > 1000)
    right = max(one.y + one.height for one in laid.sheets[0] if one.block != LAST)
    assert last.y - right < 12 * text * MM


def test_what_follows_a_short_story_stands_beside_the_pictures() -> None:
    page = Page((LAST,), (SQUARE,), (Note("Now", ("Go.",)),), (Heading("Watch"), Paragraph(WORDS)), (LAST,))
    (sheet,) = lay_out(page, Paper.A4).sheets
    (picture,) = (one for one in sheet if isinstance(one.block, Picture))
    beside = [one for one in sheet if isinstance(one.block, Heading | Paragraph) and one.block != LAST]
    assert all(one.x > picture.x + picture.width and one.y < picture.y + picture.height for one in beside)


def test_the_last_picture_stands_under_a_short_text_where_the_pictures_are_too_tall() -> None:
    page = Page((LAST,), (SQUARE, SQUARE, SQUARE, SQUARE), (Note("Now", ("Go.",)),), (), (LAST,))
    (sheet,) = lay_out(page, Paper.A4).sheets
    *_, last = (one for one in sheet if isinstance(one.block, Picture))
    (note,) = (one for one in sheet if isinstance(one.block, Note))
    assert note.x < last.x < note.x + note.width
    assert last.y > note.y + note.height


def test_a_table_keeps_the_width_of_the_page() -> None:
    page = Page((LAST,), (SQUARE,), (Paragraph(WORDS),), SHORT.wide, (LAST,))
    (sheet,) = lay_out(page, Paper.A4).sheets
    (table,) = (one for one in sheet if isinstance(one.block, Table))
    assert table.width > 180 * MM


def test_each_of_several_sheets_has_its_number_and_further_ones_say_whose_they_are() -> None:
    running = (Running("Page · Ms Kowalczyk", "today"), Rule())
    page = replace(LONG, head=(LAST, Title("Page", "today")), running=running, numbered="Page {number} of {total}")
    laid = lay_out(page, Paper.A4, text=1.2)
    total = len(laid.sheets)
    assert total > 1
    for number, sheet in enumerate(laid.sheets, start=1):
        (head,) = (one.block for one in sheet if isinstance(one.block, Title | Running))
        assert head.aside == f"today · Page {number} of {total}"
        assert number == 1 or head.text == "Page · Ms Kowalczyk"
    (alone,) = (one.block for one in lay_out(SHORT, Paper.A4).sheets[0] if isinstance(one.block, Title))
    assert alone.aside == "today"


@pytest.mark.parametrize("text", [1.0, 1.5])
def test_a_picture_is_drawn_for_the_size_that_it_has_and_for_the_text_around_it(text: float) -> None:
    asked: list[tuple[float, float]] = []

    def drawn(height_mm: float, size: float) -> str:
        asked.append((height_mm, size))
        return SQUARE.svg

    page = Page((LAST,), (replace(SQUARE, drawn=drawn), SQUARE, SQUARE, SQUARE), (), (), (LAST,))
    (sheet,) = lay_out(page, Paper.A4, text=text).sheets
    (height,) = {round(one.height / MM, 3) for one in sheet if isinstance(one.block, Picture)}
    assert height < 80
    assert [(round(mm, 3), size) for mm, size in asked] == [(height, text)]


def test_questions_stand_under_each_other_and_what_to_do_after_the_last() -> None:
    one, two = Questions(("Is it numb?",), "If yes, go."), Questions(("Is it numb?", "Is it weak?"), "If yes, go.")
    single, several = (document_of(block, 3000, 1.0) for block in (one, two))
    assert single.toPlainText() == "• Is it numb? If yes, go."
    assert several.toPlainText().split("\n") == ["• Is it numb?", "• Is it weak?", "If yes, go."]


def test_pictures_shrink_before_anything_goes_on() -> None:
    def tall(page: Page) -> float:
        return max(one.height for one in lay_out(page, Paper.A4).sheets[0] if isinstance(one.block, Picture))

    crowded = Page(beside=(SQUARE, SQUARE, SQUARE, SQUARE), foot=(LAST,))
    assert tall(crowded) < tall(Page(beside=(SQUARE,), foot=(LAST,)))
    assert len(lay_out(crowded, Paper.A4).sheets) == 1


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, [0, 0, 595, 842]), (Paper.LETTER, [0, 0, 612, 792])])
def test_the_pdf_has_the_size_of_the_paper_and_as_many_pages_as_sheets(paper: Paper, size: list[int]) -> None:
    data, laid = page_pdf(LONG, paper)
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", data)
    assert all([round(float(number)) for number in box.split()] == size for box in boxes)
    assert len(re.findall(rb"/Type /Page\b", data)) == len(laid.sheets)


def test_pictures_stay_drawings_and_fonts_are_in_the_file() -> None:
    data, _ = page_pdf(SHORT, Paper.A4)
    assert b"/Subtype /Image" not in data
    assert b"/FontFile2" in data


def test_nothing_of_the_page_stands_in_what_the_file_says_about_itself() -> None:
    data, _ = page_pdf(Page(head=(Paragraph("Ms Kowalczyk 4711"),)), Paper.A4)
    for coded in ("utf-8", "utf-16-be", "utf-16-le"):
        assert "Kowalczyk".encode(coded) not in data
