"""The display for the patient, beside the window on the desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import PartId, Quality, Root, Side, View, Voice
from bodymap.state.session import RootOfSide
from bodymap.ui.body.mark_items import NumberBadge
from bodymap.ui.patient.patient_display import PatientDisplay
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger


@pytest.fixture
def display(window: MainWindow, finger: Finger) -> PatientDisplay:
    finger.touch("hip-front", Side.LEFT)
    window.commands.patient_display.trigger()
    shown = window.patient_screen.display
    assert shown is not None
    return shown


def test_display_shows_body_spine_and_story_to_the_patient(window: MainWindow, display: PatientDisplay) -> None:
    window.choose_voice(Voice.CLINICIAN)
    assert display.isFullScreen()
    assert "at the front of the left hip" in display.text
    assert (Root.L1, Side.LEFT) in [(lit.root, lit.side) for lit in display.spine.lit]
    assert all(body.body_scene().lit for body in display.body_card.views)
    assert display.body_card.body_view(View.FRONT) is not window.body_card.body_view(View.FRONT)


def test_display_follows_the_desk(window: MainWindow, display: PatientDisplay, finger: Finger) -> None:
    finger.touch("shin-front", Side.RIGHT)
    assert "right shin" in display.text
    window.bridge.look_at(RootOfSide(Root.L5, Side.RIGHT))
    assert [(lit.root, lit.side) for lit in display.spine.lit] == [(Root.L5, Side.RIGHT)]
    window.bridge.new_case()
    assert display.text == ""


def test_display_says_what_to_do_and_that_it_is_no_diagnosis(display: PatientDisplay) -> None:
    lines = display.text.splitlines()
    assert "six weeks" in lines[lines.index("What to do") + 1]
    assert display.footer == "Not a diagnosis."


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080), (3840, 2160)])
def test_two_complaints_stand_there_with_their_places_and_nothing_scrolls(
    display: PatientDisplay, finger: Finger, size: tuple[int, int]
) -> None:
    assert not display.text.startswith("1")  # a single one needs no heading: its first sentence says the place
    finger.touch("shin-front", Side.RIGHT)
    display.showNormal()
    display.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    lines = display.text.splitlines()
    first, second = lines.index("1  The front of the left hip"), lines.index("2  The front of the right shin")
    assert "hip joint" in lines[first + 1]
    assert "shin bone" in lines[second + 1]
    assert lines.count("What to do") == 2
    assert display.words.verticalScrollBar().maximum() == 0
    assert display.spine.isHidden() or display.spine.fontInfo().pixelSize() >= 10


def test_numbers_of_marks_are_as_large_as_the_names_of_roots(display: PatientDisplay) -> None:
    display.showNormal()
    display.resize(3840, 2160)
    for _ in range(3):
        QApplication.processEvents()
    scene = display.body_card.views[0].body_scene()
    (number,) = (item for item in scene.badges if isinstance(item, NumberBadge))
    assert number.boundingRect().height() >= 0.8 * scene.names[0].boundingRect().height()


def test_display_tells_what_must_not_wait(window: MainWindow, display: PatientDisplay, qtbot: QtBot) -> None:
    assert display.warning == ""
    for side in Side:
        window.bridge.toggle_part(PartId("perineum"), side)
        with qtbot.waitSignal(window.bridge.found):
            window.bridge.say_quality(Quality.NUMB)
    assert "emergency" in display.warning


def test_display_is_written_larger_than_the_desk(window: MainWindow, display: PatientDisplay) -> None:
    display.showNormal()
    display.resize(1920, 1080)
    assert display.letters_px >= 2 * window.fontInfo().pixelSize()
    QApplication.processEvents()
    assert display.body_card.legend.letters_px >= 0.65 * display.letters_px
    for widget in (display.body_card, display.spine):
        assert widget.fontInfo().pixelSize() >= 0.7 * display.letters_px
    label = next(label for label in display.findChildren(QLabel) if label.text().startswith("Pain at the front"))
    assert label.fontInfo().pixelSize() >= 0.9 * display.letters_px
    assert display.spine.height() > 0.36 * display.height()


def test_escape_closes_the_display_and_the_command_knows(window: MainWindow, display: PatientDisplay) -> None:
    assert window.commands.patient_display.isChecked()
    QTest.keyClick(display, Qt.Key.Key_Escape)
    assert window.patient_screen.display is None
    assert not window.commands.patient_display.isChecked()
    assert window.isVisible()
