"""A box to choose one of a few things from, with the sign of a menu that the buttons of the bar have too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox

from bodymap.ui.widgets.paint_guard import guarded

_EDGE_PX = 10


class ChoiceBox(QComboBox):
    """A combo box whose sign is drawn here: a style sheet that rounds the box leaves it out."""

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the sign at its end."""
        super().paintEvent(event)
        painter = QPainter(self)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(QColor(self.palette().color(group, QPalette.ColorRole.ButtonText)))
        end = Qt.AlignmentFlag.AlignRight if not self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        box = self.rect().adjusted(_EDGE_PX, 0, -_EDGE_PX, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | end, "▾")
