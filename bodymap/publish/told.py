"""What is told to everything that leaves the program: text, JSON and picture show it and never find again.

Whoever has found, tells: a second search, without the answers or with other maps, could lose a warning on its way to
paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.vocabulary import MapName
from bodymap.core.words.explanation import Explanation
from bodymap.core.words.language import ENGLISH, Language
from bodymap.state.case import Case


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A case with what was found in it, and how it was put into words.

    Attributes
    ----------
    case : Case
        The case that was asked about, on the figure of the atlas.
    findings : Findings
        What follows from the marks and answers of this case on these maps.
    explanation : Explanation
        The findings in words, for the audience that reads the outcome.
    atlas : Atlas
        The drawings that the case lies on.
    evidence : Evidence
        The clinical tables, for names of places and sources.
    maps : tuple of MapName or None
        The maps that were asked; None for all that are drawn.
    language : Language
        In which it is told.
    """

    case: Case
    findings: Findings
    explanation: Explanation
    atlas: Atlas
    evidence: Evidence
    maps: tuple[MapName, ...] | None = None
    language: Language = ENGLISH

    @property
    def asked(self) -> tuple[MapName, ...]:
        """The names of the maps that were asked, in the order of the atlas."""
        return tuple(known.name for known in self.atlas.maps if self.maps is None or known.name in self.maps)
