"""The window of the program for benchmarks: shown offscreen if need be, touched as a hand does, and timed by frames.

Animations are off, as for somebody whose system asks programs to move less: what is drawn over time is no answer.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shapely
from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from bodymap.core.marks.mark import Mark, MarkId, Shape, Spot, Stroke
from bodymap.core.marks.touch import BodyPoint
from bodymap.core.vocabulary import Figure, Quality, View
from bodymap.library.loading import load_atlas
from bodymap.state.case import Case
from bodymap.state.gestures import mark_at
from bodymap.ui.access.after_answer import WAIT_MS
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.window.main_window import MainWindow

SEED = 7
_INSIDE_MM = 6.0  # more than a pixel, so that a touch meets the skin
_VIEWS = (View.FRONT, View.BACK)
_ROUNDS = 5
_REST = 4 * WAIT_MS / 1000


class TimedWindow(MainWindow):
    """The window of the program; keeps when its last frames were painted to the end."""

    frames: list[tuple[float, float]]
    frames_of_answer: int | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Move) and self.frames_of_answer is None:
            self.frames_of_answer = len(self.frames)  # the panel beside the mark comes from here on
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and hasattr(self, "frames"):
            self.frames.append((time.perf_counter(), time.process_time()))
        return is_done


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds from an event to the first and to the last frame after it: by the clock, and of the processor.

    The last frame is that of the answer; the panel beside a mark comes after it, see `panel_cpu`.
    """

    first: float
    last: float
    first_cpu: float
    last_cpu: float
    frames: int
    panel_cpu: float = 0.0


def application() -> QApplication:
    """The application, without animations and without the settings of whoever measures."""
    folder = Path(tempfile.mkdtemp(prefix="bodymap-bench-"))
    (folder / "gtk-3.0").mkdir()
    (folder / "gtk-3.0" / "settings.ini").write_text("[Settings]\ngtk-enable-animations=false\n", encoding="utf-8")
    os.environ["XDG_CONFIG_HOME"] = str(folder)
    found = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(found, QApplication)  # noqa: S101
    return found


def standing_marks(number: int) -> tuple[Mark, ...]:
    """Marks spread over front and back: spots, and every fifth one a stroke; the same ones each time."""
    chance = random.Random(SEED)  # noqa: S311
    shapes: list[Shape] = []
    while len(shapes) < number:
        view, x, y = place(chance)
        if len(shapes) % 5 == 4:
            points = tuple((x + chance.uniform(-2, 2) * step, y + 8.0 * step) for step in range(12))
            shapes.append(Stroke(view, points, 15.0))
        else:
            shapes.append(Spot(view, x, y, 15.0))
    qualities = (None, *Quality)
    return tuple(
        Mark(MarkId(number), shape, qualities[number % len(qualities)]) for number, shape in enumerate(shapes, start=1)
    )


def place(chance: random.Random) -> tuple[View, float, float]:
    """A point on the skin."""
    atlas = load_atlas(Figure.NEUTRAL)
    while True:
        view = chance.choice(_VIEWS)
        box = atlas.view_box(view)
        x, y = box.x + chance.random() * box.width, box.y + chance.random() * box.height
        if shapely.contains(atlas.silhouette(view), shapely.Point(x, y).buffer(_INSIDE_MM)):
            return view, round(x, 1), round(y, 1)


def free_place(chance: random.Random, window: MainWindow) -> BodyPoint:
    """A point on skin that is not marked."""
    atlas = load_atlas(Figure.NEUTRAL)
    while True:
        at = BodyPoint(*place(chance))
        if mark_at(window.bridge.case, atlas, at) is None:
            return at


def shown(app: QApplication, marks: tuple[Mark, ...], size: QSize) -> TimedWindow:
    """The window with some marks, when it has answered, and has prepared in the seconds after it what it can."""
    window = TimedWindow(Bridge(case=Case(marks=marks)), Look(app, ThemeChoice.LIGHT))
    window.frames = []
    window.resize(size)
    window.show()
    while window.findings is None or not (window.preparing.is_done and window.presenter.preparation.is_done):
        app.processEvents()
    settle(app)
    window.mark_editing.popup.installEventFilter(window)
    return window


def dropped(app: QApplication, window: MainWindow) -> None:
    """Do away with a window."""
    window.hide()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle(app: QApplication) -> None:
    """Let everything be done that waits, but for what is to come after an answer; see `rest`."""
    for _ in range(_ROUNDS):
        app.processEvents()


def rest(app: QApplication) -> None:
    """Let come what comes after an answer: the panel beside the mark, and the boxes for screen readers."""
    deadline = time.perf_counter() + _REST
    while time.perf_counter() < deadline:
        app.processEvents()


def timed_action(
    app: QApplication, window: TimedWindow, act: Callable[[], object], *, is_answered: bool = True
) -> Timed:
    """Act, and let the window paint until nothing is left to be done; until it has answered, if it is to answer."""
    told: list[object] = []
    window.bridge.found.connect(told.append)
    rest(app)
    window.frames.clear()
    window.frames_of_answer = None
    start, start_cpu = time.perf_counter(), time.process_time()
    act()
    deadline = start + 60
    while is_answered and not told and time.perf_counter() < deadline:
        app.processEvents()
    settle(app)
    window.bridge.found.disconnect(told.append)
    frames = window.frames or [(start, start_cpu)]
    answered = frames[: window.frames_of_answer] or frames
    return Timed(
        1000 * (frames[0][0] - start),
        1000 * (answered[-1][0] - start),
        1000 * (frames[0][1] - start_cpu),
        1000 * (answered[-1][1] - start_cpu),
        len(answered),
        1000 * (frames[-1][1] - start_cpu),
    )


def touch(window: MainWindow, at: BodyPoint) -> None:
    """Press and let go."""
    _send(window, at, QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton)
    _send(window, at, QEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton, held=Qt.MouseButton.NoButton)


def press(window: MainWindow, at: BodyPoint) -> None:
    """Put the pen down."""
    _send(window, at, QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton)


def drag(window: MainWindow, at: BodyPoint) -> None:
    """Go on with the pen down."""
    _send(window, at, QEvent.Type.MouseMove, Qt.MouseButton.NoButton, held=Qt.MouseButton.LeftButton)


def release(window: MainWindow, at: BodyPoint) -> None:
    """Lift the pen."""
    _send(window, at, QEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton, held=Qt.MouseButton.NoButton)


def hover(window: MainWindow, at: BodyPoint) -> None:
    """Move the pointer there."""
    _send(window, at, QEvent.Type.MouseMove, Qt.MouseButton.NoButton, held=Qt.MouseButton.NoButton)


def _send(
    window: MainWindow,
    at: BodyPoint,
    kind: QEvent.Type,
    button: Qt.MouseButton,
    *,
    held: Qt.MouseButton | None = None,
) -> None:
    body = window.body_card.body_view(at.view)
    assert body is not None  # noqa: S101
    here = QPointF(body.mapFromScene(QPointF(at.x, at.y)))
    buttons = button if held is None else held
    event = QMouseEvent(kind, here, body.viewport().mapToGlobal(here), button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(body.viewport(), event)
