"""Findings made by hand for tests of words: one complaint with its story, without maps or drawings."""

from __future__ import annotations

from collections.abc import Sequence

from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.reasoning.examinations import next_tests
from bodymap.core.reasoning.findings import Complaint, Findings
from bodymap.core.reasoning.knowledge import TABLES, read_evidence
from bodymap.core.reasoning.pain_generators import OtherSource
from bodymap.core.reasoning.red_flags import RedFlag
from bodymap.core.reasoning.story import spine_referral, story
from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.person import NOBODY, Person
from bodymap.core.vocabulary import PartId, Quality, Root, Side
from bodymap.library import resources

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
FOERSTER = (SourceId("foerster1933"),)


def candidate(root: str, share: float, side: Side = Side.LEFT) -> Candidate:
    return Candidate(Root(root), side, share, share, share, 1, 1)


def place(text: str, share: float = 1.0) -> MarkedPart:
    """A marked part, such as ``hip-front:aching@right``; on the left unless said."""
    rest, _, side = text.partition("@")
    part, _, quality = rest.partition(":")
    felt = Quality(quality) if quality else None
    return MarkedPart(PartId(part), Side(side or "left"), share, frozenset({felt}))


def findings(
    *places: str,
    roots: Sequence[Candidate] = (),
    person: Person = NOBODY,
    flags: tuple[RedFlag, ...] = (),
    others: tuple[OtherSource, ...] = (),
) -> Findings:
    """One complaint of some places, the first the largest."""
    parts = tuple(place(text, 1 / (number + 1)) for number, text in enumerate(places))
    tables = EVIDENCE.stories, EVIDENCE.story_spine, EVIDENCE.exposs
    told = story(parts, {one.part for one in parts}, *tables, person)
    complaint = Complaint(parts=parts, candidates=tuple(roots), story=told, other_sources=others)
    offered = {source.row.condition.id for source in told.sources} if told is not None else set()
    if told is not None and (spine := spine_referral(told.spine)) is not None:
        offered.add(spine)
    return Findings(
        complaints=(complaint,),
        candidates=tuple(roots),
        parts=parts,
        red_flags=flags,
        map_sources=FOERSTER if roots else (),
        next_tests=next_tests(roots, offered, EVIDENCE.examinations),
        other_sources=others,
    )
