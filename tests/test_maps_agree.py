"""What the published maps agree on and where they differ, held against the maps that ship.

The tables state facts of the clinical evidence (its sections c2 to c8), not of the drawings: a row that fails says that
a drawing is to be mended, or that the fact was misread. What only the Foerster family and Keegan and Garrett are known
to say is asked of these two. A place is a part, in the views it is measured in, or an ISNCSCI key point, in every view
that shows it, on both sides. The rules ::

    first     the strongest root on the map is one of those named
    among     each root named has at least `SMALLEST_SHARE`
    hardly    no root named has `LEADING_SHARE`

``each`` asks every map, ``drawn`` every map that says anything about the place; otherwise the maps are named.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.reasoning.candidates import LEADING_SHARE, SMALLEST_SHARE, candidates, candidates_at
from bodymap.core.vocabulary import MapName, PartId, Root, Side
from bodymap.library.loading import load_atlas

DATA = Path(__file__).parent / "data"
ATLAS = load_atlas()
MAPS = [known.name for known in ATLAS.maps]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


#: Rows that the drawings do not keep yet; each fails here as soon as it is kept, so that it is taken off.
TO_MEND: dict[tuple[str, str], str] = {}

AGREED = rows("agreed.csv")
DISAGREEMENTS = rows("disagreements.csv")


@cache
def answers(place: str, name: MapName) -> Mapping[str, Mapping[Root, float]]:
    """What a map says of a place: where it was asked, and the shares of the roots, the strongest first."""
    return dict(_answers(place, name))


def _answers(place: str, name: MapName) -> Iterator[tuple[str, Mapping[Root, float]]]:
    kind, _, what = place.partition(":")
    for side in Side:
        if kind == "part":
            found = candidates([Mark(MarkId(1), WholePart(PartId(what), side))], ATLAS, [name])
            yield side.value, {one.root: one.share for one in found if one.side is side}
            continue
        roots = tuple(map(Root, what.split()))
        for view in ATLAS.views:
            for point in ATLAS.drawing(view).key_points:
                if (point.roots, point.side) == (roots, side):
                    at = candidates_at(ATLAS, view, x=point.x, y=point.y, maps=[name])
                    yield f"{side.value} {view.value}", {one.root: one.share for one in at if one.side is side}


def case(*values: object, key: str, name: str) -> ParameterSet:
    reason = TO_MEND.get((key, name))
    marks = [pytest.mark.xfail(raises=AssertionError, reason=reason)] if reason else []
    return pytest.param(*values, id=f"{key}-{name}", marks=marks)


def roots_of(names: str) -> list[Root]:
    return [Root(name) for name in names.split()]


def first_of(shares: Mapping[Root, float]) -> Root | None:
    return next(iter(shares), None)


def asked(maps: str) -> list[MapName]:
    return MAPS if maps in ("each", "drawn") else [MapName(name) for name in maps.split()]


@pytest.mark.parametrize(
    ("row", "name"),
    [case(row, name, key=row["id"], name=name.value) for row in AGREED for name in asked(row["maps"])],
)
def test_the_maps_say_what_is_agreed(row: dict[str, str], name: MapName) -> None:
    found = answers(row["place"], name)
    assert found, "nowhere drawn"
    for where, shares in found.items():
        if row["maps"] == "drawn" and not shares:
            continue
        if row["rule"] == "first":
            assert first_of(shares) in roots_of(row["roots"]), (where, shares)
        else:
            assert set(roots_of(row["roots"])) <= {root for root in shares if shares[root] >= SMALLEST_SHARE}, where


@pytest.mark.parametrize(
    "row", [case(row, key=f"{row['number']}-{row['place']}", name=row["map"]) for row in DISAGREEMENTS]
)
def test_the_maps_differ_as_they_are_known_to(row: dict[str, str]) -> None:
    found = answers(row["place"], MapName(row["map"]))
    assert found, "nowhere drawn"
    for where, shares in found.items():
        if row["first"]:
            assert first_of(shares) in roots_of(row["first"]), (where, shares)
        for root in roots_of(row["among"]):
            assert shares.get(root, 0) >= SMALLEST_SHARE, (where, root, shares)
        for root in roots_of(row["hardly"]):
            assert shares.get(root, 0) < LEADING_SHARE, (where, root, shares)


@pytest.mark.parametrize("number", sorted({row["number"] for row in DISAGREEMENTS}))
def test_every_named_disagreement_shows(number: str) -> None:
    """On some place of the disagreement two maps, or two roots of one map, are on a par: no root stands alone."""
    places = {row["place"] for row in DISAGREEMENTS if row["number"] == number}
    leading = {
        place: [
            frozenset(root for root, share in shares.items() if share >= LEADING_SHARE)
            for name in MAPS
            for shares in answers(place, name).values()
        ]
        for place in places
    }
    assert any(len(set(found)) > 1 or any(len(roots) > 1 for roots in found) for found in leading.values())


def test_what_is_to_be_mended_is_in_the_tables() -> None:
    keys = {row["id"] for row in AGREED} | {f"{row['number']}-{row['place']}" for row in DISAGREEMENTS}
    assert {key for key, _ in TO_MEND} <= keys


def test_the_tables_are_as_long_as_they_should_be() -> None:
    assert len(AGREED) >= 60
    assert len({row["id"] for row in AGREED}) == len(AGREED)
    assert {row["number"] for row in DISAGREEMENTS} == set("12345678")
    assert {row["rule"] for row in AGREED} == {"first", "among"}
    assert all(row["evidence"] for row in (*AGREED, *DISAGREEMENTS))


def test_all_three_maps_are_asked() -> None:
    assert list(MapName) == MAPS
