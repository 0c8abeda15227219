"""Shapes of the vertebrae, each in its own frame: x to the side, y down, z backwards, origin in the middle of the body.

Only the half at x >= 0 is described; `Union` mirrors it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bodymap.builder.spine_solid import Drum, Limb, Shape, Triple, Union, chain
from bodymap.builder.spine_table import Dimensions


@dataclass(frozen=True, slots=True)
class Bone:
    """One vertebra as its body and its arch with all processes, and the way its root takes.

    Attributes
    ----------
    body, arch : Shape
        The atlas has no body: its front arch stands for it.
    root : tuple of tuple
        Points of the root's axis on the side x >= 0, beginning between the pedicles.
    root_radii : tuple of float
        Half thickness at these points, mm.
    """

    body: Shape
    arch: Shape
    root: tuple[Triple, ...]
    root_radii: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Landmarks that all processes of a vertebra are placed by, mm."""

    height: float
    back: float
    canal: float
    pedicle_x: float
    pedicle_y: float
    pedicle: tuple[float, float]
    tip_x: float
    spine_length: float
    spine_height: float
    facet_x: float

    @property
    def arch_z(self) -> float:
        """Where the articular pillars stand, behind the body's middle."""
        return self.back + self.canal * 0.75

    @property
    def lamina_z(self) -> float:
        """The back wall of the canal in the midline."""
        return self.back + self.canal


def _frame(name: str, table: Dimensions) -> _Frame:
    width, high = table.of(name, "pedicle_width"), table.of(name, "pedicle_height")
    height = table.of(name, "height_posterior")
    outside = table.of(name, "canal_width") / 2 + width / 2
    return _Frame(
        height=height,
        back=table.of(name, "body_depth") / 2,
        canal=table.of(name, "canal_depth"),
        pedicle_x=outside,
        pedicle_y=-height / 2 + high / 2 + 0.5,
        pedicle=(width, high),
        tip_x=table.of(name, "transverse_span") / 2,
        spine_length=table.of(name, "spinous_length"),
        spine_height=table.of(name, "spinous_height"),
        facet_x=table.get(name, "interfacet_width", 2 * outside) / 2,
    )


def _body(name: str, table: Dimensions, waist: float) -> Drum:
    return Drum(
        width_upper=table.of(name, "body_width_upper"),
        width_lower=table.of(name, "body_width_lower"),
        depth=table.of(name, "body_depth"),
        height_front=table.of(name, "height_anterior"),
        height_back=table.of(name, "height_posterior"),
        waist=waist,
    )


def lumbar(name: str, table: Dimensions) -> Bone:
    """A lumbar vertebra: broad laminae, hatchet-shaped spine, facets that look inwards and outwards."""
    at = _frame(name, table)
    arch = (_pedicle(at), *_lumbar_facets(at), *_lumbar_lamina(at), *_lumbar_transverse(name, at))
    root, radii = _lumbar_root(at)
    return Bone(_body(name, table, waist=0.13), Union(arch, blend=3.0), root, radii)


def _pedicle(at: _Frame) -> Limb:
    wide, high = at.pedicle
    return Limb(
        (at.pedicle_x - 0.5, at.pedicle_y, at.back - 4),
        (at.pedicle_x, at.pedicle_y + 1, at.arch_z - 2),
        (wide / 2, high / 2, 5),
        (wide / 2, high / 2, 5),
    )


def _lumbar_facets(at: _Frame) -> tuple[Limb, ...]:
    z, facet, half = at.arch_z, at.facet_x, at.height / 2
    inner = facet - 4.5
    upper = Limb((facet + 0.5, at.pedicle_y + 1, z), (facet + 2.5, -half - 5, z - 1), (5, 5, 5), (3.6, 4.5, 4.5))
    knob = Limb((facet + 4.0, -half - 0.5, z + 3), (facet + 4.5, -half - 3, z + 4), (2.6, 3, 2.5), (2.2, 2.6, 2.2))
    isthmus = Limb((facet, at.pedicle_y + 3, z), (inner, half * 0.75, z + 5), (4.2, 5, 3.5), (4.6, 5, 3.5))
    lower = Limb((inner, half * 0.75, z + 5), (inner + 0.5, half + 9, z + 4.5), (4.8, 6, 3.8), (3.8, 4.5, 3.2))
    return upper, knob, isthmus, lower


def _lumbar_lamina(at: _Frame) -> tuple[Limb, ...]:
    half, back = at.height / 2, at.lamina_z
    tall = at.spine_height / 2
    lamina = Limb((at.facet_x - 5, half * 0.2, at.arch_z + 4), (2, half * 0.5, back + 5), (4, 9, 3), (3, 9, 4))
    tip = back + at.spine_length
    spine = Limb((0, half * 0.5, back + 4), (0, half * 0.8, tip - 5), (2.8, tall * 0.75, 5), (3.6, tall * 0.98, 5))
    return lamina, spine


def _lumbar_transverse(name: str, at: _Frame) -> tuple[Limb, ...]:
    lift = {"L3": 0.0, "L4": -2.5, "L5": -4.0}.get(name, 1.0)
    thick = 8.0 if name == "L5" else 5.5
    y = at.pedicle_y + 3.5
    root = (at.pedicle_x + 2, y, at.arch_z - 4)
    middle = ((at.pedicle_x + at.tip_x) / 2, y + lift * 0.4, at.arch_z - 2.5)
    tip = (at.tip_x - 3.2, y + lift, at.arch_z)
    return chain((root, middle, tip), ((5, thick, 3.6), (5, thick * 0.82, 2.8), (3.2, thick * 0.7, 2.2)))


def _lumbar_root(at: _Frame) -> tuple[tuple[Triple, ...], tuple[float, ...]]:
    below = at.pedicle_y + at.pedicle[1] / 2
    x = at.pedicle_x
    points = (
        (x - at.pedicle[0] / 2 - 3, below - 4, at.back + 8),
        (x, below + 4, at.back + 6),
        (x + 8, below + 11, at.back + 3),
        (x + 17, below + 21, at.back),
        (x + 23, below + 31, at.back - 4),
    )
    return points, (2.4, 3.2, 3.0, 2.5, 1.9)
