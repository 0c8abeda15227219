"""The results of examinations in words: what was found, and what each speaks for or against, each by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bodymap.core.marks.examined import FULL_STRENGTH, Examined, Result
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.results import Weight
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.words.message import (
    Message,
    Sentence,
    Translate,
    capitalised,
    in_english,
    listed,
    side_word,
    united,
    untranslated,
)

_NOT_ADDED: Final = SourceId("iversen2013")


def not_added_up(translate: Translate = untranslated) -> Sentence:
    """What stands over all results."""
    text = translate(
        "In one study of 116 people no single test of strength, reflex or feeling had a likelihood ratio over 4 or "
        "under 0.4; results stand side by side and are not added up."
    )
    return Sentence(Message(text), (_NOT_ADDED,))


def result_words(one: Examined, translate: Translate = untranslated) -> str:
    """A result in short: "left weaker, 4 of 5"."""
    words = {
        Result.NORMAL: translate("normal"),
        Result.WEAKER: translate("weaker"),
        Result.ABSENT: translate("absent"),
        Result.NEGATIVE: translate("negative"),
        Result.POSITIVE: translate("positive"),
    }
    said = f"{translate(side_word(one.side))} {words[one.result]}"
    if one.grade is None:
        return said
    return translate("{result}, {grade} of {full}").format(result=said, grade=one.grade, full=FULL_STRENGTH)


def result_sentence(weight: Weight, evidence: Evidence, translate: Translate = untranslated) -> Sentence:
    """A result with what it speaks for or against, and how good the test was."""
    known = "; ".join(
        f"{translate(one.figures)} ({translate(one.population)}){_unconfirmed(one.certainty, translate)}"
        for one in weight.test.accuracy
    )
    text = translate("{test}, {result}: {weight} {figures}.").format(
        test=capitalised(translate(weight.test.name)),
        result=result_words(weight.examined, translate),
        weight=weight_words(weight, evidence, translate),
        figures=known or translate("No figure known"),
    )
    return Sentence(Message(text), united(weight.test.sources, *(one.sources for one in weight.test.accuracy)))


def weight_words(weight: Weight, evidence: Evidence, translate: Translate = untranslated) -> str:
    """What a result speaks for, and what against."""
    about = in_english(listed([root.value for root in weight.roots] + _names(weight.conditions, evidence, translate)))
    opposed = in_english(listed(_names(weight.opposed, evidence, translate)))
    if not about:
        return translate("About none of the candidates.")
    if not weight.speaks_for:
        return translate("Speaks against {these}.").format(these=about)
    if not opposed:
        return translate("Speaks for {these}.").format(these=about)
    return translate("Speaks for {these}, against {others}.").format(these=about, others=opposed)


def _names(conditions: Iterable[str], evidence: Evidence, translate: Translate) -> list[str]:
    return [translate(evidence.condition_name(condition)) for condition in conditions]


def _unconfirmed(certainty: Certainty, translate: Translate) -> str:
    return translate(" (unconfirmed)") if certainty is Certainty.RECALLED else ""
