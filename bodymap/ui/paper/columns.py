"""Where a text is cut that stands beside the pictures, goes on under both columns, and then on another sheet.

A column ends between blocks, or within a paragraph between sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from typing import Final

from bodymap.publish.blocks import Block, Heading, Note, Paragraph, Table

_SENTENCE_END: Final = re.compile(r"(?<=\w\w[.!?]) ")


@dataclass(frozen=True, slots=True)
class Cut:
    """How many blocks stand beside the pictures, and how many on the sheet; the others go on to another one."""

    beside: int
    placed: int


class Flow:
    """Blocks that follow each other, with what they take in the column and from edge to edge.

    Parameters
    ----------
    narrow, wide : sequence of float
        How tall each block is in the column beside the pictures, and under both columns.
    spaces : sequence of float
        Room over each block that has one above it.
    after : float
        Room under the last block.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        *,
        narrow: Sequence[float],
        wide: Sequence[float],
        spaces: Sequence[float],
        after: float,
    ) -> None:
        self._count = len(blocks)
        self._spaces, self._after = (*spaces, 0.0), after
        self._narrow = _sums(narrow, spaces)
        self._wide = _sums(wide, spaces)
        self._starts = _section_starts(blocks)
        # A heading goes with what it stands over, and a table needs the whole width.
        last = max(start for start in self._starts if not any(isinstance(one, Table) for one in blocks[:start]))
        self._sections = [start for start in self._starts if start <= last]
        cuts = [at for at in range(1, self._count) if not isinstance(blocks[at - 1], Heading)]
        self._cuts = sorted({0, *cuts, self._count})
        self._beside = [cut for cut in self._cuts if cut <= last]

    def whole(self, top: float, left: float, room: float, *, is_tight: bool = False) -> Cut | None:
        """The cut that puts all on one sheet and ends highest, which fills the column; None when there is none.

        Parameters
        ----------
        top, left : float
            Where both columns begin, and where the pictures end.
        room : float
            How far down the sheet may be filled.
        is_tight : bool
            Whether a section may begin in the column and go on under both.
        """
        cuts = self._beside if is_tight else self._sections
        ends = {cut: max(left, self._right(cut, top)) + self._under(cut, self._count) for cut in cuts}
        fitting = [cut for cut, end in ends.items() if end <= room]
        return Cut(min(fitting, key=lambda cut: (ends[cut], -cut)), self._count) if fitting else None

    def most(self, top: float, left: float, room: float) -> Cut:
        """The cut that leaves least for another sheet."""
        beside = [Cut(cut, cut) for cut in self._beside if self._right(cut, top) - self._after <= room]
        under = [
            Cut(cut, placed)
            for cut in self._sections
            for placed in self._cuts
            if placed > cut and max(left, self._right(cut, top)) + self._under(cut, placed) <= room
        ]
        return min([*beside, *under], key=lambda one: (self._under(one.placed, self._count), -one.beside))

    def _right(self, cut: int, top: float) -> float:
        return top + (self._narrow[cut] + self._after if cut else 0.0)

    def _under(self, first: int, last: int) -> float:
        if first == last:
            return 0.0
        return self._wide[last] - self._wide[first] - (self._spaces[first] if first else 0.0) + self._after


def _section_starts(blocks: Sequence[Block]) -> list[int]:
    """Where a section begins, which is a heading or a note; and the end of all."""
    begins = [at for at, one in enumerate(blocks) if not at or isinstance(one, Heading | Note)]
    return sorted({0, *begins, len(blocks)})


def in_sentences(blocks: Sequence[Block]) -> tuple[list[Block], list[int]]:
    """The blocks with each sentence of a paragraph by itself, and for each the number of the block it is from.

    Examples
    --------
    >>> pieces, origins = in_sentences([Heading("Watch"), Paragraph("Go at once. Call somebody.")])
    >>> [piece.text for piece in pieces], origins
    (['Watch', 'Go at once.', 'Call somebody.'], [0, 1, 1])
    """
    told = [(piece, number) for number, block in enumerate(blocks) for piece in _sentences(block)]
    return [piece for piece, _ in told], [number for _, number in told]


def rejoined(pieces: Sequence[Block], origins: Sequence[int]) -> list[Block]:
    """What was taken apart by `in_sentences` put together again, as far as it is given."""
    made: list[Block] = []
    for _, several in groupby(zip(pieces, origins, strict=True), key=lambda piece: piece[1]):
        first, *others = (piece for piece, _ in several)
        texts = [one.text for one in (first, *others) if isinstance(one, Paragraph)]
        made.append(replace(first, text=" ".join(texts)) if isinstance(first, Paragraph) else first)
    return made


def _sentences(block: Block) -> list[Block]:
    if not isinstance(block, Paragraph):
        return [block]
    first, *others = _SENTENCE_END.split(block.text.strip())
    return [replace(block, text=first), *(replace(block, text=one, lead="") for one in others)]


def carried_over(blocks: Sequence[Block], placed: int) -> list[tuple[Block, ...]]:
    """The sections that go on to another sheet; one that was begun is told by its heading once more."""
    sections = [tuple(blocks[first:last]) for first, last in pairwise(_section_starts(blocks)) if first >= placed]
    begun = [start for start in _section_starts(blocks) if start < placed]
    end = next((start for start in _section_starts(blocks) if start >= placed), placed)
    if begun and placed < end:
        head = [one for one in blocks[begun[-1] : begun[-1] + 1] if isinstance(one, Heading)]
        sections.insert(0, (*head, *blocks[placed:end]))
    return sections


def _sums(heights: Sequence[float], spaces: Sequence[float]) -> list[float]:
    """How tall so many blocks are together."""
    over = [space if at else 0.0 for at, space in enumerate(spaces)]
    return list(accumulate((space + high for space, high in zip(over, heights, strict=True)), initial=0.0))
