"""No two regions that touch have the same tint, on any sheet that a clinician signs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Region
from bodymap.core.vocabulary import Figure, MapName, View
from bodymap.library.loading import load_atlas
from bodymap.publish.review_pages import FILLS
from bodymap.publish.tints import told_apart

SQUARES = [(str(number), shapely.box(10 * number, 0, 10 * number + 10, 10)) for number in range(4)]


def alike(regions: Sequence[tuple[str, BaseGeometry]], tints: dict[str, int]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, area), (other, beside) in combinations(regions, 2)
        if one != other and tints[one] == tints[other] and shapely.intersection(area, beside).length > 0
    ]


def test_a_name_keeps_the_tint_it_wants_where_no_neighbour_has_it() -> None:
    apart = [(name, area) for name, area in SQUARES if int(name) % 2 == 0]
    assert told_apart(apart, {"0": 5, "2": 5}, 7) == {"0": 5, "2": 5}


def test_neighbours_that_want_the_same_tint_get_two() -> None:
    assert alike(SQUARES, dict(told_apart(SQUARES, dict.fromkeys("0123", 3), 7))) == []


def test_pieces_of_one_name_share_a_tint() -> None:
    pieces = [("a", SQUARES[0][1]), ("b", SQUARES[1][1]), ("a", SQUARES[2][1]), ("c", SQUARES[3][1])]
    assert sorted(told_apart(pieces, {"a": 0, "b": 0, "c": 0}, 2).values()) == [0, 1, 1]


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("view", View)
def test_no_neighbours_of_a_sheet_look_alike(figure: Figure, view: View) -> None:
    atlas = load_atlas(figure)

    def check(regions: list[tuple[Region, str]]) -> None:
        named = [(name, region.geometry) for region, name in regions]
        tints = told_apart(named, {name: 0 for name, _ in named}, len(FILLS))
        assert alike(named, dict(tints)) == []

    for name in MapName:
        check([(region, region.root.value) for region in atlas.territories(name, view)])
    check([(region, region.nerve) for region in atlas.nerve_regions(view)])
