from __future__ import annotations

from collections.abc import Iterable

import pytest

from bodymap import resources
from bodymap.core.anatomy import PartId, Quality, Side
from bodymap.core.answers import Answer, QuestionId, Reply
from bodymap.core.errors import TableError
from bodymap.core.evidence import TABLES, read_evidence
from bodymap.core.places import MarkedPart
from bodymap.core.red_flags import EMERGENCY, RedFlag, parse_alarms, red_flags

TEXTS = {name: resources.table_text(name) for name in TABLES}
EVIDENCE = read_evidence(TEXTS)
SOURCES = [source.id for source in EVIDENCE.sources]
BOTH = tuple(Side)


def places(*parts: str, sides: Iterable[Side] = (Side.LEFT,), quality: Quality | None = None) -> list[MarkedPart]:
    return [MarkedPart(PartId(part), side, 0.1, frozenset({quality})) for part in parts for side in sides]


def flags(marked: list[MarkedPart], *answers: Answer) -> tuple[RedFlag, ...]:
    return red_flags(marked, answers, EVIDENCE.alarms)


def raised(marked: list[MarkedPart], *answers: Answer) -> list[str]:
    return [flag.id for flag in flags(marked, *answers) if flag.raised]


@pytest.mark.parametrize("part", ["anus", "perineum", "genitals-front", "genitals-back"])
@pytest.mark.parametrize("quality", [None, *Quality])
def test_any_saddle_mark_raises_cauda_equina_first(part: str, quality: Quality | None) -> None:
    found = flags(places(part, "knee-front", quality=quality))
    assert (found[0].id, found[0].tier, found[0].raised) == ("cauda-equina", EMERGENCY, True)


@pytest.mark.parametrize(
    ("left", "right"), [("calf-outer", "calf-outer"), ("thigh-back-upper", "sole-inner"), ("big-toe", "knee-front")]
)
def test_marks_on_both_legs_raise_cauda_equina(left: str, right: str) -> None:
    assert raised([*places(left), *places(right, sides=[Side.RIGHT])]) == ["cauda-equina"]


def test_one_leg_alone_does_not() -> None:
    assert raised(places("calf-outer", "thigh-back-upper", "foot-outer-edge")) == []


@pytest.mark.parametrize(("quality", "is_raised"), [(Quality.NUMB, True), (Quality.TINGLING, True), (None, False)])
def test_the_inner_buttock_raises_it_when_numb_and_asks_about_it_when_sore(
    quality: Quality | None, is_raised: bool
) -> None:
    (flag,) = (one for one in flags(places("buttock-lower-inner", quality=quality)) if one.id == "cauda-equina")
    assert flag.raised is is_raised


def test_both_arms_raise_the_heart() -> None:
    assert raised(places("upper-arm-inner", sides=BOTH)) == ["acute-coronary"]
    assert raised(places("upper-arm-inner")) == []
    assert "acute-coronary" in [flag.id for flag in flags(places("upper-arm-inner"))]


def test_a_yes_raises_and_a_no_takes_nothing_away() -> None:
    question = QuestionId("ces-bladder")
    assert raised(places("low-back")) == []
    assert raised(places("low-back"), Answer(question, Reply.YES)) == ["cauda-equina"]
    assert raised(places("anus"), Answer(question, Reply.NO)) == ["cauda-equina"]
    (flag, *_) = flags(places("anus"), Answer(question, Reply.UNSURE))
    assert flag.answers == {question: Reply.UNSURE}


def test_a_yes_counts_when_nothing_is_marked_any_more() -> None:
    assert raised([], Answer(QuestionId("hip-fall"), Reply.YES)) == ["hip-fracture"]
    assert flags([]) == ()
    assert flags([], Answer(QuestionId("hip-fall"), Reply.NO)) == ()


def test_raised_ones_come_first_then_emergencies() -> None:
    found = flags(places("middle-back", "low-back"), Answer(QuestionId("infection-risk"), Reply.YES))
    assert [(flag.raised, flag.tier) for flag in found] == sorted(
        ((flag.raised, flag.tier) for flag in found), key=lambda pair: (not pair[0], pair[1])
    )
    assert found[0].id == "spinal-infection"
    assert {flag.tier for flag in found} == {1, 2}


@pytest.mark.parametrize(
    ("part", "flag"),
    [
        ("hip-front", "hip-fracture"),
        ("knee-front", "slipped-epiphysis"),
        ("calf-inner", "deep-vein-thrombosis"),
        ("flank", "aortic-aneurysm"),
        ("chest-middle", "acute-coronary"),
        ("back-of-head", "neck-vessels"),
        ("groin", "acute-groin"),
        ("middle-back", "spinal-cancer"),
        ("low-back", "vertebral-fracture"),
        ("neck-back", "spinal-infection"),
        ("flank", "kidney"),
    ],
)
def test_the_place_says_what_to_ask_about(part: str, flag: str) -> None:
    assert flag in [one.id for one in flags(places(part))]


def test_a_thumb_asks_about_nothing() -> None:
    assert flags(places("thumb")) == ()


def test_every_tier_one_row_of_the_evidence_is_there() -> None:
    assert {alarm.id for alarm in EVIDENCE.alarms if alarm.tier == EMERGENCY} == {
        "cauda-equina",
        "progressive-weakness",
        "acute-coronary",
        "aortic-aneurysm",
        "deep-vein-thrombosis",
        "hip-fracture",
        "slipped-epiphysis",
        "acute-limb-ischaemia",
        "neck-vessels",
        "acute-groin",
    }


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("red_flags.csv", "cauda-equina,1", "cauda-equina,3", "unknown tier '3'; known: 1, 2"),
        ("red_flags.csv", "bmjbp_ces;girft2023", "nobody", "unknown source_ids 'nobody'"),
        ("red_flag_places.csv", "cauda-equina,raise,any", "cauda,raise,any", "unknown flag 'cauda'"),
        (
            "red_flag_places.csv",
            "cauda-equina,raise",
            "cauda-equina,shout",
            "unknown effect 'shout'; known: raise, ask",
        ),
        ("red_flag_places.csv", "@leg;@foot", "@tail", "unknown parts '@tail'"),
        ("red_flag_places.csv", "numb;tingling", "sore", "unknown qualities 'sore'"),
        ("red_flag_questions.csv", "hip-fever,hip-fracture", "hip-fall,hip-fracture", "stands there twice"),
        ("red_flag_questions.csv", "groin-lump,acute-groin", "groin-lump,kidney", "'acute-groin' has no place or no"),
    ],
)
def test_a_row_that_is_not_as_expected_does_not_load(table: str, old: str, new: str, told: str) -> None:
    assert old in TEXTS[table]
    broken = TEXTS | {table: TEXTS[table].replace(old, new, 1)}
    with pytest.raises(TableError) as caught:
        parse_alarms(broken, sources=SOURCES, parts=EVIDENCE.parts)
    assert told in str(caught.value)
