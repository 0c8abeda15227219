"""What the nerve maps say, as a patient reads it: the roots by name, and where only one map of several names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bodymap.core.coverage.marked_parts import SENSORY
from bodymap.core.reasoning.candidates import Candidate, covered, leading_roots
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.tables.literature import SourceId
from bodymap.core.vocabulary import MapName, Root
from bodymap.core.words.message import (
    MOSTLY,
    Message,
    Sentence,
    level_words,
    listed,
    message,
    mostly_face,
    numbered,
    united,
    unnamed,
)
from bodymap.core.words.told_complaints import ToldComplaint

MAPS_DIFFER: Final = (SourceId("downs2011"), SourceId("lee2008"))
PAIN_SPREADS: Final = (SourceId("bogduk2009"), SourceId("murphy2009"))
_FEELING_COUNTS: Final = (SourceId("taylor2013"), SourceId("rankine1998"))

_ABOUT_HALF: Final = (0.4, 0.6)
"""What a share of one map is called: below it is some of the skin, above it most."""


def map_sentences(told: ToldComplaint, findings: Findings) -> tuple[Sentence, ...]:
    """To which roots the skin belongs; a root that at most half of the maps have there is told as theirs alone."""
    roots, share = _named(told), covered(told.first.candidates)
    if not roots:
        return (unnamed(covered=share, is_face=told.is_face),)
    if told.is_face and share < MOSTLY:
        return (mostly_face(roots),)
    agreed = [root for root in roots if _is_agreed(_of(root, told))]
    single = [root for root in roots if root not in agreed]
    if _shared(agreed, told) < _shared(single, told):
        text = "Nerve maps do not agree about this skin. They name {roots}."
        return (Sentence(message(text, roots=listed([root.value for root in roots])), findings.map_sources),)
    return (_belongs(agreed, told, findings), *_by_single_maps(single, told, findings))


def about_maps(told: ToldComplaint, evidence: Evidence) -> tuple[Sentence, ...]:
    """Where the roots leave the spine, and how little that says."""
    roots = _named(told)
    if not roots or (told.is_face and covered(told.first.candidates) < MOSTLY):
        return ()
    leaves = numbered(
        "The {roots} nerve leaves the spine {level}.",
        "The {roots} nerves leave the spine {level}.",
        len(roots),
        roots=listed([root.value for root in roots]),
        level=level_words(roots),
    )
    sources = united(*(evidence.root(root).sources for root in roots))
    return (
        Sentence(leaves, sources),
        Sentence(Message("A problem there can be felt here, but often it is not the reason."), PAIN_SPREADS),
        Sentence(Message("Maps of these nerves differ from book to book. Take this as a hint."), MAPS_DIFFER),
        *_feeling(told),
    )


def _named(told: ToldComplaint) -> tuple[Root, ...]:
    """The roots of a sentence from head to tail, as people say them; the list beside the sentence ranks them."""
    return tuple(sorted(leading_roots(told.first.candidates), key=lambda root: root.position))


def _of(root: Root, told: ToldComplaint) -> list[Candidate]:
    return [one for one in told.first.candidates if one.root is root]


def _is_agreed(several: Sequence[Candidate]) -> bool:
    """Whether more than half of the maps that say anything have the root there, on any side."""
    return any(2 * one.maps_for > one.maps_total for one in several)


def _shared(roots: Sequence[Root], told: ToldComplaint) -> float:
    return sum(one.share for one in told.first.candidates if one.root in roots)


def _belongs(roots: Sequence[Root], told: ToldComplaint, findings: Findings) -> Sentence:
    if _shared(roots, told) < MOSTLY:
        said = numbered(
            "On nerve maps {roots} has the largest part of this skin; neighbours share the rest.",
            "On nerve maps {roots} have the largest parts of this skin; neighbours share the rest.",
            len(roots),
            roots=listed([root.value for root in roots]),
        )
        return Sentence(said, findings.map_sources)
    said = numbered(
        "On nerve maps this skin belongs mostly to {roots}; its neighbours reach in.",
        "On nerve maps this skin belongs to {roots}; neighbours reach in.",
        len(roots),
        roots=listed([root.value for root in roots]),
    )
    return Sentence(said, findings.map_sources)


def _by_single_maps(roots: Sequence[Root], told: ToldComplaint, findings: Findings) -> tuple[Sentence, ...]:
    """A sentence for each map that has some of these roots: how many maps there are, and how much it gives them."""
    said: list[Sentence] = []
    for name in MapName:
        given = {root: sum(_share(one, name) for one in _of(root, told)) for root in roots}
        own = [root for root in roots if any(name in one.maps for one in _of(root, told))]
        if own:
            text = "One map of {maps} gives {amount} of it to {roots}."
            values = {"amount": _amount(sum(given[root] for root in own)), "roots": listed([one.value for one in own])}
            said.append(Sentence(message(text, maps=_of(own[0], told)[0].maps_total, **values), findings.map_sources))
    return tuple(said)


def _share(one: Candidate, name: MapName) -> float:
    return sum(by.share for by in one.by_map if by.map is name)


def _amount(share: float) -> Message:
    low, high = _ABOUT_HALF
    if share < low:
        return Message("some")
    return Message("about half") if share <= high else Message("most")


def _feeling(told: ToldComplaint) -> tuple[Sentence, ...]:
    """What how it feels says about the certainty; nothing where nobody said."""
    felt = {quality for part in told.first.parts for quality in part.qualities if quality is not None}
    if not felt:
        return ()
    if felt & SENSORY:
        text = "Numbness says more about a nerve than an ache does. Even so, it does not always follow the maps."
        return (Sentence(Message(text), _FEELING_COUNTS),)
    text = "Pain can be felt far from where it starts. It says less about a nerve than numbness would."
    return (Sentence(Message(text), PAIN_SPREADS),)
