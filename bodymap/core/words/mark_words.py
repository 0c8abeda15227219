"""What a mark is called, in a list and under a picture: where it lies, how it feels and how strong it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bodymap.core.marks.mark import STRONGEST, Mark
from bodymap.core.vocabulary import PartId, Side, Voice
from bodymap.core.words.message import Message, listed, message, placed, side_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.coverage.marked_parts import MarkedPart
    from bodymap.core.coverage.reach import Reach
    from bodymap.core.reasoning.knowledge import Evidence


def mark_words(
    mark: Mark, parts: Iterable[MarkedPart], evidence: Evidence, voice: Voice = Voice.PATIENT, *, reach: Reach
) -> tuple[Message, ...]:
    """A mark in words, piece by piece: "the front of the left hip", "aching", "6 of 10"; without what was not said.

    The parts are those that `bodymap.core.coverage.pain_extent.marked_parts` finds for this mark, the largest share
    first.
    """
    said = [mark_place(parts, evidence, voice, reach=reach)]
    if mark.quality is not None:
        said.append(Message(mark.quality.value))
    if mark.intensity is not None:
        said.append(message("{intensity} of {strongest}", intensity=mark.intensity, strongest=STRONGEST))
    return tuple(said)


def mark_place(
    parts: Iterable[MarkedPart], evidence: Evidence, voice: Voice = Voice.PATIENT, *, reach: Reach
) -> Message:
    """Where a mark lies and how far it reaches; where none of it is on the skin, that it lies at the edge."""
    places = [_place(marked.part, marked.side, evidence, voice) for marked in parts]
    if not places:
        return Message("at the edge of the body")
    return reaching(span_words(reach, evidence, voice) or listed(places), reach)


def reaching(place: Message, reach: Reach) -> Message:
    """A place, and that the mark lies over the midline too, if it does."""
    words = over_words(reach)
    return place if words is None else message("{place}, {reach}", place=place, reach=words)


def over_words(reach: Reach) -> Message | None:
    """That a mark lies over the midline; None for one that does not."""
    match reach.over:
        case None:
            return None
        case Side.LEFT:
            return Message("and over the midline to the left")
        case Side.RIGHT:
            return Message("and over the midline to the right")
        case _:
            assert_never(reach.over)


def span_words(reach: Reach, evidence: Evidence, voice: Voice = Voice.PATIENT) -> Message | None:
    """From where to where a long stroke goes; None for a mark that its parts name."""
    if reach.span is None:
        return None
    start, end = (_place(part, side, evidence, voice) for part, side in reach.span)
    return message("from {start} to {end}", start=start, end=end)


def reach_terms(several: Iterable[Reach], evidence: Evidence) -> tuple[Message, ...]:
    """How far marks reach, as a clinician reads it after their places."""
    said = ((span_words(one, evidence, Voice.CLINICIAN), over_words(one)) for one in several)
    return tuple(dict.fromkeys(words for both in said for words in both if words is not None))


def _place(part: PartId, side: Side, evidence: Evidence, voice: Voice) -> Message:
    row = evidence.part(part)
    if voice is Voice.PATIENT:
        return placed(row.place, [side])
    return message("{side} {term}", side=Message(side_word(side)), term=Message(row.clinical_term))
