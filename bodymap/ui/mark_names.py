"""What a mark is called in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from bodymap.core.anatomy import PartId, Side, Voice
from bodymap.core.marks import Mark, Spot, Stroke, WholePart
from bodymap.ui.tool_rail import quality_word

if TYPE_CHECKING:
    from bodymap.core.atlas import Atlas
    from bodymap.core.evidence import Evidence


def mark_name(mark: Mark, atlas: Atlas, evidence: Evidence, voice: Voice) -> str:
    """Where a mark lies, how it feels and how strong it is: "front of the hip, left · aching · 6 of 10"."""
    pieces = [_place(mark, atlas, evidence, voice)]
    if mark.quality is not None:
        pieces.append(quality_word(mark.quality).lower())
    if mark.intensity is not None:
        pieces.append(QCoreApplication.translate("Mark", "{strength} of 10").format(strength=mark.intensity))
    return " · ".join(pieces)


def side_name(side: Side) -> str:
    """The word for a side."""
    return {
        Side.LEFT: QCoreApplication.translate("Side", "left"),
        Side.RIGHT: QCoreApplication.translate("Side", "right"),
    }[side]


def part_words(part: PartId, evidence: Evidence, voice: Voice) -> str:
    """A part in the words of a reader."""
    row = evidence.part(part)
    return row.patient_words if voice is Voice.PATIENT else row.clinical_term


def _place(mark: Mark, atlas: Atlas, evidence: Evidence, voice: Voice) -> str:
    match mark.shape:
        case WholePart(part=part, side=side):
            return f"{part_words(part, evidence, voice)}, {side_name(side)}"
        case Spot(view=view, x=x, y=y):
            region = atlas.part_at(view, x=x, y=y)
        case Stroke(view=view, points=points):
            x, y = points[len(points) // 2]
            region = atlas.part_at(view, x=x, y=y)
    if region is None:
        return QCoreApplication.translate("Mark", "at the edge of the body")
    return f"{part_words(region.part, evidence, voice)}, {side_name(region.side)}"
