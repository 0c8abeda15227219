"""Shapes of sacrum and coccyx and the way of the sacral roots, all in the frame of the first sacral segment."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bodymap.builder.spine_solid import Limb, Triple, Union, chain
from bodymap.builder.spine_table import SACRAL, Dimensions

_BEND = (0.0, -6.0, -20.0, -40.0, -58.0)
"""Tilt of the segments S1 to S5 against S1 in degrees: the sacral curve."""
_TAIL_BEND = (-64.0, -72.0, -84.0, -96.0)
_HALF_WIDTH = (1.0, 0.93, 0.76, 0.60, 0.43)
"""Half width of the segments as a share of the widest."""
_FRONT = (14.0, 10.5, 8.0, 6.5, 5.0)
"""From the middle of a segment's body to its front, mm; the first is half the table's body depth."""
_DORSAL = (24.0, 20.0, 15.5, 11.0, 7.0)
"""From the middle of a segment's body to the back of the bone beside the crest, mm."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The middle of a sacral segment's body and its directions in the plane x = 0, as (y, z)."""

    middle: tuple[float, float]
    down: tuple[float, float]
    height: float

    def at(self, x: float, down: float, back: float) -> Triple:
        """A point given by its way along the segment's own directions."""
        cosine, sine = self.down
        y = self.middle[0] + down * cosine - back * sine
        return x, y, self.middle[1] + down * sine + back * cosine


def segments(table: Dimensions) -> tuple[Segment, ...]:
    """The five sacral segments, the first with its middle at the origin."""
    heights = [table.of(name, "height") for name in SACRAL]
    return _string(heights, _BEND, start=(-heights[0] / 2, 0.0))


def tail(table: Dimensions) -> tuple[Segment, ...]:
    """The four pieces of the coccyx."""
    last = segments(table)[-1]
    _, y, z = last.at(0, last.height / 2 + 1.5, 0)
    shares = (0.31, 0.27, 0.23, 0.19)
    return _string([share * table.of("coccyx", "length") for share in shares], _TAIL_BEND, start=(y, z))


def _string(
    heights: list[float], bends: tuple[float, ...], start: tuple[float, float]
) -> tuple[Segment, ...]:
    found = []
    y, z = start
    for height, bend in zip(heights, bends, strict=True):
        down = math.cos(math.radians(bend)), math.sin(math.radians(bend))
        found.append(Segment((y + down[0] * height / 2, z + down[1] * height / 2), down, height))
        y, z = y + down[0] * height, z + down[1] * height
    return tuple(found)


def sacrum(table: Dimensions) -> Union:
    """The sacrum: curved plate with wings, crest, facets, four pairs of foramina and the hiatus."""
    parts = segments(table)
    shapes = (*_plate(parts, table), *_wings(parts, table), *_crest(parts), *_facets(parts, table))
    holes = (*_foramina(parts, table), *_hiatus(parts, table))
    return Union(shapes, blend=5.0, holes=holes, hole_blend=1.6)


def _plate(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    widest = table.of("sacrum", "width") / 2
    limbs = []
    for part, share, front, dorsal in zip(parts, _HALF_WIDTH, _FRONT, _DORSAL, strict=True):
        deep, middle = (front + dorsal) / 2, (dorsal - front) / 2
        half = part.height / 2 + 2
        outer = widest * share - 7
        limbs.append(
            Limb(part.at(0, 0, middle), part.at(outer, 0, middle * 0.6), (6, half, deep), (7, half * 0.9, deep * 0.55))
        )
    return tuple(limbs)


def _wings(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    edge = table.of("sacrum", "width") / 2
    first, half = parts[0], parts[0].height / 2
    body = table.of("sacrum", "body_width_upper") / 2
    promontory = Limb(
        first.at(0, -half + 5, 0), first.at(body - 12, -half + 5, 0), (12, 5, _FRONT[0]), (12, 5, _FRONT[0] - 2)
    )
    wing = Limb(first.at(body - 4, -half + 9, 1), first.at(edge - 9, -half + 15, 4), (9, 8, 13), (9, 10, 11))
    return promontory, wing


def _crest(parts: tuple[Segment, ...]) -> tuple[Limb, ...]:
    limbs = []
    for part, dorsal, size in zip(parts[:4], _DORSAL, (1.0, 1.0, 0.85, 0.6), strict=False):
        half = part.height / 2
        limbs.append(Limb(part.at(0, -half * 0.35, dorsal), part.at(0, half * 0.55, dorsal + 3.5 * size), (2, 5, 4), (2.6, 5 * size, 3.5)))
    cornu = parts[4]
    limbs.append(Limb(cornu.at(6.5, -3, 5), cornu.at(6.2, cornu.height / 2 + 2, 5), (2.4, 3, 3), (1.9, 2.5, 2.5)))
    return tuple(limbs)


def _facets(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    first, half = parts[0], parts[0].height / 2
    x = table.of("S1", "foramen_offset") - 3
    pillar = Limb(first.at(x - 1, 0, _DORSAL[0] - 2), first.at(x + 1.5, -half - 6, _DORSAL[0] - 2), (5, 7, 4), (4.2, 5, 4.5))
    return (pillar,)


def _foramina(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    holes = []
    for index, name in enumerate(SACRAL[:4]):
        x, part = table.of(name, "foramen_offset"), parts[index]
        wide, high = table.of(name, "foramen_width") / 2, table.of(name, "foramen_height") / 2
        dorsal = (_DORSAL[index] + _DORSAL[index + 1]) / 2
        radii = (wide, high, 4.0)
        holes.append(Limb(part.at(x, part.height / 2, dorsal - 9), part.at(x, part.height / 2, dorsal + 9), radii, radii))
    return tuple(holes)


def _hiatus(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    last, above = parts[4], parts[3]
    wide = table.of("sacrum", "cornua_distance") / 2 - 1.8
    start = above.at(0, above.height / 2 + last.height - table.of("sacrum", "hiatus_length"), _DORSAL[3] + 4)
    return (Limb(start, last.at(0, last.height / 2 + 3, _DORSAL[4] + 2), (1.6, 3, 5.5), (wide, 4, 5.5)),)


def coccyx(table: Dimensions) -> Union:
    """The coccyx: four pieces, the first with transverse processes and horns."""
    half = table.of("coccyx", "width") / 2
    limbs: list[Limb] = []
    for part, share in zip(tail(table), (0.62, 0.56, 0.42, 0.28), strict=True):
        wide, tall = half * share, part.height / 2 - 0.4
        limbs.append(Limb(part.at(0, 0, 0), part.at(max(wide - 3, 0.1), 0, 0), (3, tall, 4.5), (3, tall * 0.85, 3.5)))
    first = tail(table)[0]
    limbs.append(Limb(first.at(3, -2, 0), first.at(half - 2, -3.5, 0), (3, 4, 3), (2, 2.2, 2)))
    limbs.append(Limb(first.at(5.5, -1, 3), first.at(6, -first.height / 2 - 2, 5), (2, 2.5, 2), (1.5, 2, 1.6)))
    return Union(tuple(limbs), blend=1.2)


def sacral_root(name: str, table: Dimensions) -> tuple[tuple[Triple, ...], tuple[float, ...]]:
    """Axis and half thickness of the stub of S1 to S4 from its hind foramen, of S5 from the hiatus."""
    parts, index = segments(table), SACRAL.index(name)
    part = parts[index]
    if name == "S5":
        points = (part.at(2.5, -2, 2), part.at(3.5, 6, 5), part.at(8.5, 12, 6), part.at(13, 21, 3))
        return points, (1.4, 1.7, 1.6, 1.2)
    x, edge, out = table.of(name, "foramen_offset"), part.height / 2, _DORSAL[index + 1]
    size = (1.0, 0.9, 0.8, 0.7)[index]
    below = parts[index + 1]
    points = (
        part.at(x - 0.5, edge - 1, out - 5),
        part.at(x + 0.5, edge + 1, out + 1.5),
        below.at(x + 7 * size, below.height * (-0.5) + 9 * size, out + 1.5),
        below.at(x + 13 * size, below.height * (-0.5) + 19 * size, out - 3),
    )
    return points, (2.4 * size, 2.8 * size, 2.5 * size, 1.7 * size)
