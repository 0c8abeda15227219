"""The clinical tables as they ship, checked against the numbers they were taken from."""

from __future__ import annotations

import pytest

from bodymap.core.errors import UnknownName
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.vocabulary import ExpossLocation, PartId, Root, Side
from bodymap.library import resources

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})


@pytest.mark.parametrize(
    ("location", "x", "n", "percent", "low", "high"),
    [
        ("shoulder", 40, 84, 47.6, 37.3, 58.2),
        ("elbow", 11, 25, 44.0, 26.7, 62.9),
        ("wrist/hand", 10, 26, 38.5, 22.4, 57.5),
        ("arm/forearm", 10, 12, 83.3, 55.2, 95.3),
        ("hip", 22, 31, 71.0, 53.4, 83.9),
        ("thigh/leg", 13, 18, 72.2, 49.1, 87.5),
        ("knee", 20, 78, 25.6, 17.3, 36.3),
        ("ankle/foot", 14, 48, 29.2, 18.2, 43.2),
    ],
)
def test_exposs_figures(location: str, x: int, n: int, percent: float, low: float, high: float) -> None:
    figure = EVIDENCE.exposs_figure(ExpossLocation(location))
    assert (figure.x, figure.n, figure.percent, figure.low, figure.high) == (x, n, percent, low, high)
    assert (figure.source, figure.via, figure.certainty) == ("rosedale2020", "stassi2021", Certainty.SEEN_VIA)


def test_the_exposs_rows_sum_to_the_published_total() -> None:
    x, n = sum(row.x for row in EVIDENCE.exposs), sum(row.n for row in EVIDENCE.exposs)
    assert (x, n, round(100 * x / n, 1)) == (140, 322, 43.5)


@pytest.mark.parametrize(
    ("part", "location"),
    [
        ("hip-front", "hip"),
        ("hip-outer", "hip"),
        ("groin", None),
        ("buttock-upper", None),
        ("buttock-middle", None),
        ("buttock-lower-inner", None),
        ("buttock-lower-outer", None),
        ("low-back", None),
        ("neck-back", None),
        ("flank", None),
        ("face", None),
        ("chest-middle", None),
        ("thigh-outer-upper", "thigh/leg"),
        ("knee-back", "knee"),
        ("big-toe", "ankle/foot"),
        ("palm", "wrist/hand"),
        ("forearm-front", "arm/forearm"),
        ("elbow-back", "elbow"),
        ("shoulder-top", "shoulder"),
    ],
)
def test_a_part_has_a_study_figure_only_where_the_study_has_a_row(part: str, location: str | None) -> None:
    exposs = EVIDENCE.part(PartId(part)).exposs
    assert (exposs and exposs.value) == location


@pytest.mark.parametrize(
    ("root", "muscle", "reflex", "point"),
    [
        ("C5", "elbow flexors", "biceps", "elbow hollow"),
        ("C6", "wrist extensors", "brachioradialis", "thumb"),
        ("C7", "elbow extensors", "triceps", "middle finger"),
        ("C8", "finger flexors", "none standard", "little finger"),
        ("L2", "hip flexors", "none reliable", "front-inner thigh"),
        ("L3", "knee extensors", "patellar", "medial femoral condyle"),
        ("L4", "ankle dorsiflexors", "patellar", "medial malleolus"),
        ("L5", "long toe extensors", "none reliable", "third metatarsophalangeal"),
        ("S1", "ankle plantarflexors", "Achilles", "heel"),
        ("S2", "none", "bulbocavernosus", "behind the knee"),
    ],
)
def test_root_facts(root: str, muscle: str, reflex: str, point: str) -> None:
    facts = EVIDENCE.root(Root(root))
    assert facts.root is Root(root)
    assert muscle in facts.key_muscle
    assert reflex in facts.reflex
    assert point in facts.key_sensory_point


def test_roots_leave_the_spine_at_the_right_level() -> None:
    exits = {facts.root: facts.exits for facts in EVIDENCE.roots}
    assert exits[Root.C7] == "above C7 vertebra, C6/C7 foramen"
    assert exits[Root.C8] == "below C7 vertebra, C7/T1 foramen"
    assert exits[Root.L4] == "below L4 vertebra, L4/L5 foramen"
    assert exits[Root.S1].startswith("first sacral foramen")


def test_every_source_that_is_cited_is_there() -> None:
    known = {source.id for source in EVIDENCE.sources}
    cited = {source for facts in EVIDENCE.roots for source in facts.sources}
    cited |= {claim.source for claim in EVIDENCE.claims} | {figure.source for figure in EVIDENCE.exposs}
    assert cited <= known


def test_recalled_numbers_are_not_for_patients() -> None:
    recalled = [claim for claim in EVIDENCE.claims if claim.certainty is Certainty.RECALLED]
    assert {"E078", "E101", "E104"} <= {claim.id for claim in recalled}
    assert not any(claim.may_be_told_to_a_patient for claim in recalled)
    assert EVIDENCE.claim("E005").may_be_told_to_a_patient


@pytest.mark.parametrize("side", list(Side))
def test_a_part_is_named_with_the_patients_side(side: Side) -> None:
    assert EVIDENCE.part(PartId("hip-front")).on(side) == f"the front of the {side.value} hip"


def test_what_is_not_known_is_refused_with_what_is() -> None:
    with pytest.raises(UnknownName, match="did you mean hip-front"):
        EVIDENCE.part(PartId("hip-frnt"))
    with pytest.raises(UnknownName, match="did you mean lesher2008"):
        EVIDENCE.source(SourceId("lesher2009"))
    with pytest.raises(UnknownName, match="unknown claim"):
        EVIDENCE.claim("E999")
    assert EVIDENCE.source(SourceId("rosedale2020")).short == "Rosedale 2020"
