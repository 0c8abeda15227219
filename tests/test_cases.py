"""The vignettes of `tests/data/cases.json`, run whole on the drawings and tables that ship."""

from __future__ import annotations

import json
from functools import cache

import pytest

from benchmarks.cases import (
    CASES,
    SERIES,
    Count,
    Vignette,
    by_weight,
    figures,
    main,
    missing,
    read_reported,
    read_vignettes,
)
from bodymap.core.reasoning.candidates import SENSORY_WEIGHT
from bodymap.core.reasoning.findings import Findings
from bodymap.core.vocabulary import Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import SectionKind
from bodymap.library.loading import load_evidence

VIGNETTES = read_vignettes(CASES.read_text(encoding="utf-8"))
REPORTED = read_reported()
BANNED = ("you have", "caused by", "diagnosis of", "diagnosed")


@cache
def found(vignette: Vignette) -> Findings:
    return vignette.found()


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: vignette.id)
def test_a_vignette_comes_out_as_its_source_says(vignette: Vignette) -> None:
    findings = found(vignette)
    assert missing(vignette, findings) == ()
    if vignette.roots and not vignette.disagrees:
        rank = vignette.rank(findings)
        assert rank is not None
        assert rank <= 3


@pytest.mark.parametrize("voice", list(Voice))
@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: vignette.id)
def test_a_vignette_is_told_with_sources_and_without_a_verdict(vignette: Vignette, voice: Voice) -> None:
    evidence = load_evidence()
    known = {source.id for source in evidence.sources}
    said = explain(found(vignette), evidence, voice)
    assert said.of(SectionKind.WATCH)
    for sentence in said.sentences:
        assert set(sentence.sources) <= known
        assert not any(word in sentence.text.lower() for word in BANNED)
        assert "{" not in sentence.text
        if voice is Voice.PATIENT:
            assert "%" not in sentence.text


def test_both_sets_together_find_the_root_and_offer_what_it_was() -> None:
    counted = figures((*VIGNETTES, *REPORTED), found)
    assert counted["hit@1"].share >= 0.8
    assert counted["hit@3"].share >= 0.95
    assert counted["hit@1"].of >= 60
    assert counted["offered"].share == counted["asked"].share == 1
    assert counted["named"].met >= 8


@pytest.mark.parametrize("reported", [one for one in REPORTED if one.is_scored], ids=lambda one: one.id)
def test_a_reported_root_is_among_the_first_three(reported: Vignette) -> None:
    rank = reported.rank(found(reported))
    assert rank is not None
    assert rank <= 3


@pytest.mark.parametrize("series", [one for one in REPORTED if one.id in SERIES], ids=lambda one: one.id)
def test_the_root_of_a_series_is_among_the_first_three_of_the_pain_layer(series: Vignette) -> None:
    assert set(series.roots) & {one.root for one in found(series).pain_roots[:3]}


def test_the_series_of_the_pain_table_are_no_score() -> None:
    assert {one.id for one in REPORTED} > SERIES
    assert not any(one.is_scored for one in REPORTED if one.id in SERIES)


def test_a_count_reads_as_a_share() -> None:
    assert str(Count(3, 4)) == "3 of 4 (75 %)"
    assert Count(0, 0).share == 1


def test_the_file_is_in_order() -> None:
    evidence = load_evidence()
    known = {source.id for source in evidence.sources}
    assert len(VIGNETTES) >= 40
    assert len({vignette.id for vignette in VIGNETTES}) == len(VIGNETTES)
    assert {vignette.source for vignette in VIGNETTES} <= known
    named = {
        *(row.id for row in evidence.alarms),
        *(row.id for row in evidence.pain_sources),
        *(row.id for row in evidence.nerve_patterns),
        *(row.id for row in evidence.examinations),
    }
    for vignette in VIGNETTES:
        assert {*vignette.offered, *vignette.nerves, *vignette.raised, *vignette.asked, *vignette.tests} <= named
    for fields in json.loads(CASES.read_text(encoding="utf-8"))["cases"]:
        assert fields["says"]
        assert set(fields) <= {
            "id", "source", "says", "marks", "roots", "offered", "nerves", "raised", "asked", "tests", "disagrees"
        }  # fmt: skip


def test_the_report_counts_the_hits(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    *_, vignettes, reported, both, weights, without = capsys.readouterr().out.splitlines()
    assert vignettes.startswith(f"vignettes: {len(VIGNETTES)} cases; hit@1 ")
    assert reported.startswith(f"reported cases: {len(REPORTED)} cases; hit@1 ")
    assert all(name in both for name in ("hit@1", "hit@3", "offered", "asked", "named"))
    assert weights.startswith("weight 1: ")
    assert without.startswith("without each source in turn: weight ")


def test_no_weight_of_a_numb_place_finds_more_roots_than_the_one_that_was_chosen() -> None:
    told = by_weight([one for one in (*VIGNETTES, *REPORTED) if one.is_scored])
    assert max(map(sum, told.values())) == sum(told[SENSORY_WEIGHT])
    assert sum(told[1.0]) < sum(told[SENSORY_WEIGHT])
    assert told == {  # as `bodymap.core.reasoning.candidates` tells
        **dict.fromkeys((1.0, 1.5, 2.0), (60, 64)),
        **dict.fromkeys((3.0, 4.0, 5.0, 6.0), (60, 65)),
        **dict.fromkeys((8.0, 10.0), (59, 65)),
    }
