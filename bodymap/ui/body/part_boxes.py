"""The parts of the body for the keyboard and for assistive technology: an invisible check box over each part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from bodymap.core.vocabulary import PartId, Side
from bodymap.ui.body.body_view import BodyView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bodymap.core.atlas.atlas import Atlas, PartRegion
    from bodymap.core.atlas.neighbours import Direction, Ways


_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS: Final = {
    Qt.Key.Key_Left: "LEFT",
    Qt.Key.Key_Right: "RIGHT",
    Qt.Key.Key_Up: "UP",
    Qt.Key.Key_Down: "DOWN",
}


@dataclass(frozen=True, slots=True)
class PartSide:
    """A part of the body on one side."""

    part: PartId
    side: Side


class PartBox(QCheckBox):
    """Takes focus, Space, Enter, arrows and what a screen reader asks; paints nothing and lets the mouse through."""

    #: PartBox, when it has the focus
    entered = Signal(object)
    #: PartBox, when it has lost the focus
    left = Signal(object)
    #: Direction in which the focus is to go on
    stepped = Signal(object)

    def __init__(self, key: PartSide, region: PartRegion, body: BodyView) -> None:
        super().__init__(body.viewport())
        self.key = key
        self.region = region
        self.body = body
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setUpdatesEnabled(False)  # the scene outlines the part that has the focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with an arrow, mark with Enter; leave to the card keys with Ctrl, and Enter on what is marked."""
        from bodymap.core.atlas.neighbours import Direction

        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or (key in _ENTER and self.isChecked()):
            event.ignore()
        elif key in _ENTER:
            self.click()
        elif key in _ARROWS:
            self.stepped.emit(Direction[_ARROWS[Qt.Key(key)]])
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

    A part that several drawings show has one box, in the drawing that shows most of it. Arrows stay on the drawing that
    they began on as long as they find a part there, and go on to the one beside it at its edge.

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
        self._atlas: Atlas | None = None
        self._ways: dict[BodyView, Ways[PartSide]] = {}
        self._on: BodyView | None = None
        self._is_stepping = False
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
        self._atlas = atlas
        self._ways.clear()
        keys = (PartSide(part, side) for part in order for side in (Side.RIGHT, Side.LEFT))
        self._boxes = tuple(PartBox(key, *found[key]) for key in keys if key in found)
        self._marked = None
        before = after
        for box in self._boxes:
            box.toggled.connect(self._on_toggled)
            box.entered.connect(self._on_entered)
            box.left.connect(self.left)
            box.stepped.connect(self._on_stepped)
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

    def seen_on(self, box: PartBox) -> tuple[BodyView, tuple[float, float]]:
        """The drawing on which the keyboard is at a part, and a point of the part there."""
        body, inside = self._on or box.body, box.region.geometry.representative_point()
        return body, self._ways_on(body).place(box.key) or (inside.x, inside.y)

    def _ways_on(self, body: BodyView) -> Ways[PartSide]:
        if body not in self._ways:
            import shapely

            from bodymap.core.atlas.neighbours import Ways

            pieces: dict[PartSide, list[PartRegion]] = {}
            for region in self._atlas.part_regions(body.view) if self._atlas is not None else ():
                if _is_on(region, body):
                    pieces.setdefault(PartSide(region.part, region.side), []).append(region)
            self._ways[body] = Ways(
                {key: shapely.union_all([one.geometry for one in regions]) for key, regions in pieces.items()}
            )
        return self._ways[body]

    def _on_entered(self, box: PartBox) -> None:
        if self._on is None or self._ways_on(self._on).place(box.key) is None or not self._is_stepping:
            self._on = box.body
        self.entered.emit(box)

    def _on_stepped(self, direction: Direction) -> None:
        box = self.sender()
        if not isinstance(box, PartBox):
            return
        body = self._on or box.body
        key = self._ways_on(body).beside(box.key, direction)
        if key is None and direction.value[0]:
            beside = self._bodies.index(body) + direction.value[0]
            if 0 <= beside < len(self._bodies):
                body, _, down = self._bodies[beside], *self.seen_on(box)[1]
                key = self._ways_on(body).at_edge(direction, down)
        target = next((one for one in self._boxes if one.key == key), None)
        if target is not None:
            self._on, self._is_stepping = body, True
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._is_stepping = False

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
            if not _is_on(region, body):
                continue
            if key not in found or region.geometry.area > found[key][0].geometry.area:
                found[key] = (region, body)
    return found


def _is_on(region: PartRegion, body: BodyView) -> bool:
    """Whether it lies in the row of the drawing that is shown."""
    return body.sceneRect().contains(*region.geometry.representative_point().coords[0])
