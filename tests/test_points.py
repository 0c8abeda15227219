"""What an anatomist finds at a point of the drawings, and what a whole part answers, as tables.

`points.csv` asks points: the 28 ISNCSCI key points of every figure, and landmarks all over the neutral one. A row names
the patient's left; the right is asked at the mirrored point. Its fields are ::

    layer       the maps that are asked, or "parts", or "cutaneous-nerves"
    expected    what may lie there: of several words any one. Of roots the strongest counts; "L3+L4" are roots that
                share the point, the strongest of them first or not; "-" is skin that the layer leaves blank
    evidence    the section of the clinical evidence, or the source of plain anatomy
    not_yet     why the drawing does not keep the row today; empty when it does

`look_up.csv` asks whole parts on one map: each root named has at least `SMALLEST_SHARE`, and no other has
`FOREIGN_SHARE`. A row that says why it is not kept yet fails as soon as it is kept, so that the reason is taken out.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.reasoning.candidates import SMALLEST_SHARE, candidates, candidates_at
from bodymap.core.vocabulary import Figure, MapName, PartId, Root, Side, View
from bodymap.library.loading import load_atlas

DATA = Path(__file__).parent / "data"
FOREIGN_SHARE = 0.2
BLANK = "-"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


POINTS, LOOK_UP = rows("points.csv"), rows("look_up.csv")


def case(row: Row, *values: object, name: str) -> ParameterSet:
    reason = row["not_yet"]
    marks = [pytest.mark.xfail(raises=AssertionError, strict=True, reason=reason)] if reason else []
    return pytest.param(row, *values, id=name.replace(" ", "_"), marks=marks)


def point_cases() -> list[ParameterSet]:
    return [
        case(row, layer, name=f"{row['place']}-{row['figure']}-{row['view']}-{layer}")
        for row in POINTS
        for layer in row["layer"].split()
    ]


def on_side(row: Row, side: Side) -> tuple[View, float, float]:
    """Where the row's point lies for one of the patient's sides."""
    view, x, y = View(row["view"]), float(row["x"]), float(row["y"])
    if side is Side.LEFT:
        return view, x, y
    return View.RIGHT if view is View.LEFT else view, -x, y


def kept(expected: str, shares: dict[str, float]) -> bool:
    """Whether what lies at a point, with its shares, is one of the things expected."""
    strongest = max(shares, key=lambda name: shares[name], default=BLANK)
    together = [set(one.split("+")) for one in expected.split()]
    among = {name for name, share in shares.items() if share >= SMALLEST_SHARE} or {BLANK}
    return any(strongest in names and names <= among for names in together)


@cache
def atlas_of(figure: Figure) -> Atlas:
    return load_atlas(figure)


def shares_at(row: Row, layer: str, side: Side) -> dict[str, float]:
    """What a layer says at the row's point on one side; all of it must be of that side."""
    atlas = atlas_of(Figure(row["figure"]))
    view, x, y = on_side(row, side)
    if layer == "parts":
        part = atlas.part_at(view, x=x, y=y)
        assert part is not None, "not on the body"
        assert part.side is side
        return {part.part: 1.0}
    if layer == "cutaneous-nerves":
        nerves = atlas.drawing(view).nerves.at(x=x, y=y)
        assert {nerve.side for nerve in nerves} <= {side}
        return {nerve.nerve: 1.0 for nerve in nerves}
    assert atlas.part_at(view, x=x, y=y) is not None, "not on the body"
    found = candidates_at(atlas, view, x=x, y=y, maps=[MapName(layer)])
    assert {one.side for one in found} <= {side}
    return {one.root.value: one.share for one in found}


@pytest.mark.parametrize(("row", "layer"), point_cases())
def test_what_lies_at_a_point_is_as_anatomists_say(row: Row, layer: str) -> None:
    for side in Side:
        shares = shares_at(row, layer, side)
        assert kept(row["expected"], shares), (side, shares)


@pytest.mark.parametrize("row", [case(row, name=f"{row['part']}-{row['map']}") for row in LOOK_UP])
def test_a_whole_part_answers_as_the_look_up_says(row: Row) -> None:
    named = {Root(name) for name in row["roots"].split()}
    for side in Side:
        mark = Mark(MarkId(1), WholePart(PartId(row["part"]), side))
        found = candidates([mark], atlas_of(Figure.NEUTRAL), [MapName(row["map"])])
        shares = {one.root: one.share for one in found if one.side is side}
        assert named <= {root for root, share in shares.items() if share >= SMALLEST_SHARE}, (side, shares)
        assert not {root for root, share in shares.items() if share > FOREIGN_SHARE} - named, (side, shares)


@pytest.mark.parametrize(
    ("expected", "shares", "is_kept"),
    [
        ("L4", {"L4": 0.6, "L5": 0.4}, True),
        ("L5", {"L4": 0.6, "L5": 0.4}, False),
        ("L5 L4", {"L4": 1.0}, True),
        ("L3+L4", {"L4": 0.9, "L3": 0.1}, True),
        ("L3+L4", {"L4": 1.0}, False),
        ("L3+L4", {"L5": 0.5, "L4": 0.3, "L3": 0.2}, False),
        ("L4 -", {}, True),
        ("L4", {}, False),
        ("-", {"L4": 1.0}, False),
    ],
)
def test_words_of_the_tables_mean_what_is_said(expected: str, shares: dict[str, float], is_kept: bool) -> None:
    assert kept(expected, shares) is is_kept


def test_the_tables_name_only_what_there_is() -> None:
    layers = {"parts", "cutaneous-nerves", *(name.value for name in MapName)}
    assert {layer for row in POINTS for layer in row["layer"].split()} == layers
    parts: set[str] = {region.part for view in View for region in atlas_of(Figure.NEUTRAL).part_regions(view)}
    nerves: set[str] = {region.nerve for view in View for region in atlas_of(Figure.NEUTRAL).nerve_regions(view)}
    roots = {root.value for root in Root}
    for row in POINTS:
        known = {"parts": parts, "cutaneous-nerves": nerves}.get(row["layer"], roots)
        assert set(row["expected"].replace("+", " ").split()) <= known | {BLANK}, row
    assert all(row["evidence"] for row in (*POINTS, *LOOK_UP))


def test_every_key_point_of_every_figure_is_asked() -> None:
    asked = {(row["figure"], row["place"]) for row in POINTS if row["place"].startswith("key point ")}
    assert len(asked) == 28 * len(Figure)


def test_the_tables_are_as_long_as_they_should_be() -> None:
    landmarks = {row["place"] for row in POINTS if not row["place"].startswith("key point ")}
    assert len(landmarks) >= 125
    assert len(LOOK_UP) >= 90
