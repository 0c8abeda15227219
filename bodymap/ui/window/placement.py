"""Where the window opens, and how large: inside the screen, always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_START_SIZE = QSize(1440, 900)
_SMALLEST_SIZE = QSize(1024, 700)
# Title bar and edges, which a desktop draws round the window.
_WINDOW_FRAME = QSize(16, 40)


def start_inside(window: QWidget) -> None:
    """Give a window the size that it has at first, or what the screen has of that."""
    room = window.screen().availableGeometry().size() - _WINDOW_FRAME
    window.setMinimumSize(_SMALLEST_SIZE.boundedTo(room))
    window.resize(_START_SIZE.boundedTo(room))


def restore_inside(window: QWidget, place: QByteArray) -> None:
    """Put a window where it was closed, as large as it was, as far as the screens of today show it."""
    if place.isEmpty() or not window.restoreGeometry(place):
        return
    room, box = window.screen().availableGeometry(), window.geometry()
    size = box.size().boundedTo(room.size() - _WINDOW_FRAME)
    left = max(min(box.x(), room.right() - size.width()), room.left())
    top = max(min(box.y(), room.bottom() - size.height()), room.top())
    # What lies inside is left alone: before it is shown, a window knows no frame, and to move it would add one.
    if size != box.size():
        window.resize(size)
    if (left, top) != (box.x(), box.y()):
        window.move(left, top)
