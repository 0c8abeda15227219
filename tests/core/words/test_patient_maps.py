"""To which roots the skin belongs, as a patient reads it: by how many maps, and how much."""

from __future__ import annotations

import pytest

from bodymap.core.reasoning.candidates import Candidate, MapShare
from bodymap.core.reasoning.findings import Complaint, Findings
from bodymap.core.vocabulary import MapName, Root, Side
from bodymap.core.words.patient_maps import map_sentences
from bodymap.core.words.told_complaints import ToldComplaint
from tests.core.words.test_words_of_findings import MAP

F, K, L = MapName


def candidate(root: str, *shares: float, side: Side = Side.LEFT) -> Candidate:
    by_map = tuple(MapShare(name, share) for name, share in zip((F, K, L), shares, strict=False))
    maps_for = sum(share >= 0.02 for share in shares)
    mean = sum(shares) / len(shares)
    return Candidate(Root(root), side, mean, min(shares), max(shares), maps_for, len(shares), by_map)


def said(*candidates: Candidate) -> list[str]:
    told = ToldComplaint(1, (Complaint(candidates=candidates),), None)
    return [one.text for one in map_sentences(told, Findings(map_sources=MAP))]


BELONGS = "On nerve maps this skin belongs mostly to S2; its neighbours reach in."


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ((candidate("S2", 0.9, 0.5, 0.8),), [BELONGS]),
        (
            (candidate("L1", 0.7, 0.4, 0.5), candidate("L2", 0.2, 0.4, 0.1)),
            ["On nerve maps this skin belongs to L1 and L2; neighbours reach in."],
        ),
        (
            (candidate("S2", 0.9, 0.5, 0.8), candidate("S1", 0.0, 0.48, 0.0)),
            [BELONGS, "One map of 3 gives about half of it to S1."],
        ),
        (
            (candidate("S2", 0.9, 0.1, 0.8), candidate("S1", 0.0, 0.8, 0.0)),
            [BELONGS, "One map of 3 gives most of it to S1."],
        ),
        (
            (candidate("S2", 0.7, 0.6), candidate("S1", 0.3, 0.0), candidate("L5", 0.0, 0.35)),
            [BELONGS, "One map of 2 gives some of it to S1.", "One map of 2 gives some of it to L5."],
        ),
        (
            (candidate("L2", 0.6, 0.1, 0.1), candidate("L4", 0.0, 0.5, 0.0), candidate("L3", 0.0, 0.45, 0.0)),
            ["Nerve maps do not agree about this skin. They name L2, L3 and L4."],
        ),
        (
            (candidate("S2", 0.4, 0.2),),
            ["On nerve maps S2 has the largest part of this skin; neighbours share the rest."],
        ),
        (
            (candidate("T7", 0.15, 0.15), candidate("T9", 0.16, 0.16)),
            ["On nerve maps T7 and T9 have the largest parts of this skin; neighbours share the rest."],
        ),
        ((candidate("S2", 0.8),), [BELONGS]),
        (
            (candidate("S2", 0.4, 0.5), candidate("S2", 0.3, 0.2, side=Side.RIGHT)),
            [BELONGS],
        ),
    ],
)  # fmt: skip
def test_how_many_maps_and_how_much_is_told(candidates: tuple[Candidate, ...], expected: list[str]) -> None:
    assert said(*candidates) == expected
