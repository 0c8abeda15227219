from __future__ import annotations

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.reasoning.codes import symptom_codes
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.vocabulary import PartId, Quality, Side
from bodymap.library import resources

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})


def codes(*marked: tuple[str, Side, Quality | None]) -> list[str]:
    places = [MarkedPart(PartId(part), side, 0.5, frozenset({quality})) for part, side, quality in marked]
    return [code.code for code in symptom_codes(places, EVIDENCE.codes)]


@pytest.mark.parametrize(
    ("part", "side", "code"),
    [
        ("hip-front", Side.RIGHT, "M25.551"),
        ("hip-front", Side.LEFT, "M25.552"),
        ("knee-inner", Side.LEFT, "M25.562"),
        ("shoulder-top", Side.RIGHT, "M25.511"),
        ("ankle-outer", Side.LEFT, "M25.572"),
        ("thigh-front-upper", Side.RIGHT, "M79.651"),
        ("leg-outer", Side.LEFT, "M79.662"),
        ("heel-sole", Side.RIGHT, "M79.671"),
        ("big-toe", Side.LEFT, "M79.675"),
        ("forearm-back", Side.RIGHT, "M79.631"),
        ("thumb", Side.LEFT, "M79.645"),
    ],
)
def test_pain_has_the_code_of_its_side(part: str, side: Side, code: str) -> None:
    assert codes((part, side, Quality.ACHING)) == [code]
    assert codes((part, side, None)) == [code]


def test_lost_and_changed_feeling_have_codes_without_a_side() -> None:
    assert codes(("big-toe", Side.LEFT, Quality.NUMB)) == ["R20.0"]
    assert codes(("buttock-middle", Side.RIGHT, Quality.TINGLING)) == ["R20.2"]


def test_the_largest_place_comes_first() -> None:
    assert codes(("thigh-front-upper", Side.LEFT, None), ("knee-front", Side.LEFT, Quality.NUMB)) == [
        "M79.652",
        "R20.0",
    ]


def test_a_place_without_a_symptom_code_has_none() -> None:
    assert codes(("buttock-middle", Side.LEFT, Quality.ACHING)) == []
    assert codes() == []


def test_radiculopathy_is_never_coded() -> None:
    assert not [code for code in EVIDENCE.codes if code.code.startswith(("M54.1", "M51", "G"))]
