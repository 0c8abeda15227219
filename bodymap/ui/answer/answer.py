"""What the answer column is told: findings, and what there is to say about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bodymap.core.vocabulary import Voice
from bodymap.ui.language.spoken import label, spoken, window_language

if TYPE_CHECKING:
    from bodymap.core.atlas.maps import DermatomeMap
    from bodymap.core.marks.mark import MarkId, Shape
    from bodymap.core.reasoning.candidates import Candidate
    from bodymap.core.reasoning.findings import Findings
    from bodymap.core.reasoning.knowledge import Evidence
    from bodymap.core.reasoning.story import Story
    from bodymap.core.tables.literature import SourceId
    from bodymap.core.words.explanation import Explanation, Item, Section, SectionKind
    from bodymap.core.words.message import Sentence
    from bodymap.core.words.told_complaints import ToldComplaint

    MarkKey = tuple[MarkId, Shape]


@dataclass(frozen=True, slots=True)
class Answer:
    """Findings, and what there is to say about them.

    Attributes
    ----------
    touched : MarkId or None
        The mark whose complaint is to be told first.
    order : tuple of MarkId
        The marks in the order in which they are numbered on the body.
    """

    findings: Findings
    evidence: Evidence
    voice: Voice
    said: Explanation
    maps: tuple[DermatomeMap, ...]
    touched: MarkId | None = None
    order: tuple[MarkId, ...] = ()

    @property
    def complaints(self) -> tuple[ToldComplaint, ...]:
        """The complaints as they are told."""
        from bodymap.core.words.told_complaints import told_complaints

        return told_complaints(self.findings)

    def is_about(self, mark: MarkId | None) -> bool:
        """Whether the findings are about a mark among others."""
        return any(one.id == mark for complaint in self.findings.complaints for one in complaint.marks)

    def complaint_of(self, mark: MarkId | None) -> int:
        """The number of the complaint that a mark belongs to; of the first one where it belongs to none."""
        own = (
            told.number for told in self.complaints for one in told.complaints for its in one.marks if its.id == mark
        )
        return next(own, self.complaints[0].number)

    def marks_of(self, number: int) -> frozenset[MarkKey]:
        """The marks of a complaint, each by what stays the same while it is told in other words."""
        told = (one for one in self.complaints if one.number == number)
        return frozenset((mark.id, mark.shape) for one in told for its in one.complaints for mark in its.marks)

    def complaint_with(self, marks: frozenset[MarkKey]) -> int | None:
        """The number of the complaint that has one of these marks."""
        numbers = (told.number for told in self.complaints if marks & self.marks_of(told.number))
        return next(numbers, None)

    def name(self, told: ToldComplaint) -> str:
        """The place of a complaint, in a few words."""
        from bodymap.core.words.mark_words import reaching, span_words
        from bodymap.core.words.message import Message, capitalised, message, sides
        from bodymap.core.words.patient_story import place_words

        if told.story is None:
            return ""
        far = told.story.reach
        span = span_words(far, self.evidence, self.voice)
        if self.voice is Voice.CLINICIAN:
            term = Message(self.evidence.part(told.story.lead.part).clinical_term)
            lead = message("{side} {term}", side=sides(told.story.lead.sides), term=term)
            place = capitalised(spoken(reaching(span or lead, far)))
            return " · ".join((place, *(label(quality.value) for quality in told.story.feelings)))
        return capitalised(spoken(reaching(span or place_words(told.story.lead, self.evidence), far)))

    def short_name(self, told: ToldComplaint) -> str:
        """The numbers of the marks of a complaint and its part, as they stand on a chip."""
        if told.story is None:
            return self.title(told)
        numbers = ", ".join(map(str, self.numbers(told)))
        return f"{numbers}  {self._part(told.story)}"

    def title(self, told: ToldComplaint) -> str:
        """A complaint by its marks and its part, as it is read out: "Marks 1, 3: front of the hip"."""
        from bodymap.core.words.told_complaints import marks_title

        title = spoken(marks_title(self.numbers(told)))
        return title if told.story is None else window_language().named(title, self._part(told.story))

    def numbers(self, told: ToldComplaint) -> tuple[int, ...]:
        """The numbers that the marks of a complaint have on the body."""
        from bodymap.core.words.told_complaints import mark_numbers

        return mark_numbers(told.marks, self.order)

    def _part(self, story: Story) -> str:
        part = self.evidence.part(story.lead.part)
        return label(part.clinical_term if self.voice is Voice.CLINICIAN else part.patient_words)

    def shown(self, told: ToldComplaint) -> tuple[Candidate, ...]:
        """The candidates of a complaint that have a row of their own."""
        from bodymap.core.reasoning.findings import shown

        rows = [one for complaint in told.complaints for one in shown(complaint.candidates)]
        strong = set(self.named(told))
        return (*(one for one in rows if one in strong), *(one for one in rows if one not in strong))

    def named(self, told: ToldComplaint) -> tuple[Candidate, ...]:
        """The candidates of a complaint that a sentence names."""
        from bodymap.core.reasoning.candidates import named

        return tuple(one for complaint in told.complaints for one in named(complaint.candidates))

    def further(self, told: ToldComplaint) -> tuple[Candidate, ...]:
        """The weaker candidates of a complaint."""
        rows = set(self.shown(told))
        return tuple(one for complaint in told.complaints for one in complaint.candidates if one not in rows)

    def items(self, kind: SectionKind, told: ToldComplaint) -> tuple[Item, ...]:
        """What is said at once of one kind about a complaint; under an emergency, what would be."""
        return tuple(item for section in self._at_once(kind, told) for item in section.items)

    def more(self, kind: SectionKind, told: ToldComplaint) -> tuple[Item, ...]:
        """What else is said of one kind about a complaint when it is asked for."""
        at_once = self._at_once(kind, told)
        return tuple(item for one in self._sections(kind, told) if one not in at_once for item in one.items)

    def _at_once(self, kind: SectionKind, told: ToldComplaint) -> tuple[Section, ...]:
        own = self._sections(kind, told)
        return own[:1] if self.steps_back else tuple(section for section in own if not section.folded)

    def _sections(self, kind: SectionKind, told: ToldComplaint) -> tuple[Section, ...]:
        return tuple(one for one in self.said.sections if (one.kind, one.complaint) == (kind, told.number))

    @property
    def steps_back(self) -> bool:
        """Whether an emergency leaves no room for the rest until it is asked for."""
        return bool(self.said.sections) and all(
            section.folded for section in self.said.sections if section.complaint is not None
        )

    def sources(self, sentences: Iterable[Sentence]) -> str:
        """For a clinician the short names of what sentences rest on, each once, in their order; else nothing."""
        if self.voice is Voice.PATIENT:
            return ""
        return " · ".join(window_language().cited(self.evidence.source(source)) for source in _cited(sentences))

    def full_sources(self, sentences: Iterable[Sentence]) -> tuple[str, ...]:
        """For a clinician what sentences rest on, each source once and in full; else nothing."""
        return () if self.voice is Voice.PATIENT else tuple(map(self.full_source, _cited(sentences)))

    def full_sources_of_maps(self) -> tuple[str, ...]:
        """For a clinician what the maps were drawn from, each source once and in full; else nothing."""
        if self.voice is Voice.PATIENT:
            return ()
        return tuple(map(self.full_source, dict.fromkeys(source for known in self.maps for source in known.sources)))

    def full_source(self, source: SourceId) -> str:
        """A source in full: who wrote it where, about whom, its limits, how sure."""
        from bodymap.core.words.cited import source_lines

        return "\n".join(map(spoken, source_lines(source, self.evidence)))

    def sources_of(self, item: Item) -> str:
        """For a clinician what an item rests on."""
        return self.sources(item.sentences)


def _cited(sentences: Iterable[Sentence]) -> tuple[SourceId, ...]:
    """What sentences rest on, each once, in their order; the program's own words cite nothing."""
    from bodymap.core.tables.literature import OWN_WORDS

    cited = dict.fromkeys(source for sentence in sentences for source in sentence.sources)
    return tuple(source for source in cited if source != OWN_WORDS)
