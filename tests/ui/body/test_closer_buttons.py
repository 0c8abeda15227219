"""Feet, hands and pelvis open their larger drawing from the body."""

from __future__ import annotations

import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core.vocabulary import View
from bodymap.ui.around.closer_buttons import CloserButtons
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.widgets.signs import SignButton
from bodymap.ui.window.main_window import MainWindow
from tests.ui.conftest import Finger


def closer(body: BodyView) -> CloserButtons:
    assert body.closer is not None
    return body.closer


def button(body: BodyView, start: str) -> SignButton:
    return next(one for one in closer(body).buttons if one.accessibleName().startswith(start))


@pytest.mark.parametrize("view", [View.FRONT, View.BACK])
@pytest.mark.parametrize(("start", "detail"), [("Feet", View.FEET), ("Hands", View.HANDS), ("Between", View.SADDLE)])
def test_magnifier_opens_the_larger_drawing(
    window: MainWindow, finger: Finger, view: View, start: str, detail: View
) -> None:
    QTest.mouseClick(button(finger.body(view), start), Qt.MouseButton.LeftButton)
    assert {body.view for body in window.body_card.views} == {detail}
    assert window.bridge.case.is_empty


def test_magnifier_is_reached_by_keyboard(window: MainWindow, finger: Finger) -> None:
    feet = button(finger.body(View.FRONT), "Feet")
    assert feet.focusPolicy() & Qt.FocusPolicy.TabFocus
    feet.setFocus()
    QTest.keyClick(feet, Qt.Key.Key_Space)
    assert {body.view for body in window.body_card.views} == {View.FEET}


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (3840, 2160)])
def test_magnifiers_stand_beside_the_body(window: MainWindow, finger: Finger, size: tuple[int, int]) -> None:
    window.resize(*size)
    QApplication.processEvents()
    atlas = window.bridge.atlas
    assert atlas is not None
    for view in (View.FRONT, View.BACK):
        body = finger.body(view)
        assert len(closer(body).boxes) == 4
        for box in closer(body).boxes:
            assert body.viewport().rect().contains(box)
            left, top = body.mapToScene(box.topLeft()).toTuple()
            right, bottom = body.mapToScene(box.bottomRight()).toTuple()
            assert not atlas.silhouette(view).intersects(shapely.box(left, top, right, bottom))


def test_magnifiers_go_where_one_looks_closely(finger: Finger) -> None:
    body = finger.body(View.FRONT)
    body.zoom_by(2)
    assert not closer(body).buttons
    body.zoom_by(0.1)
    assert len(closer(body).buttons) == 4
