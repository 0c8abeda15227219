"""What there is to say about findings, as pieces of text that a screen, a terminal or a sheet of paper can arrange."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

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
        A few words to stand above it; for a clinician the name of what it may mean.
    plain_title : str
        A few words that a patient may read over the clinician's shoulder, without that name.
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
    plain_title: str
    sentences: tuple[Sentence, ...]
    questions: tuple[AskedQuestion, ...]
    folded: tuple[AskedQuestion, ...] = ()

    @property
    def action(self) -> Sentence:
        """What to do: now, when it is raised, and after a yes, when it is only asked about."""
        return self.sentences[-1]

    @property
    def item(self) -> Item | None:
        """The warning as it is read: when raised, why and what to do; else its questions, and what a yes means.

        None while it waits for a fact about the person and asks nothing itself.
        """
        questions = tuple(question.sentence for question in self.questions)
        if self.raised:
            return Item(self.id, self.title, (*self.sentences, *questions))
        return Item(self.id, self.title, (*questions, self.action)) if questions else None


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in words: a nerve, another source of pain, or a test; or plain sentences.

    Attributes
    ----------
    id : str
        Of the finding, such as ``hip-joint``; empty for plain sentences.
    title : str
        Its name in the voice that speaks; empty for plain sentences.
    sentences : tuple of Sentence
        At least one.
    """

    id: str
    title: str
    sentences: tuple[Sentence, ...]


class SectionKind(Enum):
    """What a section is about; the order is the order of reading."""

    URGENT = "urgent"
    STORY = "story"
    DO = "do"
    CHECK = "check"
    MAP = "map"
    WATCH = "watch"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences about one thing, for screen, text, JSON, picture and page alike.

    Attributes
    ----------
    items : tuple of Item
        At least one; an item without a title is plain sentences.
    complaint : int or None
        The number of the complaint it belongs to, from 1; None for what belongs to the whole case.
    folded : bool
        Whether it is shown only when it is asked for.
    """

    kind: SectionKind
    items: tuple[Item, ...]
    complaint: int | None = None
    folded: bool = False

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all items, in order."""
        return tuple(sentence for item in self.items for sentence in item.sentences)


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
    def sections(self) -> tuple[Section, ...]:
        """Everything but the last line, in the order of reading; no section is empty."""
        urgent = [item for flag in self.red_flags if (item := flag.item) is not None]
        story = (*_plain(self.place), *self.other_sources, *self.nerves, *_plain(self.exposs))
        record = _plain((*self.provoked, *self.extent, *self.codes))
        sections = (
            Section(SectionKind.URGENT, tuple(urgent)),
            Section(SectionKind.STORY, story, complaint=1),
            Section(SectionKind.CHECK, self.next_tests, complaint=1),
            Section(SectionKind.MAP, _plain((*self.roots, *self.certainty)), complaint=1),
            Section(SectionKind.WATCH, _plain(self.safety_net)),
            Section(SectionKind.RECORD, record, folded=True),
        )
        return tuple(section for section in sections if section.items)

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


def _plain(sentences: tuple[Sentence, ...]) -> tuple[Item, ...]:
    """Sentences that belong to no finding of their own, as one item; none when there are none."""
    return (Item("", "", sentences),) if sentences else ()
