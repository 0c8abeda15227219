from __future__ import annotations

import math

import pytest

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.coverage.pain_extent import PainExtent, marked_parts, pain_extent
from bodymap.core.coverage.skin import marked_pieces
from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, WholePart
from bodymap.core.vocabulary import PartId, Quality, Side, View
from bodymap.library.loading import load_atlas
from tests.core.small_body import small_atlas

ATLAS = small_atlas()
BODY_MM2 = 200 * 460 + 200 * 300
"""The silhouettes from front and back together."""


def marks(*shapes: Shape, quality: Quality | None = None) -> list[Mark]:
    return [Mark(MarkId(number), shape, quality) for number, shape in enumerate(shapes, start=1)]


def extent(*shapes: Shape) -> PainExtent:
    return pain_extent(marked_pieces(marks(*shapes), ATLAS), ATLAS)


def test_extent_is_the_marked_share_of_the_body_shown() -> None:
    assert extent(Spot(View.FRONT, 50, 50, 20)).body == pytest.approx(math.pi * 400 / BODY_MM2, rel=0.003)


def test_what_is_marked_twice_counts_once() -> None:
    spot = Spot(View.FRONT, 50, 50, 20)
    assert extent(spot, spot).body == pytest.approx(extent(spot).body)


def test_extent_of_a_whole_part_is_all_of_it() -> None:
    (part,) = extent(WholePart(PartId("buttock-middle"), Side.RIGHT)).parts
    assert (part.part, part.side) == ("buttock-middle", Side.RIGHT)
    assert part.share == pytest.approx(1)


def test_extent_of_a_part_counts_what_both_sides_of_the_body_show_of_it() -> None:
    # The front of the hip is 150 mm high in front and 50 mm at the back, 100 mm wide in both.
    (part,) = extent(Spot(View.FRONT, 50, 50, 20)).parts
    assert part.part == "hip-front"
    assert part.share == pytest.approx(math.pi * 400 / 20_000, rel=0.003)


@pytest.mark.parametrize("side", Side)
def test_a_mark_elsewhere_in_another_view_does_not_change_the_extent_of_a_part(side: Side) -> None:
    atlas = load_atlas()
    view = View.LEFT if side is Side.LEFT else View.RIGHT
    thigh, neck = (
        _inside(part, side, where, atlas) for part, where in (("thigh-front-upper", View.FRONT), ("neck-side", view))
    )
    alone, beside = (_shares(atlas, *shapes) for shapes in ((thigh,), (thigh, neck)))
    assert (PartId("neck-side"), side) in beside
    assert alone[PartId("thigh-front-upper"), side] == pytest.approx(beside[PartId("thigh-front-upper"), side])


def _inside(part: str, side: Side, view: View, atlas: Atlas) -> Spot:
    """A spot in the midst of a part."""
    (region,) = (one for one in atlas.part_regions(view) if one.part == part and one.side is side)
    point = region.geometry.representative_point()
    return Spot(view, point.x, point.y, 10)


def _shares(atlas: Atlas, *shapes: Shape) -> dict[tuple[PartId, Side], float]:
    found = pain_extent(marked_pieces(marks(*shapes), atlas), atlas)
    return {(one.part, one.side): one.share for one in found.parts}


def test_nothing_marked_has_no_extent() -> None:
    assert extent() == PainExtent()


def test_a_place_knows_how_it_feels() -> None:
    shape = WholePart(PartId("hip-front"), Side.LEFT)
    layers = [Mark(MarkId(1), shape, Quality.NUMB), Mark(MarkId(2), shape, Quality.BURNING)]
    (place,) = marked_parts(layers, ATLAS)
    assert place.qualities == {Quality.NUMB, Quality.BURNING}
    assert (place.is_sensory, place.is_painful) == (True, True)
    (numb,) = marked_parts(layers[:1], ATLAS)
    assert (numb.is_sensory, numb.is_painful) == (True, False)
    (unsaid,) = marked_parts(marks(shape), ATLAS)
    assert (unsaid.is_sensory, unsaid.is_painful) == (False, True)
