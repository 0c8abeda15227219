"""The shipped drawings of the body: complete, without gaps or overlaps, mirrored, and held to the clinical tables."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import combinations

import pytest
import shapely
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Drawing, KeyPoint, Region, Territory
from bodymap.core.atlas.drawing_reader import read_drawing
from bodymap.core.vocabulary import Figure, MapName, Root, Side, View
from bodymap.library import resources
from bodymap.library.loading import load_evidence, load_maps

FIGURE = Figure.NEUTRAL
SMALLEST_MM2 = 25
NARROWEST_MM = 2
ONE_BORDER_MM = 0.5
"""Regions share a border when they meet along this much of it; less is a corner."""

ALL = tuple(Root)
ROOTS_SEEN = {
    View.FRONT: ALL[: ALL.index(Root.S1) + 1],
    View.BACK: ALL,
}
"""Roots of the Foerster family that a view shows at least a piece of (evidence c3 to c5).

From the front S2 to S5 are hidden: the back of the thigh, and the saddle between the legs. From behind every root is
seen: those of the chest and belly come round the flank to the spine, L4 shows its inner leg and L5 its outer leg.
"""

POINTS_SEEN = {
    View.FRONT: (
        *(Root.C3, Root.C4, Root.C5, Root.T1, Root.T2, Root.T3, Root.T4, Root.T5, Root.T6, Root.T7, Root.T8),
        *(Root.T9, Root.T10, Root.T11, Root.T12, Root.L1, Root.L2, Root.L3, Root.L4, Root.L5),
    ),
    View.BACK: (Root.C2, Root.C6, Root.C7, Root.C8, Root.L4, Root.S1, Root.S2, Root.S3, Root.S4, Root.S5),
}
"""Roots whose key sensory point a view shows (evidence c2): C6 to C8 lie on the back of the hand, L4 is seen on the
inner ankle from both sides, S1 on the heel, S4 and S5 share one point.
"""

TRIGEMINAL = ("forehead", "temple", "face", "jaw", "ear", "crown")
"""Parts that hold skin of the trigeminal nerve, which no spinal root feeds."""

VIEWS = tuple(ROOTS_SEEN)
MAPS = (MapName.FOERSTER,)
LAYERS = ("parts", *(name.value for name in MAPS))
EACH_LAYER = pytest.mark.parametrize(("view", "layer"), [(view, layer) for view in VIEWS for layer in LAYERS])
EACH_MAP = pytest.mark.parametrize(("view", "map_name"), [(view, name) for view in VIEWS for name in MAPS])


@cache
def drawing(view: View) -> Drawing:
    return read_drawing(resources.drawing_text(FIGURE, view), file=resources.drawing_name(FIGURE, view))


def regions(view: View, layer: str) -> tuple[Region, ...]:
    return drawing(view).parts.regions if layer == "parts" else territories(view, MapName(layer))


def territories(view: View, map_name: MapName) -> tuple[Territory, ...]:
    return drawing(view).territories[map_name].regions


def union(view: View, layer: str) -> BaseGeometry:
    return shapely.union_all([region.geometry for region in regions(view, layer)])


def pieces(view: View, layer: str) -> list[tuple[str, BaseGeometry]]:
    return [(region.id, piece) for region in regions(view, layer) for piece in shapely.get_parts(region.geometry)]


def territory(view: View, map_name: MapName, root: Root, side: Side) -> BaseGeometry:
    (found,) = (each.geometry for each in territories(view, map_name) if (each.root, each.side) == (root, side))
    return found


def key_point(view: View, root: Root, side: Side) -> KeyPoint:
    (found,) = (point for point in drawing(view).key_points if root in point.roots and point.side is side)
    return found


def neighbours(found: tuple[Territory, ...]) -> list[tuple[Territory, Territory]]:
    """Pairs of territories that share a border, the one nearer to the head first."""
    ordered = sorted(found, key=lambda each: each.root.position)
    return [
        (first, second)
        for first, second in combinations(ordered, 2)
        if shapely.intersection(first.geometry, second.geometry).length > ONE_BORDER_MM
    ]


def mirrored(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.normalize(scale(geometry, xfact=-1, origin=(0, 0)))


@EACH_LAYER
def test_regions_leave_no_gap_and_do_not_overlap(view: View, layer: str) -> None:
    assert shapely.coverage_is_valid([region.geometry for region in regions(view, layer)])


@pytest.mark.parametrize("view", VIEWS)
def test_parts_fill_the_silhouette(view: View) -> None:
    silhouette = drawing(view).silhouette
    assert shapely.symmetric_difference(silhouette, union(view, "parts")).area < 0.001 * silhouette.area


@EACH_MAP
def test_a_map_fills_the_silhouette_but_for_the_face(view: View, map_name: MapName) -> None:
    silhouette, skin = drawing(view).silhouette, union(view, map_name.value)
    head = shapely.union_all([region.geometry for region in drawing(view).parts.regions if region.part in TRIGEMINAL])
    assert shapely.difference(skin, silhouette).area < 0.001 * silhouette.area
    assert shapely.difference(silhouette, shapely.union(skin, head)).area < 0.001 * silhouette.area


@EACH_MAP
def test_no_spinal_root_feeds_the_face(view: View, map_name: MapName) -> None:
    face = [region.geometry for region in drawing(view).parts.regions if region.part in ("face", "forehead")]
    assert shapely.intersection(shapely.union_all(face), union(view, map_name.value)).area < SMALLEST_MM2


@EACH_LAYER
def test_no_piece_is_too_small_to_be_touched(view: View, layer: str) -> None:
    assert [name for name, piece in pieces(view, layer) if piece.area < SMALLEST_MM2] == []


@EACH_LAYER
def test_no_piece_is_a_sliver(view: View, layer: str) -> None:
    assert [name for name, piece in pieces(view, layer) if piece.buffer(-NARROWEST_MM / 2).is_empty] == []


@EACH_LAYER
def test_left_is_the_mirror_of_right(view: View, layer: str) -> None:
    left = {region.id.removesuffix("-left"): region for region in regions(view, layer) if region.side is Side.LEFT}
    right = {region.id.removesuffix("-right"): region for region in regions(view, layer) if region.side is Side.RIGHT}
    assert left.keys() == right.keys()
    assert [name for name in left if mirrored(left[name].geometry) != shapely.normalize(right[name].geometry)] == []


@pytest.mark.parametrize("view", VIEWS)
def test_the_patient_s_left_is_on_the_proper_side(view: View) -> None:
    towards_left = 1 if view is View.FRONT else -1
    for layer in LAYERS:
        for region in regions(view, layer):
            outward = towards_left if region.side is Side.LEFT else -towards_left
            assert outward * region.geometry.representative_point().x > 0, region.id


@EACH_MAP
def test_every_root_that_can_be_seen_is_drawn(view: View, map_name: MapName) -> None:
    drawn = {each.root for each in territories(view, map_name)}
    assert [root.value for root in Root if root in drawn] == [root.value for root in ROOTS_SEEN[view]]


@pytest.mark.parametrize("map_name", MAPS)
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(("view", "root"), [(view, root) for view in VIEWS for root in POINTS_SEEN[view]])
def test_key_point_lies_in_its_own_root(view: View, root: Root, side: Side, map_name: MapName) -> None:
    point = key_point(view, root, side)
    skin = shapely.union_all([territory(view, map_name, each, side) for each in point.roots])
    assert skin.contains(shapely.Point(point.x, point.y))


def test_every_key_point_is_seen_in_some_view() -> None:
    assert {root for view in VIEWS for root in POINTS_SEEN[view]} == set(Root)


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_shows_another_key_point(view: View) -> None:
    assert {root for point in drawing(view).key_points for root in point.roots} == set(POINTS_SEEN[view])


@EACH_MAP
def test_neighbours_follow_each_other_or_meet_at_an_axial_line(view: View, map_name: MapName) -> None:
    (hard,) = (each.hard_pairs for each in load_maps() if each.name is map_name)
    strangers = [
        (first.id, second.id)
        for first, second in neighbours(territories(view, map_name))
        if first.root is not second.root
        and not first.root.is_consecutive(second.root)
        and (first.root, second.root) not in hard
    ]
    assert strangers == []


@EACH_MAP
def test_the_midline_divides_equal_roots(view: View, map_name: MapName) -> None:
    across = [pair for pair in neighbours(territories(view, map_name)) if pair[0].side is not pair[1].side]
    assert [(first.id, second.id) for first, second in across if first.root is not second.root] == []


# On the body's surface they meet for some 26 mm, which the builder must allow; every view shows less than counts.
ON_THE_SURFACE_ONLY = {MapName.FOERSTER: [("L5", "S2")]}


@pytest.mark.parametrize("map_name", MAPS)
def test_axial_lines_list_no_pair_that_is_not_drawn(map_name: MapName) -> None:
    (hard,) = (each.hard_pairs for each in load_maps() if each.name is map_name)
    drawn = {(first.root, second.root) for view in VIEWS for first, second in neighbours(territories(view, map_name))}
    undrawn = sorted((first.value, second.value) for first, second in hard - drawn)
    assert undrawn == ON_THE_SURFACE_ONLY.get(map_name, [])


@pytest.mark.parametrize("map_name", MAPS)
def test_every_axial_line_has_a_reason_and_known_sources(map_name: MapName) -> None:
    known = {source.id for source in load_evidence().sources}
    for line in tomllib.loads(resources.table_text(f"maps/{map_name.value}.toml"))["axial"]:
        assert line["reason"], line["name"]
        assert line["sources"], line["name"]
        assert set(line["sources"]) <= known, line["name"]


def test_drawings_are_small_enough_to_load_at_once() -> None:
    sizes = [len(resources.drawing_text(FIGURE, view).encode()) for view in View]
    assert sum(sizes) / len(sizes) < 300_000
