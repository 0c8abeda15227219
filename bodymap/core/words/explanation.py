"""What there is to say about findings, in sections that a screen, a terminal or a sheet of paper can loop over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from bodymap.core.marks.reply import QuestionId, Reply
from bodymap.core.tables.person import FactId
from bodymap.core.vocabulary import Voice
from bodymap.core.words.message import Message, Sentence, capitalised, in_english

NO_NAME = Message("")
"""The name of what needs none."""


MARKED_ITEM = "marked"
"""Id of the part of a story that says what is marked."""

LEFT_ITEM = "left-out"
"""Id of what is folded only because there is not room for all of it at once; paper has the room."""

SPINE_ITEM = "spine"
"""Id of the part of a story that tells of the spine."""


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
    name : Message
        A few words to stand above it; for a clinician the name of what it may mean.
    plain_name : Message
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
    name: Message
    plain_name: Message
    sentences: tuple[Sentence, ...]
    questions: tuple[AskedQuestion, ...]
    folded: tuple[AskedQuestion, ...] = ()

    @property
    def title(self) -> str:
        """Its name in English."""
        return capitalised(in_english(self.name))

    @property
    def plain_title(self) -> str:
        """Its plain name in English."""
        return capitalised(in_english(self.plain_name))

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
            return Item(self.id, self.name, (*self.sentences, *questions))
        return Item(self.id, self.name, (*questions, self.action)) if questions else None


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in words: a nerve, another source of pain, or a test; or plain sentences.

    Attributes
    ----------
    id : str
        Of the finding, such as ``hip-joint``; empty for plain sentences.
    name : Message
        Its name for the audience; `NO_NAME` for plain sentences.
    sentences : tuple of Sentence
        At least one.
    """

    id: str
    name: Message
    sentences: tuple[Sentence, ...]

    @property
    def title(self) -> str:
        """Its name in English."""
        return capitalised(in_english(self.name))


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
        The number of the complaint it belongs to, from 1; None for what belongs to the whole case. A complaint that is
        told together with an earlier one has none of its own.
    folded : bool
        Whether it is shown only when it is asked for; it holds more of what stands before it.
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
    """What there is to say about findings.

    Attributes
    ----------
    sections : tuple of Section
        In the order of reading: what is urgent, then complaint by complaint, then what belongs to the whole case; none
        is empty.
    red_flags : tuple of Notice
        What is urgent, with its questions and their answers; emergencies first, of each tier raised ones first.
    facts : tuple of AskedFact
        About the person, to be asked one at a time.
    disclaimer : Sentence
        Stands above and under every explanation.
    audience : Voice
        Who reads it.
    """

    disclaimer: Sentence
    sections: tuple[Section, ...] = ()
    red_flags: tuple[Notice, ...] = ()
    facts: tuple[AskedFact, ...] = ()
    audience: Voice = Voice.PATIENT

    def of(self, kind: SectionKind, *, complaint: int | None = None, folded: bool | None = None) -> tuple[Item, ...]:
        """The items of the sections of one kind: of one complaint and of the whole case, or of all complaints."""
        return tuple(
            item
            for section in self.sections
            if section.kind is kind and section.complaint in {None, complaint or section.complaint}
            if folded is None or section.folded is folded
            for item in section.items
        )

    @property
    def on_paper(self) -> tuple[Section, ...]:
        """What a page prints: what is said at once, with what only had no room there, what to watch for, the record."""
        found: list[Section] = []
        for section in self.sections:
            if not section.folded or section.kind in {SectionKind.WATCH, SectionKind.RECORD}:
                found.append(section)
                continue
            left = tuple(item for item in section.items if item.id == LEFT_ITEM)
            at = [n for n, one in enumerate(found) if (one.kind, one.complaint) == (section.kind, section.complaint)]
            if left and at:
                found[at[0]] = replace(found[at[0]], items=(*found[at[0]].items, *left))
        return tuple(found)

    @property
    def complaints(self) -> tuple[int, ...]:
        """The numbers of the complaints that are told, in order."""
        return tuple(dict.fromkeys(one.complaint for one in self.sections if one.complaint is not None))

    @property
    def summary(self) -> tuple[Sentence, ...]:
        """What fits under a picture: raised warnings, then the story, what to do and the maps, in one reading."""
        raised = (sentence for flag in self.red_flags if flag.raised for sentence in flag.sentences)
        return (*raised, *(said for one in self.sections if _is_short(one) for said in one.sentences))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them in reading order, questions too."""
        return (
            *(sentence for flag in self.red_flags for sentence in flag.sentences),
            *(question.sentence for flag in self.red_flags for question in (*flag.questions, *flag.folded)),
            *(fact.sentence for fact in self.facts),
            *(one for section in self.sections if section.kind is not SectionKind.URGENT for one in section.sentences),
            self.disclaimer,
        )


_SHORT = frozenset({SectionKind.STORY, SectionKind.DO, SectionKind.MAP})

_HEADINGS = {
    SectionKind.URGENT: ("Check this first", "Red flags"),
    SectionKind.STORY: ("What it most often is", "Likely sources"),
    SectionKind.DO: ("What to do", "Whom to see, and when"),
    SectionKind.CHECK: ("What can be checked", "What tells them apart"),
    SectionKind.MAP: ("On the nerve maps", "Roots"),
    SectionKind.WATCH: ("What to watch for", "Safety net"),
    SectionKind.RECORD: ("For the record", "For the record"),
}


def heading(kind: SectionKind, audience: Voice) -> Message:
    """What stands above a section."""
    patient, clinician = _HEADINGS[kind]
    return Message(patient if audience is Voice.PATIENT else clinician)


def plain(sentences: Iterable[Sentence], item_id: str = "") -> tuple[Item, ...]:
    """Sentences that belong to no finding of their own, as one item; none when there are none."""
    several = tuple(sentences)
    return (Item(item_id, NO_NAME, several),) if several else ()


def filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections that say something."""
    return tuple(section for section in sections if section.items)


def _is_short(section: Section) -> bool:
    return section.kind in _SHORT and not section.folded
