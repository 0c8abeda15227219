"""The page that a patient takes home, and the page that a clinician keeps, as blocks for `bodymap.ui.paper.page`.

Both loop over what the explanation says, so they say what the screen says; nothing is found here. What was typed about
the person stands on the clinician's page only, and the person's name nowhere but where it was typed for the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.reasoning.examinations import Examination, NextTest
from bodymap.core.tables.literature import OWN_WORDS, Source, SourceId
from bodymap.core.vocabulary import Voice
from bodymap.core.words.clinician_tests import in_turn
from bodymap.core.words.explanation import Item, Section, SectionKind
from bodymap.core.words.language import Language
from bodymap.core.words.message import Message, capitalised, side_word, unconfirmed, united
from bodymap.core.words.results import accuracy_words, not_added_up, result_words, weight_words
from bodymap.publish.blocks import (
    Block,
    Heading,
    Logo,
    Note,
    Page,
    Paragraph,
    Rule,
    Running,
    Table,
    Title,
    Tone,
)
from bodymap.publish.complaint_titles import complaint_titles
from bodymap.publish.page_pictures import pictures
from bodymap.publish.page_questions import answered, open_questions
from bodymap.publish.told import Told

_MOST_CHECKS: Final = 5
_BESIDE_PICTURES: Final = (SectionKind.URGENT, SectionKind.STORY, SectionKind.DO)
"""What a clinician reads beside the pictures; the rest stands under them, from edge to edge."""
_DOI: Final = re.compile(r"\b10\.\d{4,9}/[^\s;,]+")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on the page beside what was found.

    Attributes
    ----------
    date : str
        When the page was made.
    clinic : str
        Name and address as they are to be printed; may be empty.
    emergency_number : str
        Whom to call in an emergency where the page is read; printed only when it was set, because it is never guessed.
    logo : bytes
        The file of a picture; empty for none.
    person : str
        Name or number of the patient, only as it was typed for this page.
    """

    date: str
    clinic: str = ""
    emergency_number: str = ""
    logo: bytes = b""
    person: str = ""


def handout(told: Told, letterhead: Letterhead, audience: Voice) -> Page:
    """The page about a case; what is told must have been put into words for the same audience."""
    in_tables = () if audience is Voice.PATIENT else (SectionKind.MAP, SectionKind.CHECK)
    sections = [section for section in told.explanation.on_paper if section.kind not in in_tables]
    cited = [source for section in sections for one in section.sentences for source in one.sources]
    if audience is Voice.PATIENT:
        watch = [section for section in sections if section.kind is SectionKind.WATCH]
        body = [
            *_notes(told),
            *answered(told),
            *_told([one for one in sections if one not in watch], told, Tone.NORMAL, audience),
        ]
        wide = [*_told(watch, told, Tone.NORMAL, audience), *open_questions(told, Tone.NORMAL)]
    else:
        reading = [section for section in sections if section.kind in _BESIDE_PICTURES]
        others = [section for section in sections if section.kind not in _BESIDE_PICTURES]
        cited += _sources_of_tables(told)
        body = [
            *_notes(told),
            *answered(told),
            *_history(told),
            *_told(reading, told, Tone.SMALL, audience),
        ]
        wide = [
            *open_questions(told, Tone.SMALL),
            *_results(told),
            *_levels(told),
            *_checks(told),
            *_told(others, told, Tone.SMALL, audience),
        ]
    last = Paragraph(told.language.sentence(told.explanation.disclaimer), Tone.STRONG)

    def colons(*blocks: Block) -> tuple[Block, ...]:
        return _with_colons(blocks, told.language)

    return Page(
        head=colons(last, *_head(told, letterhead, audience)),
        beside=colons(*pictures(told, audience)),
        body=colons(*body),
        wide=colons(*wide),
        foot=colons(Rule(), *_sources(cited, told), *_state(told), last),
        running=(*_running(told, letterhead, audience), Rule()),
        numbered=told.language.label("Page {number} of {total}"),
    )


def section_title(kind: SectionKind, audience: Voice, told: Told) -> str:
    """The words over a section."""
    is_patient, label = audience is Voice.PATIENT, told.language.label
    titles = {
        SectionKind.URGENT: label("What must not wait"),
        SectionKind.STORY: label("What it could be") if is_patient else label("Reading"),
        SectionKind.DO: label("What to do") if is_patient else label("Management"),
        SectionKind.CHECK: label("What a clinician can check") if is_patient else label("Examination"),
        SectionKind.MAP: label("Where the nerves come from") if is_patient else label("Roots"),
        SectionKind.WATCH: label("What to watch for") if is_patient else label("Safety net"),
        SectionKind.RECORD: label("For the record"),
    }
    return titles[kind]


def _head(told: Told, letterhead: Letterhead, audience: Voice) -> Iterator[Block]:
    label = told.language.label
    if letterhead.logo:
        yield Logo(letterhead.logo, label("The sign of the clinic"))
    if letterhead.clinic:
        yield Paragraph(letterhead.clinic, Tone.SMALL)
    yield Title(_title(told, audience), letterhead.date)
    if letterhead.person:
        yield Paragraph(letterhead.person, Tone.STRONG)
    if letterhead.emergency_number:
        yield Paragraph(label("Emergency number: {number}", number=letterhead.emergency_number), Tone.SMALL)
    yield Rule()


def _running(told: Told, letterhead: Letterhead, audience: Voice) -> Iterator[Block]:
    """What says on a further sheet to which page it belongs."""
    yield Running(" · ".join(filter(None, (_title(told, audience), letterhead.person))), letterhead.date)


def _title(told: Told, audience: Voice) -> str:
    label = told.language.label
    return label("Your pain drawing") if audience is Voice.PATIENT else label("Pain drawing: findings")


def _with_colons(blocks: Iterable[Block], language: Language) -> tuple[Block, ...]:
    """The blocks with the colon of the language after what leads."""
    colon = language.manner.colon
    return tuple(replace(one, colon=colon) if isinstance(one, Paragraph) else one for one in blocks)


def _told(sections: Iterable[Section], told: Told, tone: Tone, audience: Voice) -> Iterator[Block]:
    """What stands in the sections; what is urgent has frames of its own.

    Of several complaints each has one heading, with the numbers of its marks in the picture, to save room.
    """
    shown = [section for section in sections if section.kind is not SectionKind.URGENT]
    titles = complaint_titles(told) if len({one.complaint for one in shown} - {None}) > 1 else {}
    for number, several in groupby(shown, key=lambda section: section.complaint):
        if number in titles:
            yield Heading(titles[number])
            for section in several:
                lead = "" if section.kind is SectionKind.STORY else section_title(section.kind, audience, told)
                yield from _items(section.items, told, tone, lead=lead)
            continue
        for section in several:
            yield Heading(section_title(section.kind, audience, told))
            yield from _items(section.items, told, tone)


def _notes(told: Told) -> Iterator[Block]:
    """A frame for each warning that is raised."""
    for notice in told.explanation.red_flags:
        if notice.raised:
            yield Note(told.language.title(notice.name), tuple(map(told.language.sentence, notice.sentences)))


def _items(items: Iterable[Item], told: Told, tone: Tone, *, lead: str = "") -> Iterator[Block]:
    """A paragraph for each item; the first without a name of its own takes the lead that is given."""
    for item in items:
        text = " ".join(map(told.language.sentence, item.sentences))
        yield Paragraph(text, tone, lead=told.language.title(item.name) or lead)
        lead = "" if not item.title else lead


def _history(told: Told) -> Iterator[Block]:
    case, label = told.case, told.language.label
    told_of = (
        (label("Since"), case.since),
        (label("Better"), case.better),
        (label("Worse"), case.worse),
        (label("Note"), case.note),
    )
    lines = [(name, text) for name, text in told_of if text]
    lines += [
        (label("Mark {number}", number=number), mark.note)
        for number, mark in enumerate(case.marks, start=1)
        if mark.note
    ]
    if lines:
        yield Heading(label("Said by the patient"))
        yield from (Paragraph(text, Tone.SMALL, lead=name) for name, text in lines)


def _levels(told: Told) -> Iterator[Block]:
    """The roots as a table: where each leaves, what it moves and feels, its share, and which maps are for it."""
    label = told.language.label
    named = _in_table(told)
    rows: list[tuple[str, ...]] = []
    for root in dict.fromkeys(one.root for one in named):
        facts, sides = told.evidence.root(root), [one for one in named if one.root is root]
        share = ", ".join(f"{100 * one.share:.0f} % ({100 * one.low:.0f}–{100 * one.high:.0f})" for one in sides)
        level = f"{root.value} " + ", ".join(label(side_word(one.side)) for one in sides)
        maps_for = min(one.maps_for for one in sides)
        maps = label("{maps_for} of {maps_total}", maps_for=maps_for, maps_total=sides[0].maps_total)
        reflex = Message(facts.reflex)
        reflex = unconfirmed(reflex, facts.certainty) if facts.short_reflex else reflex
        known = (Message(facts.exits), Message(facts.key_muscle), reflex, Message(facts.key_sensory_point))
        rows.append((level, share, maps, *map(told.language.text, known)))
    if rows:
        heads = ("Root", "Skin, range", "Maps", "Leaves", "Key muscle", "Reflex", "Key sensory point")
        yield Heading(section_title(SectionKind.MAP, Voice.CLINICIAN, told))
        yield Table(tuple(map(label, heads)), tuple(rows))
    told_of = {(one.root, one.side) for one in named}
    smaller = [one for one in told.findings.candidates if (one.root, one.side) not in told_of]
    if smaller:
        shares = (f"{one.root.value} {label(side_word(one.side))} {100 * one.share:.0f} %" for one in smaller)
        yield Paragraph(", ".join(shares), Tone.FAINT, lead=label("Smaller shares"))


def _in_table(told: Told) -> tuple[Candidate, ...]:
    """The candidates that the table of the roots is about."""
    return told.findings.named or told.findings.shown


def _checks(told: Told) -> Iterator[Block]:
    """What to examine as a table: for which of the candidates it speaks, against which, and how good it was."""
    label = told.language.label
    rows = [
        (
            capitalised(label(one.name)),
            ", ".join((*(root.value for root in one.points_to), *_conditions(one.conditions, told))),
            ", ".join((*_others(one), *_conditions(one.against, told))),
            _accuracy(one.test, told),
        )
        for one in _to_examine(told)
    ]
    if rows:
        heads = ("To examine", "Speaks for", "Rather than", "How good it was")
        yield Heading(section_title(SectionKind.CHECK, Voice.CLINICIAN, told))
        yield Table(tuple(map(label, heads)), tuple(rows))


def _to_examine(told: Told) -> list[NextTest]:
    """The tests that have room in the table beside those that were done."""
    examined = {one.test for one in told.case.examined}
    return [one for one in in_turn(told.findings) if one.id not in examined][: max(_MOST_CHECKS - len(examined), 0)]


def _results(told: Told) -> Iterator[Block]:
    """What was examined: the result, and what it speaks for or against; nothing is added up."""
    label = told.language.label
    rows = [
        (
            capitalised(label(one.test.name)),
            told.language.text(result_words(one.examined)),
            told.language.title(weight_words(one, told.evidence)),
            _accuracy(one.test, told),
        )
        for one in told.findings.weights
    ]
    if rows:
        heads = ("Examined", "Found", "Speaks for or against", "How good it was")
        yield Heading(label("What was examined"))
        yield Table(tuple(map(label, heads)), tuple(rows))
        yield Paragraph(told.language.sentence(not_added_up()), Tone.FAINT)


def _accuracy(test: Examination, told: Told) -> str:
    return told.language.text(accuracy_words(test.accuracy))


def _others(test: NextTest) -> Iterator[str]:
    return (root.value for root in test.tells_apart if root not in test.points_to)


def _conditions(conditions: Iterable[str], told: Told) -> Iterator[str]:
    return (told.language.label(told.evidence.condition_name(condition)) for condition in conditions)


def _sources_of_tables(told: Told) -> Iterator[SourceId]:
    """What the tables of a clinician rest on: results, roots, and all studies of the tests."""
    weights, roots = told.findings.weights, dict.fromkeys(one.root for one in _in_table(told))
    if weights:
        yield from not_added_up().sources
    if roots:
        yield from told.findings.map_sources
    for root in roots:
        yield from told.evidence.root(root).sources
    for test in (*(one.test for one in weights), *(one.test for one in _to_examine(told))):
        yield from united(test.sources, *(one.sources for one in test.accuracy))


def _sources(cited: Iterable[SourceId], told: Told) -> Iterator[Block]:
    names = [
        _cited(told.evidence.source(source), told.language) for source in dict.fromkeys(cited) if source != OWN_WORDS
    ]
    if names:
        yield Paragraph(told.language.semicolon.join(names) + ".", Tone.FAINT, lead=told.language.label("Sources"))


def _state(told: Told) -> Iterator[Block]:
    """Who checked the language of the page; nothing for English, which it is written in."""
    if told.language.state:
        state = told.language.label(told.language.state)
        yield Paragraph(told.language.label("Translation: {state}.", state=state), Tone.FAINT)


def _cited(source: Source, language: Language) -> str:
    """A source in short: author, year, and its DOI where it has one."""
    doi = _DOI.search(source.where)
    cited = language.cited(source)
    return f"{cited}, doi {doi.group()}" if doi else cited
