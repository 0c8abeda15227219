"""Which story is told of a place: by rank, by feeling, and by what is known about the person."""

from __future__ import annotations

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.reasoning.story import Story, story
from bodymap.core.reasoning.story_table import Spine
from bodymap.core.tables.person import NOBODY, read_person
from bodymap.core.vocabulary import PartId, Quality, Side
from bodymap.library import resources

TEXTS = {name: resources.table_text(name) for name in TABLES}
EVIDENCE = read_evidence(TEXTS)


def told(*marks: str, person: str = "", elsewhere: tuple[str, ...] = ()) -> Story:
    """The story of marks such as ``calf-inner`` or ``thumb:numb@right``; all of one size, on the left unless said."""
    places = []
    for mark in marks:
        place, _, side = mark.partition("@")
        part, _, quality = place.partition(":")
        felt = Quality(quality) if quality else None
        places.append(MarkedPart(PartId(part), Side(side or "left"), 1 / len(marks), frozenset({felt})))
    known = read_person(person, EVIDENCE.facts) if person else NOBODY
    spots = {place.part for place in places} | {PartId(part) for part in elsewhere}
    found = story(places, spots, EVIDENCE.stories, EVIDENCE.story_spine, EVIDENCE.exposs, known)
    assert found is not None
    return found


def names(found: Story) -> list[str]:
    return [source.row.condition.id + ("?" if source.is_open else "") for source in found.sources]


def test_the_commonest_there_comes_first_and_the_spine_has_its_one_count() -> None:
    found = told("hip-front:aching")
    assert names(found)[:2] == ["hip-joint", "hip-flexors"]
    assert (found.spine.spine, found.figure and (found.figure.x, found.figure.n)) == (Spine.LOW_BACK, (22, 31))


def test_nerve_like_feelings_have_a_story_of_their_own() -> None:
    assert names(told("thigh-outer-upper"))[0] == "gluteal-tendons"
    assert names(told("thigh-outer-upper:burning"))[0] == "lateral-femoral-cutaneous"
    assert names(told("thumb:numb"))[0] == "median"
    assert names(told("little-finger:tingling"))[0] == "ulnar"
    assert names(told("calf-inner:shooting"))[0] == "sciatica"


def test_a_numb_saddle_has_its_own_story() -> None:
    assert names(told("perineum:numb@left", "perineum:numb@right"))[0] == "cauda-equina"
    assert names(told("perineum:burning"))[0] == "pudendal"


def test_both_feet_come_before_any_root() -> None:
    assert names(told("sole-inner:tingling@left", "sole-inner:tingling@right"))[0] == "polyneuropathy"
    assert "polyneuropathy" not in names(told("sole-inner:tingling"))


@pytest.mark.parametrize(
    ("place", "person", "expected"),
    [
        ("knee-front", "", ["patellofemoral?", "knee-joint?"]),
        ("knee-front", "age=30s", ["patellofemoral", "knee-joint"]),
        ("knee-front", "age=60s", ["knee-joint", "patellofemoral"]),
        ("ankle-outer", "", ["ankle-sprain?", "fibular-muscles"]),
        ("ankle-outer", "fall=yes", ["ankle-sprain", "fibular-muscles"]),
        ("ankle-outer", "fall=no", ["fibular-muscles", "ankle-joint"]),
        ("genitals-front", "", ["testis-cord?", "vulva-skin?"]),
        ("genitals-front", "sex=female", ["vulva-skin", "hernia"]),
        ("temple", "age=20s", ["primary-headache", "sinus"]),
    ],
)
def test_facts_about_the_person_switch_rows(place: str, person: str, expected: list[str]) -> None:
    assert names(told(place, person=person))[:2] == expected


def test_a_marked_back_brings_the_nerve_to_the_front_of_the_leg_story() -> None:
    assert names(told("thigh-back-upper"))[0] == "hamstring"
    assert "sciatica?" in names(told("thigh-back-upper"))
    assert names(told("thigh-back-upper", elsewhere=("low-back",)))[0] == "sciatica"


def test_the_lead_is_the_nerve_like_place_however_small() -> None:
    found = told("calf-inner", "calf-outer", "big-toe:numb@right")
    assert (found.lead.part, found.lead.sides) == ("big-toe", (Side.RIGHT,))
    assert [place.part for place in found.others] == ["calf-inner", "calf-outer"]


def test_numbness_alone_has_no_count_of_pain() -> None:
    assert told("thumb:numb").figure is None
    assert told("thumb:burning").figure is not None


@pytest.mark.parametrize("part", [part.id for part in EVIDENCE.parts])
def test_every_place_has_a_local_source_and_the_spine(part: str) -> None:
    for quality in ("aching", "burning"):
        found = told(f"{part}:{quality}")
        assert found.spine.sources
        assert len(found.sources) > (1 if found.sources[0].row.condition.spine else 0)


def test_figures_that_may_not_be_printed_are_not_in_the_table() -> None:
    figures = " ".join(row.how_common for row in EVIDENCE.stories)
    assert "5-36" not in figures
    assert "another study" not in figures


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("stories.csv", "ear,ache,2,", "ear,ache,1,", "two rows of rank 1"),
        ("stories.csv", "age>=50s,Over 50,only", "age>=50s,Over 50,own", "goes with effect"),
        ("stories.csv", "age>=50s", "aged>=50s", "unknown when"),
        ("story_spine.csv", "face;jaw;ear", "face;jaw", "ear must stand there once"),
        ("conditions.csv", "Most pain {where} has", "Most pain has", "must hold {where}"),
    ],
)
def test_a_wrong_cell_is_told(table: str, old: str, new: str, message: str) -> None:
    assert old in TEXTS[table]
    broken = TEXTS | {table: TEXTS[table].replace(old, new, 1)}
    with pytest.raises(TableError, match=message):
        read_evidence(broken)
