from __future__ import annotations

import re

import pytest

from bodymap.ui.paper.pdf import pdf_of

PAGE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><path d="M0 0L9 9" stroke="#000"/></svg>'


@pytest.mark.usefixtures("qapp")
def test_every_page_is_a_sheet_of_a4() -> None:
    data = pdf_of(iter([PAGE, PAGE, PAGE]), title="Atlas")
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", data)) == 3
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", data)
    assert all([round(float(number)) for number in box.split()] == [0, 0, 595, 842] for box in boxes)
    assert boxes


@pytest.mark.usefixtures("qapp")
def test_a_wide_page_lies() -> None:
    wide = PAGE.replace("0 0 210 297", "0 0 297 210")
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf_of([PAGE, wide, PAGE], title="Atlas"))
    sizes = [tuple(round(float(number)) for number in box.split()[2:]) for box in boxes]
    assert sizes == [(595, 842), (842, 595), (595, 842)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("pages", [[], ["no svg"], [PAGE, "<svg"]])
def test_what_is_no_page_is_refused(pages: list[str]) -> None:
    with pytest.raises(ValueError, match="page"):
        pdf_of(pages, title="Atlas")
