"""What a result speaks for or against, by the table and each by itself."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from bodymap.core.marks.examined import Examined, Result, TestId
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.findings import find
from bodymap.core.reasoning.results import Offered, weighed
from bodymap.core.vocabulary import PartId, Quality, Root, Side
from bodymap.core.words.message import in_english
from bodymap.core.words.results import not_added_up, result_sentence, weight_words
from bodymap.library.loading import load_atlas
from tests.core.small_body import small_atlas
from tests.state.telling import EVIDENCE

TOE, ROTATION = TestId("big-toe-strength"), TestId("hip-rotation")
TESTS = EVIDENCE.examinations


def weigh(*examined: Examined, offered: Collection[Offered] = ()) -> list[str]:
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
    offered: list[Offered] = [(condition, Side.LEFT) for condition in test.conditions]
    assert weigh(positive, offered=offered)[0].startswith("Speaks for ")


def test_what_an_abnormal_result_speaks_against_is_said_too() -> None:
    test = next(one for one in TESTS if one.against and one.roots)
    offered: list[Offered] = [(condition, Side.LEFT) for condition in test.against]
    (words,) = weigh(Examined(TestId(test.id), Side.LEFT, Result.WEAKER), offered=offered)
    assert ", against " in words
    (words,) = weigh(Examined(TestId(test.id), Side.RIGHT, Result.WEAKER), offered=offered)
    assert ", against " not in words


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    ("result", "words"),
    [(Result.NEGATIVE, "Speaks against hip joint."), (Result.POSITIVE, "Speaks for hip joint.")],
)
def test_a_result_of_the_side_that_is_not_marked_says_nothing_of_the_marked_one(
    side: Side, result: Result, words: str
) -> None:
    other = next(one for one in Side if one is not side)
    examined = [Examined(ROTATION, one, result) for one in (side, other)]
    marks = [Mark(MarkId(1), WholePart(PartId("hip-front"), side))]
    weights = find(marks, small_atlas(), EVIDENCE, examined=examined).weights
    assert {one.examined.side: in_english(weight_words(one, EVIDENCE)) for one in weights} == {
        side: words,
        other: "About none of the candidates.",
    }


@pytest.mark.parametrize("side", Side)
def test_marks_on_both_sides_are_spoken_about_on_each(side: Side) -> None:
    marks = [Mark(MarkId(number), WholePart(PartId("hip-front"), one)) for number, one in enumerate(Side, start=1)]
    (weight,) = find(marks, small_atlas(), EVIDENCE, examined=[Examined(ROTATION, side, Result.NEGATIVE)]).weights
    assert in_english(weight_words(weight, EVIDENCE)) == "Speaks against hip joint."


@pytest.mark.parametrize("side", Side)
def test_a_nerve_is_spoken_about_on_its_own_side(side: Side) -> None:
    marks = [Mark(MarkId(1), WholePart(PartId("thigh-outer-upper"), side), Quality.NUMB)]
    examined = [Examined(TestId("pelvic-compression"), one, Result.POSITIVE) for one in Side]
    weights = find(marks, load_atlas(), EVIDENCE, examined=examined).weights
    assert [one.examined.side for one in weights if one.conditions] == [side]


@pytest.mark.parametrize("side", Side)
def test_an_alarm_and_the_spine_have_no_side(side: Side) -> None:
    alarm = [Examined(TestId("anal-contraction"), side, Result.ABSENT)]
    (weight,) = find(
        [], small_atlas(), EVIDENCE, answers=[Answer(QuestionId("ces-any"), Reply.YES)], examined=alarm
    ).weights
    assert weight.conditions == ("cauda-equina",)
    marks = [Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), Quality.ACHING)]
    moved = [Examined(TestId("repeated-movements-back"), side, Result.POSITIVE)]
    (weight,) = find(marks, small_atlas(), EVIDENCE, examined=moved).weights
    assert weight.conditions == ("low-back-referral",)


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
