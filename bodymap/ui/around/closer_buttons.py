"""The small buttons beside feet, hands and pelvis that open the drawing which shows them larger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontInfo, QPolygon, QRegion
from PySide6.QtWidgets import QApplication, QGraphicsView

from bodymap.core.vocabulary import View
from bodymap.ui.theme import TARGET_PX, closer_px
from bodymap.ui.widgets.signs import Sign, SignButton

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from bodymap.core.atlas.atlas import Atlas

# What is drawn is kept clear of the skin; a finger hits more than that, as far as there is no skin to be touched.
_CLEAR_PX = 1
_STEP_MM = 8.0
# How far from what it shows a button is looked for.
_FARTHEST_MM = 330.0
_DETAILS: Final = (View.FEET, View.HANDS, View.SADDLE)


class CloserButtons(QObject):
    """The buttons of one drawing of the whole body, none of them on its skin.

    Signals
    -------
    asked : View
        When a drawing that shows a piece larger is asked for.
    """

    #: View that shows it larger
    asked = Signal(object)

    def __init__(self, drawing: QGraphicsView, view: View, atlas: Atlas) -> None:
        super().__init__(drawing)
        self._drawing = drawing
        self._skin = atlas.silhouette(view)
        self._buttons: list[tuple[SignButton, tuple[float, float], int]] = []
        for detail in (one for one in _DETAILS if atlas.part_regions(one)):
            for start, down in self._starts(detail, view, atlas):
                self._add(detail, start, down)

    @property
    def boxes(self) -> tuple[QRect, ...]:
        """What is drawn of the buttons, in pixels of the viewport."""
        edge = max(TARGET_PX - closer_px(QFontInfo(QApplication.font()).pixelSize()), 0) // 2
        return tuple(button.geometry().adjusted(edge, edge, -edge, -edge) for button in self.buttons)

    @property
    def buttons(self) -> tuple[SignButton, ...]:
        """The buttons in sight."""
        return tuple(button for button, _, _ in self._buttons if not button.isHidden())

    def place(self, *, is_whole: bool) -> None:
        """Stand beside the body; where it is looked at closely, the buttons would be in the way."""
        scale, drawn = self._drawing.transform().m11(), closer_px(QFontInfo(QApplication.font()).pixelSize())
        target = max(TARGET_PX, drawn)
        for button, start, down in self._buttons:
            button.setFixedSize(QSize(target, target))
            at = self._free(start, down, (drawn / 2 + _CLEAR_PX) / scale) if is_whole else None
            button.setVisible(at is not None)
            if at is not None:
                pixel = self._drawing.mapFromScene(QPointF(*at))
                button.move(pixel.x() - target // 2, pixel.y() - target // 2)
                button.setMask(self._reach(button))

    def _starts(self, detail: View, view: View, atlas: Atlas) -> list[tuple[tuple[float, float], int]]:
        """Where one begins to look for room, in mm, and whether downwards, 1, or upwards, -1."""
        left, _, right, bottom = self._skin.bounds
        middle = (left + right) / 2
        if detail is View.FEET:
            return [((middle, bottom - 20.0), -1)]
        if detail is View.SADDLE:
            import shapely

            inside = self._skin.intersection(shapely.LineString([(middle, -1000.0), (middle, bottom - 20.0)]))
            return [((middle, inside.bounds[3]), 1)] if not inside.is_empty else []
        hand_parts = {region.part for region in atlas.part_regions(detail) if "finger" in region.part}
        fingers = [one for one in atlas.part_regions(view) if one.part in hand_parts]
        starts = []
        for side in dict.fromkeys(one.side for one in fingers):
            boxes = [one.geometry.bounds for one in fingers if one.side is side]
            across = (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2
            starts.append(((across, max(box[3] for box in boxes)), 1))
        return starts

    def _free(self, start: tuple[float, float], down: int, half: float) -> tuple[float, float] | None:
        """The nearest place, straight down or up from a start, where a button does not touch the skin."""
        import shapely

        x, y = start[0], start[1] - (half if down < 0 else 0.0)
        for step in range(int(_FARTHEST_MM / _STEP_MM)):
            at = y + down * step * _STEP_MM
            if not self._touches(shapely.box(x - half, at - half, x + half, at + half)):
                return (x, at)
        return None

    def _reach(self, button: SignButton) -> QRegion:
        """The square of a button without the skin in it."""
        import shapely

        box = button.geometry()
        corners = (self._drawing.mapToScene(corner) for corner in (box.topLeft(), box.bottomRight()))
        (left, top), (right, bottom) = (corner.toTuple() for corner in corners)
        reach = QRegion(button.rect())
        for piece in shapely.get_parts(self._skin.intersection(shapely.box(left, top, right, bottom))):
            if piece.geom_type == "Polygon":
                outline = [self._drawing.mapFromScene(x, y) - box.topLeft() for x, y in piece.exterior.coords]
                reach -= QRegion(QPolygon(outline))
        return reach

    def _touches(self, box: BaseGeometry) -> bool:
        return bool(self._skin.intersects(box))

    def _add(self, detail: View, start: tuple[float, float], down: int) -> None:
        words = {
            View.FEET: self.tr("Feet, larger"),
            View.HANDS: self.tr("Hands, larger"),
            View.SADDLE: self.tr("Between the legs, larger"),
        }
        button = SignButton("", Sign.CLOSER, self._drawing.viewport(), role="closer")
        button.setToolTip(words[detail])
        button.setAccessibleName(words[detail])
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setProperty("detail", detail.value)
        button.clicked.connect(self._on_clicked)
        button.hide()
        self._buttons.append((button, start, down))

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SignButton):
            self.asked.emit(View(button.property("detail")))
