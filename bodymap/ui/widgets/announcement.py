"""What a screen reader is to speak although the focus is elsewhere."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak a text that appeared away from the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
