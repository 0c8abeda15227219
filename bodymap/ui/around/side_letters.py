"""What is written at the edges of a drawing: which side of the patient lies there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from bodymap.core.atlas.orientation import TOP_AND_BOTTOM, VIEWER_SIDES
from bodymap.core.vocabulary import Side, View

_MARGIN_PX = 8
# How often the words must fit side by side into the drawing, so that the body has room between them.
_WORDS_ACROSS = 2.6

# Drawings that have skin where the letters would stand.
_INTO_CORNERS = frozenset({View.LEFT, View.RIGHT, View.FEET, View.HANDS, View.SADDLE})


class SideLetters:
    """The labels of one drawing, the viewer's left one first, whichever way the window is laid out.

    A drawing that looks up between the legs also says where front and back are.
    """

    def __init__(self, view: View, viewport: QWidget) -> None:
        left, right = VIEWER_SIDES[view]
        self._is_above = view in _INTO_CORNERS
        absolute = Qt.AlignmentFlag.AlignAbsolute
        self._left = _SideLabel(left, Qt.AlignmentFlag.AlignLeft | absolute, viewport)
        self._right = _SideLabel(right, Qt.AlignmentFlag.AlignRight | absolute, viewport)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._edges = tuple(_SideLabel(edge, centre, viewport) for edge in TOP_AND_BOTTOM.get(view, ()))

    @property
    def is_above(self) -> bool:
        """Whether they stand above the drawing, because it reaches into its corners."""
        return self._is_above

    def height_in(self, width: int) -> int:
        """How high they are in a viewport of this width."""
        labels = (self._left, self._right)
        has_words = all(label.has_room(width) for label in labels)
        for label in labels:
            label.fit(has_words=has_words)
        return max(self._left.height(), self._right.height())

    @property
    def texts(self) -> tuple[str, str]:
        """The letters at the viewer's left and right."""
        return self._left.letter, self._right.letter

    @property
    def boxes(self) -> tuple[QRect, QRect]:
        """Where they stand in the viewport."""
        return self._left.geometry(), self._right.geometry()

    def name_at(self, point: QPoint) -> str:
        """Which side is meant by the letter at a point of the viewport; empty where there is none."""
        labels = (self._left, self._right, *self._edges)
        found = (label.accessibleName() for label in labels if label.geometry().contains(point))
        return next(found, "")

    @property
    def edges(self) -> tuple[tuple[str, QRect], ...]:
        """What is written at the upper and lower edge, and where; nothing in most drawings."""
        return tuple((label.letter, label.geometry()) for label in self._edges)

    def place(self, drawing: QRect, room: QRect) -> None:
        """Stand in the upper corners of what is seen of the drawing, both in pixels of the viewport.

        Where there is room beside the drawing, only the letters stand on it.
        """
        height = self.height_in(room.width())
        top = drawing.top() + _MARGIN_PX
        if self._is_above:
            top = max(drawing.top() - height, room.top())
        self._left.move(max(drawing.left() - self._left.overhang, room.left()) + _MARGIN_PX, top)
        right = min(drawing.right() + self._right.overhang, room.right()) - _MARGIN_PX
        self._right.move(right - self._right.width(), top)
        for label, at_top in zip(self._edges, (True, False), strict=False):
            label.fit(has_words=False)
            bottom = drawing.bottom() - label.height() - _MARGIN_PX
            label.move(drawing.center().x() - label.width() // 2, top if at_top else bottom)


class _SideLabel(QWidget):
    """A letter with its meaning under it; the mouse goes through to the drawing."""

    def __init__(self, side: Side | View, alignment: Qt.AlignmentFlag, viewport: QWidget) -> None:
        super().__init__(viewport)
        letter, words, name = self._texts()[side]
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "side-box")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._letter, self._words = QLabel(letter, self), QLabel(words, self)
        self._letter.setProperty("role", "side")
        self._words.setProperty("role", "side-words")
        self._has_words = bool(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 1, 3, 2)
        column.setSpacing(0)
        for label in (self._letter, self._words):
            label.setAlignment(alignment)
            column.addWidget(label)

    @property
    def letter(self) -> str:
        return self._letter.text()

    @property
    def overhang(self) -> int:
        """How much wider the words are than the letter."""
        return self.width() - self._letter.sizeHint().width()

    def has_room(self, width: int) -> bool:
        """Whether both labels with the head between them fit, words and all."""
        return _WORDS_ACROSS * self._words.sizeHint().width() <= width

    def fit(self, *, has_words: bool) -> None:
        """Say the words too, or only the letter."""
        self._words.setVisible(self._has_words and has_words)
        self.adjustSize()

    def _texts(self) -> dict[Side | View, tuple[str, str, str]]:
        return {
            Side.LEFT: (self.tr("L"), self.tr("patient's left"), self.tr("the patient's left")),
            Side.RIGHT: (self.tr("R"), self.tr("patient's right"), self.tr("the patient's right")),
            View.FRONT: (self.tr("front"), "", self.tr("the patient's front")),
            View.BACK: (self.tr("back"), "", self.tr("the patient's back")),
        }
