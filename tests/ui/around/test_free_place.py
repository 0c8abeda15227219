"""Where a panel stands: never on the mark, off names and lit skin if it can, near, and not here and there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from bodymap.ui.around.free_place import Stand, Taken, best_stand

SQUARE = 10
LARGE, SMALL = QSize(200, 200), QSize(100, 60)


def nothing() -> np.ndarray:
    return np.zeros((40, 60), dtype=bool)


def taken(mark: QRect) -> Taken:
    """A card of 600 by 400 on which there is a mark and nothing else."""
    return Taken(QRect(0, 0, 600, 400), mark, SQUARE, over(mark), nothing(), nothing().astype(float))


def over(*boxes: QRect) -> np.ndarray:
    layer = nothing()
    for box in boxes:
        layer[box.top() // SQUARE : box.bottom() // SQUARE + 1, box.left() // SQUARE : box.right() // SQUARE + 1] = True
    return layer


def box_of(stand: Stand, sizes: tuple[QSize, ...]) -> QRect:
    return QRect(stand.corner, sizes[stand.number])


@pytest.mark.parametrize("x", [0, 130, 300, 460, 560])
@pytest.mark.parametrize("y", [0, 150, 360])
def test_panel_stands_beside_the_mark_and_tells_all_where_nothing_else_is(x: int, y: int) -> None:
    mark, sizes = QRect(x, y, 40, 40), (LARGE, SMALL)
    stand = best_stand(taken(mark), sizes)
    box = box_of(stand, sizes)
    assert stand.number == 0
    assert QRect(0, 0, 600, 400).contains(box)
    assert not box.intersects(mark)
    assert box.adjusted(-SQUARE, -SQUARE, SQUARE, SQUARE).intersects(mark)


def test_panel_goes_off_lit_skin_and_names_however_far_that_is() -> None:
    mark, sizes = QRect(60, 180, 40, 40), (SMALL,)
    lit, name = QRect(0, 0, 380, 400), QRect(420, 170, 30, 30)
    crowded = replace(taken(mark), lit=over(lit), names=(name,))
    box = box_of(best_stand(crowded, sizes), sizes)
    assert not box.intersects(lit)
    assert not box.intersects(name)


def test_panel_takes_a_smaller_form_where_the_large_one_would_lie_on_lit_skin() -> None:
    mark, sizes = QRect(60, 180, 40, 40), (LARGE, SMALL)
    lit = QRect(0, 0, 450, 400)
    stand = best_stand(replace(taken(mark), lit=over(lit)), sizes)
    assert stand.number == 1
    assert not box_of(stand, sizes).intersects(lit)


def test_panel_rather_lies_on_bare_skin_than_on_a_name_and_on_a_name_than_on_the_mark() -> None:
    mark, sizes = QRect(0, 0, 600, 300), (SMALL,)
    bare = replace(taken(mark), skin=np.ones((40, 60)))
    assert not box_of(best_stand(bare, sizes), sizes).intersects(mark)
    left, right = QRect(0, 310, 300, 80), QRect(310, 310, 290, 80)
    assert not box_of(best_stand(replace(bare, names=(left,)), sizes), sizes).intersects(left)
    both = box_of(best_stand(replace(bare, names=(left, right)), sizes), sizes)
    assert not both.intersects(mark)


def test_panel_stays_for_a_trifle_and_goes_for_a_name() -> None:
    mark, sizes = QRect(280, 180, 40, 40), (SMALL,)
    before = Stand(0, QPoint(400, 160))
    assert best_stand(taken(mark), sizes) != before
    assert best_stand(taken(mark), sizes, before) == before
    named = replace(taken(mark), names=(QRect(420, 180, 30, 20),))
    assert best_stand(named, sizes, before) != before


def test_panel_larger_than_its_room_starts_at_the_corner() -> None:
    stand = best_stand(taken(QRect(10, 10, 20, 20)), (QSize(900, 900), QSize(700, 700)))
    assert stand == Stand(1, QPoint(0, 0))
