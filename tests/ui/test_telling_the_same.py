"""Window, text, JSON and picture tell the same of a case: what belongs together, its roots, and what must not wait."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from benchmarks.cases import Vignette, read_reported, text_marks
from bodymap.core.reasoning.candidates import leading_roots
from bodymap.core.tables.literature import Certainty
from bodymap.core.vocabulary import Voice
from bodymap.core.words.explanation import SectionKind
from bodymap.library.loading import load_atlas
from bodymap.publish.findings_text import explanation_fields, explanation_lines
from bodymap.publish.handout import Letterhead, handout
from bodymap.publish.picture import picture_text
from bodymap.state.case import Case
from bodymap.ui.window.main_window import MainWindow
from tests.state.telling import told_of

#: One complaint and several, both sides, raised and asked warnings, and roots that no map of the skin names.
WALKED = ("R01", "R05", "R13", "R27", "R53", "R67", "R79", "R81", "R91")
APART = Vignette("review", "review", text_marks(["hip-front@left:aching", "forearm-front@left:numb"]))

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
