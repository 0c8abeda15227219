"""The selected mark on the body: the panel beside it, and the keys that speak of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

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
from bodymap.ui.tools.mark_keys import MarkKeys
from bodymap.ui.tools.mark_popup import MarkPopup

if TYPE_CHECKING:
    from bodymap.ui.access.mark_boxes import MarkBoxes
    from bodymap.ui.access.parts_list import PartsList
    from bodymap.ui.body.taken_room import TakenRoom


class MarkEditing(QObject):
    """Shows the panel while a mark that is in sight is selected, and passes on what is said there.

    While it is in sight, the keys that it tells of speak of the mark wherever in the window the focus is, but for a
    field of text. The panel, and the boxes of the marks, are made when there is a mark.
    """

    def __init__(self, card: BodyCard, presenter: BodyPresenter, bridge: Bridge, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = card
        self._presenter = presenter
        self._bridge = bridge
        self.keys = keys = MarkKeys(self)
        self._look = look
        self._has_popup = False
        self._spoken_of: MarkId | None = None
        card.set_keys(keys.take)
        parent.installEventFilter(self)
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
    def _taken(self) -> TakenRoom:
        from bodymap.ui.body.taken_room import TakenRoom

        return TakenRoom(self._card)

    @cached_property
    def boxes(self) -> MarkBoxes:
        """The boxes over the marks, for assistive technology."""
        from bodymap.ui.access.mark_boxes import MarkBoxes

        return MarkBoxes(self._card, self._presenter, self._bridge)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the panel that came up to the window because whoever has the focus had no use for them."""
        is_told_of = self._has_popup and event.type() == QEvent.Type.KeyPress and self.popup.isVisible()
        if is_told_of and isinstance(event, QKeyEvent) and not _is_typed_into(QApplication.focusWidget()):
            return self.keys.take_elsewhere(event)
        return super().eventFilter(watched, event)

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
        self.keys.follow(self._bridge.selected)
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
        self._stand_beside(box, mark.id)

    def _stand_beside(self, box: QRect, mark: MarkId) -> None:
        """Let the panel stand where it covers least; while one mark is spoken of it does not go about for a trifle."""
        atlas, popup = self._bridge.atlas, self.popup
        if atlas is None:
            return
        from bodymap.ui.around.free_place import Stand, best_stand

        before = Stand(popup.shape_number, popup.pos()) if popup.isVisible() and mark == self._spoken_of else None
        self._spoken_of = mark
        stand = best_stand(self._taken.around(box, atlas), popup.shapes, before)
        popup.stand(stand.number, stand.corner, self._card.rect())

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


def _is_typed_into(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)
