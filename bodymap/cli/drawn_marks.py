"""Which marks lie on the drawings there are, and in words why one does not."""

from __future__ import annotations

from typing import assert_never

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.coverage.skin import shape_areas
from bodymap.core.marks.mark import Mark, Shape, Spot, Stroke, WholePart
from bodymap.core.vocabulary import View


def why_not_drawn(mark: Mark, atlas: Atlas) -> str:
    """Why nothing of a mark lies on the drawings; empty for a mark that does."""
    return "" if shape_areas(mark.shape, atlas) else _reason(mark.shape, atlas)


def off_the_body(view: View, x: float, y: float, atlas: Atlas) -> str:
    """The words for a point that no skin is near to."""
    left, top, right, bottom = atlas.silhouette(view).bounds
    return (
        f"point {x:g}, {y:g} is off the body in view {view.value}; "
        f"the body lies within x {left:.0f} to {right:.0f} and y {top:.0f} to {bottom:.0f}"
    )


def _reason(shape: Shape, atlas: Atlas) -> str:
    match shape:
        case Spot():
            return off_the_body(shape.view, shape.x, shape.y, atlas)
        case Stroke():
            return off_the_body(shape.view, *shape.points[0], atlas)
        case WholePart():
            views = ", ".join(view.value for view in atlas.views)
            return f"part {shape.part!r} on the {shape.side.value} is not seen in any view there is; known: {views}"
        case _:
            assert_never(shape)
