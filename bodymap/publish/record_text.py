"""A case as a few lines of plain text, to be put into a record kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.marks.mark import STRONGEST
from bodymap.core.marks.reply import Reply
from bodymap.core.reasoning.candidates import leading
from bodymap.core.version import VERSION
from bodymap.core.vocabulary import Side
from bodymap.core.words.message import capitalised, side_word
from bodymap.core.words.results import result_words
from bodymap.publish.told import Told

MOST_LINES: Final = 12
_MOST_NAMED: Final = 4


def record_text(told: Told) -> str:
    """At most `MOST_LINES` lines: sides and parts first, then warnings, roots, what else, what was said."""
    lines = [*_marks(told), *_warnings(told), *_findings(told), *_said(told), *_answers(told)]
    last = f"{told.explanation.disclaimer.text} bodymap {VERSION}."
    return "\n".join((*lines[: MOST_LINES - 1], last)) + "\n"


def _marks(told: Told) -> Iterator[str]:
    """All marks on one line: side, part, feeling, strength."""
    translate = told.translate
    named: list[str] = []
    for mark in told.case.marks:
        places: dict[str, set[Side]] = {}
        for part in marked_parts([mark], told.atlas):
            places.setdefault(translate(told.evidence.part(part.part).clinical_term), set()).add(part.side)
        words = [f"{_sides(sides, told)} {term}" for term, sides in places.items()]
        said = [translate(mark.quality.value)] if mark.quality else []
        said += [f"{mark.intensity}/{STRONGEST}"] if mark.intensity is not None else []
        named.append(", ".join(words) + (f" ({' '.join(said)})" if said else ""))
    if named:
        yield capitalised("; ".join(named)) + "."


def _sides(sides: set[Side], told: Told) -> str:
    return told.translate(side_word(next(iter(sides)))) if len(sides) == 1 else told.translate("bilateral")


def _warnings(told: Told) -> Iterator[str]:
    raised = [notice for notice in told.explanation.red_flags if notice.raised]
    for notice in raised[:2]:
        yield f"! {notice.title}: {notice.action.text}"
    if len(raised) > 2:
        yield "! " + "; ".join(notice.title for notice in raised[2:])


def _findings(told: Told) -> Iterator[str]:
    findings, translate = told.findings, told.translate
    if roots := [*leading(findings.candidates)]:
        shares = "; ".join(
            f"{one.root.value} {translate(side_word(one.side))} {100 * one.share:.0f} % "
            f"({100 * one.low:.0f}–{100 * one.high:.0f})"
            for one in roots
        )
        yield translate("Skin of the marks by root, range over maps: {shares}.").format(shares=shares)
    others = [translate(one.name) for one in findings.other_sources[:_MOST_NAMED]]
    others += [translate(one.nerve.name) for one in findings.nerves if one.fits_better]
    if others:
        yield translate("To consider: {names}.").format(names=", ".join(dict.fromkeys(others)))
    if findings.weights:
        found = "; ".join(
            f"{translate(one.test.name)} {result_words(one.examined, translate)}" for one in findings.weights
        )
        yield translate("Examined: {results}.").format(results=found)
    elif findings.next_tests:
        names = ", ".join(translate(test.name) for test in findings.next_tests[:_MOST_NAMED])
        yield translate("To examine: {names}.").format(names=names)
    if findings.codes:
        yield "ICD-10-CM: " + "; ".join(f"{code.code} {code.title}" for code in findings.codes) + "."


def _said(told: Told) -> Iterator[str]:
    case, translate = told.case, told.translate
    texts = (
        (translate("since"), case.since),
        (translate("better"), case.better),
        (translate("worse"), case.worse),
        (translate("note"), case.note),
    )
    said = [f"{name}: {_one_line(text)}" for name, text in texts if text.strip()]
    if said:
        yield capitalised("; ".join(said)) + "."


def _answers(told: Told) -> Iterator[str]:
    """How many warning questions were answered, and which were not answered by a no."""
    translate, questions = told.translate, {}
    for notice in told.explanation.red_flags:
        for question in (*notice.questions, *notice.folded):
            questions[question.id] = question
    replies = [question.reply for question in questions.values()]
    if any(replies):
        text = translate("Warning questions: {no} no, {yes} yes, {unsure} unsure, {open} open.")
        yield text.format(
            no=replies.count(Reply.NO),
            yes=replies.count(Reply.YES),
            unsure=replies.count(Reply.UNSURE),
            open=replies.count(None),
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
