"""A tour of the window: a few steps, each a sentence beside the part of the window that it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from bodymap.ui.widgets.announcement import announce
from bodymap.ui.widgets.card import text_label
from bodymap.ui.widgets.paint_guard import guarded

_LETTERS_WIDE, _MOST_OF_ROOM = 34, 0.45
_GAP_PX, _EDGE_PX, _BUTTON_GAP_PX = 22, 8, 6
_RING_PX, _HALO_PX, _AWAY_PX, _ROUND_PX = 3, 7, 4, 12
_STEPS: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


@dataclass(frozen=True, slots=True)
class TourStep:
    """A sentence, and where in the window it points.

    Attributes
    ----------
    parts : callable
        Gives the widgets that the sentence speaks of, as they are now; those out of sight are passed over.
    prepare : callable
        Brings them into sight.
    """

    text: str
    parts: Callable[[], tuple[QWidget, ...]]
    prepare: Callable[[], None]


class Tour(QFrame):
    """Lies over the window without holding it up: everything below can be used meanwhile, and nothing moves by itself.

    Enter and the arrow keys go on, and Left goes back; what closes the window's panels, as Esc does, skips it.

    Signals
    -------
    ended : None
        When it is over or was skipped.
    """

    #: it is over, or was skipped
    ended = Signal()

    def __init__(self, steps: Sequence[TourStep], page: QWidget, *, coming: Sequence[QWidget] = ()) -> None:
        super().__init__(page)
        self._coming = tuple(coming)  # what a step points at as soon as it is shown
        self.setProperty("role", "tour")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._steps, self._page, self._at = tuple(steps), page, 0
        self._ring = _Ring(page)
        self._count = text_label("small", parent=self)
        self._text = text_label("reading", parent=self)
        self.skip = QPushButton(self.tr("Skip"), self)
        self.skip.setToolTip(self.tr("Leave the tour (Esc)"))
        self.back = QPushButton(self.tr("Previous"), self)
        self.on = QPushButton(self.tr("Next"), self)
        self.on.setProperty("role", "primary")
        self.skip.clicked.connect(self.end)
        self.back.clicked.connect(self._on_back)
        self.on.clicked.connect(self._on_next)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._count)
        column.addWidget(self._text)
        buttons = QGridLayout()
        buttons.setSpacing(_BUTTON_GAP_PX)
        for number, button in enumerate((self.skip, self.back, self.on)):
            buttons.addWidget(button, 0, number)
            button.installEventFilter(self)
        column.addLayout(buttons)
        # Once for several changes, when what moved is where it goes to.
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self.place)
        self._watched: list[QWidget] = []

    @property
    def number(self) -> int:
        """Which step is shown, from 1."""
        return self._at + 1

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    @property
    def pointed(self) -> QRect:
        """What is framed, in pixels of the page; empty while nothing of it is in sight."""
        return self._ring.box

    def begin(self) -> None:
        """Show the first step, and take the keyboard."""
        self._ring.show()
        self.show()
        self._show_step()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, step: int) -> None:
        """Go on, 1, or back, -1; on from the last step is the end."""
        if self._at + step >= len(self._steps):
            self.end()
        elif self._at + step >= 0:
            self._at += step
            self._show_step()

    def end(self) -> None:
        """Go, and leave everything as it is."""
        self._watch(())
        self._ring.hide()
        self.hide()
        self._ring.deleteLater()
        self.deleteLater()
        self.ended.emit()

    def place_soon(self) -> None:
        """Point again, as soon as what moves has moved."""
        self._placing.start()

    def place(self) -> None:
        """Frame what is spoken of, and stand beside it."""
        room = self._page.rect().adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        parts = [part for part in self._steps[self._at].parts() if part.isVisible()]
        self._watch(parts)
        box = QRect()
        for part in parts:
            box = box.united(_seen(part, self._page))
        self._fit(room)
        self.move(_beside(self.size(), box, room))
        self._ring.frame(box, self.geometry())
        self._ring.raise_()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on or back."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.go(step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is pointed at; take the arrows from the buttons, which would move the focus with them."""
        if event.type() in _MOVES:
            self.place_soon()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QPushButton):
            key = Qt.Key(event.key())
            if key in _ENTER and watched.isEnabled():
                watched.click()
                return True
            if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.go(_STEPS[key])
                return True
        return super().eventFilter(watched, event)

    def _show_step(self) -> None:
        step = self._steps[self._at]
        step.prepare()
        count = self.tr("{number} of {count}").format(number=self.number, count=len(self._steps))
        self._count.setText(count)
        self._text.setText(step.text)
        is_last = self.number == len(self._steps)
        self.on.setText(self.tr("Done") if is_last else self.tr("Next"))
        self.skip.setVisible(not is_last)
        self.back.setEnabled(self._at > 0)
        spoken = self.tr("Tour, {count}: {text}").format(count=count, text=step.text)
        self.setAccessibleName(spoken)
        announce(self, spoken)
        self.place()
        self.place_soon()

    def _fit(self, room: QRect) -> None:
        letters = self._text.fontMetrics().averageCharWidth()
        margins = self._column.contentsMargins()
        # As wide for every step, whichever buttons it has.
        buttons = sum(button.sizeHint().width() + _BUTTON_GAP_PX for button in (self.skip, self.back, self.on))
        buttons += margins.left() + margins.right()
        width = max(min(_LETTERS_WIDE * letters, round(_MOST_OF_ROOM * room.width())), buttons)
        self.resize(QSize(width, self._column.totalHeightForWidth(width)).boundedTo(room.size()))

    def _watch(self, parts: Sequence[QWidget]) -> None:
        """Notice when these move, or what they lie in."""
        chain = dict.fromkeys((*parts, *(above for part in parts for above in _above(part, self._page)), self._page))
        wanted = [*chain, *(one for one in self._coming if one not in chain)] if parts else []
        for gone in self._watched:
            if gone not in wanted:
                gone.removeEventFilter(self)
        for new in wanted:
            if new not in self._watched:
                new.installEventFilter(self)
        self._watched = wanted

    def _on_next(self) -> None:
        self.go(1)

    def _on_back(self) -> None:
        self.go(-1)


class _Ring(QWidget):
    """A frame round what is spoken of, and a line to the words; the mouse goes through."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._page, self.box = page, QRect()
        self._line = QPoint(), QPoint()

    def frame(self, box: QRect, words: QRect) -> None:
        """Frame a rectangle of the page, and lead to it from the words."""
        self.setGeometry(self._page.rect())
        self.box = box
        outside = box.adjusted(-_AWAY_PX, -_AWAY_PX, _AWAY_PX, _AWAY_PX)
        self._line = _shortest_line(outside, words)
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the frame in the colour of what is chosen, on a halo, so that it shows on every ground."""
        if self.box.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = QApplication.palette()
        inside = self.rect().adjusted(_RING_PX, _RING_PX, -_RING_PX, -_RING_PX)
        box = self.box.adjusted(-_AWAY_PX, -_AWAY_PX, _AWAY_PX, _AWAY_PX).intersected(inside)
        for role, width in ((QPalette.ColorRole.Base, _HALO_PX), (QPalette.ColorRole.Highlight, _RING_PX)):
            painter.setPen(QPen(palette.color(role), width))
            painter.drawLine(*self._line)
            painter.drawRoundedRect(box, _ROUND_PX, _ROUND_PX)


def _above(part: QWidget, page: QWidget) -> list[QWidget]:
    """What a widget lies in, up to the page."""
    found, one = [], part.parentWidget()
    while one is not None and one is not page:
        found.append(one)
        one = one.parentWidget()
    return found


def _seen(part: QWidget, page: QWidget) -> QRect:
    """What is in sight of a widget, in pixels of the page: a column that scrolls hides some of it."""
    seen = part.visibleRegion().boundingRect()
    inside = QRect(part.mapTo(page, seen.topLeft()), seen.size())
    return inside if not seen.isEmpty() else QRect()


def _beside(size: QSize, box: QRect, room: QRect) -> QPoint:
    """Where something of a size stands: beside a rectangle, under or over a flat one, where it covers least of it."""
    middle = box.center() if not box.isEmpty() else room.center()
    across = (
        QPoint(box.right() + _GAP_PX, middle.y() - size.height() // 2),
        QPoint(box.left() - _GAP_PX - size.width(), middle.y() - size.height() // 2),
    )
    down = (
        QPoint(middle.x() - size.width() // 2, box.bottom() + _GAP_PX),
        QPoint(middle.x() - size.width() // 2, box.top() - _GAP_PX - size.height()),
    )
    places = (*down, *across) if box.width() > box.height() else (*across, *down)

    def pushed(place: QPoint) -> QPoint:
        return QPoint(
            max(min(place.x(), room.right() - size.width()), room.left()),
            max(min(place.y(), room.bottom() - size.height()), room.top()),
        )

    def covered(place: QPoint) -> int:
        both = QRect(place, size).intersected(box)
        return both.width() * both.height() if not both.isEmpty() else 0

    return min(map(pushed, places), key=covered)


def _shortest_line(one: QRect, other: QRect) -> tuple[QPoint, QPoint]:
    """From a rectangle to another; straight across where they lie beside or under each other."""
    ends = [
        _nearest_values((one.left(), one.right()), (other.left(), other.right())),
        _nearest_values((one.top(), one.bottom()), (other.top(), other.bottom())),
    ]
    return QPoint(ends[0][0], ends[1][0]), QPoint(ends[0][1], ends[1][1])


def _nearest_values(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Of two stretches of a line the ends that face each other, or the middle of what they share."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    if first <= last:
        return (first + last) // 2, (first + last) // 2
    return (one[1], other[0]) if one[1] < other[0] else (one[0], other[1])
