"""Everything that follows from the marks of a case, as values ready to be put into words.

`find` is the one door. Each list of `Findings` comes from a module of its own, a pure function of the marked places
over a table of `bodymap/data`; `bodymap.core.words` says all of it in sentences with sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bodymap.core.anatomy import MapName, Root
from bodymap.core.answers import Answer
from bodymap.core.atlas import Atlas
from bodymap.core.codes import SymptomCode, symptom_codes
from bodymap.core.evidence import Evidence
from bodymap.core.exposs import ExpossFigure
from bodymap.core.extent import marked_areas
from bodymap.core.inference import Candidate, RootGroup, bilateral, candidates_of, groups
from bodymap.core.marks import Mark
from bodymap.core.nerve_areas import NerveArea, nerve_areas
from bodymap.core.nerve_fit import NerveShare, nerve_shares
from bodymap.core.next_tests import NextTest, next_tests
from bodymap.core.other_sources import OtherSource, other_sources
from bodymap.core.pain_extent import PainExtent, marked_parts, pain_extent
from bodymap.core.person import NOBODY, Fact, Person
from bodymap.core.places import MarkedPart
from bodymap.core.provoked import ProvokedPain, provoked
from bodymap.core.red_flags import RedFlag, red_flags, wanted_facts
from bodymap.core.safety_net import SafetyNet, safety_net
from bodymap.core.skin_roots import marked_skin
from bodymap.core.sources import SourceId

__all__ = ["Findings", "find", "marked_parts"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What follows from the marks; every list is empty when nothing is marked, but for the safety net.

    Attributes
    ----------
    red_flags : tuple of RedFlag
        To be shown before anything else: tier 1 before tier 2, in each those that are raised before those that only
        have something worth asking.
    candidates : tuple of Candidate
        Roots that feed the marked skin, strongest first.
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
    provoked : tuple of ProvokedPain
        Where irritated roots were felt in a study.
    next_tests : tuple of NextTest
        Examinations that tell the candidates in play apart, by the strongest root each points to.
    codes : tuple of SymptomCode
        Symptom codes of ICD-10-CM for the marked places.
    safety_net : tuple of SafetyNet
        What to watch for; never empty when it comes from `find`.
    wanted : tuple of Fact
        Facts about the person that were not asked and would decide a red flag.
    person : Person
        What is known about the person.
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


def find(
    marks: Sequence[Mark],
    atlas: Atlas,
    evidence: Evidence,
    maps: Sequence[MapName] | None = None,
    answers: Sequence[Answer] = (),
    person: Person = NOBODY,
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
    """
    areas = marked_areas(marks, atlas)
    asked = tuple(known for known in atlas.maps if maps is None or known.name in maps)
    found = candidates_of(areas, atlas, [known.name for known in asked])
    places = marked_parts(marks, atlas)
    locations = dict.fromkeys(evidence.part(place.part).exposs for place in places)
    nerves = nerve_shares(places, found, evidence.nerve_patterns)
    others = other_sources(places, evidence.pain_sources)
    flags = red_flags(places, answers, evidence.alarms, marked_skin(marks, atlas), person)
    conditions = {*(one.id for one in nerves), *(one.id for one in others), *(one.id for one in flags if one.raised)}
    return Findings(
        candidates=found,
        parts=places,
        exposs=tuple(evidence.exposs_figure(location) for location in locations if location is not None),
        map_sources=tuple(dict.fromkeys(source for known in asked for source in known.sources)) if found else (),
        red_flags=flags,
        wanted=wanted_facts(flags, evidence.facts),
        person=person,
        nerves=nerves,
        nerve_areas=nerve_areas(areas, atlas),
        other_sources=others,
        provoked=provoked(places, evidence.provoked),
        next_tests=next_tests(found, conditions, evidence.examinations),
        codes=symptom_codes(places, evidence.codes),
        extent=pain_extent(areas, atlas),
        safety_net=safety_net(places, evidence.safety_net),
        groups=groups(found),
        bilateral=bilateral(found),
    )
