from __future__ import annotations

from datetime import datetime

import pytest

from bodymap.state.name_pattern import PatternError, check_pattern, file_name

NOW = datetime(2026, 11, 27, 9, 5, 7)  # noqa: DTZ001  the clock on the wall


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{date} {time} {case}", "2026-11-27 090507 knee"),
        ("page", "page"),
        ("{case}/../../{case}", "knee-..-..-knee"),
        ("a:b*c", "a-b-c"),
        ("  {case}.  ", "knee"),
        (200 * "x", 120 * "x"),
    ],
)
def test_a_pattern_becomes_a_name_that_every_file_system_takes(pattern: str, name: str) -> None:
    assert file_name(pattern, now=NOW, case="knee") == name


@pytest.mark.parametrize("pattern", ["{patient}", "{}", "", " . ", "///"])
def test_a_pattern_that_gives_no_name_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(pattern)
