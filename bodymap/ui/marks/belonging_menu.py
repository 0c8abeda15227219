"""A menu that says by hand which marks belong together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from bodymap.core.marks.mark import MarkId, MarkPair, pair_of
from bodymap.state.workspace import Belonging


class BelongingMenu(QMenu):
    """For one mark: tell it apart from the marks it is told with, join it with another, or let the program decide.

    Signals
    -------
    chosen : tuple of (Belonging, tuple of MarkPair)
        What the user said of which pairs of marks.
    """

    #: (Belonging, pairs)
    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)

    def offer(
        self,
        mark: MarkId,
        names: Mapping[MarkId, str],
        groups: Sequence[Collection[MarkId]],
        by_hand: Collection[MarkPair],
    ) -> None:
        """Offer what can be said of a mark; nothing while it is the only one.

        Parameters
        ----------
        names : mapping of MarkId to str
            All marks in the order of the list, as it names them.
        groups : sequence of collection of MarkId
            The marks that are told together now.
        by_hand : collection of MarkPair
            What was joined and parted by hand.
        """
        self.clear()
        beside = {one for group in groups if mark in group for one in group} - {mark}
        pairs = [pair_of(mark, one) for one in names if one in beside]
        if pairs:
            self._add(self.tr("Tell apart from the other marks"), Belonging.APART, pairs)
        for one, name in names.items():
            if one != mark and one not in beside:
                title = self.tr("Tell together with {mark}").format(mark=name).replace("&", "&&")
                self._add(title, Belonging.TOGETHER, [pair_of(mark, one)])
        said = [pair for pair in by_hand if mark in pair]
        if said:
            self.addSeparator()
            self._add(self.tr("Let the program decide again"), Belonging.UNDECIDED, said)

    def _add(self, title: str, belonging: Belonging, pairs: Sequence[MarkPair]) -> None:
        action = self.addAction(title)
        action.setData((belonging, tuple(pairs)))
        action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        action = self.sender()
        self.chosen.emit(action.data())  # type: ignore[attr-defined]
