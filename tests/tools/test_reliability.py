"""The short form of what `make reliability` throws at the program for hours."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tools.reliability.__main__ import run
from tools.reliability.days import DAYS, Course, Day
from tools.reliability.disk import DISK
from tools.reliability.kills import KILLS, Round
from tools.reliability.parts import Part, read_all, summed, write
from tools.reliability.report import PAGE, page_text
from tools.reliability.signals import SIGNALS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and kills as Linux does")

DAY = Day(1000, 9000, (), (), warm_mb=200.0, last_mb=210.0, first_ms=(10.0, 1.0), last_ms=(11.0, 1.0))
PART = Part(KILLS, 3, {"rounds": 20, "actions lost": 1}, {"age, ms:": 120.0}, (), (1.0, 2.0), ("abc",), "Linux")


@pytest.mark.parametrize(("kind", "count"), [(KILLS, 6), (SIGNALS, 6), (DISK, 1), (DAYS, 200)])
def test_nothing_breaks(kind: str, count: int, tmp_path: Path) -> None:
    found = run(kind, count, seed=1, folder=tmp_path)
    # In a short run caches still fill, and on a busy machine a few actions are no measure of time.
    assert [one for one in found.broke if not one.startswith(("memory", "the last thousand", "an action"))] == []
    assert sum(found.counts.values()) >= count


def test_a_lost_action_breaks_when_it_is_old_or_not_alone() -> None:
    assert Round(actions=5, lost=1, oldest_lost_s=0.2).broke == ()
    assert Round(actions=5, lost=1, oldest_lost_s=0.4).broke == ("an action 0.400 s old is lost",)
    assert Round(actions=5, lost=1, oldest_lost_s=0.9, waited_s=0.7).broke == ()
    assert Round(actions=5, lost=2, oldest_lost_s=0.2).broke == ("2 actions are lost",)
    assert Round(actions=5, wrong=("torn",)).broke == ("torn",)


def test_growth_slowness_and_complaints_break_a_day() -> None:
    assert DAY.broke == ()
    assert replace(DAY, last_mb=221.0).broke == ("memory grew by 21.0 MB",)
    assert replace(DAY, last_ms=(13.0, 1.0)).broke == ("the last thousand in the window took 1.30 times the first",)
    assert replace(DAY, last_ms=()).broke == ()
    assert replace(DAY, thrown=("ValueError",), complaints=("QPainter",)).broke == ("ValueError", "QPainter")


class Counter:
    """Acts by counting."""

    def __init__(self) -> None:
        self.acts = 0
        self.begun: list[int] = []

    def act(self) -> None:
        self.acts += 1

    def begin_again(self, seed: int) -> None:
        self.begun.append(seed)


def test_a_day_tells_no_more_than_was_done() -> None:
    window, case = Counter(), Counter()
    course = Course(window, case, actions=4000, seed=5)
    told: list[Day] = []

    def tell(day: Day) -> None:
        told.append(day)
        if day.window >= 2000:
            course.cut_short()

    day = course.run(tell)
    assert (day.window, day.case) == (window.acts, case.acts)
    assert day.window < 4000
    assert [one.last_ms for one in told] == [()] * len(told)
    assert window.begun == [5] * 6


def test_what_an_action_throws_is_counted() -> None:
    class Thrower(Counter):
        def act(self) -> None:
            raise ValueError("seven")

    day = Course(Thrower(), Counter(), actions=20, seed=1).run(lambda _: None)
    assert day.broke[:1] == ("ValueError: seven",)


def test_parts_of_a_run_that_was_cut_off_are_added_up(tmp_path: Path) -> None:
    write(PART, tmp_path / "kills-3-0000.json")
    write(replace(PART, broke=("torn",), loads=(4.0,), commits=("def",)), tmp_path / "kills-3-0020.json")
    write(replace(PART, seed=4), tmp_path / "kills-4-0000.json")
    first, second = summed(read_all(tmp_path))
    assert first.counts == {"rounds": 40, "actions lost": 2}
    assert first.figures == {"age, ms:": 120.0}
    assert (first.broke, first.loads, first.commits) == (("torn",), (1.0, 2.0, 4.0), ("abc", "def"))
    assert second.counts["rounds"] == 20


def test_a_part_that_is_there_is_not_run_again(tmp_path: Path) -> None:
    write(PART, tmp_path / "kills-3-0000.json")
    assert run(KILLS, 10, seed=3, folder=tmp_path) == PART


def test_the_page_tells_what_broke() -> None:
    day = Part(DAYS, 1, {"window": 5, "case": 45}, {"warm_mb": 200.4, "last_mb": 210.0}, ("ValueError | a\nb",))
    page = page_text([day, PART])
    assert "| 3 | 20 rounds, 1 actions lost | age, ms: 120 | 1.0 to 2.0 | abc | nothing |" in page
    assert "5 in the window, 45 on cases | memory 210 MB; cut off before the warm-up was over" in page
    assert "| ValueError / a b |" in page
    assert "| SIGTERM, and log-off without a word |  | not run |" in page


def test_the_page_names_no_path_of_the_machine_it_was_made_on() -> None:
    if PAGE.exists():
        page = PAGE.read_text(encoding="utf-8")
        assert "/root" not in page
        assert "/home" not in page
        assert "/tmp" not in page  # noqa: S108
