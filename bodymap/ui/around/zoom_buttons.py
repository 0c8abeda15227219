"""The buttons in the corner of the body card that come closer, go back, and show the whole body."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bodymap.ui.widgets.signs import Sign, SignButton

_GAP = 0


class ZoomButtons(QWidget):
    """Says what the wheel and the keyboard do too; the keyboard has its own commands, so Tab passes by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self.whole = self._button(Sign.WHOLE, self.tr("Whole body (Ctrl+0)"))
        self.back = self._button(Sign.LESS, self.tr("Zoom out (Ctrl+\u2212, or Ctrl and the wheel)"))
        self.closer = self._button(Sign.MORE, self.tr("Zoom in (Ctrl++, or Ctrl and the wheel)"))
        self.show_zoom(1.0)

    def show_zoom(self, zoom: float) -> None:
        """Offer only what changes something; 1 is the whole body."""
        self.whole.setEnabled(zoom > 1)
        self.back.setEnabled(zoom > 1)

    def _button(self, sign: Sign, tip: str) -> QPushButton:
        button = SignButton("", sign, self, role="zoom")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        self._row.addWidget(button)
        return button
