"""The places that the marks of a person mean, which the ranking of roots counts one by one.

A spot or a whole part is one place, however large. A stroke is painted over places without stopping at their borders,
so it means every part of which it covers a fifth, or that holds a fifth of it. What was painted over a part that is
marked as a whole too, and a place marked twice, are one place. What was erased belongs to none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.coverage.marked_parts import SENSORY
from bodymap.core.coverage.skin import measured_areas
from bodymap.core.marks.kept import kept
from bodymap.core.marks.mark import Cut, Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.vocabulary import PartId, Side, View

MEANT: Final = 0.2
"""A stroke means a part of which it covers this share, or that holds this share of it."""

_Key: TypeAlias = tuple[PartId, Side] | Shape
_Areas: TypeAlias = Mapping[View, BaseGeometry]


@dataclass(frozen=True, slots=True)
class CountedPlace:
    """One place that was meant.

    Attributes
    ----------
    areas : tuple of (View, shapely geometry)
        Its marked skin, never empty.
    is_sensory : bool
        Whether any mark says that it is numb or tingles.
    marks : frozenset of MarkId
        The marks that mean it.
    """

    areas: tuple[tuple[View, BaseGeometry], ...]
    is_sensory: bool
    marks: frozenset[MarkId] = frozenset()


def counted_places(marks: Sequence[Mark], atlas: Atlas) -> tuple[CountedPlace, ...]:
    """The places of some marks; the order of marks changes nothing but the order of places."""
    pieces: dict[_Key, list[_Areas]] = {}
    meaning: dict[_Key, list[Mark]] = {}
    for mark in marks:
        for key, areas in _pieces(mark.shape, mark.cuts, atlas).items():
            pieces.setdefault(key, []).append(areas)
            meaning.setdefault(key, []).append(mark)
    return tuple(
        CountedPlace(
            areas=_united(areas),
            is_sensory=any(mark.quality in SENSORY for mark in meaning[key]),
            marks=frozenset(mark.id for mark in meaning[key]),
        )
        for key, areas in pieces.items()
    )


def meant_areas(stroke: Stroke, cuts: tuple[Cut, ...], atlas: Atlas) -> Mapping[tuple[PartId, Side], _Areas]:
    """The skin of each part that a stroke means; empty for one that means none."""
    return {key: areas for key, areas in _pieces(stroke, cuts, atlas).items() if isinstance(key, tuple)}


@kept()
def _pieces(shape: Shape, cuts: tuple[Cut, ...], atlas: Atlas) -> Mapping[_Key, _Areas]:
    areas = measured_areas(shape, cuts, atlas)
    if not areas:
        return {}
    match shape:
        case WholePart(part=part, side=side):
            return {(part, side): areas}
        case Spot():
            return {shape: areas}
        case Stroke():
            return _painted(shape, areas, atlas)


def _painted(stroke: Stroke, areas: _Areas, atlas: Atlas) -> Mapping[_Key, _Areas]:
    """The pieces of a stroke part by part; one that means no part is a place of its own."""
    painted = sum(area.area for area in areas.values())
    found: dict[_Key, _Areas] = {}
    for view, area in areas.items():
        for region, size in atlas.drawing(view).parts.covered(area):
            if size >= MEANT * min(painted, region.geometry.area):
                piece = shapely.intersection(area, region.geometry)
                found[region.part, region.side] = {**found.get((region.part, region.side), {}), view: piece}
    return found or {stroke: areas}


def _united(several: Sequence[_Areas]) -> tuple[tuple[View, BaseGeometry], ...]:
    if len(several) == 1:
        return tuple(several[0].items())
    views = [view for view in View if any(view in areas for areas in several)]
    return tuple((view, shapely.union_all([areas[view] for areas in several if view in areas])) for view in views)
