"""Works out beforehand, while nothing else is to be done, what lighting and naming any root needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from bodymap.core.marks.kept import times_forgotten
from bodymap.core.vocabulary import Root, Side
from bodymap.ui.body.highlight import LookedAt, lit_areas

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from bodymap.ui.body.body_card import BodyCard
    from bodymap.ui.body.body_view import BodyView
    from bodymap.ui.body.highlight import LitArea
    from bodymap.ui.body.paths import AreaPaths
    from bodymap.ui.bridge import Bridge

_APART_MS = 10


class Preparation(QObject):
    """Goes through the roots of the drawings in sight, one at a time; a touch waits for one root at most.

    Parameters
    ----------
    name : callable
        Places the names of areas on a drawing that has no marks.
    """

    def __init__(
        self,
        card: BodyCard,
        bridge: Bridge,
        paths: AreaPaths,
        name: Callable[[BodyView, tuple[LitArea, ...]], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._card = card
        self._bridge = bridge
        self._paths = paths
        self._name = name
        self._prepared: Hashable = None
        self._left: list[tuple[BodyView, Root, Side]] = []
        self._pausing = QTimer(self, interval=_APART_MS)
        self._pausing.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be worked out."""
        return not self._left

    def begin(self) -> None:
        """Begin with the drawings in sight, unless they are done as they are."""
        scales = tuple((body, body.pixels_per_mm) for body in self._card.views)
        wanted = self._bridge.figure, self._bridge.maps, scales, times_forgotten()
        if wanted != self._prepared:
            self._prepared = wanted
            self._left = [(body, root, side) for body in self._card.views for root in reversed(Root) for side in Side]
            self._pausing.start()

    def end(self) -> None:
        """Let go of drawings that are gone."""
        self._prepared = None
        self._left.clear()
        self._pausing.stop()

    def _go_on(self) -> None:
        atlas = self._bridge.atlas
        if atlas is None or not self._left:
            self._pausing.stop()
            return
        body, root, side = self._left.pop()
        if body in self._card.views and body.figure is atlas.figure:
            areas = lit_areas((LookedAt(root, side),), atlas, body.view, body.maps or self._bridge.maps)
            for area in areas:
                self._paths.path(area.area)
            self._name(body, areas)
