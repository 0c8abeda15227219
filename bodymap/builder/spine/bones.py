"""Shapes of the vertebrae, each in its own frame: x to the side, y down, z backwards, origin in the middle of the body.

Only the half at x >= 0 is described; `Union` mirrors it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bodymap.builder.spine.solid import Drum, Limb, Shape, Triple, Union, chain
from bodymap.builder.spine.table import CERVICAL, LUMBAR, THORACIC, Dimensions


@dataclass(frozen=True, slots=True)
class Bone:
    """One vertebra as its body and its arch with all processes, and the way its root takes.

    Attributes
    ----------
    body, arch, spine : Shape
        Vertebral body, arch with its paired processes, spinous process. The atlas has no body and no spine: its front
        arch stands for the one, nothing for the other.
    root : tuple of tuple
        Points of the root's axis on the side x >= 0, beginning between the pedicles.
    root_radii : tuple of float
        Half thickness at these points, mm.
    pedicle : tuple of float
        Middle of the pedicle at x >= 0; of the side mass for the atlas.
    """

    body: Shape
    arch: Shape
    spine: Shape | None
    root: tuple[Triple, ...]
    root_radii: tuple[float, ...]
    pedicle: Triple


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
    def middle(self) -> Triple:
        """The middle of the pedicle."""
        return self.pedicle_x, self.pedicle_y, self.back + self.canal * 0.3

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


def bone(name: str, table: Dimensions) -> Bone:
    """The vertebra of a name, C1 to L5."""
    if name == "C1":
        return _atlas(table)
    if name == "C2":
        return _axis(table)
    if name in CERVICAL:
        return _cervical(name, table)
    return _lumbar(name, table) if name in (*LUMBAR, "T12") else _thoracic(name, table)


def roots(name: str, shape: Bone, table: Dimensions) -> tuple[tuple[str, tuple[Triple, ...], tuple[float, ...]], ...]:
    """Names, axes and half thicknesses of the roots drawn in a vertebra's frame.

    C2 to C7 leave above the vertebra of their number, C8 above T1, all others below the pedicle of their number; C1
    feeds no skin and is not drawn.
    """
    if name == "C1":
        return ()
    own = (name, shape.root, shape.root_radii)
    return (("C8", *cervical_root("T1", table)), own) if name == "T1" else (own,)


def _lumbar(name: str, table: Dimensions) -> Bone:
    """A lumbar vertebra: broad laminae, hatchet-shaped spine, facets that look inwards and outwards."""
    at = _frame(name, table)
    lamina, spine = _lumbar_lamina(at)
    arch = (_pedicle(at), *_lumbar_facets(at), *lamina, *_lumbar_transverse(name, at))
    return Bone(
        _body(name, table, waist=0.09), Union(arch, blend=2.2), spine, *_lumbar_root(name, at, table), at.middle
    )


def _pedicle(at: _Frame) -> Limb:
    wide, high = at.pedicle
    return Limb(
        (at.pedicle_x - 0.5, at.pedicle_y, at.back - 4),
        (at.pedicle_x, at.pedicle_y + 1, at.arch_z - 2),
        (wide / 2, high / 2, 5),
        (wide / 2, high / 2, 5),
    )


def _lumbar_facets(at: _Frame) -> tuple[Limb, ...]:
    """Upper joint processes that hold the lower ones of the vertebra above from outside, with their knobs behind.

    Between upper and lower process the bone has a waist, which gives the arch its outline from behind.
    """
    z, facet, half = at.arch_z, at.facet_x, at.height / 2
    inner = facet - 5.5
    upper = Limb((facet + 0.5, at.pedicle_y + 2, z), (facet + 2.4, -half - 4.5, z - 1), (4.0, 5, 4.5), (3.0, 4.4, 4))
    knob = Limb((facet + 3.4, -half + 0.5, z + 2), (facet + 3.8, -half - 2.5, z + 3.5), (2.6, 3, 2.5), (2.2, 2.6, 2.2))
    waist = Limb((facet - 1.5, at.pedicle_y + 3, z + 1), (inner, half * 0.45, z + 4.5), (3.2, 4.5, 3.2), (3.2, 4, 3.2))
    lower = Limb((inner, half * 0.5, z + 4.5), (inner + 2.6, half + 6.5, z + 4.5), (4.0, 5, 3.4), (4.2, 5.4, 3.2))
    return upper, knob, waist, lower


def _lumbar_lamina(at: _Frame) -> tuple[tuple[Limb, Limb], Union]:
    """Two plates that meet in the middle, and the hatchet behind: a thin ridge above, a thick edge at the tip."""
    half, back = at.height / 2, at.lamina_z
    tall = at.spine_height / 2
    plate = Limb(
        (at.facet_x - 6, half * 0.1, at.arch_z + 4), (2, half * 0.35, back + 3.5), (3.6, 6.5, 2.8), (3, 8, 3.4)
    )
    rim = Limb((at.facet_x - 7, half * 0.75, at.arch_z + 4.5), (1.5, half * 0.8, back + 4), (3, 4.2, 2.6), (3, 5, 3))
    tip = back + at.spine_length
    ridge = Limb((0, half * 0.35, back + 4), (0, half * 0.8, tip - 4), (2.4, tall * 0.75, 4), (2.8, tall * 0.95, 4.5))
    edge = Limb((0, half * 0.55, tip - 4), (0, half * 0.8 + tall * 0.62, tip - 4), (3.0, 4, 3.5), (4.6, 5, 4.2))
    return (plate, rim), Union((ridge, edge), blend=3.0)


def _lumbar_transverse(name: str, at: _Frame) -> tuple[Limb, ...]:
    """Long and slender, that of L3 the longest, that of L5 short and stout; an accessory knob at the base."""
    lift = {"L3": 0.0, "L4": -2.5, "L5": -4.0}.get(name, 1.0)
    thick = 7.5 if name == "L5" else 4.4
    y, stout = at.pedicle_y + 3.5, min(5.0, (at.tip_x - at.pedicle_x) / 2 - 0.6)
    root = (at.pedicle_x + 2, y, at.arch_z - 4)
    middle = ((at.pedicle_x + at.tip_x) / 2, y + lift * 0.4, at.arch_z - 2.5)
    tip = (at.tip_x - 3.2, y + lift, at.arch_z)
    shaft = chain((root, middle, tip), ((stout, thick * 1.15, 3.6), (stout, thick * 0.8, 2.6), (3.2, thick * 0.8, 2.2)))
    accessory = Limb(
        (at.facet_x + 4.5, y + 2, at.arch_z), (at.facet_x + 5, y + 4.5, at.arch_z + 1), (2, 2, 2), (1.6, 2, 2)
    )
    return (*shaft, accessory)


def _lumbar_root(name: str, at: _Frame, table: Dimensions) -> tuple[tuple[Triple, ...], tuple[float, ...]]:
    """In the canal steep, in the foramen with the angle of the table, then down in front of the next process."""
    below = at.pedicle_y + at.pedicle[1] / 2
    x, lean = at.pedicle_x, math.radians(table.get(name, "root_angle", 50.0))
    out, down = x + 11 * math.sin(lean), below + 4 + 11 * math.cos(lean)
    thick = table.get(name, "root_width", 5.2) / 2
    points = (
        (x - at.pedicle[0] / 2 - 2, below - 3, at.back + 8),
        (x, below + 4, at.back + 6),
        (out, down, at.back + 3),
        (out + 9, down + 10, at.back),
        (out + 15, down + 21, at.back - 4),
    )
    return points, (thick * 0.8, thick, thick * 0.95, thick * 0.8, thick * 0.6)


_SPINE_SLOPE = (0.45, 0.6, 0.75, 0.95, 1.2, 1.35, 1.35, 1.25, 1.0, 0.75, 0.5)
"""How steeply the spines of T1 to T11 fall: way down for way back."""
_TIP_BACK = (5.0, 7.0, 9.0, 10.0, 11.0, 11.0, 11.0, 10.0, 9.0, 8.0, 6.0)
"""How far behind the pillar the transverse tips of T1 to T11 lie, mm."""


def _thoracic(name: str, table: Dimensions) -> Bone:
    """A thoracic vertebra: shingled laminae, long falling spine, club-shaped transverse processes."""
    at, order = _frame(name, table), THORACIC.index(name)
    z, half, inner = at.arch_z, at.height / 2, at.pedicle_x - 2
    y = at.pedicle_y + 2
    lamina = Limb((inner, 0.0, z + 2), (2, half * 0.6, at.lamina_z + 3.5), (4, half * 0.8, 2.6), (3, half * 0.8, 3))
    upper = Limb((inner, at.pedicle_y, z), (inner, -half - 4.5, z + 0.5), (4.5, 4, 2.6), (4.2, 3.2, 2.2))
    lower = Limb((inner - 1, half * 0.4, z + 3), (inner - 1, half + 3, z + 3), (4.2, 5, 2.6), (3.8, 3.4, 2.2))
    tip = (at.tip_x - 4.6, y - 3.5, z + _TIP_BACK[order])
    neck = (0.4 * at.pedicle_x + 0.6 * tip[0], y - 1.8, z + 0.55 * _TIP_BACK[order])
    transverse = chain(((at.pedicle_x, y, z), neck, tip), ((4.2, 4.6, 3.8), (3.6, 3.5, 3.2), (4.6, 5.0, 4.2)))
    slope = _SPINE_SLOPE[order]
    reach = at.spine_length / (1 + slope * slope) ** 0.5
    start = (0.0, half * 0.45, at.lamina_z + 3)
    end = (0.0, start[1] + slope * reach, start[2] + reach)
    tall = at.spine_height / 2
    before = (0.0, start[1] + 0.8 * slope * reach, start[2] + 0.8 * reach)
    spine = Union(
        chain((start, before, end), ((2.6, tall + 1.2, 3.5), (1.7, tall * 0.85, 2.8), (3.4, tall * 0.75, 2.6))), blend=2
    )
    arch = Union((_pedicle(at), lamina, upper, lower, *transverse), blend=2.2)
    below = at.pedicle_y + at.pedicle[1] / 2
    x = at.pedicle_x
    root = (
        (x - at.pedicle[0] / 2 - 1.5, below - 1.5, at.back + 7),
        (x, below + 3, at.back + 5),
        (x + 9, below + 5.5, at.back + 4),
        (x + 19, below + 9, at.back + 4),
        (x + 28, below + 14.5, at.back + 3),
    )
    return Bone(_body(name, table, waist=0.08), arch, spine, root, (1.8, 2.4, 2.2, 1.9, 1.4), at.middle)


def _cervical(name: str, table: Dimensions) -> Bone:
    """A vertebra C3 to C7: pillars of joints beside the laminae, short forked spine, small transverse processes."""
    at = _frame(name, table)
    half = at.height / 2
    pillar_x = table.of(name, "canal_width") / 2 + 6.0
    z = at.arch_z - 2
    pillar = chain(
        ((pillar_x, -half - 1.8, z - 1), (pillar_x, 0, z + 1), (pillar_x, half + 2.2, z + 3)),
        ((4.6, 3.6, 4), (4.0, 4, 4.4), (5.2, 3.4, 4)),
    )
    neck = Limb((pillar_x - 5, -1, at.back - 1), (pillar_x - 1, -1, z - 1), (3, 3.2, 3), (3, 3.2, 3))
    lamina = Limb(
        (pillar_x - 3, 0.5, z + 3), (2, half * 0.55, at.lamina_z + 2), (4, half * 0.55, 2.2), (3, half * 0.72, 2.6)
    )
    last = name == "C7"
    tip = (at.tip_x - 2.6, -2.0 if last else 2.0, z if last else at.back - 3)
    transverse = Limb((pillar_x - 4, 0.5, at.back - 4), tip, (3, 4, 4.5), (2.6, 3.2, 3.5))
    arch = Union((*pillar, neck, lamina, transverse), blend=1.4)
    return Bone(_body(name, table, waist=0.05), arch, _cervical_spine(name, at), *cervical_root(name, table), at.middle)


def _cervical_spine(name: str, at: _Frame) -> Union:
    start = (0.0, at.height * 0.22, at.lamina_z + 2)
    drop = {"C7": 0.45, "C6": 0.5}.get(name, 0.4) * at.spine_length
    tall = at.spine_height / 2
    end = (0.0, start[1] + drop, start[2] + at.spine_length)
    if name == "C7":
        return Union((Limb(start, end, (2.8, tall, 4), (3.2, tall * 0.85, 3.4)),))
    middle = (0.0, start[1] + drop * 0.6, start[2] + at.spine_length * 0.6)
    wide = 6.0 if name == "C2" else 4.8
    fork = Limb((1.0, middle[1], middle[2]), (wide, end[1], end[2]), (2, tall * 0.9, 3), (2.4, tall * 0.75, 2.4))
    return Union((Limb(start, middle, (2.4, tall, 3), (2.4, tall * 0.9, 3)), fork), blend=1.5)


def cervical_root(name: str, table: Dimensions) -> tuple[tuple[Triple, ...], tuple[float, ...]]:
    """Axis and half thickness of the root that leaves above a vertebra, in its frame: C2 to C7, and C8 above T1."""
    inner, out = table.of(name, "canal_width") / 2, table.of(name, "transverse_span") / 2
    back = table.of(name, "body_depth") / 2
    top = -table.of(name, "height_posterior") / 2
    inside = ((inner - 2.5, top - 4.0, back + 5), (inner + 3.5, top - 1.5, back + 1))
    if name == "T1":  # stays above the transverse process until past its tip
        way = ((out - 11, top - 3.5, back + 4), (out - 2, top - 2.0, back + 6), (out + 6, top + 5.0, back + 4))
    else:
        way = ((out - 3, top + 3.0, back - 1.5), (out + 6, top + 7.5, back - 2), (out + 14, top + 14.0, back - 4))
    return (*inside, *way), (1.6, 2.2, 2.2, 1.9, 1.4)


def _axis(table: Dimensions) -> Bone:
    """C2: the tooth on its body, broad shoulders, heavy forked spine."""
    at = _frame("C2", table)
    half, z = at.height / 2, at.arch_z - 2
    dens = table.of("C2", "dens_height")
    body = Union((
        _body("C2", table, waist=0.05),
        Limb((0, -half + 2, 0), (0, -half - dens + 4.5, 0.5), (5.5, 4, 5.5), (4.8, 4.5, 4.8)),
    ), blend=3.0)  # fmt: skip
    shoulder = Limb((12, -half + 1, 1), (15, -half + 1.5, 2), (6, 4.5, 7), (6, 4.5, 7))
    pillar = Limb((15, -half + 4, 5), (17.5, half + 1.5, z + 2), (5, 5, 5), (5.2, 4.2, 4.5))
    lamina = Limb((14, 1, z + 2), (2, half * 0.2, at.lamina_z + 2), (4.2, half * 0.75, 3), (3.4, half * 0.85, 3.4))
    transverse = Limb((15, 3, 2), (at.tip_x - 2.6, 5, 2), (3, 4, 4), (2.6, 3.2, 3.2))
    arch = Union((shoulder, pillar, lamina, transverse), blend=2.5)
    return Bone(body, arch, _cervical_spine("C2", at), *cervical_root("C2", table), at.middle)


def _atlas(table: Dimensions) -> Bone:
    """C1: a ring with side masses and wide transverse processes; its front arch stands where a body would."""
    wide, deep = table.of("C1", "canal_width") / 2, table.of("C1", "canal_depth")
    tall, tip = table.of("C1", "arch_height") / 2, table.of("C1", "transverse_span") / 2
    front = -deep * 0.24
    mass_x = wide + 4.5
    body = Union(
        chain(((0, 0, front - 3), (8, 0, front - 1), (mass_x, 0, 0)), ((3, 5, 3), (3, 4.6, 3), (4, 5, 5))), blend=2.0
    )
    rear = deep + front
    ring = chain(
        ((mass_x, 0, 2), (wide + 2.5, 0, rear * 0.5), (wide * 0.55, 0.8, rear + 0.5), (0, 1.2, rear + 3)),
        ((5.5, 6, 8), (3, tall * 0.85, 3.5), (3, tall, 2.8), (3, tall + 0.6, 3)),
    )
    transverse = Limb((mass_x, 0.5, 1), (tip - 3, 1.5, 1), (5, 4, 4.5), (3, 3.8, 3.8))
    return Bone(body, Union((*ring, transverse), blend=2.2), None, (), (), (mass_x, 0, 0))
