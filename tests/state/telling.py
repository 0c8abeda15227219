"""What a test tells to the picture and the report, found as the command line finds it."""

from __future__ import annotations

from collections.abc import Sequence

from bodymap import resources
from bodymap.core.anatomy import MapName, Voice
from bodymap.core.atlas import Atlas
from bodymap.core.evidence import TABLES, Evidence, read_evidence
from bodymap.core.findings import Findings, find
from bodymap.core.words import explain
from bodymap.state.case import Case
from bodymap.state.told import Told
from tests.core.small_body import small_atlas

EVIDENCE: Evidence = read_evidence({name: resources.table_text(name) for name in TABLES})


def told_of(
    case: Case,
    *,
    atlas: Atlas | None = None,
    findings: Findings | None = None,
    voice: Voice = Voice.PATIENT,
    maps: Sequence[MapName] | None = None,
) -> Told:
    """A case with its findings, or with findings that a test made itself."""
    atlas = atlas or small_atlas()
    asked = None if maps is None else tuple(maps)
    if findings is None:
        findings = find(case.marks, atlas, EVIDENCE, asked, case.answers)
    return Told(case, findings, explain(findings, EVIDENCE, voice), atlas, EVIDENCE, asked)
