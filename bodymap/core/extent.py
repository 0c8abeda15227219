"""The skin that marks cover, view by view: what the literature on pain drawings calls pain extent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, assert_never

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.anatomy import View
from bodymap.core.atlas import Atlas
from bodymap.core.marks import Mark, Shape, Spot, WholePart

_QUARTER_SEGMENTS: Final = 16
"""Straight pieces in a quarter of a disc; the area is then right to 0.2 %."""


def marked_areas(marks: Iterable[Mark], atlas: Atlas) -> Mapping[View, BaseGeometry]:
    """All the skin that is marked in each view; views without any are left out.

    Marks of one view are united, so that a place marked twice counts once, and the order of marks does not matter.
    """
    pieces: dict[View, list[BaseGeometry]] = {}
    for mark in marks:
        for view, area in shape_areas(mark.shape, atlas).items():
            pieces.setdefault(view, []).append(area)
    return {view: shapely.union_all(areas) for view, areas in pieces.items()}


def shape_areas(shape: Shape, atlas: Atlas) -> Mapping[View, BaseGeometry]:
    """The skin that one shape covers in each view; empty for a spot off the body or a part that is not drawn."""
    match shape:
        case Spot():
            area = _disc(shape, atlas)
            return {} if area.is_empty else {shape.view: area}
        case WholePart():
            return _whole_part(shape, atlas)
        case _:
            assert_never(shape)


def _disc(spot: Spot, atlas: Atlas) -> BaseGeometry:
    """The piece of the disc that hangs together with its middle: a spot on one thigh does not mark the other."""
    middle = atlas.snapped(spot.view, x=spot.x, y=spot.y)
    if middle is None:
        return shapely.Polygon()
    point = shapely.Point(middle)
    disc = point.buffer(spot.radius_mm, quad_segs=_QUARTER_SEGMENTS)
    pieces = shapely.get_parts(shapely.intersection(disc, atlas.silhouette(spot.view)))
    pieces = pieces[shapely.area(pieces) > 0]
    if not len(pieces):
        return shapely.Polygon()
    nearest: BaseGeometry = pieces[np.argmin(shapely.distance(pieces, point))]
    return nearest


def _whole_part(whole: WholePart, atlas: Atlas) -> Mapping[View, BaseGeometry]:
    return {
        view: region.geometry
        for view in atlas.views
        for region in atlas.part_regions(view)
        if (region.part, region.side) == (whole.part, whole.side)
    }
