"""The lines for the record: what of the questions is open, and how a language writes a name before a text."""

from __future__ import annotations

from dataclasses import replace

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.vocabulary import PartId, Side, Voice
from bodymap.library.languages import load_language
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.publish.findings_text import explanation_lines
from bodymap.publish.record_text import MOST_LINES, record_text
from bodymap.publish.told import Told
from bodymap.state.case import Case
from tests.state.telling import told_of

MARKS = (
    Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),
    Mark(MarkId(2), WholePart(PartId("shin-front"), Side.RIGHT)),
)


def told(*answers: Answer, since: str = "") -> Told:
    return told_of(Case(MARKS, answers=answers, since=since), atlas=load_atlas(), voice=Voice.CLINICIAN)


def test_what_follows_a_raised_warning_is_not_open() -> None:
    raised = told(Answer(QuestionId("ces-any"), Reply.YES))
    assert any(len(notice.questions) > 1 for notice in raised.explanation.red_flags if notice.raised)
    assert "Warning questions: 0 no, 1 yes, 0 unsure, 0 open." in record_text(raised)
    followed = told(Answer(QuestionId("ces-any"), Reply.YES), Answer(QuestionId("ces-bowel"), Reply.NO))
    assert "Warning questions: 1 no, 1 yes, 0 unsure, 0 open." in record_text(followed)
    assert "0 no, 0 yes, 1 unsure, 0 open" in record_text(told(Answer(QuestionId("ces-any"), Reply.UNSURE)))


def test_every_raised_warning_stands_in_the_record_also_the_third() -> None:
    ids = {question.id for alarm in load_evidence().alarms for question in alarm.questions}
    warned = told(*(Answer(one, Reply.YES) for one in sorted(ids)))
    raised = [warned.language.title(notice.name) for notice in warned.explanation.red_flags if notice.raised]
    assert len(raised) > 2
    lines = record_text(warned).splitlines()
    first, second, others = (line.removeprefix("! ") for line in lines if line.startswith("! "))
    assert (first.split(": ")[0], second.split(": ")[0], *others.split("; ")) == tuple(raised)
    assert len(lines) <= MOST_LINES


def test_shares_of_two_complaints_stand_apart() -> None:
    lines = explanation_lines(told())
    shares = lines[lines.index("Shares of the marked skin on the nerve maps:") + 1 :]
    first, second = shares.index("  Mark 1: left anterior hip"), shares.index("  Mark 2: right anterior leg")
    assert all("left" in line for line in shares[first + 1 : second])
    assert "right" in shares[second + 1]
    one = told_of(Case(MARKS[:1]), atlas=load_atlas(), voice=Voice.CLINICIAN)
    assert not [line for line in explanation_lines(one) if line.strip().startswith("Mark ")]


def test_a_french_name_has_a_space_before_its_colon() -> None:
    french = replace(told(since="hier"), language=load_language("fr"))
    for text in (record_text(french), "\n".join(explanation_lines(french))):
        glued = [line for line in text.splitlines() if ": " in line.replace("\u00a0: ", "").replace(" : ", "")]
        assert glued == []
        assert "\u00a0: " in text
    assert "Since: hier." in record_text(told(since="hier"))
