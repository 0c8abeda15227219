"""The text of a block on paper, as a document that is laid out in tenths of a point, apart from any device."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Final, TypeAlias, assert_never

from PySide6.QtGui import QFont, QTextDocument, QTextOption

from bodymap.publish.blocks import Bullets, Heading, Note, Paragraph, Questions, Running, Table, Title, Tone

UNITS_PER_POINT: Final = 10.0
LINE, URGENT = "#B8C0C8", "#8A1C1C"
"""Colours of thin lines, and of what must not be missed."""

_INK, _FAINT = "#1F2933", "#52606D"
_FAMILIES: Final = ("DejaVu Sans", "Arial", "Helvetica")
_POINTS: Final = {Tone.NORMAL: 9.5, Tone.STRONG: 9.5, Tone.SMALL: 8.0, Tone.CAPTION: 7.0, Tone.FAINT: 6.2}
_GREY: Final = frozenset({Tone.CAPTION, Tone.FAINT})
_TITLE_POINTS, _HEADING_POINTS, _TABLE_POINTS = 15.0, 10.5, 7.0
_INDENT_POINTS: Final = 9.0

Written: TypeAlias = Title | Running | Heading | Paragraph | Bullets | Questions | Note | Table
"""The blocks that are text."""


def document_of(block: Written, width: float, text: float) -> QTextDocument:
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


def _html(block: Written, text: float) -> str:
    def styled(words: str, points: float, colour: str = _INK, *, is_bold: bool = False) -> str:
        weight = "font-weight:600;" if is_bold else ""
        size = round(points * UNITS_PER_POINT * text)
        return f'<span style="font-size:{size}px;color:{colour};{weight}">{escape(words)}</span>'

    match block:
        case Title() | Running():
            aside = f'<td align="right" valign="bottom">{styled(block.aside, _POINTS[Tone.SMALL], _FAINT)}</td>'
            points = _TITLE_POINTS if isinstance(block, Title) else _POINTS[Tone.STRONG]
            title = styled(block.text, points, is_bold=True)
            return f'<table width="100%" cellspacing="0" cellpadding="0"><tr><td>{title}</td>{aside}</tr></table>'
        case Heading():
            return _line(styled(block.text, _HEADING_POINTS, is_bold=True))
        case Paragraph():
            points, colour = _POINTS[block.tone], _FAINT if block.tone in _GREY else _INK
            if block.tone is Tone.FAINT:  # to look something up, not to read
                points /= max(text, 1.0)
            lead = styled(f"{block.lead}{block.colon}", points, colour, is_bold=True) if block.lead else ""
            leading = 128 if block.tone is Tone.NORMAL else 118
            return _line(lead + styled(block.text, points, colour, is_bold=block.tone is Tone.STRONG), leading)
        case Bullets():
            return "".join(_line(styled(item, _POINTS[block.tone])) for item in block.items)
        case Questions():
            return _questions(block, text, styled)
        case Note():
            title = _line(styled(block.title, _HEADING_POINTS, URGENT, is_bold=True))
            return title + "".join(_line(styled(line, _POINTS[Tone.NORMAL])) for line in block.lines)
        case Table():
            return _table(block, styled)
        case _:
            assert_never(block)


def _line(inner: str, leading: int = 120, *, indent: int = 0, hanging: bool = False) -> str:
    first = f"text-indent:{-indent}px;" if hanging else ""
    return f'<p style="margin:0;margin-left:{indent}px;{first}line-height:{leading}%">{inner}</p>'


def _table(table: Table, styled: Callable[..., str]) -> str:
    def row(cells: Iterable[str], line: int) -> str:
        style = f"border-bottom:{line}px solid {LINE};"
        return "<tr>" + "".join(f'<td style="{style}">{cell}</td>' for cell in cells) + "</tr>"

    heads = [styled(head, _TABLE_POINTS, _FAINT, is_bold=True) for head in table.heads]
    rows = [[styled(cell, _TABLE_POINTS, is_bold=not at) for at, cell in enumerate(cells)] for cells in table.rows]
    room = round(1.6 * UNITS_PER_POINT)
    body = row(heads, 4) + "".join(row(cells, 2) for cells in rows)
    return f'<table width="100%" cellspacing="0" cellpadding="{room}">{body}</table>'


def _questions(block: Questions, text: float, styled: Callable[..., str]) -> str:
    """The questions with a sign in front; what to do stands under several, and after a single one to save a line."""
    points, indent = _POINTS[block.tone], round(_INDENT_POINTS * UNITS_PER_POINT * text)
    action = styled(block.action, points, is_bold=True)
    asked = [styled(f"• {question}", points) for question in block.items]
    if len(asked) == 1:
        return _line(f"{asked[0]} {action}", indent=indent, hanging=True)
    return "".join(_line(one, indent=indent, hanging=True) for one in asked) + _line(action, indent=indent)
