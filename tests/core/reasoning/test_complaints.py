"""Which marks belong together, on a small body of rectangles."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap.core.coverage.counted_places import counted_places
from bodymap.core.coverage.readings import readings
from bodymap.core.errors import TableError
from bodymap.core.marks.mark import Mark, MarkId, MarkPair, Shape, Spot, WholePart
from bodymap.core.reasoning.complaints import complaints
from bodymap.core.reasoning.felt_together import parse_felt_together
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.vocabulary import MapName, PartId, Quality, Side, View
from bodymap.library import resources
from tests.core.small_body import small_atlas

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
ATLAS = small_atlas()
Groups = frozenset[frozenset[int]]


def marks(*shapes: Shape, quality: Quality | None = None) -> list[Mark]:
    return [Mark(MarkId(number), shape, quality) for number, shape in enumerate(shapes, start=1)]


def spot(x: float, y: float, radius: float = 10) -> Spot:
    return Spot(View.FRONT, x, y, radius)


def grouped(some: Sequence[Mark], joined: Sequence[MarkPair] = (), parted: Sequence[MarkPair] = ()) -> Groups:
    read = readings(counted_places(some, ATLAS), ATLAS, [MapName.FOERSTER])
    found = complaints(
        some, ATLAS, parts=EVIDENCE.parts, together=EVIDENCE.together, joined=joined, parted=parted, read=read
    )
    return frozenset(frozenset(int(mark.id) for mark in group) for group in found)


def groups(*ids: set[int]) -> Groups:
    return frozenset(map(frozenset, ids))


def pair(one: int, other: int) -> MarkPair:
    return MarkId(one), MarkId(other)


def test_nothing_marked_is_no_complaint() -> None:
    assert grouped([]) == groups()
    assert grouped(marks(Spot(View.FRONT, 500, 500, 5))) == groups()


@pytest.mark.parametrize("sign", [1, -1])
def test_near_marks_of_one_side_belong_together(sign: int) -> None:
    assert grouped(marks(spot(sign * 60, -40), spot(sign * 60, 30))) == groups({1, 2})


@pytest.mark.parametrize("sign", [1, -1])
def test_far_marks_without_a_common_root_do_not(sign: int) -> None:
    assert grouped(marks(spot(sign * 60, -40), spot(sign * 60, 270))) == groups({1}, {2})


def test_far_marks_that_follow_one_root_belong_together() -> None:
    # S2 is the inner strip of the front and the buttock at the back.
    found = marks(spot(25, 180, 5), WholePart(PartId("buttock-middle"), Side.LEFT))
    assert grouped(found) == groups({1, 2})


def test_marks_in_which_one_source_is_felt_belong_together() -> None:
    # The buttock and the front of the thigh have no root in common here, and no view shows both.
    found = marks(WholePart(PartId("buttock-middle"), Side.LEFT), spot(80, 280, 5))
    assert grouped(found) == groups({1, 2})


def test_aching_limbs_of_both_sides_are_two_complaints_and_numb_ones_are_one() -> None:
    shapes = spot(60, 270, 5), spot(-60, 270, 5)
    assert grouped(marks(*shapes, quality=Quality.ACHING)) == groups({1}, {2})
    assert grouped(marks(*shapes, quality=Quality.NUMB)) == groups({1, 2})
    aching, numb = marks(*shapes)
    assert grouped([aching, replace(numb, quality=Quality.NUMB)]) == groups({1}, {2})


def test_a_mark_of_the_trunk_on_the_midline_is_of_both_sides() -> None:
    assert grouped(marks(spot(0, -40), spot(60, -40), spot(-60, -40))) == groups({1, 2, 3})
    assert grouped(marks(spot(60, -40), spot(-60, -40))) == groups({1}, {2})


def test_what_is_joined_or_parted_by_hand_is() -> None:
    far = marks(spot(60, -40), spot(60, 270))
    assert grouped(far, joined=[pair(1, 2)]) == groups({1, 2})
    near = marks(spot(60, -40), spot(60, 30))
    assert grouped(near, parted=[pair(1, 2)]) == groups({1}, {2})


def test_pairs_of_marks_that_are_gone_say_nothing() -> None:
    assert grouped(marks(spot(60, -40)), joined=[pair(1, 9)], parted=[pair(7, 9)]) == groups({1})


spots = st.builds(Spot, st.just(View.FRONT), x=st.floats(-99, 99), y=st.floats(-159, 299), radius_mm=st.floats(2, 40))
felt = st.sampled_from([None, Quality.ACHING, Quality.NUMB])
spot_lists = st.lists(st.tuples(spots, felt), min_size=1, max_size=5)


def felt_marks(made: Sequence[tuple[Spot, Quality | None]]) -> list[Mark]:
    return [Mark(MarkId(number), shape, quality) for number, (shape, quality) in enumerate(made, start=1)]


@settings(max_examples=40)
@given(spot_lists, st.randoms(use_true_random=False))
def test_the_order_of_marks_changes_nothing(made: list[tuple[Spot, Quality | None]], chance: random.Random) -> None:
    found = felt_marks(made)
    shuffled = chance.sample(found, len(found))
    assert grouped(shuffled) == grouped(found)


@settings(max_examples=40)
@given(spot_lists)
def test_mirrored_marks_are_grouped_alike(made: list[tuple[Spot, Quality | None]]) -> None:
    mirrored = [(replace(shape, x=-shape.x), quality) for shape, quality in made]
    assert grouped(felt_marks(mirrored)) == grouped(felt_marks(made))


@settings(max_examples=40)
@given(spot_lists)
def test_every_mark_on_the_body_is_in_one_complaint(made: list[tuple[Spot, Quality | None]]) -> None:
    found = grouped(felt_marks(made))
    assert sorted(number for group in found for number in group) == list(range(1, len(made) + 1))


HEAD = "id,here,there,words,source_ids,certainty\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a,hip,@leg,words,known,seen\n", "unknown here 'hip'"),
        ("a,groin,@legs,words,known,seen\n", "unknown there '@legs'"),
        ("a,groin,@leg,words,other,seen\n", "unknown source_ids 'other'"),
        ("a,groin,@leg,words,known,sure\n", "unknown certainty 'sure'"),
        ("a,groin,@leg,words,known,seen\na,groin,@leg,words,known,seen\n", "is a duplicate"),
    ],
)
def test_a_row_that_is_not_as_expected_is_refused(row: str, told: str) -> None:
    known = [EVIDENCE.sources[0].id]
    with pytest.raises(TableError, match=told):
        parse_felt_together(HEAD + row.replace("known", known[0]), file="f.csv", sources=known, parts=EVIDENCE.parts)
