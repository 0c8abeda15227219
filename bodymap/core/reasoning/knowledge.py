"""All clinical tables together, and questions to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bodymap.core.atlas.nerves import parse_nerves
from bodymap.core.errors import UnknownName
from bodymap.core.reasoning.codes import SymptomCode, parse_codes
from bodymap.core.reasoning.examinations import Examination, parse_tests
from bodymap.core.reasoning.exposs import ExpossFigure, parse_exposs
from bodymap.core.reasoning.felt_together import FeltTogether, parse_felt_together
from bodymap.core.reasoning.nerve_patterns import NervePattern, parse_nerve_patterns
from bodymap.core.reasoning.pain_generators import PainSource, parse_other_sources
from bodymap.core.reasoning.provoked import ProvokedPain, parse_provoked
from bodymap.core.reasoning.red_flags import Alarm, parse_alarms
from bodymap.core.reasoning.root_pain import RootPain, parse_root_pain
from bodymap.core.reasoning.safety_net import SafetyNet, parse_safety_net
from bodymap.core.reasoning.story_table import SpineRow, StoryRow, parse_stories
from bodymap.core.tables.claims import Claim, parse_claims
from bodymap.core.tables.literature import Source, SourceId, parse_sources
from bodymap.core.tables.parts import Part, parse_parts
from bodymap.core.tables.person import Fact, parse_facts
from bodymap.core.tables.roots import RootFacts, parse_roots
from bodymap.core.tables.rows import known_names
from bodymap.core.tables.studies import Study, parse_studies
from bodymap.core.vocabulary import ExpossLocation, Figure, PartId, Root

TABLES: Final = (
    "sources.csv",
    "studies.csv",
    "parts.csv",
    "roots.csv",
    "exposs.csv",
    "evidence.csv",
    "red_flags.csv",
    "red_flag_questions.csv",
    "warning_rules.csv",
    "person_facts.csv",
    "nerves.csv",
    "nerve_fit.csv",
    "other_sources.csv",
    "other_source_areas.csv",
    "felt_together.csv",
    "provoked.csv",
    "root_pain.csv",
    "next_tests.csv",
    "test_accuracy.csv",
    "codes.csv",
    "safety_net.csv",
    "conditions.csv",
    "stories.csv",
    "story_spine.csv",
)
"""Names of the tables that evidence is read from."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clinical tables; every row in them cites a source that is in them too."""

    sources: tuple[Source, ...]
    studies: tuple[Study, ...]
    parts: tuple[Part, ...]
    roots: tuple[RootFacts, ...]
    exposs: tuple[ExpossFigure, ...]
    claims: tuple[Claim, ...]
    alarms: tuple[Alarm, ...]
    facts: tuple[Fact, ...]
    nerve_patterns: tuple[NervePattern, ...]
    pain_sources: tuple[PainSource, ...]
    together: tuple[FeltTogether, ...]
    provoked: tuple[ProvokedPain, ...]
    root_pain: tuple[RootPain, ...]
    examinations: tuple[Examination, ...]
    codes: tuple[SymptomCode, ...]
    safety_net: tuple[SafetyNet, ...]
    stories: tuple[StoryRow, ...]
    story_spine: tuple[SpineRow, ...]

    def part(self, part: PartId) -> Part:
        """The row of a part.

        Raises
        ------
        UnknownName
            If there is no such part; the message lists those there are.
        """
        found = next((row for row in self.parts if row.id == part), None)
        if found is None:
            raise UnknownName(f"unknown part {part!r}; {known_names(part, (row.id for row in self.parts))}")
        return found

    def root(self, root: Root) -> RootFacts:
        """The row of a root."""
        return self.roots[root.position]

    def exposs_figure(self, location: ExpossLocation) -> ExpossFigure:
        """The figure of a place of the EXPOSS study."""
        return next(row for row in self.exposs if row.location is location)

    def claim(self, claim: str) -> Claim:
        """The claim with an id.

        Raises
        ------
        UnknownName
            If there is no such claim.
        """
        found = next((row for row in self.claims if row.id == claim), None)
        if found is None:
            raise UnknownName(f"unknown claim {claim!r}; {known_names(claim, (row.id for row in self.claims))}")
        return found

    def condition_name(self, condition: str) -> str:
        """The clinical name of a nerve, another source of pain or an alarm, as a test names it.

        Raises
        ------
        UnknownName
            If there is no such nerve, source or alarm.
        """
        rows = (
            *((row.id, row.name) for row in self.alarms),
            *((row.condition.id, row.condition.clinical_name) for row in self.stories),
            *((row.id, row.name) for row in self.nerve_patterns),
            *((row.id, row.name) for row in self.pain_sources),
        )
        names = dict(rows)
        if condition not in names:
            raise UnknownName(f"unknown condition {condition!r}; {known_names(condition, names)}")
        return names[condition]

    def source(self, source: SourceId) -> Source:
        """The row of a source.

        Raises
        ------
        UnknownName
            If there is no such source.
        """
        found = next((row for row in self.sources if row.id == source), None)
        if found is None:
            raise UnknownName(f"unknown source {source!r}; {known_names(source, (row.id for row in self.sources))}")
        return found


def read_evidence(tables: Mapping[str, str], *, figure: Figure = Figure.NEUTRAL) -> Evidence:
    """The evidence in the texts of the tables, by the names of `TABLES`, with the names that parts have on a figure.

    Raises
    ------
    TableError
        If any row of any table is not as expected.
    """
    sources = parse_sources(tables["sources.csv"], file="sources.csv")
    ids = tuple(source.id for source in sources)
    parts = parse_parts(tables["parts.csv"], file="parts.csv", figure=figure)
    claims = parse_claims(tables["evidence.csv"], file="evidence.csv", sources=ids)
    named = parse_nerves(tables["nerves.csv"], file="nerves.csv", sources=ids)
    nerves = parse_nerve_patterns(tables["nerve_fit.csv"], file="nerve_fit.csv", sources=ids, parts=parts, nerves=named)
    others = parse_other_sources(tables, sources=ids, parts=parts, claims=claims)
    facts = parse_facts(tables["person_facts.csv"], file="person_facts.csv")
    alarms = parse_alarms(tables, sources=ids, parts=parts, facts=facts)
    stories, story_spine = parse_stories(tables, sources=ids, parts=parts, facts=facts, nerves=named)
    conditions = [*(row.id for row in nerves), *(row.id for row in others), *(row.id for row in alarms)]
    conditions += dict.fromkeys(row.condition.id for row in stories)
    return Evidence(
        sources=sources,
        studies=parse_studies(tables["studies.csv"], file="studies.csv", sources=ids),
        parts=parts,
        roots=parse_roots(tables["roots.csv"], file="roots.csv", sources=ids),
        exposs=parse_exposs(tables["exposs.csv"], file="exposs.csv", sources=ids),
        claims=claims,
        alarms=alarms,
        facts=facts,
        nerve_patterns=nerves,
        pain_sources=others,
        together=parse_felt_together(tables["felt_together.csv"], file="felt_together.csv", sources=ids, parts=parts),
        provoked=parse_provoked(tables["provoked.csv"], file="provoked.csv", sources=ids, parts=parts),
        root_pain=parse_root_pain(tables["root_pain.csv"], file="root_pain.csv", sources=ids, parts=parts),
        examinations=parse_tests(tables, sources=ids, conditions=conditions),
        codes=parse_codes(tables["codes.csv"], file="codes.csv", sources=ids, parts=parts),
        safety_net=parse_safety_net(tables["safety_net.csv"], file="safety_net.csv", sources=ids, parts=parts),
        stories=stories,
        story_spine=story_spine,
    )
