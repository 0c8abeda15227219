"""All shipped drawings, every figure in every view: whole, without overlaps, mirrored, and true to the key points."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import shapely
from shapely.affinity import scale

from bodymap.core.atlas.atlas import Drawing, Region
from bodymap.core.atlas.drawing_reader import read_drawing
from bodymap.core.vocabulary import Figure, MapName, Root, Side, View
from bodymap.library import resources

SMALLEST_MM2 = 25
DRAWN = [(figure, view) for figure in Figure for view in View]
EACH_DRAWING = pytest.mark.parametrize(("figure", "view"), DRAWN)

SHARP = np.radians(50)
"""A border that turns more than this at a point has a corner there that is meant, where three regions meet."""

NOT_DRAWN = {MapName.LEE: (Root.S3, Root.S4, Root.S5)}
"""Roots that a map leaves out, so that their key points lie on blank skin (evidence c1: Lee does not draw S3 to S5)."""


@cache
def drawing(figure: Figure, view: View) -> Drawing:
    return read_drawing(resources.drawing_text(figure, view), file=resources.drawing_name(figure, view))


def layers(figure: Figure, view: View) -> dict[str, tuple[Region, ...]]:
    found = drawing(figure, view)
    maps = {name.value: layer.regions for name, layer in found.territories.items()}
    return {"parts": found.parts.regions, "cutaneous-nerves": found.nerves.regions, **maps}


@EACH_DRAWING
def test_every_layer_is_drawn(figure: Figure, view: View) -> None:
    assert set(layers(figure, view)) == {"parts", "cutaneous-nerves", *(name.value for name in MapName)}
    assert all(layers(figure, view).values())


@EACH_DRAWING
def test_regions_neither_overlap_nor_leave_gaps(figure: Figure, view: View) -> None:
    for name, regions in layers(figure, view).items():
        assert shapely.coverage_is_valid([region.geometry for region in regions]), name


@EACH_DRAWING
def test_no_piece_is_too_small_to_be_touched(figure: Figure, view: View) -> None:
    for regions in layers(figure, view).values():
        pieces = [(region.id, piece.area) for region in regions for piece in shapely.get_parts(region.geometry)]
        assert [piece for piece in pieces if piece[1] < SMALLEST_MM2] == []


@EACH_DRAWING
def test_parts_fill_the_silhouette(figure: Figure, view: View) -> None:
    silhouette = drawing(figure, view).silhouette
    parts = shapely.union_all([region.geometry for region in drawing(figure, view).parts.regions])
    # A hand is small and its outline long, so its share at the smoothed edge is larger.
    allowed = 0.003 if view in (View.FEET, View.HANDS) else 0.001
    assert shapely.symmetric_difference(silhouette, parts).area < allowed * silhouette.area


@EACH_DRAWING
def test_every_key_point_lies_in_its_own_root(figure: Figure, view: View) -> None:
    found = drawing(figure, view)
    for name, layer in found.territories.items():
        for point in found.key_points:
            if set(point.roots) & set(NOT_DRAWN.get(name, ())):
                continue
            place = shapely.Point(point.x, point.y)
            owners = {(region.root, region.side) for region in layer.regions if region.geometry.intersects(place)}
            assert owners & {(root, point.side) for root in point.roots}, (name, point)


@pytest.mark.parametrize("figure", Figure)
def test_the_right_view_is_the_left_one_mirrored(figure: Figure) -> None:
    for name, regions in layers(figure, View.LEFT).items():
        right = {region.id: region for region in layers(figure, View.RIGHT)[name]}
        assert len(right) == len(regions)
        for region in regions:
            twin = right[region.id.removesuffix("-left") + "-right"]
            assert twin.side is Side.RIGHT
            mirrored = scale(region.geometry, xfact=-1, origin=(0, 0))
            assert shapely.symmetric_difference(mirrored, twin.geometry).area < 1, region.id


@pytest.mark.parametrize("figure", Figure)
def test_whole_figures_stand_on_one_floor(figure: Figure) -> None:
    floors = [drawing(figure, view).silhouette.bounds[3] for view in (View.FRONT, View.BACK, View.LEFT, View.RIGHT)]
    assert max(floors) - min(floors) < 5


@pytest.mark.parametrize("figure", Figure)
def test_a_side_is_no_wider_than_the_front(figure: Figure) -> None:
    front, side = (drawing(figure, view).view_box for view in (View.FRONT, View.LEFT))
    assert side.width < front.width


@pytest.mark.parametrize("figure", Figure)
def test_every_part_can_be_pointed_at_in_some_view(figure: Figure) -> None:
    seen = {region.part for view in View for region in drawing(figure, view).parts.regions}
    known = {line.partition(",")[0] for line in resources.table_text("parts.csv").splitlines()[1:]}
    assert known - seen == set()


def kinks_mm(geometry: shapely.Geometry) -> list[float]:
    """At every corner of an outline, how far the drawn line leaves a curve through its points, mm."""
    found: list[float] = []
    for ring in shapely.get_rings(shapely.get_parts(geometry)).tolist():
        steps = np.diff(shapely.get_coordinates(ring), axis=0)
        after = np.vstack((steps[1:], steps[:1]))
        turn = np.abs(np.angle((after[:, 0] + 1j * after[:, 1]) / (steps[:, 0] + 1j * steps[:, 1])))
        shorter = np.minimum(np.hypot(*steps.T), np.hypot(*after.T))
        # A circle through three points leaves its chords by this.
        found += (shorter * np.tan(turn / 4) / 2)[turn < SHARP].tolist()
    return found


@EACH_DRAWING
def test_borders_have_no_kink_that_is_seen_at_eight_times(figure: Figure, view: View) -> None:
    """A body as high as a screen of 1000 pixels has 4 pixels a millimetre at 8 times: kinks stay below one pixel."""
    outline = np.array(kinks_mm(drawing(figure, view).silhouette))
    assert np.percentile(outline, 99) < 0.09
    for name, regions in layers(figure, view).items():
        borders = np.array([kink for region in regions for kink in kinks_mm(region.geometry)])
        assert np.percentile(borders, 95) < 0.18, name


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize(("view", "half_mm"), [(View.FRONT, 45), (View.BACK, 45), (View.LEFT, 35)])
def test_a_level_edge_has_no_waves(figure: Figure, view: View, half_mm: float) -> None:
    """The crown of the head only ever bends one way, though it runs along rows of pixels."""
    silhouette = drawing(figure, view).silhouette
    top = silhouette.bounds[1]
    ring = shapely.get_coordinates(max(shapely.get_parts(silhouette), key=lambda each: each.area).exterior)
    middle = float(ring[ring[:, 1].argmin(), 0]) if view is View.LEFT else 0.0
    crown = ring[(np.abs(ring[:, 0] - middle) < half_mm) & (ring[:, 1] < top + 25)]
    crown = crown[np.argsort(crown[:, 0])]
    slopes = np.diff(crown[:, 1]) / np.diff(crown[:, 0])
    assert len(crown) > 6
    assert np.diff(slopes).min() > -0.02


def test_drawings_stay_small() -> None:
    sizes = [len(resources.drawing_text(figure, view).encode()) for figure, view in DRAWN]
    assert sum(sizes) / len(sizes) < 305_000
