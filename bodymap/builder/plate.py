"""One plate: a figure in one view, with every layer of the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import affinity

from bodymap.builder import labels, landmarks, shading, tables
from bodymap.builder.body import MM_PER_UNIT, Ints
from bodymap.builder.drawing import Dot, Layer, Shape, write
from bodymap.builder.lines import contours, courses, cut_faces, hand_lines
from bodymap.builder.lines.edge import Edge
from bodymap.builder.refusals import pictures
from bodymap.builder.scene import Scene, scene_of
from bodymap.builder.tracing import trace
from bodymap.core.vocabulary import Figure, Side, View

OUTLINE_TOLERANCE_MM = 0.05
"""How far the drawn outline may leave the smooth one: a fifth of a pixel where a body is seen eight times as large."""
_OUTLINE_DECIMALS = 2
_MARGIN_MM = 20.0
_INSIDE_MM = 0.2
"""A key point seen at the very edge is drawn this far inside it, so that it lies on its skin."""
_FACE_OPACITY = 0.05
"""Of the flat face where a limb is cut off, so that it is seen to be no skin."""
_CONTOUR_OPACITY = (0.45, 0.7, 0.95)
_SIDES = (Side.LEFT, Side.RIGHT)
_FILL = {"fill": "currentColor", "fill-rule": "evenodd"}
_LINE = {"fill": "none", "stroke": "currentColor", "stroke-linejoin": "round", "stroke-linecap": "round"}


@dataclass(frozen=True, slots=True)
class Region:
    """The skin of one name on one side, as one view shows it."""

    name: str
    side: Side
    geometry: shapely.MultiPolygon


def draw(figure: Figure, view: View) -> str:
    """The SVG text of a plate.

    Raises
    ------
    DrawingRefused
        If it would show what may not be drawn.
    """
    scene = scene_of(figure, view)
    drawn = labels.of_view(scene)
    pictures.refuse_faults(scene, drawn)
    edge = Edge(scene)
    outline = outline_of(scene, edge)
    faces = cut_faces.drawn(scene, outline)
    layers = [_shade_layer(scene, outline, faces), _parts_layer(scene, edge, drawn[tables.PARTS])]
    layers += [_map_layer(scene, edge, name, drawn[name]) for name in tables.MAPS]
    layers += [_nerve_layer(scene, edge, drawn[tables.NERVES]), _contour_layer(scene)]
    layers += [_outline_layer(scene, outline, faces)]
    layers += [_course_layer(scene), _landmark_layer(scene, outline)]
    return write(
        title=f"bodymap: {figure.value} figure, {view.value} view",
        box=_box_of(shapely.union_all([outline, *faces])),
        facts={"figure": figure.value, "view": view.value},
        layers=layers,
    )


def outline_of(scene: Scene, edge: Edge) -> shapely.MultiPolygon:
    """The silhouette of the skin that a scene shows."""
    skin = scene.picture(scene.sight.skin).astype(np.int64)
    return trace(skin, scene.grid, tolerance_mm=OUTLINE_TOLERANCE_MM, decimals=_OUTLINE_DECIMALS, moved=edge.moved)[1]


def regions(scene: Scene, edge: Edge, drawn: Ints, names: Sequence[str]) -> list[Region]:
    """Traced regions of a layer's raster, by name and side."""
    found = trace(labels.whole(scene, drawn, len(names)), scene.grid, moved=edge.moved)
    return [
        Region(names[(label - 1) % len(names)], _SIDES[(label - 1) // len(names)], found[label])
        for label in sorted(found)
    ]


def _box_of(drawn: shapely.Geometry) -> tuple[float, float, float, float]:
    """The drawing's left, top, width and height, with x = 0 in its middle."""
    west, north, east, south = shapely.bounds(drawn)
    half = round(max(-west, east) + _MARGIN_MM)
    return -half, round(north - _MARGIN_MM), 2 * half, round(south - north + 2 * _MARGIN_MM)


def _shade_layer(scene: Scene, outline: shapely.MultiPolygon, faces: Sequence[shapely.Polygon]) -> Layer:
    light = np.zeros(scene.sight.skin.shape)
    light[scene.sight.skin] = scene.facing
    tones = shading.tones(scene.picture(light), scene.picture(scene.sight.skin), scene.grid)
    content = [Shape("body", outline, _FILL)]
    for number, tone in enumerate(tones, 1):
        facts = {"data-tone": str(number), **_FILL, "fill-opacity": f"{shading.TONE_OPACITY:.4f}"}
        if not tone.is_empty:
            content.append(Shape(f"shade-{number}", tone, facts))
    flat = {**_FILL, "fill-opacity": f"{_FACE_OPACITY:.2f}"}
    content += [Shape(f"cut-{number}", face, flat) for number, face in enumerate(faces, 1)]
    return Layer("shade", tuple(content))


def _outline_layer(scene: Scene, outline: shapely.MultiPolygon, faces: Sequence[shapely.Polygon]) -> Layer:
    lines = [Shape("silhouette", outline)]
    lines += [Shape(f"occlusion-{number}", line) for number, line in enumerate(_occlusions(scene), 1)]
    lines += [Shape(f"cut-edge-{number}", face) for number, face in enumerate(faces, 1)]
    return Layer("outline", tuple(lines), {**_LINE, "stroke-width": "2.5"})


def _occlusions(scene: Scene) -> list[shapely.LineString]:
    limbs = scene.sight.skin.copy()
    limbs[limbs] = ~contours.is_of_hand(scene.skin, scene.figure, scene.shot.view)
    depth = np.where(limbs, scene.sight.depth, np.nan)
    places = np.full((*depth.shape, 3), np.nan)
    places[scene.sight.skin] = scene.skin.position * MM_PER_UNIT
    places[~limbs] = np.nan
    return shading.occlusion_lines(scene.picture(depth), scene.picture(places), scene.grid)


def _contour_layer(scene: Scene) -> Layer:
    """Creases and folds, darker where they are deeper."""
    content, found = [], _contours(scene)
    for depth in range(1, contours.DEPTHS + 1):
        lines = [each.line for each in found if each.depth == depth]
        if lines:
            facts = {"data-depth": str(depth), "stroke-opacity": f"{_CONTOUR_OPACITY[depth - 1]:.2f}"}
            content.append(Shape(f"contour-{depth}", shapely.MultiLineString(lines), facts))
    return Layer("contours", tuple(content), {**_LINE, "stroke-width": "1.25"})


def _contours(scene: Scene) -> list[contours.Contour]:
    if scene.mirrored is not None:
        left = _contours(scene.mirrored)
        return [replace(each, line=affinity.scale(each.line, xfact=-1, origin=(0, 0))) for each in left]
    light, drawn = np.zeros(scene.sight.skin.shape), np.zeros(scene.sight.skin.shape, dtype=bool)
    light[scene.sight.skin], drawn[scene.sight.skin] = (
        scene.facing,
        contours.may_be_drawn(scene.skin, scene.figure, scene.shot.view),
    )
    light, skin, drawn = (scene.picture(each) for each in (light, scene.sight.skin, drawn))
    drawn &= ~contours.beside(_occlusions(scene), skin.shape, scene.grid)
    found = contours.contours(light, skin, scene.grid, halves=scene.shot.is_symmetric, drawn=drawn)
    return [*found, *hand_lines.drawn(scene)]


def _parts_layer(scene: Scene, edge: Edge, drawn: Ints) -> Layer:
    exposs = tables.exposs_by_part()
    shapes = []
    for region in regions(scene, edge, drawn, tables.part_names()):
        facts = {"data-part": region.name, "data-side": region.side.value}
        if exposs[region.name]:
            facts["data-exposs"] = exposs[region.name]
        shapes.append(Shape(f"part-{region.name}-{region.side.value}", region.geometry, facts))
    return Layer("parts", tuple(shapes), {**_LINE, "stroke-width": "0.6", "display": "none"})


def _map_layer(scene: Scene, edge: Edge, name: str, drawn: Ints) -> Layer:
    shapes = [
        Shape(
            f"{name}-{region.name}-{region.side.value}",
            region.geometry,
            {"data-root": region.name, "data-side": region.side.value},
        )
        for region in regions(scene, edge, drawn, tables.ROOT_NAMES)
    ]
    return Layer(name, tuple(shapes), {"data-kind": "map", **_LINE, "stroke-width": "0.6"})


def _nerve_layer(scene: Scene, edge: Edge, drawn: Ints) -> Layer:
    shapes = [
        Shape(
            f"nerve-{region.name}-{region.side.value}",
            region.geometry,
            {"data-nerve": region.name, "data-side": region.side.value},
        )
        for region in regions(scene, edge, drawn, tables.nerve_names())
    ]
    return Layer(tables.NERVES, tuple(shapes), {**_LINE, "stroke-width": "0.6", "display": "none"})


def _course_layer(scene: Scene) -> Layer:
    """The way of each nerve root to its skin; hidden pieces are marked, for the reader to dash them."""
    shapes = []
    for root, side, pieces in courses.drawn(scene):
        for number, (line, is_seen) in enumerate(pieces, 1):
            facts = {"data-root": root, "data-side": side.value, "data-visible": "true" if is_seen else "false"}
            shapes.append(Shape(f"course-{root}-{side.value}-{number}", line, facts))
    return Layer("courses", tuple(shapes), {**_LINE, "stroke-width": "3", "display": "none"})


def _landmark_layer(scene: Scene, outline: shapely.MultiPolygon) -> Layer:
    """Key sensory points that this view shows, both sides."""
    dots, skin = [], outline.buffer(-_INSIDE_MM)
    for root, anchor in landmarks.key_points().items():
        for side in _SIDES:
            found = [place for outlook in scene.outlooks if (place := scene.place(anchor, outlook, side)) is not None]
            if found:
                x, y = found[0]
                sign = -1.0 if scene.shot.is_symmetric and x < 0 else 1.0
                x, y = shapely.get_coordinates(shapely.shortest_line(skin, shapely.Point(sign * x, y)))[0].tolist()
                dots.append(_key_dot(root, side, x=sign * x, y=y))
    return Layer("landmarks", tuple(dots), {"fill": "currentColor", "display": "none"})


def _key_dot(root: str, side: Side, *, x: float, y: float) -> Dot:
    roots = "S4 S5" if root == "S4-5" else root
    facts = {"data-landmark": "key-point", "data-root": roots, "data-side": side.value}
    return Dot(f"key-{root}-{side.value}", round(x, 1), round(y, 1), facts)
