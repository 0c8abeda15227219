"""From a touch to the painted answer: ``python -m benchmarks.touch``, in the real window, offscreen if need be.

A touch is sent to the body as a press and a release. *Mark painted* is the end of the first frame after it, *answer
painted* the end of the last one: body, spine and column are final then, and nothing is left to lay out or to paint.
Time is told on the clock and of the processor, which other programs do not lengthen. The reference is one painting of
the whole window, as it stands. A case holds `MOST_MARKS` marks, so that many and no more stand.

``--quick`` touches a tenth as often; ``--standing 5`` lets so many marks stand, and no others. ``--profile`` prints
where the time of touches goes instead of the table, and ``--paints`` which widgets paint, lay out and show how often.
"""

from __future__ import annotations

import cProfile
import pstats
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import _window
from benchmarks._goals import Goal, print_table, quantile
from benchmarks._window import SEED, Timed, TimedWindow, standing_marks, timed_action
from bodymap.core.marks.mark import MOST_MARKS
from bodymap.core.marks.touch import BodyPoint, BodyStroke
from bodymap.core.vocabulary import Figure
from bodymap.state.pen import Tool
from bodymap.ui.body.view_choice import drawn_choices

_TOUCHES = 100
_USUAL, _LARGE = QSize(1440, 900), QSize(3840, 2160)
_MOST = {(1440, 900): 16.0, (3840, 2160): 25.0}
_STANDING = (1, 5, MOST_MARKS - 1)  # room is left for one more
_WATCHED = (QEvent.Type.Paint, QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest, QEvent.Type.Show)


def main() -> None:
    """Print the table, the profile or the paintings."""
    app = _window.application()
    touches = _TOUCHES // 10 if "--quick" in sys.argv else _TOUCHES
    standing = (int(sys.argv[sys.argv.index("--standing") + 1]),) if "--standing" in sys.argv else _STANDING
    if "--profile" in sys.argv:
        _print_profile(app, standing[0], touches)
    elif "--paints" in sys.argv:
        _print_paints(app, standing[0], touches)
    else:
        goals = [goal for number in standing for goal in _goals(app, _USUAL, number, touches)]
        if len(standing) > 1:
            goals += _goals(app, _LARGE, 5, touches)
        print_table(goals, reference="one painting of the whole window")


def _goals(app: QApplication, size: QSize, standing: int, touches: int) -> list[Goal]:
    window = _window.shown(app, standing_marks(standing), size)
    painting = _painting_ms(window)
    name = f"{size.width()} x {size.height()}, {standing} marks:"
    timed = list(_touched(app, window, touches))
    goals = _of_touches(name, timed, _MOST[size.width(), size.height()], painting)
    if size == _USUAL:
        goals += _others(app, window, name, painting)
    _window.dropped(app, window)
    return goals


def _of_touches(name: str, timed: Sequence[Timed], most: float, painting: float) -> list[Goal]:
    told = {
        "mark painted": ([one.first for one in timed], 3.0, 8.0),
        "mark painted, processor": ([one.first_cpu for one in timed], 3.0, 8.0),
        "answer painted": ([one.last for one in timed], 12.0, most),
        "answer painted, processor": ([one.last_cpu for one in timed], 12.0, most),
    }
    goals = []
    for what, (values, usual, longest) in told.items():
        goals += [
            Goal(f"{name} {what}, median", median(values), usual, painting),
            Goal(f"{name} {what}, p99", quantile(values, 0.99), longest, painting),
        ]
    return [*goals, Goal(f"{name} frames of a touch, median", median(one.frames for one in timed), 2, 1, "")]


def _painting_ms(window: QWidget) -> float:
    times = []
    for _ in range(9):
        start = time.perf_counter()
        window.grab()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def _touched(app: QApplication, window: TimedWindow, touches: int) -> Iterator[Timed]:
    """Touches on free skin; each mark is taken away again, out of the time."""
    chance = random.Random(SEED + 1)  # noqa: S311
    for number in range(touches + 5):
        at = _window.free_place(chance, window)
        timed = timed_action(app, window, partial(_window.touch, window, at))
        if number >= 5:  # what is loaded once is loaded by then
            yield timed
        timed_action(app, window, window.bridge.undo)


def _others(app: QApplication, window: TimedWindow, name: str, painting: float) -> list[Goal]:
    """What else is done: undo, the pointer over the body, a stroke, other maps, drawings and figure."""
    chance = random.Random(SEED + 2)  # noqa: S311
    bridge = window.bridge

    def times(acts: Sequence[Callable[[], object]], *, is_answered: bool = True) -> list[float]:
        return [timed_action(app, window, act, is_answered=is_answered).last_cpu for act in acts]

    pointed = [partial(_window.hover, window, BodyPoint(*_window.place(chance))) for _ in range(60)]
    undone = []
    for _ in range(9):
        timed_action(app, window, partial(_window.touch, window, _window.free_place(chance, window)))
        undone += times([bridge.undo])
    maps = [partial(bridge.choose_maps, some) for some in (bridge.maps[:1], bridge.maps[1:], None) * 3]
    views = [partial(window.choose_views, choice) for choice in drawn_choices(bridge.figure)[:2] * 5]
    figures = [partial(bridge.choose_figure, figure) for figure in (Figure.FEMALE, Figure.NEUTRAL) * 3]
    told = {
        "pointer moved, p99": (quantile(times(pointed, is_answered=False), 0.99), 2.0),
        "stroke moved, p99": (quantile(_stroke_moves(app, window, chance), 0.99), 8.0),
        "touch undone, median": (median(undone), 50.0),
        "map chosen, median": (median(times(maps)), 50.0),
        "drawings turned to, median": (median(times(views, is_answered=False)[2:]), 50.0),
        "figure chosen, median": (median(times(figures)[2:]), 50.0),
    }
    return [Goal(f"{name} {what}, processor", figure, goal, painting) for what, (figure, goal) in told.items()]


def _stroke_moves(app: QApplication, window: TimedWindow, chance: random.Random) -> list[float]:
    """Milliseconds of each move of some strokes."""
    window.tool_rail.take(Tool.PAINT)
    times = []
    for _ in range(4):
        at = _window.free_place(chance, window)
        line = BodyStroke(at.view, tuple((at.x + 0.5 * step, at.y + 2.0 * step) for step in range(40)), ())
        points = [BodyPoint(line.view, x, y) for x, y in line.points]
        _window.press(window, points[0])
        for point in points[1:]:
            act = partial(_window.drag, window, point)
            times.append(timed_action(app, window, act, is_answered=False).last_cpu)
        _window.release(window, points[-1])
        timed_action(app, window, window.bridge.undo, is_answered=False)
    window.tool_rail.take(Tool.SPOT)
    _window.settle(app)
    return times


def _print_profile(app: QApplication, standing: int, touches: int) -> None:
    window = _window.shown(app, standing_marks(standing), _USUAL)
    profile = cProfile.Profile(time.process_time)  # what other programs take does not count
    chance = random.Random(SEED + 1)  # noqa: S311
    for _ in range(touches):
        at = _window.free_place(chance, window)
        profile.enable()
        timed_action(app, window, partial(_window.touch, window, at))
        profile.disable()
        timed_action(app, window, window.bridge.undo)
    print(f"all calls together; {touches} touches")
    pstats.Stats(profile).sort_stats("cumulative").print_stats(100)


class _Watcher(QObject):
    """Counts what widgets are asked to do."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[tuple[str, str]] = Counter()
        self.pixels: Counter[tuple[str, str]] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WATCHED:
            key = (event.type().name, f"{type(watched).__name__} {watched.property('role') or ''}")
            self.counts[key] += 1
            if isinstance(event, QPaintEvent):
                self.pixels[key] += event.rect().width() * event.rect().height()
        return False


def _print_paints(app: QApplication, standing: int, touches: int) -> None:
    window = _window.shown(app, standing_marks(standing), _USUAL)
    watcher, chance = _Watcher(), random.Random(SEED + 1)  # noqa: S311
    for _ in range(touches):
        at = _window.free_place(chance, window)
        app.installEventFilter(watcher)
        timed_action(app, window, partial(_window.touch, window, at))
        app.removeEventFilter(watcher)
        timed_action(app, window, window.bridge.undo)
    for key, count in watcher.counts.most_common(60):
        pixels = watcher.pixels[key] / touches / 1000
        print(f"{key[0]:<16}{key[1]:<32}{count / touches:>8.1f} a touch {pixels:>8.0f} thousand pixels")


if __name__ == "__main__":
    main()
