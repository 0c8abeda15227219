"""What of the card of the body is taken, for a panel that is to stand on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from bodymap.ui.around.free_place import CLEAR_PX, Taken
from bodymap.ui.body.body_items import LitItem
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.body.paths import AreaPaths

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bodymap.core.atlas.atlas import Atlas
    from bodymap.ui.body.body_card import BodyCard

# Squares across the card; more would tell nothing more, and take longer.
_MOST_SQUARES, _LEAST_SQUARE_PX = 180, 4
# What other skin weighs beside skin that nothing is on.
_LIT_ELSEWHERE, _FAINT, _HEAD = 1.5, 2.0, 12.0
_WAY_PX, _EDGE_PX = 8.0, 5
# A body without a head is not known as one.
_HEAD_PARTS = frozenset({"forehead", "temple", "face", "jaw", "ear", "crown", "back-of-head"})


class TakenRoom:
    """Looks at the drawings in sight as they are now; keeps the outlines of the bodies."""

    def __init__(self, card: BodyCard) -> None:
        self._card = card
        self._paths = AreaPaths()

    def around(self, mark: QRect, atlas: Atlas) -> Taken:
        """What is taken while a mark in this rectangle of the card is spoken of."""
        views, card = self._card.views, self._card.size()
        square = max(_LEAST_SQUARE_PX, card.width() // _MOST_SQUARES)
        marked, lit, body, elsewhere, faint, head = (_Layer(self._card, square) for _ in range(6))
        names: list[QRect] = []
        for view in views:
            scene = view.body_scene()
            is_own = self._box(view, view.viewport().rect()).contains(mark.center())
            body.fill(view, [self._paths.path(atlas.silhouette(view.view))])
            parts = atlas.part_regions(view.view)
            head.fill(view, [self._paths.path(one.geometry) for one in parts if one.part in _HEAD_PARTS])
            items = [item for item in scene.lit if isinstance(item, LitItem)]
            (lit if is_own else elsewhere).fill(view, [item.path() for item in items if not item.is_weak])
            if is_own:
                faint.fill(view, [item.path() for item in items if item.is_weak])
            faint.stroke(view, _outlines(scene.courses), _WAY_PX)
            marked.fill(view, _outlines(scene.marks))
            marked.stroke(view, _outlines(scene.marks), 2.0 * CLEAR_PX)
            marked.boxes([self._item_box(view, item) for item in scene.badges])
            names += [self._item_box(view, item) for item in (*scene.names, *scene.nerve_names)]
        skin = body.squares * 1.0 + _LIT_ELSEWHERE * elsewhere.squares + _FAINT * faint.squares + _HEAD * head.squares
        edge = self._card.rect().adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        return Taken(edge, mark, square, marked.squares, lit.squares, skin, tuple(names), tuple(self._controls()))

    def _controls(self) -> Iterable[QRect]:
        """Buttons, letters and lines that stand on the card."""
        card = self._card
        for view in card.views:
            closer = view.closer.boxes if view.closer is not None else ()
            for box in (*closer, *view.side_letters.boxes):
                yield self._box(view, box)
        for widget in (card.zoom_buttons, card.legend, card.all_roots):
            if widget.isVisibleTo(card):
                yield QRect(widget.mapTo(card, QPoint(0, 0)), widget.size())

    def _box(self, view: BodyView, box: QRect) -> QRect:
        return QRect(view.viewport().mapTo(self._card, box.topLeft()), box.size())

    def _item_box(self, view: BodyView, item: QGraphicsItem) -> QRect:
        """Where an item shows that has one size at every zoom."""
        at = view.mapFromScene(item.pos())
        return self._box(view, item.boundingRect().toAlignedRect().translated(at)) & self._box(
            view, view.viewport().rect()
        )


def _outlines(items: Iterable[QGraphicsItem]) -> list[QPainterPath]:
    return [item.path() for item in items if isinstance(item, QGraphicsPathItem)]


class _Layer:
    """Squares of the card of which something of one kind covers any piece."""

    def __init__(self, card: BodyCard, square: int) -> None:
        self._card = card
        self._square = square
        size = card.size()
        self._image = QImage(-(-size.width() // square), -(-size.height() // square), QImage.Format.Format_Grayscale8)
        self._image.fill(0)

    @property
    def squares(self) -> NDArray[np.bool_]:
        """The squares, by rows and columns."""
        import numpy as np

        image = self._image
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        covered: NDArray[np.bool_] = rows[:, : image.width()] > 0
        return covered

    def fill(self, view: BodyView, paths: Sequence[QPainterPath]) -> None:
        """Cover these areas of a drawing."""
        if paths:
            painter = self._painter(view)
            for path in paths:
                painter.fillPath(path, QColor("white"))
            painter.end()

    def stroke(self, view: BodyView, paths: Sequence[QPainterPath], width_px: float) -> None:
        """Cover lines of a drawing, or the outlines of areas."""
        if not paths:
            return
        painter = self._painter(view)
        pen = QPen(QColor("white"), width_px / self._square, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setCosmetic(True)
        for path in paths:
            painter.strokePath(path, pen)
        painter.end()

    def boxes(self, boxes: Iterable[QRect]) -> None:
        """Cover these rectangles of the card."""
        painter = QPainter(self._image)
        painter.scale(1 / self._square, 1 / self._square)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in boxes:
            painter.fillRect(box, QColor("white"))
        painter.end()

    def _painter(self, view: BodyView) -> QPainter:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shrink = QTransform.fromScale(1 / self._square, 1 / self._square)
        corner = view.viewport().mapTo(self._card, QPoint(0, 0))
        placed = QTransform.fromTranslate(corner.x(), corner.y()) * shrink
        painter.setTransform(placed)
        painter.setClipRect(view.viewport().rect())
        painter.setTransform(view.viewportTransform() * placed)
        return painter
