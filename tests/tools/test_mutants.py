"""A deliberate break is made in a copy, caught or missed, and named when it no longer fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import mutants
from tools.mutants import Mutant, StaleMutantError

DOUBLE = Mutant("double no longer doubles", "numbers", "2 * x", "3 * x", ("test_numbers",))
SIGN = Mutant("sign is lost", "numbers", "return -x", "return x", ("test_numbers",))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house of one module in two rooms, with a test that looks at `double` only."""
    files = {
        # Without them an installed bodymap, found later on the path, would be taken instead.
        "bodymap/__init__.py": "",
        "bodymap/core/__init__.py": "",
        "bodymap/core/numbers.py": "def double(x):\n    return 2 * x\n\n\ndef minus(x):\n    return -x\n",
        "bodymap/ui/numbers.py": "ZERO = 0\n",
        "tests/core/test_numbers.py": (
            "from bodymap.core.numbers import double\n\n\ndef test_double():\n    assert double(2) == 4\n"
        ),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("mutant", "caught"), [(DOUBLE, True), (SIGN, False)])
def test_a_break_is_caught_only_where_a_test_looks(house: Path, mutant: Mutant, caught: bool) -> None:
    before = (house / "bodymap/core/numbers.py").read_bytes()
    assert mutants.is_caught(mutant, house) is caught
    assert (house / "bodymap/core/numbers.py").read_bytes() == before


def test_a_module_is_found_by_its_name_and_text_wherever_it_lies(house: Path) -> None:
    assert mutants.place_of(DOUBLE, house) == house / "bodymap/core/numbers.py"
    (house / "bodymap/core/arithmetic").mkdir()
    (house / "bodymap/core/numbers.py").rename(house / "bodymap/core/arithmetic/numbers.py")
    assert mutants.place_of(DOUBLE, house) == house / "bodymap/core/arithmetic/numbers.py"


def test_a_break_whose_text_is_gone_is_named(house: Path) -> None:
    (house / "bodymap/core/numbers.py").write_text("def double(x):\n    return x + x\n", encoding="utf-8")
    assert mutants.problems([DOUBLE], house) == [
        "double no longer doubles: '2 * x' stands 0 times in modules named 'numbers', expected once; found in: nowhere"
    ]


def test_a_break_whose_text_stands_twice_is_refused(house: Path) -> None:
    (house / "bodymap/ui/numbers.py").write_text("TWICE = lambda x: 2 * x\n", encoding="utf-8")
    with pytest.raises(StaleMutantError, match=r"stands 2 times .* bodymap/core/numbers.py, bodymap/ui/numbers.py"):
        mutants.place_of(DOUBLE, house)


def test_a_break_that_moved_to_another_module_says_where_it_is(house: Path) -> None:
    (house / "bodymap/core/numbers.py").rename(house / "bodymap/core/sums.py")
    with pytest.raises(StaleMutantError, match=r"found in: bodymap/core/sums.py"):
        mutants.place_of(DOUBLE, house)


def test_a_test_module_that_is_gone_is_named(house: Path) -> None:
    (house / "tests/core/test_numbers.py").unlink()
    (problem,) = mutants.problems([DOUBLE], house)
    assert problem.endswith("there is no test module named 'test_numbers'")


def test_the_table_holds_breaks_with_names_of_their_own() -> None:
    table = mutants.read_mutants(mutants.TABLE)
    assert len(table) >= 30
    assert len({mutant.name for mutant in table}) == len(table)
    assert all(mutant.old != mutant.new and mutant.tests for mutant in table)


def test_a_word_that_names_no_break_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert mutants.main(["no such break"]) == 2
    assert "no break is named like no such break" in capsys.readouterr().out
