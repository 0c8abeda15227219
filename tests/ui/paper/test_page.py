"""Blocks on paper: everything in its place, and what does not fit named."""

from __future__ import annotations

import re

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
    Rule,
    Table,
    Title,
    Tone,
)
from bodymap.ui.paper.page import UNITS_PER_POINT, Placed, lay_out
from bodymap.ui.paper.pdf import page_pdf

pytestmark = pytest.mark.usefixtures("qapp")

SQUARE = Picture('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>', "a line", 80)
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
    assert told == [block for block in LONG.body if isinstance(block, Heading)]
    assert all(sheet[-1].block == LAST or LAST in [placed.block for placed in sheet] for sheet in laid.sheets)


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
