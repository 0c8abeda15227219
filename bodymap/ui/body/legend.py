"""What solid and hatched skin mean, shown while the maps differ."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded
from bodymap.ui.widgets.texture import screen_brush, stripes

_SWATCH = QSize(22, 14)
_GAP = 8.0
_APART = 18.0


class Legend(QWidget):
    """Two swatches with a word each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = (self.tr("all maps agree"), self.tr("some maps"))
        self.setAccessibleName(self.tr("Solid: all maps agree. Hatched: only some maps say so."))
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Both swatches with their words on one line."""
        metrics = QFontMetricsF(self.font())
        words = sum(metrics.horizontalAdvance(text) for text in self._texts)
        return QSize(round(words + 2 * (_SWATCH.width() + _GAP) + _APART + 4), round(metrics.height() + 4))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the swatches and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Grey, for it speaks of every root's colour.
        colour, metrics = self._theme.text_disabled, QFontMetricsF(self.font())
        x, top = 1.0, (self.height() - _SWATCH.height()) / 2
        solid = QBrush(QColor(colour))
        striped = screen_brush(stripes(colour, 1.0, 0), painter)
        for text, brush in zip(self._texts, (solid, striped), strict=True):
            painter.setPen(QPen(QColor(self._theme.text_faint), 1.0))
            painter.setBrush(brush)
            painter.drawRoundedRect(QRectF(x, top, _SWATCH.width(), _SWATCH.height()), 3, 3)
            x += _SWATCH.width() + _GAP
            painter.setPen(QColor(self._theme.text_faint))
            width = metrics.horizontalAdvance(text) + 2
            painter.drawText(QRectF(x, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += width + _APART
