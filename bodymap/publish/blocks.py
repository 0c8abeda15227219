"""What a page is made of, without saying how it is laid out or painted.

A page is told as blocks; `bodymap.ui.paper.page` finds a place for each of them on the paper, and gives back by name
what did not fit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final, TypeAlias

TITLE: Final = "bodymap: pain drawing"
"""What the file of a page says about itself; the same for everybody, so that it names no person."""


class Paper(Enum):
    """The size of a sheet."""

    A4 = "a4"
    LETTER = "letter"


SIZES_MM: Final = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
"""Width and height of a sheet."""


class Tone(Enum):
    """How a piece of text sounds."""

    NORMAL = "normal"
    STRONG = "strong"
    SMALL = "small"
    CAPTION = "caption"
    """What a picture shows: small and grey, yet larger where larger text is wished."""
    FAINT = "faint"
    """To look something up, not to read; it does not grow."""


@dataclass(frozen=True, slots=True)
class Title:
    """What the page is, and at its right end when it was made."""

    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """What further sheets say above all: whose page it is, and at the right end when it was made and its number."""

    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A few words over what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of running text, after a name that stands out where there is one, and the language's colon."""

    text: str
    tone: Tone = Tone.NORMAL
    lead: str = ""
    colon: str = ": "


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short texts under each other, each with a sign in front."""

    items: tuple[str, ...]
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions under each other, each with a sign in front, and under them what to do if the answer is yes."""

    items: tuple[str, ...]
    action: str
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class Note:
    """What must not be missed: a frame with a title and lines of text."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of short texts under their heads; every row has as many as there are heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, as large as there is room for.

    Attributes
    ----------
    svg : str
        The drawing, with a view box.
    alternative : str
        What it shows, in words.
    height_mm : float
        How tall it is at most.
    is_beside : bool
        Whether it stands to the right of the picture before it, as tall as that, where both fit.
    drawn : callable, optional
        Draws it anew for a height in millimetres and a size of text, so that its letters can be read there.
    """

    svg: str
    alternative: str
    height_mm: float
    is_beside: bool = False
    drawn: Callable[[float, float], str] | None = field(default=None, compare=False, repr=False)

    def lettered(self, height_mm: float, text: float) -> Picture:
        """The picture at another height, with letters that fit the size of the text around it."""
        return replace(self, height_mm=height_mm, svg=self.drawn(height_mm, text) if self.drawn else self.svg)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of the clinic, as the bytes of its file, and what it shows, in words."""

    data: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line from edge to edge."""


Block: TypeAlias = Title | Running | Heading | Paragraph | Bullets | Questions | Note | Table | Picture | Logo | Rule


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is to be laid out, from top to bottom.

    What stands beside the pictures and what stands under them is one text: it fills the column first.

    Attributes
    ----------
    head : tuple of Block
        Over everything, from edge to edge.
    beside : tuple of Block
        The left column: pictures, and what they show.
    body : tuple of Block
        The right column, beside the pictures.
    wide : tuple of Block
        What follows: in the right column as far as there is room, then under both columns, from edge to edge.
    foot : tuple of Block
        At the lower end of the paper.
    running : tuple of Block
        Over everything on further sheets.
    numbered : str
        How a sheet is numbered where there are several, with ``{number}`` and ``{total}``.
    """

    head: tuple[Block, ...] = ()
    beside: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    wide: tuple[Block, ...] = ()
    foot: tuple[Block, ...] = ()
    running: tuple[Block, ...] = ()
    numbered: str = "{number} / {total}"
