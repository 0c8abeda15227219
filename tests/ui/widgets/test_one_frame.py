"""What changes together is painted together."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bodymap.ui.widgets.one_frame import one_frame


class _Counted(QWidget):
    """Counts how often it is painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        self.painted += 1


def _shown(qtbot: QtBot) -> tuple[QWidget, _Counted]:
    window = QWidget()
    qtbot.addWidget(window)
    child = _Counted(window)
    child.resize(20, 20)
    window.show()
    qtbot.waitUntil(lambda: child.painted > 0)
    QCoreApplication.processEvents()
    child.painted = 0
    return window, child


def _ask_for_a_frame(window: QWidget, child: QWidget) -> None:
    """As a drawing does whose items have changed: at once."""
    child.update()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)


def _go_wrong(window: QWidget, child: QWidget) -> None:
    with one_frame(window):
        _ask_for_a_frame(window, child)
        raise ValueError("a mistake")


def test_nothing_is_painted_before_all_has_changed_and_then_once(qtbot: QtBot) -> None:
    window, child = _shown(qtbot)
    with one_frame(window):
        for _ in range(3):
            _ask_for_a_frame(window, child)
        assert child.painted == 0
    qtbot.waitUntil(lambda: child.painted > 0)
    QCoreApplication.processEvents()
    assert child.painted == 1


def test_a_window_paints_again_after_a_mistake(qtbot: QtBot) -> None:
    window, child = _shown(qtbot)
    with pytest.raises(ValueError, match="a mistake"):
        _go_wrong(window, child)
    qtbot.waitUntil(lambda: child.painted > 0)
    child.painted = 0
    _ask_for_a_frame(window, child)
    assert child.painted == 1
