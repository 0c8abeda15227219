"""The areas of the window, through which one key leads the keyboard round."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def enter_next(entrances: Mapping[QWidget, QWidget], *, otherwise: QWidget) -> None:
    """Give the focus to what follows the area that has it now.

    Parameters
    ----------
    entrances : mapping of QWidget to QWidget
        For each area the widget by which the keyboard comes into the next one.
    otherwise : QWidget
        Where it goes from outside all areas.
    """
    focused = QApplication.focusWidget()
    while focused is not None and focused not in entrances:
        focused = focused.parentWidget()
    target = entrances[focused] if focused is not None else otherwise
    target.setFocus(Qt.FocusReason.TabFocusReason)
