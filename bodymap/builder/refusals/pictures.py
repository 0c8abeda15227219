"""The rules, held again against what each view draws, where strands too thin to be drawn are gone.

A piece that the outline or another limb cuts does not count by itself, nor does a border where nearer skin hides what
lies between, or a fold lays it so steeply that no strand of it can be drawn: there two roots meet in the picture, not
on the body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bodymap.builder import tables
from bodymap.builder.body import MM_PER_UNIT, Floats, Ints
from bodymap.builder.refusals import rules
from bodymap.builder.refusals.rules import NOBODY, Piece
from bodymap.builder.scene import Scene

Mask = NDArray[np.bool_]

_APART_MM = 6.0
"""Skin so far apart on the body that lies on pixels side by side is no neighbour: one hides what is between."""
_FOLD_MM, _FOLD_PX = 25.0, 4
"""So much of the skin between pixels that lie this far off a border on either side is laid into a fold."""
_NOTICED_MM2 = 25.0
"""Smaller pieces at an outline are not drawn."""


@dataclass(frozen=True, slots=True)
class Seams:
    """Where a picture cuts the skin.

    Attributes
    ----------
    level, upright : array of bool, shapes (rows - 1, columns) and (rows, columns - 1)
        Borders between pixels, one below the other and side by side, at which the picture leaves out skin.
    beside : array of bool, shape (rows, columns)
        Pixels of skin beside others whose skin lies apart on the body, or beside none.
    """

    level: Mask
    upright: Mask
    beside: Mask


def refuse_faults(scene: Scene, drawn: Mapping[str, Ints]) -> None:
    """Look at the rasters of all layers of a view.

    Raises
    ------
    DrawingRefused
        If there is a fault that the exceptions do not name; it lists all faults.
    """
    if scene.mirrored is None:
        seams = seams_of(scene)
        words = f"{scene.figure.value} figure, {scene.shot.view.value} view"
        rules.refuse(f"{words}: {each}" for layer in drawn for each in faults(scene, seams, layer, drawn[layer]))


def faults(scene: Scene, seams: Seams, layer: str, drawn: Ints) -> Iterator[str]:
    """Faults of a layer in a view, on either side of the body."""
    names = tables.layer(layer, scene.figure)[1]
    for side in range(2):
        is_own = (drawn > side * len(names)) & (drawn <= (side + 1) * len(names))
        owner = np.where(is_own, drawn - side * len(names), 0)
        found = pieces(scene, seams, owner, names)
        if layer != tables.NERVES:
            yield from rules.torn(layer, found)
        yield from rules.small(layer, found)
        if layer in tables.MAPS:
            met = contacts_mm(seams, owner, names, scene.sight.pixel_mm)
            yield from rules.strangers(layer, met, scene.shot.view.value)
    if layer not in tables.MAPS:
        bare = np.where(scene.sight.skin & (drawn == 0), 1, 0)
        yield from rules.bare(layer, pieces(scene, seams, bare, [NOBODY]))


def seams_of(scene: Scene) -> Seams:
    """Where the outline, or a limb before another, cuts what a view shows; its line of symmetry cuts nothing."""
    skin = scene.sight.skin
    places = np.full((*skin.shape, 3), np.nan)
    places[skin] = scene.skin.position * MM_PER_UNIT
    level, upright = (_apart(places, axis) for axis in (0, 1))
    rim = np.pad(skin, 1)
    if scene.shot.is_symmetric:
        rim[:, 0] = rim[:, 1]
    beside = skin & ~ndimage.binary_erosion(rim)[1:-1, 1:-1]
    for border, axis in ((level, 0), (upright, 1)):
        beside |= np.pad(border, [(0, 1) if axis == k else (0, 0) for k in range(2)])
        beside |= np.pad(border, [(1, 0) if axis == k else (0, 0) for k in range(2)])
    return Seams(level | _folded(places, 0), upright | _folded(places, 1), beside & skin)


def pieces(scene: Scene, seams: Seams, owner: Ints, names: Sequence[str]) -> tuple[Piece, ...]:
    """The drawn pieces of every name."""
    pixel, found = scene.sight.pixel_mm, []
    for number, window in enumerate(ndimage.find_objects(owner), 1):
        if window is not None:
            patches, count = ndimage.label(owner[window] == number)
            at_middle = scene.shot.is_symmetric and window[1].start == 0
            for patch in range(1, count + 1):
                own = patches == patch
                area = float(np.count_nonzero(own)) * pixel**2
                if area > _NOTICED_MM2:
                    is_cut = bool((own & seams.beside[window]).any())
                    found.append(Piece(names[number - 1], area, _width_mm(own, pixel, at_middle=at_middle), is_cut))
    return tuple(found)


def contacts_mm(seams: Seams, owner: Ints, names: Sequence[str], pixel_mm: float) -> dict[frozenset[str], float]:
    """How long the border of each two names is in the picture, but for seams."""
    lengths: dict[frozenset[str], float] = {}
    for first, second, seam in ((owner[1:], owner[:-1], seams.level), (owner[:, 1:], owner[:, :-1], seams.upright)):
        meet = (first != second) & (first > 0) & (second > 0) & ~seam
        both, counts = np.unique(np.sort(np.column_stack((first[meet], second[meet]))), axis=0, return_counts=True)
        for (one, other), count in zip(both.tolist(), counts.tolist(), strict=True):
            pair = frozenset((names[one - 1], names[other - 1]))
            lengths[pair] = lengths.get(pair, 0.0) + count * pixel_mm
    return lengths


def _apart(places: Floats, axis: int) -> Mask:
    return np.asarray((np.diff(places, axis=axis) ** 2).sum(axis=-1) > _APART_MM**2)


def _folded(places: Floats, axis: int) -> Mask:
    """Borders across which a fold lies; at the edge of the picture there is none."""
    span = 2 * _FOLD_PX + 1
    before, after = (np.moveaxis(places, axis, 0)[part] for part in (slice(None, -span), slice(span, None)))
    inner = ((after - before) ** 2).sum(axis=-1) > _FOLD_MM**2
    return np.asarray(np.moveaxis(np.pad(inner, [(_FOLD_PX, _FOLD_PX), (0, 0)]), 0, axis))


def _width_mm(own: Mask, pixel_mm: float, *, at_middle: bool) -> float:
    """How wide a patch is at its widest place; one at the line of symmetry goes on beyond it.

    A patch with more pixels than a strip through its whole window could have need not be measured.
    """
    if np.count_nonzero(own) * pixel_mm > rules.NARROWEST_MM * sum(own.shape):
        return np.inf
    room = np.pad(np.hstack((own[:, ::-1], own)) if at_middle else own, 1)
    return float(2 * ndimage.distance_transform_edt(room).max()) * pixel_mm
