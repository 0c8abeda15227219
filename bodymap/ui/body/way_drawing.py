"""Lets the ways of nerves draw themselves from the spine to the skin, in under a second."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSettings, QStandardPaths, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from bodymap.ui.body.body_items import CourseItem

LONGEST_MS: Final = 900
_ENDING: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
    }
)


class WayDrawing(QObject):
    """Draws some ways, one after the other; a touch, a key or the next answer shows them whole at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: list[tuple[int, CourseItem]] = []
        self._watched: list[QWidget] = []
        self._ranks = 1
        self._running = QVariantAnimation(self)
        self._running.setStartValue(0.0)
        self._running.setEndValue(1.0)
        self._running.setDuration(LONGEST_MS)
        self._running.valueChanged.connect(self._on_moved)
        self._running.finished.connect(self.end)

    @property
    def is_running(self) -> bool:
        """Whether something is being drawn."""
        return bool(self._items)

    def begin(self, items: Sequence[tuple[int, CourseItem]], watched: Sequence[QWidget]) -> None:
        """Draw these items, each with the rank of its root, strongest first; a touch of a watched widget ends it."""
        self.end()
        if not items or wants_less_motion():
            return
        self._items, self._watched = list(items), list(watched)
        self._ranks = 1 + max(rank for rank, _ in items)
        for widget in self._watched:
            widget.installEventFilter(self)
        self._on_moved(0.0)
        self._running.start()

    def end(self) -> None:
        """Show all that is being drawn whole."""
        items, self._items = self._items, []
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        self._running.stop()
        for _, item in items:
            item.show_part(1.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End at a touch, which goes on to whom it was for."""
        if event.type() in _ENDING:
            self.end()
        return super().eventFilter(watched, event)

    def _on_moved(self, passed: float) -> None:
        """Let each way have two shares of the time, the second of which is the first of the next."""
        for rank, item in self._items:
            item.show_part(min(max((passed * (self._ranks + 1) - rank) / 2, 0.0), 1.0))


def wants_less_motion() -> bool:
    """Whether the system asks programs to move less, as far as Qt, KDE and GTK tell.

    GNOME keeps its own switch where no file tells it; KDE and Xfce write it into GTK's settings too.
    """
    if QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0:
        return True
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation))
    kde = QSettings(str(folder / "kdeglobals"), QSettings.Format.IniFormat).value("KDE/AnimationDurationFactor", "1")
    gtk = [
        QSettings(str(folder / name / "settings.ini"), QSettings.Format.IniFormat) for name in ("gtk-3.0", "gtk-4.0")
    ]
    said = [str(one.value("Settings/gtk-enable-animations", "true")).strip().lower() for one in gtk]
    return str(kde).strip() in ("0", "0.0") or any(value in ("0", "false") for value in said)
