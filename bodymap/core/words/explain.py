"""Puts findings into sentences, for a patient or a clinician; the single entry point to clinical text.

The window, the command line and the printed page all say what comes from here. Every text goes through a translation
hook before numbers and names are put into it, and every sentence names the sources it rests on. Patient sentences are
short and plain and give counts, never bare percentages; recalled numbers do not reach them. For a clinician, what is
only recalled is marked "unconfirmed".

How it feels weighs into the words of certainty, not into areas. Numb or tingling marks follow the maps better than an
ache, though still poorly (Taylor 2013, Rankine 1998), so with such marks the text says that they say more, and with
pain only it says that they say less; where nobody said how it feels, it says neither. No share, order or range changes.
"""

from __future__ import annotations

from typing import assert_never

from bodymap.core.reasoning.candidates import leading
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.tables.literature import OWN_WORDS
from bodymap.core.vocabulary import Voice
from bodymap.core.words.clinician import clinician_explanation
from bodymap.core.words.explanation import Explanation
from bodymap.core.words.message import Sentence, Translate, listed, side_word, untranslated
from bodymap.core.words.patient import patient_explanation

__all__ = ["Sentence", "Translate", "disclaimer", "explain", "leading", "listed", "side_word", "untranslated"]


def explain(findings: Findings, evidence: Evidence, voice: Voice, translate: Translate = untranslated) -> Explanation:
    """The sentences for findings, in one voice."""
    last = disclaimer(translate)
    match voice:
        case Voice.PATIENT:
            return patient_explanation(findings, evidence, last, translate)
        case Voice.CLINICIAN:
            return clinician_explanation(findings, evidence, last, translate)
        case _:
            assert_never(voice)


def disclaimer(translate: Translate = untranslated) -> Sentence:
    """The line that stands under everything this program says."""
    return Sentence(translate("Not a diagnosis."), (OWN_WORDS,))
