"""One drawing of the spine: its paths, where each root leaves it, and where each vertebra takes its name."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QPainterPath
from PySide6.QtSvg import QSvgRenderer

from bodymap.core.vocabulary import Root, Side
from bodymap.library import resources
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.svg_path import element_path, view_box
from bodymap.ui.widgets.tint import tinted

LOW_BACK = "spine-lumbosacral"
WHOLE = "spine-column"

FIRST_LOW = Root.T12
"""The highest root that the close-up of the low back shows."""

_NAMED = ("T12", "L1", "L2", "L3", "L4", "L5")
_BELOW_NAMED = "S1"
_SACRUM_NAME = "S1\u2013S5"
_STEPS = 60


class SpineDrawing:
    """One drawing, read once; units are mm, y downwards, the middle line at x = 0."""

    def __init__(self, name: str) -> None:
        self._text = resources.svg_text(name)
        self._paths: dict[str, QPainterPath] = {}
        self._exits: dict[tuple[Root, Side], QPointF | None] = {}
        self.is_close_up = name == LOW_BACK
        self.box = view_box(self._text)

    def renderer(self, theme: Theme) -> QSvgRenderer:
        """What paints the drawing in the colours of a theme."""
        solid = {"fill-opacity": "1"}
        colours = {
            "canal": {"color": theme.canal, **solid},
            "discs": {"color": theme.disc, **solid},
            "bones": {"color": theme.bone, **solid},
            "roots": {"color": theme.nerve, **solid},
            "shade": {"color": theme.shade},
            "outline": {"color": theme.bone_line},
        }
        return QSvgRenderer(QByteArray(tinted(self._text, colours).encode()))

    def path(self, element: str) -> QPainterPath:
        """The outline of an element; empty when the drawing does not have it."""
        if element not in self._paths:
            self._paths[element] = element_path(self._text, element)
        return self._paths[element]

    def root(self, root: Root, side: Side) -> QPainterPath:
        """The outline of a root; empty when the drawing does not have it."""
        return self.path(f"root-{root.value}-{side.value}")

    def exit(self, root: Root, side: Side) -> QPointF | None:
        """Where a root leaves the spine: beside the disc between its two vertebrae; None for a root not drawn.

        That disc lies above the vertebra of the root's name for C3 to C7, and below it from T1 on; C8 leaves between
        C7 and T1. Roots without a disc are met at their upper end.
        """
        if (root, side) not in self._exits:
            self._exits[root, side] = self._exit(root, side)
        return self._exits[root, side]

    def vertebrae(self) -> tuple[tuple[str, QPointF], ...]:
        """The names on the bones of the close-up with their middles, from top to bottom; none on the whole column."""
        if not self.is_close_up:
            return ()
        discs = [self.path(f"disc-{above}-{below}") for above, below in pairwise((*_NAMED, _BELOW_NAMED))]
        edges = [self.path(f"vertebra-{_NAMED[0]}").boundingRect().top()]
        edges += [disc.boundingRect().center().y() for disc in discs]
        middles = [QPointF(0, (above + below) / 2) for above, below in pairwise(edges)]
        sacrum = QPointF(0, self.path("sacrum").boundingRect().center().y())
        return (*zip(_NAMED, middles, strict=True), (_SACRUM_NAME, sacrum))

    def _exit(self, root: Root, side: Side) -> QPointF | None:
        path = self.root(root, side)
        if path.isEmpty():
            return None
        disc = self.path(_disc_of(root)).boundingRect()
        level = path.boundingRect().top() if disc.isEmpty() else disc.center().y()
        points = (path.pointAtPercent(step / _STEPS) for step in range(_STEPS))
        return min(points, key=lambda point: (round(abs(point.y() - level)), -abs(point.x())))


@lru_cache(maxsize=4)
def spine_drawing(name: str) -> SpineDrawing:
    """A drawing by its name, read when it is first asked for."""
    return SpineDrawing(name)


def _disc_of(root: Root) -> str:
    """The disc beside which a root leaves the spine."""
    roots = [one.value for one in Root]
    at = roots.index(root.value)
    if root.value == "C8":
        return "disc-C7-T1"
    above, below = (at - 1, at) if root.value.startswith("C") else (at, at + 1)
    return f"disc-{roots[above]}-{roots[below]}" if above >= 0 and below < len(roots) else ""
