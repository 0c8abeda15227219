"""What lies under the pointer or has the keyboard focus, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from bodymap.core.vocabulary import Voice
from bodymap.ui.language.spoken import label
from bodymap.ui.mark_names import part_words, side_name

if TYPE_CHECKING:
    from bodymap.core.marks.touch import BodyPoint
    from bodymap.core.reasoning.candidates import Candidate
    from bodymap.ui.body.part_boxes import PartSide
    from bodymap.ui.bridge import Bridge


class Pointed:
    """Names a part of the body and the roots that feed a point of it, on the maps that are asked."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def roots_at(self, point: BodyPoint) -> tuple[Candidate, ...]:
        """The roots that feed a point, the largest share first; empty off the body and before the atlas is loaded."""
        atlas = self._bridge.atlas
        if atlas is None:
            return ()
        from bodymap.core.reasoning.candidates import candidates_at

        return candidates_at(atlas, point.view, x=point.x, y=point.y, maps=self._bridge.maps)

    def part_words(self, key: PartSide, voice: Voice) -> str:
        """The part without its side; empty before the tables are loaded."""
        evidence = self._bridge.evidence
        return part_words(key.part, evidence, voice) if evidence is not None else ""

    def hint(self, key: PartSide, point: BodyPoint, voice: Voice) -> str:
        """The part, its side, and the roots at a point of it."""
        part = f"{self.part_words(key, voice)}, {side_name(key.side)}"
        roots = ", ".join(self._root_words(one, voice) for one in self.roots_at(point))
        return "  ·  ".join(filter(None, (part, roots, self._nerve_words(point, voice))))

    def _nerve_words(self, point: BodyPoint, voice: Voice) -> str:
        """The skin nerve at a point, while the skin nerves are drawn."""
        atlas = self._bridge.atlas
        if atlas is None or not self._bridge.session.shows_nerves:
            return ""
        nerves = (atlas.nerve(region.nerve) for region in atlas.drawing(point.view).nerves.at(x=point.x, y=point.y))
        return ", ".join(label(one.patient_words if voice is Voice.PATIENT else one.name) for one in nerves)

    def _root_words(self, one: Candidate, voice: Voice) -> str:
        """A root; for a clinician with the maps that are for it, where not all are."""
        if voice is Voice.PATIENT or one.maps_for == one.maps_total or len(self._bridge.maps) < 2:
            return one.root.value
        titles = {known.name: label(known.title) for known in self._bridge.known_maps}
        words = QCoreApplication.translate("Pointed", "{root} ({maps})")
        return words.format(root=one.root.value, maps=", ".join(titles[name] for name in one.maps))
