"""The questions of warnings on a page: what was answered with yes, and what nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterator

from bodymap.core.marks.reply import Reply
from bodymap.publish.blocks import Block, Heading, Paragraph, Questions, Tone
from bodymap.publish.told import Told


def open_questions(told: Told, tone: Tone) -> Iterator[Block]:
    """What nobody has answered yet, or not surely, with what a yes means, so that it is not lost with the screen.

    Emergencies come first.
    """
    waiting = [
        (notice, question)
        for notice in sorted(told.explanation.red_flags, key=lambda notice: notice.tier)
        for question in notice.questions
        if question.reply in (None, Reply.UNSURE) and not notice.raised
    ]
    asked: dict[str, list[str]] = {}
    for notice, question in waiting:
        asked.setdefault(told.language.sentence(notice.action), []).append(told.language.sentence(question.sentence))
    if asked:
        yield Heading(told.language.label("Not answered yet"))
        yield from (Questions(tuple(questions), action, tone) for action, questions in asked.items())


def answered(told: Told) -> Iterator[Block]:
    """What was answered with yes, which is why a warning stands above it."""
    questions = [
        told.language.sentence(question.sentence)
        for notice in told.explanation.red_flags
        for question in (*notice.questions, *notice.folded)
        if question.reply is Reply.YES
    ]
    if questions:
        lead = told.language.label("Answered with yes")
        yield Paragraph(" ".join(dict.fromkeys(questions)), Tone.SMALL, lead=lead)
