"""All places of the study under each other: of how many people, the share, its interval; the marked ones stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded

if TYPE_CHECKING:
    from collections.abc import Collection

    from bodymap.core.reasoning.exposs import ExpossFigure
    from bodymap.core.vocabulary import ExpossLocation

_STEPS = (0, 50, 100)
_GAP_PX, _BAND_PX, _DOT_PX = 8.0, 4.0, 4.0


class IntervalPlot(QWidget):
    """Paints a line for each place; a marked one has a sign in front and stands in bold."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures: tuple[ExpossFigure, ...] = ()
        self._present: frozenset[ExpossLocation] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands on each line, from top to bottom."""
        return tuple(self._line(figure) for figure in self._figures)

    def show_figures(
        self, figures: tuple[ExpossFigure, ...], present: Collection[ExpossLocation], theme: Theme
    ) -> None:
        """Show these figures in their order, with the places that are marked."""
        self._figures, self._present, self._theme = figures, frozenset(present), theme
        self.setAccessibleName("; ".join(self.lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each place, and one for the scale."""
        return QSize(260, round((len(self._figures) + 1) * self._step()))

    def minimumSizeHint(self) -> QSize:
        """Narrower the intervals could not be told apart."""
        return QSize(220, self.sizeHint().height())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw names, bands and dots, and the scale under them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self._step()
        foot = len(self._figures) * step
        axis = QPen(QColor(self._theme.axis), 1)
        faint = QColor(self._theme.text_faint)
        for percent in _STEPS:
            x = self._x(percent)
            painter.setPen(axis)
            painter.drawLine(QPointF(x, 0), QPointF(x, foot))
            self._write(painter, self.tr("{percent} %").format(percent=percent), x, foot, self.font(), faint)
        for row, figure in enumerate(self._figures):
            self._paint_row(painter, figure, (row + 0.5) * step)

    def _paint_row(self, painter: QPainter, figure: ExpossFigure, y: float) -> None:
        is_present = figure.location in self._present
        colour = QColor(self._theme.accent if is_present else self._theme.text_faint)
        painter.setFont(self._bold() if is_present else self.font())
        painter.setPen(QColor(self._theme.text) if is_present else colour)
        box = QRectF(0, y - self._step() / 2, self._x(0) - _GAP_PX, self._step())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._name(figure))
        painter.setPen(QPen(colour, _BAND_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self._x(figure.low), y), QPointF(self._x(figure.high), y))
        painter.setPen(QPen(colour, 2))
        painter.setBrush(QColor(self._theme.card))
        painter.drawEllipse(QPointF(self._x(figure.percent), y), _DOT_PX, _DOT_PX)

    def _write(self, painter: QPainter, text: str, x: float, y: float, font: QFont, colour: QColor) -> None:
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text) + 2
        left = min(max(x - width / 2, 0), self.width() - width)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(left, y, width, self._step()), Qt.AlignmentFlag.AlignCenter, text)

    def _name(self, figure: ExpossFigure) -> str:
        sign = "▸ " if figure.location in self._present else ""
        place = self.tr(figure.location.value)
        return self.tr("{sign}{place}, {x} of {n}").format(sign=sign, place=place, x=figure.x, n=figure.n)

    def _line(self, figure: ExpossFigure) -> str:
        words = self.tr("{name}, {low} to {high} in 100")
        return words.format(name=self._name(figure), low=round(figure.low), high=round(figure.high))

    def _x(self, percent: float) -> float:
        names = max(
            (QFontMetricsF(self._bold()).horizontalAdvance(self._name(one)) for one in self._figures), default=0
        )
        left, right = names + 2 * _GAP_PX, self.width() - _GAP_PX
        return left + percent / 100 * (right - left)

    def _step(self) -> float:
        return 1.35 * QFontMetricsF(self.font()).height()

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold
