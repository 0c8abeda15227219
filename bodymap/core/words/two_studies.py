"""The two figures of 71 % about the hip, which point in opposite directions and never stand together unexplained.

Rosedale 2020 (EXPOSS) counts people with hip pain who responded to treatment of the spine, 22 of 31; Lesher 2008 counts
where people whose hip joint was proven by injection felt it, the buttock in 36 of 51. Both come to 71 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bodymap.core.reasoning.exposs import ExpossFigure
from bodymap.core.reasoning.pain_generators import OtherSource
from bodymap.core.tables.literature import SourceId
from bodymap.core.vocabulary import ExpossLocation
from bodymap.core.words.message import Message, Sentence

SOURCES: Final = (SourceId("lesher2008"), SourceId("rosedale2020"))
"""What the sentence that tells them apart rests on."""

SENTENCE: Final = Sentence(
    Message(
        "Not the question of EXPOSS: here the hip joint was proven by injection and the places were counted; there the "
        "pain was at the hip and spinal responders were counted."
    ),
    SOURCES,
)
"""What a clinician reads where both stand."""

_HIP_JOINT: Final = "hip-joint"


def stand_together(other: OtherSource, figures: Iterable[ExpossFigure]) -> bool:
    """Whether counts of this source are shown beside the EXPOSS figure for the hip, so that a sentence is owed."""
    is_counted = other.id == _HIP_JOINT and any(area.claim for area in other.areas)
    return is_counted and ExpossLocation.HIP in {figure.location for figure in figures}
