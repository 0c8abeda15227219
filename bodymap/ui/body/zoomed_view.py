"""A view of a scene, as large as there is room, that can be looked at closely and moved."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from bodymap.ui.widgets.paint_guard import guarded

_LARGEST_ZOOM = 8.0
_ZOOM_STEP = 1.25
_WHEEL_NOTCH = 120


@dataclass(frozen=True, slots=True)
class Outlook:
    """What part of a drawing is in sight.

    Attributes
    ----------
    zoom : float
        1 for all of it.
    across, down : float
        The middle of what is seen, as fractions of the drawing's width and height.
    """

    zoom: float
    across: float
    down: float

    @property
    def mirrored(self) -> Outlook:
        """The same place on a drawing that shows the body from the other side."""
        return Outlook(self.zoom, 1 - self.across, self.down)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a picture is painted: the pixels of the screen, how many of them make one of the window's, and how mm lie.

    Attributes
    ----------
    per_mm, left, top : float
        Pixels of the window.
    """

    size: tuple[int, int]
    ratio: float
    per_mm: float
    left: float
    top: float


class ZoomedView(QGraphicsView):
    """Shows its scene rectangle whole, or a part of it larger.

    Signals
    -------
    scaled : None
        When a millimetre takes another number of pixels than before, or the visible part moved.
    looked : None
        When a hand zoomed or moved the drawing.
    """

    #: the scale or the visible part changed
    scaled = Signal()
    #: a hand zoomed or moved the drawing
    looked = Signal()

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._outlook: Outlook | None = None
        self._is_piece = False
        # One of our own: of one that Qt made, PySide first has to find out what it is, which takes 10 ms.
        self.setViewport(QWidget(self))
        scene.setParent(self)  # a view does not own its scene
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setScene(scene)

    @property
    def pixels_per_mm(self) -> float:
        """How many pixels of the widget one millimetre of the drawing takes."""
        return self.transform().m11()

    @property
    def zoom(self) -> float:
        """1 when the whole drawing is in sight."""
        return self._zoom

    @property
    def outlook(self) -> Outlook:
        """What part of the drawing is in sight."""
        box, middle = self.sceneRect(), self._middle()
        across, down = (middle.x() - box.left()) / box.width(), (middle.y() - box.top()) / box.height()
        return Outlook(self._zoom, across, down)

    @property
    def ground(self) -> Ground:
        """How the drawing lies on the screen."""
        lies, ratio = self.viewportTransform(), self.devicePixelRatioF()
        size = self.viewport().size() * ratio
        return Ground((size.width(), size.height()), ratio, lies.m11(), lies.dx(), lies.dy())

    @property
    def in_sight(self) -> QRectF:
        """What is seen, in mm; of a drawing that is shown in pieces, no more than its piece."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        return seen.intersected(self.sceneRect()) if self._is_piece else seen

    def show_piece(self, piece: QRectF) -> None:
        """Show this piece of the scene and nothing beside it."""
        self._is_piece = True
        self.setSceneRect(piece)

    def take_outlook(self, outlook: Outlook) -> None:
        """Show this part; before the drawing has its size, as soon as it has."""
        self._outlook = outlook
        self._zoom = outlook.zoom
        self._scale()
        self._look_out()

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Zoom in or out, within one and eight times; what lies at a pixel, or in the middle, stays there."""
        zoom = min(max(self._zoom * factor, 1.0), _LARGEST_ZOOM)
        if zoom == self._zoom:
            return
        pixel = self.viewport().rect().center() if at is None else at
        kept = self.mapToScene(pixel)
        self._zoom = zoom
        self._scale()
        self.pan(pixel - self.mapFromScene(kept))
        self.looked.emit()

    def pan(self, moved: QPoint) -> None:
        """Move the drawing by pixels, as far as there is more of it."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def changeEvent(self, event: QEvent) -> None:
        """Let what stands around the drawing follow the size of texts."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self.scaled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawing as large as there is room."""
        middle = Outlook(self._zoom, self.outlook.across, self.outlook.down)
        super().resizeEvent(event)
        self._scale()
        self._outlook = self._outlook or (middle if self._zoom > 1 else None)
        self._look_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Say that what lies on the picture moved with it."""
        super().scrollContentsBy(dx, dy)
        self.scaled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer with Ctrl held, otherwise move a zoomed picture."""
        turned = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position().toPoint())
            event.accept()
        elif self._zoom > 1:
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.pan(QPoint(turned.y(), turned.x()) if sideways else turned)
            self.looked.emit()
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to whoever holds the drawing."""
        event.ignore()

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        """Cover what lies beside the piece that is shown."""
        if not self._is_piece:
            return
        beside = [QRectF(rect) for _ in range(4)]
        box = self.sceneRect()
        beside[0].setBottom(box.top())
        beside[1].setTop(box.bottom())
        beside[2].setRight(box.left())
        beside[3].setLeft(box.right())
        for cover in beside:
            if cover.isValid():
                painter.fillRect(cover, self.cover_colour())

    def head_px(self, width: int) -> int:  # noqa: ARG002
        """How much room is kept free above the drawing where it has this width."""
        return 0

    def cover_colour(self) -> QColor:
        """What lies beside a piece; the style sheet makes the palette's own ground transparent."""
        return self.palette().color(QPalette.ColorRole.Window)

    def _middle(self) -> QPointF:
        return self.mapToScene(self.viewport().rect()).boundingRect().center()

    def _look_out(self) -> None:
        """Go where one looked, once the drawing has its size."""
        if self._outlook is not None and self._zoom > 1:
            box = self.sceneRect()
            across, down = self._outlook.across, self._outlook.down
            self.centerOn(box.left() + across * box.width(), box.top() + down * box.height())
        if self.isVisible():
            self._outlook = None

    def _scale(self) -> None:
        box, room = self.sceneRect(), self.size()
        head = self.head_px(room.width())
        fit = min(room.width() / box.width(), (room.height() - head) / box.height())
        is_low = head > 0 and room.height() - fit * box.height() < 2 * head
        upright = Qt.AlignmentFlag.AlignBottom if is_low else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | upright)
        bars = Qt.ScrollBarPolicy.ScrollBarAsNeeded if self._zoom > 1 else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bars)
        self.setVerticalScrollBarPolicy(bars)
        self.setTransform(QTransform.fromScale(fit * self._zoom, fit * self._zoom))
        self.scaled.emit()
