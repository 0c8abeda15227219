"""The selected mark on the body: the panel beside it, and the keys that speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication

from bodymap.core.marks.mark import MarkId, WholePart
from bodymap.core.vocabulary import Quality, Side
from bodymap.state.gestures import moved, resized, width_of
from bodymap.ui.access.after_answer import AfterAnswer
from bodymap.ui.body.body_card import BodyCard
from bodymap.ui.body.body_presenter import BodyPresenter
from bodymap.ui.body.part_boxes import PartSide
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.mark_names import part_words, side_name
from bodymap.ui.tools.mark_popup import MarkKeys, MarkPopup

if TYPE_CHECKING:
    from bodymap.ui.access.mark_boxes import MarkBoxes
    from bodymap.ui.access.parts_list import PartsList

_LOOKED_ACROSS, _LOOKED_DOWN = 8, 3


class MarkEditing(QObject):
    """Shows the panel while a mark that is in sight is selected, and passes on what is said there.

    The panel, and the boxes of the marks, are made when there is a mark.
    """

    def __init__(self, card: BodyCard, presenter: BodyPresenter, bridge: Bridge, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._card = card
        self._presenter = presenter
        self._bridge = bridge
        self.keys = keys = MarkKeys(self)
        self._look = look
        self._has_popup = False
        card.set_keys(keys.take)
        self.parts: PartsList | None = None
        bridge.case_changed.connect(self._show_marked_parts)
        self._placing = AfterAnswer(bridge, self._place, self)
        self._listen_to(keys)
        keys.moved.connect(self._on_moved)
        keys.resized.connect(self._on_resized)
        keys.turned.connect(self._on_turned)
        bridge.said.connect(self.follow)
        bridge.case_changed.connect(self.follow)
        card.rearranged.connect(self.follow)
        presenter.drag_changed.connect(self.follow)

    @cached_property
    def popup(self) -> MarkPopup:
        """The panel."""
        popup = MarkPopup(self._look.theme, self.keys, self._card)
        self._look.changed.connect(popup.set_theme)
        self._listen_to(popup)
        self._has_popup = True
        return popup

    @cached_property
    def boxes(self) -> MarkBoxes:
        """The boxes over the marks, for assistive technology."""
        from bodymap.ui.access.mark_boxes import MarkBoxes

        return MarkBoxes(self._card, self._presenter, self._bridge)

    def show_parts(self) -> None:
        """Open the list of all parts that the figure has, or bring it to the front."""
        atlas, evidence = self._bridge.atlas, self._bridge.evidence
        if atlas is None or evidence is None:
            return
        from bodymap.ui.access.parts_list import PartsList

        voice = self._presenter.voice
        keys = (PartSide(part.id, side) for part in evidence.parts for side in (Side.RIGHT, Side.LEFT))
        names = [
            (key, f"{part_words(key.part, evidence, voice)}, {side_name(key.side)}")
            for key in keys
            if atlas.views_of(key.part, key.side)
        ]
        if self.parts is not None:
            self.parts.deleteLater()
        self.parts = PartsList(names, self._card.window())
        self.parts.toggled.connect(self._on_part_toggled)
        self._show_marked_parts()
        self.parts.show()

    def _on_part_toggled(self, key: PartSide) -> None:
        self._bridge.toggle_part(key.part, key.side)

    def _show_marked_parts(self) -> None:
        if self.parts is not None:
            shapes = [mark.shape for mark in self._bridge.case.marks]
            whole = [shape for shape in shapes if isinstance(shape, WholePart)]
            self.parts.show_marked({PartSide(shape.part, shape.side) for shape in whole})

    @property
    def is_behind(self) -> bool:
        """Whether panel and boxes are still to follow the marks, a moment after the answer."""
        return self._placing.is_wanted or (bool(self._bridge.case.marks) and self.boxes.is_behind)

    def follow(self) -> None:
        """Show or hide the panel, soon."""
        if self._has_popup and self._bridge.selected is None:
            self.popup.hide()
        if self._bridge.case.marks:
            self.boxes.follow_soon()
        self._placing.ask()

    def close(self) -> None:
        """Leave the selected mark."""
        focused = QApplication.focusWidget()
        if focused is not None and self._has_popup and self.popup.isAncestorOf(focused):
            self._card.setFocus()
        self._bridge.select(None)

    def _place(self) -> None:
        mark, marks = self._bridge.selected, self._bridge.case.marks
        found = self._presenter.places.boxes_of(marks)
        boxes = {one.id: box for one, box in zip(marks, found, strict=True) if box is not None}
        box = boxes.get(mark.id) if mark is not None and not self._presenter.is_dragging else None
        if mark is None or box is None:
            if self._has_popup:
                self.popup.hide()
            return
        self.popup.show_mark(mark, self._bridge.session.number(self._bridge.case))
        room = self._card.rect().adjusted(8, 8, -8, -8)
        self.popup.place_beside(box, room, covered=partial(self._covered, marks=list(boxes.values())))

    def _covered(self, boxes: Sequence[QRect], *, marks: Sequence[QRect]) -> Sequence[float]:
        """How much of each rectangle lies on a body, 0 to 1 at some points; much more where a mark does."""
        import numpy as np

        asked, marked = (np.array([box.getCoords() for box in several]) for several in (boxes, marks))
        low, size = asked[:, :2], asked[:, 2:] - asked[:, :2] + 1
        across = low[:, :1] + np.arange(_LOOKED_ACROSS + 1) * size[:, :1] // _LOOKED_ACROSS
        down = low[:, 1:] + np.arange(_LOOKED_DOWN + 1) * size[:, 1:] // _LOOKED_DOWN
        pixels = np.stack(np.broadcast_arrays(across[:, :, None], down[:, None, :]), axis=-1)
        on_body = self._presenter.places.bodies_at(pixels.reshape(-1, 2)).reshape(len(boxes), -1).mean(axis=1)
        apart = (asked[:, None, :2] > marked[None, :, 2:]) | (asked[:, None, 2:] < marked[None, :, :2])
        covered: list[float] = (on_body + (~apart.any(axis=2)).sum(axis=1)).tolist()
        return covered

    def _listen_to(self, speaker: MarkKeys | MarkPopup) -> None:
        speaker.quality_said.connect(self._on_quality_said)
        speaker.intensity_said.connect(self._on_intensity_said)
        speaker.removed.connect(self._on_removed)
        speaker.closed.connect(self.close)

    def _on_quality_said(self, quality: Quality | None) -> None:
        if (mark := self._bridge.selected) is not None:
            self._bridge.say_of_selected(quality=quality, intensity=mark.intensity)

    def _on_intensity_said(self, intensity: int | None) -> None:
        if (mark := self._bridge.selected) is not None:
            self._bridge.say_of_selected(quality=mark.quality, intensity=intensity)

    def _on_removed(self) -> None:
        if (mark := self._bridge.selected) is not None:
            self._bridge.remove(mark.id)

    def _on_moved(self, way: tuple[float, float]) -> None:
        if (mark := self._bridge.selected) is not None and not isinstance(mark.shape, WholePart):
            self._bridge.reshape(moved(mark, *way))

    def _on_resized(self, more_mm: float) -> None:
        mark = self._bridge.selected
        width = width_of(mark) if mark is not None else None
        if mark is not None and width is not None:
            self._bridge.reshape(resized(mark, width + more_mm))

    def _on_turned(self, step: int) -> None:
        """Go to the next mark of the list, or the one before; from none to the first or the last."""
        ids: list[MarkId] = [mark.id for mark in self._bridge.case.marks]
        selected = self._bridge.session.selected
        if not ids:
            return
        start = -1 if step > 0 else 0
        at = ids.index(selected) if selected in ids else start
        self._bridge.select(ids[(at + step) % len(ids)])
