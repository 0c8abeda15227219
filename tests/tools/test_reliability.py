"""The short form of what `make reliability` throws at the program for hours."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from tools.reliability.__main__ import CASE, KILLS, WINDOW, run
from tools.reliability.days import Day
from tools.reliability.kills import Round
from tools.reliability.report import Thrown, page_text

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and kills as Linux does")

DAY = Day("window", 1000, 1, (), (), warm_mb=200.0, last_mb=210.0, first_ms=10.0, last_ms=11.0)


@pytest.mark.parametrize(("kind", "count"), [(KILLS, 4), (WINDOW, 150), (CASE, 4000)])
def test_nothing_breaks(kind: str, count: int) -> None:
    found = run(kind, count, seed=1)
    # In a short run caches still fill, and on a busy machine a few actions are no measure of time.
    assert [one for one in found.broke if not one.startswith(("memory", "the last thousand", "an action"))] == []


def test_a_lost_action_breaks_when_it_is_old_or_not_alone() -> None:
    assert Round(actions=5, lost=1, oldest_lost_s=0.2).broke == ()
    assert Round(actions=5, lost=1, oldest_lost_s=0.4).broke == ("an action 0.400 s old is lost",)
    assert Round(actions=5, lost=2, oldest_lost_s=0.2).broke == ("2 actions are lost",)
    assert Round(actions=5, wrong=("torn",)).broke == ("torn",)


def test_growth_slowness_and_complaints_break_a_day() -> None:
    assert DAY.broke == ()
    assert replace(DAY, last_mb=221.0).broke == ("memory grew by 21.0 MB",)
    assert replace(DAY, last_ms=13.0).broke == ("the last thousand took 1.30 times the first",)
    assert replace(DAY, thrown=("ValueError",), complaints=("QPainter",)).broke == ("ValueError", "QPainter")


def test_the_page_tells_what_broke() -> None:
    page = page_text(
        [Thrown("kill -9", "500", "none lost", ()), Thrown("fuzz", "9", "", ("a crash",))], load=1.0, seed=3
    )
    assert "| kill -9 | 500 | none lost | nothing |" in page
    assert "| fuzz | 9 |  | a crash |" in page
