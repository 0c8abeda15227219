from __future__ import annotations

import pytest
import shapely

from bodymap.core.atlas.orientation import VIEWER_SIDES, towards
from bodymap.core.vocabulary import Figure, Side, View
from bodymap.library import resources
from bodymap.library.loading import load_atlas


def test_from_the_front_the_patients_left_is_at_the_viewers_right() -> None:
    assert towards(Side.LEFT, View.FRONT) == 1
    assert towards(Side.LEFT, View.BACK) == -1


@pytest.mark.parametrize("view", View)
def test_every_view_says_what_lies_at_its_sides_and_the_sides_are_opposite(view: View) -> None:
    assert set(VIEWER_SIDES[view]) in ({Side.LEFT, Side.RIGHT}, {View.FRONT, View.BACK})
    assert towards(Side.LEFT, view) == -towards(Side.RIGHT, view)


@pytest.mark.parametrize("figure", [figure for figure in Figure if resources.drawn_views(figure)])
def test_the_drawings_that_ship_lie_as_said(figure: Figure) -> None:
    atlas = load_atlas(figure)
    for view in atlas.views:
        for side in Side:
            regions = [region.geometry for region in atlas.part_regions(view) if region.side is side]
            middle = shapely.union_all(regions).centroid.x if regions and towards(side, view) else 0
            assert middle * towards(side, view) >= 0, (view, side)
            assert bool(middle) == bool(towards(side, view)), (view, side)
