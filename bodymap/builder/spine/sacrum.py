"""Shapes of sacrum and coccyx and the way of the sacral roots, all in the frame of the first sacral segment."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bodymap.builder.spine.solid import Drum, Limb, Placed, Shape, Triple, Union, chain, sweep
from bodymap.builder.spine.table import SACRAL, Dimensions

_BEND = (0.0, -6.0, -20.0, -40.0, -58.0)
"""Tilt of the segments S1 to S5 against S1 in degrees: the sacral curve."""
_TAIL_BEND = (-64.0, -72.0, -84.0, -96.0)
_SWELL_MM = 2.4
"""By how much the smooth union of the margin swells beyond its own edge."""
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


def _string(heights: list[float], bends: tuple[float, ...], start: tuple[float, float]) -> tuple[Segment, ...]:
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
    shapes: tuple[Shape, ...] = (
        _upper_body(table),
        *_plate(parts),
        *_wings(parts, table),
        *_margin(parts, table),
        *_crest(parts),
        *_facets(parts, table),
    )
    holes = (*_foramina(parts, table), *_hiatus(parts, table))
    return Union(shapes, blend=4.0, holes=holes, hole_blend=1.0)


def _upper_body(table: Dimensions) -> Placed:
    """The first body with the promontory."""
    wide, deep, tall = table.of("sacrum", "body_width_upper"), table.of("sacrum", "body_depth"), 18.0
    top = -table.of("S1", "height") / 2
    return Placed(Drum(wide, wide - 6, deep, tall, tall, waist=0.03), down=top + tall / 2)


def _plate(parts: tuple[Segment, ...]) -> tuple[Limb, ...]:
    """The fused bodies with canal and laminae, out to the foramina."""
    limbs = []
    for part, front, dorsal, reach in zip(parts, _FRONT, _DORSAL, (23, 21, 18, 15, 9), strict=True):
        deep, middle = (front + dorsal) / 2, (dorsal - front) / 2
        half = part.height / 2 + 3
        limbs.append(
            Limb(part.at(0, 0, middle), part.at(reach, 0, middle * 0.8), (8, half, deep), (7, half, deep * 0.85))
        )
    return tuple(limbs)


def _wings(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    """The sheet between the foramina and the margin; the upper one, the wing, falls off to the side."""
    edge = table.of("sacrum", "width") / 2
    limbs = []
    shares, falls = (0.82, 0.76, 0.62, 0.48), (5.0, 0.0, 0.0, 0.0)
    for part, share, fall, thick in zip(parts[:4], shares, falls, (13.0, 11.0, 8.5, 6.5), strict=False):
        half = part.height / 2 + 2.5
        outer = part.at(edge * share - 6, fall, 4.5)
        limbs.append(Limb(part.at(12, 0, 6), outer, (8, half, thick), (6, half - fall * 0.6, thick * 0.9)))
    return tuple(limbs)


def _margin(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    """The lateral mass: from the wing along the ear-shaped joint with the ilium to the lower lateral angle.

    The joint reaches down to S3; below it the edge steps in, and turns in again at the lower angle.
    """
    edge = table.of("sacrum", "width") / 2 - _SWELL_MM
    s1, s2, s3, s4, s5 = parts
    points = (
        s1.at(21, -2, 2), s1.at(edge - 13, -1.5, 4), s1.at(edge - 8.5, 7, 6), s2.at(edge * 0.98 - 9, -7, 7),
        s2.at(edge * 0.94 - 9, 5, 6.5), s3.at(edge * 0.80 - 8.5, -3, 5), s3.at(edge * 0.68 - 8, 6, 4.5),
        s4.at(edge * 0.60 - 8, 2, 3), s5.at(edge * 0.54 - 7, -5, 1.5), s5.at(8, 5, 0),
    )  # fmt: skip
    radii = (
        (9, 8, 13), (9, 8, 12.5), (8.5, 8, 13), (8.5, 10, 12.5), (8.5, 9, 11.5),
        (8.5, 9, 9), (8, 9, 8), (7.5, 9, 6.5), (7, 6, 5), (5, 4, 4.5),
    )  # fmt: skip
    return sweep(points, radii, steps=5)


def _crest(parts: tuple[Segment, ...]) -> tuple[Limb, ...]:
    """The median crest with its spines, knobs of the fused joints on both sides of it, and the horns."""
    limbs = list(
        chain([part.at(0, 0, back) for part, back in zip(parts[:4], _DORSAL, strict=False)], [(1.8, 4.0, 3.5)] * 4)
    )
    sizes, places = (1.0, 1.0, 0.85, 0.55), (13.0, 12.0, 10.5, 9.0)
    for part, dorsal, size, beside in zip(parts[:4], _DORSAL, sizes, places, strict=False):
        half = part.height / 2
        limbs.append(
            Limb(
                part.at(0, -half * 0.25, dorsal + 1),
                part.at(0, half * 0.35, dorsal + 5.5 * size),
                (2.2, 4.5, 4),
                (3.4, 4.5 * size, 3.5),
            )
        )
        knob = part.at(beside, half * 0.1, dorsal - 0.5), part.at(beside, half * 0.4, dorsal + 0.6)
        limbs.append(Limb(*knob, (2.0, 4.0, 2.4), (1.8, 3.0 * size, 2.0)))
    horn = parts[4]
    limbs.append(Limb(horn.at(7.4, -4, 5), horn.at(7.0, horn.height / 2 + 2.5, 5.5), (2.6, 3, 3), (2.0, 2.5, 2.5)))
    return tuple(limbs)


def _facets(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    """Upper joint processes for L5 that stand free of the wings, and laminae whose upper edges slope to the crest."""
    first, half = parts[0], parts[0].height / 2
    x = table.of("S1", "foramen_offset") - 2.5
    pillar = Limb(
        first.at(x, -4, _DORSAL[0] - 5), first.at(x + 2.5, -half - 6.5, _DORSAL[0] - 5), (4.8, 7, 4), (3.6, 5, 4)
    )
    cup = Limb(
        first.at(x + 3.5, -half - 2, _DORSAL[0] - 3),
        first.at(x + 3.8, -half - 6, _DORSAL[0] - 3),
        (2, 3, 3),
        (1.8, 3, 2.6),
    )
    lamina = Limb(first.at(x - 4, -3, _DORSAL[0] - 2), first.at(2, 1, _DORSAL[0] + 1), (3.5, 5, 3), (3, 6, 3.5))
    return pillar, cup, lamina


def foramen(name: str, table: Dimensions) -> Triple:
    """The middle of a hind foramen, S1 to S4, at x >= 0."""
    index = SACRAL.index(name)
    part = segments(table)[index]
    return part.at(table.of(name, "foramen_offset"), part.height / 2, (_DORSAL[index] + _DORSAL[index + 1]) / 2)


def _foramina(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    holes = []
    for index, name in enumerate(SACRAL[:4]):
        x, part = table.of(name, "foramen_offset"), parts[index]
        wide, high = table.of(name, "foramen_width") / 2, table.of(name, "foramen_height") / 2
        dorsal = (_DORSAL[index] + _DORSAL[index + 1]) / 2
        radii = (wide, high, 4.0)
        holes.append(
            Limb(part.at(x, part.height / 2, dorsal - 9), part.at(x, part.height / 2, dorsal + 9), radii, radii)
        )
    return tuple(holes)


def pits(table: Dimensions) -> Union:
    """The dark ground of the hind foramina and of the hiatus, which outlines their rims."""
    parts = segments(table)
    floor = [
        Limb(
            hole.start,
            hole.start,
            (hole.start_radii[0] + 1, hole.start_radii[1] + 1, 3.0),
            (hole.end_radii[0] + 1, hole.end_radii[1] + 1, 3.0),
        )
        for hole in _foramina(parts, table)
    ]
    last = parts[4]
    floor.append(Limb(last.at(0, -4, 1.5), last.at(0, last.height / 2, 1.5), (6, 5, 1.5), (6, 2, 1.5)))
    return Union(tuple(floor), blend=0.1)


def _hiatus(parts: tuple[Segment, ...], table: Dimensions) -> tuple[Limb, ...]:
    last, above = parts[4], parts[3]
    wide = table.of("sacrum", "cornua_distance") / 2 - 1.8
    start = above.at(0, above.height / 2 + last.height - table.of("sacrum", "hiatus_length"), _DORSAL[3] + 1.5)
    return (Limb(start, last.at(0, last.height / 2 + 3, _DORSAL[4]), (2.2, 3, 5.5), (wide, 4, 5.5)),)


def coccyx(table: Dimensions) -> Union:
    """The coccyx: four pieces, the first with transverse processes and horns."""
    half = table.of("coccyx", "width") / 2
    pieces = tail(table)
    limbs: list[Limb] = []
    for part, share in zip(pieces, (0.62, 0.54, 0.42, 0.30), strict=True):
        wide, tall = half * share, part.height / 2 + 0.3
        limbs.append(Limb(part.at(0, 0, 0), part.at(max(wide - 3, 0.1), 0, 0), (3, tall, 4.2), (3, tall * 0.9, 3.4)))
    limbs += chain([part.at(0, 0, 0) for part in pieces], [(4.2, 3.5, 3.6), (3.6, 3, 3.2), (2.8, 2.5, 2.6), (2, 2, 2)])
    first = pieces[0]
    limbs.append(Limb(first.at(3, -2, 0), first.at(half - 2, -3.0, 0), (3, 4, 3), (2, 2.2, 2)))
    limbs.append(Limb(first.at(6.5, -1, 3), first.at(7, -first.height / 2 - 1.5, 4.5), (2, 2.5, 2), (1.5, 2, 1.6)))
    return Union(tuple(limbs), blend=1.4)


def sacral_root(name: str, table: Dimensions, *, forward: bool) -> tuple[tuple[Triple, ...], tuple[float, ...]]:
    """Axis and half thickness of a sacral stub: S1 to S4 through their foramina, S5 through the hiatus.

    A foramen opens backwards and forwards. Seen from behind the way out backwards is drawn, from the side (`forward`)
    the way out forwards, which most of the root takes.
    """
    parts, index = segments(table), SACRAL.index(name)
    part = parts[index]
    if name == "S5":
        points = (part.at(3, -1, 2.5), part.at(4.5, part.height / 2 + 1, 4.5), part.at(9, 13, 6), part.at(14, 23, 4))
        return points, (1.5, 1.9, 1.8, 1.2)
    size = (1.0, 0.9, 0.78, 0.7)[index]
    radii = (1.9 * size, 2.5 * size, 2.5 * size, 1.6 * size)
    x, edge, out = table.of(name, "foramen_offset"), part.height / 2, _DORSAL[index + 1] + (0, 0, 0.5, 2.5)[index]
    below = parts[index + 1]
    if forward:
        out = -_FRONT[index + 1]
        points = (
            part.at(x - 6, edge - 2, out + 6), part.at(x - 2, edge + 2, out - 1),
            below.at(x + 3, 1, out - 7 * size), below.at(x + 8, 13 * size, out - 14 * size),
        )  # fmt: skip
        return points, radii
    points = (
        part.at(x + 0.5, edge + 1.5, out - 6), part.at(x + 1.8, edge + 3.2, out - 0.5),
        below.at(x + 6.5 * size, 9 * size - below.height / 2, out + 1.0),
        below.at(x + 12 * size, 18 * size - below.height / 2, out - 4),
    )  # fmt: skip
    return points, radii
