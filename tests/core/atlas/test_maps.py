from __future__ import annotations

import pytest

from bodymap.core.atlas.maps import parse_map
from bodymap.core.errors import TableError
from bodymap.core.tables.literature import SourceId
from bodymap.core.vocabulary import Root

MAP = """
[map]
name = "lee"
title = "Lee"
note = "Drawn for a test."
sources = ["lee2008"]
soft_border_mm = 20
soft_border_reason = "easy to reckon with"

[[territory]]
name = "L1"

[[axial]]
name = "ventral, leg"
pairs = [["S2", "L3"], ["L2", "S3"]]

[[territory]]
name = "this row is not TOML, and is not read

[[axial]]
name = "a gap"
pairs = [["C8", "T1"]]
"""
SOURCES = (SourceId("lee2008"),)


def test_axial_lines_are_read_and_the_builders_rows_are_not() -> None:
    known = parse_map(MAP, file="lee.toml", sources=SOURCES)
    assert [(line.name, line.pairs) for line in known.axial_lines] == [
        ("ventral, leg", ((Root.L3, Root.S2), (Root.L2, Root.S3))),
        ("a gap", ((Root.C8, Root.T1),)),
    ]
    assert known.hard_pairs == {(Root.L3, Root.S2), (Root.L2, Root.S3), (Root.C8, Root.T1)}


def test_a_map_without_axial_lines_has_none() -> None:
    known = parse_map(MAP.partition("[[")[0], file="lee.toml", sources=SOURCES)
    assert (known.axial_lines, known.hard_pairs) == ((), frozenset())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["C8", "T1"]', '["C8"]', r"axial line 'a gap': \['C8'\] is not a pair of roots; known: C2"),
        ('["C8", "T1"]', '["C8", "C8"]', "is not a pair of roots"),
        ('["C8", "T1"]', '["C8", "T13"]', "is not a pair of roots"),
        ('["C8", "T1"]', '"C8 T1"', "is not a pair of roots"),
        ('[["C8", "T1"]]', "[]", "expected pairs of roots"),
        ('[["C8", "T1"]]', '"C8"', "expected pairs of roots"),
        ('name = "a gap"', "", "name is None"),
        ("[map]", "axial = 3\n[map]", "axial is 3"),
    ],
)
def test_an_axial_line_that_is_not_as_expected_is_refused(old: str, new: str, told: str) -> None:
    text = MAP.replace(old, new, 1)
    text = text.replace("[[axial]]", "[[other]]") if new.startswith("axial") else text
    with pytest.raises(TableError, match=told):
        parse_map(text, file="lee.toml", sources=SOURCES)
