from __future__ import annotations

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.reasoning.nerve_patterns import NerveShare, nerve_shares
from bodymap.core.vocabulary import PartId, Quality, Root, Side
from bodymap.library import resources

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})


def candidate(root: str, share: float, side: Side = Side.LEFT) -> Candidate:
    return Candidate(Root(root), side, share, share, share, 1, 1)


def found(
    *marked: tuple[str, float], roots: tuple[Candidate, ...] = (), quality: Quality | None = None
) -> tuple[NerveShare, ...]:
    places = [MarkedPart(PartId(part), Side.LEFT, share, frozenset({quality})) for part, share in marked]
    return nerve_shares(places, roots, EVIDENCE.nerve_patterns)


def test_the_outer_thigh_alone_fits_the_lateral_femoral_cutaneous_nerve() -> None:
    marked = (("thigh-outer-upper", 0.6), ("thigh-outer-lower", 0.4))
    (nerve,) = found(*marked, roots=(candidate("L3", 0.5), candidate("L2", 0.3)), quality=Quality.NUMB)
    assert (nerve.id, nerve.side, nerve.fits_better, nerve.is_sensory) == (
        "lateral-femoral-cutaneous",
        Side.LEFT,
        True,
        True,
    )
    assert nerve.share == pytest.approx(1)


@pytest.mark.parametrize("quality", [Quality.ACHING, Quality.SHOOTING, None])
def test_without_numbness_tingling_or_burning_no_nerve_is_said_to_fit_better(quality: Quality | None) -> None:
    (nerve,) = found(("thigh-outer-upper", 1.0), roots=(candidate("L3", 0.5),), quality=quality)
    assert not nerve.fits_better


def test_a_root_that_holds_nearly_all_of_it_fits_as_well() -> None:
    (nerve,) = found(("thigh-outer-upper", 1.0), roots=(candidate("L2", 0.95),))
    assert not nerve.fits_better
    assert not nerve.is_sensory


def test_the_outer_thigh_and_more_is_another_matter() -> None:
    marked = (("thigh-outer-upper", 0.6), ("leg-outer", 0.4))
    by_id = {nerve.id: nerve for nerve in found(*marked, roots=(candidate("L5", 0.4),))}
    assert not by_id["lateral-femoral-cutaneous"].fits_better
    assert "lateral-femoral-cutaneous" not in {one.id for one in found(("thigh-outer-upper", 0.4), ("leg-outer", 0.6))}


def test_a_nerve_whose_whole_core_is_marked_is_told_whatever_else_hurts() -> None:
    by_id = {one.id: one for one in found(("buttock-upper", 0.2), ("low-back", 0.5), ("thigh-back-upper", 0.3))}
    assert by_id["superior-cluneal"].share == pytest.approx(0.2)
    assert "posterior-femoral-cutaneous" not in by_id


def test_a_part_outside_the_core_does_not_name_a_nerve() -> None:
    assert "common-fibular" not in {nerve.id for nerve in found(("knee-outer", 1.0))}
    assert "common-fibular" in {nerve.id for nerve in found(("knee-outer", 0.5), ("leg-outer", 0.5))}


@pytest.mark.parametrize(
    ("parts", "nerve"),
    [
        (("thumb", "index-finger", "middle-finger"), "median"),
        (("little-finger", "ring-finger"), "ulnar"),
        (("leg-outer", "foot-top-middle"), "common-fibular"),
        (("shin-inner", "ankle-inner"), "saphenous"),
        (("ankle-outer", "foot-outer-edge"), "sural"),
    ],
)
def test_places_of_well_known_nerves(parts: tuple[str, ...], nerve: str) -> None:
    first = found(*((part, 1 / len(parts)) for part in parts), roots=(candidate("C7", 0.5),), quality=Quality.BURNING)[
        0
    ]
    assert (first.id, first.fits_better) == (nerve, True)


def test_the_other_side_does_not_count() -> None:
    places = [MarkedPart(PartId("thigh-outer-upper"), side, 0.5, frozenset({Quality.NUMB})) for side in Side]
    roots = (candidate("L3", 0.25), candidate("L3", 0.25, Side.RIGHT))
    shares = nerve_shares(places, roots, EVIDENCE.nerve_patterns)
    assert [(one.side, one.share, one.fits_better) for one in shares] == [
        (Side.LEFT, 0.5, True),
        (Side.RIGHT, 0.5, True),
    ]
    assert found() == ()
