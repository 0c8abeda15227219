"""Puts findings into sentences, for a patient or a clinician; the one place where clinical text is composed.

Every text goes through a translation hook before numbers and names are put into it, and every sentence names the
sources it rests on. Patient sentences are short and plain and give counts, never bare percentages; recalled numbers do
not reach them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from bodymap.core.anatomy import ExpossLocation, Root, Side, Voice
from bodymap.core.claims import Claim
from bodymap.core.evidence import Evidence
from bodymap.core.exposs import ExpossFigure
from bodymap.core.findings import Findings, MarkedPart
from bodymap.core.inference import Candidate
from bodymap.core.sources import OWN_WORDS, Certainty, SourceId

Translate: TypeAlias = Callable[[str], str]

LEADING_SHARE: Final = 0.15
"""A candidate is named in a sentence from this share on; the strongest one always is."""

_MOST_PLACES: Final = 6
_SMALL_STUDY: Final = 75
"""Below so many people in a cell the patient text calls the study small (EXPOSS: all places but shoulder and knee)."""

_ROSEDALE: Final = SourceId("rosedale2020")
_MAPS_DIFFER: Final = (SourceId("downs2011"), SourceId("lee2008"))
_NON_DERMATOMAL: Final = ("E054", "E055")
"""Claims that say how often root pain does not follow the dermatome, in neck and low back (Murphy 2009)."""

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
_LEVELS: Final = (
    (Root.C8, "the neck"),
    (Root.T6, "the upper back"),
    (Root.T12, "the middle of the back"),
    (Root.L5, "the low back"),
    (Root.S5, "the lowest part of the back"),
)
"""Where roots leave the spine in plain words, up to and with the root named."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text with the sources it rests on, at least one.

    A sentence that makes no clinical claim rests on `bodymap.core.sources.OWN_WORDS`.
    """

    text: str
    sources: tuple[SourceId, ...]

    def __post_init__(self) -> None:
        """Refuse a sentence without a source."""
        if not self.sources:
            raise ValueError(f"sentence without a source: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What there is to say about findings, piece by piece; all but the disclaimer empty when nothing is marked.

    Attributes
    ----------
    place : tuple of Sentence
        What was marked.
    roots : tuple of Sentence
        Which roots feed the skin there, and where they leave the spine.
    certainty : tuple of Sentence
        How sure that is.
    exposs : tuple of Sentence
        What one study found about the place, or that there is no figure.
    disclaimer : Sentence
        Stands under every explanation.
    """

    place: tuple[Sentence, ...]
    roots: tuple[Sentence, ...]
    certainty: tuple[Sentence, ...]
    exposs: tuple[Sentence, ...]
    disclaimer: Sentence

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them in reading order."""
        return (*self.place, *self.roots, *self.certainty, *self.exposs, self.disclaimer)


def untranslated(text: str) -> str:
    """The English text itself: the translation hook when there is no translation."""
    return text


def explain(findings: Findings, evidence: Evidence, voice: Voice, translate: Translate = untranslated) -> Explanation:
    """The sentences for findings, in one voice."""
    last = disclaimer(translate)
    if not findings.parts:
        return Explanation((), (), (), (), last)
    match voice:
        case Voice.PATIENT:
            return Explanation(
                place=(_patient_place(findings.parts, evidence, translate),),
                roots=_patient_roots(findings, evidence, translate),
                certainty=_patient_certainty(findings, translate),
                exposs=_exposs(findings, _patient_exposs, translate),
                disclaimer=last,
            )
        case Voice.CLINICIAN:
            return Explanation(
                place=(_clinician_place(findings.parts, evidence, translate),),
                roots=_clinician_roots(findings, evidence, translate),
                certainty=_clinician_certainty(findings, evidence, translate),
                exposs=_exposs(findings, _clinician_exposs, translate),
                disclaimer=last,
            )
        case _:
            assert_never(voice)


def disclaimer(translate: Translate = untranslated) -> Sentence:
    """The line that stands under everything this program says."""
    return Sentence(translate("Not a diagnosis."), (OWN_WORDS,))


def leading(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates that a sentence names: the strongest and all with at least `LEADING_SHARE`."""
    return tuple(one for rank, one in enumerate(candidates) if rank == 0 or one.share >= LEADING_SHARE)


def side_word(side: Side, translate: Translate = untranslated) -> str:
    """The word for a side."""
    match side:
        case Side.LEFT:
            return translate("left")
        case Side.RIGHT:
            return translate("right")
        case _:
            assert_never(side)


def listed(names: Sequence[str], translate: Translate = untranslated) -> str:
    """Names as a list in a sentence: "L1", "L1 and L2", "L1, L2 and L3"."""
    if len(names) < 2:
        return "".join(names)
    return translate("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def level_words(roots: Iterable[Root], translate: Translate = untranslated) -> str:
    """Where roots leave the spine in plain words, from head to tail: "the neck and the upper back"."""
    levels = dict.fromkeys(
        next(words for last, words in _LEVELS if root.position <= last.position)
        for root in sorted(roots, key=lambda root: root.position)
    )
    return listed([translate(words) for words in levels], translate)


def _patient_place(parts: Sequence[MarkedPart], evidence: Evidence, translate: Translate) -> Sentence:
    sides: dict[str, list[str]] = {}
    for marked in parts:
        sides.setdefault(evidence.part(marked.part).place, []).append(side_word(marked.side, translate))
    places = [translate(place).format(side=listed(sorted(words), translate)) for place, words in sides.items()]
    if len(places) > _MOST_PLACES:
        more = translate("{count} other places").format(count=len(places) - _MOST_PLACES + 1)
        places = [*places[: _MOST_PLACES - 1], more]
    return Sentence(translate("You pointed to {places}.").format(places=listed(places, translate)), (OWN_WORDS,))


def _patient_roots(findings: Findings, evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    roots = tuple(dict.fromkeys(candidate.root for candidate in leading(findings.candidates)))
    if not roots:
        return (_silent(translate),)
    names = listed([root.value for root in roots], translate)
    if len(roots) == 1:
        fed = translate("The skin there is fed by the {root} nerve.").format(root=names)
        exits = translate("It leaves the spine in {level}, so a problem there can be felt here.")
    else:
        fed = translate("The skin there is fed by the {roots} nerves.").format(roots=names)
        exits = translate("They leave the spine in {level}, so a problem there can be felt here.")
    return (
        Sentence(fed, findings.map_sources),
        Sentence(exits.format(level=level_words(roots, translate)), _root_sources(roots, evidence)),
    )


def _patient_certainty(findings: Findings, translate: Translate) -> tuple[Sentence, ...]:
    if not findings.candidates:
        return ()
    text = translate("Maps of these nerves differ from book to book, so take this as a hint, not as an answer.")
    return (Sentence(text, _MAPS_DIFFER),)


def _patient_exposs(figure: ExpossFigure, translate: Translate) -> Sentence:
    found = translate(
        "In one study in specialised physiotherapy clinics, {x} of {n} people whose only complaint was {pain} improved "
        "with treatment aimed at the spine."
    ).format(x=figure.x, n=figure.n, pain=translate(_PAIN_WORDS[figure.location]))
    if figure.n < _SMALL_STUDY:
        sure = translate("Small study: plausible range {low} to {high} in 100.")
    else:
        sure = translate("Plausible range {low} to {high} in 100.")
    return Sentence(f"{found} {sure.format(low=round(figure.low), high=round(figure.high))}", _exposs_sources(figure))


def _clinician_place(parts: Sequence[MarkedPart], evidence: Evidence, translate: Translate) -> Sentence:
    places = [
        translate("{side} {term} ({percent} %)").format(
            side=side_word(marked.side, translate),
            term=translate(evidence.part(marked.part).clinical_term),
            percent=round(100 * marked.share),
        )
        for marked in parts
    ]
    return Sentence(translate("Marked: {places}.").format(places=", ".join(places)), (OWN_WORDS,))


def _clinician_roots(findings: Findings, evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    if not findings.candidates:
        return (_silent(translate),)
    shares = [_clinician_share(candidate, findings, translate) for candidate in findings.candidates]
    roots = dict.fromkeys(candidate.root for candidate in leading(findings.candidates))
    return (*shares, *(_clinician_facts(root, evidence, translate) for root in roots))


def _clinician_share(candidate: Candidate, findings: Findings, translate: Translate) -> Sentence:
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


def _clinician_facts(root: Root, evidence: Evidence, translate: Translate) -> Sentence:
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


def _clinician_certainty(findings: Findings, evidence: Evidence, translate: Translate) -> tuple[Sentence, ...]:
    if not findings.candidates:
        return ()
    neck, low_back = (evidence.claim(claim) for claim in _NON_DERMATOMAL)
    text = translate(
        "Root pain did not follow the dermatome in {neck} of neck roots and {low_back} of low back roots in one series."
    ).format(neck=_percent(neck, translate), low_back=_percent(low_back, translate))
    return (Sentence(text, tuple(dict.fromkeys((neck.source, low_back.source)))),)


def _clinician_exposs(figure: ExpossFigure, translate: Translate) -> Sentence:
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
    return Sentence(text, _exposs_sources(figure))


def _exposs(
    findings: Findings, tell: Callable[[ExpossFigure, Translate], Sentence], translate: Translate
) -> tuple[Sentence, ...]:
    if not findings.exposs:
        return (Sentence(translate("No study figure for this place."), (_ROSEDALE,)),)
    return tuple(tell(figure, translate) for figure in findings.exposs)


def _silent(translate: Translate) -> Sentence:
    return Sentence(translate("The maps used here do not say which spinal nerve feels this place."), (OWN_WORDS,))


def _percent(claim: Claim, translate: Translate) -> str:
    unconfirmed = translate(" (unconfirmed)") if claim.certainty is Certainty.RECALLED else ""
    return f"{claim.value:g} %{unconfirmed}"


def _exposs_sources(figure: ExpossFigure) -> tuple[SourceId, ...]:
    return (figure.source,) if figure.via is None else (figure.source, figure.via)


def _root_sources(roots: Iterable[Root], evidence: Evidence) -> tuple[SourceId, ...]:
    return tuple(dict.fromkeys(source for root in roots for source in evidence.root(root).sources))
