from __future__ import annotations

import pytest

from bodymap.core.marks.examined import Examined, Result, TestId, graded, with_result
from bodymap.core.vocabulary import Side

TOE = TestId("big-toe-strength")


@pytest.mark.parametrize(("grade", "result"), [(5, Result.NORMAL), (3, Result.WEAKER), (0, Result.ABSENT)])
def test_a_grade_of_strength_says_normal_weaker_or_absent(grade: int, result: Result) -> None:
    assert graded(grade) is result
    assert Examined(TOE, Side.LEFT, result, grade).result.is_abnormal is (grade < 5)


@pytest.mark.parametrize(("result", "grade"), [(Result.NORMAL, 4), (Result.ABSENT, 6), (Result.POSITIVE, 0)])
def test_a_grade_that_says_something_else_than_the_result_is_refused(result: Result, grade: int) -> None:
    with pytest.raises(ValueError, match="is not"):
        Examined(TOE, Side.LEFT, result, grade)


@pytest.mark.parametrize("side", Side)
def test_a_result_replaces_the_one_of_the_same_side_only(side: Side) -> None:
    both = tuple(Examined(TOE, one, Result.NORMAL) for one in Side)
    changed = with_result(both, TOE, side, Examined(TOE, side, Result.ABSENT))
    assert {one.side: one.result.is_abnormal for one in changed} == {one: one is side for one in Side}
    assert [one.side for one in with_result(both, TOE, side, None)] == [one for one in Side if one is not side]
