"""The way of a nerve draws itself from the spine, unless less motion is asked for, and a touch ends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QVariantAnimation
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Root, Side, View
from bodymap.state.session import RootOfSide
from bodymap.ui.body import way_drawing
from bodymap.ui.body.body_items import CourseItem
from bodymap.ui.body.way_drawing import WayDrawing, wants_less_motion
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger


def ways(finger: Finger, view: View = View.BACK) -> list[CourseItem]:
    return [item for item in finger.body(view).body_scene().courses if isinstance(item, CourseItem)]


def drawing(window: MainWindow) -> WayDrawing:
    return window.presenter.way_drawing


def test_ways_draw_themselves_in_under_a_second_strongest_first(
    window: MainWindow, finger: Finger, qtbot: QtBot
) -> None:
    passed = QElapsedTimer()
    passed.start()
    finger.touch("thigh-back-upper", Side.LEFT, View.BACK)
    assert drawing(window).is_running
    items = ways(finger)
    roots = list(dict.fromkeys(lit.root for lit in window.answer_column.story_card.panel.lit))
    first = [item for item in items if item.way is not None and item.way[0] is roots[0]]
    others = [item for item in items if item not in first]
    assert first
    assert all(item.part < 1 for item in items)
    running = drawing(window).findChild(QVariantAnimation)
    assert isinstance(running, QVariantAnimation)
    running.pause()  # a busy machine may show nothing between the beginning and the end
    assert any(_at(running, at, first) for at in range(running.duration()))
    assert not others or any(item.part < 1 for item in others)
    running.resume()
    qtbot.waitUntil(lambda: not drawing(window).is_running, timeout=2000)
    assert passed.elapsed() < 2000
    assert way_drawing.LONGEST_MS < 1000
    assert all(item.part == 1 for item in items)


def _at(running: QVariantAnimation, at: int, items: list[CourseItem]) -> bool:
    """Whether some ways are whole at a moment."""
    running.setCurrentTime(at)
    return all(item.part == 1 for item in items)


def test_touch_ends_the_drawing(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    assert drawing(window).is_running
    viewport = finger.body(View.FRONT).viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(3, viewport.height() - 3))
    assert not drawing(window).is_running
    assert all(item.part == 1 for item in ways(finger))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(3, viewport.height() - 3))


def test_less_motion_shows_the_ways_whole_at_once(
    window: MainWindow, finger: Finger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(way_drawing, "wants_less_motion", lambda: True)
    finger.touch("hip-front", Side.LEFT)
    assert not drawing(window).is_running
    assert ways(finger)
    assert all(item.part == 1 for item in ways(finger))


def test_only_what_is_new_moves(window: MainWindow, finger: Finger) -> None:
    finger.touch("hip-front", Side.LEFT)
    drawing(window).end()
    window.commands.themes[ThemeChoice.DARK].trigger()
    assert not drawing(window).is_running
    window.bridge.look_at(RootOfSide(Root.S1, Side.RIGHT))
    assert drawing(window).is_running
    window.commands.themes[ThemeChoice.LIGHT].trigger()


@pytest.mark.parametrize(
    ("name", "text", "less"),
    [
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
    ],
)
def test_desktop_tells_that_it_wants_less_motion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, less: bool
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert wants_less_motion() is less
