"""From a touch to the painted answer: ``python -m benchmarks.touch``, in the real window, offscreen if need be.

A touch is sent to the body as a press and a release. *Mark painted* is the end of the first frame after it, *answer
painted* the end of the last one: body, spine and column are final then, and nothing is left to lay out or to paint.
Besides the time on the clock the table tells the processor time, which other programs do not lengthen. The reference is
one painting of the whole window, as it stands.

``--profile`` prints where the time goes instead; ``--quick`` touches a tenth as often.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shapely
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks._goals import Goal, print_table, quantile
from bodymap.core.marks.mark import MOST_MARKS, Mark, MarkId, Shape, Spot, Stroke
from bodymap.core.marks.touch import BodyPoint, BodyStroke
from bodymap.core.vocabulary import Figure, Quality, View
from bodymap.library.loading import load_atlas
from bodymap.state.case import Case
from bodymap.state.gestures import mark_at
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.window.main_window import MainWindow

_SEED = 7
_INSIDE_MM = 6.0  # more than a pixel, so that a touch meets the skin
_TOUCHES = 100
_VIEWS = (View.FRONT, View.BACK)
_SIZES = {"1440 x 900": (QSize(1440, 900), 16.0), "3840 x 2160": (QSize(3840, 2160), 25.0)}
_STANDING = (1, 5, min(200, MOST_MARKS - 1))  # room is left for one more


class _Window(MainWindow):
    """The window of the program; keeps when its last frames were painted to the end."""

    frames: list[tuple[float, float]]

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and hasattr(self, "frames"):
            self.frames.append((time.perf_counter(), time.process_time()))
        return is_done


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds from an event to the first and to the last frame after it, by the clock, and processor time."""

    first: float
    last: float
    cpu: float


def main() -> None:
    """Print the table, or the profile."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101
    touches = _TOUCHES // 10 if "--quick" in sys.argv else _TOUCHES
    if "--profile" in sys.argv:
        _profile(application, touches)
        return
    goals: list[Goal] = []
    painting = 0.0
    for size_name, (size, most) in _SIZES.items():
        for standing in _STANDING if size_name == "1440 x 900" else (5,):
            window = _shown(application, standing_marks(standing), size)
            painting = _painting_ms(window)
            timed = list(_touched(application, window, touches))
            name = f"{size_name}, {standing} marks:"
            goals += [
                Goal(f"{name} mark painted, median", median(one.first for one in timed), 3.0, painting),
                Goal(f"{name} mark painted, p99", quantile([one.first for one in timed], 0.99), 8.0, painting),
                Goal(f"{name} answer painted, median", median(one.last for one in timed), 12.0, painting),
                Goal(f"{name} answer painted, p99", quantile([one.last for one in timed], 0.99), most, painting),
                Goal(f"{name} answer, processor, median", median(one.cpu for one in timed), 12.0, painting),
                Goal(f"{name} answer, processor, p99", quantile([one.cpu for one in timed], 0.99), most, painting),
            ]
            if size_name == "1440 x 900":
                goals += _others(application, window, standing, painting)
            _dropped(application, window)
    print_table(goals, reference="one painting of the whole window")


def standing_marks(number: int) -> tuple[Mark, ...]:
    """Marks spread over front and back: spots, and every fifth one a stroke; the same ones each time."""
    chance = random.Random(_SEED)  # noqa: S311
    shapes: list[Shape] = []
    while len(shapes) < number:
        view, x, y = _place(chance)
        if len(shapes) % 5 == 4:
            points = tuple((x + chance.uniform(-2, 2) * step, y + 8.0 * step) for step in range(12))
            shapes.append(Stroke(view, points, 15.0))
        else:
            shapes.append(Spot(view, x, y, 15.0))
    qualities = (None, *Quality)
    return tuple(
        Mark(MarkId(place), shape, qualities[place % len(qualities)]) for place, shape in enumerate(shapes, start=1)
    )


def _place(chance: random.Random) -> tuple[View, float, float]:
    """A point on the skin."""
    atlas = load_atlas(Figure.NEUTRAL)
    while True:
        view = chance.choice(_VIEWS)
        box = atlas.view_box(view)
        x, y = box.x + chance.random() * box.width, box.y + chance.random() * box.height
        if shapely.contains(atlas.silhouette(view), shapely.Point(x, y).buffer(_INSIDE_MM)):
            return view, round(x, 1), round(y, 1)


def _shown(application: QApplication, marks: tuple[Mark, ...], size: QSize) -> _Window:
    window = _Window(Bridge(case=Case(marks=marks)), Look(application, ThemeChoice.LIGHT))
    window.frames = []
    window.resize(size)
    window.show()
    while window.findings is None:
        application.processEvents()
    _settle(application)
    return window


def _dropped(application: QApplication, window: _Window) -> None:
    window.hide()
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _settle(application: QApplication) -> None:
    for _ in range(5):
        application.processEvents()


def _painting_ms(window: QWidget) -> float:
    times = []
    for _ in range(9):
        start = time.perf_counter()
        window.grab()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def _touched(application: QApplication, window: _Window, touches: int) -> Iterator[Timed]:
    """Touches on free skin; each mark is taken away again, out of the time."""
    chance = random.Random(_SEED + 1)  # noqa: S311
    atlas = load_atlas(Figure.NEUTRAL)
    for number in range(touches + 5):
        view, x, y = _place(chance)
        while mark_at(window.bridge.case, atlas, BodyPoint(view, x, y)) is not None:
            view, x, y = _place(chance)
        timed = timed_action(application, window, partial(_touch, window, BodyPoint(view, x, y)))
        if number >= 5:  # what is loaded once is loaded by then
            yield timed
        timed_action(application, window, window.bridge.undo)


def timed_action(application: QApplication, window: _Window, act: Callable[[], object]) -> Timed:
    """Act, and let the window paint until nothing is left to be done."""
    told: list[object] = []
    window.bridge.found.connect(told.append)
    window.frames.clear()
    start, start_cpu = time.perf_counter(), time.process_time()
    act()
    deadline = start + 60
    while not told and time.perf_counter() < deadline:
        application.processEvents()
    _settle(application)
    window.bridge.found.disconnect(told.append)
    first, last = window.frames[0][0], window.frames[-1]
    return Timed(1000 * (first - start), 1000 * (last[0] - start), 1000 * (last[1] - start_cpu))


def _touch(window: MainWindow, at: BodyPoint) -> None:
    body = window.body_card.body_view(at.view)
    assert body is not None  # noqa: S101
    place = QPointF(body.mapFromScene(QPointF(at.x, at.y)))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
        around = body.viewport().mapToGlobal(place)
        event = QMouseEvent(kind, place, around, left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(body.viewport(), event)


def _move(window: MainWindow, at: BodyPoint, *, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    body = window.body_card.body_view(at.view)
    assert body is not None  # noqa: S101
    place = QPointF(body.mapFromScene(QPointF(at.x, at.y)))
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, body.viewport().mapToGlobal(place), none, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(body.viewport(), event)


def _others(application: QApplication, window: _Window, standing: int, painting: float) -> list[Goal]:
    """Undo, the pointer moving over the body, another map, another view."""
    name = f"1440 x 900, {standing} marks:"
    chance = random.Random(_SEED + 2)  # noqa: S311
    hover = []
    for _ in range(60):
        at = BodyPoint(*_place(chance))
        start = time.perf_counter()
        _move(window, at)
        application.processEvents()
        hover.append(1000 * (time.perf_counter() - start))
    maps = window.bridge.maps
    chosen = [
        timed_action(application, window, partial(window.bridge.choose_maps, some)).last
        for some in (maps[:1], maps[1:], None) * 3
    ]
    undone = []
    for _ in range(9):
        at = BodyPoint(*_place(chance))
        timed_action(application, window, partial(window.bridge.draw, _line(at)))
        undone.append(timed_action(application, window, window.bridge.undo).last)
    return [
        Goal(f"{name} pointer moved, p99", quantile(hover, 0.99), 2.0, painting),
        Goal(f"{name} map chosen, median", median(chosen), 50.0, painting),
        Goal(f"{name} stroke undone, median", median(undone), 50.0, painting),
    ]


def _line(at: BodyPoint) -> BodyStroke:
    return BodyStroke(at.view, tuple((at.x + 1.0 * step, at.y + 5.0 * step) for step in range(8)), ())


@contextmanager
def _profiled() -> Iterator[None]:
    profile = cProfile.Profile(time.process_time)  # what other programs take does not count
    profile.enable()
    yield
    profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats(90)


def _profile(application: QApplication, touches: int) -> None:
    standing = int(sys.argv[sys.argv.index("--profile") + 1])
    window = _shown(application, standing_marks(standing), QSize(1440, 900))
    with _profiled():
        list(_touched(application, window, touches))


if __name__ == "__main__":
    main()
