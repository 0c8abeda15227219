"""The list of parts: what is too small to be touched on the body is marked by its name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core.marks.mark import WholePart
from bodymap.core.vocabulary import PartId, Side
from bodymap.ui.access.parts_list import PartsList
from bodymap.ui.body.part_boxes import PartSide
from bodymap.ui.window.main_window import MainWindow

#: WCAG 2.2, 2.5.8: what is smaller needs another way.
LEAST_PX = 24
TOE = PartSide(PartId("big-toe"), Side.LEFT)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def opened(window: MainWindow) -> PartsList:
    window.commands.parts.trigger()
    parts = window.mark_editing.parts
    assert parts is not None
    assert parts.isVisible()
    return parts


def whole_parts(window: MainWindow) -> list[object]:
    return [mark.shape for mark in window.bridge.case.marks]


def ticked(parts: PartsList) -> list[PartSide]:
    return list(parts.ticked)


def small_parts(window: MainWindow) -> set[PartSide]:
    """What is drawn less than 24 pixels high or wide on the drawings in sight."""
    atlas = window.bridge.atlas
    assert atlas is not None
    found = set()
    for body in window.body_card.views:
        for region in atlas.part_regions(body.view):
            left, top, right, bottom = region.geometry.bounds
            drawn = body.mapFromScene(QRectF(left, top, right - left, bottom - top)).boundingRect()
            if min(drawn.width(), drawn.height()) < LEAST_PX:
                found.add(PartSide(region.part, region.side))
    return found


def test_every_part_that_is_drawn_small_is_in_the_list_and_can_be_marked_there(window: MainWindow) -> None:
    window.resize(1024, 700)
    parts = opened(window)
    asked: list[PartSide] = []
    parts.toggled.disconnect()
    parts.toggled.connect(asked.append)
    seen = set()
    for action in window.commands.views.values():
        action.trigger()
        QApplication.processEvents()
        small = small_parts(window)
        seen |= small
        assert small <= set(parts.parts), action.text()
    assert TOE in seen
    for key in seen:
        row = parts.row(key)
        parts.list.scrollToItem(row)
        QTest.mouseClick(parts.list.viewport(), Qt.MouseButton.LeftButton, pos=parts.list.visualItemRect(row).center())
    assert asked == list(seen)


@pytest.mark.parametrize("side", Side)
def test_part_is_looked_for_by_name_and_marked_by_key(window: MainWindow, side: Side) -> None:
    parts = opened(window)
    QTest.keyClicks(parts.search, f"big toe {side.value}")
    assert parts.parts == (PartSide(PartId("big-toe"), side),)
    QTest.keyClick(parts.search, Qt.Key.Key_Down)
    QTest.keyClick(parts.list, Qt.Key.Key_Space)
    assert whole_parts(window) == [WholePart(PartId("big-toe"), side)]
    assert ticked(parts) == [PartSide(PartId("big-toe"), side)]
    QTest.keyClick(parts.list, Qt.Key.Key_Return)
    assert whole_parts(window) == []
    assert ticked(parts) == []
    assert parts.isVisible()


def test_list_names_each_part_of_the_figure_once_with_its_side(window: MainWindow) -> None:
    parts, evidence = opened(window), window.bridge.evidence
    assert evidence is not None
    assert len(set(parts.parts)) == len(parts.parts)
    assert {key.part for key in parts.parts} <= {part.id for part in evidence.parts}
    assert parts.row(TOE).text() == "big toe, left"


def test_list_follows_what_is_marked_elsewhere_and_does_not_hold_the_window_up(window: MainWindow) -> None:
    parts = opened(window)
    assert not parts.isModal()
    window.bridge.toggle_part(TOE.part, TOE.side)
    assert ticked(parts) == [TOE]
    window.commands.undo.trigger()
    assert ticked(parts) == []
