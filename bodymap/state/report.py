"""What the command line prints about a case: fields for JSON, and lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bodymap.core.anatomy import Voice
from bodymap.core.evidence import Evidence
from bodymap.core.exposs import ExpossFigure
from bodymap.core.findings import Findings
from bodymap.core.inference import Candidate
from bodymap.core.sources import OWN_WORDS, SourceId
from bodymap.core.words import disclaimer, explain, side_word
from bodymap.state.case import Case
from bodymap.state.case_file import mark_fields

_DECIMALS = 4


def explanation_fields(case: Case, findings: Findings) -> dict[str, object]:
    """An explanation as JSON fields, described in ``bodymap/data/explain.schema.json``; all lists are always there."""
    return {
        "marks": [mark_fields(mark) for mark in case.marks],
        "red_flags": [{"id": flag.id, "tier": flag.tier} for flag in findings.red_flags],
        "candidates": candidate_fields(findings.candidates),
        "evidence": [_exposs_fields(figure) for figure in findings.exposs],
        "nerves": [
            {"id": nerve.id, "name": nerve.name, "share": round(nerve.share, _DECIMALS)} for nerve in findings.nerves
        ],
        "other_sources": [{"id": other.id, "name": other.name} for other in findings.other_sources],
        "provoked": [{"id": pain.id, "root": pain.root.value, "x": pain.x, "n": pain.n} for pain in findings.provoked],
        "next_tests": [
            {"id": test.id, "name": test.name, "tells_apart": [root.value for root in test.tells_apart]}
            for test in findings.next_tests
        ],
        "disclaimer": disclaimer().text,
    }


def candidate_fields(candidates: Iterable[Candidate]) -> list[dict[str, object]]:
    """Candidates as JSON fields, in the order given."""
    return [
        {
            "root": candidate.root.value,
            "side": candidate.side.value,
            "share": round(candidate.share, _DECIMALS),
            "low": round(candidate.low, _DECIMALS),
            "high": round(candidate.high, _DECIMALS),
            "maps_for": candidate.maps_for,
            "maps_total": candidate.maps_total,
        }
        for candidate in candidates
    ]


def explanation_lines(findings: Findings, evidence: Evidence) -> tuple[str, ...]:
    """An explanation as lines of text: the patient's sentences, the candidates, the sources."""
    explanation = explain(findings, evidence, Voice.PATIENT)
    told = [sentence.text for sentence in explanation.sentences[:-1]]
    cited = [source for sentence in explanation.sentences for source in sentence.sources]
    return (
        *told,
        *(["", "Nerve levels to consider:"] if findings.candidates else []),
        *(f"  {line}" for line in candidate_lines(findings.candidates)),
        "",
        explanation.disclaimer.text,
        *_source_lines(cited, evidence),
    )


def candidate_lines(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Candidates as lines of text, such as ``L1   left    54 in 100 of the skin (range 40 to 61), 3 of 3 maps``."""
    return tuple(
        f"{candidate.root.value:<4} {side_word(candidate.side):<6} {100 * candidate.share:3.0f} in 100 of the skin "
        f"(range {100 * candidate.low:.0f} to {100 * candidate.high:.0f}), "
        f"{candidate.maps_for} of {candidate.maps_total} maps"
        for candidate in candidates
    )


def cited_names(sources: Sequence[SourceId], evidence: Evidence) -> tuple[str, ...]:
    """Short forms of the sources, each once, in the order cited; the program's own words cite nothing."""
    return tuple(evidence.source(source).short for source in dict.fromkeys(sources) if source != OWN_WORDS)


def _source_lines(sources: Sequence[SourceId], evidence: Evidence) -> list[str]:
    names = cited_names(sources, evidence)
    return [f"Sources: {'; '.join(names)}."] if names else []


def _exposs_fields(figure: ExpossFigure) -> dict[str, object]:
    return {
        "id": figure.id,
        "location": figure.location.value,
        "x": figure.x,
        "n": figure.n,
        "percent": figure.percent,
        "low": figure.low,
        "high": figure.high,
        "source": figure.source,
    }
