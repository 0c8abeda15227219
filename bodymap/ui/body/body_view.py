"""The widget that shows one drawing of the body and says where it is touched."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QToolTip, QWidget

from bodymap.core.marks.touch import BodyDrag, BodyPoint, BodyStroke
from bodymap.core.vocabulary import Figure, MapName, View
from bodymap.ui.around.closer_buttons import CloserButtons
from bodymap.ui.around.hint import Hint
from bodymap.ui.around.side_letters import SideLetters
from bodymap.ui.body.body_scene import BodyScene
from bodymap.ui.body.zoomed_view import ZoomedView
from bodymap.ui.widgets.paint_guard import guarded

_FINGER_WOBBLE_PX = 24
# A finger covers what it is on, so it asks by resting; a mouse that is held may only be slow.
_REST_MS, _MOUSE_REST_MS = 600, 1000
_REACH_PX, _FINGER_REACH_PX = 10, 22
_PEN_EVENTS = (QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease)
_FINGER_EVENTS = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)


class BodyView(ZoomedView):
    """One drawing of the body, as large as there is room, that can be zoomed and moved.

    Mouse, pen and finger do the same: a touch, or a line where the selected tool draws. Two fingers zoom and move.

    Signals
    -------
    touched : BodyPoint
        When the picture is clicked or tapped, on the body or beside it, while the selected tool does not draw.
    part_touched : BodyPoint
        When it is clicked with Shift or Ctrl held, whatever the tool.
    looked_at : BodyPoint
        When the root there is to be looked at alone: after a click with the right button or with Alt held, or when a
        finger rests.
    drawing : BodyStroke
        While a line is drawn, at each step all of it so far.
    drawn : BodyStroke
        When the line is finished.
    given_up : None
        When the line is not to count, because a second finger came down.
    pointed : BodyPoint or None
        When the pointer moves over the picture, or a finger or the left button is held on it without moving, which
        then marks nothing; None when the pointer leaves, or a finger comes down.
    dragging, dragged : BodyDrag
        While something that can be dragged is, and when it is let go.
    first_painted : None
        Once, after the first picture is on the screen.
    """

    #: BodyPoint of a click or tap
    touched = Signal(object)
    #: BodyPoint of a click for a whole part
    part_touched = Signal(object)
    #: BodyPoint whose root is to be looked at alone
    looked_at = Signal(object)
    #: BodyStroke so far
    drawing = Signal(object)
    #: BodyStroke that is finished
    drawn = Signal(object)
    #: the line is not to count
    given_up = Signal()
    #: BodyPoint under the pointer, or None
    pointed = Signal(object)
    #: BodyDrag so far
    dragging = Signal(object)
    #: BodyDrag that is finished
    dragged = Signal(object)
    #: the first picture is painted
    first_painted = Signal()

    def __init__(
        self, figure: Figure, view: View, scene: BodyScene, parent: QWidget | None = None, *, row: int = 0
    ) -> None:
        super().__init__(scene, parent)
        self._sides = SideLetters(view, self.viewport())
        self.closer: CloserButtons | None = None
        self.maps: tuple[MapName, ...] = ()  # those that light it, if not all that are asked
        self._piece = scene.pieces[row]
        self.figure = figure
        self.view = view
        self._scene = scene
        self._grips: Callable[[BodyPoint, float], bool] = _holds_nothing
        self._is_painted = False
        self._draws = False
        self._press: _Press | None = None
        self._panned: QPoint | None = None
        self._pinch: tuple[QPointF, float] | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(self._on_rested)
        self._set_up()
        self._hint = Hint(self.viewport())
        self.scaled.connect(self._place_sides)

    @property
    def piece(self) -> QRectF:
        """What of the drawing is shown, in mm."""
        return self._piece

    def head_px(self, width: int) -> int:
        """Room for the letters of the sides where they would lie on the drawing."""
        return self._sides.height_in(width) if self._sides.is_above else 0

    def cover_colour(self) -> QColor:
        """The card's."""
        return QColor(self._scene.theme.card)

    def body_scene(self) -> BodyScene:
        """The scene, as what it is."""
        return self._scene

    @property
    def hint(self) -> str:
        """What is written beside the pointer; empty when nothing is."""
        return self._hint.text() if not self._hint.isHidden() else ""

    @property
    def is_asking(self) -> bool:
        """Whether a press that rests a little longer is told the name of what lies there."""
        return self._resting.isActive()

    def show_hint(self, text: str, point: BodyPoint) -> None:
        """Write a line beside a point of the drawing, inside the picture."""
        self._hint.show_at(self.mapFromScene(QPointF(point.x, point.y)), text)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def hide_hint(self) -> None:
        """Take the line away; the pointer is beside the body."""
        self._hint.hide()
        self.viewport().unsetCursor()

    def redraw_picture(self) -> None:
        """Paint the picture anew, as after a change of theme."""
        self.resetCachedContent()
        self.viewport().update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say so the first time."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()

    @guarded
    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        """Paint the picture; the painter's clip keeps it to what is exposed.

        What came into sight when the drawing was moved still holds what stood there before.
        """
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(rect, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._scene.paint_picture(painter, self.ground)

    def set_draws(self, draws: bool) -> None:  # noqa: FBT001
        """Let a press begin a line from now on, or be a touch again."""
        self._draws = draws

    def set_grips(self, holds: Callable[[BodyPoint, float], bool]) -> None:
        """Ask this from now on whether a press at a point, give or take some millimetres, may begin a drag."""
        self._grips = holds

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a touch or a line with the left button, a move with the middle one; look at a root with the right."""
        here = event.position()
        looks = event.button() == Qt.MouseButton.RightButton or event.modifiers() & Qt.KeyboardModifier.AltModifier
        if looks and self._press is None:
            self.looked_at.emit(self._body_point(here))
        elif event.button() == Qt.MouseButton.LeftButton:
            self._begin(here, event.modifiers())
            if self._press is not None and not (self._draws or self._press.for_part or self._press.holds):
                self._resting.start(_MOUSE_REST_MS)
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._panned = here.toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the pointer is on, go on with the line, or move the picture with the pointer."""
        here = event.position()
        if self._panned is not None:
            moved, self._panned = here.toPoint() - self._panned, here.toPoint()
            self.pan(moved)
            self.looked.emit()
            return
        self._go_on(here)
        self.pointed.emit(self._body_point(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say where the picture was touched or what was drawn on it."""
        event.accept()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panned = None
        elif event.button() == Qt.MouseButton.LeftButton:
            self._panned = None
            self._end(event.position(), QApplication.startDragDistance())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of two quick touches as a touch of its own."""
        self.mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Take pens and fingers, and notice that the pointer leaves."""
        match event:
            case QTabletEvent() if event.type() in _PEN_EVENTS:
                self._take_pen(event)
                return True
            case QTouchEvent() if event.type() in _FINGER_EVENTS:
                self._take_fingers(event)
                return True
            case _:
                pass
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            # The letters let the mouse through, so their tips are shown from here.
            QToolTip.showText(event.globalPos(), self._sides.name_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _take_pen(self, event: QTabletEvent) -> None:
        event.accept()
        here, pressure = event.position(), event.pressure()
        if event.type() == QEvent.Type.TabletPress:
            self._begin(here, event.modifiers(), pressure)
        elif event.type() == QEvent.Type.TabletRelease:
            self._end(here, _FINGER_WOBBLE_PX)
        elif self._press is not None:
            self._go_on(here, pressure)
        else:
            self.pointed.emit(self._body_point(here))

    def _take_fingers(self, event: QTouchEvent) -> None:
        event.accept()
        here = [self.viewport().mapFromGlobal(point.globalPosition()) for point in event.points()]
        if event.type() == QEvent.Type.TouchCancel:
            self.give_up()
        elif len(here) > 1:
            self.give_up()
            self._take_pinch(here[0], here[1])
        elif event.type() == QEvent.Type.TouchBegin:
            self.pointed.emit(None)
            self._begin(here[0], event.modifiers(), is_finger=True)
            self._resting.start(_REST_MS)
        elif event.type() == QEvent.Type.TouchEnd:
            self._pinch = None
            self._end(here[0], _FINGER_WOBBLE_PX)
        elif self._pinch is None:
            if self._press is not None and _distance(here[0], self._press.start) >= _FINGER_WOBBLE_PX:
                self._resting.stop()
            self._go_on(here[0])

    def _on_rested(self) -> None:
        """Take a press that rests for the question what lies here, and that of a finger also for what feels it."""
        if self._press is not None:
            point, is_finger = self._body_point(self._press.start), self._press.is_finger
            self.give_up()
            if is_finger:
                self.looked_at.emit(point)
            self.pointed.emit(point)

    def _take_pinch(self, first: QPointF, second: QPointF) -> None:
        """Zoom by how far two fingers went apart, and move with them."""
        middle, apart = (first + second) / 2, math.dist(first.toTuple(), second.toTuple())
        if self._pinch is not None and min(apart, self._pinch[1]) > 0:
            self.zoom_by(apart / self._pinch[1], middle.toPoint())
            self.pan((middle - self._pinch[0]).toPoint())
            self.looked.emit()
        self._pinch = (middle, apart)

    def _begin(
        self,
        here: QPointF,
        modifiers: Qt.KeyboardModifier,
        pressure: float | None = None,
        *,
        is_finger: bool = False,
    ) -> None:
        for_part = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        reach_mm = (_FINGER_REACH_PX if is_finger else _REACH_PX) / self.pixels_per_mm
        self._press = _Press(here, for_part=for_part, is_finger=is_finger)
        self._press.holds = not for_part and self._grips(self._body_point(here), reach_mm)
        if self._draws and not for_part and not self._press.holds:
            self._add(here, pressure)

    def _go_on(self, here: QPointF, pressure: float | None = None) -> None:
        press = self._press
        if press is None or press.for_part:
            return
        far = _distance(here, press.start) >= QApplication.startDragDistance()
        if far and not press.is_finger:
            self._resting.stop()
        if press.holds:
            press.is_moved = press.is_moved or far
            if press.is_moved:
                self.dragging.emit(self._drag(press, here))
        elif self._draws:
            self._add(here, pressure)
        elif self.zoom > 1 and far:
            self._press, self._panned = None, here.toPoint()

    def _end(self, here: QPointF, wobble_px: int) -> None:
        press, self._press = self._press, None
        self._resting.stop()
        if press is None:
            return
        point = self._body_point(press.start)
        if press.is_moved:
            self.dragged.emit(self._drag(press, here))
        elif press.points:
            self._scene.end_brush()  # here, because nobody else looks after a drawing that went out of sight meanwhile
            self.drawn.emit(self._stroke(press))
        elif _distance(here, press.start) < wobble_px:
            self._hint.hide()  # it lies over what is about to be lit
            (self.part_touched if press.for_part else self.touched).emit(point)

    def give_up(self) -> bool:
        """Let the line that is being drawn not count; whether there was one."""
        was_drawing = self._press is not None and (bool(self._press.points) or self._press.is_moved)
        self._press = None
        self._resting.stop()
        if was_drawing:
            self._scene.end_brush()
            self.given_up.emit()
        return was_drawing

    def _add(self, here: QPointF, pressure: float | None) -> None:
        if self._press is None:
            return
        point = self.mapToScene(here.toPoint())
        self._press.points.append((point.x(), point.y()))
        if pressure is not None:
            self._press.pressures.append(pressure)
        self.drawing.emit(self._stroke(self._press))

    def _drag(self, press: _Press, here: QPointF) -> BodyDrag:
        return BodyDrag(self._body_point(press.start), self._body_point(here))

    def _stroke(self, press: _Press) -> BodyStroke:
        return BodyStroke(self.view, tuple(press.points), tuple(press.pressures))

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setMinimumSize(120, 200)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.viewport().ungrabGesture(Qt.GestureType.PanGesture)  # fingers are read here, one by one

    @property
    def side_letters(self) -> SideLetters:
        """What is written at the viewer's left and right."""
        return self._sides

    def _place_sides(self) -> None:
        drawing, room = self.mapFromScene(self.sceneRect()).boundingRect(), self.viewport().rect()
        self._sides.place(drawing.intersected(room), room)
        if self.closer is not None:
            self.closer.place(is_whole=self.zoom <= 1)

    def _body_point(self, at: QPointF) -> BodyPoint:
        point = self.mapToScene(at.toPoint())
        return BodyPoint(self.view, point.x(), point.y())


class _Press:
    """A press of mouse, pen or finger until it ends."""

    def __init__(self, start: QPointF, *, for_part: bool, is_finger: bool) -> None:
        self.start = start
        self.for_part = for_part
        self.is_finger = is_finger
        self.holds = False
        self.is_moved = False
        self.points: list[tuple[float, float]] = []
        self.pressures: list[float] = []


def _holds_nothing(_point: BodyPoint, _reach_mm: float) -> bool:
    return False


def _distance(one: QPointF, other: QPointF) -> float:
    return (one - other).manhattanLength()
