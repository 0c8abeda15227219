from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bodymap.core.atlas.maps import parse_map
from bodymap.core.errors import TableError
from bodymap.core.reasoning.exposs import parse_exposs, wilson_interval
from bodymap.core.tables.claims import parse_claims
from bodymap.core.tables.literature import SourceId, parse_sources
from bodymap.core.tables.parts import parse_parts
from bodymap.core.tables.roots import parse_roots
from bodymap.core.tables.rows import known_names, read_rows
from bodymap.core.vocabulary import Figure, PartId
from bodymap.library import resources

SOURCES = tuple(source.id for source in parse_sources(resources.table_text("sources.csv"), file="sources.csv"))
MAP = """[map]
name = "foerster"
title = "Foerster family"
note = "Drawn for this program."
sources = ["foerster1933"]
soft_border_mm = 20
soft_border_reason = "Overlap."

[[territory]]
root = not read
"""


def load(name: str, text: str) -> object:
    readers: dict[str, Callable[[], object]] = {
        "sources.csv": lambda: parse_sources(text, file=name),
        "parts.csv": lambda: parse_parts(text, file=name),
        "roots.csv": lambda: parse_roots(text, file=name, sources=SOURCES),
        "exposs.csv": lambda: parse_exposs(text, file=name, sources=SOURCES),
        "evidence.csv": lambda: parse_claims(text, file=name, sources=SOURCES),
    }
    return readers[name]()


TABLES = ("sources.csv", "parts.csv", "roots.csv", "exposs.csv", "evidence.csv")


@pytest.mark.parametrize("name", TABLES)
def test_the_shipped_tables_load(name: str) -> None:
    assert load(name, resources.table_text(name))


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("exposs.csv", "rosedale2020,stassi2021", "rosedale2021,stassi2021", "did you mean rosedale2020"),
        ("exposs.csv", "hip,22,31", "hip,22,32", "row 6: 22 of 32 is"),
        ("exposs.csv", "hip,22,31", "hip,,31", "row 6: column 'x' is empty"),
        ("exposs.csv", "hip,22,31", "hip,two,31", "row 6: x 'two' is not a count"),
        ("exposs.csv", "hip,22,31", "hip,32,31", "32 of 31"),
        ("exposs.csv", "53.4", "53.5", "row 6"),
        ("exposs.csv", "71.0", "nan", "percent 'nan' is not a number"),
        ("exposs.csv", "exposs-hip,hip,", "exposs-hip,buttock,", "unknown location 'buttock'; known: shoulder"),
        ("exposs.csv", "exposs-hip,hip,22,31,71.0,53.4,83.9,rosedale2020,stassi2021,seen-via\n", "", "no row for hip"),
        ("exposs.csv", "exposs-elbow,elbow", "exposs-shoulder,elbow", "row 3: id 'exposs-shoulder' is a duplicate"),
        ("exposs.csv", "seen-via", "sure", "unknown certainty 'sure'; known: seen, seen-via, recalled"),
        ("exposs.csv", "id,location", "id,place", "row 1: columns"),
        ("roots.csv", "phillips1993,seen\n", "phillips1994,seen\n", "did you mean phillips1993"),
        ("roots.csv", "\nL3,", "\nL6,", "unknown root 'L6'"),
        ("roots.csv", "\nL3,", "\nL2,", "is a duplicate"),
        ("roots.csv", "\nL3,", '\n"L3"x,', "row 23"),
        ("parts.csv", "the front of the {side} hip", "the front of the hip", "must hold {side} once"),
        ("parts.csv", "anterior hip,hip,hip,", "anterior hip,hips,hip,", "did you mean hip?"),
        ("parts.csv", "hip-front,front of the hip", "hip-outer,front of the hip", "is a duplicate"),
        ("parts.csv", "anterior hip,hip,hip,", "anterior hip,hip,", "6 cells; expected 7"),
        ("parts.csv", "scrotum,,pelvis,male", "scrotum,,pelvis,boy", "unknown figure 'boy'"),
        ("parts.csv", "genitals-back,back of the vulva", "x,back of the vulva", "unknown part 'x'"),
        ("sources.csv", "lesher2008,seen,", "lesher2008,sure,", "unknown certainty 'sure'"),
        ("sources.csv", "lesher2008,seen,Lesher 2008", "lesher2008,seen,", "column 'short' is empty"),
        ("evidence.csv", "83.9,rosedale2020,seen", "83.9,,seen", "column 'source_id' is empty"),
        ("evidence.csv", "71.0,31", "a lot,31", "value 'a lot' is not a number"),
        ("evidence.csv", "71.0,31", "inf,31", "value 'inf' is not a number"),
        ("evidence.csv", "E006,", "E005,", "id 'E005' is a duplicate"),
    ],
)
def test_a_row_that_is_not_right_does_not_load(name: str, old: str, new: str, told: str) -> None:
    text = resources.table_text(name)
    assert old in text
    with pytest.raises(TableError, match=rf"^{re.escape(name)}") as caught:
        load(name, text.replace(old, new, 1))
    assert told in str(caught.value)


def test_every_root_needs_its_row() -> None:
    lines = resources.table_text("roots.csv").splitlines(keepends=True)
    with pytest.raises(TableError, match="every root from C2 to S5 in order"):
        parse_roots("".join(lines[:-1]), file="roots.csv", sources=SOURCES)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(22, 31, 53.4, 83.9), (40, 84, 37.3, 58.2), (10, 12, 55.2, 95.3), (0, 51, 0.0, 7.0), (5, 5, 56.6, 100.0)],
)
def test_wilson_intervals(x: int, n: int, low: float, high: float) -> None:
    assert tuple(round(100 * limit, 1) for limit in wilson_interval(x, n)) == (low, high)


def test_a_map_reads_its_head_only() -> None:
    known = parse_map(MAP, file="m.toml", sources=[SourceId("foerster1933")])
    assert (known.name.value, known.soft_border_mm, known.sources) == ("foerster", 20.0, ("foerster1933",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[map]", "[maps]", r"section \[map\] is missing"),
        ("[map]", "[map", "not TOML"),
        ('"foerster"\n', '"forster"\n', "did you mean foerster"),
        ('"Foerster family"', "7", "title is 7; expected some text"),
        ('"Overlap."', '" "', "soft_border_reason is ' '"),
        ("= 20", "= 0", "soft_border_mm is 0"),
        ("= 20", "= true", "soft_border_mm is True"),
        ("= 20", '= "20"', "soft_border_mm is '20'"),
        ("= 20", "= nan", "soft_border_mm is nan"),
        ('["foerster1933"]', "[]", "expected a list with at least one key"),
        ('["foerster1933"]', '"foerster1933"', "expected a list"),
        ('["foerster1933"]', '["foerster1934"]', "did you mean foerster1933"),
    ],
)
def test_a_map_that_is_not_right_does_not_load(old: str, new: str, told: str) -> None:
    assert old in MAP
    with pytest.raises(TableError, match=f"^m.toml: .*{told}"):
        parse_map(MAP.replace(old, new, 1), file="m.toml", sources=[SourceId("foerster1933")])


def test_cells_lose_the_blanks_around_them_and_rows_know_their_line() -> None:
    (row,) = read_rows("a,b\n x , 2 \n", file="t.csv", columns=("a", "b"))
    assert (row.text("a"), row.number_in("b"), row.number) == ("x", 2.0, 2)


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(TableError, match=r"t\.csv row 1"):
        read_rows("", file="t.csv", columns=("a",))


def test_what_is_known_starts_with_the_close_matches() -> None:
    assert known_names("hip-frnt", ["groin", "hip-front"]) == "did you mean hip-front? known: groin, hip-front"
    assert known_names("zzz", ["groin"]) == "known: groin"


def test_a_part_has_the_name_of_the_figure_it_is_on() -> None:
    names = {}
    for figure in Figure:
        parts = parse_parts(resources.table_text("parts.csv"), file="parts.csv", figure=figure)
        names[figure] = {part.id: part.patient_words for part in parts}
    assert len({tuple(found) for found in names.values()}) == 1
    differ = {part for part, name in names[Figure.NEUTRAL].items() if name != names[Figure.MALE][part]}
    assert differ == {"genitals-front", "genitals-back"}
    assert len({found[PartId("genitals-back")] for found in names.values()}) == 3
