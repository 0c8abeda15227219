"""What a gesture on the body is about: the stroke that it draws, the mark that it touches, moves or resizes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bodymap.core.marks.mark import MOST_STROKE_POINTS, Cut, Mark, MarkId, Spot, Stroke, WholePart
from bodymap.core.marks.touch import BodyDrag, BodyPoint, BodyStroke
from bodymap.state.pen import NARROWEST_MM, WIDEST_MM, pressed_width

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas
    from bodymap.state.case import Case

# A stroke keeps a point for each step of the pen, which is a part of the brush's width and not less than this.
_CLOSEST_MM = 1.5
_STEPS_ACROSS = 10
_HALF_ROOT = math.sqrt(0.5)
# A number of a drawing is kept to a tenth of a millimetre.
_DIGITS = 1


@dataclass(frozen=True, slots=True)
class Grip:
    """A mark in hand: by its handle, which resizes it, or by its skin, which moves it."""

    mark: MarkId
    is_handle: bool


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


def lies_on_body(mark: Mark, atlas: Atlas) -> bool:
    """Whether the middle of a spot, or anything of another mark, lies on the body."""
    from bodymap.core.coverage.skin import seen_mark_areas

    match mark.shape:
        case Spot(view=view, x=x, y=y):
            return atlas.part_at(view, x=x, y=y) is not None
        case _:
            return bool(seen_mark_areas(mark, atlas))


def handle_of(mark: Mark) -> BodyPoint | None:
    """Where a mark is taken to resize it: on its rim; None for a whole part, which has the size of the part."""
    match mark.shape:
        case Spot(view=view, x=x, y=y, radius_mm=radius):
            return BodyPoint(view, x + _HALF_ROOT * radius, y + _HALF_ROOT * radius)
        case Stroke(view=view, points=points, width_mm=width):
            x, y = points[-1]
            return BodyPoint(view, x + _HALF_ROOT * width / 2, y + _HALF_ROOT * width / 2)
        case WholePart():
            return None


def grip_at(
    case: Case,
    atlas: Atlas,
    point: BodyPoint,
    *,
    selected: MarkId | None,
    reach_mm: float,
    away_mm: float = 0.0,
) -> Grip | None:
    """What a press takes hold of: the handle of the selected mark within reach, or else the mark there.

    The handle stands so far away from the rim, down and to the right; what is nearer to the middle moves the mark. A
    whole part has neither a handle nor another place, and a mark is moved on the drawing that it was made on.
    """
    mark = case.mark(selected) if selected is not None else None
    handle = handle_of(mark) if mark is not None else None
    if mark is not None and handle is not None and handle.view is point.view:
        out = _HALF_ROOT * away_mm
        near = math.dist((handle.x + out, handle.y + out), (point.x, point.y))
        if near <= min(reach_mm, math.dist(_middle(mark), (point.x, point.y))):
            return Grip(mark.id, is_handle=True)
    touched = mark_at(case, atlas, point)
    if touched is None or isinstance(touched.shape, WholePart) or touched.shape.view is not point.view:
        return None
    return Grip(touched.id, is_handle=False)


def dragged(mark: Mark, grip: Grip, drag: BodyDrag) -> Mark:
    """The mark after a drag by its handle or its skin; a whole part stays as it is."""
    if not grip.is_handle:
        return moved(mark, drag.end.x - drag.start.x, drag.end.y - drag.start.y)
    width, middle = width_of(mark), _middle(mark)
    if width is None:
        return mark
    before, after = (math.dist(middle, (point.x, point.y)) for point in (drag.start, drag.end))
    return resized(mark, width + 2 * (after - before))


def moved(mark: Mark, x_mm: float, y_mm: float) -> Mark:
    """The mark so far to the right and down on its drawing, with what was erased from it there.

    A whole part stays: it has no other place.
    """
    if isinstance(mark.shape, WholePart):
        return mark
    view = mark.shape.view
    cuts = tuple(_shifted(cut, x_mm, y_mm) if cut.view is view else cut for cut in mark.cuts)
    return replace(mark, shape=_shifted(mark.shape, x_mm, y_mm), cuts=cuts)


def resized(mark: Mark, width_mm: float) -> Mark:
    """The mark as wide as this, within what a brush can be; a whole part stays as it is."""
    width = round(min(max(width_mm, NARROWEST_MM), WIDEST_MM), _DIGITS)
    match mark.shape:
        case Spot():
            return replace(mark, shape=replace(mark.shape, radius_mm=width / 2))
        case Stroke(width_mm=before, widths_mm=widths):
            pressed = tuple(round(one * width / before, _DIGITS) for one in widths)
            return replace(mark, shape=replace(mark.shape, width_mm=width, widths_mm=pressed))
        case WholePart():
            return mark


def width_of(mark: Mark) -> float | None:
    """How wide a spot or stroke is; None for a whole part."""
    match mark.shape:
        case Spot(radius_mm=radius):
            return 2 * radius
        case Stroke(width_mm=width):
            return width
        case WholePart():
            return None


def _middle(mark: Mark) -> tuple[float, float]:
    """What a drag of the handle measures from: the middle of a spot, the end of a stroke."""
    match mark.shape:
        case Spot(x=x, y=y):
            return x, y
        case Stroke(points=points):
            return points[-1]
        case WholePart():
            return math.nan, math.nan


def _shifted(shape: Cut, x_mm: float, y_mm: float) -> Cut:
    """The shape elsewhere on its drawing; where it lies on the surface is not known any more."""
    if isinstance(shape, Spot):
        x, y = round(shape.x + x_mm, _DIGITS), round(shape.y + y_mm, _DIGITS)
        return replace(shape, x=x, y=y, anchors=())
    points = tuple((round(x + x_mm, _DIGITS), round(y + y_mm, _DIGITS)) for x, y in shape.points)
    return replace(shape, points=points, anchors=())
