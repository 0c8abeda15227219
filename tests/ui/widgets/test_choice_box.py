"""The sign of a box to choose from is seen in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.ui.look import Look
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.widgets.choice_box import ChoiceBox


@pytest.mark.qt_log_ignore("propagateSizeHints")  # what the screen of a test cannot do
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST])
def test_sign_at_the_end_stands_out(qtbot: QtBot, qapp: QApplication, choice: ThemeChoice) -> None:
    look = Look(qapp, choice)
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.resize(220, 44)
    box.show()
    picture = box.grab().toImage()
    within = [QColor(picture.pixel(x, y)).lightness() for x in range(192, 214) for y in range(12, 32)]
    ground = QColor(look.theme.control).lightness()
    assert max(abs(one - ground) for one in within) > 100
    look.deleteLater()
