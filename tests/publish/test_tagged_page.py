"""The accessible page: what a screen reader is told of it, looked up in the file itself."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from bodymap.publish.blocks import (
    SIZES_MM,
    TITLE,
    Bullets,
    Heading,
    Logo,
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
from bodymap.publish.tagged_page import TaggedPageError, tagged_pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9" stroke="#000"/></svg>'
LAST = Paragraph("Not a diagnosis.", Tone.STRONG)
PAGE = Page(
    head=(LAST, Logo(SVG.encode(), "The sign"), Title("Your page", "today"), Paragraph("Kowalczyk 4711"), Rule()),
    beside=(Picture(SVG, "A body", 80), Picture(SVG, "A spine", 80, is_beside=True), Bullets(("1  hip", "2  calf"))),
    body=(Note("Now", ("Go.", "At once.")), Heading("Story"), Paragraph("Words of it.", lead="Note")),
    wide=(Heading("Roots"), Table(("Root", "Skin"), (("L1", "60 %"), ("L2", "30 %")))),
    foot=(Rule(), Paragraph("Somebody 2020.", Tone.FAINT, lead="Sources"), LAST),
)


def opened(page: Page = PAGE, paper: Paper = Paper.A4, *, text: float = 1.0) -> pikepdf.Pdf:
    data, _ = tagged_pdf(page, paper, title=TITLE, language="en", text=text)
    return pikepdf.open(io.BytesIO(data))


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """All elements of the structure, in the order in which they are read."""

    def below(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
        if isinstance(one, pikepdf.Array):
            for part in one.as_list():
                yield from below(part)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            yield from below(one.get("/K", pikepdf.Array()))

    return list(below(pdf.Root.StructTreeRoot.K))


def tags(pdf: pikepdf.Pdf, *wanted: str) -> list[str]:
    found = [str(one.S).removeprefix("/") for one in elements(pdf)]
    return [tag for tag in found if tag in wanted]


def test_the_file_says_that_it_is_tagged_by_which_standard_and_in_which_language() -> None:
    pdf = opened()
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == TITLE


def test_every_block_is_told_as_what_it_is_in_its_order() -> None:
    pdf = opened()
    assert tags(pdf, "H1", "H2", "H3", "L", "Table", "Figure") == [
        "Figure", "H1", "Figure", "Figure", "L", "H2", "H2", "H2", "Table",
    ]  # fmt: skip
    assert tags(pdf, "LI") == 2 * ["LI"]
    assert tags(pdf, "TR", "TH", "TD") == ["TR", "TH", "TH", "TR", "TD", "TD", "TR", "TD", "TD"]


def test_every_picture_says_in_words_what_it_shows() -> None:
    pdf = opened()
    told = [str(one.Alt) for one in elements(pdf) if one.S == "/Figure"]
    assert told == ["The sign", "A body", "A spine"]


def test_whatever_is_painted_is_tagged_or_marked_as_ornament() -> None:
    pdf = opened()
    for page in pdf.pages:
        depth = 0
        for step in pikepdf.parse_content_stream(page):
            name = str(step.operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "f", "f*", "S", "s", "B", "Do"):
                assert depth > 0, name
        assert page.StructParents is not None


def test_all_fonts_are_in_the_file_and_say_which_letters_they_show() -> None:
    pdf = opened()
    fonts = [font for page in pdf.pages for font in page.Resources.Font.as_dict().values()]
    assert fonts
    for font in fonts:
        (inner,) = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
        assert "/ToUnicode" in font


def test_the_sheet_has_the_size_of_the_paper() -> None:
    for paper, size in SIZES_MM.items():
        pdf = opened(paper=paper)
        (page,) = pdf.pages
        assert [round(float(side) * 25.4 / 72, 1) for side in list(page.MediaBox)[2:]] == list(size)


def test_nothing_of_the_page_stands_in_what_the_file_says_about_itself() -> None:
    data, _ = tagged_pdf(PAGE, Paper.A4, title=TITLE, language="en")
    pdf = pikepdf.open(io.BytesIO(data))
    with pdf.open_metadata() as told:
        words = f"{dict(told)} {pdf.docinfo}"
    assert "Kowalczyk" not in words
    assert not any("Kowalczyk".encode(coded) in data for coded in ("utf-8", "utf-16-be", "utf-16-le"))
    assert "/Author" not in pdf.docinfo


def test_what_is_typed_is_never_read_as_markup() -> None:
    typed = '#import "@preview/nothing:1.0.0" $x$ *b* <l> \\ // "'
    pdf = opened(Page(head=(Title("Page"), Paragraph(typed)), foot=(LAST,)))
    assert tags(pdf, "H1", "Formula", "Strong") == ["H1", "Strong"]  # the last line is strong


@pytest.mark.parametrize("name", ["Łódź Ștefan", "Иван Петров", "Ωμέγα"])
def test_names_of_many_alphabets_are_shown_in_fonts_of_typst_itself(name: str) -> None:
    assert len(opened(Page(head=(Title("Page"), Paragraph(name)), foot=(LAST,))).pages) == 1


def test_what_no_font_can_show_is_told() -> None:
    with pytest.raises(TaggedPageError, match="could not be displayed"):
        tagged_pdf(Page(head=(Title("Page"), Paragraph("\x01")), foot=(LAST,)), Paper.A4, title="t", language="en")


def test_what_went_on_to_another_sheet_is_named_by_its_heading() -> None:
    words = Paragraph(200 * "Words of a story. ")
    page = Page(head=PAGE.head, body=(Heading("First"), words), wide=(Heading("Second"), words), foot=PAGE.foot)
    data, gone_on = tagged_pdf(page, Paper.A4, title=TITLE, language="en", text=1.2)
    assert gone_on == "Second"
    assert len(pikepdf.open(io.BytesIO(data)).pages) > 1
    assert tagged_pdf(PAGE, Paper.A4, title=TITLE, language="en", text=1.2)[1] == ""


def test_a_page_that_nearly_fits_is_one_sheet_with_smaller_pictures() -> None:
    tall = Picture(SVG, "A square", 80)
    page = Page(head=PAGE.head, beside=(tall, tall, tall, tall), body=PAGE.body, foot=PAGE.foot)
    data, gone_on = tagged_pdf(page, Paper.LETTER, title=TITLE, language="en")
    assert (len(pikepdf.open(io.BytesIO(data)).pages), gone_on) == (1, "")


def test_without_typst_one_is_told_what_to_install() -> None:
    code = (
        "import sys; sys.modules['typst'] = None; from bodymap.cli.main import main; "
        "sys.exit(main(['report', '--mark', 'hip-front@left', '--accessible', '--out', sys.argv[1]]))"
    )
    command = [sys.executable, "-c", code, "page.pdf"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert re.search(r"needs Typst.*bodymap\[accessible\]", done.stderr)
    assert not Path(__file__).parents[2].joinpath("page.pdf").exists()
