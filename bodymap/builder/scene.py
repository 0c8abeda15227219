"""A scene: a figure posed for a view and seen, its panels laid out in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bodymap.builder import charts
from bodymap.builder.body import Floats, Ints, load
from bodymap.builder.landmarks import Anchor, is_visible
from bodymap.builder.posing import cut, skin_lengths
from bodymap.builder.posing.cut import Plane
from bodymap.builder.posing.pose import posed
from bodymap.builder.raster import Camera, Sight, look
from bodymap.builder.shading import facing
from bodymap.builder.surface import normals, refine
from bodymap.builder.tracing import Grid
from bodymap.builder.views import SHOTS, Keep, Panel, Shot
from bodymap.core.vocabulary import Figure, Side, View

_Value = TypeVar("_Value", np.bool_, np.int64, np.float64)

_OUTSIDE_MM = 1e6


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one panel sees, where it stands in the picture.

    Attributes
    ----------
    vertices : array of float, shape (n, 3)
        The fine surface as posed, units of 10 cm.
    sight : Sight
        In the picture's millimetres; of a view that is its own mirror image only the half to the right of x = 0.
    facing : array of float, shape (skin pixels,)
        How squarely the skin faces the viewer, 1 square on, 0 edge on.
    keep : Keep or None
        The skin that the panel is for, None for all.
    cuts : tuple of Plane
        Where limbs are cut off.
    """

    camera: Camera
    vertices: Floats
    sight: Sight
    facing: Floats
    offset_mm: tuple[float, float]
    keep: Keep | None = None
    cuts: tuple[Plane, ...] = ()

    def project(self, points: Floats) -> Floats:
        """Picture x, y and depth, in mm, of points of the right half or of a one-sided view, shape (n, 3)."""
        return np.asarray(self.camera.project(points) + np.array([*self.offset_mm, 0.0]))

    def depth_behind(self, places: Floats) -> Floats:
        """How far, in mm, projected places lie behind the skin that is seen there; a great number where none is."""
        column = np.floor((places[:, 0] - self.sight.left_mm) / self.sight.pixel_mm).astype(np.int64)
        row = np.floor((places[:, 1] - self.sight.top_mm) / self.sight.pixel_mm).astype(np.int64)
        rows, columns = self.sight.depth.shape
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        seen = self.sight.depth[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)]
        return np.where(inside & np.isfinite(seen), places[:, 2] - seen, _OUTSIDE_MM)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a view of a figure shows.

    Of a view that is its own mirror image only the half to the right of x = 0 is looked at; `picture` unfolds it.

    Attributes
    ----------
    triangles : array of int, shape (m, 3)
        Of the fine surface.
    sight : Sight
        All panels in one picture.
    facing : array of float, shape (skin pixels,)
        How squarely the skin faces the viewer.
    skin : Skin
        The reference surface's points that the sight shows, one per skin pixel.
    on_right : array of bool, shape (skin pixels,)
        Whether they lie on the body's right side.
    mirrored : Scene or None
        The left view of which this right view is the exact mirror image.
    """

    figure: Figure
    shot: Shot
    triangles: Ints
    outlooks: tuple[Outlook, ...]
    sight: Sight
    facing: Floats
    skin: charts.Skin
    on_right: NDArray[np.bool_]
    mirrored: Scene | None = None

    def picture(self, seen: NDArray[_Value]) -> NDArray[_Value]:
        """The whole picture of something seen, shape (rows, columns)."""
        return np.hstack((seen[:, ::-1], seen)) if self.shot.is_symmetric else seen

    @property
    def grid(self) -> Grid:
        """Where the whole picture lies."""
        width = self.sight.skin.shape[1] * self.sight.pixel_mm
        left = -width if self.shot.is_symmetric else self.sight.left_mm
        return Grid(left, self.sight.top_mm, self.sight.pixel_mm)

    def mirrors(self, outlook: Outlook, side: Side) -> tuple[Floats, float]:
        """How a point of the left side becomes one of a side, and the sign of its x in the picture.

        Every pose is its own mirror image, and a symmetric view is looked at where picture x is positive only: a point
        is brought to that half, and its picture x gets the sign back.
        """
        side_sign = 1.0 if side is Side.LEFT else -1.0
        if not self.shot.is_symmetric:
            return np.array([side_sign, 1.0, 1.0]), 1.0
        half_sign = 1.0 if outlook.camera.right[0] > 0 else -1.0
        return np.array([half_sign, 1.0, 1.0]), half_sign * side_sign

    def place(self, anchor: Anchor, outlook: Outlook, side: Side) -> tuple[float, float] | None:
        """Picture x and y, in mm, of a left anchor or its mirror image; None where the panel does not show it."""
        mirror, sign = self.mirrors(outlook, side)
        x, y, depth = outlook.project(anchor.on(outlook.vertices, self.triangles)[None] * mirror)[0]
        return (sign * x, y) if is_visible(outlook.sight, x=x, y=y, depth=depth) else None


@lru_cache(maxsize=2)
def scene_of(figure: Figure, view: View) -> Scene:
    """Pose a figure for a view and look at it; the right view is the left one, mirrored."""
    if SHOTS[view].side is Side.RIGHT:
        return _mirror_image(scene_of(figure, View.LEFT), SHOTS[view])
    body, shot = load(figure), SHOTS[view]
    fine = refine(body)
    outlooks = []
    for panel in shot.panels:
        vertices = posed(body, panel.pose)
        if panel.sliding is not None:
            vertices = skin_lengths.slid(body, vertices, panel.sliding)
        cuts = tuple(cut.plane(body, panel.pose, panel.cut, side) for side in "LR") if panel.cut else ()
        outlooks.append(_outlook(panel, shot, fine.carry(vertices), fine.triangles, cuts))
    sight, light = _together(outlooks, symmetric=shot.is_symmetric)
    values = sight.carry(charts.reference_values(), fine.triangles)
    skin = charts.skin_of(values)
    return Scene(figure, shot, fine.triangles, tuple(outlooks), sight, light, skin, values[:, 0] < 0)


def _mirror_image(left: Scene, shot: Shot) -> Scene:
    """The right view, seen by the mirrored cameras on the mirrored pixels."""
    rows, columns = np.nonzero(left.sight.skin)
    order = np.lexsort((-columns, rows))
    outlooks = tuple(
        replace(outlook, camera=panel.camera, sight=_flipped(outlook.sight))
        for outlook, panel in zip(left.outlooks, shot.panels, strict=True)
    )
    return replace(
        left,
        shot=shot,
        outlooks=outlooks,
        sight=_flipped(left.sight),
        facing=left.facing[order],
        skin=left.skin.chosen(order),
        on_right=np.ones(len(order), dtype=bool),
        mirrored=left,
    )


def _flipped(sight: Sight) -> Sight:
    """The pixels mirrored at x = 0; which triangle a pixel shows is still that of the other side."""
    width = sight.skin.shape[1] * sight.pixel_mm
    return replace(
        sight, left_mm=-(sight.left_mm + width), triangle=sight.triangle[:, ::-1], depth=sight.depth[:, ::-1]
    )


def _outlook(panel: Panel, shot: Shot, vertices: Floats, triangles: Ints, cuts: tuple[Plane, ...]) -> Outlook:
    reference = charts.reference_values()
    shown = np.ones(len(triangles), dtype=bool)
    if shot.side is not None:
        own_side = reference[:, 0] * (1.0 if shot.side is Side.LEFT else -1.0) >= 0
        shown &= np.all(own_side[triangles], axis=1)
    if panel.keep is not None:
        # Whole triangles first, so that nothing left out can hide what is kept; then the edge, pixel by pixel.
        shown &= np.any(panel.keep(charts.skin_of(reference))[triangles], axis=1)
    for each in cuts:
        shown &= np.any(each.keeps(vertices)[triangles], axis=1)
    kept = np.flatnonzero(shown)
    sight = look(panel.camera, vertices, triangles[kept], half=shot.is_symmetric).renumbered(kept)
    if panel.keep is not None:
        sight = sight.only(panel.keep(charts.skin_of(sight.carry(reference, triangles))))
    for each in cuts:
        sight = sight.only(each.keeps(sight.carry(vertices, triangles)))
    offset = (-float(panel.inwards_mm), float(panel.down_mm))
    sight = replace(sight, left_mm=sight.left_mm + offset[0], top_mm=sight.top_mm + offset[1])
    light = facing(panel.camera, sight.carry(normals(vertices, triangles), triangles))
    return Outlook(panel.camera, vertices, sight, light, offset, panel.keep, cuts)


def _together(outlooks: Sequence[Outlook], *, symmetric: bool) -> tuple[Sight, Floats]:
    """Paste the panels into one picture; that of a symmetric view begins at x = 0."""
    sights = [outlook.sight for outlook in outlooks]
    pixel = sights[0].pixel_mm
    left = 0.0 if symmetric else min(sight.left_mm for sight in sights)
    top = min(sight.top_mm for sight in sights)
    columns = max(round((sight.left_mm - left) / pixel) + sight.skin.shape[1] for sight in sights)
    rows = max(round((sight.top_mm - top) / pixel) + sight.skin.shape[0] for sight in sights)
    triangle = np.full((rows, columns), -1, dtype=np.int64)
    depth = np.full((rows, columns), np.inf)
    weights = np.zeros((rows, columns, 4))
    for outlook in outlooks:
        sight = outlook.sight
        row, column = np.nonzero(sight.skin)
        place = (row + round((sight.top_mm - top) / pixel), column + round((sight.left_mm - left) / pixel))
        triangle[place], depth[place] = sight.triangle[sight.skin], sight.depth[sight.skin]
        weights[place] = np.column_stack((sight.corners, outlook.facing))
    on_skin = weights[triangle >= 0]
    return Sight(left, top, pixel, triangle, on_skin[:, :3], depth), on_skin[:, 3]
