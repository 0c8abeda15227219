"""The tests that tell the sources in play apart: at most five for a clinician, and behind them how they are done."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import Final

from bodymap.core.reasoning.candidates import leading_roots
from bodymap.core.reasoning.examinations import MOST_TOLD, Accuracy, NextTest, TestKind, telling
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.story import Story, spine_referral
from bodymap.core.tables.literature import SourceId
from bodymap.core.vocabulary import Root
from bodymap.core.words.explanation import Item, plain
from bodymap.core.words.message import Message, Sentence, doubtful, listed, message, united
from bodymap.core.words.told_complaints import ToldComplaint, told_complaints

_IVERSEN: Final = (SourceId("iversen2013"),)
_PARTING: Final = frozenset({TestKind.STRENGTH, TestKind.FEELING})
"""Kinds of test that tell neighbouring roots apart; reflexes and stretches stand for several."""


def test_items(told: ToldComplaint, findings: Findings, evidence: Evidence) -> tuple[Item, ...]:
    """What no single test can do, then the tests, then what to look for where no test was studied."""
    chosen = _chosen(told, findings)
    items = tuple(_item(test, evidence) for test in chosen)
    roots = leading_roots(told.first.candidates)
    is_lumbar = any(root.position >= Root.L1.position for root in roots)
    weak = Sentence(
        Message("No single test settles it: in one study of 116 people with long root pain none had LR+ over 4."),
        _IVERSEN,
    )
    sign = () if told.story is None else _sign(told.story, chosen)
    return (*plain((weak,) if is_lumbar and chosen else ()), *sign, *items)


def test_notes(told: ToldComplaint, findings: Findings, evidence: Evidence) -> tuple[Item, ...]:  # noqa: ARG001
    """How each of those tests is done, with every figure and whom it is about; then the names of all others."""
    chosen = _chosen(told, findings)
    rest = [test for test in findings.next_tests if test not in chosen]
    return (*(_how(test) for test in chosen), *plain(_others(rest)))


def in_turn(findings: Findings) -> tuple[NextTest, ...]:
    """All tests for a short list: the first of each complaint, the second of each, and so on, then all others."""
    turns = zip_longest(*(_chosen(told, findings) for told in told_complaints(findings)))
    chosen = [test for test in chain.from_iterable(turns) if test is not None]
    return tuple({test.id: test for test in (*chosen, *findings.next_tests)}.values())


def _chosen(told: ToldComplaint, findings: Findings) -> tuple[NextTest, ...]:
    story = told.story
    conditions = [] if story is None else [source.row.condition.id for source in story.sources]
    spine = None if story is None else spine_referral(story.spine)
    roots = () if story is not None and story.is_of_organs else leading_roots(told.first.candidates)
    told_tests = telling(findings.next_tests, conditions=conditions, spine=spine, roots=roots)
    # What to look for, where no test speaks for the first source, is one of the five things to do.
    has_sign = story is not None and bool(_sign(story, told_tests))
    return told_tests[: MOST_TOLD - has_sign]


def _sign(story: Story, chosen: tuple[NextTest, ...]) -> tuple[Item, ...]:
    """What speaks for the first source, where none of the tests does."""
    row = story.sources[0].row
    if not row.condition.clinician_check or any(row.condition.id in test.conditions for test in chosen):
        return ()
    said = Sentence(message("{signs}.", signs=Message(row.condition.clinician_check)), row.sources, row.certainty)
    return (Item(row.condition.id, Message(row.condition.clinical_name), (said,)),)


def _item(test: NextTest, evidence: Evidence) -> Item:
    row = test.test
    strongest = row.strongest
    points = listed([*(root.value for root in test.points_to), *_names(test.conditions, evidence)])
    others = _names(test.against, evidence)
    if not others and row.kind in _PARTING:
        others = [root.value for root in test.tells_apart if root not in test.points_to][:2]
    values = {"points": points, "others": listed(others)} if others else {"points": points}
    if strongest is None:
        text = "Speaks for {points}, against {others}." if others else "Speaks for {points}."
        return Item(row.id, Message(row.name), (Sentence(message(text, **values), row.sources, row.certainty),))
    text = "Speaks for {points}, against {others}; {figures}." if others else "Speaks for {points}; {figures}."
    said = message(text, figures=doubtful(Message(strongest.figures), strongest.certainty), **values)
    sources = united(row.sources, strongest.sources)
    return Item(row.id, Message(row.name), (Sentence(said, sources, strongest.certainty),))


def _names(conditions: tuple[str, ...], evidence: Evidence) -> list[str]:
    """Names of conditions, one for several with one name; the first two."""
    return list(dict.fromkeys(evidence.condition_name(condition) for condition in conditions))[:2]


def _how(test: NextTest) -> Item:
    row = test.test
    return Item(
        id=row.id,
        name=Message(row.name),
        sentences=(
            Sentence(doubtful(Message(row.how), row.certainty), row.sources, row.certainty),
            *(_accuracy(accuracy) for accuracy in row.accuracy),
        ),
    )


def _accuracy(accuracy: Accuracy) -> Sentence:
    said = message(
        "{figures} ({population}).", figures=Message(accuracy.figures), population=Message(accuracy.population)
    )
    return Sentence(doubtful(said, accuracy.certainty), accuracy.sources, accuracy.certainty)


def _others(rest: list[NextTest]) -> tuple[Sentence, ...]:
    if not rest:
        return ()
    names = tuple(Message(test.test.name) for test in rest)
    return (Sentence(message("Also possible: {tests}.", tests=names), united(*(test.test.sources for test in rest))),)
