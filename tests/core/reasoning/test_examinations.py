from __future__ import annotations

import pytest

from bodymap.core.errors import TableError
from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.reasoning.examinations import MOST_TOLD, NextTest, next_tests, parse_tests, roots_in_play, telling
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.vocabulary import Root, Side
from bodymap.library import resources

TEXTS = {name: resources.table_text(name) for name in TABLES}
EVIDENCE = read_evidence(TEXTS)


def candidates(*shares: tuple[str, float]) -> list[Candidate]:
    return [Candidate(Root(root), Side.LEFT, share, share, share, 1, 1) for root, share in shares]


def chosen(*shares: tuple[str, float], conditions: tuple[str, ...] = ()) -> dict[str, NextTest]:
    return {test.id: test for test in next_tests(candidates(*shares), conditions, EVIDENCE.examinations)}


def test_neighbours_of_the_strongest_root_are_in_play() -> None:
    assert roots_in_play(candidates(("L5", 0.9), ("L4", 0.1))) == (Root.L5, Root.L4, Root.S1)
    assert roots_in_play(candidates(("C2", 0.9))) == (Root.C2, Root.C3)
    assert roots_in_play([]) == ()


def test_l5_is_told_from_l4_and_s1() -> None:
    found = chosen(("L5", 0.9))
    assert found["big-toe-strength"].points_to == (Root.L5,)
    assert found["patellar-reflex"].points_to == (Root.L4,)
    assert found["achilles-reflex"].points_to == (Root.L5, Root.S1)
    assert found["heel-walk"].points_to == (Root.L4, Root.L5)
    assert found["heel-raise"].points_to == (Root.S1,)
    assert found["straight-leg-raise"].points_to == (Root.L5, Root.S1)
    assert {test.tells_apart for test in found.values()} == {(Root.L4, Root.L5, Root.S1)}


def test_the_list_follows_the_candidates() -> None:
    assert "big-toe-strength" not in chosen(("L2", 0.9))
    assert {"hip-flexion-strength", "femoral-stretch"} <= set(chosen(("L2", 0.9)))
    assert "heel-raise" in chosen(("S1", 0.5), ("L5", 0.4))
    assert set(chosen(("C7", 0.9))) >= {"elbow-extension-strength", "triceps-reflex", "feeling-c7", "feeling-c6"}
    assert chosen() == {}


def test_a_stretch_test_tells_a_root_from_none_even_where_it_points_to_all_in_play() -> None:
    found = chosen(("L3", 0.9))["femoral-stretch"]
    assert [root.value for root in found.points_to] == ["L2", "L3", "L4"]
    assert "femoral-stretch" in chosen(("L4", 0.9))


def test_other_sources_bring_their_tests() -> None:
    found = chosen(("L1", 0.9), conditions=("hip-joint", "lateral-femoral-cutaneous"))
    assert found["hip-rotation"].conditions == ("hip-joint",)
    assert (found["hip-rotation"].points_to, found["hip-rotation"].tells_apart) == ((), ())
    assert "pelvic-compression" in found
    assert list(found)[-4:] == ["hip-rotation", "hip-adduction", "hip-abductors", "pelvic-compression"]


def test_a_test_may_speak_against_a_nerve() -> None:
    alone = chosen(("L5", 0.9))["hip-abduction-strength"]
    assert (alone.points_to, alone.against) == ((Root.L5,), ())
    assert chosen(("L5", 0.9), conditions=("common-fibular",))["hip-abduction-strength"].against == ("common-fibular",)
    spurling = chosen(("C6", 0.9), conditions=("median",))["spurling"]
    assert (spurling.points_to, spurling.tells_apart, spurling.against) == (
        (Root.C5, Root.C6, Root.C7),
        (),
        ("median",),
    )
    assert chosen(("C6", 0.9))["spurling"].against == ()
    assert "spurling" not in chosen(("L5", 0.9), conditions=("median",))


def test_a_raised_cauda_equina_brings_the_examination_of_the_saddle() -> None:
    assert {"anal-contraction", "feeling-s45"} <= set(chosen(("L2", 0.9), conditions=("cauda-equina",)))


def test_every_key_point_has_its_test() -> None:
    told = {root for row in EVIDENCE.examinations if row.id.startswith("feeling-") for root in row.roots}
    assert told == set(Root)


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("next_tests.csv", ",L5,,common-fibular,", ",,,,", "points to nothing"),
        ("next_tests.csv", "hip-joint", "knee-cap", "unknown conditions 'knee-cap'"),
        ("next_tests.csv", ",strength,", ",force,", "unknown kind 'force'"),
        ("test_accuracy.csv", "A01,straight-leg-raise", "A01,leg-raise", "unknown test 'leg-raise'"),
    ],
)
def test_a_row_that_is_not_as_expected_does_not_load(table: str, old: str, new: str, told: str) -> None:
    assert old in TEXTS[table]
    broken = TEXTS | {table: TEXTS[table].replace(old, new, 1)}
    conditions = [*(row.id for row in EVIDENCE.nerve_patterns), *(row.id for row in EVIDENCE.alarms)]
    conditions += [row.id for row in EVIDENCE.pain_sources]
    conditions += [row.condition.id for row in EVIDENCE.stories]
    with pytest.raises(TableError) as caught:
        parse_tests(broken, sources=[source.id for source in EVIDENCE.sources], conditions=conditions)
    assert told in str(caught.value)


def test_the_telling_tests_are_few_with_the_best_for_the_first_source_and_the_repeated_movements() -> None:
    tests = next_tests(
        candidates(("L2", 0.6), ("L3", 0.3)),
        ("hip-joint", "gluteal-tendons", "low-back-referral"),
        EVIDENCE.examinations,
    )
    told = telling(
        tests, conditions=["hip-joint", "gluteal-tendons"], spine="low-back-referral", roots=[Root.L2, Root.L3]
    )
    assert len(told) == MOST_TOLD
    assert [test.id for test in told[:2]] == ["hip-rotation", "repeated-movements-back"]
    ratios = [test.test.lr_plus for test in told[2:]]
    assert ratios == sorted(ratios, reverse=True)
    assert {"crossed-femoral-stretch", "feeling-l2"} & {test.id for test in told}


def test_where_the_spine_is_rare_no_repeated_movements_are_told() -> None:
    tests = next_tests(candidates(("L2", 0.9)), ("hip-joint", "low-back-referral"), EVIDENCE.examinations)
    told = telling(tests, conditions=["hip-joint"], spine=None, roots=[Root.L2])
    assert "repeated-movements-back" not in [test.id for test in told]
