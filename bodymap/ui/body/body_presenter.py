"""Shows on the drawings what is marked, found, pointed at and in focus, and says to the bridge what is touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtWidgets import QWidget

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.marks.touch import BodyDrag, BodyPoint, BodyStroke
from bodymap.core.vocabulary import View, Voice
from bodymap.state.gestures import Grip, dragged, grip_at
from bodymap.state.pen import Tool
from bodymap.state.session import RootOfSide
from bodymap.ui.around.closer_buttons import CloserButtons
from bodymap.ui.body.body_card import BodyCard
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.body.lit_layer import LitLayer
from bodymap.ui.body.mark_items import HANDLE_AWAY_PX
from bodymap.ui.body.mark_pictures import MarkPictures
from bodymap.ui.body.mark_places import MarkPlaces
from bodymap.ui.body.part_boxes import PartBox, PartBoxes, PartSide
from bodymap.ui.body.paths import AreaPaths
from bodymap.ui.body.pointed import Pointed
from bodymap.ui.body.view_choice import CHOICES, ViewChoice
from bodymap.ui.bridge import Bridge
from bodymap.ui.mark_names import root_name, side_name
from bodymap.ui.theme import Theme

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.reasoning.findings import Findings
    from bodymap.state.case import Case
    from bodymap.ui.body.preparation import Preparation
    from bodymap.ui.body.way_drawing import WayDrawing


class BodyPresenter(QObject):
    """Keeps the drawings in sight in step with the case and what follows from it.

    Drawings are made when they are first turned to; those out of sight are brought up to date when they come back.

    Signals
    -------
    drag_changed : None
        When a mark begins to be dragged, and when it is let go.
    views_chosen : ViewChoice
        When the drawing that shows feet, hands or pelvis larger is asked for.
    """

    #: a mark begins to be dragged, or is let go
    drag_changed = Signal()
    #: ViewChoice that shows a piece larger
    views_chosen = Signal(object)

    def __init__(
        self, card: BodyCard, bridge: Bridge, theme: Theme, *, make: Callable[..., BodyView], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._card = card
        self._bridge = bridge
        self._theme = theme
        self._make = make
        self.voice = Voice.PATIENT
        self._choice = CHOICES[0]
        self._marks = MarkPictures(bridge)
        self.places = MarkPlaces(card, bridge, self._marks)
        self._pointed = Pointed(bridge)
        self._paths = AreaPaths()
        self._lit = LitLayer(card, bridge, self._marks, self._paths, self)
        self._last_box: PartBox | None = None
        self._boxes: dict[ViewChoice, PartBoxes] = {}
        self._selected: MarkId | None = None
        self._grip: Grip | None = None
        self.is_dragging = False
        self.opens_details = True
        self.is_hurried = False
        self._looked: tuple[RootOfSide | None, bool] = (None, False)
        bridge.atlas_loaded.connect(self._on_atlas_loaded)
        bridge.said.connect(self._on_said)
        card.all_asked.connect(self._on_all_asked)

    @property
    def choice(self) -> ViewChoice:
        """Which drawings are in sight."""
        return self._choice

    @property
    def preparation(self) -> Preparation:
        """What works out beforehand what any answer needs on the drawings in sight."""
        return self._lit.preparation

    @property
    def way_drawing(self) -> WayDrawing:
        """What draws the ways of nerves."""
        return self._lit.drawing

    @property
    def part_boxes(self) -> PartBoxes:
        """The parts in sight, for the keyboard."""
        if self.is_hurried:
            self.complete()
        return self._boxes[self._choice]

    @property
    def entrance(self) -> QWidget:
        """Where the keyboard comes in: the part that had the focus last, or the body itself."""
        return self._last_box or self._card

    def show_views(self, choice: ViewChoice) -> None:
        """Turn to these drawings; they are made when they are turned to for the first time."""
        self._choice = choice
        self._last_box = None
        if not self._card.has_page(choice):
            self._let_go(self._card.make_room())
            self._add_page(choice)
        self._card.turn_to(choice)
        if self._bridge.atlas is not None:
            self._bring_up_to_date()
            self._show_prompt()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self._theme = theme
        self._card.set_theme(theme)
        self._redraw_pictures()
        self._bring_up_to_date()

    def set_voice(self, voice: Voice) -> None:
        """Name places in the words of this reader."""
        self.voice = voice
        self._lit.set_voice(voice)
        self._boxes[self._choice].name(self._box_name)

    def show_case(self, case: Case) -> None:
        """Show the marks of a case."""
        self._show_prompt()
        self._show_marks()
        self._show_marked(case)

    def _show_marked(self, case: Case) -> None:
        parts = (mark.shape for mark in case.marks if isinstance(mark.shape, WholePart))
        self._boxes[self._choice].show_marked({PartSide(shape.part, shape.side) for shape in parts})

    def _show_prompt(self) -> None:
        root, mark = self._bridge.session.root, self._bridge.selected
        self._card.offer_all_roots(is_offered=root is not None)
        text = self.tr("Where else? Touch a mark to change it.")
        if root is not None:
            text = self.tr("{root}: the skin that this root feels, and its way there.").format(root=root_name(root))
        elif mark is not None and any(self._marks.outline(mark, body.view) is not None for body in self._card.views):
            is_open, drag = mark.quality is None, self.tr("Mark {number}. Drag it to move it.")
            text = self.tr("Mark {number}: how does it feel? Drag it to move it.") if is_open else drag
        elif self._bridge.case.is_empty:
            text = self.tr("Where does it hurt? Touch the picture.")
        self._card.set_prompt(text.format(number=self._bridge.session.number(self._bridge.case)))

    def show_findings(self, findings: Findings) -> None:
        """Light the candidates' territories."""
        self._lit.show_findings(findings)

    def _add_page(self, choice: ViewChoice) -> None:
        views = tuple(body for view in choice.views * (len(choice.maps) or 1) for body in self._rows_of(view))
        for body, name in zip(views, choice.maps, strict=False):
            body.maps = (name,)
        self._card.add_page(choice, views)
        self._boxes[choice] = boxes = PartBoxes(views[:1] if choice.maps else views, self)
        for body in views:
            body.touched.connect(self._on_touched)
            body.looked_at.connect(self._on_looked_at)
            body.part_touched.connect(self._on_part_touched)
            body.drawing.connect(self._on_drawing)
            body.drawn.connect(self._on_drawn)
            body.given_up.connect(self._on_given_up)
            body.set_grips(self._takes_hold)
            body.dragging.connect(self._on_dragging)
            body.dragged.connect(self._on_dragged)
            body.pointed.connect(self._on_pointed)
            body.scaled.connect(self._on_scaled)
        boxes.toggled.connect(self._on_part_toggled)
        boxes.entered.connect(self._on_part_entered)
        boxes.left.connect(self._on_part_left)

    def _rows_of(self, view: View) -> tuple[BodyView, ...]:
        """A drawing; where figures lie under each other, as of hands, a view for each row."""
        first = self._make(view)
        return (first, *(self._make(view, row) for row in range(1, len(first.body_scene().pieces))))

    def _bring_up_to_date(self) -> None:
        """Show what may have changed while other drawings were in sight."""
        self._redraw_pictures()
        for body in self._card.views:
            body.set_draws(self._bridge.session.pen.draws)
        if not self.is_hurried:
            self.complete()
        self.show_case(self._bridge.case)
        self._lit.refresh()

    def complete(self) -> None:
        """Make, from now on at once, what the first answer does not wait for: the boxes of the parts, the closers."""
        self.is_hurried = False
        atlas, evidence, boxes = self._bridge.atlas, self._bridge.evidence, self._boxes[self._choice]
        if atlas is None or evidence is None:
            return
        if not boxes.boxes:
            boxes.load(atlas, [part.id for part in evidence.parts], after=self._card)
            self._show_marked(self._bridge.case)
        boxes.name(self._box_name)
        for body in self._card.views:
            if body.closer is None and self.opens_details:
                self._add_closer(body, atlas)

    def _add_closer(self, body: BodyView, atlas: Atlas) -> None:
        """Let feet, hands and pelvis be opened from the front and the back."""
        if body.view in CHOICES[0].views and body.figure is atlas.figure:
            body.closer = CloserButtons(body, body.view, atlas)
            body.closer.asked.connect(self._on_closer_asked)
            body.closer.place(is_whole=body.zoom <= 1)

    def _on_closer_asked(self, view: View) -> None:
        self.views_chosen.emit(next(choice for choice in CHOICES if view in choice.views))

    def _redraw_pictures(self) -> None:
        for body in self._card.views:
            if body.body_scene().theme != self._theme:
                body.body_scene().set_theme(self._theme)
                body.redraw_picture()

    def _on_atlas_loaded(self, atlas: Atlas) -> None:
        if any(body.figure is not atlas.figure for body in self._card.views):
            self._let_go(self._card.drop_pages())
        self.show_views(self._choice)

    def _let_go(self, gone: Sequence[ViewChoice]) -> None:
        for choice in gone:
            self._boxes.pop(choice).deleteLater()
        if gone:
            self._lit.forget()

    def _on_pointed(self, point: BodyPoint | None) -> None:
        width_mm = self._bridge.session.pen.width_mm
        pointed = self.sender()
        for body in self._card.views:
            is_here = point is not None and body is pointed
            tip = QPointF(point.x, point.y) if point is not None and is_here else None
            region = self._bridge.part_at(point) if point is not None and is_here else None
            body.body_scene().show_tip(tip if region is not None else None, width_mm)
            if point is None or region is None:
                body.hide_hint()
                body.body_scene().outline_hovered(None)
            else:
                body.show_hint(self._hint(PartSide(region.part, region.side), point), point)
                body.body_scene().outline_hovered(self._paths.path(region.geometry))

    def _on_drawing(self, line: BodyStroke) -> None:
        body = self.sender()
        if not isinstance(body, BodyView):
            return
        pen, scene = self._bridge.session.pen, body.body_scene()
        if len(line.points) == 1:
            is_eraser = pen.tool is Tool.ERASE
            colour = self._theme.skin if is_eraser else self._theme.quality(pen.quality)
            scene.begin_brush(colour=colour, width_mm=pen.width_mm)
        scene.move_brush([QPointF(x, y) for x, y in line.points])

    def _on_drawn(self, line: BodyStroke) -> None:
        self._on_given_up()
        first, last = (BodyPoint(line.view, *line.points[at]) for at in (0, -1))
        root = self._lit.root_at(first)
        if root is not None and root == self._lit.root_at(last):
            self._bridge.look_at(root)
        else:
            self._bridge.draw(line)

    def _on_given_up(self) -> None:
        for body in self._card.views:
            body.body_scene().end_brush()
            body.body_scene().show_drag(None)
        self._set_dragging(is_on=False)

    def _takes_hold(self, point: BodyPoint, reach_mm: float) -> bool:
        """Whether a press takes hold of a mark: to paint one presses on marks too, so then only of a handle."""
        atlas, session = self._bridge.atlas, self._bridge.session
        self._grip = None
        if atlas is None or session.pen.tool is Tool.ERASE:
            return False
        body = self._card.body_view(point.view)
        away_mm = HANDLE_AWAY_PX / body.pixels_per_mm if body is not None else 0.0
        grip = grip_at(self._bridge.case, atlas, point, selected=session.selected, reach_mm=reach_mm, away_mm=away_mm)
        self._grip = grip if grip is not None and (grip.is_handle or not session.pen.draws) else None
        return self._grip is not None

    def _after(self, drag: BodyDrag) -> Mark | None:
        """The mark in hand as it would be if it were let go now."""
        mark = self._bridge.case.mark(self._grip.mark) if self._grip is not None else None
        return dragged(mark, self._grip, drag) if mark is not None and self._grip is not None else None

    def _on_dragging(self, drag: BodyDrag) -> None:
        mark, body = self._after(drag), self.sender()
        if mark is not None and isinstance(body, BodyView):
            body.hide_hint()
            body.body_scene().show_drag(mark, self._theme.quality(mark.quality))
            self._set_dragging(is_on=True)

    def _on_dragged(self, drag: BodyDrag) -> None:
        mark = self._after(drag)
        self._on_given_up()
        if mark is not None:
            self._bridge.select(mark.id)
            self._bridge.reshape(mark)

    def _set_dragging(self, *, is_on: bool) -> None:
        if is_on != self.is_dragging:
            self.is_dragging = is_on
            self.drag_changed.emit()

    def _on_said(self) -> None:
        for body in self._card.views:
            body.set_draws(self._bridge.session.pen.draws)
        selected = self._bridge.selected.id if self._bridge.selected is not None else None
        if selected != self._selected:
            self._selected = selected
            self._show_marks()
        looked = self._bridge.session.root, self._bridge.session.shows_nerves
        if looked != self._looked:
            self._looked = looked
            self._lit.refresh()
        self._show_prompt()

    def _on_all_asked(self) -> None:
        self._bridge.look_at(None)

    def _on_scaled(self) -> None:
        body = self.sender()
        if isinstance(body, BodyView):
            body.body_scene().follow_font(self._card.font())
            self._lit.name_soon()

    def _on_touched(self, point: BodyPoint) -> None:
        if (root := self._lit.root_at(point)) is not None:
            self._bridge.look_at(root)
        else:
            self._bridge.touch(point)

    def marks_elsewhere(self, choices: Sequence[ViewChoice]) -> tuple[int, ...]:
        """How many marks each choice of drawings has that are not in sight now."""
        counts = dict.fromkeys(choices, 0)
        in_sight = set(self._choice.views)
        for mark in self._bridge.case.marks:
            views = self._views_of(mark)
            if views and not in_sight & views:
                counts[next(choice for choice in choices if views & set(choice.views))] += 1
        return tuple(counts.values())

    def _views_of(self, mark: Mark) -> set[View]:
        """The drawings that a mark was made on, or that show the part which it is."""
        if not isinstance(mark.shape, WholePart):
            return {mark.shape.view}
        atlas = self._bridge.atlas
        return set(atlas.views_of(mark.shape.part, mark.shape.side)) if atlas is not None else set()

    def _on_looked_at(self, point: BodyPoint) -> None:
        """Show the strongest root of a place alone; on its name, that one."""
        found = self._pointed.roots_at(point)
        root = RootOfSide(found[0].root, found[0].side) if found else None
        self._bridge.look_at(self._lit.root_at(point) or root)

    def _on_part_touched(self, point: BodyPoint) -> None:
        if (region := self._bridge.part_at(point)) is not None:
            self._bridge.toggle_part(region.part, region.side)

    def _on_part_toggled(self, key: PartSide) -> None:
        self._bridge.toggle_part(key.part, key.side)

    def _on_part_entered(self, box: PartBox) -> None:
        self._last_box = box
        for body in self._card.views:
            regions = self._bridge.atlas.part_regions(body.view) if self._bridge.atlas is not None else ()
            body.body_scene().outline_focused(self._paths.of_part(regions, box.key.part, box.key.side))
        body, (x, y) = self.part_boxes.seen_on(box)
        point = BodyPoint(body.view, x, y)
        body.show_hint(self._hint(box.key, point), point)

    def _on_part_left(self, _box: PartBox) -> None:
        for body in self._card.views:
            body.body_scene().outline_focused(None)
            body.hide_hint()

    def _show_marks(self) -> None:
        for body in self._card.views:
            body.body_scene().follow_font(self._card.font())
            body.body_scene().show_marks(self._marks.shown(body.view, self._theme, self._selected))

    def _hint(self, key: PartSide, point: BodyPoint) -> str:
        return self._pointed.hint(key, point, self.voice)

    def _box_name(self, key: PartSide) -> str:
        return f"{side_name(key.side)}, {self._pointed.part_words(key, self.voice)}"
