"""Puts findings into sentences, for a patient or a clinician; the single entry point to clinical text.

The window, the command line and the printed page all say what comes from here. A sentence is a message with its values,
rendered late by a `bodymap.core.words.language.Language`, and names the sources it rests on. Patient sentences are
short and plain and give counts, never bare percentages; recalled numbers do not reach them. For a clinician, what is
only recalled is marked "unconfirmed".

How it feels weighs into the words of certainty, not into areas. Numb or tingling marks follow the maps better than an
ache, though still poorly (Taylor 2013, Rankine 1998), so with such marks the text says that they say more, and with
pain only it says that they say less; where nobody said how it feels, it says neither. No share, order or range changes.
"""

from __future__ import annotations

from typing import assert_never

from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.tables.literature import OWN_WORDS
from bodymap.core.vocabulary import Voice
from bodymap.core.words.clinician import clinician_explanation
from bodymap.core.words.explanation import Explanation
from bodymap.core.words.message import Message, Sentence
from bodymap.core.words.patient import patient_explanation


def explain(findings: Findings, evidence: Evidence, voice: Voice) -> Explanation:
    """The sentences for findings, for one audience."""
    match voice:
        case Voice.PATIENT:
            return patient_explanation(findings, evidence, disclaimer())
        case Voice.CLINICIAN:
            return clinician_explanation(findings, evidence, disclaimer())
        case _:
            assert_never(voice)


def disclaimer() -> Sentence:
    """The line that stands above and under everything this program says."""
    return Sentence(Message("Not a diagnosis."), (OWN_WORDS,))
