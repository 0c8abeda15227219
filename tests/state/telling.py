"""What a test tells to the picture and the report, found as the command line finds it."""

from __future__ import annotations

from collections.abc import Sequence

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.reasoning.knowledge import TABLES, Evidence, read_evidence
from bodymap.core.vocabulary import MapName, Voice
from bodymap.core.words.explain import explain
from bodymap.library import resources
from bodymap.publish.told import Told
from bodymap.state.case import Case
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
        findings = find(case.marks, atlas, EVIDENCE, asked, case.answers, joined=case.joined, parted=case.parted)
    return Told(case, findings, explain(findings, EVIDENCE, voice), atlas, EVIDENCE, asked)
