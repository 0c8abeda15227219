"""The roots of the skin under each mark, one mark at a time, for the warnings that go by root.

A warning must not depend on how much else is marked, so a mark is asked for itself, on the maps that draw whole
territories. A mark touches the skin of some roots when a tenth of it lies on their drawn territories, or when the
middle of a spot does: a narrow strip at the edge of a drawing is skin too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import SNAP_MM, Atlas
from bodymap.core.coverage.skin import measured_areas
from bodymap.core.marks.kept import kept
from bodymap.core.marks.mark import Cut, Mark, Shape, Spot
from bodymap.core.vocabulary import MapName, Quality, Root, View

MAPS: Final = (MapName.FOERSTER, MapName.KEEGAN_GARRETT)
"""The maps that are asked: those of whole territories."""

SADDLE_ROOTS: Final = (Root.S3, Root.S4, Root.S5)
"""The roots of the skin between the legs (Downs 2011)."""

TOUCHED: Final = 0.1
"""From this share of a mark on a map is taken as touching the skin of the roots."""

_MOSTLY: Final = 0.5
"""Where the lowest roots have this share of a point together, more of it is theirs than any other root's."""


@dataclass(frozen=True, slots=True)
class MarkedSkin:
    """How one mark feels, and how much of it lies on the skin of the lowest roots.

    Attributes
    ----------
    quality : Quality or None
        None when the person did not say.
    saddle : float
        The share of the mark on the skin of `SADDLE_ROOTS`, on the map of `MAPS` that gives them most; 0 to 1.
    is_centred : bool
        Whether it is a spot whose middle lies there.
    """

    quality: Quality | None
    saddle: float
    is_centred: bool = False

    @property
    def touches_saddle(self) -> bool:
        """Whether enough of it lies there for a warning."""
        return self.is_centred or self.saddle >= TOUCHED


def marked_skin(marks: Iterable[Mark], atlas: Atlas) -> tuple[MarkedSkin, ...]:
    """Each mark that covers skin, in the order given."""
    found = ((mark.quality, _saddle(mark.shape, mark.cuts, atlas)) for mark in marks)
    return tuple(MarkedSkin(quality, *saddle) for quality, saddle in found if saddle is not None)


@kept()
def _saddle(shape: Shape, cuts: tuple[Cut, ...], atlas: Atlas) -> tuple[float, bool] | None:
    """How much of a mark lies on the skin of the lowest roots, and whether its middle does; None for no skin."""
    areas = measured_areas(shape, cuts, atlas)
    return (max(_share(areas, atlas, name) for name in MAPS), _is_centred(shape, atlas)) if areas else None


def _share(areas: Mapping[View, BaseGeometry], atlas: Atlas, map_name: MapName) -> float:
    held = sum(_held(area, atlas, map_name, view) for view, area in areas.items())
    return float(held / sum(area.area for area in areas.values()))


def _held(area: BaseGeometry, atlas: Atlas, map_name: MapName, view: View) -> float:
    drawn = [one.geometry for one in atlas.territories(map_name, view) if one.root in SADDLE_ROOTS]
    return sum(shapely.intersection(area, territory).area for territory in drawn if shapely.intersects(area, territory))


def _is_centred(spot: Shape, atlas: Atlas) -> bool:
    if not isinstance(spot, Spot):
        return False
    drawn = [name for name in MAPS if _reach_to(spot, atlas, name)]
    shares = (atlas.roots_at(name, spot.view, x=spot.x, y=spot.y) for name in drawn)
    return any(sum(one.share for one in found if one.root in SADDLE_ROOTS) >= _MOSTLY for found in shares)


def _reach_to(spot: Spot, atlas: Atlas, map_name: MapName) -> bool:
    """Whether the lowest roots can have a share of a spot's middle: farther off than their soft border none has."""
    drawn = [one.geometry for one in atlas.territories(map_name, spot.view) if one.root in SADDLE_ROOTS]
    if not drawn:
        return False
    reach = SNAP_MM + atlas.map(map_name).soft_border_mm / 2
    return bool(shapely.dwithin(drawn, shapely.Point(spot.x, spot.y), reach).any())
