"""What a mark is called, in a list and under a picture: where it lies, how it feels and how strong it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.anatomy import PartId, Side, Voice
from bodymap.core.marks import STRONGEST, Mark, WholePart
from bodymap.core.sentence import Translate, listed, side_word, untranslated

if TYPE_CHECKING:
    from bodymap.core.atlas import Atlas
    from bodymap.core.evidence import Evidence


def mark_words(
    mark: Mark, atlas: Atlas, evidence: Evidence, voice: Voice = Voice.PATIENT, translate: Translate = untranslated
) -> tuple[str, ...]:
    """A mark in words, piece by piece: "the front of the left hip", "aching", "6 of 10"; without what was not said.

    The place is every part that the mark names (`bodymap.core.pain_extent.marked_parts`), the largest share first.
    """
    said = [mark_place(mark, atlas, evidence, voice, translate)]
    if mark.quality is not None:
        said.append(translate(mark.quality.value))
    if mark.intensity is not None:
        said.append(translate("{intensity} of {strongest}").format(intensity=mark.intensity, strongest=STRONGEST))
    return tuple(said)


def mark_place(
    mark: Mark, atlas: Atlas, evidence: Evidence, voice: Voice = Voice.PATIENT, translate: Translate = untranslated
) -> str:
    """Where a mark lies; where none of it is on the skin, that it lies at the edge."""
    if isinstance(mark.shape, WholePart) and not mark.cuts:
        places = [(mark.shape.part, mark.shape.side)]
    else:
        from bodymap.core.pain_extent import marked_parts

        places = [(marked.part, marked.side) for marked in marked_parts([mark], atlas)]
    if not places:
        return translate("at the edge of the body")
    return listed([_place(part, side, evidence, voice, translate) for part, side in places], translate)


def _place(part: PartId, side: Side, evidence: Evidence, voice: Voice, translate: Translate) -> str:
    row, word = evidence.part(part), side_word(side, translate)
    if voice is Voice.PATIENT:
        return translate(row.place).format(side=word)
    return translate("{side} {term}").format(side=word, term=translate(row.clinical_term))
