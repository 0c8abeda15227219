"""How far a mark reaches: over the midline, and from which part to which a long stroke goes.

The parts that name a mark are those that hold a fifth of it, so they leave out what lies just over the midline, and
most of what a long stroke is painted over. Both change what a mark means: a numb saddle of one side or of both, an ache
of the thigh or of the whole leg.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from bodymap.core.coverage.counted_places import meant_areas
from bodymap.core.coverage.pain_extent import Place, named_places, part_sizes
from bodymap.core.coverage.skin import Piece, measured_areas
from bodymap.core.marks.kept import kept
from bodymap.core.marks.mark import Cut, Shape, Stroke, WholePart
from bodymap.core.vocabulary import Side

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas

OVER_SHARE: Final = 0.05
"""A mark reaches over the midline when this share of it lies on the other side."""

OVER_MM2: Final = 25.0
"""And so many square millimetres: less is within what a hand can place."""

SPAN_PARTS: Final = 3
"""A stroke that means so many parts is told by the two that lie farthest apart."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a mark reaches beyond the parts that name it.

    Attributes
    ----------
    over : Side or None
        The other side, where a mark that is named by parts of one side alone lies on the other one too.
    span : pair of (PartId, Side) or None
        The parts at the two ends of a long stroke, the upper one first.
    """

    over: Side | None = None
    span: tuple[Place, Place] | None = None


NO_REACH: Final = Reach()


@kept()
def reach(shape: Shape, cuts: tuple[Cut, ...], atlas: Atlas) -> Reach:
    """How far a mark reaches, given by its shape and what was erased of it; a whole part reaches nowhere."""
    if isinstance(shape, WholePart):
        return NO_REACH
    return Reach(_over(shape, cuts, atlas), _span(shape, cuts, atlas))


def _over(shape: Shape, cuts: tuple[Cut, ...], atlas: Atlas) -> Side | None:
    sides = {side for _, side in named_places(shape, cuts, atlas)}
    if len(sides) != 1:
        return None
    (own,) = sides
    sizes = part_sizes([Piece(view, area) for view, area in measured_areas(shape, cuts, atlas).items()], atlas)
    across = sum(size for (_, side), size in sizes.items() if side is not own)
    return own.opposite if across >= max(OVER_SHARE * sum(sizes.values()), OVER_MM2) else None


def _span(shape: Shape, cuts: tuple[Cut, ...], atlas: Atlas) -> tuple[Place, Place] | None:
    if not isinstance(shape, Stroke):
        return None
    meant = meant_areas(shape, cuts, atlas)
    if len(meant) < SPAN_PARTS or set(meant) <= set(named_places(shape, cuts, atlas)):
        return None
    middles = {place: areas[shape.view].centroid for place, areas in meant.items() if shape.view in areas}
    if len(middles) < SPAN_PARTS:
        return None
    pairs = combinations(sorted(middles, key=lambda place: (middles[place].y, place[0], place[1].value)), 2)
    return max(pairs, key=lambda pair: middles[pair[0]].distance(middles[pair[1]]))
