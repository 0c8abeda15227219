"""Drawings of the spine: the lumbosacral part from behind and from the left, and the whole column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bodymap.builder import spine_bones, spine_sacrum
from bodymap.builder.spine_plate import Look, Part, Sight, see
from bodymap.builder.spine_posture import Pose, disc_name, disc_shape, poses
from bodymap.builder.spine_solid import Drum, Limb, Triple, Union, chain
from bodymap.builder.spine_table import SACRAL, VERTEBRAE, Dimensions, dimensions
from bodymap.builder.spine_trace import Ring, contours, number, path, soften

_TONES = (0.22, 0.36, 0.5, 0.64, 0.78)
_SOFT = 2


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One drawing: its file, title, direction, vertebrae, node distance and stroke widths in mm."""

    file: str
    title: str
    look: Look
    vertebrae: tuple[str, ...]
    step: float
    line: float


_LUMBAR = VERTEBRAE[VERTEBRAE.index("T12") :]
_SHEETS = (
    _Sheet("spine-lumbosacral.svg", "Lumbar spine, sacrum and coccyx from behind", Look.BEHIND, _LUMBAR, 0.35, 1.2),
    _Sheet("spine-lumbosacral-side.svg", "Lumbar spine, sacrum and coccyx from the left", Look.SIDE, _LUMBAR, 0.35, 1.2),
)


def drawings() -> dict[str, str]:
    """File names and SVG texts of all drawings of the spine."""
    table = dimensions()
    return {sheet.file: _draw(sheet, table) for sheet in _SHEETS}


def _draw(sheet: _Sheet, table: Dimensions) -> str:
    parts = _parts(sheet.vertebrae, table)
    sight = see(parts, sheet.look, sheet.step)
    groups = [
        _group("discs", 'fill="currentColor" fill-opacity="0.28"', _elements(parts, sight, sheet.look, "disc")),
        _group("bones", 'fill="currentColor" fill-opacity="0.1"', _elements(parts, sight, sheet.look, "bone")),
        _group("roots", 'fill="currentColor" fill-opacity="0.5"', _elements(parts, sight, sheet.look, "root")),
        _group("shade", 'fill="currentColor"', _tones(sight, sheet.look)),
        _group("outline", f'fill="none" stroke="currentColor" stroke-width="{number(sheet.line * 0.6)}" '
               'stroke-linejoin="round" stroke-linecap="round"', _lines(parts, sight, sheet)),
    ]
    return _svg(sheet, sight, groups)


def _parts(vertebrae: Sequence[str], table: Dimensions) -> list[Part]:
    place = poses(table)
    parts = []
    for name in vertebrae:
        bone = spine_bones.lumbar(name, table)
        parts += [
            Part(f"vertebra-{name}", "body", bone.body, place[name]),
            Part(f"vertebra-{name}", "arch", bone.arch, place[name]),
            Part(f"root-{name}", "root", _tube(bone.root, bone.root_radii), place[name]),
            Part(f"disc-{disc_name(name)}", "disc", _disc(name, table), place[disc_name(name)]),
        ]
    base = place["sacrum"]
    parts += [Part("sacrum", "sacrum", spine_sacrum.sacrum(table), base), Part("coccyx", "coccyx", spine_sacrum.coccyx(table), base)]
    for name in SACRAL:
        parts.append(Part(f"root-{name}", "root", _tube(*spine_sacrum.sacral_root(name, table)), base))
    return parts


def _tube(points: tuple[Triple, ...], radii: tuple[float, ...]) -> Union:
    return Union(chain(points, [(r, r, r) for r in radii]), blend=1.5)


def _disc(above: str, table: Dimensions) -> Drum:
    shape = disc_shape(above, table)
    below = disc_name(above).split("-")[1]
    upper = table.of(above, "body_width_lower")
    lower = table.of("sacrum" if below == "S1" else below, "body_width_upper")
    return Drum(upper, lower, table.of(above, "body_depth") + 0.6, shape.height_front, shape.height_back, waist=-0.02, rim=1.2)


def _elements(parts: Sequence[Part], sight: Sight, look: Look, kind: str) -> list[str]:
    found = []
    for element in dict.fromkeys(part.element for part in parts if _kind(part) == kind):
        chosen = [index for index, part in enumerate(parts) if part.element == element]
        rings = _outline(chosen, sight, look)
        if kind != "root":
            found.append(f'<path id="{element}" {_data(element)} d="{path(rings)}"/>')
        elif look is Look.SIDE:
            found.append(f'<path id="{element}-left" {_data(element)} data-side="left" d="{path(rings)}"/>')
        else:
            for side, sign in (("left", -1), ("right", 1)):
                own = tuple(ring for ring in rings if ring[0][0] * sign > 0)
                found.append(f'<path id="{element}-{side}" {_data(element)} data-side="{side}" d="{path(own)}"/>')
    return found


def _kind(part: Part) -> str:
    return {"disc": "disc", "root": "root"}.get(part.piece, "bone")


def _data(element: str) -> str:
    what, _, name = element.partition("-")
    return f'data-{what}="{name or what}"' if name else f'data-bone="{what}"'


def _outline(chosen: Sequence[int], sight: Sight, look: Look) -> tuple[Ring, ...]:
    mask = np.isin(sight.part, chosen).astype(np.float64)
    mirrored = look is Look.BEHIND
    return contours(soften(mask, _SOFT, mirrored), 0.5, sight.grid, mirrored)


def _tones(sight: Sight, look: Look) -> list[str]:
    mirrored = look is Look.BEHIND
    field = soften(sight.dark, 4, mirrored)
    return [
        f'<path id="shade-{index}" data-tone="{index}" fill-opacity="0.11" d="{path(contours(field, level, sight.grid, mirrored))}"/>'
        for index, level in enumerate(_TONES, start=1)
    ]


def _lines(parts: Sequence[Part], sight: Sight, sheet: _Sheet) -> list[str]:
    lines = []
    for index, part in enumerate(parts):
        rings = _outline([index], sight, sheet.look)
        if rings:
            lines.append(f'<path id="line-{part.element}-{part.piece}" d="{path(rings)}"/>')
    everything = _outline(range(len(parts)), sight, sheet.look)
    lines.append(f'<path id="silhouette" stroke-width="{number(sheet.line)}" d="{path(everything)}"/>')
    return lines


def _group(name: str, attributes: str, lines: Sequence[str]) -> str:
    inner = "\n".join(f"    {line}" for line in lines)
    return f'  <g id="{name}" inkscape:groupmode="layer" inkscape:label="{name}" {attributes}>\n{inner}\n  </g>'


def _svg(sheet: _Sheet, sight: Sight, groups: Sequence[str]) -> str:
    rows, columns = sight.part.shape
    step, left = sight.grid.step, sight.grid.left
    wide = (columns - 1) * step
    x, width = (-wide, 2 * wide) if sheet.look is Look.BEHIND else (left, wide)
    height = (rows - 1) * step
    box = " ".join(number(value) for value in (x, sight.grid.top, width, height))
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"',
        f'     viewBox="{box}" width="{number(width)}mm" height="{number(height)}mm" data-format="1">',
        f"  <title>{sheet.title}</title>",
        *groups,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
