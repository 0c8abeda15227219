"""What was examined, written down beside each check in a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bodymap.core.marks.examined import Examined, Result, TestId
from bodymap.core.vocabulary import Side
from bodymap.state.case_file import read_case
from bodymap.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Finger

LEFT = Qt.MouseButton.LeftButton
STRENGTH, STRETCH = TestId("hip-flexion-strength"), TestId("femoral-stretch")


def test_results_are_kept_shown_beside_the_candidates_and_taken_back(
    window: MainWindow, finger: Finger, qtbot: QtBot, tmp_path: Path
) -> None:
    finger.touch("hip-front", Side.LEFT)
    QTest.mouseClick(window.side_panel.examination_button, LEFT)
    panel = window.examining.panel()
    before = panel.shown_tests
    assert {STRENGTH, STRETCH} <= set(before)
    assert panel.beside == ""

    for button in (panel.button(STRENGTH, Side.LEFT, 4), panel.button(STRETCH, Side.RIGHT, Result.NEGATIVE)):
        with qtbot.waitSignal(window.bridge.found):
            QTest.mouseClick(button, LEFT)
    written = (Examined(STRENGTH, Side.LEFT, Result.WEAKER, 4), Examined(STRETCH, Side.RIGHT, Result.NEGATIVE))
    assert window.bridge.case.examined == written
    assert panel.shown_tests == before
    assert panel.button(STRENGTH, Side.LEFT, 4).isChecked()
    assert not panel.button(STRENGTH, Side.RIGHT, 4).isChecked()
    assert "L2 left – for: resisted hip flexion (iliopsoas) left weaker, 4 of 5" in panel.beside

    window.bridge.save_file(tmp_path / "case.json")
    assert read_case(tmp_path / "case.json").examined == written

    with qtbot.waitSignal(window.bridge.found):
        QTest.mouseClick(panel.button(STRENGTH, Side.LEFT, 4), LEFT)
    assert [one.test for one in window.bridge.case.examined] == [STRETCH]
    window.commands.undo.trigger()
    assert window.bridge.case.examined == written
    window.bridge.new_case()
    assert not window.bridge.case.examined
