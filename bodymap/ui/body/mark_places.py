"""Where marks and bodies show on the card of the body, in its pixels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from bodymap.core.marks.mark import Mark, MarkId, WholePart

if TYPE_CHECKING:
    from collections.abc import Hashable

    from bodymap.ui.body.body_card import BodyCard
    from bodymap.ui.body.body_view import BodyView
    from bodymap.ui.body.mark_pictures import MarkPictures
    from bodymap.ui.bridge import Bridge


class MarkPlaces:
    """Finds the place of a mark once for as long as it stays the same and the drawings lie where they did."""

    def __init__(self, card: BodyCard, bridge: Bridge, marks: MarkPictures) -> None:
        self._card = card
        self._bridge = bridge
        self._marks = marks
        self._outlook: tuple[Hashable, ...] = ()
        self._known: dict[MarkId, tuple[Mark, QRect | None]] = {}

    def boxes_of(self, marks: Iterable[Mark]) -> list[QRect | None]:
        """Where each mark shows, rather on its own drawing; None of one that is not in sight."""
        outlook = tuple(map(self._outlook_of, self._card.views))
        if outlook != self._outlook:
            self._outlook = outlook
            self._known.clear()
        several = list(marks)
        found = [self._box_of(mark) for mark in several]
        if len(self._known) > len(several):
            self._known = {mark.id: self._known[mark.id] for mark in several}
        return found

    def _outlook_of(self, body: BodyView) -> Hashable:
        moved, at, size = body.viewportTransform(), self._corner(body), body.viewport().size()
        return body, moved.m11(), moved.dx(), moved.dy(), at.toTuple(), size.toTuple()

    def _corner(self, body: BodyView) -> QPoint:
        return body.viewport().mapTo(self._card, QPoint(0, 0))

    def _box_of(self, mark: Mark) -> QRect | None:
        known = self._known.get(mark.id)
        if known is None or known[0] is not mark:
            known = self._known[mark.id] = mark, self._found(mark)
        return known[1]

    def _found(self, mark: Mark) -> QRect | None:
        own = isinstance(mark.shape, WholePart) or mark.shape.view
        for body in sorted(self._card.views, key=lambda body: body.view is not own):
            path = self._marks.outline(mark, body.view)
            if path is None:
                continue
            seen = path.boundingRect().intersected(body.in_sight)
            box = body.mapFromScene(seen).boundingRect().intersected(body.viewport().rect())
            if not box.isEmpty():
                return QRect(self._corner(body) + box.topLeft(), box.size())
        return None
