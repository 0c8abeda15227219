"""Drawings of the spine: the lumbosacral part from behind and from the left, and the whole column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bodymap.builder.spine.landmarks import Landmark, landmarks
from bodymap.builder.spine.parts import parts
from bodymap.builder.spine.plate import Look, Part, Sight, see
from bodymap.builder.spine.table import VERTEBRAE, Dimensions, dimensions
from bodymap.builder.spine.trace import Grid, Ring, contours, number, path, runs, soften

_TONES = (0.10, 0.20, 0.30, 0.40, 0.50, 0.60, 0.72)
_TONE_OPACITY = 19 / 255
"""So faint that hardly a step is seen; whole steps of 255 that painters round to no other hue."""
_SOFT = 2
_INK = 'fill="currentColor"'
"""Said on every path and not on its group, because Qt resolves an inherited `currentColor` at the group."""
_STEP_MM = 4.0
_ROOM = 5
"""Nodes left around a part, so that its softened mask ends inside the cut."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One drawing: its file, title, direction, vertebrae, node distance and stroke width in mm, dural sac shown."""

    file: str
    title: str
    look: Look
    vertebrae: tuple[str, ...]
    step: float
    line: float
    sac: bool


_LUMBAR = VERTEBRAE[VERTEBRAE.index("T12") :]
_BEHIND, _LEFT = "Lumbar spine, sacrum and coccyx from behind", "Lumbar spine, sacrum and coccyx from the left"
_SHEETS = (
    _Sheet("spine-lumbosacral.svg", _BEHIND, Look.BEHIND, _LUMBAR, step=0.35, line=1.2, sac=False),
    _Sheet("spine-lumbosacral-side.svg", _LEFT, Look.SIDE, _LUMBAR, step=0.35, line=1.2, sac=True),
    _Sheet("spine-column.svg", "Spine from behind", Look.BEHIND, VERTEBRAE, step=0.6, line=2.0, sac=True),
    _Sheet("spine-column-side.svg", "Spine from the left", Look.SIDE, VERTEBRAE, step=0.6, line=2.0, sac=True),
)


def drawings() -> dict[str, str]:
    """File names and SVG texts of all drawings of the spine."""
    table = dimensions()
    return {sheet.file: _draw(sheet, table) for sheet in _SHEETS}


def _draw(sheet: _Sheet, table: Dimensions) -> str:
    solids = parts(sheet.vertebrae, sheet.look, table, sac=sheet.sac)
    sight = see(solids, sheet.look, sheet.step)
    groups = [
        _group("canal", 'fill-opacity="0.4"', _elements(solids, sight, sheet.look, "canal")),
        _group("discs", 'fill-opacity="0.28"', _elements(solids, sight, sheet.look, "disc")),
        _group("bones", 'fill-opacity="0.1"', _elements(solids, sight, sheet.look, "bone")),
        _group("roots", 'fill-opacity="0.5"', _elements(solids, sight, sheet.look, "root")),
        _group("shade", 'fill="currentColor"', _tones(sight, sheet.look)),
        _group(
            "outline",
            f'fill="none" stroke="currentColor" stroke-width="{number(sheet.line * 0.6)}" '
            'stroke-linejoin="round" stroke-linecap="round"',
            _lines(solids, sight, sheet),
        ),
    ]
    groups.append(_group("landmarks", 'fill="none" stroke="currentColor" display="none"', _circles(sheet, table)))
    return _svg(sheet, sight, groups)


def _circles(sheet: _Sheet, table: Dimensions) -> list[str]:
    """Landmarks as circles; from the side only the middles and those of the left."""
    forward = sheet.look is Look.SIDE
    circles = []
    for mark in landmarks(sheet.vertebrae, table, forward=forward):
        if mark.kind == "middle":
            circles.append(_circle(mark, "", mark.z if forward else 0.0))
        elif forward:
            circles.append(_circle(mark, "left", mark.z))
        else:
            circles += [_circle(mark, "left", -mark.x), _circle(mark, "right", mark.x)]
    return circles


def _circle(mark: Landmark, side: str, across: float) -> str:
    what = "root" if mark.kind == "exit" else "vertebra"
    end, said = (f"-{side}", f' data-side="{side}"') if side else ("", "")
    place = f'cx="{number(across)}" cy="{number(mark.y)}" r="{number(mark.radius)}"'
    said = f'data-landmark="{mark.kind}" data-{what}="{mark.name}"{said}'
    return f'<circle id="{mark.kind}-{mark.name}{end}" {said} {place}/>'


def _elements(solids: Sequence[Part], sight: Sight, look: Look, kind: str) -> list[str]:
    """Paths of all elements of a kind as they are seen; a disc whole, because the bones drawn over it hide the rest."""
    found = []
    for element in dict.fromkeys(part.element for part in solids if _kind(part) == kind):
        chosen = [index for index, part in enumerate(solids) if part.element == element]
        if kind == "disc":
            alone = see([solids[index] for index in chosen], look, sight.grid.step)
            rings = _outline(range(len(chosen)), alone, look)
        else:
            rings = _outline(chosen, sight, look)
        found += _sided(element, rings, look) if kind == "root" else [_path(element, "", rings)]
    return found


def _sided(element: str, rings: tuple[Ring, ...], look: Look) -> list[str]:
    """A root's left and right path; from the side the left alone is seen."""
    if look is Look.SIDE:
        return [_path(element, "left", rings)]
    left = tuple(ring for ring in rings if ring[0][0] < 0)
    right = tuple(ring for ring in rings if ring[0][0] > 0)
    return [_path(element, "left", left), _path(element, "right", right)]


def _path(element: str, side: str, rings: tuple[Ring, ...]) -> str:
    what, _, name = element.partition("-")
    said = {"sacrum": ' data-bone="sacrum"', "coccyx": ' data-bone="coccyx"'}.get(element, "")
    if what in ("vertebra", "disc", "root"):
        said = f' data-{what}="{name}"'
    end = f"-{side}" if side else ""
    said += f' data-side="{side}"' if side else ""
    return f'<path id="{element}{end}"{said} {_INK} d="{path(rings)}"/>'


def _kind(part: Part) -> str:
    return {"disc": "disc", "root": "root", "sac": "canal", "pit": "canal"}.get(part.piece, "bone")


def _outline(chosen: Sequence[int], sight: Sight, look: Look) -> tuple[Ring, ...]:
    """Rings around what is seen of some parts."""
    mask = np.isin(sight.part, chosen)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return ()
    mirrored, grid = look is Look.BEHIND, sight.grid
    top, left = rows[0] - _ROOM, 0 if mirrored else columns[0] - _ROOM
    cut = mask[top : rows[-1] + _ROOM, left : columns[-1] + _ROOM].astype(np.float64)
    here = Grid(grid.left + grid.step * float(left), grid.top + grid.step * float(top), grid.step)
    return contours(
        soften(cut, _SOFT, mirrored=mirrored),
        0.5,
        here,
        mirrored=mirrored,
        tolerance=grid.step / 6,
        smallest=1.0 + 4 * grid.step * grid.step,
    )


def _tones(sight: Sight, look: Look) -> list[str]:
    mirrored, step = look is Look.BEHIND, sight.grid.step
    field = soften(sight.dark, 8, mirrored=mirrored)
    found = []
    for index, level in enumerate(_TONES, start=1):
        drawn = path(contours(field, level, sight.grid, mirrored=mirrored, tolerance=step / 2.5, smallest=6 * step))
        found.append(f'<path id="shade-{index}" data-tone="{index}" fill-opacity="{_TONE_OPACITY:.4f}" d="{drawn}"/>')
    return found


def _lines(solids: Sequence[Part], sight: Sight, sheet: _Sheet) -> list[str]:
    """Outlines of the elements, lines where one piece of an element stands before another, and the silhouette."""
    lines = []
    for element in dict.fromkeys(part.element for part in solids):
        numbers = [index for index, part in enumerate(solids) if part.element == element]
        drawn = path(_outline(numbers, sight, sheet.look))
        if len(numbers) > 1:
            rings = tuple(ring for index in numbers for ring in _outline([index], sight, sheet.look))
            drawn += path(runs(rings, lambda x, y: _is_step(sight, x, y), 3.0), end="")
        if drawn:
            lines.append(f'<path id="line-{element}" d="{drawn}"/>')
    everything = _outline(range(len(solids)), sight, sheet.look)
    lines.append(f'<path id="silhouette" stroke-width="{number(sheet.line)}" d="{path(everything)}"/>')
    return lines


def _is_step(sight: Sight, x: float, y: float) -> bool:
    """Whether the surface jumps near a point of the picture."""
    grid = sight.grid
    column, row = round((abs(x) if grid.left == 0 else x - grid.left) / grid.step), round((y - grid.top) / grid.step)
    near = sight.depth[row - 2 : row + 3, max(column - 2, 0) : column + 3]
    shown = near[sight.part[row - 2 : row + 3, max(column - 2, 0) : column + 3] >= 0]
    return bool(len(shown) and shown.max() - shown.min() > _STEP_MM)


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
