"""From the atlas's geometry to paths that Qt can paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from bodymap.core.atlas import Region


class RegionPaths:
    """Paths of regions, each made once, when it is first asked for."""

    def __init__(self) -> None:
        self._paths: dict[int, tuple[Region, QPainterPath]] = {}

    def path(self, region: Region) -> QPainterPath:
        """The path of a region, in mm of its drawing."""
        if id(region) not in self._paths:
            self._paths[id(region)] = (region, painter_path(region.geometry))
        return self._paths[id(region)][1]


def painter_path(area: BaseGeometry) -> QPainterPath:
    """The path of a polygon or of several, holes left out."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    import shapely

    for ring in shapely.get_rings(shapely.get_parts(area)):
        (x, y), *others = shapely.get_coordinates(ring)[:-1].tolist()
        path.moveTo(x, y)
        for x, y in others:
            path.lineTo(x, y)
        path.closeSubpath()
    return path
