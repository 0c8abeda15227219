"""What a clinician reads: terms, numbers with their intervals, and "unconfirmed" behind what is only recalled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bodymap.core.coverage.marked_parts import SENSORY, MarkedPart
from bodymap.core.coverage.pain_extent import PainExtent
from bodymap.core.reasoning.candidates import Candidate, RootGroup, covered, leading_roots
from bodymap.core.reasoning.examinations import Accuracy, NextTest
from bodymap.core.reasoning.exposs import ExpossFigure
from bodymap.core.reasoning.findings import Complaint, Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.nerve_patterns import TRIGEMINAL, NerveShare
from bodymap.core.reasoning.pain_generators import OtherSource, PainArea
from bodymap.core.reasoning.provoked import ProvokedPain
from bodymap.core.reasoning.red_flags import Question, RedFlag
from bodymap.core.tables.claims import Claim
from bodymap.core.tables.literature import OWN_WORDS, SourceId
from bodymap.core.tables.person import Fact
from bodymap.core.vocabulary import Root
from bodymap.core.words import felt_here, two_studies
from bodymap.core.words.explanation import AskedFact, AskedQuestion, Explanation, Item, Notice
from bodymap.core.words.message import (
    MOSTLY,
    Sentence,
    Translate,
    capitalised,
    listed,
    mostly_face,
    side_word,
    unconfirmed,
    united,
    unnamed,
)

_ROSEDALE: Final = SourceId("rosedale2020")
_BOGDUK: Final = SourceId("bogduk2009")
_ALBERT: Final = SourceId("albert2019")
_CODES: Final = SourceId("icd10cm2026")
_EXTENT: Final = (SourceId("leoni2013"), SourceId("margolis1986"))

_NON_DERMATOMAL: Final = ("E054", "E055")
"""Claims that say how often root pain does not follow the dermatome, in neck and low back (Murphy 2009)."""

_IN_OWN_AREA: Final = ("E068", "E070")
"""Claims that say how many with a proven L5 compression had most pain, and most tingling, in the L5 area (Taylor)."""


def clinician_explanation(
    findings: Findings, evidence: Evidence, disclaimer: Sentence, translate: Translate
) -> Explanation:
    """Findings in a clinician's words; without places only warnings that an answer raised, safety net, disclaimer."""
    warned = tuple(_notice(flag, translate) for flag in findings.red_flags)
    facts = tuple(_fact(fact, translate) for fact in findings.wanted)
    watch = tuple(Sentence(translate(net.clinician_words), net.sources) for net in findings.safety_net)
    if not findings.parts:
        return Explanation(disclaimer, red_flags=warned, facts=facts, safety_net=watch)
    return Explanation(
        disclaimer,
        red_flags=warned,
        facts=facts,
        place=_places(findings, evidence, translate),
        roots=_roots(findings, evidence, translate),
        certainty=_certainty(findings, evidence, translate),
        exposs=_exposs(findings, translate),
        nerves=tuple(_nerve(nerve, translate) for nerve in findings.nerves),
        other_sources=tuple(_other(other, findings, translate) for other in findings.other_sources),
        provoked=tuple(_provoked(pain, translate) for pain in findings.provoked),
        next_tests=tuple(_test(test, evidence, translate) for test in findings.next_tests),
        extent=_extent(findings.extent, translate),
        codes=_codes(findings, translate),
        safety_net=watch,
    )


def _notice(flag: RedFlag, translate: Translate) -> Notice:
    alarm = flag.alarm
    doubt = unconfirmed(alarm.certainty, translate)
    return Notice(
        id=flag.id,
        tier=flag.tier,
        raised=flag.raised,
        title=translate(alarm.name),
        plain_title=translate(alarm.patient_title),
        sentences=(
            Sentence(translate(alarm.clinician_words) + doubt, alarm.sources),
            Sentence(translate(flag.clinician_action) + doubt, alarm.sources),
        ),
        questions=tuple(_question(question, flag, translate) for question in flag.questions),
        folded=tuple(_question(question, flag, translate) for question in flag.folded_questions),
    )


def _question(question: Question, flag: RedFlag, translate: Translate) -> AskedQuestion:
    text = translate(question.clinician_words) + unconfirmed(question.certainty, translate)
    return AskedQuestion(question.id, Sentence(text, question.sources), flag.answers.get(question.id))


def _fact(fact: Fact, translate: Translate) -> AskedFact:
    return AskedFact(fact.id, Sentence(translate(fact.clinician_words), (OWN_WORDS,)), fact.values)


def _places(findings: Findings, evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    """What is marked; what does not belong together, complaint by complaint, each with a number."""
    if len(findings.stories) == 1:
        text = translate("Marked: {places}.").format(places=_terms(findings.parts, evidence, translate))
        return (Sentence(text, (OWN_WORDS,)),)
    texts = (
        translate("Complaint {number}: {places}.").format(
            number=number, places=_terms(complaint.parts, evidence, translate)
        )
        for number, complaint in enumerate(findings.stories, start=1)
    )
    return tuple(Sentence(text, (OWN_WORDS,)) for text in texts)


def _terms(parts: Sequence[MarkedPart], evidence: Evidence, translate: Translate) -> str:
    return ", ".join(
        translate("{side} {term} ({percent} %)").format(
            side=side_word(marked.side, translate),
            term=translate(evidence.part(marked.part).clinical_term),
            percent=round(100 * marked.share),
        )
        for marked in parts
    )


def _roots(findings: Findings, evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    roots = dict.fromkeys(root for complaint in findings.stories for root in leading_roots(complaint.candidates))
    told: list[Sentence] = []
    for number, complaint in enumerate(findings.stories, start=1):
        for sentence in (*_answer(complaint, findings, translate), *felt_here.for_clinician(complaint, translate)):
            text = sentence.text
            if len(findings.stories) > 1:
                text = translate("Complaint {number}: {answer}").format(number=number, answer=text)
            told.append(Sentence(text, sentence.sources))
    return (*told, *(_facts(root, evidence, translate) for root in roots))


def _answer(complaint: Complaint, findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    roots, share = leading_roots(complaint.candidates), covered(complaint.candidates)
    is_face = any(nerve.id in TRIGEMINAL for nerve in complaint.nerves)
    if not roots:
        return (unnamed(covered=share, is_face=is_face, translate=translate),)
    return (
        *((mostly_face(roots, translate),) if is_face and share < MOSTLY else ()),
        *(_share(candidate, findings, translate) for candidate in complaint.candidates),
        *(_group(group, findings, translate) for group in complaint.groups if len(group.roots) > 1),
        *_both_sides(complaint, findings, translate),
    )


def _group(group: RootGroup, findings: Findings, translate: Translate) -> Sentence:
    text = translate("Neighbours together: {first}–{last} {side}, {share} %.").format(
        first=group.roots[0].value,
        last=group.roots[-1].value,
        side=side_word(group.side, translate),
        share=round(100 * group.share),
    )
    return Sentence(text, findings.map_sources)


def _both_sides(complaint: Complaint, findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    if not complaint.bilateral:
        return ()
    text = translate("On both sides: {roots}.").format(
        roots=listed([root.value for root in complaint.bilateral], translate)
    )
    return (Sentence(text, findings.map_sources),)


def _share(candidate: Candidate, findings: Findings, translate: Translate) -> Sentence:
    text = translate(
        "{root} {side}: {share} % of the marked skin ({low} to {high} % across maps), {maps_for} of {maps_total} maps."
    ).format(
        root=candidate.root.value,
        side=side_word(candidate.side, translate),
        share=round(100 * candidate.share),
        low=round(100 * candidate.low),
        high=round(100 * candidate.high),
        maps_for=candidate.maps_for,
        maps_total=candidate.maps_total,
    )
    return Sentence(text, findings.map_sources)


def _facts(root: Root, evidence: Evidence, translate: Translate) -> Sentence:
    facts = evidence.root(root)
    text = translate(
        "{root}: exits {exits}; key muscle: {muscle}; reflex: {reflex}; key sensory point: {point}."
    ).format(
        root=root.value,
        exits=translate(facts.exits),
        muscle=translate(facts.key_muscle),
        reflex=translate(facts.reflex),
        point=translate(facts.key_sensory_point),
    )
    return Sentence(text, facts.sources)


def _certainty(findings: Findings, evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    if not any(leading_roots(complaint.candidates) for complaint in findings.stories):
        return ()
    neck, low_back = (evidence.claim(claim) for claim in _NON_DERMATOMAL)
    text = translate(
        "Root pain did not follow the dermatome in {neck} of neck roots and {low_back} of low back roots in one series."
    ).format(neck=_percent(neck, translate), low_back=_percent(low_back, translate))
    series = Sentence(text, united((neck.source,), (low_back.source,)))
    return (series, *_feeling(findings.parts, evidence, translate), *_chance(findings, translate))


def _feeling(parts: Sequence[MarkedPart], evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    felt = {quality for part in parts for quality in part.qualities if quality is not None}
    if not felt:
        return ()
    pain, tingling = (evidence.claim(claim) for claim in _IN_OWN_AREA)
    if felt & SENSORY:
        text = translate(
            "Numb or tingling marks say more than pain: in proven L5 compression {tingling} had most pins and needles "
            "in the L5 area, against {pain} for pain."
        )
    else:
        text = translate(
            "Pain marks say little: in proven L5 compression {pain} had most of their pain in the L5 area, against "
            "{tingling} for pins and needles; a dull, wide ache is typical of somatic referred pain."
        )
    said = text.format(pain=_of(pain, translate), tingling=_of(tingling, translate))
    sources = united((pain.source,), (tingling.source,), () if felt & SENSORY else (_BOGDUK,))
    return (Sentence(said, sources),)


def _chance(findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    if not any({Root.L5, Root.S1} <= set(leading_roots(complaint.candidates)) for complaint in findings.stories):
        return ()
    text = translate("From pain drawings clinicians did not tell L5 from S1 above chance.")
    return (Sentence(text, (_ALBERT,)),)


def _exposs(findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    if not findings.exposs:
        return (Sentence(translate("No study figure for this place."), (_ROSEDALE,)),)
    return tuple(_figure(figure, translate) for figure in findings.exposs)


def _figure(figure: ExpossFigure, translate: Translate) -> Sentence:
    text = translate(
        "EXPOSS, {location}: {x}/{n} classed as spinal source ({percent} %, Wilson 95 % CI {low} to {high}); "
        "MDT clinics, classed by response to loading, no control group."
    ).format(
        location=translate(figure.location.value),
        x=figure.x,
        n=figure.n,
        percent=figure.percent,
        low=figure.low,
        high=figure.high,
    )
    return Sentence(text, (figure.source,) if figure.via is None else (figure.source, figure.via))


def _nerve(share: NerveShare, translate: Translate) -> Item:
    nerve = share.nerve
    if share.fits_better:
        text = translate("Holds {percent} % of the marks and fits the {side} side better than any root.")
    else:
        text = translate("Holds {percent} % of the marks on the {side} side.")
    held = text.format(percent=round(100 * share.share), side=side_word(share.side, translate))
    said = translate(nerve.clinician_words) + unconfirmed(nerve.certainty, translate)
    return Item(
        id=nerve.id,
        title=translate(nerve.name),
        sentences=(Sentence(held, united((OWN_WORDS,), nerve.sources)), Sentence(said, nerve.sources)),
    )


def _other(other: OtherSource, findings: Findings, translate: Translate) -> Item:
    source = other.source
    said = translate(source.clinician_words) + unconfirmed(source.certainty, translate)
    counted = tuple(_area(area, area.claim, translate) for area in other.areas if area.claim is not None)
    return Item(
        id=source.id,
        title=translate(source.name),
        sentences=(Sentence(said, source.sources), *counted, *_two_studies(other, findings, translate)),
    )


def _area(area: PainArea, claim: Claim, translate: Translate) -> Sentence:
    text = translate("{area}: {percent} of confirmed cases (n = {n}, 95 % CI {low} to {high}).").format(
        area=capitalised(translate(area.name)),
        percent=_percent(claim, translate),
        n=claim.n,
        low=f"{claim.low:g}",
        high=f"{claim.high:g}",
    )
    return Sentence(text, (claim.source,))


def _two_studies(other: OtherSource, findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    """Why the 71 % of Lesher and the 71 % of EXPOSS do not speak about the same thing."""
    if not two_studies.stand_together(other, findings.exposs):
        return ()
    text = translate(
        "Not the question of EXPOSS: here the hip joint was proven by injection and the places were counted; there the "
        "pain was at the hip and spinal responders were counted."
    )
    return (Sentence(text, two_studies.SOURCES),)


def _provoked(pain: ProvokedPain, translate: Translate) -> Sentence:
    text = translate("{root} irritated: felt in {area} by {x} of {n}.")
    return Sentence(text.format(root=pain.root.value, area=translate(pain.area), x=pain.x, n=pain.n), pain.sources)


def _test(test: NextTest, evidence: Evidence, translate: Translate) -> Item:
    row = test.test
    how = translate(row.how) + unconfirmed(row.certainty, translate)
    return Item(
        id=row.id,
        title=translate(row.name),
        sentences=(
            _aim(test, evidence, translate),
            Sentence(how, row.sources),
            *(_accuracy(accuracy, translate) for accuracy in row.accuracy),
        ),
    )


def _aim(test: NextTest, evidence: Evidence, translate: Translate) -> Sentence:
    def named(conditions: Sequence[str]) -> list[str]:
        return [translate(evidence.condition_name(condition)) for condition in conditions]

    points_to = [*(root.value for root in test.points_to), *named(test.conditions)]
    others = [root.value for root in test.tells_apart if root not in test.points_to] + named(test.against)
    text = translate("Points to {these}.").format(these=listed(points_to, translate))
    if others:
        text = translate("Points to {these} rather than {others}.").format(
            these=listed(points_to, translate), others=listed(others, translate)
        )
    return Sentence(text, test.test.sources)


def _accuracy(accuracy: Accuracy, translate: Translate) -> Sentence:
    text = translate("{figures} ({population}).").format(
        figures=capitalised(translate(accuracy.figures)), population=translate(accuracy.population)
    )
    return Sentence(text + unconfirmed(accuracy.certainty, translate), accuracy.sources)


def _extent(extent: PainExtent, translate: Translate) -> tuple[Sentence, ...]:
    if not extent.parts:
        return ()
    text = translate("Pain extent: {percent} % of the body surface shown.").format(percent=f"{100 * extent.body:.1f}")
    return (Sentence(text, _EXTENT),)


def _codes(findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    if not findings.codes:
        return ()
    codes = [f"{code.code} {code.title}" for code in findings.codes]
    text = translate("ICD-10-CM symptom codes: {codes}. Radiculopathy (M54.1-) needs an examination.").format(
        codes="; ".join(codes)
    )
    return (Sentence(text, (_CODES,)),)


def _percent(claim: Claim, translate: Translate) -> str:
    return f"{claim.value:g} %{unconfirmed(claim.certainty, translate)}"


def _of(claim: Claim, translate: Translate) -> str:
    """A percentage as the count it stands for: "1 of 98"."""
    count = translate("{x} of {n}").format(x=round(claim.value * (claim.n or 0) / 100), n=claim.n)
    return count + unconfirmed(claim.certainty, translate)
