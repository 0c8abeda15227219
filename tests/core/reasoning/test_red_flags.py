from __future__ import annotations

from collections.abc import Iterable

import pytest

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.reasoning.red_flags import RedFlag, is_raised, parse_alarms, red_flags, wanted_facts
from bodymap.core.reasoning.warning_rules import Effect
from bodymap.core.tables.person import Person, read_person
from bodymap.core.vocabulary import EMERGENCY, PartId, Quality, Side
from bodymap.library import resources

TEXTS = {name: resources.table_text(name) for name in TABLES}
EVIDENCE = read_evidence(TEXTS)
SOURCES = [source.id for source in EVIDENCE.sources]
BOTH = tuple(Side)
ANY_CES = QuestionId("ces-any")


def places(*parts: str, sides: Iterable[Side] = (Side.LEFT,), quality: Quality | None = None) -> list[MarkedPart]:
    return [MarkedPart(PartId(part), side, 0.1, frozenset({quality})) for part in parts for side in sides]


def who(text: str) -> Person:
    return read_person(text, EVIDENCE.facts) if text else Person()


def flags(marked: list[MarkedPart], *answers: Answer, person: str = "") -> tuple[RedFlag, ...]:
    return red_flags(marked, answers, EVIDENCE.alarms, person=who(person))


def raised(marked: list[MarkedPart], *answers: Answer, person: str = "") -> list[str]:
    return [flag.id for flag in flags(marked, *answers, person=person) if flag.raised]


def flag_of(name: str, marked: list[MarkedPart], *answers: Answer, person: str = "") -> RedFlag | None:
    return next((flag for flag in flags(marked, *answers, person=person) if flag.id == name), None)


def asked_now(flag: RedFlag | None) -> list[str]:
    return [question.id for question in flag.questions] if flag is not None else []


@pytest.mark.parametrize("part", ["anus", "perineum", "genitals-front", "genitals-back"])
@pytest.mark.parametrize("quality", [Quality.NUMB, Quality.TINGLING])
@pytest.mark.parametrize("side", BOTH)
def test_a_numb_saddle_gets_an_instruction_and_no_question(part: str, quality: Quality, side: Side) -> None:
    found = flags(places(part, "knee-front", sides=[side], quality=quality))
    assert (found[0].id, found[0].tier, found[0].raised) == ("cauda-equina", EMERGENCY, True)
    assert found[0].questions == ()
    assert "ces-bladder" in [question.id for question in found[0].folded_questions]
    assert found[0].patient_words.startswith("You marked numbness or tingling between the legs.")


@pytest.mark.parametrize("quality", [None, Quality.ACHING, Quality.BURNING])
def test_a_sore_saddle_asks_all_questions(quality: Quality | None) -> None:
    flag = flag_of("cauda-equina", places("perineum", quality=quality))
    assert flag is not None
    assert not flag.raised
    assert asked_now(flag)[0] == "ces-saddle-feeling"
    assert len(asked_now(flag)) == 5


@pytest.mark.parametrize("quality", [Quality.NUMB, Quality.TINGLING, Quality.SHOOTING])
@pytest.mark.parametrize(("left", "right"), [("calf-outer", "calf-outer"), ("thigh-back-upper", "sole-inner")])
def test_nerve_like_trouble_of_both_legs_raises_cauda_equina(left: str, right: str, quality: Quality) -> None:
    marked = [*places(left, quality=quality), *places(right, sides=[Side.RIGHT], quality=quality)]
    assert raised(marked) == ["cauda-equina"]


@pytest.mark.parametrize("part", ["knee-front", "heel-sole", "calf-outer", "buttock-middle", "hip-outer"])
def test_an_ache_of_both_sides_asks_one_line(part: str) -> None:
    flag = flag_of("cauda-equina", places(part, sides=BOTH, quality=Quality.ACHING))
    assert flag is not None
    assert not flag.raised
    assert asked_now(flag) == [ANY_CES]
    assert flag.is_folded


def test_both_numb_soles_alone_ask_one_line() -> None:
    assert raised(places("sole-inner", "big-toe", sides=BOTH, quality=Quality.NUMB)) == []
    assert asked_now(flag_of("cauda-equina", places("sole-inner", sides=BOTH, quality=Quality.NUMB))) == [ANY_CES]


def test_both_calves_with_the_low_back_raise() -> None:
    marked = [*places("calf-outer", sides=BOTH, quality=Quality.ACHING), *places("low-back", quality=Quality.ACHING)]
    assert raised(marked) == ["cauda-equina"]


def test_both_shoulders_ask_nothing_about_the_heart() -> None:
    assert "acute-coronary" not in [flag.id for flag in flags(places("shoulder-top", sides=BOTH), person="age=60s")]


def test_one_leg_folds_the_questions_and_a_yes_opens_them() -> None:
    marked = places("thigh-back-upper", quality=Quality.ACHING)
    assert asked_now(flag_of("cauda-equina", marked)) == [ANY_CES]
    opened = flag_of("cauda-equina", marked, Answer(ANY_CES, Reply.YES))
    assert opened is not None
    assert opened.raised
    assert asked_now(opened)[1:] == [
        "ces-saddle-feeling",
        "ces-bladder",
        "ces-bowel",
        "ces-sexual",
        "ces-both-legs",
    ]


def test_on_the_calf_the_clot_comes_before_cauda_equina() -> None:
    found = [flag.id for flag in flags(places("calf-outer", quality=Quality.ACHING)) if flag.questions]
    assert found == ["deep-vein-thrombosis", "cauda-equina"]


def test_the_lung_is_asked_about_once_the_leg_is_swollen() -> None:
    marked = places("calf-outer")
    assert flag_of("pulmonary-embolism", marked) is None
    swollen = Answer(QuestionId("dvt-swelling"), Reply.YES)
    assert asked_now(flag_of("pulmonary-embolism", marked, swollen)) == ["pe-breath"]
    assert raised(marked, swollen, Answer(QuestionId("pe-breath"), Reply.YES)) == [
        "deep-vein-thrombosis",
        "pulmonary-embolism",
    ]


def test_an_arm_alone_never_raises_the_heart_and_with_the_chest_it_does() -> None:
    assert "acute-coronary" not in raised(places("upper-arm-inner", sides=BOTH), person="age=60s")
    assert "acute-coronary" in raised(places("upper-arm-inner", "chest-middle"))


def test_a_yes_raises_and_a_no_takes_nothing_away() -> None:
    question = QuestionId("ces-bladder")
    assert raised(places("low-back")) == []
    assert raised(places("low-back"), Answer(question, Reply.YES)) == ["cauda-equina"]
    assert raised(places("anus", quality=Quality.NUMB), Answer(question, Reply.NO)) == ["cauda-equina"]
    flag = flag_of("cauda-equina", places("anus"), Answer(question, Reply.NO))
    assert flag is not None
    assert flag.answers == {question: Reply.NO}


def test_a_yes_counts_when_nothing_is_marked_any_more() -> None:
    assert raised([], Answer(QuestionId("hip-fall"), Reply.YES)) == ["hip-fracture"]
    assert flags([]) == ()
    assert flags([], Answer(QuestionId("hip-fall"), Reply.NO)) == ()


@pytest.mark.parametrize("person", ["cancer=yes", "fever=yes,age=60s", "steroids=yes,fall=yes,age=80s"])
def test_facts_alone_warn_of_nothing(person: str) -> None:
    assert flags([], person=person) == ()


def test_emergencies_come_first_and_what_is_raised_before_what_is_asked() -> None:
    found = flags(places("middle-back", "low-back"), person="fever=yes")
    order = [(flag.tier, not flag.raised) for flag in found]
    assert order == sorted(order)
    assert {flag.tier for flag in found} == {1, 2}
    assert "spinal-infection" in [flag.id for flag in found if flag.raised]


def test_a_fact_that_was_not_asked_counts_as_possible_and_is_wanted() -> None:
    marked = places("low-back")
    waiting = flag_of("spinal-cancer", marked)
    assert waiting is not None
    assert not waiting.raised
    assert waiting.wanted == ("cancer",)
    assert raised(marked, person="cancer=yes") == ["spinal-cancer"]
    assert flag_of("spinal-cancer", marked, person="cancer=no") is None


@pytest.mark.parametrize(
    ("part", "person", "flag"),
    [
        ("hip-front", "age=40s", "slipped-epiphysis"),
        ("low-back", "age=40s", "aortic-aneurysm"),
        ("temple", "age=40s", "giant-cell-arteritis"),
        ("low-back", "age=50s", "axial-spondyloarthritis"),
        ("shoulder-top", "age=30s", "apical-lung"),
    ],
)
def test_an_age_takes_away_what_it_makes_pointless(part: str, person: str, flag: str) -> None:
    assert flag_of(flag, places(part)) is not None
    assert flag_of(flag, places(part), person=person) is None


@pytest.mark.parametrize(
    ("part", "person", "flag"),
    [
        ("low-back", "age=70s", "vertebral-fracture"),
        ("neck-back", "diabetes=yes", "spinal-infection"),
        ("low-back", "weight-loss=yes", "spinal-cancer"),
        ("low-back", "blood-thinners=yes", "progressive-weakness"),
        ("groin", "blood-thinners=yes", "progressive-weakness"),
    ],
)
def test_a_weak_sign_alone_asks(part: str, person: str, flag: str) -> None:
    found = flag_of(flag, places(part), person=person)
    assert found is not None
    assert not found.raised
    assert found.questions


@pytest.mark.parametrize(
    ("part", "person", "flag"),
    [
        ("low-back", "age=60s,weight-loss=yes", "spinal-cancer"),
        ("low-back", "weight-loss=yes,night-pain=yes", "spinal-cancer"),
        ("low-back", "age=70s,fall=yes", "vertebral-fracture"),
        ("knee-front", "fever=yes,diabetes=yes", "septic-joint"),
        ("hip-front", "fall=yes,age=60s", "hip-fracture"),
    ],
)
def test_several_signs_together_raise(part: str, person: str, flag: str) -> None:
    assert flag in raised(places(part), person=person)


@pytest.mark.parametrize(
    ("part", "question", "flag"),
    [
        ("low-back", "fracture-risk", "vertebral-fracture"),
        ("neck-back", "infection-risk", "spinal-infection"),
        ("low-back", "cancer-history", "spinal-cancer"),
    ],
)
def test_a_yes_to_an_older_compound_question_asks_and_does_not_raise(part: str, question: str, flag: str) -> None:
    found = flag_of(flag, places(part), Answer(QuestionId(question), Reply.YES))
    assert found is not None
    assert not found.raised


@pytest.mark.parametrize(
    ("part", "question", "first", "is_raised"),
    [
        ("low-back", "fracture-risk", "cauda-equina", False),
        ("calf-outer", "dvt-swelling", "deep-vein-thrombosis", True),
        ("low-back", "ces-bladder", "cauda-equina", True),
        ("neck-back", "infection-risk", "neck-vessels", False),
    ],
)
def test_an_answered_case_comes_out_in_proportion(part: str, question: str, first: str, *, is_raised: bool) -> None:
    found = [
        flag for flag in flags(places(part), Answer(QuestionId(question), Reply.YES)) if flag.raised or flag.questions
    ]
    assert (found[0].id, found[0].raised) == (first, is_raised)
    assert [flag.id for flag in found if flag.raised] == ([first] if is_raised else [])


def test_a_past_cancer_is_asked_about_for_the_low_back() -> None:
    facts = [fact.id for fact in wanted_facts(flags(places("low-back")), EVIDENCE.facts)]
    assert "cancer" in facts


def test_burning_on_one_side_of_the_forehead_raises_shingles_and_an_old_one_does_not() -> None:
    burning = places("forehead", quality=Quality.BURNING)
    assert raised(burning) == ["shingles"]
    assert raised(burning, person="how-long=months") == []
    assert raised(places("forehead", quality=Quality.ACHING)) == []


def test_fever_with_a_sore_limb_asks_about_an_infection_of_the_skin_and_no_fever_does_not() -> None:
    assert flag_of("necrotising-infection", places("forearm-back")) is None
    asked = flag_of("necrotising-infection", places("forearm-back"), person="fever=yes")
    assert asked_now(asked) == ["necrotising-skin"]


@pytest.mark.parametrize(
    ("part", "flag"),
    [
        ("hip-front", "hip-fracture"),
        ("knee-front", "slipped-epiphysis"),
        ("calf-inner", "deep-vein-thrombosis"),
        ("flank", "aortic-aneurysm"),
        ("flank", "spinal-infection"),
        ("chest-middle", "acute-coronary"),
        ("back-of-head", "neck-vessels"),
        ("temple", "giant-cell-arteritis"),
        ("groin", "acute-groin"),
        ("middle-back", "spinal-cancer"),
        ("sacrum", "spinal-cancer"),
        ("low-back", "vertebral-fracture"),
        ("neck-back", "spinal-infection"),
        ("flank", "kidney"),
        ("shoulder-front", "apical-lung"),
        ("buttock-middle", "leg-circulation"),
        ("buttock-middle", "aortic-aneurysm"),
    ],
)
def test_the_place_says_what_to_ask_about(part: str, flag: str) -> None:
    assert flag in [one.id for one in flags(places(part))]


@pytest.mark.parametrize("part", ["calf-outer", "thumb", "neck-side", "buttock-upper", "sacrum"])
def test_a_burning_band_on_one_side_asks_about_shingles_and_on_both_does_not(part: str) -> None:
    assert flag_of("shingles", places(part, quality=Quality.BURNING)) is not None
    assert flag_of("shingles", places(part, quality=Quality.BURNING), person="how-long=months") is None
    assert flag_of("shingles", places(part, sides=BOTH, quality=Quality.BURNING)) is None


def numb(*parts: str, side: Side = Side.LEFT) -> list[MarkedPart]:
    return places(*parts, sides=(side,), quality=Quality.NUMB)


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    "parts", [("face",), ("forehead",), ("face", "palm"), ("palm", "sole-inner"), ("thigh-front-upper", "forearm-back")]
)
def test_a_numb_face_and_a_numb_half_of_the_body_ask_about_a_stroke(parts: tuple[str, ...], side: Side) -> None:
    assert asked_now(flag_of("stroke", numb(*parts, side=side))) == ["stroke-sudden"]
    sudden = flag_of("stroke", numb(*parts, side=side), Answer(QuestionId("stroke-sudden"), Reply.YES))
    assert sudden is not None
    assert sudden.raised
    assert sudden.tier == EMERGENCY
    assert flag_of("stroke", numb(*parts, side=side), person="how-long=months") is None


@pytest.mark.parametrize(
    "marked",
    [
        numb("palm"),
        numb("sole-inner"),
        numb("hip-front"),
        places("face", quality=Quality.ACHING),
        places("face", sides=BOTH, quality=Quality.NUMB),
        places("palm", "sole-inner", quality=Quality.ACHING),
    ],
    ids=["palm", "sole", "hip", "aching face", "both halves of the face", "aching hand and foot"],
)
def test_what_is_no_half_of_the_body_does_not_ask_about_a_stroke(marked: list[MarkedPart]) -> None:
    assert flag_of("stroke", marked) is None


def test_one_numb_hand_asks_about_the_cord() -> None:
    assert asked_now(flag_of("myelopathy", places("palm", quality=Quality.NUMB))) == ["myelopathy-hands"]


def test_a_thumb_that_aches_asks_about_nothing() -> None:
    assert flags(places("thumb", quality=Quality.ACHING)) == ()


def test_a_hip_and_a_calf_need_three_facts_and_one_none_of_these() -> None:
    found = flags(places("hip-front", "calf-outer", quality=Quality.ACHING))
    facts = [fact.id for fact in wanted_facts(found, EVIDENCE.facts)]
    assert facts == ["age", "fall", "fever"]
    settled = flags(places("hip-front", "calf-outer", quality=Quality.ACHING), person="age=40s,fall=no,fever=no")
    assert wanted_facts(settled, EVIDENCE.facts) == ()
    assert [question for flag in settled for question in asked_now(flag)] == ["dvt-swelling", "ces-any"]


def test_no_public_id_is_gone() -> None:
    assert {
        "cauda-equina", "acute-coronary", "hip-fracture", "slipped-epiphysis", "deep-vein-thrombosis",
        "aortic-aneurysm", "acute-limb-ischaemia", "neck-vessels", "acute-groin", "progressive-weakness",
        "spinal-cancer", "vertebral-fracture", "spinal-infection", "myelopathy", "kidney", "shingles",
        "leg-circulation", "apical-lung", "axial-spondyloarthritis",
    } <= {alarm.id for alarm in EVIDENCE.alarms}  # fmt: skip


def test_every_warning_can_be_raised_and_words_never_reassure() -> None:
    for alarm in EVIDENCE.alarms:
        assert any(rule.effect is Effect.RAISE for rule in alarm.rules) or alarm.id == "acute-groin"
        for text in (alarm.patient_words, alarm.patient_now, *(one.patient_words for one in alarm.questions)):
            assert "no fever, no" not in text.lower()
            assert "nothing to worry" not in text.lower()


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("red_flags.csv", "cauda-equina,1", "cauda-equina,3", "unknown tier '3'; known: 1, 2"),
        ("red_flags.csv", "bmjbp_ces;girft2023", "nobody", "unknown source_ids 'nobody'"),
        ("warning_rules.csv", "cauda-equina,raise,#saddle", "cauda,raise,#saddle", "unknown flag 'cauda'"),
        ("warning_rules.csv", "cauda-equina,raise,#", "cauda-equina,shout,#", "unknown effect 'shout'; known: raise"),
        ("warning_rules.csv", "@leg;@foot", "@tail", "unknown parts '@tail'"),
        ("warning_rules.csv", "numb;tingling", "sore", "unknown qualities 'sore'"),
        ("warning_rules.csv", "age>=60s", "age>=65", "unknown answer to age '65'"),
        ("warning_rules.csv", "dvt-swelling;pe-breath", "dvt-swelling;pe-breadth", "unknown needs 'pe-breadth'"),
        ("warning_rules.csv", "raise,,any,,,dvt-swelling,", "raise,,any,,,fever,", "everybody would meet it"),
        ("warning_rules.csv", ",2,age>=60s;weight-loss", ",4,age>=60s;weight-loss", "count 4 of 3"),
        ("red_flag_questions.csv", "hip-fever,", "hip-fall,", "is a duplicate"),
        ("red_flag_questions.csv", "hip-fever,Is", "unused,Is", "unknown of 'hip-fever'"),
    ],
)
def test_a_row_that_is_not_as_expected_does_not_load(table: str, old: str, new: str, told: str) -> None:
    assert old in TEXTS[table]
    broken = TEXTS | {table: TEXTS[table].replace(old, new, 1)}
    with pytest.raises(TableError) as caught:
        parse_alarms(broken, sources=SOURCES, parts=EVIDENCE.parts, facts=EVIDENCE.facts)
    assert told in str(caught.value)


@pytest.mark.parametrize("quality", [None, Quality.NUMB, Quality.ACHING])
@pytest.mark.parametrize("person", ["", "age=70"])
def test_places_raise_a_warning_exactly_where_one_is_shown_raised(quality: Quality | None, person: str) -> None:
    for part in EVIDENCE.parts:
        for sides in ((Side.LEFT,), BOTH):
            marked = places(part.id, sides=sides, quality=quality)
            assert is_raised(marked, EVIDENCE.alarms, (), who(person)) == bool(raised(marked, person=person))
