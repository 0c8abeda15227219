"""The painted marks for assistive technology: an invisible check box over each mark that is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from bodymap.ui.access.after_answer import AfterAnswer
from bodymap.ui.language.spoken import window_language
from bodymap.ui.mark_names import MarkNames

if TYPE_CHECKING:
    from bodymap.core.marks.mark import Mark, MarkId
    from bodymap.ui.body.body_card import BodyCard
    from bodymap.ui.body.body_presenter import BodyPresenter
    from bodymap.ui.bridge import Bridge


class MarkBox(QCheckBox):
    """Has the name of a mark and is checked while the mark is selected; paints nothing, lets the mouse through.

    The keyboard goes from mark to mark by Page Up and Page Down, so Tab passes by.
    """

    def __init__(self, mark: MarkId, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = mark
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setUpdatesEnabled(False)  # the scene shows the mark


class MarkBoxes(QObject):
    """Keeps a box for each mark in sight: its name says number, place, feeling and strength; toggling it selects it."""

    def __init__(self, card: BodyCard, presenter: BodyPresenter, bridge: Bridge) -> None:
        super().__init__(card)
        self._card, self._presenter, self._bridge = card, presenter, bridge
        self._names = MarkNames()
        self._boxes: dict[MarkId, MarkBox] = {}
        self._shown: dict[MarkId, tuple[object, ...]] = {}
        self._following = AfterAnswer(bridge, self.follow, self)
        for changed in (bridge.case_changed, bridge.said, bridge.atlas_loaded, card.rearranged):
            changed.connect(self._following.ask)

    @property
    def boxes(self) -> tuple[MarkBox, ...]:
        """The boxes of the marks in sight, in the order of the list of marks."""
        return tuple(box for mark in self._bridge.case.marks if (box := self._boxes.get(mark.id)) is not None)

    @property
    def is_behind(self) -> bool:
        """Whether the boxes are still to follow the marks."""
        return self._following.is_wanted

    def follow_soon(self) -> None:
        """Follow when what was marked has been painted."""
        self._following.ask()

    def follow(self) -> None:
        """Have a box over each mark that is in sight, with its name and state, and no other."""
        marks, selected = self._bridge.case.marks, self._bridge.session.selected
        places = {mark.id: place for mark, place in zip(marks, self._presenter.places.boxes_of(marks), strict=True)}
        for gone in [mark for mark in self._boxes if places.get(mark) is None]:
            self._boxes.pop(gone).deleteLater()
        self._shown = {mark: shown for mark, shown in self._shown.items() if mark in self._boxes}
        reader = self._bridge.atlas, self._presenter.voice, window_language()
        for number, mark in enumerate(marks, start=1):
            place = places[mark.id]
            shown = mark, number, mark.id == selected, place, *reader
            if place is None or self._shown.get(mark.id) == shown:
                continue
            self._shown[mark.id] = shown
            box = self._boxes.get(mark.id) or self._new_box(mark.id)
            box.setGeometry(place)
            box.setAccessibleName(self._name(number, mark))
            box.blockSignals(True)
            box.setChecked(mark.id == selected)
            box.blockSignals(False)

    def _new_box(self, mark: MarkId) -> MarkBox:
        box = self._boxes[mark] = MarkBox(mark, self._card)
        box.setAccessibleDescription(self.tr("Checked while the mark is being changed"))
        box.toggled.connect(self._on_toggled)
        box.show()
        return box

    def _name(self, number: int, mark: Mark) -> str:
        atlas, evidence = self._bridge.atlas, self._bridge.evidence
        if atlas is None or evidence is None:
            return self.tr("Mark {number}").format(number=number)
        words = self._names.name(mark, atlas, evidence, self._presenter.voice)
        return self.tr("Mark {number}: {words}").format(number=number, words=words)

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001
        box = self.sender()
        if isinstance(box, MarkBox):
            self._bridge.select(box.mark if is_on else None)
