"""One plate: a figure in one view, with every layer of the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from scipy import ndimage

from bodymap.builder import charts, landmarks, shading, tables
from bodymap.builder.body import Floats, Ints, load
from bodymap.builder.drawing import Dot, Layer, Shape, write
from bodymap.builder.pose import posed
from bodymap.builder.raster import Sight, look
from bodymap.builder.surface import refine
from bodymap.builder.territory import Territory, paint
from bodymap.builder.tracing import absorb_slivers, trace
from bodymap.builder.views import SHOTS, Shot
from bodymap.core.anatomy import Figure, Side, View

_SMALLEST_REGION_MM2 = 60.0
_HALF_STRAND_MM = 1.5
_MARGIN_MM = 20.0
_SIDES = (Side.LEFT, Side.RIGHT)
_FILL = {"fill": "currentColor", "fill-rule": "evenodd"}
_LINE = {"fill": "none", "stroke": "currentColor", "stroke-linejoin": "round", "stroke-linecap": "round"}


@dataclass(frozen=True, slots=True)
class Region:
    """The skin of one name on one side, as one view shows it."""

    name: str
    side: Side
    geometry: shapely.MultiPolygon


@dataclass(frozen=True, slots=True)
class _Scene:
    """A figure posed and seen."""

    figure: Figure
    shot: Shot
    triangles: Ints
    vertices: Floats
    sight: Sight


def draw(figure: Figure, view: View) -> str:
    """The SVG text of a plate."""
    scene = _scene(figure, view)
    outline = trace(scene.sight.skin.astype(np.int64), shading.grid_of(scene.sight))[1]
    west, north, east, south = shapely.bounds(outline)
    half = max(-west, east) + _MARGIN_MM
    box = np.round([-half, north - _MARGIN_MM, 2 * half, south - north + 2 * _MARGIN_MM]).tolist()
    layers = [_shade_layer(scene, outline), _parts_layer(scene)]
    layers += [_map_layer(scene, name) for name in tables.MAPS]
    layers += [_outline_layer(scene, outline), _landmark_layer(scene)]
    return write(
        title=f"bodymap: {figure.value} figure, {view.value} view",
        box=tuple(box),
        facts={"figure": figure.value, "view": view.value},
        layers=layers,
    )


def regions(figure: Figure, view: View, table: Sequence[Territory], names: Sequence[str]) -> list[Region]:
    """Traced regions of a table's names in one view, by name and side."""
    scene = _scene(figure, view)
    labels = _labels(scene, table, names)
    found = trace(labels, shading.grid_of(scene.sight))
    return [
        Region(names[(label - 1) % len(names)], _SIDES[(label - 1) // len(names)], found[label])
        for label in sorted(found)
    ]


@lru_cache(maxsize=2)
def _scene(figure: Figure, view: View) -> _Scene:
    body, shot = load(figure), SHOTS[view]
    fine = refine(body)
    vertices = fine.carry(posed(body, shot.pose))
    return _Scene(figure, shot, fine.triangles, vertices, look(shot.camera, vertices, fine.triangles))


def _labels(scene: _Scene, table: Sequence[Territory], names: Sequence[str]) -> Ints:
    """Raster of owners: 1 to n on the left side, n + 1 to 2 n on the right, 0 for nobody."""
    if scene.shot.is_symmetric:
        half = _half_labels(scene, table, names)
        other = np.where(half > 0, (half - 1 + len(names)) % (2 * len(names)) + 1, 0)
        return np.hstack((other[:, ::-1], half))
    return _clean(_owners(scene.sight, scene.triangles, table, names), scene.sight.pixel_mm)


def _half_labels(scene: _Scene, table: Sequence[Territory], names: Sequence[str]) -> Ints:
    """The half of a symmetric picture to the right of x = 0."""
    half = scene.sight.right_half()
    return _clean(_owners(half, scene.triangles, table, names), half.pixel_mm)


def _owners(sight: Sight, triangles: Ints, table: Sequence[Territory], names: Sequence[str]) -> Ints:
    values = sight.carry(charts.reference_values(), triangles)
    owner = paint(table, charts.skin_of(values), names)
    on_right = values[:, 0] < 0
    labels = np.zeros(sight.skin.shape, dtype=np.int64)
    labels[sight.skin] = np.where(owner > 0, owner + on_right * len(names), 0)
    return labels


def _clean(labels: Ints, pixel_mm: float) -> Ints:
    """Labels without strands and specks too small to be seen or touched."""
    return absorb_slivers(_without_thin(labels, pixel_mm), int(_SMALLEST_REGION_MM2 / pixel_mm**2))


def _without_thin(labels: Ints, pixel_mm: float) -> Ints:
    """Give strands thinner than about three millimetres to what lies beside them."""
    width = round(_HALF_STRAND_MM / pixel_mm)
    kernel = np.ones((2 * width + 1, 2 * width + 1), dtype=bool)
    solid = np.zeros(labels.shape, dtype=bool)
    for label, window in enumerate(ndimage.find_objects(labels), 1):
        if window is not None:
            grown = tuple(slice(max(part.start - 2 * width, 0), part.stop + 2 * width) for part in window)
            mask = np.pad(labels[grown] == label, width, mode="edge")
            opened = ndimage.binary_opening(mask | (np.pad(labels[grown], width, mode="edge") == 0), kernel)
            solid[grown] |= opened[width:-width, width:-width] & (labels[grown] == label)
    nearest = ndimage.distance_transform_edt(~solid, return_distances=False, return_indices=True)
    return np.where((labels > 0) & ~solid, labels[tuple(nearest)], labels)


def _shade_layer(scene: _Scene, outline: shapely.MultiPolygon) -> Layer:
    normals = charts.normals(scene.vertices, scene.triangles)
    facing = shading.facing(scene.shot.camera, scene.sight.carry(normals, scene.triangles))
    content = [Shape("body", outline, _FILL)]
    for number, tone in enumerate(shading.tones(scene.sight, facing), 1):
        opacity = f"{shading.TONE_OPACITY[number - 1]:.2f}"
        content.append(Shape(f"shade-{number}", tone, {"data-tone": str(number), **_FILL, "fill-opacity": opacity}))
    return Layer("shade", tuple(content))


def _outline_layer(scene: _Scene, outline: shapely.MultiPolygon) -> Layer:
    lines = [Shape("silhouette", outline, {})]
    lines += [Shape(f"occlusion-{k}", line, {}) for k, line in enumerate(shading.occlusion_lines(scene.sight), 1)]
    return Layer("outline", tuple(lines), {**_LINE, "stroke-width": "2.5"})


def _parts_layer(scene: _Scene) -> Layer:
    exposs = tables.exposs_by_part()
    shapes = []
    for region in regions(scene.figure, scene.shot.view, tables.parts_table(), tables.part_names()):
        facts = {"data-part": region.name, "data-side": region.side.value}
        if exposs[region.name]:
            facts["data-exposs"] = exposs[region.name]
        shapes.append(Shape(f"part-{region.name}-{region.side.value}", region.geometry, facts))
    return Layer("parts", tuple(shapes), {**_LINE, "stroke-width": "0.6", "display": "none"})


def _map_layer(scene: _Scene, name: str) -> Layer:
    shapes = [
        Shape(
            f"{name}-{region.name}-{region.side.value}",
            region.geometry,
            {"data-root": region.name, "data-side": region.side.value},
        )
        for region in regions(scene.figure, scene.shot.view, tables.map_table(name), tables.ROOT_NAMES)
    ]
    return Layer(name, tuple(shapes), {"data-kind": "map", **_LINE, "stroke-width": "0.6"})


def _landmark_layer(scene: _Scene) -> Layer:
    """Key sensory points that this view shows, both sides."""
    dots = []
    for root, anchor in landmarks.key_points().items():
        for side in _SIDES:
            # Mirroring the symmetric figure puts a left anchor where the right one is.
            mirror = np.array([1.0 if side is Side.LEFT else -1.0, 1.0, 1.0])
            vertices = scene.vertices * mirror
            if landmarks.is_visible(anchor, vertices, scene.triangles, scene.shot.camera, scene.sight):
                x, y, _ = scene.shot.camera.project(anchor.on(vertices, scene.triangles)[None])[0]
                facts = {
                    "data-landmark": "key-point",
                    "data-root": "S4 S5" if root == "S4-5" else root,
                    "data-side": side.value,
                }
                dots.append(Dot(f"key-{root}-{side.value}", round(x, 1), round(y, 1), facts))
    return Layer("landmarks", tuple(dots), {"fill": "currentColor", "display": "none"})
