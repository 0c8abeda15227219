"""What a mark is called, in a list and under a picture: where it lies, how it feels and how strong it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.marks.mark import STRONGEST, Mark
from bodymap.core.vocabulary import PartId, Side, Voice
from bodymap.core.words.message import Translate, listed, side_word, untranslated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.coverage.marked_parts import MarkedPart
    from bodymap.core.reasoning.knowledge import Evidence


def mark_words(
    mark: Mark,
    parts: Iterable[MarkedPart],
    evidence: Evidence,
    voice: Voice = Voice.PATIENT,
    translate: Translate = untranslated,
) -> tuple[str, ...]:
    """A mark in words, piece by piece: "the front of the left hip", "aching", "6 of 10"; without what was not said.

    The parts are those that `bodymap.core.coverage.pain_extent.marked_parts` finds for this mark, the largest share
    first.
    """
    said = [mark_place(parts, evidence, voice, translate)]
    if mark.quality is not None:
        said.append(translate(mark.quality.value))
    if mark.intensity is not None:
        said.append(translate("{intensity} of {strongest}").format(intensity=mark.intensity, strongest=STRONGEST))
    return tuple(said)


def mark_place(
    parts: Iterable[MarkedPart], evidence: Evidence, voice: Voice = Voice.PATIENT, translate: Translate = untranslated
) -> str:
    """Where a mark lies; where none of it is on the skin, that it lies at the edge."""
    places = [_place(marked.part, marked.side, evidence, voice, translate) for marked in parts]
    return listed(places, translate) if places else translate("at the edge of the body")


def _place(part: PartId, side: Side, evidence: Evidence, voice: Voice, translate: Translate) -> str:
    row, word = evidence.part(part), side_word(side, translate)
    if voice is Voice.PATIENT:
        return translate(row.place).format(side=word)
    return translate("{side} {term}").format(side=word, term=translate(row.clinical_term))
