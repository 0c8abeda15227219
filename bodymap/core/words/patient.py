"""What a patient reads: the likely story first, in short plain sentences, counts instead of percentages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bodymap.core.reasoning.exposs import ExpossFigure
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.nerve_patterns import NervePattern, NerveShare
from bodymap.core.reasoning.pain_generators import OtherSource, PainArea
from bodymap.core.reasoning.provoked import ProvokedPain
from bodymap.core.reasoning.red_flags import Question, RedFlag
from bodymap.core.reasoning.story import Story
from bodymap.core.tables.claims import Claim
from bodymap.core.tables.literature import OWN_WORDS
from bodymap.core.tables.person import Fact
from bodymap.core.vocabulary import EMERGENCY
from bodymap.core.words import felt_here, patient_checks, patient_story, two_studies
from bodymap.core.words.explanation import (
    LEFT_ITEM,
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
from bodymap.core.words.message import Message, Sentence, listed, message, united
from bodymap.core.words.patient_checks import checks
from bodymap.core.words.patient_maps import about_maps, map_sentences
from bodymap.core.words.patient_story import PAIN_WORDS, SMALL_STUDY, other_places, story_items
from bodymap.core.words.told_complaints import ToldComplaint, told_complaints
from bodymap.core.words.watch import watch_words

MOST_WORDS: Final = 120
"""What a worried person reads in one go; what does not fit is left to the folded part."""


@dataclass(frozen=True, slots=True)
class _Length:
    """How much is said at once: sources after the first, and checks."""

    others: int
    checks: int


_LENGTHS: Final = (
    _Length(2, 3),
    _Length(1, 3),
    _Length(1, 2),
    _Length(0, 2),
    _Length(0, 1),
)
"""From long to short; the first source, the spine with its count, whom to see and when at once are always there."""


def patient_explanation(findings: Findings, evidence: Evidence, disclaimer: Sentence) -> Explanation:
    """Findings in a patient's words; without places only warnings that an answer raised, safety net and disclaimer.

    While an emergency is raised, everything else is folded, and no skin nerve is named: a harmless reading of a numb
    saddle must not stand beside it.
    """
    is_emergency = any(flag.raised and flag.tier == EMERGENCY for flag in findings.red_flags)
    warned = tuple(_notice(flag) for flag in findings.red_flags)
    watch = plain(Sentence(watch_words(net), net.sources) for net in findings.safety_net)
    told = told_complaints(findings) if findings.parts else ()
    urgent = Section(SectionKind.URGENT, tuple(item for notice in warned if (item := notice.item) is not None))
    room = MOST_WORDS - _words((urgent,))
    sections = (
        urgent,
        *(section for one in told for section in _fitting(one, findings, evidence, room, is_emergency=is_emergency)),
        Section(SectionKind.WATCH, watch, folded=bool(told)),
    )
    return Explanation(disclaimer, filled(sections), warned, tuple(_fact(fact) for fact in findings.wanted))


def _fitting(
    told: ToldComplaint, findings: Findings, evidence: Evidence, room: int, *, is_emergency: bool
) -> tuple[Section, ...]:
    """The sections of a complaint at the greatest length that has room beside what is urgent; else the shortest.

    What has no room is folded, and never gone. Under an emergency all is folded, so there is room for all.
    """
    folded = (
        _more(told, findings, evidence, is_emergency=is_emergency),
        plain((*about_maps(told, evidence), *felt_here.for_patient(told.first))),
    )
    tried = _LENGTHS[:1] if is_emergency else _LENGTHS
    lengths = (_complaint(told, findings, evidence, length, folded, is_emergency=is_emergency) for length in tried)
    found: tuple[Section, ...] = ()
    for found in lengths:
        if _words(found) <= room:
            break
    return found


def _words(sections: Iterable[Section]) -> int:
    """How many English words a person reads before unfolding anything."""
    items = [item for section in sections if not section.folded for item in section.items]
    return sum(len(item.title.split()) + sum(len(one.text.split()) for one in item.sentences) for item in items)


def _complaint(
    told: ToldComplaint,
    findings: Findings,
    evidence: Evidence,
    length: _Length,
    folded: tuple[tuple[Item, ...], tuple[Item, ...]],
    *,
    is_emergency: bool,
) -> tuple[Section, ...]:
    """The sections of a complaint at one length; what is folded has all that this length leaves out."""
    number, story = told.number, told.story
    more, maps = folded
    short = () if story is None else story_items(story, evidence, others=length.others)
    sources = () if story is None else patient_story.left_out(story, others=length.others)
    tests = patient_checks.left_out(told, findings, most=length.checks)
    return (
        Section(SectionKind.STORY, short, number, folded=is_emergency),
        Section(SectionKind.STORY, (*plain(sources, LEFT_ITEM), *more), number, folded=True),
        Section(SectionKind.DO, _action(story), number, folded=is_emergency),
        Section(SectionKind.CHECK, checks(told, findings, most=length.checks), number, folded=is_emergency),
        Section(SectionKind.CHECK, plain(tests, LEFT_ITEM), number, folded=True),
        Section(SectionKind.MAP, plain(map_sentences(told, findings)), number, folded=is_emergency),
        Section(SectionKind.MAP, maps, number, folded=True),
    )


def _action(story: Story | None) -> tuple[Item, ...]:
    if story is None:
        return ()
    row = story.sources[0].row
    return plain(Sentence(Message(action), row.sources, row.certainty) for action in row.condition.patient_actions)


def _more(told: ToldComplaint, findings: Findings, evidence: Evidence, *, is_emergency: bool) -> tuple[Item, ...]:
    """The other marked places, where the count of the spine comes from, and what else hurts there."""
    story = told.story
    figures = () if story is None or story.figure is None else (story.figure,)
    places = () if story is None else other_places(story, evidence)
    nerves = () if is_emergency else [nerve for one in told.complaints for nerve in one.nerves]
    return (
        *plain((*places, *(_figure(figure) for figure in figures), *(map(_provoked, findings.provoked)))),
        *(_nerve(nerve) for nerve in _each_once(nerves)),
        *(_other(other, figures) for other in told.first.other_sources),
    )


def _notice(flag: RedFlag) -> Notice:
    alarm = flag.alarm
    return Notice(
        id=flag.id,
        tier=flag.tier,
        raised=flag.raised,
        name=Message(alarm.patient_title),
        plain_name=Message(alarm.patient_title),
        sentences=(
            Sentence(Message(flag.patient_words), alarm.sources),
            Sentence(Message(flag.patient_action), alarm.sources),
        ),
        questions=tuple(_question(question, flag) for question in flag.questions),
        folded=tuple(_question(question, flag) for question in flag.folded_questions),
    )


def _question(question: Question, flag: RedFlag) -> AskedQuestion:
    asked = Sentence(Message(question.patient_words), question.sources)
    return AskedQuestion(question.id, asked, flag.answers.get(question.id))


def _fact(fact: Fact) -> AskedFact:
    return AskedFact(fact.id, Sentence(Message(fact.patient_words), (OWN_WORDS,)), fact.values)


def _figure(figure: ExpossFigure) -> Sentence:
    """The one count with where it comes from and how far it may be off."""
    text = (
        "In one study, {x} of {n} people with only {pain} got better with spine exercises. "
        "They had come to clinics that work this way. In other people it may be {low} to {high} in 100, or fewer."
    )
    if figure.n < SMALL_STUDY:
        text = (
            "In one small study, {x} of {n} people with only {pain} got better with spine exercises. "
            "They had come to clinics that work this way. In other people it may be {low} to {high} in 100, or fewer."
        )
    said = message(
        text,
        x=figure.x,
        n=figure.n,
        pain=Message(PAIN_WORDS[figure.location]),
        low=round(figure.low),
        high=round(figure.high),
    )
    sources = (figure.source,) if figure.via is None else (figure.source, figure.via)
    return Sentence(said, sources, figure.certainty)


def _each_once(shares: Iterable[NerveShare]) -> tuple[NervePattern, ...]:
    """The nerves that fit better than any root, those of both sides once."""
    return tuple({share.id: share.nerve for share in shares if share.fits_better}.values())


def _nerve(nerve: NervePattern) -> Item:
    fits = Message("Its area fits what you marked better than that of any one spinal nerve.")
    return Item(
        id=nerve.id,
        name=Message(nerve.patient_name),
        sentences=(
            Sentence(Message(nerve.patient_words), nerve.sources, nerve.certainty),
            Sentence(fits, united((OWN_WORDS,), nerve.sources)),
        ),
    )


def _other(other: OtherSource, figures: Sequence[ExpossFigure]) -> Item:
    source = other.source
    counted = tuple((area, area.claim) for area in other.areas if area.claim is not None)
    return Item(
        id=source.id,
        name=Message(source.patient_name),
        sentences=(
            Sentence(Message(source.patient_words), source.sources, other.certainty),
            *_counts(counted, source.patient_name),
            *_two_studies(other, figures),
        ),
    )


def _counts(counted: Sequence[tuple[PainArea, Claim]], patient_name: str) -> tuple[Sentence, ...]:
    told = [(area, claim) for area, claim in counted if claim.may_be_told_to_a_patient and claim.n]
    if not told:
        return ()
    counts = [message("{x} in {area}", x=_count(claim), area=Message(area.patient_name)) for area, claim in told]
    said = message(
        "Pain shown to come from {source}, in {n} people: {counts}.",
        n=told[0][1].n or 0,
        source=Message(patient_name),
        counts=listed(counts),
    )
    return (Sentence(said, united(*((claim.source,) for _, claim in told))),)


def _two_studies(other: OtherSource, figures: Sequence[ExpossFigure]) -> tuple[Sentence, ...]:
    """Why two counts about hip pain, which happen to be 71 in 100 both, do not speak about the same thing."""
    if not two_studies.stand_together(other, figures):
        return ()
    text = "This count is not that of the spine. Here all had a sore hip joint; there nobody knew where it came from."
    return (Sentence(Message(text), two_studies.SOURCES),)


def _provoked(pain: ProvokedPain) -> Sentence:
    text = "When the {root} nerve was irritated in a study, {x} of {n} people felt it in {area}."
    return Sentence(message(text, root=pain.root.value, x=pain.x, n=pain.n, area=Message(pain.area)), pain.sources)


def _count(claim: Claim) -> int:
    """How many people a percentage stands for."""
    return round(claim.value * (claim.n or 0) / 100)
