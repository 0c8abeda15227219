"""The PySide6 that is installed is sound."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QGraphicsSimpleTextItem, QLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_CALLS = 1000
_TOLERANCE = 20


@pytest.fixture
def label(qtbot: QtBot) -> QLabel:
    label = QLabel()
    qtbot.addWidget(label)
    return label


# WORKAROUND PySide6 6.12.0 on Python 3.11 drops a reference to None at every call that gives nothing and aborts after
# about 5,000 of them. pyproject.toml keeps that version out; this keeps out any other that does the same.
def test_calls_of_a_widget_leave_none_alone(label: QLabel) -> None:
    assert abs(_none_references_taken_by(label.setText)) < _TOLERANCE


@pytest.mark.usefixtures("qapp")
def test_calls_of_a_graphics_item_leave_none_alone() -> None:
    assert abs(_none_references_taken_by(QGraphicsSimpleTextItem().setText)) < _TOLERANCE


def _none_references_taken_by(set_text: Callable[[str], None]) -> int:
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        set_text("L1")
    return sys.getrefcount(None) - before
