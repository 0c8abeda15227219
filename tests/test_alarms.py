"""Proportion of the warnings, counted over all parts and cases."""

from __future__ import annotations

import re

import numpy as np
import pytest
import shapely

from benchmarks.alarms import SADDLE, flags_of, main, open_questions, part_mark
from benchmarks.cases import CASES, Vignette, read_reported, read_vignettes
from bodymap.core.atlas.atlas import Atlas
from bodymap.core.marks.mark import Mark, MarkId, Spot
from bodymap.core.reasoning.red_flags import RedFlag
from bodymap.core.tables.person import Person, read_person
from bodymap.core.vocabulary import Figure, MapName, Quality, Root, Side, View
from bodymap.library.loading import load_atlas, load_evidence

EVIDENCE = load_evidence()
OUTSIDE = [part.id for part in EVIDENCE.parts if part.id not in SADDLE]
PEOPLE = ("", "age=10s,fall=no", "age=40s", "age=60s", "age=80s,sex=male", "age=30s,sex=female")


def person(text: str) -> Person:
    return read_person(text, EVIDENCE.facts) if text else Person()


def ache(part: str, *sides: Side, who: str = "") -> tuple[RedFlag, ...]:
    (known,) = (one.id for one in EVIDENCE.parts if one.id == part)
    return flags_of(part_mark(known, sides, Quality.ACHING), person=person(who))


@pytest.mark.parametrize("who", PEOPLE)
def test_an_ache_on_both_sides_raises_nothing(who: str) -> None:
    assert [part for part in OUTSIDE if any(flag.raised for flag in ache(part, *Side, who=who))] == []


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("side", list(Side))
def test_a_plain_ache_asks_three_questions_at_most(side: Side, who: str) -> None:
    asked = {part: open_questions(ache(part, side, who=who)) for part in OUTSIDE}
    assert {part: names for part, names in asked.items() if len(names) > 3} == {}


@pytest.mark.parametrize("reported", read_reported(), ids=lambda case: case.id)
def test_a_reported_case_is_asked_what_it_needed(reported: Vignette) -> None:
    there = {flag.id for flag in flags_of(reported.marks)}
    assert set(reported.asked) <= there


@pytest.mark.parametrize("figure", list(Figure))
@pytest.mark.parametrize("quality", [Quality.NUMB, Quality.TINGLING])
def test_no_numb_skin_of_the_lowest_roots_is_silent(figure: Figure, quality: Quality) -> None:
    atlas = load_atlas(figure)
    silent, looked_at = [], 0
    for view in atlas.views:
        for x, y in lowest_roots_grid(atlas, view):
            looked_at += 1
            flags = flags_of([Mark(MarkId(1), Spot(view, x, y, 25.0), quality)], atlas=atlas)
            if "cauda-equina" not in {flag.id for flag in flags if flag.raised}:
                silent.append((view, x, y))
    assert silent == []
    assert looked_at > 90


def lowest_roots_grid(atlas: Atlas, view: View) -> list[tuple[float, float]]:
    """Points 20 mm apart on the skin of S3 to S5, as Foerster or Keegan and Garrett drew it; x to the right, y down."""
    skin = shapely.union_all(
        [
            territory.geometry
            for name in (MapName.FOERSTER, MapName.KEEGAN_GARRETT)
            for territory in atlas.territories(name, view)
            if territory.root in (Root.S3, Root.S4, Root.S5)
        ]
    )
    if skin.is_empty:
        return []
    left, top, right, bottom = skin.bounds
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(left, right, 20.0), np.arange(top, bottom, 20.0)))
    inside = shapely.contains_xy(skin, x, y)
    return [(float(px), float(py)) for px, py in zip(x[inside], y[inside], strict=True)]


def test_every_cauda_equina_vignette_is_raised_or_asked_about() -> None:
    for vignette in read_vignettes(CASES.read_text(encoding="utf-8")):
        if "cauda-equina" in (*vignette.raised, *vignette.asked):
            assert "cauda-equina" in {flag.id for flag in flags_of(vignette.marks)}


def test_the_page_about_the_warnings_tells_what_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "part,sides,feeling,raised,asked,questions,facts"
    counted = 99 * 2 * 5
    assert len(lines) == 1 + counted + 20 + 1
    page = (CASES.parents[2] / "docs" / "warnings.md").read_text(encoding="utf-8")
    assert "\n".join(lines[1 + counted : -1]) in page
    met, needed = re.findall(r"[0-9]+", lines[-1])
    assert met == needed
