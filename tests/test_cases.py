"""The vignettes of `tests/data/cases.json`, run whole on the drawings and tables that ship."""

from __future__ import annotations

import json
from functools import cache

import pytest

from benchmarks.cases import CASES, Vignette, hits, main, missing, read_vignettes
from bodymap.core.reasoning.findings import Findings
from bodymap.core.vocabulary import Voice
from bodymap.core.words.explain import explain
from bodymap.library.loading import load_evidence

VIGNETTES = read_vignettes(CASES.read_text(encoding="utf-8"))
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
    assert said.safety_net
    for sentence in said.sentences:
        assert set(sentence.sources) <= known
        assert not any(word in sentence.text.lower() for word in BANNED)
        assert "{" not in sentence.text
        if voice is Voice.PATIENT:
            assert "%" not in sentence.text


def test_the_first_three_hold_the_root_in_nine_of_ten() -> None:
    ranks = [vignette.rank(found(vignette)) for vignette in VIGNETTES if vignette.roots]
    assert hits(ranks, 3) >= 0.9 * len(ranks)


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
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines[-2:]] == ["hit@1", "hit@3"]
    assert lines[-3].startswith(f"{len(VIGNETTES)} cases, ")
