"""Everything that follows from the marks of a case, as values ready to be put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from shapely.geometry.base import BaseGeometry

from bodymap.core.anatomy import MapName, PartId, Root, Side, View
from bodymap.core.atlas import Atlas
from bodymap.core.evidence import Evidence
from bodymap.core.exposs import ExpossFigure
from bodymap.core.extent import marked_areas, shape_areas
from bodymap.core.inference import Candidate, candidates_of
from bodymap.core.marks import Mark
from bodymap.core.sources import SourceId

PLACE_SHARE: Final = 0.2
"""A mark names a part of the body when at least this share of the mark lies there."""

Place: TypeAlias = tuple[PartId, Side]


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
    """Everything that follows from the marks; all empty when nothing is marked.

    Parameters
    ----------
    maps : sequence of MapName, optional
        The maps to ask; all that are drawn when not given.
    """
    areas = marked_areas(marks, atlas)
    asked = tuple(known for known in atlas.maps if maps is None or known.name in maps)
    found = candidates_of(areas, atlas, [known.name for known in asked])
    parts = marked_parts(marks, atlas)
    locations = dict.fromkeys(evidence.part(marked.part).exposs for marked in parts)
    return Findings(
        candidates=found,
        parts=parts,
        exposs=tuple(evidence.exposs_figure(location) for location in locations if location is not None),
        map_sources=tuple(dict.fromkeys(source for known in asked for source in known.sources)) if found else (),
    )


def marked_parts(marks: Sequence[Mark], atlas: Atlas) -> tuple[MarkedPart, ...]:
    """The parts that are marked, the largest share first.

    A part counts as marked when at least one mark has `PLACE_SHARE` of its skin there, or more skin than anywhere else;
    so a spot that just touches a neighbour does not name it, and a small mark is not lost beside a large one.
    """
    named = {place for mark in marks for place in _places(shape_areas(mark.shape, atlas), atlas)}
    sizes = _sizes(marked_areas(marks, atlas), atlas)
    total = sum(sizes.values())
    found = [MarkedPart(*place, sizes[place] / total) for place in named]
    return tuple(sorted(found, key=lambda part: (-round(part.share, 6), part.part, part.side.value)))


def _places(areas: Mapping[View, BaseGeometry], atlas: Atlas) -> list[Place]:
    sizes = _sizes(areas, atlas)
    least = min(PLACE_SHARE * sum(sizes.values()), max(sizes.values(), default=0.0))
    return [place for place, size in sizes.items() if size >= least]


def _sizes(areas: Mapping[View, BaseGeometry], atlas: Atlas) -> Mapping[Place, float]:
    """Square millimetres of an area in each part."""
    sizes: dict[Place, float] = {}
    for view, area in areas.items():
        for region, size in atlas.drawing(view).parts.covered(area):
            sizes[region.part, region.side] = sizes.get((region.part, region.side), 0.0) + size
    return sizes
