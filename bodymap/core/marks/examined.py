"""What an examination showed: one result for a test on one side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, NewType

from bodymap.core.vocabulary import Side

TestId = NewType("TestId", str)
"""Stable name of a test, such as ``big-toe-strength``; the tests are a table."""

FULL_STRENGTH: Final = 5
"""The Medical Research Council's scale of strength runs from 0, no contraction, to 5, normal."""


class Result(Enum):
    """What came of a test."""

    NORMAL = "normal"
    WEAKER = "weaker"
    ABSENT = "absent"
    NEGATIVE = "negative"
    POSITIVE = "positive"

    @property
    def is_abnormal(self) -> bool:
        """Whether it is what the test looks for."""
        return self in (Result.WEAKER, Result.ABSENT, Result.POSITIVE)


@dataclass(frozen=True, slots=True)
class Examined:
    """A test on one side of the patient, with its result.

    Attributes
    ----------
    grade : int or None
        Strength from 0 to 5, where it was graded.
    """

    test: TestId
    side: Side
    result: Result
    grade: int | None = None

    def __post_init__(self) -> None:
        """Refuse a grade that is none, or one that says something else than the result."""
        if self.grade is not None and (not 0 <= self.grade <= FULL_STRENGTH or self.result is not graded(self.grade)):
            raise ValueError(f"strength {self.grade} of {FULL_STRENGTH} is not {self.result.value}")


def graded(grade: int) -> Result:
    """What a grade of strength means.

    Examples
    --------
    >>> [graded(grade).value for grade in (5, 4, 0)]
    ['normal', 'weaker', 'absent']
    """
    if grade == 0:
        return Result.ABSENT
    return Result.NORMAL if grade == FULL_STRENGTH else Result.WEAKER


def with_result(
    results: tuple[Examined, ...], test: TestId, side: Side, result: Examined | None
) -> tuple[Examined, ...]:
    """The results with this one for the test on this side; without one when it is None."""
    others = tuple(one for one in results if (one.test, one.side) != (test, side))
    return others if result is None else (*others, result)
