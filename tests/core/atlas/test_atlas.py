from __future__ import annotations

from collections import UserDict
from dataclasses import replace

import pytest

from bodymap.core.atlas.atlas import Drawing
from bodymap.core.atlas.maps import AxialLine
from bodymap.core.errors import UnknownName
from bodymap.core.reasoning.candidates import candidates_at
from bodymap.core.vocabulary import MapName, NerveId, PartId, Root, Side, View
from tests.core.small_body import small_atlas, wide_atlas


@pytest.mark.parametrize(
    ("view", "x", "y", "part", "side"),
    [
        (View.FRONT, 50, 50, "hip-front", Side.LEFT),
        (View.FRONT, -50, 50, "hip-front", Side.RIGHT),
        (View.BACK, -50, 50, "buttock-middle", Side.LEFT),
        (View.BACK, 50, 50, "buttock-middle", Side.RIGHT),
        (View.FRONT, 102.9, 250, "thigh-front-upper", Side.LEFT),
        (View.FRONT, -102.9, 250, "thigh-front-upper", Side.RIGHT),
        (View.FRONT, 50, 302.9, "thigh-front-upper", Side.LEFT),
    ],
)
def test_the_part_at_a_point_is_on_the_patients_side(view: View, x: float, y: float, part: str, side: Side) -> None:
    region = small_atlas().part_at(view, x=x, y=y)
    assert region is not None
    assert (region.part, region.side) == (part, side)


@pytest.mark.parametrize(("x", "y"), [(103.1, 250), (-103.1, 250), (50, 303.1), (50, -163.1), (500, 500)])
def test_more_than_three_millimetres_off_the_body_is_nowhere(x: float, y: float) -> None:
    atlas = small_atlas()
    assert atlas.part_at(View.FRONT, x=x, y=y) is None
    assert atlas.snapped(View.FRONT, x=x, y=y) is None
    assert atlas.roots_at(MapName.FOERSTER, View.FRONT, x=x, y=y) == ()


def test_a_point_just_off_the_body_snaps_to_the_outline() -> None:
    assert small_atlas().snapped(View.FRONT, x=102, y=250) == (100, 250)
    assert small_atlas().snapped(View.FRONT, x=99, y=250) == (99, 250)


def test_roots_just_off_the_body_are_those_of_the_nearest_skin() -> None:
    shares = small_atlas().roots_at(MapName.FOERSTER, View.FRONT, x=-102, y=250)
    assert [(share.root, share.side, share.share) for share in shares] == [(Root.L3, Side.RIGHT, 1.0)]


def test_the_larger_share_comes_first() -> None:
    shares = small_atlas().roots_at(MapName.FOERSTER, View.FRONT, x=75, y=97)
    assert [share.root for share in shares] == [Root.L1, Root.L2]
    assert [share.share for share in shares] == pytest.approx([0.65, 0.35])


def test_blank_skin_has_no_roots() -> None:
    assert small_atlas().roots_at(MapName.FOERSTER, View.FRONT, x=50, y=-100) == ()
    assert small_atlas(with_lee=True).roots_at(MapName.LEE, View.FRONT, x=50, y=250) == ()


def test_a_map_that_a_view_does_not_hold_is_silent() -> None:
    atlas = small_atlas(with_lee=True)
    assert atlas.territories(MapName.LEE, View.BACK) == ()
    assert atlas.territories(MapName.KEEGAN_GARRETT, View.FRONT) == ()
    assert atlas.roots_at(MapName.LEE, View.BACK, x=-50, y=50) == ()


def test_regions_of_a_layer_are_found_by_place() -> None:
    parts = small_atlas().drawing(View.FRONT).parts
    assert [region.part for region in parts.at(x=50, y=150)] == ["hip-front", "thigh-front-upper"]
    assert parts.at(x=500, y=0) == ()
    assert parts.nearest(x=500, y=0, within_mm=3) is None


def test_a_part_is_the_same_region_in_every_view_that_shows_it() -> None:
    seen = wide_atlas().views_of(PartId("hip-front"), Side.LEFT)
    assert list(seen) == [View.FRONT, View.BACK, View.LEFT]
    assert {region.id for region in seen.values()} == {"part-hip-front-left"}
    assert list(wide_atlas().views_of(PartId("hip-front"), Side.RIGHT)) == [View.FRONT, View.BACK]
    assert wide_atlas().views_of(PartId("thumb"), Side.LEFT) == {}


def test_only_the_drawings_that_name_a_part_are_loaded() -> None:
    class Loading(UserDict[View, Drawing]):
        def __getitem__(self, view: View) -> Drawing:
            loaded.append(view)
            return super().__getitem__(view)

    loaded: list[View] = []
    drawings = Loading(wide_atlas().drawings)
    views = {PartId("face"): (View.FRONT,)}
    atlas = replace(wide_atlas(), drawings=drawings, part_views=views)
    loaded.clear()
    assert list(atlas.views_of(PartId("face"), Side.LEFT)) == [View.FRONT]
    assert atlas.views_of(PartId("thumb"), Side.LEFT) == {}
    assert set(loaded) == {View.FRONT}


def test_the_atlas_tells_nerves_and_courses() -> None:
    atlas = small_atlas()
    assert [(region.nerve, region.side) for region in atlas.nerve_regions(View.FRONT)] == [
        ("groin-nerve", Side.LEFT),
        ("groin-nerve", Side.RIGHT),
    ]
    assert atlas.nerve_regions(View.BACK) == ()
    assert [course.is_visible for course in atlas.courses(View.FRONT)] == [True, False]
    assert atlas.nerve(NerveId("groin-nerve")).roots == (Root.L1,)
    with pytest.raises(UnknownName, match="known: groin-nerve"):
        atlas.nerve(NerveId("tail-nerve"))


def test_a_view_or_map_that_is_not_drawn_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match="known: front, back"):
        small_atlas().drawing(View.FEET)
    with pytest.raises(UnknownName, match="known: foerster"):
        small_atlas().map(MapName.LEE)


def test_the_atlas_tells_what_it_holds() -> None:
    atlas = small_atlas(with_lee=True)
    assert atlas.views == (View.FRONT, View.BACK)
    assert [known.name for known in atlas.maps] == [MapName.FOERSTER, MapName.LEE]
    assert atlas.view_box(View.FRONT).right == 120
    assert atlas.view_box(View.FRONT).bottom == 320
    assert len(atlas.part_regions(View.FRONT)) == 8


def test_a_border_that_the_map_lists_as_axial_is_hard() -> None:
    soft = small_atlas()
    listed = replace(soft.map(MapName.FOERSTER), axial_lines=(AxialLine("groin", ((Root.L1, Root.L2),)),))
    hard = replace(soft, maps=(listed,), _fields={})
    for x, side in ((75, Side.LEFT), (-75, Side.RIGHT)):
        found = [candidates_at(atlas, View.FRONT, x=x, y=99) for atlas in (soft, hard)]
        assert [{(one.root, one.side) for one in each} for each in found] == [
            {(Root.L1, side), (Root.L2, side)},
            {(Root.L1, side)},
        ]
