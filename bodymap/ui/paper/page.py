"""Lays a page out on paper: finds a place for each block; the same for PDF, printer and preview.

Text is laid out by `QTextDocument` in tenths of a point, apart from any device, so that the page breaks alike
everywhere. Blocks are placed whole. The text fills the column beside the pictures, then the room under both; where it
is short, the last picture stands under it. When that is more than a sheet, pictures shrink first, then letters by a
tenth at most; what does not fit then goes on to another sheet, where the heading that it stands under is said again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final, assert_never

from PySide6.QtGui import QImage

from bodymap.publish.blocks import (
    SIZES_MM,
    Block,
    Bullets,
    Heading,
    Logo,
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
from bodymap.ui.paper.columns import Flow, carried_over, in_sentences, rejoined
from bodymap.ui.paper.page_text import UNITS_PER_POINT, document_of

_MM: Final = 72 / 25.4 * UNITS_PER_POINT

_MARGIN: Final = 12 * _MM
_GAP: Final = 6 * _MM
_BESIDE: Final = 0.41
"""The left column's part of the width between the margins."""
_SMALLEST: Final = 0.6
"""How far pictures may shrink before something goes on to another page."""
_SMALLER: Final = (0.95, 0.9)
"""How much smaller than wished the letters may be."""
NOTE_ROOM: Final = 2.4 * _MM
"""Between the edge of a note and its text."""
_LOGO: Final = 12 * _MM
_VIEW_BOX: Final = re.compile(r'viewBox="\S+ \S+ (?P<wide>[\d.]+) (?P<high>[\d.]+)"')


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place; units of a tenth of a point from the upper left corner of the paper."""

    block: Block
    x: float
    y: float
    width: float
    height: float
    text: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """Sheets of paper with everything in its place.

    Attributes
    ----------
    sheets : tuple of tuple of Placed
        At least one.
    gone_on : str
        The first thing that did not fit on the first sheet, by its heading; empty when there is one sheet.
    """

    paper: Paper
    sheets: tuple[tuple[Placed, ...], ...]
    gone_on: str = ""


def lay_out(page: Page, paper: Paper, *, text: float = 1.0) -> LaidPage:
    """Find a place for every block of a page.

    Parameters
    ----------
    text : float
        How large the letters are, 1 for normal; where that keeps everything on one sheet, up to a tenth smaller.
    """
    wished = _Layout(paper, text)
    laid = wished.laid(page)
    if not laid.gone_on:
        return wished.lettered(laid)
    for layout in (
        *(_Layout(paper, part * text) for part in _SMALLER),
        _Layout(paper, _SMALLER[-1] * text, is_tight=True),
    ):
        smaller = layout.laid(page)
        if not smaller.gone_on:
            return layout.lettered(smaller)
    return wished.lettered(laid)


class _Layout:
    """Works out the places on one kind of paper at one size of text; a tight one breaks sections under the column."""

    def __init__(self, paper: Paper, text: float, *, is_tight: bool = False) -> None:
        self._is_tight = is_tight
        self._paper = paper
        self._text = text
        width, height = SIZES_MM[paper]
        self._width = width * _MM - 2 * _MARGIN
        self._bottom = height * _MM - _MARGIN
        self._beside = _BESIDE * self._width
        self._body_x = _MARGIN + self._beside + _GAP
        self._body = self._width - self._beside - _GAP

    def laid(self, page: Page) -> LaidPage:
        laid = self._laid(page)
        if len(laid.sheets) == 1:
            return laid
        # Numbers may need a line more, and with that another sheet.
        for _ in range(2):
            total = len(laid.sheets)
            laid = self._laid(page, total=total)
            if len(laid.sheets) == total:
                break
        return laid

    def _laid(self, page: Page, *, total: int = 1) -> LaidPage:
        head, top = self._stacked(_numbered(page.head, page, 1, total), _MARGIN, _MARGIN, self._width)
        _, foot = self._stacked(page.foot, 0, 0, self._width)
        room = self._bottom - foot - _GAP / 2
        columns, gone = self._filled(page, top, room)
        below, _ = self._stacked(page.foot, _MARGIN, self._bottom - foot, self._width)
        sheets = ((*head, *columns, *below), *self._others(gone, page, total))
        return LaidPage(self._paper, sheets, _named(gone[0]) if gone else "")

    def _filled(self, page: Page, top: float, room: float) -> tuple[list[Placed], list[tuple[Block, ...]]]:
        """The columns and what stands under them, with pictures as large as there is room for; and what goes on.

        Where the text is short, the last picture stands under it.
        """
        text = (*page.body, *page.wide)
        flow, moved = self._flow(text), _last_picture(page.beside) if text else 0
        parts = [1 - step / 10 * (1 - _SMALLEST) for step in range(11)]
        for part in parts:
            ways: list[tuple[float, list[Placed]]] = []
            pictures = self._column(page.beside, top, part)
            if (cut := flow.whole(top, pictures[1], room, is_tight=self._is_tight)) is not None:
                ways.append(self._set(text[: cut.beside], text[cut.beside :], pictures, top))
            if moved:
                pictures = self._column(page.beside[:moved], top, part)
                right, end = self._column_text(text, top)
                last, end = self._stacked(_shrunk(page.beside[moved:], part), self._body_x, end, self._body)
                ways.append((max(pictures[1], end), [*pictures[0], *right, *last]))
            if ways := [way for way in ways if way[0] <= room]:
                return min(ways, key=lambda way: way[0])[1], []
        columns = [self._column(page.beside, top, part) for part in parts]
        return self._begun(text, next((one for one in columns if one[1] <= room), columns[-1]), top, room)

    def _begun(
        self, text: Sequence[Block], pictures: tuple[list[Placed], float], top: float, room: float
    ) -> tuple[list[Placed], list[tuple[Block, ...]]]:
        """As much of the text as there is room for, and what goes on to another sheet."""
        pieces, origins = in_sentences(text)
        cut = self._flow(pieces, origins).most(top, pictures[1], room)
        beside, under, others = (
            rejoined(pieces[first:last], origins[first:last])
            for first, last in pairwise((0, cut.beside, cut.placed, len(pieces)))
        )
        _, placed = self._set(beside, under, pictures, top)
        return placed, carried_over([*beside, *under, *others], len(beside) + len(under))

    def _set(
        self, beside: Sequence[Block], under: Sequence[Block], pictures: tuple[list[Placed], float], top: float
    ) -> tuple[float, list[Placed]]:
        """Where all ends, and the columns with what stands under them."""
        right, end = self._column_text(beside, top)
        below, lowest = self._stacked(under, _MARGIN, max(pictures[1], end), self._width)
        return lowest, [*pictures[0], *right, *below]

    def _column_text(self, blocks: Sequence[Block], top: float) -> tuple[list[Placed], float]:
        return self._stacked(blocks, self._body_x, top, self._body)

    def _flow(self, blocks: Sequence[Block], origins: Sequence[int] = ()) -> Flow:
        """What the blocks take, and what each sentence adds to those before it in its paragraph."""
        origins = origins or range(len(blocks))
        starts = [origins.index(origin) for origin in origins]
        begun = [rejoined(blocks[start : at + 1], origins[start : at + 1])[0] for at, start in enumerate(starts)]

        def added(width: float) -> list[float]:
            high = [self._placed(one, 0, 0, width).height for one in begun]
            return [high[at] - (high[at - 1] if start < at else 0) for at, start in enumerate(starts)]

        return Flow(
            blocks,
            narrow=added(self._body),
            wide=added(self._width),
            spaces=[
                self._space(one) if start == at else 0
                for at, (one, start) in enumerate(zip(blocks, starts, strict=True))
            ],
            after=self._space(None),
        )

    def _column(self, beside: Sequence[Block], top: float, part: float) -> tuple[list[Placed], float]:
        return self._stacked(_shrunk(beside, part), _MARGIN, top, self._beside)

    def lettered(self, laid: LaidPage) -> LaidPage:
        """The page with each picture drawn for the size that it has got, so that its letters fit the text."""
        sheets = (
            tuple(self._drawn(one, one.block, sheet) if isinstance(one.block, Picture) else one for one in sheet)
            for sheet in laid.sheets
        )
        return replace(laid, sheets=tuple(sheets))

    def _drawn(self, placed: Placed, picture: Picture, sheet: Iterable[Placed]) -> Placed:
        """The picture in the middle of its room: what it had in a row, or the width of its column."""
        drawn = picture.lettered(placed.height / _MM, self._text)
        row = [one for one in sheet if isinstance(one.block, Picture) and one.y == placed.y]
        is_left = placed.x < self._body_x
        left, room = (_MARGIN, self._beside) if is_left else (self._body_x, self._body)
        if any(one is not placed and (one.x < self._body_x) == is_left for one in row):
            left, room = placed.x, placed.width
        wide, high = _size(drawn.svg)
        scale = min(room / wide, placed.height / high)
        x, y = left + (room - scale * wide) / 2, placed.y + (placed.height - scale * high) / 2
        return Placed(drawn, x, y, scale * wide, scale * high, self._text)

    def _others(self, gone: Sequence[Sequence[Block]], page: Page, total: int) -> list[tuple[Placed, ...]]:
        """Further sheets with what did not fit on the first, from edge to edge."""
        last = page.foot[-1:]
        _, foot = self._stacked(last, 0, 0, self._width)
        sheets: list[list[Placed]] = []
        y = self._bottom
        for section in gone:
            placed, end = self._stacked(section, _MARGIN, y, self._width)
            if end > self._bottom - foot or not sheets:
                head = _numbered(page.running, page, len(sheets) + 2, total)
                above, y = self._stacked(head, _MARGIN, _MARGIN, self._width)
                below, _ = self._stacked(last, _MARGIN, self._bottom - foot, self._width)
                placed, end = self._stacked(section, _MARGIN, y, self._width)
                sheets.append([*above, *below])
            sheets[-1] += placed
            y = end
        return [tuple(sheet) for sheet in sheets]

    def _stacked(self, blocks: Iterable[Block], x: float, y: float, width: float) -> tuple[list[Placed], float]:
        """Blocks under each other, and where they end."""
        placed: list[Placed] = []
        for row in _rows(blocks):
            if placed:
                y += self._space(row[0])
            if len(row) > 1:
                placed += self._side_by_side(row, x, y, width)
            else:
                placed.append(self._placed(row[0], x, y, width))
            y += placed[-1].height
        return placed, y + (self._space(None) if placed else 0)

    def _side_by_side(self, blocks: Sequence[Block], x: float, y: float, width: float) -> list[Placed]:
        """Pictures in a row, all as tall as the first may be, or as there is room for."""
        pictures = [block for block in blocks if isinstance(block, Picture)]
        wide = [across / high for across, high in (_size(picture.svg) for picture in pictures)]
        high = min(pictures[0].height_mm * _MM, width / sum(wide))
        x += (width - high * sum(wide)) / 2
        placed: list[Placed] = []
        for picture, part in zip(pictures, wide, strict=True):
            placed.append(Placed(picture, x, y, part * high, high, self._text))
            x += part * high
        return placed

    def _space(self, block: Block | None) -> float:
        """Room over a block."""
        if isinstance(block, Questions) and block.tone is Tone.SMALL:
            return 0.3 * _MM * self._text
        large = isinstance(block, Heading | Note | Table) or block is None
        return (2.6 if large else 1.2) * _MM * self._text

    def _placed(self, block: Block, x: float, y: float, width: float) -> Placed:
        match block:
            case Picture():
                wide, high = _size(block.svg)
                scale = min(width / wide, block.height_mm * _MM / high)
                return Placed(block, x + (width - scale * wide) / 2, y, scale * wide, scale * high, self._text)
            case Logo():
                image = QImage.fromData(block.data)
                wide = image.width() * _LOGO / image.height() if image.height() else 0.0
                scale = min(1.0, width / wide) if wide else 0.0
                return Placed(block, x, y, scale * wide, scale * _LOGO, self._text)
            case Rule():
                return Placed(block, x, y, width, 0, self._text)
            case Note():
                inside = width - 2 * NOTE_ROOM
                high = document_of(block, inside, self._text).size().height()
                return Placed(block, x, y, width, high + 2 * NOTE_ROOM, self._text)
            case Title() | Running() | Heading() | Paragraph() | Bullets() | Questions() | Table():
                return Placed(block, x, y, width, document_of(block, width, self._text).size().height(), self._text)
            case _:
                assert_never(block)


def _numbered(blocks: Iterable[Block], page: Page, number: int, total: int) -> list[Block]:
    """What stands over a sheet, with its number where there are several."""
    if total == 1:
        return list(blocks)
    said = page.numbered.format(number=number, total=total)
    return [
        replace(one, aside=" · ".join(filter(None, (one.aside, said)))) if isinstance(one, Title | Running) else one
        for one in blocks
    ]


def _shrunk(blocks: Iterable[Block], part: float) -> list[Block]:
    return [replace(one, height_mm=part * one.height_mm) if isinstance(one, Picture) else one for one in blocks]


def _last_picture(blocks: Sequence[Block]) -> int:
    """Where the picture begins that may stand elsewhere: one that ends the column by itself; 0 when there is none."""
    rows = _rows(blocks)
    return len(blocks) - 1 if len(rows) > 1 and len(rows[-1]) == 1 and isinstance(blocks[-1], Picture) else 0


@lru_cache(maxsize=16)
def _size(svg: str) -> tuple[float, float]:
    """How wide and how high a drawing is, in its own units."""
    box = _VIEW_BOX.search(svg)
    if box is None:
        raise ValueError("a picture has no view box")
    return float(box["wide"]), float(box["high"])


def _rows(blocks: Iterable[Block]) -> list[list[Block]]:
    """Each block by itself, but pictures that stand beside each other together."""
    rows: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Picture) and block.is_beside and rows and isinstance(rows[-1][-1], Picture):
            rows[-1].append(block)
        else:
            rows.append([block])
    return rows


def _named(unit: Sequence[Block]) -> str:
    """What a unit is called: its heading or title, or how it begins."""
    first = unit[0]
    match first:
        case Heading() | Title() | Running() | Paragraph():
            return first.text
        case Note():
            return first.title
        case Table():
            return ", ".join(first.heads)
        case Bullets() | Questions():
            return first.items[0]
        case Picture():
            return first.alternative
        case Logo() | Rule():
            return ""
        case _:
            assert_never(first)
