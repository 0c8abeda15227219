"""Each fact that was read for the tables stands in one of them, or is left out for a reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import bodymap

TABLES = Path(bodymap.__file__).parent / "data"

with (Path(__file__).parents[2] / "data" / "read_facts.csv").open(encoding="utf-8", newline="") as _file:
    FACTS = list(csv.DictReader(_file, strict=True))


def test_no_fact_is_forgotten() -> None:
    assert [fact["id"] for fact in FACTS] == [f"T{number:03}" for number in range(1, 128)]
    assert [fact["id"] for fact in FACTS if bool(fact["table"]) == bool(fact["left_out"])] == []
    assert sum(bool(fact["table"]) for fact in FACTS) >= 80


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact["table"]], ids=lambda fact: fact["id"])
def test_a_fact_stands_in_its_table(fact: dict[str, str]) -> None:
    assert fact["holds"] in (TABLES / fact["table"]).read_text(encoding="utf-8")
