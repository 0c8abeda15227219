"""What a gesture on the body is about: the stroke that it draws, or the mark that it touches."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bodymap.core.marks.mark import MOST_STROKE_POINTS, Mark, Spot, Stroke, WholePart
from bodymap.core.marks.touch import BodyPoint, BodyStroke
from bodymap.state.pen import pressed_width

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas
    from bodymap.state.case import Case

# A stroke keeps a point for each step of the pen, which is a part of the brush's width and not less than this.
_CLOSEST_MM = 1.5
_STEPS_ACROSS = 10


def drawn_stroke(line: BodyStroke, width_mm: float) -> Stroke:
    """The line as a stroke, without points closer to each other than a hand can mean, and no more than may be."""
    step = max(_CLOSEST_MM, width_mm / _STEPS_ACROSS)
    kept = [0]
    for number, point in enumerate(line.points):
        if math.dist(point, line.points[kept[-1]]) >= step:
            kept.append(number)
    if kept[-1] != len(line.points) - 1 and line.points[-1] != line.points[kept[-1]]:
        kept.append(len(line.points) - 1)
    while len(kept) > MOST_STROKE_POINTS:
        kept = [*kept[:-1:2], kept[-1]]
    points = tuple((round(x, 1), round(y, 1)) for x, y in (line.points[number] for number in kept))
    widths = tuple(round(pressed_width(width_mm, line.pressures[number]), 1) for number in kept if line.pressures)
    return Stroke(line.view, points, width_mm, widths)


def mark_at(case: Case, atlas: Atlas, point: BodyPoint) -> Mark | None:
    """The mark that was made last of those that cover a point; None where there is none."""
    import shapely

    from bodymap.core.coverage.skin import seen_mark_areas

    region = atlas.part_at(point.view, x=point.x, y=point.y)
    for mark in reversed(case.marks):
        match mark.shape:
            case WholePart(part=part, side=side) if not mark.cuts:
                if region is not None and (region.part, region.side) == (part, side):
                    return mark
            case Spot(view=view, x=x, y=y, radius_mm=radius) if not mark.cuts:
                if view is point.view and math.hypot(point.x - x, point.y - y) <= radius:
                    return mark
            case _:
                area = seen_mark_areas(mark, atlas).get(point.view)
                if area is not None and shapely.intersects_xy(area, point.x, point.y):
                    return mark
    return None
