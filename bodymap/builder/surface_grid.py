"""Surface grids: which place of the reference body each few millimetres of a drawing show.

They let a mark keep its place on the skin when the figure or the view changes; `bodymap.core.atlas.surface` reads them.
"""

from __future__ import annotations

import io

import numpy as np

from bodymap.builder.body import MM_PER_UNIT
from bodymap.builder.scene import Scene, scene_of
from bodymap.core.atlas.surface import NO_SKIN, UNIT_MM
from bodymap.core.vocabulary import Figure, View

STEP_MM = 5.0


def grid_bytes(figure: Figure, view: View) -> bytes:
    """The npz file of a view: `origin_mm`, `step_mm`, and `position` in half millimetres of the reference body."""
    scene = scene_of(figure, view)
    whole = _whole(scene)
    every = round(STEP_MM / scene.grid.pixel_mm)
    # Grid points lie on pixel centres, symmetric about the middle of the picture.
    first = (whole.shape[1] // 2 - every // 2) % every
    sampled = whole[every // 2 :: every, first::every]
    pixel = scene.grid.pixel_mm
    origin = [scene.grid.left_mm + (first + 0.5) * pixel, scene.grid.top_mm + (every // 2 + 0.5) * pixel]
    file = io.BytesIO()
    np.savez_compressed(file, origin_mm=np.array(origin), step_mm=np.float64(STEP_MM), position=sampled)
    return file.getvalue()


def _whole(scene: Scene) -> np.ndarray[tuple[int, int, int], np.dtype[np.int16]]:
    """Places at every pixel of the whole picture, with the sign of x."""
    places = scene.skin.position * (MM_PER_UNIT / UNIT_MM)
    places[:, 0] *= np.where(scene.on_right, -1.0, 1.0)
    seen = np.full((*scene.sight.skin.shape, 3), NO_SKIN, dtype=np.int16)
    seen[scene.sight.skin] = np.rint(places).astype(np.int16)
    if not scene.shot.is_symmetric:
        return seen
    other = seen[:, ::-1].copy()
    other[..., 0] = np.where(other[..., 0] == NO_SKIN, NO_SKIN, -other[..., 0])
    return np.hstack((other, seen))
