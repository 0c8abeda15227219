"""A shown window with its atlas loaded, and a finger to touch it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bodymap.core.atlas.atlas import Region
from bodymap.core.vocabulary import PartId, Root, Side, View
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.messages import Unsaved


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = Look(qapp, ThemeChoice.LIGHT)
    yield look
    look.deleteLater()


@pytest.fixture
def bridge() -> Bridge:
    return Bridge()


@pytest.fixture
def window(qtbot: QtBot, look: Look, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window as a person meets it, 1440 x 900, a moment after its first frame."""
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: Unsaved.DISCARD)
    window = MainWindow(bridge, look)
    qtbot.addWidget(window)
    window.resize(1440, 900)  # the screen of a test is smaller than that
    with qtbot.waitSignals([bridge.found, window.preparing.done], timeout=60_000):
        window.show()
    return window


def _move(widget: QWidget, pixel: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Move the pointer; `QTest.mouseMove` sends nothing when the pointer happens to be there already."""
    place = QPointF(pixel)
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, widget.mapToGlobal(place), none, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


class Finger:
    """Touches a window where a region of the atlas lies, and waits for the answer."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot
        self._at: QPointF | None = None

    def body(self, view: View, at: QPointF | None = None) -> BodyView:
        body = self._window.body_card.body_view(view, at)
        assert body is not None
        return body

    def part(self, part: str, side: Side, view: View) -> QPoint:
        """The pixel of a drawing that lies inside a part by construction."""
        atlas = self._window.bridge.atlas
        assert atlas is not None
        regions = [r for r in atlas.part_regions(view) if (r.part, r.side) == (PartId(part), side)]
        return self.pixel(regions[0], view)

    def pixel(self, region: Region, view: View) -> QPoint:
        at = QPointF(*region.geometry.representative_point().coords[0])
        self._at = at
        return self.body(view, at).mapFromScene(at)

    def touch(self, part: str, side: Side, view: View = View.FRONT) -> None:
        pixel = self.part(part, side, view)
        self.touch_at(view, pixel, self._at)

    def touch_at(self, view: View, pixel: QPoint, at: QPointF | None = None) -> None:
        bridge = self._window.bridge
        with self._qtbot.waitSignal(bridge.found):
            QTest.mouseClick(
                self.body(view, at).viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pixel
            )
        self._qtbot.waitUntil(lambda: not self._window.mark_editing.is_behind, timeout=20_000)
        QApplication.processEvents()  # names are written a moment later

    def touch_mark(self, part: str, side: Side, view: View = View.FRONT) -> None:
        """Touch where a mark lies already, which asks for no other answer."""
        pixel = self.part(part, side, view)
        QTest.mouseClick(self.body(view, self._at).viewport(), Qt.MouseButton.LeftButton, pos=pixel)

    def point_at(self, view: View, pixel: QPoint) -> None:
        _move(self.body(view).viewport(), pixel)

    def drag(self, view: View, button: Qt.MouseButton, start: QPoint, end: QPoint) -> None:
        viewport, none = self.body(view).viewport(), Qt.KeyboardModifier.NoModifier
        QTest.mousePress(viewport, button, none, start)
        _move(viewport, end, button)
        QTest.mouseRelease(viewport, button, none, end)


@pytest.fixture
def finger(window: MainWindow, qtbot: QtBot) -> Finger:
    return Finger(window, qtbot)


@pytest.fixture
def found(window: MainWindow) -> Callable[[], list[tuple[Root, Side]]]:
    """The candidates that the window shows, strongest first."""
    return lambda: [(lit.root, lit.side) for lit in window.answer_column.story_card.panel.lit]
