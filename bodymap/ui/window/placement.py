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
    room = window.screen().availableGeometry()
    window.resize(window.size().boundedTo(room.size() - _WINDOW_FRAME))
    left = max(min(window.x(), room.right() - window.frameGeometry().width()), room.left())
    top = max(min(window.y(), room.bottom() - window.frameGeometry().height()), room.top())
    window.move(left, top)
