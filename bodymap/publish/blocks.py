"""What a page is made of, without saying how it is laid out or painted.

A page is told as blocks; `bodymap.ui.paper.page` finds a place for each of them on the paper, and gives back by name
what did not fit.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Title:
    """What the page is, and at its right end when it was made."""

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
    """

    svg: str
    alternative: str
    height_mm: float
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of the clinic, as the bytes of its file, and what it shows, in words."""

    data: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line from edge to edge."""


Block: TypeAlias = Title | Heading | Paragraph | Bullets | Note | Table | Picture | Logo | Rule


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is to be laid out, from top to bottom.

    Attributes
    ----------
    head : tuple of Block
        Over everything, from edge to edge.
    beside : tuple of Block
        The left column: pictures, and what they show.
    body : tuple of Block
        The right column, beside the pictures.
    wide : tuple of Block
        Under both columns, from edge to edge.
    foot : tuple of Block
        At the lower end of the paper.
    """

    head: tuple[Block, ...] = ()
    beside: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    wide: tuple[Block, ...] = ()
    foot: tuple[Block, ...] = ()
