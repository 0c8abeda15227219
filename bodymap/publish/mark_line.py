"""A mark in words, as it stands under the picture and on the page."""

from __future__ import annotations

from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.coverage.reach import reach
from bodymap.core.marks.mark import STRONGEST, Mark
from bodymap.core.words.mark_words import mark_place
from bodymap.publish.told import Told
from bodymap.state.palette import SIGNS


def mark_line(mark: Mark, told: Told) -> str:
    """A mark in words: where, how it feels and how strong it is."""
    label = told.language.label
    far = reach(mark.shape, mark.cuts, told.atlas)
    said = [told.language.text(mark_place(marked_parts([mark], told.atlas), told.evidence, reach=far))]
    if mark.quality:
        said.append(f"{label(mark.quality.value)} ({SIGNS[mark.quality]})")
    if mark.intensity is not None:
        said.append(label("{intensity} of {strongest}", intensity=mark.intensity, strongest=STRONGEST))
    return ", ".join(said)
