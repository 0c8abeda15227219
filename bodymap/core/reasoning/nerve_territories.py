"""How much of the marked skin lies in the territory of each skin nerve.

With ``M`` the marked skin as `bodymap.core.coverage.skin` measures it ::

    share(nerve, side) = area of M within the territory of the nerve on that side / area of M

Territories have sharp edges here; that neighbouring nerves overlap too is left to the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.nerves import Nerve
from bodymap.core.vocabulary import NerveId, Side, View

SMALLEST_SHARE: Final = 0.02
"""A nerve with less of the marked skin than this is not told."""


@dataclass(frozen=True, slots=True)
class NerveArea:
    """A skin nerve on one side, with the share of the marked skin that lies in its territory, 0 to 1."""

    nerve: Nerve
    side: Side
    share: float


def nerve_areas(areas: Mapping[View, BaseGeometry], atlas: Atlas) -> tuple[NerveArea, ...]:
    """The nerves whose territories hold the marked skin, the largest share first; empty when nothing is marked.

    Raises
    ------
    UnknownName
        If a nerve is drawn that the table does not name.
    """
    total = sum(area.area for area in areas.values())
    sizes: dict[tuple[NerveId, Side], float] = {}
    for view, area in areas.items():
        for region, size in atlas.drawing(view).nerves.covered(area):
            sizes[region.nerve, region.side] = sizes.get((region.nerve, region.side), 0.0) + size
    found = [NerveArea(atlas.nerve(nerve), side, size / total) for (nerve, side), size in sizes.items()]
    told = (one for one in found if one.share >= SMALLEST_SHARE)
    return tuple(sorted(told, key=lambda one: (-round(one.share, 6), one.nerve.id, one.side.value)))
