"""What leaves the window: the page to take home, the picture, the findings, the lines for the record."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from bodymap.cli import main
from bodymap.core.marks.mark import pair_of
from bodymap.core.vocabulary import PartId, Quality, Side, View, Voice
from bodymap.publish.blocks import Paper
from bodymap.state.workspace import Belonging
from bodymap.ui.paper.page import lay_out
from bodymap.ui.paper.printing import paint_on, printer_for
from bodymap.ui.window import messages
from bodymap.ui.window.handout_dialog import HandoutDialog
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.page_dialog import PageDialog
from bodymap.ui.window.page_settings import PageOptions, PageSettings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Finger

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise")  # what the screen of a test cannot do


@pytest.fixture(autouse=True)
def _no_settings_of_others(home: Path) -> Iterator[None]:
    del home
    yield
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "bodymap", "bodymap").clear()


def goes_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let whatever is to be saved go to this file."""
    monkeypatch.setattr(messages, "ask_where_to_write", lambda *_: path)


def dialog_of(window: MainWindow) -> HandoutDialog:
    return next(one for one in window.findChildren(HandoutDialog) if one.isVisible())


def bar_button(window: MainWindow, text: str) -> QPushButton:
    return next(one for one in window.top_bar.findChildren(QPushButton) if one.text() == text)


def without_moment(pdf: bytes) -> bytes:
    """A PDF without what differs from one writing to the next: dates and the id of the document."""
    pdf = re.sub(rb"D:\d{14}[^)]*", b"", pdf)
    pdf = re.sub(rb"\d{4}-\d\d-\d\dT[\d:+-]+Z?", b"", pdf)
    return re.sub(rb"(uuid:)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|/ID \[.*?\]", b"", pdf, flags=re.S)


def test_a_case_and_its_handout_take_at_most_twelve_presses(
    window: MainWindow, finger: Finger, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    presses = 0

    def press(widget: QWidget, at: QPoint | None = None) -> None:
        nonlocal presses
        presses += 1
        QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, at or QPoint())

    def touch(part: str, view: View) -> None:
        nonlocal presses
        presses += 1
        finger.touch(part, Side.LEFT, view)

    def strength(number: int) -> None:
        scale = window.tool_rail.strength
        press(scale, QPoint(15, round(scale.height() - 14 - number / 10 * (scale.height() - 28))))

    def save_to(*_: object) -> Path:
        nonlocal presses
        presses += 1  # to agree to the file that is offered
        return tmp_path / "handout.pdf"

    monkeypatch.setattr(messages, "ask_where_to_write", save_to)
    touch("hip-front", View.FRONT)
    press(window.tool_rail.quality_button(Quality.ACHING))
    strength(6)
    touch("calf-outer", View.BACK)
    press(window.tool_rail.quality_button(Quality.TINGLING))
    strength(3)
    qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
    press(next(button for button in window.alarm_banner.findChildren(QPushButton) if button.property("notice")))
    press(window.alarm_banner.panel.none_button)
    press(bar_button(window, "Handout"))
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(HandoutDialog)))
    press(dialog_of(window).save)

    assert presses <= 12
    marks = window.bridge.case.marks
    assert [(mark.quality, mark.intensity) for mark in marks] == [(Quality.ACHING, 6), (Quality.TINGLING, 3)]
    assert not window.alarm_banner.panel.open_questions
    assert (tmp_path / "handout.pdf").read_bytes().startswith(b"%PDF-")


def test_window_and_command_line_give_the_same_pages(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finger.touch("hip-front", Side.LEFT)
    window.bridge.save_file(tmp_path / "case.json")
    for voice in Voice:
        goes_to(monkeypatch, tmp_path / "window.pdf")
        window.handing_out.open_handout()
        dialog = dialog_of(window)
        dialog.audience.setCurrentIndex(dialog.audience.findData(voice))
        dialog.paper.setCurrentIndex(dialog.paper.findData(Paper.LETTER))
        dialog.text.setCurrentIndex(dialog.text.findData(120))
        QTest.mouseClick(dialog.save, LEFT)
        command = ["report", str(tmp_path / "case.json"), "--out", str(tmp_path / "shell.pdf"), "--text", "120"]
        assert main.main([*command, "--paper", "letter", "--audience", voice.value]) == 0
        pages = [without_moment((tmp_path / name).read_bytes()) for name in ("window.pdf", "shell.pdf")]
        assert pages[0] == pages[1]


def test_no_typed_word_reaches_metadata_or_a_temporary_folder(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    finger.touch("hip-front", Side.LEFT)
    window.marks_panel.commit()
    window.bridge.tell_history(since="SINCEWORD", better="", worse="", note="NOTEWORD")
    goes_to(monkeypatch, tmp_path / "page.pdf")
    window.handing_out.open_handout()
    dialog = dialog_of(window)
    dialog.audience.setCurrentIndex(dialog.audience.findData(Voice.CLINICIAN))
    QTest.keyClicks(dialog.name, "Kowalczyk")
    QTest.mouseClick(dialog.save, LEFT)
    data = (tmp_path / "page.pdf").read_bytes()
    for word in ("Kowalczyk", "SINCEWORD", "NOTEWORD"):
        assert not any(word.encode(coded) in data for coded in ("utf-8", "utf-16-be", "utf-16-le"))
    assert not list(scratch.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.pdf", "scratch"]


def test_the_preview_follows_what_is_chosen_and_typed(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    finger.touch("hip-front", Side.LEFT)
    window.handing_out.open_handout()
    dialog = dialog_of(window)
    before = dialog.preview.laid
    dialog.audience.setCurrentIndex(dialog.audience.findData(Voice.CLINICIAN))
    assert dialog.preview.laid != before
    dialog.paper.setCurrentIndex(dialog.paper.findData(Paper.LETTER))
    assert dialog.preview.laid is not None
    assert dialog.preview.laid.paper is Paper.LETTER
    before = dialog.preview.laid
    QTest.keyClicks(dialog.name, "4711")
    qtbot.waitUntil(lambda: dialog.preview.laid != before)
    assert "4711" in str(dialog.preview.laid.sheets[0])
    assert "4711" not in window.windowTitle() + dialog.windowTitle()
    dialog.reject()


def test_what_goes_to_the_printer_is_the_page(window: MainWindow, finger: Finger, tmp_path: Path) -> None:
    finger.touch("hip-front", Side.LEFT)
    dialog = window.handing_out.handout_dialog()
    laid = lay_out(dialog.page, Paper.A4)
    printer = printer_for(laid)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert paint_on(printer, laid)
    data = (tmp_path / "printed.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", data)) == len(laid.sheets)
    dialog.deleteLater()


def test_whatever_is_saved_is_told_as_a_saved_case_is(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = window.filing.note
    finger.touch("hip-front", Side.LEFT)
    for action, name in (
        (window.handing_out.picture, "case.png"),
        (window.handing_out.table, "case.csv"),
        (None, "page.pdf"),
    ):
        note.hide()
        goes_to(monkeypatch, tmp_path / name)
        if action is None:
            QTest.mouseClick(bar_button(window, "Handout"), LEFT)
            QTest.mouseClick(dialog_of(window).save, LEFT)
        else:
            action.trigger()
        assert note.isVisible()
        assert note.text() == f"Saved to {name}."
        assert (tmp_path / name).exists()
    note.hide()
    goes_to(monkeypatch, tmp_path / "no folder" / "case.png")
    monkeypatch.setattr(messages, "tell_problem", lambda *_: None)
    window.handing_out.picture.trigger()
    assert note.isHidden()


def test_the_picture_is_saved_in_pixels_or_lines(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finger.touch("hip-front", Side.LEFT)
    for name in ("case.png", "case.svg"):
        goes_to(monkeypatch, tmp_path / name)
        window.handing_out.picture.trigger()
    assert QImage(str(tmp_path / "case.png")).width() == 1600
    assert "<svg" in (tmp_path / "case.svg").read_text(encoding="utf-8")


def test_the_findings_are_saved_as_a_table_and_as_json(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finger.touch("hip-front", Side.LEFT)
    window.bridge.tell_history(since="", better="", worse="", note="NOTEWORD")
    for name in ("findings.csv", "findings.json"):
        goes_to(monkeypatch, tmp_path / name)
        window.handing_out.table.trigger()
    rows = list(csv.DictReader((tmp_path / "findings.csv").read_text(encoding="utf-8").splitlines()))
    roots = [(row["id"], row["side"]) for row in rows if row["kind"] == "root"]
    told = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    assert roots == [(one["root"], one["side"]) for one in told["candidates"]]
    assert "left" in {row["side"] for row in rows if row["kind"] == "part"}
    assert "NOTEWORD" not in str(rows) + str(told)


def test_the_record_is_copied_as_a_few_lines(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    window.bridge.tell_history(since="spring", better="walking", worse="sitting", note="two\nlines")
    window.handing_out.copy.trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) <= 12
    assert lines[0].startswith("Left anterior hip")
    assert any("since: spring" in line.lower() and "two lines" in line for line in lines)
    assert lines[-1].startswith("Not a diagnosis.")


def test_nothing_can_be_handed_out_before_something_is_marked(window: MainWindow, finger: Finger) -> None:
    actions = (
        window.handing_out.handout,
        window.handing_out.picture,
        window.handing_out.table,
        window.handing_out.copy,
    )
    assert not any(action.isEnabled() for action in actions)
    finger.touch("hip-front", Side.LEFT)
    assert all(action.isEnabled() for action in actions)


def test_saving_a_case_puts_a_page_into_the_folder_that_was_chosen(
    window: MainWindow, finger: Finger, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    PageSettings(window).keep(PageOptions(Paper.A4, folder=str(folder), pattern="{case}-{date}"))
    finger.touch("hip-front", Side.LEFT)
    window.bridge.save_file(tmp_path / "4711.json")
    names = [path.name for path in folder.iterdir()]
    assert len(names) == 1
    assert re.fullmatch(r"4711-\d{4}-\d\d-\d\d\.pdf", names[0])
    assert (folder / names[0]).read_bytes().startswith(b"%PDF-")


def test_a_folder_that_is_gone_is_told_and_the_case_is_saved(
    window: MainWindow, finger: Finger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "tell_problem", lambda _parent, title, _why: told.append(title))
    PageSettings(window).keep(PageOptions(Paper.A4, folder=str(tmp_path / "gone")))
    finger.touch("hip-front", Side.LEFT)
    window.bridge.save_file(tmp_path / "case.json")
    assert len(told) == 1
    assert (tmp_path / "case.json").exists()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda dialog: dialog.pattern.setText("{name}"), "{name} is unknown"),
        (lambda dialog: dialog.folder.setText("/no/such/folder"), "no such folder"),
        (lambda dialog: dialog.logo.setText("/no/such.png"), "no such picture"),
    ],
)
def test_options_that_cannot_work_are_refused(
    window: MainWindow, qtbot: QtBot, spoil: Callable[[PageDialog], None], said: str
) -> None:
    dialog = PageDialog(PageOptions(Paper.A4), window)
    qtbot.addWidget(dialog)
    spoil(dialog)
    dialog.accept()
    assert said in dialog.problem.text()
    assert not dialog.result()


def test_paper_and_clinic_are_remembered(window: MainWindow) -> None:
    wanted = PageOptions(Paper.LETTER, clinic="Park Street Practice", emergency_number="112", pattern="{date}")
    PageSettings(window).keep(wanted)
    assert PageSettings(window).options == wanted


def test_what_was_asked_for_while_the_answer_is_on_its_way_is_done_when_it_came(
    window: MainWindow, finger: Finger, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finger.touch("hip-front", Side.LEFT)
    qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("from another program")
    for do, name in (
        (window.handing_out.save_picture, "picture.svg"),
        (window.handing_out.save_findings, "findings.json"),
        (window.handing_out.copy_record, ""),
    ):
        goes_to(monkeypatch, tmp_path / name)
        window.bridge.toggle_part(PartId("knee-front"), Side.RIGHT)
        assert window.handing_out.told(Voice.PATIENT) is None
        do()
        qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
        window.commands.undo.trigger()
        qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
    assert "knee" in (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert len(json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))["marks"]) == 2
    assert clipboard.text() != "from another program"


def test_a_note_on_a_mark_keeps_nobody_from_the_page_and_stands_on_it(
    window: MainWindow, finger: Finger, qtbot: QtBot
) -> None:
    finger.touch("hip-front", Side.LEFT)
    qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
    window.bridge.say_note(window.bridge.case.marks[0].id, "after gardening")
    told = window.handing_out.told(Voice.PATIENT)
    assert told is not None
    assert told.case.marks[0].note == "after gardening"
    window.handing_out.open_handout()
    assert dialog_of(window).isVisible()


def test_nothing_is_handed_out_that_was_found_before_marks_were_joined(
    window: MainWindow, finger: Finger, qtbot: QtBot
) -> None:
    finger.touch("hip-front", Side.LEFT)
    finger.touch("palm", Side.RIGHT)
    qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
    one, other = (mark.id for mark in window.bridge.case.marks)
    window.bridge.regroup((Belonging.TOGETHER, (pair_of(one, other),)))
    assert window.handing_out.told(Voice.PATIENT) is None
    qtbot.waitUntil(lambda: window.handing_out.told(Voice.PATIENT) is not None)
    told = window.handing_out.told(Voice.PATIENT)
    assert told is not None
    assert len(told.findings.complaints) == 1
