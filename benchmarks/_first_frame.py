"""Starts a window, tells when its first frame is painted, and ends.

python -m benchmarks._first_frame bodymap      the program as a person starts it
python -m benchmarks._first_frame reference    a bare Qt window that paints one drawing
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

#: The line that tells of the first frame; the heavy libraries loaded by then follow it.
PAINTED = "first frame;"

_HEAVY = ("numpy", "scipy", "shapely")


class _FirstPaint(QObject):
    """Tells once, as soon as the frame is whole in which the first thing was painted."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell
        self._is_painting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._is_painting:
            self._is_painting = True
            # A frame is painted in one go, so what is posted now comes after it; high, to come before all that waits.
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.User:
            return super().event(event)
        self._tell()
        return True


class _BareWindow(QWidget):
    """The least that shows a body: one drawing, painted on a window of the size of bodymap's."""

    def __init__(self, drawing: str) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(drawing.encode())
        self.resize(1440, 900)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._renderer.render(painter)
        painter.end()


def run_bodymap() -> None:
    """Start the program without a case."""
    from bodymap.cli.main import main

    sys.argv = ["bodymap"]
    main()


def run_reference() -> None:
    """Show the bare window."""
    from bodymap.core.vocabulary import Figure, View
    from bodymap.library import resources

    application = QApplication([])
    window = _BareWindow(resources.drawing_text(Figure.NEUTRAL, View.FRONT))
    window.show()
    application.exec()


def end_at_first_frame() -> None:
    """Let the event loop of any `QApplication` tell of the first frame and end there."""
    run_loop = QApplication.exec

    def watched_loop(*_: object) -> int:
        application = QApplication.instance()
        assert application is not None, "no event loop without an application"  # noqa: S101
        watcher = _FirstPaint(_tell_and_end)
        application.installEventFilter(watcher)
        return run_loop()

    # A plain function is bound to the instance when it is called on one, so both ways to call `exec` work.
    QApplication.exec = watched_loop  # type: ignore[method-assign]


def _tell_and_end() -> None:
    print(PAINTED, *(name for name in _HEAVY if name in sys.modules), flush=True)
    QApplication.exit(0)


if __name__ == "__main__":
    end_at_first_frame()
    {"bodymap": run_bodymap, "reference": run_reference}[sys.argv[1]]()
