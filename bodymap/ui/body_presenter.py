"""Shows on the drawings what is marked, found, pointed at and in focus, and says to the bridge what is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QPainterPath
from PySide6.QtWidgets import QApplication, QGraphicsItem, QWidget

from bodymap.core.anatomy import Side, View, Voice
from bodymap.core.marks import Mark, Spot, Stroke, WholePart
from bodymap.ui.body_card import BodyCard
from bodymap.ui.body_items import area_item, spot_item
from bodymap.ui.body_view import BodyPoint, BodyView
from bodymap.ui.bridge import Bridge
from bodymap.ui.highlight import lit_regions, lit_territories, region_names
from bodymap.ui.part_boxes import PartBox, PartBoxes, PartSide
from bodymap.ui.paths import RegionPaths
from bodymap.ui.theme import Theme

if TYPE_CHECKING:
    from bodymap.core.atlas import Atlas, Territory
    from bodymap.core.findings import Findings
    from bodymap.state.case import Case


class BodyPresenter(QObject):
    """Keeps the drawings in step with the case and what follows from it."""

    def __init__(self, card: BodyCard, bridge: Bridge, theme: Theme, *, parent: QObject) -> None:
        super().__init__(parent)
        self._card = card
        self._bridge = bridge
        self._theme = theme
        self._voice = Voice.PATIENT
        self._findings: Findings | None = None
        self._paths = RegionPaths()
        self._last_box: PartBox | None = None
        self._territories: dict[View, tuple[tuple[int, Territory], ...]] = {}
        self.part_boxes = PartBoxes(card.views, self)
        for body in card.views:
            body.touched.connect(bridge.touch)
            body.pointed.connect(self._on_pointed)
            body.scaled.connect(self._on_scaled)
        bridge.atlas_loaded.connect(self._on_atlas_loaded)
        self.part_boxes.toggled.connect(self._on_part_toggled)
        self.part_boxes.entered.connect(self._on_part_entered)
        self.part_boxes.left.connect(self._on_part_left)

    @property
    def entrance(self) -> QWidget:
        """Where the keyboard comes in: the part that had the focus last, or the body itself."""
        return self._last_box or self._card

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self._theme = theme
        for body in self._card.views:
            body.body_scene().set_theme(theme)
            body.redraw_picture()
        self._show_marks()
        self._show_lit()

    def set_voice(self, voice: Voice) -> None:
        """Name places in the words of this reader."""
        self._voice = voice
        self.part_boxes.name(self._box_name)

    def show_case(self, case: Case) -> None:
        """Show the marks of a case."""
        ask, more = self.tr("Where does it hurt? Touch the picture."), self.tr("Where else? Touch a mark to remove it.")
        self._card.set_prompt(ask if case.is_empty else more)
        self._show_marks()
        parts = (mark.shape for mark in case.marks if isinstance(mark.shape, WholePart))
        self.part_boxes.show_marked({PartSide(shape.part, shape.side) for shape in parts})

    def show_findings(self, findings: Findings) -> None:
        """Light the candidates' territories."""
        self._findings = findings
        atlas = self._bridge.atlas
        if atlas is not None:
            views = [body.view for body in self._card.views]
            self._territories = {view: lit_territories(findings.candidates, atlas, view) for view in views}
        self._show_lit()

    def _on_atlas_loaded(self, atlas: Atlas) -> None:
        evidence = self._bridge.evidence
        if evidence is not None:
            order = [part.id for part in evidence.parts]
            self.part_boxes.load(atlas, order, after=self._card)
            self.part_boxes.name(self._box_name)
        self.show_case(self._bridge.case)

    def _on_pointed(self, point: BodyPoint | None) -> None:
        for body in self._card.views:
            region = self._bridge.part_at(point) if point is not None and point.view is body.view else None
            if point is None or region is None:
                body.hide_hint()
                body.body_scene().outline_hovered(None)
            else:
                body.show_hint(self._hint(PartSide(region.part, region.side), point), point)
                body.body_scene().outline_hovered(self._paths.path(region))

    def _on_scaled(self) -> None:
        body = self.sender()
        if isinstance(body, BodyView):
            self._show_names(body)

    def _on_part_toggled(self, key: PartSide) -> None:
        self._bridge.toggle_part(key.part, key.side)

    def _on_part_entered(self, box: PartBox) -> None:
        self._last_box = box
        for body in self._card.views:
            regions = self._regions(body.view, box.key)
            path = QPainterPath()
            for region_path in regions:
                path.addPath(region_path)
            body.body_scene().outline_focused(path)
        x, y = box.region.geometry.representative_point().coords[0]
        point = BodyPoint(box.body.view, x, y)
        box.body.show_hint(self._hint(box.key, point), point)

    def _on_part_left(self, box: PartBox) -> None:
        for body in self._card.views:
            body.body_scene().outline_focused(None)
        box.body.hide_hint()

    def _show_marks(self) -> None:
        for body in self._card.views:
            items = (self._mark_item(mark, body.view) for mark in self._bridge.case.marks)
            body.body_scene().show_marks(item for item in items if item is not None)

    def _mark_item(self, mark: Mark, view: View) -> QGraphicsItem | None:
        colour = self._theme.quality(mark.quality)
        line = self._theme.mark_line if mark.quality is None else colour
        match mark.shape:
            case Spot() as spot:
                return spot_item(spot, colour=colour, line=line) if spot.view is view else None
            case WholePart(part=part, side=side):
                path = QPainterPath()
                for region_path in self._regions(view, PartSide(part, side)):
                    path.addPath(region_path)
                return None if path.isEmpty() else area_item(path, colour=colour, line=line)
            case Stroke():
                return None

    def _show_lit(self) -> None:
        if self._findings is None:
            return
        for body in self._card.views:
            territories = self._territories.get(body.view, ())
            regions = lit_regions(self._findings.candidates, territories, self._paths, self._theme)
            body.body_scene().show_lit(regions)
            self._show_names(body)

    def _show_names(self, body: BodyView) -> None:
        territories = self._territories.get(body.view, ())
        if not territories and not body.body_scene().names:
            return
        font = QFont(QApplication.font())
        font.setBold(True)
        shapes = (mark.shape for mark in self._bridge.case.marks)
        spots = [shape for shape in shapes if isinstance(shape, Spot) and shape.view is body.view]
        names = region_names(territories, spots, pixels_per_mm=body.pixels_per_mm, font=font, theme=self._theme)
        body.body_scene().show_names(names, font)

    def _regions(self, view: View, key: PartSide) -> list[QPainterPath]:
        atlas = self._bridge.atlas
        regions = atlas.part_regions(view) if atlas is not None else ()
        return [self._paths.path(region) for region in regions if (region.part, region.side) == (key.part, key.side)]

    def _hint(self, key: PartSide, point: BodyPoint) -> str:
        roots = self._bridge.roots_at(point)
        names = ", ".join(root.value for root in roots)
        return f"{self._part_name(key)}  ·  {names}" if names else self._part_name(key)

    def _part_name(self, key: PartSide) -> str:
        evidence = self._bridge.evidence
        if evidence is None:
            return ""
        part = evidence.part(key.part)
        words = part.patient_words if self._voice is Voice.PATIENT else part.clinical_term
        return f"{words}, {self._side(key.side)}"

    def _box_name(self, key: PartSide) -> str:
        evidence = self._bridge.evidence
        if evidence is None:
            return ""
        part = evidence.part(key.part)
        words = part.patient_words if self._voice is Voice.PATIENT else part.clinical_term
        return f"{self._side(key.side)}, {words}"

    def _side(self, side: Side) -> str:
        return {Side.LEFT: self.tr("left"), Side.RIGHT: self.tr("right")}[side]
