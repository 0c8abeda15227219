"""Window, text, JSON and picture tell the same of a case: what belongs together, its roots, and what must not wait."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from benchmarks.cases import Vignette, read_reported, text_marks
from bodymap.core.marks.mark import MarkId
from bodymap.core.reasoning.candidates import leading_roots
from bodymap.core.tables.literature import Certainty
from bodymap.core.vocabulary import Voice
from bodymap.core.words.explanation import SectionKind
from bodymap.library.loading import load_atlas
from bodymap.publish.blocks import Heading
from bodymap.publish.findings_text import explanation_fields, explanation_lines
from bodymap.publish.handout import Letterhead, handout
from bodymap.publish.picture import picture_text
from bodymap.state.case import Case
from bodymap.ui.window.main_window import MainWindow
from tests.state.telling import told_of

#: One complaint and several, both sides, raised and asked warnings, and roots that no map of the skin names.
WALKED = ("R01", "R05", "R13", "R27", "R53", "R67", "R79", "R81", "R91")
APART = Vignette("review", "review", text_marks(["hip-front@left:aching", "forearm-front@left:numb"]))

STRONGER_LAST = ["hip-front@{side}:aching", "hip-front@{other}:aching", "shoulder-outer@{other}:burning:7"]
"""The third mark is told first, and the first two as one."""

#: What every reader gets at once; the rest is folded somewhere or left to the record.
AT_ONCE = frozenset({SectionKind.STORY, SectionKind.DO, SectionKind.MAP})


def words_of(text: str) -> str:
    """A text as it is read: without tags, every gap one space."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def told_in(window: MainWindow, qtbot: QtBot, case: Case) -> str:
    """Every label of the window while one mark after the other is touched, in sight or behind a fold."""
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.take_over(case)
    texts = []
    assert window.findings is not None
    for complaint in window.findings.complaints:
        window.bridge.select(complaint.marks[0].id)
        texts += [label.text() for label in window.findChildren(QLabel)]
    return words_of(" ".join(texts))


def test_ten_cases_are_told_the_same_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    reported = {one.id: one for one in read_reported()}
    for vignette in (APART, *(reported[name] for name in WALKED)):
        case = Case(vignette.marks)
        told = told_of(case, atlas=load_atlas())
        findings = told.findings
        fields: Any = json.loads(json.dumps(explanation_fields(told)))
        places = {
            "text": words_of("\n".join(explanation_lines(told))),
            "JSON": words_of(" ".join(one["text"] for section in fields["sections"] for one in section["sentences"])),
            "picture": words_of(picture_text(told)),
            "window": told_in(window, qtbot, case),
        }
        short = [one for one in told.explanation.sections if one.kind in AT_ONCE and not one.folded]
        raised = [notice.action for notice in told.explanation.red_flags if notice.raised]
        sentences = [*(sentence for section in short for sentence in section.sentences), *raised]
        assert sentences, vignette.id
        missing = [
            (vignette.id, place, sentence.text)
            for sentence in sentences
            for place, text in places.items()
            if words_of(sentence.text) not in text
        ]
        assert missing == []

        grouped = [[mark.id for mark in one.marks] for one in findings.complaints]
        assert [one["marks"] for one in fields["complaints"]] == grouped
        assert window.findings is not None
        assert [[mark.id for mark in one.marks] for one in window.findings.complaints] == grouped
        for complaint, its in zip(findings.complaints, fields["complaints"], strict=True):
            named = {root.value for root in leading_roots(complaint.candidates)}
            assert named <= {one["root"] for one in its["candidates"]}, vignette.id
            for place, text in places.items():
                assert all(re.search(rf"\b{root}\b", text) for root in named), (vignette.id, place)
        flags = [flag.id for flag in findings.red_flags if flag.raised]
        assert [flag["id"] for flag in fields["red_flags"] if flag["raised"]] == flags


def test_the_example_of_the_review_is_two_complaints_that_are_told_apart(window: MainWindow, qtbot: QtBot) -> None:
    told_in(window, qtbot, Case(APART.marks))
    assert window.findings is not None
    roots = [{root.value for root in leading_roots(one.candidates)} for one in window.findings.complaints]
    assert roots == [{"L1", "L2"}, {"C5", "C6", "T1"}]


def test_what_nobody_confirmed_is_said_to_be_so_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    case = Case(text_marks(["hip-front@left:aching"]))
    told = told_of(case, atlas=load_atlas(), voice=Voice.CLINICIAN)
    window.choose_voice(Voice.CLINICIAN)
    fields: Any = json.loads(json.dumps(explanation_fields(told)))
    places = {
        "window": told_in(window, qtbot, case),
        "text": words_of("\n".join(explanation_lines(told))),
        "JSON": words_of(" ".join(one["text"] for section in fields["sections"] for one in section["sentences"])),
        "picture": words_of(picture_text(told)),
        "page": str(handout(told, Letterhead("2026-11-28"), Voice.CLINICIAN)),
    }
    for place, text in places.items():
        said = r"cremasteric (reflex|\(L1-L2\))( \(unconfirmed\))?"  # in a line, in a table
        doubts = [doubt for _, doubt in re.findall(said, text)]
        assert doubts, place
        assert all(doubts), place


def test_how_to_examine_is_as_doubtful_in_the_panel_as_in_the_text(window: MainWindow, qtbot: QtBot) -> None:
    case = Case(text_marks(["forearm-front@left:numb"]))
    told = told_of(case, atlas=load_atlas(), voice=Voice.CLINICIAN)
    doubtful = {one.test.how for one in told.findings.next_tests if one.test.certainty is Certainty.RECALLED}
    shown = told_in(window, qtbot, case)
    window.side_panel.turn_to(2)
    shown = words_of(" ".join(label.text() for label in window.side_panel.findChildren(QLabel)))
    found = [how for how in doubtful if words_of(how) in shown]
    assert found
    assert all(f"Unconfirmed: {words_of(how)}" in shown for how in found)


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_a_complaint_is_numbered_by_its_marks_everywhere(
    window: MainWindow, qtbot: QtBot, side: str, other: str
) -> None:
    marks = text_marks([text.format(side=side, other=other) for text in STRONGER_LAST])
    ids = (MarkId(30), MarkId(10), MarkId(20))  # an id is no number: marks were removed and undone
    case = Case(tuple(replace(mark, id=own) for mark, own in zip(marks, ids, strict=True)))
    shoulder, hips = f"Mark 3: the outside of the {other} shoulder", "Marks 1, 2: the front of the left and right hip"
    told = told_of(case, atlas=load_atlas())
    lines = explanation_lines(told)
    assert [line for line in lines if line.startswith("Mark")] == [shoulder, hips]
    more = lines[lines.index("More:") + 1 :]
    assert [line for line in more if re.match("  [^ ]", line)] == [f"  {shoulder}", f"  {hips}", "  What to watch for"]
    spoken = explanation_lines(told_of(case, atlas=load_atlas(), voice=Voice.CLINICIAN))
    shares = spoken[spoken.index("Shares of the marked skin on the nerve maps:") + 1 :]
    assert [line for line in shares if line.startswith("  Mark")] == [
        f"  Mark 3: {other} deltoid region",
        "  Marks 1, 2: left and right anterior hip",
    ]
    assert len({line[:16] for line in shares if line.startswith("    L1 ")}) == 2
    assert [line.partition(":")[0] for line in spoken if line.startswith("Mark")] == ["Mark 3", "Marks 1, 2"]
    assert not [line for line in (*lines, *spoken) if re.fullmatch(r" *\d+\.", line)]
    fields: Any = explanation_fields(told)
    about = [tuple(one["marks"]) for one in fields["sections"] if one["complaint"] is not None]
    assert list(dict.fromkeys(about)) == [(20,), (30, 10)]
    captions = re.findall("<text[^>]*>(Marks? [^<:]*): ([^<]*)", picture_text(told))
    assert [number for number, _ in captions] == ["Mark 3", "Marks 1, 2"]
    assert "shoulder" in captions[0][1]
    page = handout(told, Letterhead("2026-11-28"), Voice.PATIENT).body
    assert [block.text for block in page if isinstance(block, Heading)] == ["Mark 3", "Marks 1, 2"]
    with qtbot.waitSignal(window.bridge.found):
        window.bridge.take_over(case)
    chips = window.answer_column.story_card.chips
    assert [chip.text() for chip in chips] == ["3  outer shoulder", "1, 2  front of the hip"]
    names = [chip.accessibleName() for chip in chips]
    assert names == ["Mark 3: outer shoulder", "Marks 1, 2: front of the hip"]
