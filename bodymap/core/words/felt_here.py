"""The pain layer in words: roots whose pain was felt in the marked places, told apart from the maps of the skin."""

from __future__ import annotations

from bodymap.core.reasoning.candidates import leading_roots
from bodymap.core.reasoning.findings import Complaint
from bodymap.core.reasoning.root_pain import PainRoot
from bodymap.core.words.message import Message, Sentence, listed, message, numbered, united


def for_patient(complaint: Complaint) -> tuple[Sentence, ...]:
    """The roots that the maps do not name already, in one sentence; nothing when there are none."""
    named = set(leading_roots(complaint.candidates))
    new = [one for one in complaint.pain_roots if one.root not in named]
    roots = sorted({one.root for one in new}, key=lambda root: root.position)
    if not roots:
        return ()
    said = numbered(
        "Pain from the {roots} nerve was felt here in a study, whatever the maps say.",
        "Pain from the {roots} nerves was felt here in studies, whatever the maps say.",
        len(roots),
        roots=listed([root.value for root in roots]),
    )
    return (Sentence(said, united(*(one.sources for one in new))),)


def for_clinician(complaint: Complaint) -> tuple[Sentence, ...]:
    """Every root, that of most studies first, with the count of a study that proved that root alone."""
    if not complaint.pain_roots:
        return ()
    names = tuple(dict.fromkeys(_counted(one) for one in complaint.pain_roots))
    text = "Pain felt here with the root proven by surgery or block, apart from the maps: {roots}."
    sources = united(*(one.sources for one in complaint.pain_roots))
    return (Sentence(message(text, roots=names), sources),)


def _counted(one: PainRoot) -> Message:
    counted = next((row for row in one.rows if row.x is not None and len(row.roots) == 1), None)
    if counted is None:
        return Message(one.root.value)
    return message("{root} ({x} of {n})", root=one.root.value, x=counted.x or 0, n=counted.n)
