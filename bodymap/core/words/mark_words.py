"""What a mark is called, in a list and under a picture: where it lies, how it feels and how strong it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.marks.mark import STRONGEST, Mark
from bodymap.core.vocabulary import PartId, Side, Voice
from bodymap.core.words.message import Message, listed, message, placed, side_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.coverage.marked_parts import MarkedPart
    from bodymap.core.reasoning.knowledge import Evidence


def mark_words(
    mark: Mark, parts: Iterable[MarkedPart], evidence: Evidence, voice: Voice = Voice.PATIENT
) -> tuple[Message, ...]:
    """A mark in words, piece by piece: "the front of the left hip", "aching", "6 of 10"; without what was not said.

    The parts are those that `bodymap.core.coverage.pain_extent.marked_parts` finds for this mark, the largest share
    first.
    """
    said = [mark_place(parts, evidence, voice)]
    if mark.quality is not None:
        said.append(Message(mark.quality.value))
    if mark.intensity is not None:
        said.append(message("{intensity} of {strongest}", intensity=mark.intensity, strongest=STRONGEST))
    return tuple(said)


def mark_place(parts: Iterable[MarkedPart], evidence: Evidence, voice: Voice = Voice.PATIENT) -> Message:
    """Where a mark lies; where none of it is on the skin, that it lies at the edge."""
    places = [_place(marked.part, marked.side, evidence, voice) for marked in parts]
    return listed(places) if places else Message("at the edge of the body")


def _place(part: PartId, side: Side, evidence: Evidence, voice: Voice) -> Message:
    row = evidence.part(part)
    if voice is Voice.PATIENT:
        return placed(row.place, [side])
    return message("{side} {term}", side=Message(side_word(side)), term=Message(row.clinical_term))
