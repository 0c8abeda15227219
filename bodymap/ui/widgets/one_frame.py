"""Lets what changes together be painted together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QGraphicsView, QWidget


@contextmanager
def one_frame(window: QWidget) -> Iterator[None]:
    """Paint nothing of a window inside this, and all that has changed in one frame after it.

    Else each drawing of the body paints the window as soon as it hears of its changed items, which is later, and what
    changes beside it is painted in a frame of its own. So the drawings in sight are told of their items here.
    """
    held = _Held(window)
    window.installEventFilter(held)
    try:
        yield
        for view in filter(QWidget.isVisible, window.findChildren(QGraphicsView)):
            QCoreApplication.sendPostedEvents(view.scene(), QEvent.Type.MetaCall.value)
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
