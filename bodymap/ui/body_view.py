"""The widget that shows one drawing of the body and says where it is touched."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QLabel, QWidget

from bodymap.core.anatomy import Figure, Side, View
from bodymap.ui.body_scene import BodyScene

_LARGEST_ZOOM = 8.0
_ZOOM_STEP = 1.25
_WHEEL_NOTCH = 120
_MARGIN_PX = 8
_HINT_DISTANCE_PX = 18

# Which of the patient's sides lies at the viewer's left and right; seen from the side it is the front and the back.
_RIGHT_LEFT, _LEFT_RIGHT = (Side.RIGHT, Side.LEFT), (Side.LEFT, Side.RIGHT)
_VIEWER_SIDES: dict[View, tuple[Side | View, Side | View]] = {
    View.FRONT: _RIGHT_LEFT,
    View.BACK: _LEFT_RIGHT,
    View.LEFT: (View.FRONT, View.BACK),
    View.RIGHT: (View.BACK, View.FRONT),
    View.FEET: _RIGHT_LEFT,
    View.HANDS: _RIGHT_LEFT,
    View.SADDLE: _RIGHT_LEFT,
}


@dataclass(frozen=True, slots=True)
class BodyPoint:
    """A point on one drawing, in mm, y downwards."""

    view: View
    x: float
    y: float


class BodyView(QGraphicsView):
    """One drawing of the body, as large as there is room, that can be zoomed and moved.

    Signals
    -------
    touched : BodyPoint
        When the picture is clicked or tapped, on the body or beside it.
    pointed : BodyPoint or None
        When the pointer moves over the picture; None when it leaves.
    scaled : None
        When a millimetre takes another number of pixels than before, or the visible part moved.
    first_painted : None
        Once, after the first picture is on the screen.
    """

    #: BodyPoint of a click or tap
    touched = Signal(object)
    #: BodyPoint under the pointer, or None
    pointed = Signal(object)
    #: the scale or the visible part changed
    scaled = Signal()
    #: the first picture is painted
    first_painted = Signal()

    def __init__(self, figure: Figure, view: View, scene: BodyScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = figure
        self.view = view
        scene.setParent(self)  # a view does not own its scene
        self._scene = scene
        self._zoom = 1.0
        self._is_painted = False
        self._pressed: QPoint | None = None
        self._panned: QPoint | None = None
        self._set_up()
        self._sides = tuple(self._side_label(side) for side in _VIEWER_SIDES[view])
        self._hint = QLabel(self.viewport())
        self._hint.setProperty("role", "pill")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.hide()
        self.setScene(scene)

    def body_scene(self) -> BodyScene:
        """The scene, as what it is."""
        return self._scene

    @property
    def pixels_per_mm(self) -> float:
        """How many pixels of the widget one millimetre of the drawing takes."""
        return self.transform().m11()

    @property
    def zoom(self) -> float:
        """1 when the whole drawing is in sight."""
        return self._zoom

    @property
    def hint(self) -> str:
        """What is written beside the pointer; empty when nothing is."""
        return self._hint.text() if not self._hint.isHidden() else ""

    def zoom_by(self, factor: float) -> None:
        """Come closer or go back, within one and eight times."""
        zoom = min(max(self._zoom * factor, 1.0), _LARGEST_ZOOM)
        if zoom != self._zoom:
            self._zoom = zoom
            self._scale()

    def show_hint(self, text: str, point: BodyPoint) -> None:
        """Write a line beside a point of the drawing, inside the picture."""
        self._hint.setText(text)
        self._hint.adjustSize()
        tip = self.mapFromScene(QPointF(point.x, point.y))
        room = self.viewport().rect()
        x = min(max(tip.x() - self._hint.width() // 2, 0), room.width() - self._hint.width())
        y = tip.y() - self._hint.height() - _HINT_DISTANCE_PX
        self._hint.move(x, y if y >= 0 else tip.y() + _HINT_DISTANCE_PX)
        self._hint.show()
        self._hint.raise_()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def hide_hint(self) -> None:
        """Take the line away; the pointer is beside the body."""
        self._hint.hide()
        self.viewport().unsetCursor()

    def redraw_picture(self) -> None:
        """Paint the picture anew, as after a change of theme."""
        self.resetCachedContent()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawing as large as there is room."""
        super().resizeEvent(event)
        self._scale()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Say that what lies on the picture moved with it."""
        super().scrollContentsBy(dx, dy)
        self.scaled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say so the first time."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a touch with the left button, a move with the middle one."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._panned = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the pointer is on, or move the picture with it."""
        here = event.position().toPoint()
        if self._panned is None:
            self.pointed.emit(self._body_point(here))
            return
        moved, self._panned = here - self._panned, here
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say where the picture was touched, unless the pointer was dragged away meanwhile."""
        event.accept()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned = None
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        here, pressed, self._pressed = event.position().toPoint(), self._pressed, None
        if (here - pressed).manhattanLength() < QApplication.startDragDistance():
            self.touched.emit(self._body_point(pressed))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of two quick touches as a touch of its own."""
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, otherwise move a zoomed picture."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH))
            event.accept()
        elif self._zoom > 1:
            super().wheelEvent(event)
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice that the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        return super().viewportEvent(event)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setMinimumSize(120, 200)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)

    @property
    def side_letters(self) -> tuple[str, str]:
        """What is written at the viewer's left and right."""
        left, right = (label.text() for label in self._sides)
        return left, right

    def _side_label(self, side: Side | View) -> QLabel:
        letter, name = {
            Side.LEFT: (self.tr("L"), self.tr("the patient's left")),
            Side.RIGHT: (self.tr("R"), self.tr("the patient's right")),
            View.FRONT: (self.tr("front"), self.tr("the patient's front")),
            View.BACK: (self.tr("back"), self.tr("the patient's back")),
        }[side]
        label = QLabel(letter, self.viewport())
        label.setProperty("role", "side")
        label.setAccessibleName(name)
        label.setToolTip(name)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _scale(self) -> None:
        box, room = self._scene.sceneRect(), self.size()
        fit = min(room.width() / box.width(), room.height() / box.height())
        bars = Qt.ScrollBarPolicy.ScrollBarAsNeeded if self._zoom > 1 else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bars)
        self.setVerticalScrollBarPolicy(bars)
        self.setTransform(QTransform.fromScale(fit * self._zoom, fit * self._zoom))
        self._place_sides(box)
        self.scaled.emit()

    def _place_sides(self, box: QRectF) -> None:
        drawing = self.mapFromScene(box).boundingRect().intersected(self.viewport().rect())
        for label, is_left in zip(self._sides, (True, False), strict=False):
            label.adjustSize()
            x = drawing.left() + _MARGIN_PX if is_left else drawing.right() - _MARGIN_PX - label.width()
            label.move(x, drawing.top() + _MARGIN_PX)

    def _body_point(self, at: QPoint) -> BodyPoint:
        point = self.mapToScene(at)
        return BodyPoint(self.view, point.x(), point.y())
