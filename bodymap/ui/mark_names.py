"""What a mark is called in the list of marks, and a part and a side by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from bodymap.core.vocabulary import PartId, Side, Voice
from bodymap.state.session import RootOfSide
from bodymap.ui.language.spoken import label, spoken, window_language

if TYPE_CHECKING:
    from collections.abc import Hashable

    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.marks.mark import Mark
    from bodymap.core.reasoning.knowledge import Evidence

_MOST_KEPT = 1000


class MarkNames:
    """Names marks, and remembers the names, because a list asks for all of them at every change of one."""

    def __init__(self) -> None:
        self._known: dict[Hashable, str] = {}

    def name(self, mark: Mark, atlas: Atlas, evidence: Evidence, voice: Voice) -> str:
        """The mark in words: "the front of the left hip · aching · 6 of 10"."""
        from bodymap.core.coverage.pain_extent import marked_parts
        from bodymap.core.coverage.reach import reach
        from bodymap.core.words.mark_words import mark_words

        key = mark.shape, mark.cuts, mark.quality, mark.intensity, atlas.figure, voice, window_language()
        if key not in self._known:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            far = reach(mark.shape, mark.cuts, atlas)
            words = mark_words(mark, marked_parts([mark], atlas), evidence, voice, reach=far)
            self._known[key] = " · ".join(map(spoken, words))
        return self._known[key]


def side_name(side: Side) -> str:
    """The word for a side."""
    return {
        Side.LEFT: QCoreApplication.translate("Side", "left"),
        Side.RIGHT: QCoreApplication.translate("Side", "right"),
    }[side]


def root_name(root: RootOfSide) -> str:
    """A root with its side, such as "L5 left"; without a side where both are meant."""
    return root.root.value if root.side is None else f"{root.root.value} {side_name(root.side)}"


def part_words(part: PartId, evidence: Evidence, voice: Voice) -> str:
    """A part in the words of a reader."""
    row = evidence.part(part)
    return label(row.patient_words if voice is Voice.PATIENT else row.clinical_term)
