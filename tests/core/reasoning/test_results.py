"""What a result speaks for or against, by the table and each by itself."""

from __future__ import annotations

import pytest

from bodymap.core.marks.examined import Examined, Result, TestId
from bodymap.core.reasoning.results import weighed
from bodymap.core.vocabulary import Root, Side
from bodymap.core.words.message import in_english
from bodymap.core.words.results import not_added_up, result_sentence, weight_words
from tests.state.telling import EVIDENCE

TOE, HIP = TestId("big-toe-strength"), TestId("hip-abduction")
TESTS = EVIDENCE.examinations


def weigh(*examined: Examined, offered: tuple[str, ...] = ()) -> list[str]:
    return [in_english(weight_words(one, EVIDENCE)) for one in weighed(examined, offered, TESTS)]


@pytest.mark.parametrize(
    ("result", "grade", "words"),
    [
        (Result.WEAKER, 4, "Speaks for L5."),
        (Result.ABSENT, 0, "Speaks for L5."),
        (Result.NORMAL, 5, "Speaks against L5."),
    ],
)
def test_an_abnormal_result_speaks_for_its_root_and_a_normal_one_against_it(
    result: Result, grade: int, words: str
) -> None:
    assert weigh(Examined(TOE, Side.LEFT, result, grade)) == [words]


@pytest.mark.parametrize("side", Side)
def test_a_result_is_about_its_own_side(side: Side) -> None:
    (weight,) = weighed([Examined(TOE, side, Result.ABSENT)], (), TESTS)
    assert [one for one in Side if weight.is_about(Root.L5, one)] == [side]
    assert not weight.is_about(Root.S1, side)


def test_a_condition_counts_only_when_it_goes_with_the_marks() -> None:
    test = next(one for one in TESTS if one.conditions and not one.roots)
    positive = Examined(TestId(test.id), Side.LEFT, Result.POSITIVE)
    assert weigh(positive) == ["About none of the candidates."]
    assert weigh(positive, offered=test.conditions)[0].startswith("Speaks for ")


def test_what_an_abnormal_result_speaks_against_is_said_too() -> None:
    test = next(one for one in TESTS if one.against and one.roots)
    (words,) = weigh(Examined(TestId(test.id), Side.LEFT, Result.WEAKER), offered=test.against)
    assert ", against " in words


def test_the_figures_of_the_table_stand_beside_each_result_and_nothing_is_added_up() -> None:
    two = [Examined(TestId(one), Side.LEFT, Result.POSITIVE) for one in ("straight-leg-raise", "femoral-stretch")]
    weights = weighed(two, (), TESTS)
    assert len(weights) == 2
    for weight in weights:
        text = result_sentence(weight, EVIDENCE).text
        assert all(one.figures in text for one in weight.test.accuracy)
    assert "not added up" in not_added_up().text


def test_a_test_that_the_table_no_longer_has_is_left_out() -> None:
    assert weigh(Examined(TestId("gone"), Side.LEFT, Result.POSITIVE)) == []
