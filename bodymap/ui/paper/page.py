"""Lays a page out on paper: finds a place for each block, and paints them; the same for PDF, printer and preview.

Text is laid out by `QTextDocument` in tenths of a point, apart from any device, so that the page breaks alike
everywhere. Blocks are placed whole. When they do not fit on a sheet, pictures shrink first, then letters by a tenth at
most; what does not fit then goes on to another sheet, a heading with what it stands over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final, assert_never

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QTextDocument, QTextOption
from PySide6.QtSvg import QSvgRenderer

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
    Rule,
    Table,
    Title,
    Tone,
)

UNITS_PER_POINT: Final = 10.0
_MM: Final = 72 / 25.4 * UNITS_PER_POINT

_MARGIN: Final = 13 * _MM
_GAP: Final = 6 * _MM
_BESIDE: Final = 0.41
"""The left column's part of the width between the margins."""
_SMALLEST: Final = 0.6
"""How far pictures may shrink before something goes on to another page."""
_SMALLER: Final = (0.95, 0.9)
"""How much smaller than wished the letters may be."""
_NOTE_ROOM: Final = 2.4 * _MM
_LOGO: Final = 12 * _MM

_INK, _FAINT, _LINE, _URGENT, _URGENT_GROUND = "#1F2933", "#52606D", "#B8C0C8", "#8A1C1C", "#FBEFEF"
_FAMILIES: Final = ("DejaVu Sans", "Arial", "Helvetica")
_POINTS: Final = {Tone.NORMAL: 9.5, Tone.STRONG: 9.5, Tone.SMALL: 8.0, Tone.FAINT: 6.2}
_TITLE_POINTS, _HEADING_POINTS, _TABLE_POINTS = 15.0, 10.5, 7.0


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
    wished = _Layout(paper, text).laid(page)
    if not wished.gone_on:
        return wished
    smaller = (_Layout(paper, part * text).laid(page) for part in _SMALLER)
    return next((laid for laid in smaller if not laid.gone_on), wished)


def paint_sheet(painter: QPainter, sheet: Iterable[Placed], *, dots_per_inch: float) -> None:
    """Paint one sheet; the painter stands at the upper left corner of the paper."""
    painter.save()
    scale = dots_per_inch / 72 / UNITS_PER_POINT
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for placed in sheet:
        painter.save()
        painter.translate(placed.x, placed.y)
        _paint(painter, placed)
        painter.restore()
    painter.restore()


class _Layout:
    """Works out the places on one kind of paper at one size of text."""

    def __init__(self, paper: Paper, text: float) -> None:
        self._paper = paper
        self._text = text
        width, height = SIZES_MM[paper]
        self._width = width * _MM - 2 * _MARGIN
        self._bottom = height * _MM - _MARGIN
        self._beside = _BESIDE * self._width
        self._body_x = _MARGIN + self._beside + _GAP
        self._body = self._width - self._beside - _GAP

    def laid(self, page: Page) -> LaidPage:
        head, y = self._stacked(page.head, _MARGIN, _MARGIN, self._width)
        _, foot = self._stacked(page.foot, 0, 0, self._width)
        room = self._bottom - foot - _GAP / 2
        body, wide = _units(page.body), _units(page.wide)
        gone: list[tuple[Block, ...]] = []
        while (placed := self._filled(page.beside, body, wide, y, room)) is None:
            if not (wide or len(body) > 1):
                placed = self._filled(page.beside, body, wide, y, room, force=True) or ()
                break
            gone.insert(0, (wide or body).pop())
        below, _ = self._stacked(page.foot, _MARGIN, self._bottom - foot, self._width)
        sheets = [(*head, *placed, *below), *self._others(gone, page.foot[-1:])]
        return LaidPage(self._paper, tuple(sheets), _named(gone[0]) if gone else "")

    def _filled(
        self,
        beside: Sequence[Block],
        body: Sequence[Sequence[Block]],
        wide: Sequence[Sequence[Block]],
        top: float,
        room: float,
        *,
        force: bool = False,
    ) -> tuple[Placed, ...] | None:
        """The two columns and what stands under them; None when it is taller than the room."""
        right, body_end = self._stacked(_flat(body), self._body_x, top, self._body)
        _, under = self._stacked(_flat(wide), 0, 0, self._width)
        left = self._shrunk(beside, top, room - under) or (self._column(beside, top, _SMALLEST) if force else None)
        if left is None or (max(left[1], body_end) + under > room and not force):
            return None
        below, _ = self._stacked(_flat(wide), _MARGIN, max(left[1], body_end), self._width)
        return (*left[0], *right, *below)

    def _shrunk(self, beside: Sequence[Block], top: float, room: float) -> tuple[list[Placed], float] | None:
        """The left column with pictures as large as there is room for; None when they would be too small."""
        for step in range(11):
            column = self._column(beside, top, 1 - step / 10 * (1 - _SMALLEST))
            if column[1] <= room:
                return column
        return None

    def _column(self, beside: Sequence[Block], top: float, part: float) -> tuple[list[Placed], float]:
        shrunk = [replace(one, height_mm=part * one.height_mm) if isinstance(one, Picture) else one for one in beside]
        return self._stacked(shrunk, _MARGIN, top, self._beside)

    def _others(self, gone: Sequence[Sequence[Block]], last: Sequence[Block]) -> list[tuple[Placed, ...]]:
        """Further sheets with what did not fit on the first, from edge to edge."""
        _, foot = self._stacked(last, 0, 0, self._width)
        sheets: list[list[Placed]] = []
        y = self._bottom
        for unit in gone:
            placed, end = self._stacked(unit, _MARGIN, y, self._width)
            if end > self._bottom - foot or not sheets:
                sheets.append(self._stacked(last, _MARGIN, self._bottom - foot, self._width)[0])
                placed, end = self._stacked(unit, _MARGIN, _MARGIN, self._width)
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
        boxes = [QSvgRenderer(QByteArray(picture.svg.encode())).viewBoxF() for picture in pictures]
        wide = [box.width() / box.height() for box in boxes]
        high = min(pictures[0].height_mm * _MM, width / sum(wide))
        x += (width - high * sum(wide)) / 2
        placed: list[Placed] = []
        for picture, part in zip(pictures, wide, strict=True):
            placed.append(Placed(picture, x, y, part * high, high, self._text))
            x += part * high
        return placed

    def _space(self, block: Block | None) -> float:
        """Room over a block."""
        large = isinstance(block, Heading | Note | Table) or block is None
        return (2.6 if large else 1.2) * _MM * self._text

    def _placed(self, block: Block, x: float, y: float, width: float) -> Placed:
        match block:
            case Picture():
                size = QSvgRenderer(QByteArray(block.svg.encode())).viewBoxF()
                scale = min(width / size.width(), block.height_mm * _MM / size.height())
                wide, high = scale * size.width(), scale * size.height()
                return Placed(block, x + (width - wide) / 2, y, wide, high, self._text)
            case Logo():
                image = QImage.fromData(block.data)
                wide = image.width() * _LOGO / image.height() if image.height() else 0.0
                scale = min(1.0, width / wide) if wide else 0.0
                return Placed(block, x, y, scale * wide, scale * _LOGO, self._text)
            case Rule():
                return Placed(block, x, y, width, 0, self._text)
            case Note():
                inside = width - 2 * _NOTE_ROOM
                high = _document(block, inside, self._text).size().height()
                return Placed(block, x, y, width, high + 2 * _NOTE_ROOM, self._text)
            case Title() | Heading() | Paragraph() | Bullets() | Table():
                return Placed(block, x, y, width, _document(block, width, self._text).size().height(), self._text)
            case _:
                assert_never(block)


def _units(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """What stays together: a heading with all that stands under it; a note or table without one is by itself."""
    units: list[tuple[Block, ...]] = []
    for block in blocks:
        if not units or isinstance(block, Heading | Note):
            units.append((block,))
        else:
            units[-1] = (*units[-1], block)
    return units


def _rows(blocks: Iterable[Block]) -> list[list[Block]]:
    """Each block by itself, but pictures that stand beside each other together."""
    rows: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Picture) and block.is_beside and rows and isinstance(rows[-1][-1], Picture):
            rows[-1].append(block)
        else:
            rows.append([block])
    return rows


def _flat(units: Iterable[Sequence[Block]]) -> list[Block]:
    return [block for unit in units for block in unit]


def _named(unit: Sequence[Block]) -> str:
    """What a unit is called: its heading or title, or how it begins."""
    first = unit[0]
    match first:
        case Heading() | Title() | Paragraph():
            return first.text
        case Note():
            return first.title
        case Table():
            return ", ".join(first.heads)
        case Bullets():
            return first.items[0]
        case Picture():
            return first.alternative
        case Logo() | Rule():
            return ""
        case _:
            assert_never(first)


def _paint(painter: QPainter, placed: Placed) -> None:
    block = placed.block
    match block:
        case Picture():
            frame = QRectF(0, 0, placed.width, placed.height)
            painter.setClipRect(frame)
            QSvgRenderer(QByteArray(block.svg.encode())).render(painter, frame)
        case Logo():
            painter.drawImage(QRectF(0, 0, placed.width, placed.height), QImage.fromData(block.data))
        case Rule():
            painter.setPen(QPen(QColor(_LINE), 0.6 * UNITS_PER_POINT))
            painter.drawLine(QPointF(0, 0), QPointF(placed.width, 0))
        case Note():
            edge = 2.4 * UNITS_PER_POINT
            painter.fillRect(QRectF(0, 0, placed.width, placed.height), QColor(_URGENT_GROUND))
            painter.setPen(QPen(QColor(_URGENT), edge, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(edge / 2, 0), QPointF(edge / 2, placed.height))
            painter.translate(_NOTE_ROOM, _NOTE_ROOM)
            _document(block, placed.width - 2 * _NOTE_ROOM, placed.text).drawContents(painter)
        case Title() | Heading() | Paragraph() | Bullets() | Table():
            _document(block, placed.width, placed.text).drawContents(painter)
        case _:
            assert_never(block)


def _document(block: Title | Heading | Paragraph | Bullets | Note | Table, width: float, text: float) -> QTextDocument:
    """A block of text, laid out in its width."""
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPixelSize(round(_POINTS[Tone.NORMAL] * UNITS_PER_POINT * text))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for name in ("liga", "clig"):
        font.setFeature(QFont.Tag(name), 0)  # so that the words can be searched for
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setDefaultFont(font)
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setHtml(_html(block, text))
    document.setTextWidth(width)
    return document


def _html(block: Title | Heading | Paragraph | Bullets | Note | Table, text: float) -> str:
    def styled(words: str, points: float, colour: str = _INK, *, is_bold: bool = False) -> str:
        weight = "font-weight:600;" if is_bold else ""
        size = round(points * UNITS_PER_POINT * text)
        return f'<span style="font-size:{size}px;color:{colour};{weight}">{escape(words)}</span>'

    match block:
        case Title():
            aside = f'<td align="right" valign="bottom">{styled(block.aside, _POINTS[Tone.SMALL], _FAINT)}</td>'
            title = styled(block.text, _TITLE_POINTS, is_bold=True)
            return f'<table width="100%" cellspacing="0" cellpadding="0"><tr><td>{title}</td>{aside}</tr></table>'
        case Heading():
            return _line(styled(block.text, _HEADING_POINTS, is_bold=True))
        case Paragraph():
            points, colour = _POINTS[block.tone], _FAINT if block.tone is Tone.FAINT else _INK
            if block.tone is Tone.FAINT:  # to look something up, not to read
                points /= max(text, 1.0)
            lead = styled(f"{block.lead}{block.colon}", points, colour, is_bold=True) if block.lead else ""
            leading = 128 if block.tone is Tone.NORMAL else 118
            return _line(lead + styled(block.text, points, colour, is_bold=block.tone is Tone.STRONG), leading)
        case Bullets():
            return "".join(_line(styled(item, _POINTS[block.tone])) for item in block.items)
        case Note():
            title = _line(styled(block.title, _HEADING_POINTS, _URGENT, is_bold=True))
            return title + "".join(_line(styled(line, _POINTS[Tone.NORMAL])) for line in block.lines)
        case Table():
            return _table(block, styled)
        case _:
            assert_never(block)


def _line(inner: str, leading: int = 122) -> str:
    return f'<p style="margin:0;line-height:{leading}%">{inner}</p>'


def _table(table: Table, styled: Callable[..., str]) -> str:
    def row(cells: Iterable[str], line: int) -> str:
        style = f"border-bottom:{line}px solid {_LINE};"
        return "<tr>" + "".join(f'<td style="{style}">{cell}</td>' for cell in cells) + "</tr>"

    heads = [styled(head, _TABLE_POINTS, _FAINT, is_bold=True) for head in table.heads]
    rows = [[styled(cell, _TABLE_POINTS, is_bold=not at) for at, cell in enumerate(cells)] for cells in table.rows]
    room = round(1.6 * UNITS_PER_POINT)
    body = row(heads, 4) + "".join(row(cells, 2) for cells in rows)
    return f'<table width="100%" cellspacing="0" cellpadding="{room}">{body}</table>'
