"""What there is to say about findings, as pieces of text that a screen, a terminal or a sheet of paper can arrange."""

from __future__ import annotations

from dataclasses import dataclass

from bodymap.core.marks.reply import QuestionId, Reply
from bodymap.core.tables.person import FactId
from bodymap.core.words.message import Sentence


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a warning, with the reply given so far."""

    id: QuestionId
    sentence: Sentence
    reply: Reply | None


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact about the person that would decide a warning.

    Attributes
    ----------
    values : tuple of str
        The answers that can be given, as they are kept.
    """

    id: FactId
    sentence: Sentence
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning in words.

    Attributes
    ----------
    id : str
        Of the red flag.
    tier : int
        1 for an emergency today, 2 for a clinician soon.
    raised : bool
        Whether the marks or an answer speak for it; otherwise only its questions are worth asking.
    title : str
        A few words to stand above it.
    sentences : tuple of Sentence
        Why it is shown and, last, what to do.
    questions : tuple of AskedQuestion
        To be answered now by yes, no or unsure; empty when the marks have answered, or a fact is wanted first.
    folded : tuple of AskedQuestion
        Questions behind one that stands for them, or for the record.
    """

    id: str
    tier: int
    raised: bool
    title: str
    sentences: tuple[Sentence, ...]
    questions: tuple[AskedQuestion, ...]
    folded: tuple[AskedQuestion, ...] = ()

    @property
    def action(self) -> Sentence:
        """What to do: now, when it is raised, and after a yes, when it is only asked about."""
        return self.sentences[-1]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in words: a nerve, another source of pain, or a test.

    Attributes
    ----------
    id : str
        Of the finding, such as ``hip-joint``.
    title : str
        Its name in the voice that speaks.
    sentences : tuple of Sentence
        At least one.
    """

    id: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What there is to say about findings; all but safety net and disclaimer empty when nothing is marked.

    The order of the fields is the order of reading.

    Attributes
    ----------
    red_flags : tuple of Notice
        Before everything else; emergencies first, of each tier raised ones first.
    facts : tuple of AskedFact
        About the person, to be asked one at a time.
    place : tuple of Sentence
        What was marked.
    roots : tuple of Sentence
        Which roots feed the skin there, and where they leave the spine.
    certainty : tuple of Sentence
        How sure that is, which depends on how it feels.
    exposs : tuple of Sentence
        What one study found about the place, or that there is no figure.
    nerves : tuple of Item
        Skin nerves: for a patient only those that fit better than any root, and none while an emergency is raised.
    other_sources : tuple of Item
        What else hurts there.
    provoked : tuple of Sentence
        Where irritated roots were felt in a study.
    next_tests : tuple of Item
        For a clinician one item for each test; for a patient at most one that names what can be checked.
    extent : tuple of Sentence
        How much is marked; for a clinician.
    codes : tuple of Sentence
        Symptom codes; for a clinician.
    safety_net : tuple of Sentence
        What to watch for.
    disclaimer : Sentence
        Stands under every explanation.
    """

    disclaimer: Sentence
    red_flags: tuple[Notice, ...] = ()
    place: tuple[Sentence, ...] = ()
    roots: tuple[Sentence, ...] = ()
    certainty: tuple[Sentence, ...] = ()
    exposs: tuple[Sentence, ...] = ()
    nerves: tuple[Item, ...] = ()
    other_sources: tuple[Item, ...] = ()
    provoked: tuple[Sentence, ...] = ()
    next_tests: tuple[Item, ...] = ()
    extent: tuple[Sentence, ...] = ()
    codes: tuple[Sentence, ...] = ()
    safety_net: tuple[Sentence, ...] = ()
    facts: tuple[AskedFact, ...] = ()

    @property
    def summary(self) -> tuple[Sentence, ...]:
        """What fits under a picture: raised warnings, the place, the roots, how sure that is, and the study."""
        raised = (sentence for flag in self.red_flags if flag.raised for sentence in flag.sentences)
        return (*raised, *self.place, *self.roots, *self.certainty, *self.exposs)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them in reading order, questions too."""
        items = (*self.nerves, *self.other_sources)
        return (
            *(sentence for flag in self.red_flags for sentence in flag.sentences),
            *(question.sentence for flag in self.red_flags for question in (*flag.questions, *flag.folded)),
            *(fact.sentence for fact in self.facts),
            *self.place,
            *self.roots,
            *self.certainty,
            *self.exposs,
            *(sentence for item in items for sentence in item.sentences),
            *self.provoked,
            *(sentence for item in self.next_tests for sentence in item.sentences),
            *self.extent,
            *self.codes,
            *self.safety_net,
            self.disclaimer,
        )
