"""From the atlas's geometry to paths that Qt can paint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from bodymap.core.marks.kept import times_forgotten

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from bodymap.core.atlas.atlas import PartRegion
    from bodymap.core.vocabulary import PartId, Side


MOST_PATHS: Final = 400
"""How many paths are kept: more than a window shows at once, as areas are worked out anew for as long as it is open."""


class AreaPaths:
    """Paths of areas, each made when it is first asked for; those asked for last are kept, until the next person."""

    def __init__(self) -> None:
        self._paths: dict[int, tuple[BaseGeometry, QPainterPath]] = {}
        self._since = times_forgotten()

    def path(self, area: BaseGeometry) -> QPainterPath:
        """The path of an area, in mm of its drawing."""
        if self._since != times_forgotten():
            self._since = times_forgotten()
            self._paths.clear()
        known = self._paths.pop(id(area), None) or (area, painter_path(area))
        self._paths[id(area)] = known  # the last one now
        if len(self._paths) > MOST_PATHS:
            del self._paths[next(iter(self._paths))]
        return known[1]

    def of_part(self, regions: Iterable[PartRegion], part: PartId, side: Side) -> QPainterPath:
        """The path of a part of the body on one side, among the regions of a drawing; empty where it is not seen."""
        path = QPainterPath()
        for region in regions:
            if (region.part, region.side) == (part, side):
                path.addPath(self.path(region.geometry))
        return path


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


def line_path(line: BaseGeometry) -> QPainterPath:
    """The path of an open line or of several."""
    path = QPainterPath()
    import shapely

    for part in shapely.get_parts(line):
        (x, y), *others = shapely.get_coordinates(part).tolist()
        path.moveTo(x, y)
        for x, y in others:
            path.lineTo(x, y)
    return path
