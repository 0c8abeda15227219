"""Everything that follows from the marks of a case, as values ready to be put into words.

`find` is the single entry point. Each list of `Findings` comes from a module of its own, a pure function of the marked
places over a table of `bodymap/data`; `bodymap.core.words.explain` says all of it in sentences with sources.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.coverage.counted_places import counted_places
from bodymap.core.coverage.marked_parts import MarkedPart
from bodymap.core.coverage.pain_extent import PainExtent, marked_parts, named_places, pain_extent
from bodymap.core.coverage.reach import NO_REACH, Reach, reach
from bodymap.core.coverage.readings import Reading, readings
from bodymap.core.coverage.skin import marked_pieces
from bodymap.core.coverage.skin_roots import marked_skin
from bodymap.core.marks.examined import Examined
from bodymap.core.marks.mark import Mark, MarkPair
from bodymap.core.marks.reply import Answer
from bodymap.core.reasoning.candidates import Candidate, RootGroup, bilateral, candidates_of, groups, named
from bodymap.core.reasoning.codes import SymptomCode, symptom_codes
from bodymap.core.reasoning.complaints import complaints
from bodymap.core.reasoning.examinations import NextTest, next_tests
from bodymap.core.reasoning.exposs import ExpossFigure
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.nerve_patterns import NerveShare, nerve_shares
from bodymap.core.reasoning.nerve_territories import NerveArea, nerve_areas
from bodymap.core.reasoning.pain_generators import OtherSource, merged, other_sources
from bodymap.core.reasoning.provoked import ProvokedPain, provoked
from bodymap.core.reasoning.red_flags import RedFlag, is_raised, red_flags, told_signs, wanted_facts
from bodymap.core.reasoning.results import Offered, Weight, weighed
from bodymap.core.reasoning.root_pain import PainRoot, pain_roots
from bodymap.core.reasoning.safety_net import SafetyNet, safety_net
from bodymap.core.reasoning.story import Story, spine_referral, story
from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.person import NOBODY, Fact, Person
from bodymap.core.vocabulary import EMERGENCY, MapName, PartId, Root, Side

MOST_SHOWN: Final = 6
"""Candidates of a complaint that are lit, labelled, listed and on the spine, unless more are named."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Marks that one story could explain, and what follows from them alone.

    Attributes
    ----------
    parts : tuple of MarkedPart
        Its places; the shares are of its own marked skin, as all shares in it are.
    candidates, groups, bilateral, nerves, nerve_areas, other_sources, pain_roots
        As in `Findings`.
    story : Story or None
        What most often hurts there; None in findings that were not made by `find`.
    reaches : tuple of Reach
        How far its marks reach beyond its places, each once.
    """

    marks: tuple[Mark, ...] = ()
    parts: tuple[MarkedPart, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    groups: tuple[RootGroup, ...] = ()
    bilateral: tuple[Root, ...] = ()
    nerves: tuple[NerveShare, ...] = ()
    nerve_areas: tuple[NerveArea, ...] = ()
    other_sources: tuple[OtherSource, ...] = ()
    story: Story | None = None
    pain_roots: tuple[PainRoot, ...] = ()
    reaches: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What follows from the marks; every list is empty when nothing is marked, but for the safety net.

    Candidates, groups, nerves and other sources are the lists of the complaints in order; what stands in several of
    them stands here once, as in the first. A share is one of its own complaint.

    Attributes
    ----------
    complaints : tuple of Complaint
        What belongs together: first what raises an emergency, then the strongest, then the largest.
    red_flags : tuple of RedFlag
        To be shown before anything else: tier 1 before tier 2, in each those that are raised before those that only
        have something worth asking.
    candidates : tuple of Candidate
        Roots that feed the marked places, in each complaint the strongest first.
    groups : tuple of RootGroup
        The leading candidates, neighbours of one side joined.
    bilateral : tuple of Root
        Roots that lead on both sides, from head to tail.
    parts : tuple of MarkedPart
        Marked places with how they feel, the largest first.
    extent : PainExtent
        How much of the body and of each part is marked.
    exposs : tuple of ExpossFigure
        For the marked places of the EXPOSS study only, the largest first; empty elsewhere.
    map_sources : tuple of SourceId
        What the maps that the candidates were read from cite.
    nerves : tuple of NerveShare
        Skin nerves that hold the marks; those that fit better than any root first.
    nerve_areas : tuple of NerveArea
        Skin nerves by the marked skin in their drawn territories, the largest share first.
    other_sources : tuple of OtherSource
        Joints, tendons and organs that hurt in the same places, the best fit first.
    pain_roots : tuple of PainRoot
        Roots whose pain is felt in the marked places, whatever the maps of the skin say.
    provoked : tuple of ProvokedPain
        Where irritated roots were felt in a study.
    next_tests : tuple of NextTest
        Examinations that tell the candidates in play apart, by the strongest root each points to.
    codes : tuple of SymptomCode
        Symptom codes of ICD-10-CM for the marked places.
    safety_net : tuple of SafetyNet
        What to watch for, but for signs about which a raised warning is more urgent; never empty when it comes from
        `find`.
    wanted : tuple of Fact
        Facts about the person that were not asked and would decide a red flag.
    person : Person
        What is known about the person.
    weights : tuple of Weight
        What was examined, with what each result speaks for or against.
    """

    candidates: tuple[Candidate, ...] = ()
    parts: tuple[MarkedPart, ...] = ()
    exposs: tuple[ExpossFigure, ...] = ()
    map_sources: tuple[SourceId, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    nerves: tuple[NerveShare, ...] = ()
    other_sources: tuple[OtherSource, ...] = ()
    provoked: tuple[ProvokedPain, ...] = ()
    next_tests: tuple[NextTest, ...] = ()
    codes: tuple[SymptomCode, ...] = ()
    extent: PainExtent = field(default_factory=PainExtent)
    safety_net: tuple[SafetyNet, ...] = ()
    groups: tuple[RootGroup, ...] = ()
    bilateral: tuple[Root, ...] = ()
    nerve_areas: tuple[NerveArea, ...] = ()
    wanted: tuple[Fact, ...] = ()
    person: Person = NOBODY
    complaints: tuple[Complaint, ...] = ()
    pain_roots: tuple[PainRoot, ...] = ()
    weights: tuple[Weight, ...] = ()

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """The candidates to light, label, list and put on the spine, on the screen, in pictures and on paper alike.

        Those that are `shown` of each complaint; what is shown of several stands here once, with its largest share.
        First those that a sentence names, then the weaker ones, which are drawn fainter.
        """
        strong = [one for complaint in self.stories for one in named(complaint.candidates)]
        weak = [one for complaint in self.stories for one in shown(complaint.candidates)]
        return strongest([*strong, *weak])

    @property
    def named(self) -> tuple[Candidate, ...]:
        """Those `shown` whose root a sentence names."""
        return strongest([one for complaint in self.stories for one in named(complaint.candidates)])

    @property
    def further(self) -> tuple[Candidate, ...]:
        """The candidates that are not `shown`: all of them weak."""
        rows = {(one.root, one.side) for one in self.shown}
        return tuple(one for one in self.candidates if (one.root, one.side) not in rows)

    @property
    def stories(self) -> tuple[Complaint, ...]:
        """The complaints to be told one by one; findings that were not made by `find` are one."""
        whole = Complaint(
            parts=self.parts,
            candidates=self.candidates,
            groups=self.groups,
            bilateral=self.bilateral,
            nerves=self.nerves,
            nerve_areas=self.nerve_areas,
            other_sources=self.other_sources,
            pain_roots=self.pain_roots,
        )
        return self.complaints or (whole,)


def find(
    marks: Sequence[Mark],
    atlas: Atlas,
    evidence: Evidence,
    maps: Sequence[MapName] | None = None,
    answers: Sequence[Answer] = (),
    person: Person = NOBODY,
    *,
    joined: Collection[MarkPair] = (),
    parted: Collection[MarkPair] = (),
    examined: Iterable[Examined] = (),
) -> Findings:
    """Everything that follows from the marks and the answers given to the questions of the red flags.

    Parameters
    ----------
    maps : sequence of MapName, optional
        The maps to ask; all that are drawn when not given.
    answers : sequence of Answer, optional
        An answer counts also when the places that its question belongs to are not marked any more.
    person : Person
        What is known about the person, for the red flags.
    joined, parted : collection of pairs of MarkId, optional
        Marks that the person says belong together, or do not.
    examined : iterable of Examined
        What examinations showed.
    """
    asked = tuple(known for known in atlas.maps if maps is None or known.name in maps)
    read = readings(counted_places(marks, atlas), atlas, [known.name for known in asked])
    grouped = complaints(
        marks, atlas, parts=evidence.parts, together=evidence.together, joined=joined, parted=parted, read=read
    )
    places = marked_parts(marks, atlas)
    everywhere = {place.part for place in places}
    told = [_complaint(some, read, atlas, evidence, everywhere, person) for some in grouped]
    found = _in_order(told, atlas, evidence, person)
    locations = dict.fromkeys(evidence.part(place.part).exposs for place in places)
    flags = red_flags(places, answers, evidence.alarms, marked_skin(marks, atlas), person)
    roots = _once([one for complaint in found for one in complaint.candidates], lambda one: (one.root, one.side))
    return Findings(
        complaints=found,
        candidates=roots,
        parts=places,
        exposs=tuple(evidence.exposs_figure(location) for location in locations if location is not None),
        map_sources=tuple(dict.fromkeys(source for known in asked for source in known.sources)) if roots else (),
        red_flags=flags,
        weights=weighed(examined, _offered(found, flags), evidence.examinations),
        wanted=wanted_facts(flags, evidence.facts),
        person=person,
        nerves=_once(_fitting_first(found), lambda one: (one.id, one.side)),
        nerve_areas=_once(
            [one for complaint in found for one in complaint.nerve_areas], lambda one: (one.nerve.id, one.side)
        ),
        other_sources=merged([one for complaint in found for one in complaint.other_sources]),
        pain_roots=_once(
            [one for complaint in found for one in complaint.pain_roots], lambda one: (one.root, one.side)
        ),
        provoked=provoked(places, evidence.provoked),
        next_tests=_tests(found, {flag.id for flag in flags if flag.raised}, evidence),
        codes=symptom_codes(places, evidence.codes),
        extent=pain_extent(marked_pieces(marks, atlas), atlas),
        safety_net=safety_net(places, evidence.safety_net, told_signs(flags)),
        groups=_once([one for complaint in found for one in complaint.groups], lambda one: (one.roots, one.side)),
        bilateral=bilateral(roots),
    )


def shown(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of a complaint to show: all whose root a sentence names, then weaker ones up to `MOST_SHOWN`."""
    strong = named(candidates)
    weaker = [one for one in candidates if one not in strong]
    return (*strong, *weaker[: max(MOST_SHOWN - len(strong), 0)])


def strongest(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each root and side of several complaints once, where it came first, with its largest share in one of them."""
    found: dict[tuple[Root, Side], Candidate] = {}
    for one in candidates:
        before = found.setdefault((one.root, one.side), one)
        if one.share > before.share:
            found[one.root, one.side] = one
    return tuple(found.values())


def _complaint(
    marks: Sequence[Mark],
    read: Sequence[Reading],
    atlas: Atlas,
    evidence: Evidence,
    everywhere: Collection[PartId],
    person: Person,
) -> Complaint:
    ids = {mark.id for mark in marks}
    found = candidates_of([reading for reading in read if not ids.isdisjoint(reading.place.marks)])
    places = marked_parts(marks, atlas)
    far = [reach(mark.shape, mark.cuts, atlas) for mark in marks]
    likely = story(places, everywhere, evidence.stories, evidence.story_spine, evidence.exposs, person)
    return Complaint(
        marks=tuple(marks),
        reaches=tuple(dict.fromkeys(one for one in far if one != NO_REACH)),
        parts=places,
        candidates=found,
        groups=groups(found),
        bilateral=bilateral(found),
        nerves=nerve_shares(places, found, evidence.nerve_patterns),
        nerve_areas=nerve_areas(marked_pieces(marks, atlas), atlas),
        other_sources=other_sources(places, evidence.pain_sources),
        story=None if likely is None else replace(likely, reach=_reach_of(likely, marks, atlas)),
        pain_roots=pain_roots(places, evidence.root_pain),
    )


def _reach_of(told: Story, marks: Sequence[Mark], atlas: Atlas) -> Reach:
    """How far the first mark of the lead's side reaches that reaches beyond it; a lead of both sides is not over."""
    for mark in marks:
        found = reach(mark.shape, mark.cuts, atlas)
        own = {place for place in named_places(mark.shape, mark.cuts, atlas) if place[0] == told.lead.part}
        if own and found != NO_REACH:
            return found if len(told.lead.sides) == 1 else replace(found, over=None)
    return NO_REACH


def _in_order(found: Sequence[Complaint], atlas: Atlas, evidence: Evidence, person: Person) -> tuple[Complaint, ...]:
    """An emergency that the marks raise first, then the strength that was said, then the size, in which they come."""
    alarms = [alarm for alarm in evidence.alarms if alarm.tier == EMERGENCY]

    def rank(complaint: Complaint) -> tuple[bool, int]:
        is_urgent = is_raised(complaint.parts, alarms, marked_skin(complaint.marks, atlas), person)
        strengths = [mark.intensity for mark in complaint.marks if mark.intensity is not None]
        return not is_urgent, -max(strengths, default=-1)

    return tuple(sorted(found, key=rank)) if len(found) > 1 else tuple(found)


def _tests(found: Iterable[Complaint], raised: Set[str], evidence: Evidence) -> tuple[NextTest, ...]:
    """The tests of all complaints, each once, as for the first complaint that it serves."""
    tests: list[NextTest] = []
    for complaint in found:
        offered = {*(one.id for one in complaint.nerves), *(one.id for one in complaint.other_sources), *raised}
        offered |= {name for name, _ in _of_story(complaint.story)}
        tests += next_tests(
            complaint.candidates, offered, evidence.examinations, [one.root for one in complaint.pain_roots]
        )
    return _once(tests, lambda test: test.id)


def _fitting_first(found: Iterable[Complaint]) -> list[NerveShare]:
    """The nerves of all complaints; what fits better than any root in one of them is told as it is there."""
    return sorted((one for complaint in found for one in complaint.nerves), key=lambda one: not one.fits_better)


def _offered(found: Iterable[Complaint], flags: Iterable[RedFlag]) -> frozenset[Offered]:
    """The nerves, other sources and raised alarms that go with the marks, each with its sides; see `Offered`."""
    offered: set[Offered] = {(flag.id, None) for flag in flags if flag.raised}
    for complaint in found:
        offered |= {(nerve.id, nerve.side) for nerve in complaint.nerves}
        offered |= {(other.id, side) for other in complaint.other_sources for side in other.sides}
        offered |= _of_story(complaint.story)
    return frozenset(offered)


def _of_story(told: Story | None) -> set[Offered]:
    """What a story names, on the sides of its lead, and what the spine can send there, which has no side."""
    if told is None:
        return set()
    spine = spine_referral(told.spine)
    named: set[Offered] = {(source.row.condition.id, side) for source in told.sources for side in told.lead.sides}
    return named | ({(spine, None)} if spine is not None else set())


def _once(items: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """The first item of each key, in order."""
    first: dict[Hashable, T] = {}
    for item in items:
        first.setdefault(key(item), item)
    return tuple(first.values())
