"""How the program is set while it is worked with: the selected tool, mark, maps and root; none of it is in a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bodymap.core.marks.mark import Mark, MarkId
from bodymap.core.vocabulary import MapName, Root, Side
from bodymap.state.pen import Pen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.state.case import Case


@dataclass(frozen=True, slots=True)
class RootOfSide:
    """A root to look at alone; `side` is None for both sides."""

    root: Root
    side: Side | None = None

    def holds(self, root: Root, side: Side) -> bool:
        """Whether a root of one side is meant."""
        return root is self.root and self.side in (None, side)


@dataclass(frozen=True, slots=True)
class Session:
    """What is selected.

    Attributes
    ----------
    pen : Pen
        The selected tool, and what the next mark says.
    selected : MarkId or None
        The mark that is being changed.
    chosen_maps : tuple of MapName or None
        The maps that were chosen to be asked; None asks all there are.
    root : RootOfSide or None
        The root that is looked at alone; None shows all.
    shows_nerves : bool
        Whether the skin nerves are drawn.
    """

    pen: Pen = field(default_factory=Pen)
    selected: MarkId | None = None
    chosen_maps: tuple[MapName, ...] | None = None
    root: RootOfSide | None = None
    shows_nerves: bool = False

    def mark(self, case: Case) -> Mark | None:
        """The selected mark of a case; None when none is selected, or it is gone."""
        return case.mark(self.selected) if self.selected is not None else None

    def number(self, case: Case) -> int:
        """The place of the selected mark in the list, from 1 on; 0 when none is selected."""
        mark = self.mark(case)
        return case.marks.index(mark) + 1 if mark is not None else 0

    def maps(self, known: Iterable[MapName]) -> tuple[MapName, ...]:
        """Which of the known maps are asked, in their order."""
        chosen = self.chosen_maps
        return tuple(name for name in known if chosen is None or name in chosen)
