"""The raster of a layer in one view: who owns each pixel, without strands and specks too small to be seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bodymap.builder import tables
from bodymap.builder.body import Ints
from bodymap.builder.scene import Scene
from bodymap.builder.territory import Territory, paint
from bodymap.builder.tracing import absorb_slivers

_SMALLEST_REGION_MM2 = 60.0
_HALF_STRAND_MM = 1.5


def of_view(scene: Scene) -> dict[str, Ints]:
    """The raster of every layer in what is looked at: of a view that is its own mirror image the half right of x = 0.

    Owners are 1 to n on the left, n + 1 to 2 n on the right, 0 is nobody. A right view has the rasters of the left one.
    """
    return {layer: painted(scene.mirrored or scene, *tables.layer(layer, scene.figure)) for layer in tables.LAYERS}


def whole(scene: Scene, labels: Ints, count: int) -> Ints:
    """The whole picture of a raster of `of_view` with so many names."""
    if scene.mirrored is not None:
        return _other_side(labels, count)[:, ::-1]
    return np.hstack((_other_side(labels, count)[:, ::-1], labels)) if scene.shot.is_symmetric else labels


def painted(scene: Scene, table: Sequence[Territory], names: Sequence[str]) -> Ints:
    """The raster of any table in what is looked at."""
    owner = paint(table, scene.skin, names)
    labels = np.zeros(scene.sight.skin.shape, dtype=np.int64)
    labels[scene.sight.skin] = np.where(owner > 0, owner + scene.on_right * len(names), 0)
    return _clean(labels, scene.sight.pixel_mm)


def _other_side(labels: Ints, count: int) -> Ints:
    """The labels with left and right names exchanged."""
    return np.where(labels > 0, (labels - 1 + count) % (2 * count) + 1, 0)


def _clean(labels: Ints, pixel_mm: float) -> Ints:
    """Labels without strands and specks too small to be seen or touched."""
    return absorb_slivers(
        _without_thin(labels, pixel_mm),
        smallest_px=_SMALLEST_REGION_MM2 / pixel_mm**2,
        narrowest_px=2 * _HALF_STRAND_MM / pixel_mm,
    )


def _without_thin(labels: Ints, pixel_mm: float) -> Ints:
    """Give strands thinner than about three millimetres to what lies beside them."""
    reach = round(_HALF_STRAND_MM / pixel_mm)
    solid = np.zeros(labels.shape, dtype=bool)
    for label, window in enumerate(ndimage.find_objects(labels), 1):
        if window is not None:
            grown = tuple(slice(max(part.start - 2 * reach, 0), part.stop + 2 * reach) for part in window)
            own = labels[grown] == label
            solid[grown] |= own & _opened(own | (labels[grown] == 0), reach)
    nearest = ndimage.distance_transform_edt(~solid, return_distances=False, return_indices=True)
    return np.where((labels > 0) & ~solid, labels[tuple(nearest)], labels)


def _opened(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """The mask without what a square of this reach does not fit into; the mask goes on beyond its edges."""
    size = 2 * reach + 1
    eroded = ndimage.minimum_filter(np.pad(mask.view(np.uint8), reach, mode="edge"), size, mode="constant")
    return ndimage.maximum_filter(eroded, size, mode="constant")[reach:-reach, reach:-reach].astype(bool)
