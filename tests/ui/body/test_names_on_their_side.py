"""On the drawings that ship, the name of a root stands on the half of the drawing on which its skin lies."""

from __future__ import annotations

from itertools import chain

import pytest
import shapely
from PySide6.QtGui import QFont

from bodymap.core.atlas.orientation import MIDLINE_VIEWS, towards
from bodymap.core.atlas.svg import ViewBox
from bodymap.core.vocabulary import Figure, Root, Side, View
from bodymap.library.loading import load_atlas
from bodymap.ui.body.highlight import LookedAt, lit_areas, region_names
from bodymap.ui.theme import LIGHT
from bodymap.ui.widgets.pill import pill_size

PIXELS_PER_MM = {View.FRONT: 0.33, View.BACK: 0.33, View.SADDLE: 1.2}
"""As large as a window of 1440 by 900 shows them."""

TOGETHER = (
    (Root.L1, Root.L2, Root.T12, Root.L3),
    (Root.S2, Root.S3, Root.S4, Root.L1),
    (Root.S3, Root.S4, Root.S5),
    (Root.C5, Root.C6, Root.C7, Root.C8),
)
BESIDE_MIDDLE, LONG = shapely.Point(15, 0).buffer(25), shapely.box(-130, -230, -100, 370)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("points", [9, 18])
@pytest.mark.parametrize("view", sorted(MIDLINE_VIEWS, key=str))
@pytest.mark.parametrize("figure", list(Figure))
def test_name_of_a_root_stands_on_its_side(figure: Figure, view: View, points: int) -> None:
    atlas, scale = load_atlas(figure), PIXELS_PER_MM[view]
    maps = tuple(known.name for known in atlas.maps)
    box, font = atlas.view_box(view), QFont()
    font.setPointSize(points)
    font.setBold(True)
    room = ViewBox(box.x - 20, box.y, box.width + 40, box.height)
    for roots in TOGETHER:
        for sides in ((Side.LEFT,), (Side.RIGHT,), (Side.LEFT, Side.RIGHT)):
            asked = list(chain.from_iterable((LookedAt(root, side) for side in sides) for root in roots))
            areas = lit_areas(asked, atlas, view, maps)
            names = region_names(
                areas,
                [BESIDE_MIDDLE, LONG],
                body=atlas.silhouette(view),
                room=room,
                pixels_per_mm=scale,
                font=font,
                theme=LIGHT,
                view=view,
            )
            assert {(name.root, name.side) for name in names} == {(area.root, area.side) for area in areas}
            for name in names:
                assert name.side is not None
                half, width = towards(name.side, view), pill_size(name.text, font)[0] / scale
                assert half * name.x >= width / 2 - 1e-6, (roots, sides, name.text, name.side)
                assert name.tip is None or half * name.tip[0] >= 0
