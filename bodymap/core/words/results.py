"""The results of examinations in words: what was found, and what each speaks for or against, each by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bodymap.core.marks.examined import FULL_STRENGTH, Examined, Result
from bodymap.core.reasoning.examinations import Accuracy
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.results import Weight
from bodymap.core.tables.literature import SourceId
from bodymap.core.words.message import (
    Message,
    Sentence,
    in_a_row,
    listed,
    message,
    side_word,
    unconfirmed,
    united,
)

_NOT_ADDED: Final = SourceId("iversen2013")


def not_added_up() -> Sentence:
    """What stands over all results."""
    text = (
        "In one study of 116 people no single test of strength, reflex or feeling had a likelihood ratio over 4 or "
        "under 0.4; results stand side by side and are not added up."
    )
    return Sentence(Message(text), (_NOT_ADDED,))


def result_words(one: Examined) -> Message:
    """A result in short: "left weaker, 4 of 5"."""
    words = {
        Result.NORMAL: Message("normal"),
        Result.WEAKER: Message("weaker"),
        Result.ABSENT: Message("absent"),
        Result.NEGATIVE: Message("negative"),
        Result.POSITIVE: Message("positive"),
    }
    said = message("{side} {result}", side=Message(side_word(one.side)), result=words[one.result])
    if one.grade is None:
        return said
    return message("{result}, {grade} of {full}", result=said, grade=one.grade, full=FULL_STRENGTH)


def result_sentence(weight: Weight, evidence: Evidence) -> Sentence:
    """A result with what it speaks for or against, and how good the test was."""
    known = accuracy_words(weight.test.accuracy)
    said = message(
        "{test}, {result}: {weight} {figures}.",
        test=Message(weight.test.name),
        result=result_words(weight.examined),
        weight=weight_words(weight, evidence),
        figures=known if known.id else Message("No figure known"),
    )
    return Sentence(said, united(weight.test.sources, *(one.sources for one in weight.test.accuracy)))


def accuracy_words(accuracy: Iterable[Accuracy]) -> Message:
    """How good a test was, study by study."""
    return in_a_row(list(map(_accuracy, accuracy)))


def weight_words(weight: Weight, evidence: Evidence) -> Message:
    """What a result speaks for, and what against."""
    about = [*(root.value for root in weight.roots), *_names(weight.conditions, evidence)]
    opposed = _names(weight.opposed, evidence)
    if not about:
        return Message("About none of the candidates.")
    if not weight.speaks_for:
        return message("Speaks against {these}.", these=listed(about))
    if not opposed:
        return message("Speaks for {these}.", these=listed(about))
    return message("Speaks for {these}, against {others}.", these=listed(about), others=listed(opposed))


def _names(conditions: Iterable[str], evidence: Evidence) -> list[str]:
    return [evidence.condition_name(condition) for condition in conditions]


def _accuracy(one: Accuracy) -> Message:
    said = message("{figures} ({population})", figures=Message(one.figures), population=Message(one.population))
    return unconfirmed(said, one.certainty)
