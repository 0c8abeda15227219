"""A case as a few lines of plain text, to be put into a record kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.coverage.reach import reach
from bodymap.core.marks.mark import STRONGEST
from bodymap.core.marks.reply import Reply
from bodymap.core.version import VERSION
from bodymap.core.vocabulary import Side, Voice
from bodymap.core.words.clinician_tests import in_turn
from bodymap.core.words.mark_words import over_words, span_words
from bodymap.core.words.message import capitalised, side_word
from bodymap.core.words.results import result_words
from bodymap.publish.told import Told

MOST_LINES: Final = 12
_MOST_NAMED: Final = 4


def record_text(told: Told) -> str:
    """At most `MOST_LINES` lines: sides and parts first, then warnings, roots, what else, what was said."""
    lines = [*_marks(told), *_warnings(told), *_findings(told), *_said(told), *_answers(told)]
    last = f"{told.language.sentence(told.explanation.disclaimer)} bodymap {VERSION}."
    return "\n".join((*lines[: MOST_LINES - 1], last)) + "\n"


def _marks(told: Told) -> Iterator[str]:
    """All marks on one line: side, part, feeling, strength."""
    label = told.language.label
    named: list[str] = []
    for mark in told.case.marks:
        places: dict[str, set[Side]] = {}
        for part in marked_parts([mark], told.atlas):
            places.setdefault(label(told.evidence.part(part.part).clinical_term), set()).add(part.side)
        words = [f"{_sides(sides, told)} {term}" for term, sides in places.items()]
        far = reach(mark.shape, mark.cuts, told.atlas)
        span, over = span_words(far, told.evidence, Voice.CLINICIAN), over_words(far)
        words = [told.language.text(span)] if span is not None else words
        words += [told.language.text(over)] if over is not None else []
        said = [label(mark.quality.value)] if mark.quality else []
        said += [f"{mark.intensity}/{STRONGEST}"] if mark.intensity is not None else []
        named.append(", ".join(words) + (f" ({' '.join(said)})" if said else ""))
    if named:
        yield capitalised(told.language.semicolon.join(named)) + "."


def _sides(sides: set[Side], told: Told) -> str:
    return told.language.label(side_word(next(iter(sides)))) if len(sides) == 1 else told.language.label("bilateral")


def _warnings(told: Told) -> Iterator[str]:
    raised = [notice for notice in told.explanation.red_flags if notice.raised]
    for notice in raised[:2]:
        yield f"! {told.language.named(told.language.title(notice.name), told.language.sentence(notice.action))}"
    if len(raised) > 2:
        yield "! " + told.language.semicolon.join(told.language.title(notice.name) for notice in raised[2:])


def _findings(told: Told) -> Iterator[str]:
    findings, label = told.findings, told.language.label
    if roots := findings.named:
        shares = told.language.semicolon.join(
            f"{one.root.value} {label(side_word(one.side))} {100 * one.share:.0f} % "
            f"({100 * one.low:.0f}–{100 * one.high:.0f})"
            for one in roots
        )
        yield label("Skin of the marks by root, range over maps: {shares}.", shares=shares)
    others = [label(one.name) for one in findings.other_sources[:_MOST_NAMED]]
    others += [label(one.nerve.name) for one in findings.nerves if one.fits_better]
    if others:
        yield label("To consider: {names}.", names=", ".join(dict.fromkeys(others)))
    if findings.weights:
        found = told.language.semicolon.join(
            f"{label(one.test.name)} {told.language.text(result_words(one.examined))}" for one in findings.weights
        )
        yield label("Examined: {results}.", results=found)
    elif findings.next_tests:
        names = ", ".join(label(test.name) for test in in_turn(findings)[:_MOST_NAMED])
        yield label("To examine: {names}.", names=names)
    if findings.codes:
        codes = told.language.semicolon.join(f"{code.code} {label(code.title)}" for code in findings.codes)
        yield label("ICD-10-CM: {codes}.", codes=codes)


def _said(told: Told) -> Iterator[str]:
    case, label = told.case, told.language.label
    texts = (
        (label("since"), case.since),
        (label("better"), case.better),
        (label("worse"), case.worse),
        (label("note"), case.note),
    )
    said = [told.language.named(name, _one_line(text)) for name, text in texts if text.strip()]
    if said:
        yield capitalised(told.language.semicolon.join(said)) + "."


def _answers(told: Told) -> Iterator[str]:
    """How many warning questions were answered; open is what may still raise a warning, not what follows one."""
    label, questions = told.language.label, {}
    for notice in told.explanation.red_flags:
        answered = (question for question in notice.folded if question.reply is not None)
        asked = (question for question in notice.questions if not notice.raised or question.reply is not None)
        for question in (*asked, *answered):
            questions[question.id] = question
    replies = [question.reply for question in questions.values()]
    if any(replies):
        text = label("Warning questions: {no} no, {yes} yes, {unsure} unsure, {open} open.")
        yield text.format(
            no=replies.count(Reply.NO),
            yes=replies.count(Reply.YES),
            unsure=replies.count(Reply.UNSURE),
            open=replies.count(None),
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
