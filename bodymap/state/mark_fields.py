"""Marks and results of examinations as they stand in a case file."""

from __future__ import annotations

from typing import assert_never

from bodymap.core.marks.examined import Examined
from bodymap.core.marks.mark import Mark, Shape, Spot, Stroke, WholePart


def mark_fields(mark: Mark) -> dict[str, object]:
    """What this version knows of a mark, as it stands in a case file; a note and cuts only where there are any."""
    return {
        "id": mark.id,
        **_shape_fields(mark.shape),
        "quality": mark.quality and mark.quality.value,
        "intensity": mark.intensity,
        **({"note": mark.note} if mark.note else {}),
        **({"cuts": [_shape_fields(cut) for cut in mark.cuts]} if mark.cuts else {}),
    }


def examined_fields(one: Examined) -> dict[str, object]:
    """A result of an examination, as it stands in a case file."""
    fields = {"test": one.test, "side": one.side.value, "result": one.result.value}
    return fields | ({} if one.grade is None else {"grade": one.grade})


def _shape_fields(shape: Shape) -> dict[str, object]:
    match shape:
        case Spot():
            fields: dict[str, object] = {
                "kind": "spot",
                "view": shape.view.value,
                "x": shape.x,
                "y": shape.y,
                "radius_mm": shape.radius_mm,
            }
        case Stroke():
            fields = {
                "kind": "stroke",
                "view": shape.view.value,
                "points": [list(point) for point in shape.points],
                "width_mm": shape.width_mm,
                **({"widths_mm": list(shape.widths_mm)} if shape.widths_mm else {}),
            }
        case WholePart():
            return {"kind": "part", "part": shape.part, "side": shape.side.value}
        case _:
            assert_never(shape)
    anchors = [None if anchor is None else list(anchor) for anchor in shape.anchors]
    return fields | ({"anchors": anchors} if anchors else {})
