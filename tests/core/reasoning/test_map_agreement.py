"""Where maps agree on a root's skin, on a body of rectangles."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from bodymap.core.atlas.atlas import Atlas, Drawing, Layer, Territory
from bodymap.core.reasoning.map_agreement import agreement
from bodymap.core.vocabulary import MapName, Root, Side, View
from tests.core.small_body import small_atlas

BOTH = (MapName.FOERSTER, MapName.LEE)


def with_lee(*boxes: tuple[Root, tuple[float, float, float, float]]) -> Atlas:
    """The small body, on the front of which a second map gives these boxes of the left to roots."""
    atlas = small_atlas(with_lee=True)
    regions = [Territory(f"lee-{root.value}", Side.LEFT, shapely.box(*box), root) for root, box in boxes]
    front = atlas.drawing(View.FRONT)
    territories = {**front.territories, MapName.LEE: Layer(regions)}
    drawings: dict[View, Drawing] = {View.FRONT: replace(front, territories=territories)}
    return replace(atlas, drawings=drawings, _fields={})


def areas(atlas: Atlas, root: Root, maps: tuple[MapName, ...] = BOTH) -> tuple[float, float]:
    found = agreement(atlas, View.FRONT, root, Side.LEFT, maps)
    return found.agreed.area, found.disputed.area


def test_one_map_agrees_with_itself() -> None:
    assert areas(with_lee(), Root.L1, (MapName.FOERSTER,)) == (10_000, 0)


def test_blank_map_disputes_nothing() -> None:
    assert areas(with_lee(), Root.L1) == pytest.approx((10_000, 0))


def test_skin_that_another_map_gives_to_another_root_is_disputed_for_both() -> None:
    atlas = with_lee((Root.L1, (0, 0, 100, 60)), (Root.L5, (0, 60, 100, 100)))
    assert areas(atlas, Root.L1) == pytest.approx((6_000, 4_000), rel=0.01)
    assert areas(atlas, Root.L5) == pytest.approx((0, 4_000), abs=1)


def test_border_that_maps_draw_a_little_apart_is_no_dispute() -> None:
    atlas = with_lee((Root.L1, (0, 0, 100, 95)), (Root.L2, (0, 95, 100, 200)))
    assert areas(atlas, Root.L1) == pytest.approx((10_000, 0))


def test_narrow_skin_of_a_root_is_not_lost() -> None:
    atlas = with_lee((Root.C8, (0, 0, 4, 50)))
    found = agreement(atlas, View.FRONT, Root.C8, Side.LEFT, (MapName.LEE,))
    assert found.agreed.area == 200
    toe = replace(
        atlas.drawing(View.FRONT),
        territories={name: atlas.drawing(View.FRONT).territories[MapName.LEE] for name in BOTH},
    )
    assert areas(replace(atlas, drawings={View.FRONT: toe}, _fields={}), Root.C8) == pytest.approx((200, 0))


def test_root_that_no_map_shows_has_no_skin() -> None:
    assert areas(with_lee(), Root.C5) == (0, 0)
