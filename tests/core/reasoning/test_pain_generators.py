from __future__ import annotations

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.reasoning.pain_generators import OtherSource, merged, other_sources, parse_other_sources
from bodymap.core.vocabulary import PartId, Side
from bodymap.library import resources

TEXTS = {name: resources.table_text(name) for name in TABLES}
EVIDENCE = read_evidence(TEXTS)


def found(*marked: tuple[str, float], side: Side = Side.LEFT) -> tuple[OtherSource, ...]:
    places = [MarkedPart(PartId(part), side, share) for part, share in marked]
    return other_sources(places, EVIDENCE.pain_sources)


def ids(*marked: tuple[str, float]) -> list[str]:
    return [other.id for other in found(*marked)]


def test_groin_and_buttock_offer_the_hip_joint_first() -> None:
    assert ids(("groin", 0.4), ("buttock-middle", 0.6))[:2] == ["hip-joint", "sacroiliac-joint"]


@pytest.mark.parametrize("side", list(Side))
def test_the_marked_areas_come_with_their_counts(side: Side) -> None:
    hip = found(("groin", 0.4), ("buttock-middle", 0.6), side=side)[0]
    assert hip.sides == (side,)
    assert [(area.name, area.claim and area.claim.value, area.claim and area.claim.n) for area in hip.areas] == [
        ("buttock", 70.6, 51),
        ("groin", 54.9, 51),
    ]
    assert hip.share == pytest.approx(1)


def test_lesher_and_slipman_say_what_the_evidence_says() -> None:
    counts = {
        (source.id, area.name): round(area.claim.value * area.claim.n / 100)
        for source in EVIDENCE.pain_sources
        for area in source.areas
        if area.claim and area.claim.n
    }
    assert counts["hip-joint", "buttock"] == 36
    assert counts["hip-joint", "groin"] == 28
    assert counts["hip-joint", "anterior thigh"] == counts["hip-joint", "lateral thigh"] == 14
    assert counts["hip-joint", "foot"] == 3
    assert counts["sacroiliac-joint", "buttock"] == 47
    assert counts["sacroiliac-joint", "low lumbar region"] == 36
    assert counts["sacroiliac-joint", "groin"] == 7


def test_a_possible_area_alone_offers_nothing() -> None:
    assert "hip-joint" not in ids(("leg-outer", 1.0))
    assert "hip-joint" in ids(("groin", 0.1), ("leg-outer", 0.9))


def test_the_knee_alone_offers_the_hip_after_the_knee_itself() -> None:
    assert set(ids(("knee-front", 1.0))) == {"knee-joint", "patellofemoral", "hip-joint"}
    assert ids(("knee-front", 1.0))[-1] == "hip-joint"


def test_a_source_is_offered_whatever_else_hurts() -> None:
    assert "knee-joint" in ids(("knee-inner", 0.1), ("big-toe", 0.9))


def test_each_side_is_looked_at_for_itself() -> None:
    places = [
        MarkedPart(PartId("groin"), Side.LEFT, 0.1),
        MarkedPart(PartId("thumb"), Side.RIGHT, 0.9),
    ]
    by_id = {other.id: other for other in other_sources(places, EVIDENCE.pain_sources)}
    assert by_id["hip-joint"].sides == (Side.LEFT,)
    assert by_id["thumb-base"].sides == (Side.RIGHT,)
    assert list(by_id).index("thumb-base") < list(by_id).index("hip-joint")


@pytest.mark.parametrize("shares", [(0.2, 0.7), (0.7, 0.2)])
def test_a_source_of_two_complaints_has_its_largest_share_and_all_sides(shares: tuple[float, float]) -> None:
    (left,), (right,) = (
        [one for one in found(("groin", share), side=side) if one.id == "hip-joint"]
        for side, share in zip(Side, shares, strict=True)
    )
    assert {left.share, right.share} == {0.2, 0.7}
    (both,) = merged([left, right])
    assert (both.share, both.sides) == (0.7, tuple(Side))


def test_nothing_marked_offers_nothing() -> None:
    assert found() == ()


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("big-toe", "acute-gout"),
        ("big-toe", "big-toe-joint"),
        ("knee-front", "patellofemoral"),
        ("ankle-back", "achilles"),
        ("calf-inner", "calf-muscle"),
        ("calf-outer", "claudication"),
        ("thumb", "de-quervain"),
        ("elbow-outer", "elbow-tendons"),
        ("upper-arm-outer", "frozen-shoulder"),
        ("shoulder-top", "polymyalgia"),
        ("low-back", "low-back-nonspecific"),
        ("sacrum", "pelvic-girdle"),
        ("buttock-middle", "deep-gluteal-pain"),
        ("groin", "hernia-pain"),
        ("thigh-front-upper", "diabetic-amyotrophy"),
        ("hip-front", "psoas"),
        ("toe-3", "polyneuropathy"),
        ("perineum", "cord-conus"),
        ("neck-back", "cord-conus"),
        ("little-finger", "thoracic-outlet"),
        ("temple", "temporal-arteritis"),
        ("forehead", "eye-shingles"),
    ],
)
def test_the_usual_sources_of_a_place_are_offered(part: str, source: str) -> None:
    assert source in ids((part, 1.0))


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("other_source_areas.csv", "hip-joint,buttock", "hop-joint,buttock", "unknown source 'hop-joint'"),
        ("other_source_areas.csv", "typical", "mostly", "unknown how 'mostly'; known: typical, referred, possible"),
        ("other_source_areas.csv", "E016", "E999", "unknown claim 'E999'"),
        ("other_source_areas.csv", "hamstring,posterior thigh,the back of the thigh,typical",
         "hamstring,posterior thigh,the back of the thigh,possible", "'hamstring' has no typical area"),
        ("other_sources.csv", ",lesher2008;khan2004,", ",,", "'source_ids' is empty"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_as_expected_does_not_load(table: str, old: str, new: str, told: str) -> None:
    assert old in TEXTS[table]
    broken = TEXTS | {table: TEXTS[table].replace(old, new, 1)}
    sources = [source.id for source in EVIDENCE.sources]
    with pytest.raises(TableError) as caught:
        parse_other_sources(broken, sources=sources, parts=EVIDENCE.parts, claims=EVIDENCE.claims)
    assert told in str(caught.value)
