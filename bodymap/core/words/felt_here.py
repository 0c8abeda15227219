"""The pain layer in words: roots whose pain was felt in the marked places, told apart from the maps of the skin."""

from __future__ import annotations

from bodymap.core.reasoning.candidates import leading_roots
from bodymap.core.reasoning.findings import Complaint
from bodymap.core.reasoning.root_pain import PainRoot
from bodymap.core.words.message import Sentence, Translate, listed, united


def for_patient(complaint: Complaint, translate: Translate) -> tuple[Sentence, ...]:
    """The roots that the maps do not name already, in one sentence; nothing when there are none."""
    named = set(leading_roots(complaint.candidates))
    new = [one for one in complaint.pain_roots if one.root not in named]
    roots = sorted({one.root for one in new}, key=lambda root: root.position)
    if not roots:
        return ()
    names = listed([root.value for root in roots], translate)
    text = translate("Pain from the {roots} nerve was felt here in a study, whatever the maps say.")
    if len(roots) > 1:
        text = translate("Pain from the {roots} nerves was felt here in studies, whatever the maps say.")
    return (Sentence(text.format(roots=names), united(*(one.sources for one in new))),)


def for_clinician(complaint: Complaint, translate: Translate) -> tuple[Sentence, ...]:
    """Every root, that of most studies first, with the count of a study that proved that root alone."""
    if not complaint.pain_roots:
        return ()
    names = dict.fromkeys(_counted(one, translate) for one in complaint.pain_roots)
    text = translate("Pain felt here with the root proven by surgery or block, apart from the maps: {roots}.")
    sources = united(*(one.sources for one in complaint.pain_roots))
    return (Sentence(text.format(roots=", ".join(names)), sources),)


def _counted(one: PainRoot, translate: Translate) -> str:
    counted = next((row for row in one.rows if row.x is not None and len(row.roots) == 1), None)
    if counted is None:
        return one.root.value
    return translate("{root} ({x} of {n})").format(root=one.root.value, x=counted.x, n=counted.n)
