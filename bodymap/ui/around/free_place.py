"""Where a panel stands on the card of the body, so that what it speaks of and what was found stay in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLEAR_PX = 10
"""Between a panel and the mark that it speaks of."""

# What it costs to cover something. A mark weighs more than all names, names and lit skin more than any way.
_ON_MARK, _ON_NAME, _ON_LIT, _ON_CONTROL = 1000.0, 40.0, 40.0, 0.06
# Of what matters less a share of the room is counted, and the way from the mark in diagonals of the room.
_SKIN, _AWAY, _ASKEW = 8.0, 1.0, 0.1
# The first of the sizes is the one that tells most.
_LATER_SIZE = 0.05
# So much has to be gained before a panel that already stands somewhere goes elsewhere.
_STAYS = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What lies on a card, in squares from its corner to the right and downwards.

    Attributes
    ----------
    room : QRect
        Where a panel may stand.
    mark : QRect
        Where the mark is that the panel speaks of.
    square_px : int
        How wide and high a square is.
    marked, lit : array of bool, shape (rows, columns)
        Marks with their numbers and handles; the skin that is lit on the figure of the mark.
    skin : array of float, shape (rows, columns)
        How much it matters that other skin is seen: 1 where nothing is on it.
    names, controls : tuple of QRect
        The names of roots; what else can be read or used.
    """

    room: QRect
    mark: QRect
    square_px: int
    marked: NDArray[np.bool_]
    lit: NDArray[np.bool_]
    skin: NDArray[np.float64]
    names: tuple[QRect, ...] = ()
    controls: tuple[QRect, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """The number of a size, and the corner of a panel of that size."""

    number: int
    corner: QPoint


def best_stand(taken: Taken, sizes: Sequence[QSize], before: Stand | None = None) -> Stand:
    """The place, and which of the sizes, that covers least and is near the mark.

    Parameters
    ----------
    sizes
        The one that tells most first. One that is larger than the room counts only where all are.
    before
        Where the panel stands; it stays there unless much is gained elsewhere.
    """
    import numpy as np

    room = taken.room.size()
    fitting = [number for number, size in enumerate(sizes) if size.boundedTo(room) == size] or [len(sizes) - 1]
    sums = tuple(_summed(layer) for layer in (taken.marked, taken.lit, taken.skin))
    best, least = Stand(fitting[0], taken.room.topLeft()), np.inf
    for number in fitting:
        size = sizes[number].boundedTo(room)
        across = _steps(taken.room.left(), room.width() - size.width(), taken.square_px)
        down = _steps(taken.room.top(), room.height() - size.height(), taken.square_px)
        costs = _costs(taken, sums, size, across, down) + number * _LATER_SIZE
        row, column = np.unravel_index(int(costs.argmin()), costs.shape)
        if costs[row, column] < least:
            least, best = float(costs[row, column]), Stand(number, QPoint(int(across[column]), int(down[row])))
    if before is None or before.number not in fitting:
        return best
    box = QRect(before.corner, sizes[before.number])
    if not taken.room.contains(box):
        return best
    here = _costs(taken, sums, box.size(), np.array([box.left()]), np.array([box.top()]))
    return before if float(here[0, 0]) + before.number * _LATER_SIZE <= least + _STAYS else best


def _costs(
    taken: Taken, sums: Sequence[NDArray[np.float64]], size: QSize, across: NDArray[np.intp], down: NDArray[np.intp]
) -> NDArray[np.float64]:
    """What each place costs, by row and column."""
    import numpy as np

    square = taken.square_px
    left, right = across // square, -(-(across + size.width()) // square)
    top, bottom = down // square, -(-(down + size.height()) // square)
    marked, lit, skin = (_within(total, left, right, top, bottom) for total in sums)
    squares = max(size.width() * size.height() / square**2, 1.0)
    costs = _ON_MARK * ((marked > 0) + marked / squares) + _ON_LIT * ((lit > 0) + lit / squares)
    costs += _SKIN * skin * square**2 / max(taken.room.width() * taken.room.height(), 1)
    for weight, boxes in ((_ON_NAME, taken.names), (_ON_CONTROL, taken.controls)):
        for box in boxes:
            beside = (across > box.right()) | (across + size.width() <= box.left())
            apart = (down > box.bottom()) | (down + size.height() <= box.top())
            costs += weight * (~apart[:, None] & ~beside[None, :])
    mark = taken.mark
    aside = np.maximum(mark.left() - across - size.width(), across - mark.right() - 1).clip(0)
    above = np.maximum(mark.top() - down - size.height(), down - mark.bottom() - 1).clip(0)
    askew = np.minimum(
        np.abs(across + size.width() // 2 - mark.center().x())[None, :],
        np.abs(down + size.height() // 2 - mark.center().y())[:, None],
    )
    diagonal = max(float(np.hypot(taken.room.width(), taken.room.height())), 1.0)
    away = np.hypot(aside[None, :], above[:, None])
    result: NDArray[np.float64] = costs + (_AWAY * away + _ASKEW * askew) / diagonal
    return result


def _steps(start: int, way: int, step: int) -> NDArray[np.intp]:
    """Every step of a way, and its end."""
    import numpy as np

    return np.unique(np.append(np.arange(start, start + way, step), start + way))


def _summed(layer: NDArray[np.bool_] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums of all squares above and to the left of each corner."""
    import numpy as np

    result: NDArray[np.float64] = np.pad(layer.astype(float), ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    return result


def _within(
    total: NDArray[np.float64],
    left: NDArray[np.intp],
    right: NDArray[np.intp],
    top: NDArray[np.intp],
    bottom: NDArray[np.intp],
) -> NDArray[np.float64]:
    """Sums within each rectangle, by rows and columns; what lies outside the layer counts nothing."""
    import numpy as np

    rows, columns = total.shape
    left, right = (np.minimum(edges, columns - 1) for edges in (left, right))
    top, bottom = (np.minimum(edges, rows - 1) for edges in (top, bottom))
    result: NDArray[np.float64] = (
        total[np.ix_(bottom, right)]
        - total[np.ix_(top, right)]
        - total[np.ix_(bottom, left)]
        + total[np.ix_(top, left)]
    )
    return result.round(6)
