"""Starts a window, tells what a person waits for, line by line as it happens, and ends.

python -m benchmarks._first_frame bodymap      the program as a person starts it, touched as soon as the body is seen
python -m benchmarks._first_frame reference    a bare `QMainWindow` that shows one of the same drawings
python -m benchmarks._first_frame modules      the program again, up to the first painted body: what is loaded by then

A line is a word of `PAINTED`, `ANSWERED` and `RESIDENT` with its figures; whoever started the program takes the time
when it comes. What a line says is looked at after it was written: that the body is on the screen, that a mark is there
and its answer in words; if not, the program ends with an error.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

if TYPE_CHECKING:
    from bodymap.ui.window.main_window import MainWindow

#: The body is painted, and the processor took so many milliseconds.
PAINTED = "painted"
#: The touch is answered and the answer painted; the processor's milliseconds again.
ANSWERED = "answered"
#: So many MB are in memory once nothing is left to be done.
RESIDENT = "resident"

# On the front of the neutral figure, in mm of its drawing: the patient's left thigh.
_TOUCHED: Final = (90.0, 200.0)
# So many of the points that are looked at, one in ten either way, have the colour of the skin at least.
_LEAST_SKIN: Final = 50
_STEP_PX: Final = 10
# The skin is shaded: its colours lie so far from its own, and not so far as the card's.
_SHADE: Final = 12
# How often the event loop goes round until what was found is painted.
_TURNS_TO_PAINT: Final = 5


class _After(QObject):
    """Calls back once a frame is whole: when something within it was painted, and the loop goes round."""

    def __init__(self, call: Callable[[], None]) -> None:
        super().__init__()
        self._call = call

    def wait(self) -> None:
        """Call back after this frame, before all that waits."""
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._call()
            return True
        return super().event(event)


class _Picture(QWidget):
    """The least that shows a body: one drawing, painted as large as the window."""

    def __init__(self, drawing: str) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(drawing.encode())
        self.after = _After(_tell_painted_and_end)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._renderer.render(painter)
        painter.end()
        self.after.wait()


class _Touch(QObject):
    """Touches the body as soon as it is seen, waits for the answer, and ends when the program has come to rest."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._after = _After(self._on_painted)
        self._is_painted = False
        for view in window.body_card.views:
            view.first_painted.connect(self._after.wait)
        window.bridge.found.connect(self._on_found)
        # Nobody tells that nothing is left to be painted, so the loop goes round a few times.
        self._turns = 0
        self._turning = QTimer(self, interval=0)
        self._turning.timeout.connect(self._on_turn)

    def _on_painted(self) -> None:
        if self._is_painted:
            return
        self._is_painted = True
        _tell(PAINTED, _processor_ms())
        _check_skin(self._window)
        _press_and_release(self._window)

    def _on_found(self) -> None:
        if self._window.bridge.case.marks:
            self._turning.start()

    def _on_turn(self) -> None:
        self._turns += 1
        if self._turns == _TURNS_TO_PAINT:
            _tell(ANSWERED, _processor_ms())
            _check_answer(self._window)
        elif self._turns > _TURNS_TO_PAINT and self._window.preparing.is_done:
            _tell(RESIDENT, _resident_mb())
            QApplication.exit(0)


def run_bodymap() -> None:
    """Start the program without a case."""
    from bodymap.cli.main import main

    sys.argv = ["bodymap"]
    sys.exit(main())


def run_reference() -> None:
    """Show the bare window."""
    from bodymap.core.vocabulary import Figure, View
    from bodymap.library import resources

    application = QApplication([])
    window = QMainWindow()
    window.resize(1440, 900)
    window.setCentralWidget(_Picture(resources.drawing_text(Figure.NEUTRAL, View.FRONT)))
    window.show()
    application.exec()


def watch(act: Callable[[MainWindow], QObject]) -> None:
    """Give the program's window to this when the event loop of its application begins."""
    run_loop = QApplication.exec

    def watched_loop(*_: object) -> int:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
        watcher = act(cast("MainWindow", window))
        code = run_loop()
        del watcher
        return code

    # A plain function is bound to the instance when it is called on one, so both ways to call `exec` work.
    QApplication.exec = watched_loop  # type: ignore[method-assign]


def _modules_told(window: MainWindow) -> QObject:
    after = _After(_tell_modules_and_end)
    for view in window.body_card.views:
        view.first_painted.connect(after.wait)
    return after


def _tell_modules_and_end() -> None:
    print(*sorted(sys.modules), flush=True)
    QApplication.exit(0)


def _tell_painted_and_end() -> None:
    _tell(PAINTED, _processor_ms())
    _tell(RESIDENT, _resident_mb())
    QApplication.exit(0)


def _tell(word: str, figure: float) -> None:
    print(f"{word} {figure:.1f}", flush=True)


def _processor_ms() -> float:
    return 1000 * time.process_time()


def _resident_mb() -> float:
    """Memory that is held now; not a number where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), float("nan"))


def _press_and_release(window: MainWindow) -> None:
    """A click, as the window system would send it."""
    body = window.body_card.views[0]
    place = QPointF(body.mapFromScene(QPointF(*_TOUCHED)))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
        around = body.viewport().mapToGlobal(place)
        event = QMouseEvent(kind, place, around, left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(body.viewport(), event)


def _check_skin(window: MainWindow) -> None:
    """End with an error unless every drawing in sight is on the screen, as the window system has it."""
    screen = window.screen().grabWindow(window.winId()).toImage()
    for view in window.body_card.views:
        corner = view.mapTo(window, view.rect().topLeft())
        skin = QColor(view.body_scene().theme.skin)
        places = [(x, y) for x in range(0, view.width(), _STEP_PX) for y in range(0, view.height(), _STEP_PX)]
        seen = sum(_is_like(screen.pixelColor(corner.x() + x, corner.y() + y), skin) for x, y in places)
        if seen < _LEAST_SKIN:
            sys.exit(f"the first frame shows no body in the drawing from {view.view.value}: {seen} points of skin")


def _is_like(one: QColor, other: QColor) -> bool:
    """Whether two colours differ by no more than a shade."""
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(map(abs, apart)) <= _SHADE


def _check_answer(window: MainWindow) -> None:
    """End with an error unless the touch made a mark, and the window says and shows what it means."""
    if len(window.bridge.case.marks) != 1 or window.findings is None or not window.answer_column.text:
        sys.exit("the touch was not answered in words")
    if not any(view.body_scene().lit for view in window.body_card.views):
        sys.exit("the touch lit no root on the body")


if __name__ == "__main__":
    match sys.argv[1]:
        case "bodymap":
            watch(_Touch)
            run_bodymap()
        case "modules":
            watch(_modules_told)
            run_bodymap()
        case _:
            run_reference()
