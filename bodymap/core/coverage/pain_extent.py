"""Where and how much of the body is marked: the marked parts, and pain extent as the literature counts it.

Pain extent is the share of the drawn body that is marked, front and back together: both have the same scale, and
together they show the whole body once. What was marked in another view counts with the square millimetres it has there.
A few millimetres mean nothing: drawn twice, the places overlap by about 0.6 only (Leoni 2013).

References
----------
Leoni D, Falla D, Egloff M, Faccendini S, Barbero M. A study to explore the reliability of pain drawings using a novel
method to define pain extent and pain location. SIF congress, 2013. Margolis RB, Tait RC, Krause SJ. A rating system for
use with patient pain drawings. Pain 1986;24:57-65.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final, TypeAlias

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.coverage.skin import Piece, marked_pieces, measured_areas
from bodymap.core.marks.kept import kept
from bodymap.core.marks.mark import Cut, Mark, Shape
from bodymap.core.vocabulary import VIEW_GROUPS, PartId, Quality, Side, View

PLACE_SHARE: Final = 0.2
"""A mark names a part of the body when at least this share of the mark lies there."""

WHOLE_BODY: Final = (View.FRONT, View.BACK)
"""The views that together show the body once."""


Place: TypeAlias = tuple[PartId, Side]


@dataclass(frozen=True, slots=True)
class PartExtent:
    """How much of a part is marked, 0 to 1, of what the views it was marked on show of it."""

    part: PartId
    side: Side
    share: float


@dataclass(frozen=True, slots=True)
class PainExtent:
    """How much of the body is marked.

    Attributes
    ----------
    body : float
        Share of the body surface shown, 0 to 1.
    parts : tuple of PartExtent
        Every part that is touched, the fullest first.
    """

    body: float = 0.0
    parts: tuple[PartExtent, ...] = ()


def marked_parts(marks: Sequence[Mark], atlas: Atlas) -> tuple[MarkedPart, ...]:
    """The parts that are marked, the largest share first.

    A part counts as marked when at least one mark has `PLACE_SHARE` of its skin there, or more skin than anywhere else;
    so a spot that just touches a neighbour does not name it, and a small mark is not lost beside a large one.
    """
    felt: dict[Place, set[Quality | None]] = {}
    for mark in marks:
        for place in named_places(mark.shape, mark.cuts, atlas):
            felt.setdefault(place, set()).add(mark.quality)
    sizes = part_sizes(marked_pieces(marks, atlas), atlas)
    total = sum(sizes.values())
    found = [MarkedPart(*place, sizes[place] / total, frozenset(qualities)) for place, qualities in felt.items()]
    return tuple(sorted(found, key=lambda part: (-round(part.share, 6), part.part, part.side.value)))


@kept()
def named_places(shape: Shape, cuts: tuple[Cut, ...], atlas: Atlas) -> tuple[Place, ...]:
    """The places that one mark names, given by its shape and what was erased of it; see `marked_parts`."""
    pieces = [Piece(view, area) for view, area in measured_areas(shape, cuts, atlas).items()]
    sizes = part_sizes(pieces, atlas)
    least = min(PLACE_SHARE * sum(sizes.values()), max(sizes.values(), default=0.0))
    return tuple(place for place, size in sizes.items() if size >= least)


def pain_extent(pieces: Collection[Piece], atlas: Atlas) -> PainExtent:
    """The extent of marked skin, given in pieces that do not overlap."""
    shown = sum(atlas.silhouette(view).area for view in WHOLE_BODY if view in atlas.views)
    marked = sum(piece.area.area for piece in pieces)
    if not marked or not shown:
        return PainExtent()
    views: dict[Place, set[View]] = {}
    for piece in pieces:
        for place, _ in _sizes_of(piece, atlas):
            views.setdefault(place, set()).add(piece.view)
    parts = [
        PartExtent(*place, min(1.0, size / _whole_parts(_shown_with(views[place]), atlas)[place]))
        for place, size in part_sizes(pieces, atlas).items()
    ]
    fullest_first = sorted(parts, key=lambda one: (-round(one.share, 6), one.part, one.side.value))
    return PainExtent(min(1.0, marked / shown), tuple(fullest_first))


def part_sizes(pieces: Iterable[Piece], atlas: Atlas) -> Mapping[Place, float]:
    """Square millimetres of some pieces of skin in each part."""
    sizes: dict[Place, float] = {}
    for piece in pieces:
        for place, size in _sizes_of(piece, atlas):
            sizes[place] = sizes.get(place, 0.0) + size
    return sizes


@kept()
def _sizes_of(piece: Piece, atlas: Atlas) -> tuple[tuple[Place, float], ...]:
    covered = atlas.drawing(piece.view).parts.covered(piece.area)
    return tuple(((region.part, region.side), size) for region, size in covered)


def _shown_with(views: Collection[View]) -> tuple[View, ...]:
    """All views of the groups in which a part is marked; marks elsewhere on the body do not change its extent."""
    return tuple(view for group in VIEW_GROUPS if not set(group).isdisjoint(views) for view in group)


@lru_cache(maxsize=64)
def _whole_parts(views: tuple[View, ...], atlas: Atlas) -> Mapping[Place, float]:
    """Square millimetres of every part in some views."""
    sizes: dict[Place, float] = {}
    for view in (view for view in views if view in atlas.views):
        for region in atlas.part_regions(view):
            sizes[region.part, region.side] = sizes.get((region.part, region.side), 0.0) + region.geometry.area
    return MappingProxyType(sizes)
