"""The questions of warnings on a page: what was answered with yes, and what nobody has answered yet."""

from __future__ import annotations

from collections.abc import Iterator

from bodymap.core.marks.reply import Reply
from bodymap.publish.blocks import Block, Heading, Paragraph, Tone
from bodymap.publish.told import Told


def open_questions(told: Told) -> Iterator[Block]:
    """What nobody has answered yet, or not surely, with what a yes means, so that it is not lost with the screen."""
    asked: dict[str, list[str]] = {}
    for notice in told.explanation.red_flags:
        for question in notice.questions:
            if question.reply in (None, Reply.UNSURE) and not notice.raised:
                action = told.language.sentence(notice.action)
                asked.setdefault(action, []).append(told.language.sentence(question.sentence))
    if asked:
        yield Heading(told.language.label("Not answered yet"))
        # In one paragraph, which is shorter: each group of questions ends with what a yes to them means.
        said = (" ".join((*questions, action)) for action, questions in asked.items())
        yield Paragraph(" ".join(said), Tone.SMALL)


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
