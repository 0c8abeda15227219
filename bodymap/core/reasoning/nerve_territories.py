"""How much of the marked skin lies in the territory of each skin nerve.

With ``M`` the marked skin as `bodymap.core.coverage.skin` measures it ::

    share(nerve, side) = area of M within the territory of the nerve on that side / area of M

Territories have sharp edges here; that neighbouring nerves overlap too is left to the words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.nerves import Nerve
from bodymap.core.coverage.skin import Piece
from bodymap.core.marks.kept import kept
from bodymap.core.vocabulary import NerveId, Side

SMALLEST_SHARE: Final = 0.02
"""A nerve with less of the marked skin than this is not told."""


@dataclass(frozen=True, slots=True)
class NerveArea:
    """A skin nerve on one side, with the share of the marked skin that lies in its territory, 0 to 1."""

    nerve: Nerve
    side: Side
    share: float


def nerve_areas(pieces: Collection[Piece], atlas: Atlas) -> tuple[NerveArea, ...]:
    """The nerves whose territories hold the marked skin, the largest share first; empty when nothing is marked.

    The skin is given in pieces that do not overlap.

    Raises
    ------
    UnknownName
        If a nerve is drawn that the table does not name.
    """
    total = sum(piece.area.area for piece in pieces)
    sizes: dict[tuple[NerveId, Side], float] = {}
    for piece in pieces:
        for place, size in _sizes_of(piece, atlas):
            sizes[place] = sizes.get(place, 0.0) + size
    found = [NerveArea(atlas.nerve(nerve), side, size / total) for (nerve, side), size in sizes.items()]
    told = (one for one in found if one.share >= SMALLEST_SHARE)
    return tuple(sorted(told, key=lambda one: (-round(one.share, 6), one.nerve.id, one.side.value)))


@kept()
def _sizes_of(piece: Piece, atlas: Atlas) -> tuple[tuple[tuple[NerveId, Side], float], ...]:
    covered = atlas.drawing(piece.view).nerves.covered(piece.area)
    return tuple(((region.nerve, region.side), size) for region, size in covered)
