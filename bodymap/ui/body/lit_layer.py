"""What lies on the drawings between the body and the marks: lit territories, ways of nerves, skin nerves, names."""

from __future__ import annotations

import textwrap
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QFont, QPainterPath

from bodymap.core.atlas.orientation import half_of
from bodymap.core.vocabulary import Root, Side, Voice
from bodymap.state.palette import RootColours
from bodymap.state.session import RootOfSide
from bodymap.ui.around.legend import Meaning
from bodymap.ui.body.body_items import CourseItem, RegionName
from bodymap.ui.body.mark_pictures import MarkPictures
from bodymap.ui.body.paths import AreaPaths
from bodymap.ui.language.spoken import window_language
from bodymap.ui.widgets.pill import pill_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.atlas.svg import ViewBox
    from bodymap.core.marks.touch import BodyPoint
    from bodymap.core.reasoning.findings import Findings
    from bodymap.ui.body.body_card import BodyCard
    from bodymap.ui.body.body_view import BodyView
    from bodymap.ui.body.highlight import LitArea, RootSkin
    from bodymap.ui.body.preparation import Preparation
    from bodymap.ui.body.way_drawing import WayDrawing
    from bodymap.ui.bridge import Bridge

_LETTERS_A_LINE = 20
_LONGEST_LINE_PX = 190


class LitLayer(QObject):
    """Shows on the drawings in sight what was found, or the root that is looked at alone, and the skin nerves.

    Names are placed together with what was found; once, a moment later, for several changes of what is in sight.
    """

    def __init__(self, card: BodyCard, bridge: Bridge, marks: MarkPictures, paths: AreaPaths, parent: QObject) -> None:
        super().__init__(parent)
        self._card = card
        self._bridge = bridge
        self._marks = marks
        self._paths = paths
        self._findings: Findings | None = None
        self._voice = Voice.PATIENT
        self.speaks = window_language
        self._areas: dict[BodyView, tuple[LitArea, ...]] = {}
        self._names: dict[BodyView, tuple[RegionName, ...]] = {}
        self._named: dict[BodyView, tuple[object, ...]] = {}
        self._ways: tuple[tuple[Root, Side], ...] = ()
        self._naming = QTimer(self)
        self._naming.setSingleShot(True)
        self._naming.setInterval(0)
        self._naming.timeout.connect(self._show_names)

    @cached_property
    def drawing(self) -> WayDrawing:
        """Lets the ways draw themselves."""
        from bodymap.ui.body.way_drawing import WayDrawing

        return WayDrawing(self)

    @cached_property
    def preparation(self) -> Preparation:
        """Works out beforehand what any root needs."""
        from bodymap.ui.body.preparation import Preparation

        return Preparation(self._card, self._bridge, self._paths, self._placed, self)

    def show_findings(self, findings: Findings) -> None:
        """Light what was found."""
        self._findings = findings
        self.refresh()
        self._naming.stop()
        self._show_names()  # in the frame of what they name
        self.preparation.begin()

    def set_voice(self, voice: Voice) -> None:
        """Name the skin nerves in the words of this reader."""
        self._voice = voice
        self.name_soon()

    def forget(self) -> None:
        """Drop what is known of drawings that are gone."""
        self._areas.clear()
        self._names.clear()
        self._named.clear()
        self.drawing.end()
        self.preparation.end()

    def refresh(self) -> None:
        """Light everything in sight anew."""
        atlas = self._bridge.atlas
        if atlas is None:
            return
        from bodymap.ui.body.highlight import courses, lit_areas, lit_regions

        skins, ways = self._skins(), self._named_roots()
        kinds: set[Meaning] = set()
        for body in self._card.views:
            theme, scene = body.body_scene().theme, body.body_scene()
            areas = lit_areas(skins, atlas, body.view, body.maps or self._bridge.maps)
            self._areas[body] = areas
            regions = lit_regions(skins, areas, self._paths, theme, named=ways)
            lines = courses(ways, atlas, body.view, theme)
            scene.show_lit(regions)
            scene.show_courses(lines)
            scene.show_nerves(self._nerve_paths(body, atlas))
            kinds |= {Meaning.SOME_MAPS} if any(not region.is_agreed for region in regions) else set()
            kinds |= {Meaning.WEAK} if any(region.is_weak for region in regions) else set()
            kinds |= {Meaning.SEEN_WAY if line.is_seen else Meaning.HIDDEN_WAY for line in lines}
        self._card.show_legend(frozenset(kinds))
        self._draw_new_ways(ways)
        self.name_soon()

    def _draw_new_ways(self, ways: tuple[tuple[Root, Side], ...]) -> None:
        """Let the ways that were not there before draw themselves; another theme or drawing draws none."""
        if ways == self._ways:
            return
        new = {way: rank for rank, way in enumerate(way for way in ways if way not in self._ways)}
        self._ways = ways
        courses = (item for body in self._card.views for item in body.body_scene().courses)
        items = [(new[item.way], item) for item in courses if isinstance(item, CourseItem) and item.way in new]
        self.drawing.begin(items, [body.viewport() for body in self._card.views])

    def name_soon(self) -> None:
        """Place the names anew, because what is in sight has changed."""
        self._naming.start()

    def root_at(self, point: BodyPoint) -> RootOfSide | None:
        """The root whose name stands at a point."""
        body = self._card.body_view(point.view, QPointF(point.x, point.y))
        font = self._bold()
        for name in self._names.get(body, ()) if body is not None else ():
            width, height = (size / 2 / body.pixels_per_mm for size in pill_size(name.text, font)) if body else (0, 0)
            if name.root is not None and abs(point.x - name.x) <= width and abs(point.y - name.y) <= height:
                return RootOfSide(name.root, name.side)
        return None

    def _small(self) -> QFont:
        return QFont(self._card.font())

    def _bold(self) -> QFont:
        font = self._small()
        font.setBold(True)
        return font

    def _skins(self) -> tuple[RootSkin, ...]:
        """The roots to light with their shares."""
        alone = self._bridge.session.root
        if alone is not None:
            from bodymap.ui.body.highlight import LookedAt

            return tuple(LookedAt(alone.root, side) for side in Side if alone.holds(alone.root, side))
        return self._findings.shown if self._findings is not None else ()

    def _named_roots(self) -> tuple[tuple[Root, Side], ...]:
        """The roots whose ways are drawn and whose skin is not faint: those that a sentence names, or the one alone."""
        alone = self._bridge.session.root
        if alone is not None:
            return tuple((alone.root, side) for side in Side if alone.holds(alone.root, side))
        named = self._findings.named if self._findings is not None else ()
        return tuple((one.root, one.side) for one in named)

    def _show_names(self) -> None:
        atlas = self._bridge.atlas
        if atlas is None:
            return
        font = self._bold()
        for body in self._card.views:
            areas, scene = self._areas.get(body, ()), body.body_scene()
            if not (areas or scene.names or scene.nerves or scene.nerve_names):
                continue
            covered = [*self._marks.areas(body.view), *self._overlays(body)]
            reader = self._bridge.session.shows_nerves, self._voice, font, scene.theme
            asked = (areas, covered, _room(body), body.pixels_per_mm, *reader)
            if self._named.get(body) == asked:
                continue  # nothing that a name goes by is another here
            self._named[body] = asked
            self._names[body] = names = self._placed(body, areas, covered)
            scene.show_names(names, font)
            scene.show_nerve_names(self._nerve_names(body, atlas, covered), self._small())

    def _placed(
        self, body: BodyView, areas: tuple[LitArea, ...], covered: Sequence[BaseGeometry] = ()
    ) -> tuple[RegionName, ...]:
        """The names of some areas, none on what is covered."""
        atlas = self._bridge.atlas
        if atlas is None:
            return ()
        from bodymap.ui.body.highlight import region_names

        return region_names(
            areas,
            covered,
            body=atlas.silhouette(body.view),
            room=_room(body),
            pixels_per_mm=body.pixels_per_mm,
            font=self._bold(),
            theme=body.body_scene().theme,
            view=body.view,
        )

    def _overlays(self, body: BodyView) -> list[BaseGeometry]:
        """What lies over a drawing and would hide a name."""
        import shapely

        closer = body.closer.boxes if body.closer is not None else ()
        corners = (body.mapToScene(box).boundingRect() for box in (*body.side_letters.boxes, *closer))
        return [shapely.box(box.left(), box.top(), box.right(), box.bottom()) for box in corners]

    def _nerve_paths(self, body: BodyView, atlas: Atlas) -> list[QPainterPath]:
        if not self._bridge.session.shows_nerves:
            return []
        return [self._paths.path(region.geometry) for region in atlas.nerve_regions(body.view)]

    def _nerve_names(self, body: BodyView, atlas: Atlas, covered: list[BaseGeometry]) -> tuple[RegionName, ...]:
        """The names of skin nerves on the patient's left that find room close by; the pointer tells all of them."""
        if not self._bridge.session.shows_nerves:
            return ()
        import shapely

        from bodymap.core.atlas.label_margin import place_labels_outside
        from bodymap.core.atlas.label_placement import LabelRequest

        font, theme, scale = self._small(), body.body_scene().theme, body.pixels_per_mm
        boxes = []
        for name in self._names.get(body, ()):
            width, height = (size / 2 / scale for size in pill_size(name.text, self._bold()))
            boxes.append(shapely.box(name.x - width, name.y - height, name.x + width, name.y + height))
        requests = []
        for region in atlas.nerve_regions(body.view):
            if region.side is Side.LEFT:
                nerve = atlas.nerve(region.nerve)
                words = self.speaks().label(nerve.patient_words if self._voice is Voice.PATIENT else nerve.name)
                text = "\n".join(textwrap.wrap(words, _LETTERS_A_LINE, break_long_words=False))
                width, height = pill_size(text, font)
                half = half_of(region.side, body.view)
                requests.append(LabelRequest(text, region.geometry, width / scale, height / scale, half))
        room = _room(body)
        placed = place_labels_outside(
            requests,
            longest=_LONGEST_LINE_PX / scale,
            avoid=[*covered, *boxes],
            body=atlas.silhouette(body.view),
            room=shapely.box(room.x, room.y, room.x + room.width, room.y + room.height),
        )
        grey = RootColours(theme.control, theme.text_faint, theme.text_soft, theme.text_faint)
        return tuple(RegionName(one.text, one.x, one.y, grey, tip=one.tip) for one in placed)


def _room(body: BodyView) -> ViewBox:
    """What is in sight of a drawing, in mm."""
    from bodymap.core.atlas.svg import ViewBox

    seen = body.in_sight
    return ViewBox(seen.left(), seen.top(), seen.width(), seen.height())
