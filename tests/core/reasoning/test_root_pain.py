from __future__ import annotations

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.reasoning.root_pain import pain_roots, parse_root_pain
from bodymap.core.vocabulary import PartId, Quality, Root, Side
from bodymap.library import resources

TEXTS = {name: resources.table_text(name) for name in TABLES}
EVIDENCE = read_evidence(TEXTS)
BUTTOCK = ("buttock-upper", "buttock-middle", "buttock-lower-outer", "buttock-lower-inner")


def felt(*parts: str, side: Side = Side.LEFT, quality: Quality | None = Quality.ACHING) -> list[str]:
    places = [MarkedPart(PartId(part), side, 1 / len(parts), frozenset({quality})) for part in parts]
    found = pain_roots(places, EVIDENCE.root_pain)
    assert {one.side for one in found} <= {side}
    return [one.root.value for one in found]


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    ("parts", "first"),
    [
        (("between-shoulder-blades",), {"C7", "C8"}),
        (("shoulder-blade",), {"C8"}),
        (("shoulder-top",), {"C5", "C6"}),
        (("groin",), {"L3", "L4"}),
        (("knee-front",), {"L3"}),
    ],
)
def test_roots_are_felt_where_they_were_proven(parts: tuple[str, ...], first: set[str], side: Side) -> None:
    assert set(felt(*parts, side=side)[: len(first)]) == first


def test_all_four_roots_of_the_arm_are_felt_at_the_shoulder_blade() -> None:
    assert set(felt("shoulder-blade")) == {"C5", "C6", "C7", "C8"}


def test_no_root_leads_to_the_buttock_and_none_that_was_not_felt_to_the_groin() -> None:
    assert felt(*BUTTOCK) == []
    assert not {"L5", "S1"} & set(felt("groin"))
    assert any(Root.L5 in row.roots and row.x == 0 for row in EVIDENCE.root_pain)


def test_numbness_is_a_matter_of_the_skin() -> None:
    assert felt("groin", quality=Quality.NUMB) == felt("groin", quality=Quality.TINGLING) == []
    assert felt("groin", quality=None) == ["L3", "L4"]


def test_each_side_is_asked_for_itself() -> None:
    places = [MarkedPart(PartId("groin"), Side.LEFT, 0.5), MarkedPart(PartId("shoulder-blade"), Side.RIGHT, 0.5)]
    sides = {one.root: one.side for one in pain_roots(places, EVIDENCE.root_pain)}
    assert (sides[Root.L3], sides[Root.C8]) == (Side.LEFT, Side.RIGHT)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("3,7,surgery", "8,7,surgery", "8 of 7; expected x from 0 to n"),
        ("12,12,surgery", "0,0,surgery", "0 of 0; expected x from 0 to n"),
        ("block,mizutamari2010", "guess,mizutamari2010", "unknown proof 'guess'; known: surgery, block"),
        ("C4,neck-back", "C9,neck-back", "unknown roots 'C9'"),
        ("sasaki2014", "sasaki1914", "unknown source_ids 'sasaki1914'"),
    ],
)
def test_a_row_that_is_not_as_expected_does_not_load(old: str, new: str, told: str) -> None:
    assert old in TEXTS["root_pain.csv"]
    sources = [source.id for source in EVIDENCE.sources]
    with pytest.raises(TableError) as caught:
        parse_root_pain(
            TEXTS["root_pain.csv"].replace(old, new, 1), file="root_pain.csv", sources=sources, parts=EVIDENCE.parts
        )
    assert told in str(caught.value)
