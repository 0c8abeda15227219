"""A find is made as small as can be before it is kept."""

from __future__ import annotations

from random import Random

import pytest

from tools.fuzz.__main__ import smaller
from tools.fuzz.mutation import mutated_json, mutated_text
from tools.fuzz.targets import TARGETS


def test_a_find_is_made_smaller_without_losing_what_is_wrong() -> None:
    assert smaller(200 * b"a" + b"!" + 300 * b"b", lambda data: b"!" in data) == b"!"


def test_nothing_is_taken_from_what_needs_all_of_it() -> None:
    assert smaller(b"abc", lambda data: data == b"abc") == b"abc"


@pytest.mark.parametrize("name", TARGETS)
def test_odd_input_differs_and_can_be_made_again(name: str) -> None:
    target = TARGETS[name]
    seed = target.seeds()[0]
    made, again = ([target.mutated(seed, chance(number)) for number in range(30)] for _ in range(2))
    assert len(set(made)) > 10
    assert made == again


def test_json_that_is_none_is_changed_as_text() -> None:
    assert mutated_json(b"no JSON", chance(1)) == mutated_text(b"no JSON", chance(1))


def chance(number: int) -> Random:
    return Random(number)  # noqa: S311 -- no secret
