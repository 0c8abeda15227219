"""What a clinician reads: the likely sources, the roots and the tests that tell them apart; the rest when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bodymap.core.coverage.marked_parts import SENSORY, MarkedPart, side_share
from bodymap.core.coverage.pain_extent import PainExtent
from bodymap.core.reasoning.candidates import Candidate, RootGroup, covered, leading_roots
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.nerve_patterns import NervePattern, NerveShare
from bodymap.core.reasoning.pain_generators import OtherSource, PainArea
from bodymap.core.reasoning.provoked import ProvokedPain
from bodymap.core.reasoning.red_flags import Question, RedFlag
from bodymap.core.tables.claims import Claim
from bodymap.core.tables.literature import OWN_WORDS, SourceId
from bodymap.core.tables.person import Fact
from bodymap.core.tables.roots import RootFacts
from bodymap.core.vocabulary import Root, Voice
from bodymap.core.words import felt_here, two_studies
from bodymap.core.words.clinician_story import other_sources_line, story_items
from bodymap.core.words.clinician_tests import test_items, test_notes
from bodymap.core.words.explanation import (
    MARKED_ITEM,
    AskedFact,
    AskedQuestion,
    Explanation,
    Item,
    Notice,
    Section,
    SectionKind,
    filled,
    plain,
)
from bodymap.core.words.mark_words import reach_terms
from bodymap.core.words.message import (
    MOSTLY,
    Decimal,
    Message,
    Sentence,
    doubtful,
    in_a_row,
    listed,
    message,
    mostly_face,
    side_word,
    sides,
    unconfirmed,
    united,
    unnamed,
)
from bodymap.core.words.told_complaints import ToldComplaint, told_complaints

_BOGDUK: Final = SourceId("bogduk2009")
_ALBERT: Final = SourceId("albert2019")
_CODES: Final = SourceId("icd10cm2026")
_EXTENT: Final = (SourceId("leoni2013"), SourceId("margolis1986"))

_NECK_CLAIM: Final = "E054"
_LOW_BACK_CLAIM: Final = "E055"
"""How often root pain does not follow the dermatome, in neck and low back (Murphy 2009)."""

_IN_OWN_AREA: Final = ("E068", "E070")
"""Claims that say how many with a proven L5 compression had most pain, and most tingling, in the L5 area (Taylor)."""


def clinician_explanation(findings: Findings, evidence: Evidence, disclaimer: Sentence) -> Explanation:
    """Findings in a clinician's words; without places only warnings that an answer raised, safety net, disclaimer."""
    warned = tuple(_notice(flag) for flag in findings.red_flags)
    watch = plain(Sentence(Message(net.clinician_words), net.sources) for net in findings.safety_net)
    told = told_complaints(findings) if findings.parts else ()
    sections = (
        Section(SectionKind.URGENT, tuple(item for notice in warned if (item := notice.item) is not None)),
        *(section for one in told for section in _complaint(one, findings, evidence)),
        Section(SectionKind.WATCH, watch, folded=bool(told)),
        Section(SectionKind.RECORD, plain(_record(findings)), folded=True),
    )
    facts = tuple(_fact(fact) for fact in findings.wanted)
    return Explanation(disclaimer, filled(sections), warned, facts, Voice.CLINICIAN)


def _complaint(told: ToldComplaint, findings: Findings, evidence: Evidence) -> tuple[Section, ...]:
    number, story = told.number, told.story
    marked = _places(told, evidence)
    short = plain((marked,), item_id=MARKED_ITEM) if story is None else story_items(story, marked)
    return (
        Section(SectionKind.STORY, short, number),
        Section(SectionKind.STORY, _more(told, findings), number, folded=True),
        Section(SectionKind.DO, _action(told), number),
        Section(SectionKind.CHECK, test_items(told, findings, evidence), number),
        Section(SectionKind.CHECK, test_notes(told, findings, evidence), number, folded=True),
        Section(SectionKind.MAP, _roots(told, findings, evidence), number),
        Section(SectionKind.MAP, _about_roots(told, findings, evidence), number, folded=True),
    )


def _action(told: ToldComplaint) -> tuple[Item, ...]:
    if told.story is None:
        return ()
    row = told.story.sources[0].row
    said = message("{action}.", action=Message(row.condition.clinician_action))
    return plain((Sentence(said, row.sources, row.certainty),))


def _more(told: ToldComplaint, findings: Findings) -> tuple[Item, ...]:
    line = () if told.story is None else other_sources_line(told.story)
    provoked = tuple(_provoked(pain) for pain in findings.provoked)
    figures = () if told.story is None or told.story.figure is None else (told.story.figure,)
    return (
        *plain((*line, *provoked)),
        *(
            _other(other, two_studies.SENTENCE if two_studies.stand_together(other, figures) else None)
            for other in told.first.other_sources
        ),
    )


def _notice(flag: RedFlag) -> Notice:
    alarm = flag.alarm
    return Notice(
        id=flag.id,
        tier=flag.tier,
        raised=flag.raised,
        name=Message(alarm.name),
        plain_name=Message(alarm.patient_title),
        sentences=(
            Sentence(doubtful(Message(alarm.clinician_words), alarm.certainty), alarm.sources, alarm.certainty),
            Sentence(doubtful(Message(flag.clinician_action), alarm.certainty), alarm.sources, alarm.certainty),
        ),
        questions=tuple(_question(question, flag) for question in flag.questions),
        folded=tuple(_question(question, flag) for question in flag.folded_questions),
    )


def _question(question: Question, flag: RedFlag) -> AskedQuestion:
    asked = Sentence(doubtful(Message(question.clinician_words), question.certainty), question.sources)
    return AskedQuestion(question.id, asked, flag.answers.get(question.id))


def _fact(fact: Fact) -> AskedFact:
    return AskedFact(fact.id, Sentence(Message(fact.clinician_words), (OWN_WORDS,)), fact.values)


def _places(told: ToldComplaint, evidence: Evidence) -> Sentence:
    places = [_term(part, evidence) for complaint in told.complaints for part in complaint.parts]
    places += reach_terms([far for complaint in told.complaints for far in complaint.reaches], evidence)
    return Sentence(message("Marked: {places}.", places=tuple(places)), (OWN_WORDS,))


def _term(marked: MarkedPart, evidence: Evidence) -> Message:
    felt = [Message(word) for word in sorted(one.value for one in marked.qualities if one is not None)]
    words = message(
        "{side} {term}", side=Message(side_word(marked.side)), term=Message(evidence.part(marked.part).clinical_term)
    )
    return message("{place} ({felt})", place=words, felt=listed(felt)) if felt else words


def _roots(told: ToldComplaint, findings: Findings, evidence: Evidence) -> tuple[Item, ...]:
    """A row of a table for each root that a sentence may name."""
    roots, share = leading_roots(told.first.candidates), covered(told.first.candidates)
    if not roots:
        unknown = unnamed(covered=share, is_face=told.is_face)
        return plain((unknown, *felt_here.for_clinician(told.first)))
    face = plain((mostly_face(roots),)) if told.is_face and share < MOSTLY else ()
    named = [one for complaint in told.complaints for one in complaint.candidates if one.root in roots]
    felt = plain(felt_here.for_clinician(told.first))
    return (*face, *_rows(named, findings, evidence), *felt)


def _rows(named: Sequence[Candidate], findings: Findings, evidence: Evidence) -> tuple[Item, ...]:
    """A row for each root, and one for both sides where they say the same."""
    alike: dict[tuple[Root, Sentence], list[Candidate]] = {}
    for one in named:
        alike.setdefault((one.root, _root(one, findings, evidence)), []).append(one)
    return tuple(
        Item(root.value, message("{root} {sides}", root=root.value, sides=sides(one.side for one in several)), (said,))
        for (root, said), several in alike.items()
    )


def _root(candidate: Candidate, findings: Findings, evidence: Evidence) -> Sentence:
    facts = evidence.root(candidate.root)
    said = message(
        "{share} % of the skin ({low}–{high}), {maps_for}/{maps_total} maps; {facts}.",
        share=round(100 * candidate.share),
        low=round(100 * candidate.low),
        high=round(100 * candidate.high),
        maps_for=candidate.maps_for,
        maps_total=candidate.maps_total,
        facts=_short_facts(facts),
    )
    return Sentence(said, united(findings.map_sources, facts.sources))


def reflex_words(facts: RootFacts) -> Message:
    """The reflex of a root that has one."""
    return unconfirmed(message("{reflex} reflex", reflex=Message(facts.short_reflex)), facts.certainty)


def _short_facts(facts: RootFacts) -> Message:
    known = [message("leaves {exits}", exits=Message(facts.short_exits))]
    if facts.short_muscle:
        known.append(Message(facts.short_muscle))
    if facts.short_reflex:
        known.append(reflex_words(facts))
    return Message("{facts}", (("facts", tuple(known)),))


def _about_roots(told: ToldComplaint, findings: Findings, evidence: Evidence) -> tuple[Item, ...]:
    """Key points, weaker roots, neighbours, nerves, and how far the maps go."""
    roots = leading_roots(told.first.candidates)
    if not roots:
        return _nerves(told)
    share = Message("A share is how the marked skin is shared out on the maps, not how likely a root is the source.")
    weak = [one for complaint in told.complaints for one in complaint.candidates if one.root not in roots]
    sentences = (
        Sentence(share, (OWN_WORDS,)),
        *(_point(evidence.root(root)) for root in roots),
        *_weak(weak, findings),
        *(_group(group, findings) for one in told.complaints for group in one.groups if len(group.roots) > 1),
        *_both_sides(told, findings),
        *_certainty(told, evidence),
    )
    return (*plain(sentences), *_nerves(told))


def _point(facts: RootFacts) -> Sentence:
    said = message("{root} key point: {point}.", root=facts.root.value, point=Message(facts.key_sensory_point))
    return Sentence(said, facts.sources)


def _weak(weak: Sequence[Candidate], findings: Findings) -> tuple[Sentence, ...]:
    if not weak:
        return ()
    shares = [
        message(
            "{root} {side} {share} %",
            root=one.root.value,
            side=Message(side_word(one.side)),
            share=round(100 * one.share),
        )
        for one in weak
    ]
    return (Sentence(message("Smaller shares: {roots}.", roots=listed(shares)), findings.map_sources),)


def _group(group: RootGroup, findings: Findings) -> Sentence:
    said = message(
        "Neighbours together: {first}–{last} {side}, {share} %.",
        first=group.roots[0].value,
        last=group.roots[-1].value,
        side=Message(side_word(group.side)),
        share=round(100 * group.share),
    )
    return Sentence(said, findings.map_sources)


def _both_sides(told: ToldComplaint, findings: Findings) -> tuple[Sentence, ...]:
    if not told.first.bilateral:
        return ()
    said = message("On both sides: {roots}.", roots=listed([root.value for root in told.first.bilateral]))
    return (Sentence(said, findings.map_sources),)


def _certainty(told: ToldComplaint, evidence: Evidence) -> tuple[Sentence, ...]:
    """What is known of how far root pain follows the maps, for the part of the spine that is in play."""
    roots = leading_roots(told.first.candidates)
    said: list[Sentence] = []
    if any(root.position <= Root.T1.position for root in roots):
        said.append(_series(evidence.claim(_NECK_CLAIM), "neck"))
    if any(root.position >= Root.L1.position for root in roots):
        said.append(_series(evidence.claim(_LOW_BACK_CLAIM), "low back"))
        said += _feeling(told, evidence)
    if {Root.L5, Root.S1} <= set(roots):
        text = "From pain drawings clinicians did not tell L5 from S1 above chance."
        said.append(Sentence(Message(text), (_ALBERT,)))
    return tuple(said)


def _series(claim: Claim, spine: str) -> Sentence:
    said = message(
        "Root pain did not follow the dermatome in {share} % of {spine} roots in one series.",
        share=Decimal(claim.value),
        spine=Message(spine),
    )
    return Sentence(doubtful(said, claim.certainty), (claim.source,), claim.certainty)


def _feeling(told: ToldComplaint, evidence: Evidence) -> tuple[Sentence, ...]:
    felt = {quality for part in told.first.parts for quality in part.qualities if quality is not None}
    if not felt:
        return ()
    pain, tingling = (evidence.claim(claim) for claim in _IN_OWN_AREA)
    text = (
        "Numb or tingling marks say more than pain: in proven L5 compression {tingling} had most pins and needles in "
        "the L5 area, against {pain} for pain."
    )
    if not felt & SENSORY:
        text = (
            "Pain marks say little: in proven L5 compression {pain} had most of their pain in the L5 area, against "
            "{tingling} for pins and needles; a dull, wide ache is typical of somatic referred pain."
        )
    said = message(text, pain=_of(pain), tingling=_of(tingling))
    sources = united((pain.source,), (tingling.source,), () if felt & SENSORY else (_BOGDUK,))
    return (Sentence(said, sources),)


def _of(claim: Claim) -> Message:
    """A percentage as the count it stands for: "1 of 98"."""
    count = message("{x} of {n}", x=round(claim.value * (claim.n or 0) / 100), n=claim.n or 0)
    return doubtful(count, claim.certainty)


def _nerves(told: ToldComplaint) -> tuple[Item, ...]:
    """The skin nerves, each with what it holds of every side."""
    held: dict[NervePattern, list[Sentence]] = {}
    for complaint in told.complaints:
        for share in complaint.nerves:
            held.setdefault(share.nerve, []).append(_held(share, side_share(complaint.parts, share.side)))
    return tuple(_nerve(nerve, sentences) for nerve, sentences in held.items())


def _nerve(nerve: NervePattern, held: Sequence[Sentence]) -> Item:
    said = doubtful(Message(nerve.clinician_words), nerve.certainty)
    return Item(
        id=nerve.id,
        name=Message(nerve.name),
        sentences=(
            *held,
            Sentence(said, nerve.sources, nerve.certainty),
        ),
    )


def _held(share: NerveShare, marked: float) -> Sentence:
    """What a nerve holds of what is marked on its side, which has this share of all marked skin."""
    text = "Holds {percent} % of the marks on the {side} side."
    if share.fits_better:
        text = "Holds {percent} % of the marks on the {side} side and fits them better than any root."
    held = message(text, percent=round(100 * share.share / marked), side=Message(side_word(share.side)))
    return Sentence(held, united((OWN_WORDS,), share.nerve.sources))


def _other(other: OtherSource, apart: Sentence | None) -> Item:
    source = other.source
    said = doubtful(Message(source.clinician_words), other.certainty)
    counted = tuple(_area(area, area.claim) for area in other.areas if area.claim is not None)
    return Item(
        id=source.id,
        name=Message(source.name),
        sentences=(
            Sentence(said, source.sources, other.certainty),
            *counted,
            *(() if apart is None else (apart,)),
        ),
    )


def _area(area: PainArea, claim: Claim) -> Sentence:
    said = message(
        "{area}: {percent} % of confirmed cases (n = {n}, 95 % CI {low} to {high}).",
        area=Message(area.name),
        percent=Decimal(claim.value),
        n=claim.n or 0,
        low=Decimal(claim.low or 0),
        high=Decimal(claim.high or 0),
    )
    return Sentence(doubtful(said, claim.certainty), (claim.source,), claim.certainty)


def _provoked(pain: ProvokedPain) -> Sentence:
    said = message(
        "{root} irritated: felt in {area} by {x} of {n}.",
        root=pain.root.value,
        area=Message(pain.area),
        x=pain.x,
        n=pain.n,
    )
    return Sentence(said, pain.sources)


def _record(findings: Findings) -> tuple[Sentence, ...]:
    return (*_extent(findings.extent), *_codes(findings))


def _extent(extent: PainExtent) -> tuple[Sentence, ...]:
    if not extent.parts:
        return ()
    said = message("Pain extent: {percent} % of the body surface shown.", percent=Decimal(100 * extent.body, 1))
    return (Sentence(said, _EXTENT),)


def _codes(findings: Findings) -> tuple[Sentence, ...]:
    if not findings.codes:
        return ()
    codes = [message("{code} {title}", code=code.code, title=Message(code.title)) for code in findings.codes]
    text = "ICD-10-CM symptom codes: {codes}. Radiculopathy (M54.1-) needs an examination."
    return (Sentence(message(text, codes=in_a_row(codes)), (_CODES,)),)
