"""The same page as a tagged PDF (PDF/UA-1) for those who have it read out, laid out by Typst.

Qt writes no tags. Typst does, with fonts of its own, so that the page is alike on every computer; it is told all words
as data, and asks for no package.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable
from typing import Final, assert_never

from bodymap.core.errors import BodymapError
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
)
from bodymap.publish.tagged_layout import LAYOUT

_STANDARD: Final = "ua-1"
_SHRUNK: Final = ((1.0, 1.0), (1.0, 0.8), (1.0, 0.6), (0.95, 0.6), (0.9, 0.6))
"""How large letters and pictures are, as parts of what was wished, until everything is on one sheet."""
_PARTS: Final = ("head", "beside", "body", "wide", "foot", "running")
_VIEW_BOX: Final = re.compile(r'viewBox="\S+ \S+ (?P<wide>[\d.]+) (?P<high>[\d.]+)"')


class TaggedPageError(BodymapError):
    """A page cannot be tagged: Typst is missing, or it refuses the page."""


def tagged_pdf(page: Page, paper: Paper, *, title: str, language: str, text: float = 1.0) -> tuple[bytes, str]:
    """The page as a PDF/UA, and the first heading that did not fit on the first sheet; empty when all did.

    Parameters
    ----------
    title : str
        What the file says about itself; the same for everybody, so that it names no person.
    language : str
        In which the page is written, such as ``en``.
    text : float
        How large the letters are, 1 for normal; where that keeps everything on one sheet, up to a tenth smaller.

    Raises
    ------
    TaggedPageError
        If Typst is not installed, or what was typed cannot be shown in any font.
    """
    try:
        import typst
    except ImportError as error:
        raise TaggedPageError(
            "an accessible page needs Typst, which is not here; it comes with: pip install 'bodymap[accessible]'"
        ) from error
    wide, high = SIZES_MM[paper]
    fields = {"title": title, "language": language, "width_mm": wide, "height_mm": high, "numbered": page.numbered}
    template = LAYOUT.encode()

    def tried(fonts: typst.Fonts, letters: float, pictures: float) -> tuple[typst.Compiler, int, str]:
        size = letters * text
        parts = {part: _fields(getattr(page, part), size, pictures) for part in _PARTS}
        given = {"page": json.dumps({**fields, **parts, "text": size})}
        compiler = typst.Compiler(template, font_paths=fonts, sys_inputs=given)
        laid = json.loads(compiler.query("<laid>", field="value", one=True))
        return compiler, laid["pages"], laid["gone_on"]

    def written(fonts: typst.Fonts) -> tuple[bytes, str]:
        wished = tried(fonts, *_SHRUNK[0])
        attempts = itertools.chain([wished], (tried(fonts, *sizes) for sizes in _SHRUNK[1:]))
        compiler, _, gone_on = next((attempt for attempt in attempts if attempt[1] == 1), wished)
        data = compiler.compile(template, format="pdf", pdf_standards=[_STANDARD])
        if not isinstance(data, bytes):
            raise TypeError("a PDF is one piece of bytes")
        return data, gone_on

    try:
        return written(typst.Fonts(include_system_fonts=False))
    except typst.TypstError:  # a name is typed in letters that Typst's own fonts lack
        try:
            return written(typst.Fonts())
        except typst.TypstError as error:
            raise TaggedPageError(f"the page cannot be tagged: {error.message}") from error


def _fields(blocks: Iterable[Block], text: float, pictures: float) -> list[dict[str, object]]:
    """The blocks, with pictures so many times as tall as they may be and letters that fit the size of the text."""
    return [
        _block_fields(one.lettered(pictures * one.height_mm, text) if isinstance(one, Picture) else one)
        for one in blocks
    ]


def _block_fields(block: Block) -> dict[str, object]:  # noqa: C901 -- one case for each kind of block
    match block:
        case Title():
            return {"kind": "title", "text": block.text, "aside": block.aside}
        case Running():
            return {"kind": "running", "text": block.text, "aside": block.aside}
        case Heading():
            return {"kind": "heading", "text": block.text}
        case Paragraph():
            lead = f"{block.lead}{block.colon}" if block.lead else ""
            return {"kind": "paragraph", "text": block.text, "tone": block.tone.value, "lead": lead}
        case Bullets():
            return {"kind": "bullets", "items": block.items, "tone": block.tone.value}
        case Questions():
            return {"kind": "questions", "items": block.items, "action": block.action, "tone": block.tone.value}
        case Note():
            return {"kind": "note", "title": block.title, "lines": block.lines}
        case Table():
            return {"kind": "table", "heads": block.heads, "rows": block.rows}
        case Picture():
            return {
                "kind": "picture",
                "svg": block.svg,
                "alternative": block.alternative,
                "height_mm": block.height_mm,
                "wide_per_high": _wide_per_high(block.svg),
                "beside": block.is_beside,
            }
        case Logo():
            return {"kind": "logo", "data": list(block.data), "alternative": block.alternative}
        case Rule():
            return {"kind": "rule"}
        case _:
            assert_never(block)


def _wide_per_high(svg: str) -> float:
    box = _VIEW_BOX.search(svg)
    if box is None:
        raise ValueError("a picture has no view box")
    return float(box["wide"]) / float(box["high"])
