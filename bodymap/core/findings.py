"""Everything that follows from the marks of a case, as values ready to be put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bodymap.core.anatomy import MapName, PartId, Root, Side
from bodymap.core.atlas import Atlas
from bodymap.core.evidence import Evidence
from bodymap.core.exposs import ExpossFigure
from bodymap.core.inference import Candidate
from bodymap.core.marks import Mark
from bodymap.core.sources import SourceId


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of the body that is marked, with its share of all marked skin, 0 to 1."""

    part: PartId
    side: Side
    share: float


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning that comes before everything else.

    Attributes
    ----------
    id : str
        Stable name, such as ``cauda-equina``.
    tier : int
        1 for an emergency today, 2 for a clinician soon.
    """

    id: str
    tier: int
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class NerveShare:
    """A skin nerve with the share of the marked skin in its territory."""

    id: str
    name: str
    share: float
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class OtherSource:
    """Something other than a root that hurts in the same place, such as the hip joint."""

    id: str
    name: str
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class ProvokedPain:
    """How often an irritated root was felt in the marked place in a study."""

    id: str
    root: Root
    x: int
    n: int
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class NextTest:
    """An examination that tells some of the candidates apart."""

    id: str
    name: str
    tells_apart: tuple[Root, ...]
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What follows from the marks.

    Attributes
    ----------
    candidates : tuple of Candidate
        Roots that feed the marked skin, strongest first.
    parts : tuple of MarkedPart
        Marked places, the largest first.
    exposs : tuple of ExpossFigure
        For the marked places of the EXPOSS study only, the largest first; empty elsewhere.
    map_sources : tuple of SourceId
        What the maps that the candidates were read from cite.
    """

    candidates: tuple[Candidate, ...] = ()
    parts: tuple[MarkedPart, ...] = ()
    exposs: tuple[ExpossFigure, ...] = ()
    map_sources: tuple[SourceId, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    nerves: tuple[NerveShare, ...] = ()
    other_sources: tuple[OtherSource, ...] = ()
    provoked: tuple[ProvokedPain, ...] = ()
    next_tests: tuple[NextTest, ...] = ()


def find(marks: Sequence[Mark], atlas: Atlas, evidence: Evidence, maps: Sequence[MapName] | None = None) -> Findings:
    """Everything that follows from the marks; all empty when nothing is marked."""
    raise NotImplementedError
