"""How long some centimetres of the body are in a drawing, as a line with its length written on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui.body.body_view import BodyView
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded

_LENGTHS_MM = (10, 20, 50, 100, 200)
_WIDEST_PX = 130
_TICK_PX = 4.0


class ScaleLine(QWidget):
    """Follows the scale of one drawing; the line is the longest round length that is not too wide."""

    def __init__(self, view: BodyView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._colour = QColor(view.body_scene().theme.text_faint)
        self._length_mm = _LENGTHS_MM[0]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        view.scaled.connect(self._follow)

    @property
    def length_mm(self) -> int:
        """Length of the line on the body."""
        return self._length_mm

    @property
    def text(self) -> str:
        """What is written beside the line."""
        return self.tr("{length} cm on the body").format(length=self._length_mm // 10)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._colour = QColor(theme.text_faint)
        self.update()

    def sizeHint(self) -> QSize:
        """The line with its text."""
        metrics = QFontMetricsF(self.font())
        return QSize(round(self._line_px() + 10 + metrics.horizontalAdvance(self.text)), round(metrics.height() + 4))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the line with its ends, and its length."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, 1.5))
        middle, end = self.height() / 2, self._line_px()
        painter.drawLine(QPointF(1, middle), QPointF(end, middle))
        for x in (1.0, end):
            painter.drawLine(QPointF(x, middle - _TICK_PX), QPointF(x, middle + _TICK_PX))
        box = QRectF(end + 8, 0, self.width() - end - 8, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text)

    def _line_px(self) -> float:
        return max(self._length_mm * self._view.pixels_per_mm, 2.0)

    def _follow(self) -> None:
        fitting = [length for length in _LENGTHS_MM if length * self._view.pixels_per_mm <= _WIDEST_PX]
        self._length_mm = fitting[-1] if fitting else _LENGTHS_MM[0]
        self.setAccessibleName(self.tr("Scale: {text}").format(text=self.text))
        self.updateGeometry()
        self.update()
