"""Lets what changes together be painted together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget


@contextmanager
def one_frame(window: QWidget) -> Iterator[None]:
    """Paint nothing of a window inside this, and all that has changed in one frame after it.

    Else each drawing of the body paints the window at once when its items have changed, and what changes beside it is
    painted in a frame of its own.
    """
    held = _Held(window)
    window.installEventFilter(held)
    try:
        yield
    finally:
        window.removeEventFilter(held)
        held.deleteLater()
        if held.has_asked:
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))


class _Held(QObject):
    """Keeps a window from painting, and remembers whether it was asked to."""

    has_asked = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Stop what asks for a frame."""
        if event.type() is QEvent.Type.UpdateRequest:
            self.has_asked = True
        return event.type() is QEvent.Type.UpdateRequest
