"""What solid and hatched skin, and whole and dashed lines mean, shown while there are any."""

from __future__ import annotations

import math
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded
from bodymap.ui.widgets.texture import screen_brush, stripes

# Width and height of a swatch, in heights of a line.
_SWATCH = 1.45, 0.8
_GAP = 8.0
_LINE_GAP = 3.0
_APART = 16.0
_WEAK_ALPHA = 0.3


class Meaning(Enum):
    """A way of drawing that means something."""

    ALL_MAPS = auto()
    SOME_MAPS = auto()
    WEAK = auto()
    SEEN_WAY = auto()
    HIDDEN_WAY = auto()


class Legend(QWidget):
    """A swatch with a word for each meaning that is in sight, in a line, or in several where that is too long.

    A line is kept free while there is nothing to explain, so that the drawings keep their size.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = {
            Meaning.ALL_MAPS: self.tr("all maps agree"),
            Meaning.SOME_MAPS: self.tr("only some maps"),
            Meaning.WEAK: self.tr("small share"),
            Meaning.SEEN_WAY: self.tr("way of the nerve"),
            Meaning.HIDDEN_WAY: self.tr("on the far side"),
        }
        self._shown: tuple[Meaning, ...] = ()
        self._widths: dict[Meaning, float] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def shown(self) -> tuple[Meaning, ...]:
        """What is explained, in this order."""
        return self._shown

    def explain(self, meanings: frozenset[Meaning]) -> None:
        """Explain these, and solid skin with hatched skin."""
        if Meaning.SOME_MAPS in meanings:
            meanings |= {Meaning.ALL_MAPS}
        shown = tuple(meaning for meaning in Meaning if meaning in meanings)
        if shown == self._shown:
            return
        self._shown = shown
        self.setAccessibleName("; ".join(self._words[meaning] for meaning in self._shown))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the more lines it takes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return math.ceil(self.lines_at(width) * self._line()) + 2

    def lines_at(self, width: int) -> int:
        """How many lines the words need at a width."""
        return max((line for _, _, line in self._places(width)), default=0) + 1

    @property
    def widest(self) -> int:
        """How wide the longest meaning is with its swatch."""
        return math.ceil(max((self._width_of(meaning) for meaning in self._shown), default=0.0)) + 2

    def _places(self, width: int) -> list[tuple[Meaning, float, int]]:
        """Where each meaning begins: how far from the left, and in which line."""
        x, line, places = 0.0, 0, []
        for meaning in self._shown:
            needed = self._width_of(meaning)
            if x and x + needed > width:
                x, line = 0.0, line + 1
            places.append((meaning, x, line))
            x += needed + _APART
        return places

    def _width_of(self, meaning: Meaning) -> float:
        """Measured once in these letters: a layout asks for it a hundred times for each answer."""
        width = self._widths.get(meaning)
        if width is None:
            words = QFontMetricsF(self.font()).horizontalAdvance(self._words[meaning])
            width = self._widths[meaning] = self._swatch().width() + _GAP + words
        return width

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in other letters."""
        super().changeEvent(event)
        self._widths = {}

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the swatches and the words, in grey, for they speak of every root's colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for meaning, x, line in self._places(self.width()):
            top = 1 + line * self._line()
            self._draw_swatch(painter, meaning, QRectF(x + 1, top, self._swatch().width(), self._line()))
            painter.setPen(QColor(self._theme.text_faint))
            words = QRectF(x + 1 + self._swatch().width() + _GAP, top, self.width(), self._line())
            room = self.width() - words.left()
            text = QFontMetricsF(self.font()).elidedText(self._words[meaning], Qt.TextElideMode.ElideRight, room)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _draw_swatch(self, painter: QPainter, meaning: Meaning, box: QRectF) -> None:
        colour = QColor(self._theme.text_disabled)
        if meaning in (Meaning.SEEN_WAY, Meaning.HIDDEN_WAY):
            pen = QPen(QColor(self._theme.text_soft), 3.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            if meaning is Meaning.HIDDEN_WAY:
                pen.setDashPattern([1.6, 1.6])
            painter.setPen(pen)
            middle = box.center().y()
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
            return
        if meaning is Meaning.WEAK:
            colour.setAlphaF(_WEAK_ALPHA)
        striped = screen_brush(stripes(self._theme.text_disabled, 0), painter)
        painter.setBrush(striped if meaning is Meaning.SOME_MAPS else QBrush(colour))
        painter.setPen(QPen(QColor(self._theme.text_faint), 1.0))
        margin = (box.height() - self._swatch().height()) / 2
        painter.drawRoundedRect(box.adjusted(0, margin, 0, -margin), 3, 3)

    def _swatch(self) -> QSize:
        line = QFontMetricsF(self.font()).height()
        return QSize(*(round(part * line) for part in _SWATCH))

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height() + _LINE_GAP
