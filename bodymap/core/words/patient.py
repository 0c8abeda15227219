"""What a patient reads: short plain sentences, counts instead of percentages, no recalled number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bodymap.core.coverage.marked_parts import SENSORY, MarkedPart
from bodymap.core.reasoning.candidates import covered, leading_roots
from bodymap.core.reasoning.examinations import NextTest
from bodymap.core.reasoning.exposs import ExpossFigure
from bodymap.core.reasoning.findings import Complaint, Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.nerve_patterns import TRIGEMINAL, NerveShare
from bodymap.core.reasoning.pain_generators import OtherSource, PainArea
from bodymap.core.reasoning.provoked import ProvokedPain
from bodymap.core.reasoning.red_flags import EMERGENCY, Question, RedFlag
from bodymap.core.tables.claims import Claim
from bodymap.core.tables.literature import OWN_WORDS, SourceId
from bodymap.core.tables.person import Fact
from bodymap.core.vocabulary import ExpossLocation, Root
from bodymap.core.words import felt_here, two_studies
from bodymap.core.words.explanation import AskedFact, AskedQuestion, Explanation, Item, Notice
from bodymap.core.words.message import (
    MOSTLY,
    Sentence,
    Translate,
    capitalised,
    level_words,
    listed,
    mostly_face,
    side_word,
    united,
    unnamed,
)

_MOST_PLACES: Final = 6
_MOST_CHECKS: Final = 3
_SMALL_STUDY: Final = 75
"""Below so many people in a cell the text calls the study small (EXPOSS: all places but shoulder and knee)."""

_ROSEDALE: Final = SourceId("rosedale2020")
_MAPS_DIFFER: Final = (SourceId("downs2011"), SourceId("lee2008"))
_FEELING_COUNTS: Final = (SourceId("taylor2013"), SourceId("rankine1998"))
_PAIN_SPREADS: Final = (SourceId("bogduk2009"), SourceId("murphy2009"))

_PAIN_WORDS: Final[Mapping[ExpossLocation, str]] = {
    ExpossLocation.SHOULDER: "shoulder pain",
    ExpossLocation.ELBOW: "elbow pain",
    ExpossLocation.WRIST_HAND: "wrist or hand pain",
    ExpossLocation.ARM_FOREARM: "arm or forearm pain",
    ExpossLocation.HIP: "hip pain",
    ExpossLocation.THIGH_LEG: "thigh or leg pain",
    ExpossLocation.KNEE: "knee pain",
    ExpossLocation.ANKLE_FOOT: "ankle or foot pain",
}


def patient_explanation(
    findings: Findings, evidence: Evidence, disclaimer: Sentence, translate: Translate
) -> Explanation:
    """Findings in a patient's words; without places only warnings that an answer raised, safety net and disclaimer.

    While an emergency is raised, no skin nerve is named: a harmless reading of a numb saddle must not stand beside it.
    """
    is_emergency = any(flag.raised and flag.tier == EMERGENCY for flag in findings.red_flags)
    warned = tuple(_notice(flag, translate) for flag in findings.red_flags)
    facts = tuple(_fact(fact, translate) for fact in findings.wanted)
    watch = tuple(Sentence(translate(net.patient_words), net.sources) for net in findings.safety_net)
    if not findings.parts:
        return Explanation(disclaimer, red_flags=warned, facts=facts, safety_net=watch)
    return Explanation(
        disclaimer,
        red_flags=warned,
        facts=facts,
        place=(_place(findings.parts, evidence, translate),),
        roots=_roots(findings, evidence, translate),
        certainty=_certainty(findings, translate),
        exposs=_exposs(findings, translate),
        nerves=tuple(_nerve(nerve, translate) for nerve in findings.nerves if nerve.fits_better and not is_emergency),
        other_sources=tuple(_other(other, findings, translate) for other in findings.other_sources),
        provoked=tuple(_provoked(pain, translate) for pain in findings.provoked),
        next_tests=_checks(findings.next_tests, translate),
        safety_net=watch,
    )


def _notice(flag: RedFlag, translate: Translate) -> Notice:
    alarm = flag.alarm
    return Notice(
        id=flag.id,
        tier=flag.tier,
        raised=flag.raised,
        title=translate(alarm.patient_title),
        plain_title=translate(alarm.patient_title),
        sentences=(
            Sentence(translate(flag.patient_words), alarm.sources),
            Sentence(translate(flag.patient_action), alarm.sources),
        ),
        questions=tuple(_question(question, flag, translate) for question in flag.questions),
        folded=tuple(_question(question, flag, translate) for question in flag.folded_questions),
    )


def _question(question: Question, flag: RedFlag, translate: Translate) -> AskedQuestion:
    asked = Sentence(translate(question.patient_words), question.sources)
    return AskedQuestion(question.id, asked, flag.answers.get(question.id))


def _fact(fact: Fact, translate: Translate) -> AskedFact:
    return AskedFact(fact.id, Sentence(translate(fact.patient_words), (OWN_WORDS,)), fact.values)


def _place(parts: Sequence[MarkedPart], evidence: Evidence, translate: Translate) -> Sentence:
    places = _places(parts, evidence, translate)
    return Sentence(translate("You pointed to {places}.").format(places=places), (OWN_WORDS,))


def _places(parts: Sequence[MarkedPart], evidence: Evidence, translate: Translate) -> str:
    sides: dict[str, list[str]] = {}
    for marked in parts:
        sides.setdefault(evidence.part(marked.part).place, []).append(side_word(marked.side, translate))
    places = [translate(place).format(side=listed(sorted(words), translate)) for place, words in sides.items()]
    if len(places) > _MOST_PLACES:
        more = translate("{count} other places").format(count=len(places) - _MOST_PLACES + 1)
        places = [*places[: _MOST_PLACES - 1], more]
    return listed(places, translate)


def _roots(findings: Findings, evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    """One answer for all complaints with the same roots, such as an ache of both hips, and one for each other one."""
    alike: dict[tuple[Root | bool, ...], list[Complaint]] = {}
    for complaint in findings.stories:
        alike.setdefault(_named(complaint) or (_is_face(complaint), _is_shared(complaint)), []).append(complaint)
    if len(alike) == 1:
        only = findings.stories[0]
        return (*_answer(only, findings, evidence, translate), *felt_here.for_patient(only, translate))
    told: list[Sentence] = []
    for several in alike.values():
        parts = [part for complaint in several for part in complaint.parts]
        places = capitalised(_places(parts, evidence, translate))
        first, *rest = _answer(several[0], findings, evidence, translate)
        text = translate("{places}: {answer}").format(places=places, answer=first.text[:1].lower() + first.text[1:])
        told += [Sentence(text, first.sources), *rest, *felt_here.for_patient(several[0], translate)]
    return tuple(told)


def _answer(complaint: Complaint, findings: Findings, evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    roots = _named(complaint)
    if not roots:
        is_face, shared = _is_face(complaint), covered(complaint.candidates)
        return (unnamed(covered=shared, is_face=is_face, translate=translate),)
    if _is_face(complaint) and not _is_shared(complaint):
        return (mostly_face(roots, translate),)
    names = listed([root.value for root in roots], translate)
    if len(roots) == 1:
        fed = translate("The skin there is fed by the {root} nerve.").format(root=names)
        exits = translate("It leaves the spine in {level}, so a problem there can be felt here.")
    else:
        fed = translate("The skin there is fed by the {roots} nerves.").format(roots=names)
        exits = translate("They leave the spine in {level}, so a problem there can be felt here.")
    return (
        Sentence(fed, findings.map_sources),
        Sentence(
            exits.format(level=level_words(roots, translate)), united(*(evidence.root(root).sources for root in roots))
        ),
    )


def _named(complaint: Complaint) -> tuple[Root, ...]:
    """The roots of a sentence from head to tail, as people say them; the list beside the sentence ranks them."""
    return tuple(sorted(leading_roots(complaint.candidates), key=lambda root: root.position))


def _is_face(complaint: Complaint) -> bool:
    return any(nerve.id in TRIGEMINAL for nerve in complaint.nerves)


def _is_shared(complaint: Complaint) -> bool:
    return covered(complaint.candidates) >= MOSTLY


def _certainty(findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    if not any(map(_named, findings.stories)):
        return ()
    hint = translate("Maps of these nerves differ from book to book, so take this as a hint, not as an answer.")
    return (Sentence(hint, _MAPS_DIFFER), *_feeling(findings.parts, translate))


def _feeling(parts: Sequence[MarkedPart], translate: Translate) -> tuple[Sentence, ...]:
    """What how it feels says about the certainty; nothing where nobody said."""
    felt = {quality for part in parts for quality in part.qualities if quality is not None}
    if not felt:
        return ()
    if felt & SENSORY:
        text = translate("Numbness and tingling say more about a nerve than an ache does, but they too often stray.")
        return (Sentence(text, _FEELING_COUNTS),)
    text = translate("Pain can be felt far from where it starts, so it says less about a nerve than numbness would.")
    return (Sentence(text, _PAIN_SPREADS),)


def _exposs(findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    if not findings.exposs:
        return (Sentence(translate("No study figure for this place."), (_ROSEDALE,)),)
    return tuple(_figure(figure, translate) for figure in findings.exposs)


def _figure(figure: ExpossFigure, translate: Translate) -> Sentence:
    found = translate(
        "In one study in specialised physiotherapy clinics, {x} of {n} people whose only complaint was {pain} improved "
        "with treatment aimed at the spine."
    ).format(x=figure.x, n=figure.n, pain=translate(_PAIN_WORDS[figure.location]))
    if figure.n < _SMALL_STUDY:
        sure = translate("Small study: plausible range {low} to {high} in 100.")
    else:
        sure = translate("Plausible range {low} to {high} in 100.")
    text = f"{found} {sure.format(low=round(figure.low), high=round(figure.high))}"
    return Sentence(text, (figure.source,) if figure.via is None else (figure.source, figure.via))


def _nerve(share: NerveShare, translate: Translate) -> Item:
    nerve = share.nerve
    fits = translate("Its area fits what you marked better than that of any one spinal nerve.")
    return Item(
        id=nerve.id,
        title=translate(nerve.patient_name),
        sentences=(
            Sentence(translate(nerve.patient_words), nerve.sources),
            Sentence(fits, united((OWN_WORDS,), nerve.sources)),
        ),
    )


def _other(other: OtherSource, findings: Findings, translate: Translate) -> Item:
    source = other.source
    counted = tuple((area, area.claim) for area in other.areas if area.claim is not None)
    return Item(
        id=source.id,
        title=translate(source.patient_name),
        sentences=(
            Sentence(translate(source.patient_words), source.sources),
            *_counts(counted, source.patient_name, translate),
            *_two_studies(other, findings, translate),
        ),
    )


def _counts(counted: Sequence[tuple[PainArea, Claim]], patient_name: str, translate: Translate) -> tuple[Sentence, ...]:
    told = [(area, claim) for area, claim in counted if claim.may_be_told_to_a_patient and claim.n]
    if not told:
        return ()
    counts = [
        translate("{x} felt it in {area}").format(x=_count(claim), area=translate(area.patient_name))
        for area, claim in told
    ]
    text = translate("Of {n} people whose pain was shown to come from {source}, {counts}.").format(
        n=told[0][1].n, source=translate(patient_name), counts=listed(counts, translate)
    )
    return (Sentence(text, united(*((claim.source,) for _, claim in told))),)


def _two_studies(other: OtherSource, findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    """Why two counts about hip pain, which happen to be 71 in 100 both, do not speak about the same thing."""
    if not two_studies.stand_together(other, findings.exposs):
        return ()
    text = translate(
        "This count and that of the spine study are about different people: here all had a sore hip joint, there "
        "nobody knew where the hip pain came from."
    )
    return (Sentence(text, two_studies.SOURCES),)


def _provoked(pain: ProvokedPain, translate: Translate) -> Sentence:
    text = translate("When the {root} nerve was irritated in a study, {x} of {n} people felt it in {area}.")
    return Sentence(text.format(root=pain.root.value, x=pain.x, n=pain.n, area=translate(pain.area)), pain.sources)


def _checks(tests: Sequence[NextTest], translate: Translate) -> tuple[Item, ...]:
    if not tests:
        return ()
    shown = _spread(tests)
    names = listed([translate(test.test.patient_name) for test in shown], translate)
    text = translate("A clinician can check {tests}, to see which of these fits.").format(tests=names)
    sentence = Sentence(text, united(*(test.test.sources for test in shown)))
    return (Item("next-tests", translate("What can be checked next"), (sentence,)),)


def _spread(tests: Sequence[NextTest]) -> Sequence[NextTest]:
    """The first test for each thing that tests point to: a few for roots, a few for other sources."""
    first: dict[tuple[object, ...], NextTest] = {}
    for test in tests:
        first.setdefault(test.points_to or test.conditions, test)
    for_roots = [test for test in first.values() if test.points_to]
    for_others = [test for test in first.values() if not test.points_to]
    return [*for_roots[:_MOST_CHECKS], *for_others[:_MOST_CHECKS]]


def _count(claim: Claim) -> int:
    """How many people a percentage stands for."""
    return round(claim.value * (claim.n or 0) / 100)
