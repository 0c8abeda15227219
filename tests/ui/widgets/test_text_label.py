"""A label that remembers its heights is as high as one that measures its words each time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bodymap.ui.widgets.text_label import TextLabel

SHORT = "Go at once."
LONG = "The front of the hip is felt by L1 and L2, which leave the spine in the low back, and 22 of 31 people felt it."


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A column."""
    page = QWidget()
    qtbot.addWidget(page)
    return page


@pytest.fixture
def pair(page: QWidget) -> tuple[TextLabel, QLabel]:
    """A label of ours and one of Qt, alike, under each other."""
    pair = TextLabel(page), QLabel(page)
    column = QVBoxLayout(page)
    for label in pair:
        column.addWidget(label)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return pair


@pytest.mark.parametrize("width", [90, 200, 500])
def test_it_is_as_high_as_a_label_of_qt_whatever_was_asked_before(pair: tuple[TextLabel, QLabel], width: int) -> None:
    ours, theirs = pair
    for text in (LONG, SHORT, LONG, ""):
        for label in (ours, theirs):
            label.setText(text)
        for asked in (width, 130, width):
            assert ours.heightForWidth(asked) == theirs.heightForWidth(asked)


def test_it_is_measured_anew_in_larger_letters_and_with_another_style_sheet(pair: tuple[TextLabel, QLabel]) -> None:
    ours, theirs = pair
    heights = []
    for label in (ours, theirs):
        label.setText(LONG)
    for change in ("font-size: 9pt", "font-size: 22pt", "font-size: 22pt; padding: 9px"):
        for label in (ours, theirs):
            label.setStyleSheet(change)
            label.ensurePolished()
        heights.append(ours.heightForWidth(200))
        assert heights[-1] == theirs.heightForWidth(200)
    assert heights == sorted(set(heights))
