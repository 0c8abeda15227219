"""Solids built from rounded limbs: signed distances whose smooth union makes a bone.

Only additions, products, quotients and square roots are used, so that the same numbers come out on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Triple = tuple[float, float, float]


class Shape(Protocol):
    """Something that knows how far points are from its surface."""

    def distance(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """Distance from the surface in mm, about right near it, negative inside."""
        ...

    def bounds(self) -> tuple[Triple, Triple]:
        """Lowest and highest x, y and z."""
        ...


@dataclass(frozen=True, slots=True)
class Limb:
    """A straight rounded limb whose elliptic thickness changes evenly from one end to the other.

    Attributes
    ----------
    start, end : tuple of float
        Ends of the axis, mm.
    start_radii, end_radii : tuple of float
        Half thickness along x, y and z at the ends, mm.
    """

    start: Triple
    end: Triple
    start_radii: Triple
    end_radii: Triple

    def distance(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """Distance from the surface in mm."""
        scale = [2 / (a + b) for a, b in zip(self.start_radii, self.end_radii, strict=True)]
        axis = [(b - a) * s for a, b, s in zip(self.start, self.end, scale, strict=True)]
        length = sum(part * part for part in axis) or 1.0
        point = (x - self.start[0], y - self.start[1], z - self.start[2])
        along = sum(p * s * a for p, s, a in zip(point, scale, axis, strict=True)) / length
        along = np.clip(along, 0.0, 1.0)
        inner = np.zeros_like(x)
        outer = np.zeros_like(x)
        for number in range(3):
            offset = point[number] - along * (self.end[number] - self.start[number])
            radius = self.start_radii[number] + along * (self.end_radii[number] - self.start_radii[number])
            reduced = offset / radius
            inner += reduced * reduced
            outer += (reduced / radius) * (reduced / radius)
        near = np.sqrt(inner)
        result: Floats = near * (near - 1.0) / np.sqrt(outer + 1e-12)
        return np.where(near < 0.05, -min(self.start_radii + self.end_radii), result)

    def bounds(self) -> tuple[Triple, Triple]:
        """Lowest and highest x, y and z."""
        ends = ((self.start, self.start_radii), (self.end, self.end_radii))
        low = tuple(min(point[axis] - radii[axis] for point, radii in ends) for axis in range(3))
        high = tuple(max(point[axis] + radii[axis] for point, radii in ends) for axis in range(3))
        return (low[0], low[1], low[2]), (high[0], high[1], high[2])


@dataclass(frozen=True, slots=True)
class Drum:
    """A vertebral body or a disc: a kidney-shaped drum with a waist and a wedge.

    Attributes
    ----------
    width_upper, width_lower, depth, height_front, height_back : float
        mm.
    waist : float
        Share by which the middle is slimmer (negative: fuller) than the ends.
    rim : float
        Rounding of the edges, mm.
    """

    width_upper: float
    width_lower: float
    depth: float
    height_front: float
    height_back: float
    waist: float = 0.0
    rim: float = 1.5

    def distance(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """Distance from the surface in mm."""
        half = self._half_height(z)
        level = np.clip(y / half, -1.0, 1.0)
        slim = 1.0 - self.waist * (1.0 - level * level)
        across = ((self.width_upper + (self.width_lower - self.width_upper) * (level + 1) / 2) / 2 - self.rim) * slim
        deep = (self.depth / 2 - self.rim) * (1.0 - 0.6 * (1.0 - slim))
        around = self._around(x / across, z / deep) * np.minimum(across, deep)
        above = np.abs(y) - (half - self.rim)
        inside = np.minimum(np.maximum(around, above), 0.0)
        outside = np.sqrt(np.maximum(around, 0.0) ** 2 + np.maximum(above, 0.0) ** 2)
        return np.asarray(inside + outside - self.rim)

    def bounds(self) -> tuple[Triple, Triple]:
        """Lowest and highest x, y and z."""
        wide = max(self.width_upper, self.width_lower) / 2 * (1 + max(-self.waist, 0.0))
        tall = max(self.height_front, self.height_back) / 2
        deep = self.depth / 2 * 1.12
        return (-wide, -tall, -deep), (wide, tall, deep)

    def _half_height(self, z: Floats) -> Floats:
        forward = np.clip(0.5 - z / self.depth, 0.0, 1.0)
        return (self.height_back + (self.height_front - self.height_back) * forward) / 2

    @staticmethod
    def _around(x: Floats, z: Floats) -> Floats:
        """How far outside the kidney shape, in shares of its radius; the back is flattened and hollowed a little."""
        pressed = z + np.where(z > 0, 0.10 * (1.0 - np.minimum(x * x, 1.0)), 0.0)
        squared = x * x + pressed * pressed
        return np.asarray(np.sqrt(np.sqrt(squared * squared - 0.55 * x * x * pressed * pressed)) - 1.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A shape moved down by some mm."""

    shape: Shape
    down: float

    def distance(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """Distance from the surface in mm."""
        return self.shape.distance(x, y - self.down, z)

    def bounds(self) -> tuple[Triple, Triple]:
        """Lowest and highest x, y and z."""
        low, high = self.shape.bounds()
        return (low[0], low[1] + self.down, low[2]), (high[0], high[1] + self.down, high[2])


@dataclass(frozen=True, slots=True)
class Union:
    """Shapes that flow into each other; points are first brought to x >= 0, so that left mirrors right.

    Attributes
    ----------
    shapes : tuple of Shape
        Described for x >= 0 where they are paired.
    blend : float
        Reach of the flow, mm.
    holes : tuple of Shape
        Taken away, with edges rounded by `hole_blend`.
    """

    shapes: tuple[Shape, ...]
    blend: float = 2.0
    holes: tuple[Shape, ...] = ()
    hole_blend: float = 1.0

    def distance(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """Distance from the surface in mm."""
        side = np.abs(x)
        result = self.shapes[0].distance(side, y, z)
        for shape in self.shapes[1:]:
            result = _soft_minimum(result, shape.distance(side, y, z), self.blend)
        for hole in self.holes:
            result = -_soft_minimum(-result, hole.distance(side, y, z), self.hole_blend)
        return result

    def bounds(self) -> tuple[Triple, Triple]:
        """Lowest and highest x, y and z of the half at x >= 0, and its mirror image."""
        boxes = [shape.bounds() for shape in self.shapes]
        low = [min(box[0][axis] for box in boxes) - self.blend for axis in range(3)]
        high = [max(box[1][axis] for box in boxes) + self.blend for axis in range(3)]
        return (-high[0], low[1], low[2]), (high[0], high[1], high[2])


def chain(points: Sequence[Triple], radii: Sequence[Triple]) -> tuple[Limb, ...]:
    """Limbs from point to point."""
    pairs = zip(points, points[1:], radii, radii[1:], strict=False)
    return tuple(Limb(start, end, first, second) for start, end, first, second in pairs)


def tube(points: Sequence[Triple], radii: Sequence[float]) -> Union:
    """A round tube along a smooth curve through points, with the half thickness at each."""
    return Union(sweep(points, [(radius, radius, radius) for radius in radii]), blend=0.3)


def sweep(points: Sequence[Triple], radii: Sequence[Triple], steps: int = 3) -> tuple[Limb, ...]:
    """Limbs along a smooth curve (Catmull-Rom) through points with the half thickness at each, some to a stretch."""
    table = np.array([(*point, *thick) for point, thick in zip(points, radii, strict=True)])
    ends = np.vstack((2 * table[0] - table[1], table, 2 * table[-1] - table[-2]))
    fine = [
        _between(ends[index : index + 4], part / steps) for index in range(len(points) - 1) for part in range(steps)
    ]
    fine.append([float(value) for value in table[-1]])
    return chain([(x, y, z) for x, y, z, *_ in fine], [(a, b, c) for *_, a, b, c in fine])


def _between(four: Floats, share: float) -> list[float]:
    a, b, c, d = four
    point = b + share * ((c - a) / 2 + share * ((2 * a - 5 * b + 4 * c - d) / 2 + share * (3 * b - a - 3 * c + d) / 2))
    return [float(value) for value in point]


def _soft_minimum(first: Floats, second: Floats, blend: float) -> Floats:
    """The smaller of two distances, rounded where they are alike (polynomial, after Quilez)."""
    mix = np.maximum(blend - np.abs(first - second), 0.0) / blend
    return np.asarray(np.minimum(first, second) - mix * mix * blend / 4)
