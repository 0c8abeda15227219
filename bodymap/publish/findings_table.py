"""Findings as a table for a spreadsheet: one row a finding, the same columns for all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from bodymap.core.vocabulary import Side
from bodymap.publish.findings_text import explanation_fields
from bodymap.publish.told import Told
from bodymap.state.mark_fields import mark_fields

COLUMNS: Final = ("kind", "id", "name", "side", "share", "low", "high", "maps_for", "maps_total", "feeling", "strength")
_DECIMALS: Final = 4


def findings_csv(told: Told) -> str:
    """Marked parts, warnings, roots, skin nerves, other sources, examinations and codes as CSV, with a line of heads.

    What a person typed does not stand there; nothing in it begins a formula.
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(_rows(told))
    return file.getvalue()


def findings_json(told: Told) -> str:
    """The findings as ``bodymap explain --json`` prints them."""
    return json.dumps(explanation_fields(told), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _rows(told: Told) -> Iterator[dict[str, object]]:
    findings = told.findings
    for part in findings.parts:
        felt = " ".join(sorted(quality.value for quality in part.qualities if quality is not None))
        name = told.evidence.part(part.part).clinical_term
        yield _row("part", part.part, name, part.side, share=round(part.share, _DECIMALS), feeling=felt)
    for mark in told.case.marks:
        fields = mark_fields(mark)
        yield {
            "kind": "mark",
            "id": mark.id,
            "name": fields["kind"],
            "feeling": fields["quality"] or "",
            "strength": "" if mark.intensity is None else mark.intensity,
        }
    yield from _found(told)
    yield from _examined(told)


def _found(told: Told) -> Iterator[dict[str, object]]:
    findings = told.findings
    for flag in findings.red_flags:
        yield _row("warning raised" if flag.raised else "warning asked", flag.id, flag.alarm.name)
    for one in findings.candidates:
        numbers = {name: round(getattr(one, name), _DECIMALS) for name in ("share", "low", "high")}
        maps = {"maps_for": one.maps_for, "maps_total": one.maps_total}
        yield _row("root", one.root.value, one.root.value, one.side, **numbers, **maps)
    for area in findings.nerve_areas:
        share = round(area.share, _DECIMALS)
        yield _row("nerve", area.nerve.id, area.nerve.name, area.side, share=share)
    for other in findings.other_sources:
        for side in other.sides or (None,):
            yield _row("other source", other.id, other.name, side)
    for code in findings.codes:
        yield _row("code", code.code, code.title, code.side)


def _examined(told: Told) -> Iterator[dict[str, object]]:
    for test in told.findings.next_tests:
        yield _row("examination", test.id, test.name)
    for weight in told.findings.weights:
        one = weight.examined
        strength: dict[str, object] = {} if one.grade is None else {"strength": one.grade}
        yield _row("result", weight.test.id, weight.test.name, one.side, feeling=one.result.value, **strength)


def _row(kind: str, name: str, words: str, side: Side | None = None, **more: object) -> dict[str, object]:
    return {"kind": kind, "id": name, "name": words, "side": side.value if side else "", **more}
