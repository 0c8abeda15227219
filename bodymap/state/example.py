"""The example that started the program: an ache at the front of the left hip."""

from __future__ import annotations

from typing import Final

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.vocabulary import PartId, Quality, Side
from bodymap.state.case import Case

HIP_EXAMPLE: Final = Case(
    (Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), quality=Quality.ACHING, intensity=6),)
)
"""Shown in the window when somebody wants to see what the program does; nobody's case."""
