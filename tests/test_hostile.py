"""Whatever is read from outside is refused in words or is sound: what once broke it, and odd input made at random.

`make fuzz` looks for more, for as long as it is let; what it finds comes into `tests/data/hostile` and is read here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.fuzz.judge import problem
from tools.fuzz.targets import CORPUS, TARGETS, Target

ROOT = Path(__file__).parents[1]
FOUND = [(target, path) for target in TARGETS.values() for path in target.corpus]
SLOW = {"answer": 5, "move": 10, "command": 25, "encrypted": 25}
"""How many inputs are made of what takes long to read; of everything else there are `MANY`."""
MANY = 150

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="gives files without a name, as Linux does")


@pytest.mark.parametrize(("target", "path"), FOUND, ids=[f"{one.name}-{path.stem}" for one, path in FOUND])
def test_what_once_broke_it_does_not_any_more(target: Target, path: Path) -> None:
    assert problem(target, path.read_bytes()) == ""


def test_everything_in_the_corpus_is_read() -> None:
    assert {path.name for path in CORPUS.iterdir()} <= set(TARGETS)
    assert {path for path in CORPUS.rglob("*") if path.is_file()} == {path for _, path in FOUND}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_good_input_is_taken(target: Target) -> None:
    assert [problem(target, seed) for seed in target.seeds()] == [""] * len(target.seeds())


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_odd_input_is_refused_or_sound(target: Target) -> None:
    seeds = (b"", *target.seeds())

    # The same every time: a find of today must not fail the next change, which has nothing to do with it.
    @settings(max_examples=SLOW.get(target.name, MANY), deadline=None, derandomize=True)
    @given(seed=st.integers(0, len(seeds) - 1), number=st.integers(0, 2**32), rounds=st.integers(1, 3))
    def odd(seed: int, number: int, rounds: int) -> None:
        chance, data = Random(number), seeds[seed]  # noqa: S311 -- no secret
        for _ in range(rounds):
            data = target.mutated(data, chance)
        assert problem(target, data) == ""

    odd()


def test_none_of_it_needs_much_memory() -> None:
    for target in TARGETS.values():
        own = [str(path) for path in target.corpus]
        done = subprocess.run(
            [sys.executable, "-m", "tools.fuzz.judge", target.name, *own],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr or done.stdout
        assert json.loads(done.stdout) == dict.fromkeys(own, "")


def test_a_reader_that_fails_is_a_find() -> None:
    def broken(_: bytes) -> None:
        raise OverflowError("cannot convert float infinity to integer")

    target = Target("broken", broken, lambda: (b"",), lambda data, _: data)
    assert problem(target, b"") == "OverflowError: cannot convert float infinity to integer"
