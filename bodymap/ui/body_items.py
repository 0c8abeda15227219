"""What lies on the body picture: lit territories, marks, names and outlines. Items only paint; they decide nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from bodymap.core.marks import Spot
from bodymap.ui.theme import CandidateColours

_LIT_Z, _OUTLINE_Z, _MARK_Z, _NAME_Z = 1.0, 2.0, 3.0, 4.0
_FAINTEST, _STRONGEST = 0.38, 1.0
_MARK_OPACITY = 0.35
_DOT_PX = 4.0


@dataclass(frozen=True, slots=True)
class LitRegion:
    """A territory to light up.

    Attributes
    ----------
    path : QPainterPath
        In mm of the drawing.
    strength : float
        1 for the strongest candidate, less for the others, above 0.
    """

    path: QPainterPath
    colours: CandidateColours
    strength: float


@dataclass(frozen=True, slots=True)
class RegionName:
    """A root's name and where its pill's centre goes, in mm of the drawing."""

    text: str
    x: float
    y: float
    colours: CandidateColours


class LitItem(QGraphicsPathItem):
    """A lit territory: tints the body below it, so that its shape still shows."""

    def __init__(self, region: LitRegion) -> None:
        super().__init__(region.path)
        fill = QColor(region.colours.fill)
        fill.setAlphaF(_FAINTEST + (_STRONGEST - _FAINTEST) * region.strength)
        line = QColor(region.colours.text)
        line.setAlphaF(0.55)
        self._fill = QBrush(fill)
        self.setPen(_cosmetic(line, 1.0))
        self.setZValue(_LIT_Z)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Multiply the colour into the picture, then draw the border over it."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillPath(self.path(), self._fill)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        super().paint(painter, option, widget)


class PartOutlineItem(QGraphicsPathItem):
    """The outline of the part under the pointer or with the keyboard focus; one item that moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(_OUTLINE_Z)
        self._halo: QPen | None = None

    def set_pens(self, line: QPen, halo: QPen | None) -> None:
        """Draw with these pens, the halo under the line."""
        self._halo = halo
        self.setPen(line if halo is None else halo)
        self._line = line
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw the outline twice where it has a halo, so that it shows on any colour."""
        for pen in (self._halo, self._line):
            if pen is not None:
                painter.strokePath(self.path(), pen)


def outline_pens(colour: str, halo: str | None) -> tuple[QPen, QPen | None]:
    """A thin line, or a strong line with a halo."""
    if halo is None:
        faint = QColor(colour)
        faint.setAlphaF(0.7)
        return _cosmetic(faint, 1.2), None
    return _cosmetic(QColor(colour), 2.5), _cosmetic(QColor(halo), 5.5)


def spot_item(spot: Spot, *, colour: str, line: str) -> QGraphicsItem:
    """A disc with a dot at its centre."""
    disc = QGraphicsEllipseItem(-spot.radius_mm, -spot.radius_mm, 2 * spot.radius_mm, 2 * spot.radius_mm)
    disc.setPos(spot.x, spot.y)
    disc.setBrush(_see_through(colour))
    disc.setPen(_cosmetic(QColor(line), 2.0))
    disc.setZValue(_MARK_Z)
    dot = QGraphicsEllipseItem(-_DOT_PX, -_DOT_PX, 2 * _DOT_PX, 2 * _DOT_PX, disc)
    dot.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
    dot.setBrush(QColor(line))
    dot.setPen(Qt.PenStyle.NoPen)
    return disc


def area_item(path: QPainterPath, *, colour: str, line: str) -> QGraphicsItem:
    """A marked area, such as a whole part."""
    item = QGraphicsPathItem(path)
    item.setBrush(_see_through(colour))
    item.setPen(_cosmetic(QColor(line), 2.0))
    item.setZValue(_MARK_Z)
    return item


class NamePill(QGraphicsItem):
    """A root's name in a rounded pill, the same size at every zoom."""

    def __init__(self, name: RegionName, *, font: QFont, background: str) -> None:
        super().__init__()
        self._name = name
        self._font = font
        self._background = QColor(background)
        width, height = pill_size(name.text, font)
        self._box = QRectF(-width / 2, -height / 2, width, height)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setPos(QPointF(name.x, name.y))
        self.setZValue(_NAME_Z)

    def boundingRect(self) -> QRectF:
        """The pill with its border."""
        return self._box.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw the pill and the name in it."""
        radius = self._box.height() / 2
        painter.setBrush(self._background)
        painter.setPen(QPen(QColor(self._name.colours.text), 1.5))
        painter.drawRoundedRect(self._box, radius, radius)
        painter.setFont(self._font)
        painter.drawText(self._box, Qt.AlignmentFlag.AlignCenter, self._name.text)


def pill_size(text: str, font: QFont) -> tuple[float, float]:
    """Width and height of a name's pill in pixels."""
    metrics = QFontMetricsF(font)
    height = metrics.height() + 6
    return max(metrics.horizontalAdvance(text) + 16, height * 1.3), height


def _cosmetic(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


def _see_through(colour: str) -> QBrush:
    see_through = QColor(colour)
    see_through.setAlphaF(_MARK_OPACITY)
    return QBrush(see_through)
