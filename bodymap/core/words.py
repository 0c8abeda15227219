"""Puts findings into sentences, for a patient or a clinician; the one place where clinical text is composed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bodymap.core.anatomy import Voice
from bodymap.core.evidence import Evidence
from bodymap.core.findings import Findings
from bodymap.core.sources import SourceId

Translate: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text with the sources it rests on, at least one."""

    text: str
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What there is to say about findings, piece by piece.

    Attributes
    ----------
    place : tuple of Sentence
        What was marked.
    roots : tuple of Sentence
        Which roots feed the skin there, and where they leave the spine.
    exposs : tuple of Sentence
        What one study found about the place, or that there is no figure.
    disclaimer : Sentence
        Stands under every explanation.
    """

    place: tuple[Sentence, ...]
    roots: tuple[Sentence, ...]
    exposs: tuple[Sentence, ...]
    disclaimer: Sentence

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them in reading order."""
        return (*self.place, *self.roots, *self.exposs, self.disclaimer)


def untranslated(text: str) -> str:
    """The English text itself: the translation hook when there is no translation."""
    return text


def explain(findings: Findings, evidence: Evidence, voice: Voice, translate: Translate = untranslated) -> Explanation:
    """The sentences for findings."""
    raise NotImplementedError
