"""The three things that a clinician can check, in a patient's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from bodymap.core.reasoning.candidates import leading_roots
from bodymap.core.reasoning.examinations import NextTest, TestKind
from bodymap.core.reasoning.findings import Findings
from bodymap.core.reasoning.story_table import Spine
from bodymap.core.tables.literature import SourceId
from bodymap.core.vocabulary import Root
from bodymap.core.words.explanation import Item, plain
from bodymap.core.words.message import Message, Sentence, listed, message, united
from bodymap.core.words.patient_story import LONGEST_SENTENCE
from bodymap.core.words.told_complaints import ToldComplaint

MOST_CHECKS: Final = 3

_SPINE_CHECKS: Final = {
    Spine.NECK: "moving the neck",
    Spine.UPPER_BACK: "turning the back",
    Spine.LOW_BACK: "moving the back many times",
}

_LIMB_ROOTS: Final = frozenset(list(Root)[Root.C5.position : Root.T2.position]) | frozenset(
    list(Root)[Root.L2.position : Root.S3.position]
)


def checks(told: ToldComplaint, findings: Findings, *, most: int = MOST_CHECKS) -> tuple[Item, ...]:
    """What tells the leading sources apart: for the first of them, for the spine, and for a root or the next source."""
    chosen = _readable(_phrases(told, findings)[:most])
    return plain((_sentence(chosen),)) if chosen else ()


def left_out(told: ToldComplaint, findings: Findings, *, most: int = MOST_CHECKS) -> tuple[Sentence, ...]:
    """What `checks` would say after these, were there room for all."""
    phrases = _phrases(told, findings)
    after = phrases[len(_readable(phrases[:most])) : MOST_CHECKS]
    if not after:
        return ()
    said = message("Also to check: {checks}.", checks=listed([Message(phrase) for phrase, _ in after]))
    return (Sentence(said, united(*(sources for _, sources in after))),)


_Phrase: TypeAlias = tuple[str, tuple[SourceId, ...]]


def _phrases(told: ToldComplaint, findings: Findings) -> Sequence[_Phrase]:
    """All of them, the first first."""
    story = told.story
    if story is None:
        return ()
    lead = story.sources[0].row
    phrases = {lead.condition.patient_check: lead.sources}
    if not story.spine.is_rare and not story.is_of_organs:
        phrases.setdefault(_SPINE_CHECKS[story.spine.spine], story.spine.sources)
    test = _root_test(told, findings.next_tests) if story.is_nerve_like and not story.is_of_organs else None
    if test is not None:
        phrases.setdefault(test.test.patient_name, test.test.sources)
    for source in story.sources[1:]:
        phrases.setdefault(source.row.condition.patient_check, source.row.sources)
    return tuple(phrases.items())


def _readable(chosen: Sequence[_Phrase]) -> Sequence[_Phrase]:
    """Without the last one where they are too long for one sentence."""
    is_long = len(chosen) > 1 and len(_sentence(chosen).text.split()) > LONGEST_SENTENCE
    return chosen[:-1] if is_long else chosen


def _sentence(chosen: Sequence[_Phrase]) -> Sentence:
    said = message("{checks}.", checks=listed([Message(phrase) for phrase, _ in chosen]))
    return Sentence(said, united(*(sources for _, sources in chosen)))


def _root_test(told: ToldComplaint, tests: tuple[NextTest, ...]) -> NextTest | None:
    """The first test of strength or feeling that points to the leading root, where that is a root of a limb."""
    roots = leading_roots(told.first.candidates)
    if not roots or told.is_face or roots[0] not in _LIMB_ROOTS:
        return None
    kinds = (TestKind.STRENGTH, TestKind.FEELING)
    pointing = [test for test in tests if roots[0] in test.points_to and test.test.kind in kinds]
    return next(iter(pointing), None)
