"""Wherever a mark is made, the panel beside it hides neither mark nor number, nor what was found if it can."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QApplication, QGraphicsItem
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Quality, Side, View
from bodymap.ui.body.body_items import LitItem
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.look import Look
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger

PARTS = [
    (View.FRONT, "forehead", Side.RIGHT),
    (View.FRONT, "neck-front", Side.LEFT),
    (View.FRONT, "shoulder-outer", Side.LEFT),
    (View.FRONT, "belly-lower", Side.RIGHT),
    (View.FRONT, "hip-front", Side.LEFT),
    (View.FRONT, "thigh-front-upper", Side.RIGHT),
    (View.FRONT, "palm", Side.LEFT),
    (View.FRONT, "shin-front", Side.LEFT),
    (View.BACK, "neck-back", Side.LEFT),
    (View.BACK, "forearm-back", Side.LEFT),
    (View.BACK, "low-back", Side.RIGHT),
    (View.BACK, "buttock-upper", Side.LEFT),
    (View.BACK, "calf-outer", Side.RIGHT),
]
# Between places that are looked at for one that is clearly free, and around each.
STEP, RIM = 24, 16


@pytest.fixture(autouse=True)
def texts(look: Look) -> Iterator[Look]:
    yield look
    look.step_text(0)


def on_card(window: MainWindow, body: BodyView) -> QPoint:
    return body.viewport().mapTo(window.body_card, QPoint(0, 0))


def item_box(window: MainWindow, body: BodyView, item: QGraphicsItem) -> QRect:
    at = body.mapFromScene(item.pos()) + on_card(window, body)
    return item.boundingRect().toAlignedRect().translated(at)


def lit_on(window: MainWindow, body: BodyView) -> list[QPainterPath]:
    """The skin that is lit on a figure, but not faintly, in pixels of the card."""
    lit = (item for item in body.body_scene().lit if isinstance(item, LitItem) and not item.is_weak)
    return [body.viewportTransform().map(one.path()).translated(on_card(window, body).toPointF()) for one in lit]


def covers(box: QRect, names: list[QRect], lit: list[QPainterPath]) -> bool:
    return any(box.intersects(name) for name in names) or any(path.intersects(QRectF(box)) for path in lit)


def has_free_place(
    sizes: tuple[QSize, ...], room: QRect, kept: list[QRect], names: list[QRect], lit: list[QPainterPath]
) -> bool:
    for size in sizes:
        for x in range(room.left() + RIM, room.right() - size.width() - RIM, STEP):
            for y in range(room.top() + RIM, room.bottom() - size.height() - RIM, STEP):
                box = QRect(QPoint(x - RIM, y - RIM), size + QSize(2 * RIM, 2 * RIM))
                if not any(box.intersects(one) for one in kept) and not covers(box, names, lit):
                    return True
    return False


@pytest.mark.parametrize(
    ("size", "percent"), [((1024, 700), 100), ((1280, 800), 150), ((1440, 900), 100), ((1024, 700), 200)]
)
def test_panel_is_never_on_its_mark_and_on_names_or_lit_skin_only_where_all_is_taken(
    window: MainWindow, finger: Finger, qtbot: QtBot, texts: Look, size: tuple[int, int], percent: int
) -> None:
    window.resize(*size)
    while texts.text_percent < percent:
        texts.step_text(1)
    for _ in range(3):
        QApplication.processEvents()
    popup, card = window.mark_editing.popup, window.body_card
    for view, part, side in PARTS:
        finger.touch(part, side, view)
        assert popup.isVisible(), part
        body, box = finger.body(view), popup.geometry()
        (mark,) = window.presenter.places.boxes_of(window.bridge.case.marks)
        assert mark is not None
        kept = [mark, *(item_box(window, body, item) for item in body.body_scene().badges)]
        assert len(kept) == 3  # the mark, its number, its handle
        assert card.rect().contains(box), part
        assert not any(box.intersects(one) for one in kept), part
        names = [item_box(window, one, item) for one in card.views for item in one.body_scene().names]
        lit = lit_on(window, body)
        if covers(box, names, lit):
            assert not has_free_place(popup.shapes, card.rect(), kept, names, lit), part
        for quality in Quality:
            assert popup.quality_button(quality).isVisible()
        with qtbot.waitSignal(window.bridge.found):
            window.commands.undo.trigger()
        for _ in range(3):
            QApplication.processEvents()
