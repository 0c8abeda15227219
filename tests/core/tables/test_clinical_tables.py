"""Rules that hold for every row of the clinical tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bodymap.core.atlas.nerves import parse_nerves
from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.errors import TableError, UnknownName
from bodymap.core.reasoning.knowledge import TABLES, Evidence, read_evidence
from bodymap.core.reasoning.provoked import parse_provoked, provoked
from bodymap.core.reasoning.safety_net import parse_safety_net, safety_net
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.vocabulary import PartId, Quality, Root, Side
from bodymap.core.words.language import ENGLISH
from bodymap.library import resources

TEXTS = {name: resources.table_text(name) for name in TABLES}
EVIDENCE = read_evidence(TEXTS)
SOURCES = [source.id for source in EVIDENCE.sources]
NERVES_TEXT = resources.table_text("nerves.csv")
NERVES = [str(nerve.id) for nerve in parse_nerves(NERVES_TEXT, file="n.csv", sources=SOURCES)]
LONGEST_SENTENCE = 20
NUMBER = re.compile(r"\d|per cent|percent")


def patient_texts(evidence: Evidence) -> Iterator[tuple[Certainty, str]]:
    for alarm in evidence.alarms:
        yield from (
            (alarm.certainty, text)
            for text in (alarm.patient_title, alarm.patient_words, alarm.patient_action, alarm.patient_now)
        )
        yield from ((question.certainty, question.patient_words) for question in alarm.questions)
    for source in evidence.pain_sources:
        yield from ((source.certainty, text) for text in (source.patient_name, source.patient_words))
        yield from ((source.certainty, area.patient_name) for area in source.areas)
    for nerve in evidence.nerve_patterns:
        yield from ((nerve.certainty, text) for text in (nerve.patient_name, nerve.patient_words))
    for test in evidence.examinations:
        yield test.certainty, test.patient_name
    for net in evidence.safety_net:
        yield Certainty.SEEN, net.patient_words
    for fact in evidence.facts:
        yield Certainty.SEEN, fact.patient_words


def test_no_id_that_was_public_is_gone() -> None:
    # Others read them in JSON: new ones may come, and are written down here; none is renamed, split or removed.
    there: dict[str, set[str]] = {
        "part": {row.id for row in EVIDENCE.parts},
        "red_flag": {row.id for row in EVIDENCE.alarms},
        "nerve": {row.id for row in EVIDENCE.nerve_patterns} | set(NERVES),
        "other_source": {row.id for row in EVIDENCE.pain_sources},
        "next_test": {row.id for row in EVIDENCE.examinations},
        "question": {question.id for row in EVIDENCE.alarms for question in row.questions},
    }
    with (Path(__file__).parents[2] / "data" / "public_ids.csv").open(encoding="utf-8", newline="") as file:
        public = [(row["kind"], row["id"]) for row in csv.DictReader(file)]
    assert len(public) >= 300
    assert [(kind, name) for kind, name in public if name not in there[kind]] == []


def test_no_patient_text_of_a_table_holds_a_number() -> None:
    # Recalled numbers must not reach a patient; the others are told as counts by the composer, never by a table.
    assert [text for _, text in patient_texts(EVIDENCE) if NUMBER.search(text)] == []


def test_no_patient_sentence_of_a_table_is_long() -> None:
    told = {one for _, text in patient_texts(EVIDENCE) for one in re.split(r"(?<=[.?!]) ", text)}
    assert [one for one in told if len(one.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("banned", ["you have", "caused by", "diagnosis", "diagnosed", "%"])
def test_no_patient_text_gives_a_verdict(banned: str) -> None:
    assert [text for _, text in patient_texts(EVIDENCE) if banned in text.lower()] == []


def test_ids_are_stable_kebab_case_and_unique() -> None:
    ids = [
        *(row.id for row in EVIDENCE.alarms),
        *{question.id for row in EVIDENCE.alarms for question in row.questions},
        *(row.id for row in EVIDENCE.pain_sources),
        *(row.id for row in EVIDENCE.nerve_patterns),
        *(row.id for row in EVIDENCE.examinations),
        *(row.id for row in EVIDENCE.safety_net),
    ]
    assert len(set(ids)) == len(ids)
    assert [id_ for id_ in ids if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id_)] == []


def test_what_rests_on_recalled_sources_only_is_marked_as_recalled() -> None:
    recalled = {source.id for source in EVIDENCE.sources if source.certainty is Certainty.RECALLED}
    rows = [
        *((row.id, row.sources, row.certainty) for row in EVIDENCE.alarms),
        *((one.id, one.sources, one.certainty) for row in EVIDENCE.alarms for one in row.questions),
        *((row.id, row.sources, row.certainty) for row in EVIDENCE.pain_sources),
        *(
            (f"{row.id} in {area.name}", area.sources, area.certainty)
            for row in EVIDENCE.pain_sources
            for area in row.areas
        ),
        *((row.id, row.sources, row.certainty) for row in EVIDENCE.nerve_patterns),
        *((row.id, row.sources, row.certainty) for row in EVIDENCE.examinations),
        *((one.id, one.sources, one.certainty) for row in EVIDENCE.examinations for one in row.accuracy),
        *((row.root.value, row.sources, row.certainty) for row in EVIDENCE.roots),
        *((row.id, row.sources, row.certainty) for row in parse_nerves(NERVES_TEXT, file="n.csv", sources=SOURCES)),
    ]
    unmarked = [id_ for id_, sources, sure in rows if set(sources) <= recalled and sure is not Certainty.RECALLED]
    assert unmarked == []


def test_a_work_that_nobody_opened_is_cited_as_not_seen() -> None:
    cited = {source.id: ENGLISH.cited(source) for source in EVIDENCE.sources}
    assert cited[SourceId("foerster1933")] == "Foerster 1933 (not seen)"
    assert cited[SourceId("suri2011")] == "Suri 2011"


def test_one_table_owns_the_names_of_skin_nerves() -> None:
    nerves = {str(nerve.id): nerve for nerve in parse_nerves(NERVES_TEXT, file="n.csv", sources=SOURCES)}
    patterns = {row.id: (row.name, row.patient_name) for row in EVIDENCE.nerve_patterns}
    told = {row.condition.id: row.condition for row in EVIDENCE.stories if row.condition.id in nerves}
    told_names = {name: (one.clinical_name, one.patient_name) for name, one in told.items()}
    assert patterns == {name: (nerves[name].full_name, nerves[name].patient_name) for name in patterns}
    assert told_names == {name: patterns[name] for name in told}
    assert len(told) >= 14


def test_a_second_name_for_a_nerve_is_refused() -> None:
    named = TEXTS["conditions.csv"].replace("\nmedian,,", "\nmedian,the wrist nerve,", 1)
    with pytest.raises(TableError, match=r"'median' has its names in nerves\.csv"):
        read_evidence({**TEXTS, "conditions.csv": named})
    unknown = TEXTS["nerve_fit.csv"].replace("\nmedian,", "\nmedian-nerve,", 1)
    with pytest.raises(TableError, match="unknown id 'median-nerve'"):
        read_evidence({**TEXTS, "nerve_fit.csv": unknown})


def test_a_condition_is_named_or_refused() -> None:
    assert EVIDENCE.condition_name("hip-joint") == "hip joint"
    assert EVIDENCE.condition_name("median") == "median nerve (carpal tunnel)"
    with pytest.raises(UnknownName, match="unknown condition 'hip'"):
        EVIDENCE.condition_name("hip")


def test_the_safety_net_has_advice_that_is_always_given() -> None:
    def given(*parts: str, quality: Quality | None = None) -> list[str]:
        places = [MarkedPart(PartId(part), Side.LEFT, 0.5, frozenset({quality})) for part in parts]
        return [net.id for net in safety_net(places, EVIDENCE.safety_net)]

    always = ["net-always", "net-unwell", "net-silent"]
    assert given() == always
    assert given("big-toe", quality=Quality.ACHING) == always
    assert given("big-toe", quality=Quality.NUMB) == ["net-lower-body", *always]
    assert given("low-back", quality=Quality.ACHING) == ["net-lower-body", *always]
    assert given("chest-middle") == ["net-chest", *always]
    lines = TEXTS["safety_net.csv"].splitlines()
    text = "\n".join(line for line in lines if not line.startswith(tuple(always)))
    with pytest.raises(TableError, match="always given"):
        parse_safety_net(text, file="safety_net.csv", sources=SOURCES, parts=EVIDENCE.parts)


def test_advice_has_a_place_for_its_signs_or_none() -> None:
    text = TEXTS["safety_net.csv"].replace("soon if {signs}", "soon if it gets worse")
    with pytest.raises(TableError, match=r"patient_words have \{signs\} if, and only if, there are signs"):
        parse_safety_net(text, file="safety_net.csv", sources=SOURCES, parts=EVIDENCE.parts)


def test_provoked_pain_waits_for_numbers_that_were_seen() -> None:
    assert EVIDENCE.provoked == ()


def test_provoked_pain_is_told_for_its_places_the_most_frequent_first() -> None:
    head = "id,root,area,parts,x,n,source_ids\n"
    rows = "p-l5,L5,buttock,@hip,3,10,furman2019\np-s1,S1,buttock,buttock-middle,6,12,furman2019\n"
    table = parse_provoked(head + rows, file="provoked.csv", sources=SOURCES, parts=EVIDENCE.parts)
    found = provoked([MarkedPart(PartId("buttock-middle"), Side.LEFT, 1.0)], table)
    assert [(pain.root, pain.x, pain.n) for pain in found] == [(Root.S1, 6, 12), (Root.L5, 3, 10)]
    assert provoked([MarkedPart(PartId("thumb"), Side.LEFT, 1.0)], table) == ()
    with pytest.raises(TableError, match="11 of 10; expected x from 0 to n"):
        parse_provoked(
            head + rows.replace(",3,10", ",11,10"), file="provoked.csv", sources=SOURCES, parts=EVIDENCE.parts
        )
