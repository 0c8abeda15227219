"""The parts of the body for the keyboard and for assistive technology: an invisible check box over each part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from bodymap.core.vocabulary import PartId, Side
from bodymap.ui.body.body_view import BodyView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bodymap.core.atlas.atlas import Atlas, PartRegion


@dataclass(frozen=True, slots=True)
class PartSide:
    """A part of the body on one side."""

    part: PartId
    side: Side


class PartBox(QCheckBox):
    """Takes focus, Space and the requests of a screen reader; paints nothing and lets the mouse through."""

    #: PartBox, when it has the focus
    entered = Signal(object)
    #: PartBox, when it has lost the focus
    left = Signal(object)

    def __init__(self, key: PartSide, region: PartRegion, body: BodyView) -> None:
        super().__init__(body.viewport())
        self.key = key
        self.region = region
        self.body = body
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the scene outlines the part that has the focus."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys with Ctrl to the card: arrows then move a mark, not the focus."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that this is the part in focus."""
        super().focusInEvent(event)
        self.entered.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that this part is in focus no more."""
        super().focusOutEvent(event)
        self.left.emit(self)


class PartBoxes(QObject):
    """All parts in sight, in the order of the table of parts, right before left.

    A part that several drawings show has one box, in the drawing that shows most of it.

    Signals
    -------
    toggled : PartSide
        When a part is to be marked, or its mark to be taken away.
    entered, left : PartBox
        When a part gets or loses the keyboard focus.
    """

    #: PartSide to mark or to take the mark from
    toggled = Signal(object)
    #: PartBox that has the focus now
    entered = Signal(object)
    #: PartBox that has lost the focus
    left = Signal(object)

    def __init__(self, bodies: Sequence[BodyView], parent: QObject) -> None:
        super().__init__(parent)
        self._bodies = tuple(bodies)
        self._boxes: tuple[PartBox, ...] = ()
        self._marked: set[PartSide] | None = None  # as it is shown; None when a box may stand otherwise
        for body in self._bodies:
            body.scaled.connect(self.place)

    @property
    def boxes(self) -> tuple[PartBox, ...]:
        """The boxes in the order that Tab goes through them."""
        return self._boxes

    def load(self, atlas: Atlas, order: Sequence[PartId], after: QWidget) -> None:
        """Make the boxes of the parts that are drawn, and put them behind a widget in the order of Tab."""
        found = _widest_regions(atlas, self._bodies)
        keys = (PartSide(part, side) for part in order for side in (Side.RIGHT, Side.LEFT))
        self._boxes = tuple(PartBox(key, *found[key]) for key in keys if key in found)
        self._marked = None
        before = after
        for box in self._boxes:
            box.toggled.connect(self._on_toggled)
            box.entered.connect(self.entered)
            box.left.connect(self.left)
            QWidget.setTabOrder(before, box)
            box.show()
            before = box
        self.place()

    def name(self, name_of: Callable[[PartSide], str]) -> None:
        """Give every box the name that a screen reader speaks."""
        for box in self._boxes:
            box.setAccessibleName(name_of(box.key))

    def show_marked(self, marked: Collection[PartSide]) -> None:
        """Check the boxes of the parts that are marked as a whole."""
        for box in self._boxes if set(marked) != self._marked else ():
            box.blockSignals(True)
            box.setChecked(box.key in marked)
            box.blockSignals(False)
        self._marked = set(marked)

    def place(self) -> None:
        """Lay each box over its part."""
        for box in self._boxes:
            left, top, right, bottom = box.region.geometry.bounds
            corners = box.body.mapFromScene(left, top), box.body.mapFromScene(right, bottom)
            box.setGeometry(
                corners[0].x(),
                corners[0].y(),
                max(corners[1].x() - corners[0].x(), 1),
                max(corners[1].y() - corners[0].y(), 1),
            )

    def _on_toggled(self) -> None:
        box = self.sender()
        self._marked = None
        if isinstance(box, PartBox):
            self.toggled.emit(box.key)


def _widest_regions(atlas: Atlas, bodies: Sequence[BodyView]) -> dict[PartSide, tuple[PartRegion, BodyView]]:
    found: dict[PartSide, tuple[PartRegion, BodyView]] = {}
    for body in bodies:
        for region in atlas.part_regions(body.view):
            key = PartSide(region.part, region.side)
            if not body.sceneRect().contains(*region.geometry.representative_point().coords[0]):
                continue  # it lies in another row of the drawing
            if key not in found or region.geometry.area > found[key][0].geometry.area:
                found[key] = (region, body)
    return found
