"""Turning from drawing to drawing, from figure to figure and from map to map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from bodymap.core.marks.mark import WholePart
from bodymap.core.vocabulary import Figure, MapName, PartId, Side, View
from bodymap.library import resources
from bodymap.state.pen import Tool
from bodymap.ui.around.legend import Meaning
from bodymap.ui.body.body_card import BodyPage
from bodymap.ui.body.body_items import LitItem, MarkItem
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.body.part_boxes import PartBox, PartBoxes
from bodymap.ui.body.scale_line import ScaleLine
from bodymap.ui.body.view_choice import CHOICES, DETAILS, ViewChoice, drawn_choices, drawn_figures
from bodymap.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from tests.ui.conftest import Finger

FIRST, *OTHERS = drawn_choices(Figure.NEUTRAL)
MOST_PAGES = 3


def turn(window: MainWindow, choice: ViewChoice) -> None:
    """Click the button of a choice."""
    buttons = {button.text(): button for button in window.top_bar.findChildren(QPushButton)}
    QTest.mouseClick(buttons[choice.title], Qt.MouseButton.LeftButton)


def middle(finger: Finger, part: str, side: Side, view: View) -> QPointF:
    return finger.body(view).mapToScene(finger.part(part, side, view))


def part_in(window: MainWindow, view: View, side: Side) -> str:
    """The part of a side that a view shows the most of."""
    atlas = window.bridge.atlas
    assert atlas is not None
    shown = [region for region in atlas.part_regions(view) if region.side is side]
    return max(shown, key=lambda region: region.geometry.area).part


def test_bar_offers_what_is_drawn_and_nothing_else(window: MainWindow) -> None:
    texts = {button.text() for button in window.top_bar.findChildren(QPushButton)}
    drawn = set(resources.drawn_views(Figure.NEUTRAL))
    for choice in CHOICES:
        assert (choice.title in texts) is (set(choice.views) <= drawn)


def test_only_front_and_back_are_drawn_at_the_start(window: MainWindow) -> None:
    assert [body.view for body in window.body_card.views] == [View.FRONT, View.BACK]
    assert not any(window.body_card.has_page(choice) for choice in OTHERS)


@pytest.mark.parametrize("choice", OTHERS, ids=lambda choice: choice.title)
def test_button_and_key_turn_to_the_drawings(window: MainWindow, choice: ViewChoice) -> None:
    turn(window, choice)
    assert tuple(dict.fromkeys(body.view for body in window.body_card.views)) == choice.views
    assert window.commands.views[choice].isChecked()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert tuple(body.view for body in window.body_card.views) == FIRST.views
    key = Qt.Key(Qt.Key.Key_1.value + CHOICES.index(choice))
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert tuple(dict.fromkeys(body.view for body in window.body_card.views)) == choice.views


def test_drawings_of_many_pairs_do_not_pile_up(window: MainWindow, finger: Finger) -> None:
    window.body_card.views[0].zoom_by(2)
    window.choose_views(FIRST)
    for action in window.commands.pairs:
        action.trigger()
        assert len(window.body_card.views) >= 2
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(window.findChildren(BodyPage)) == MOST_PAGES
    assert len(window.presenter.findChildren(PartBoxes)) == MOST_PAGES
    assert not window.body_card.has_page(FIRST)
    window.choose_views(FIRST)
    assert window.body_card.views[0].zoom == 2
    window.commands.whole_body.trigger()
    finger.touch(part_in(window, View.FRONT, Side.LEFT), Side.LEFT, View.FRONT)
    assert len(window.bridge.case.marks) == 1


@pytest.mark.parametrize("choice", OTHERS, ids=lambda choice: choice.title)
def test_touch_in_every_drawing_is_on_the_side_that_is_shown(
    window: MainWindow, finger: Finger, choice: ViewChoice
) -> None:
    turn(window, choice)
    for view in choice.views:
        for side in {View.LEFT: (Side.LEFT,), View.RIGHT: (Side.RIGHT,)}.get(view, tuple(Side)):
            finger.touch(part_in(window, view, side), side, view)
            shape = window.bridge.case.marks[-1].shape
            assert not isinstance(shape, WholePart)
            assert shape.view is view
    shown = [item for view in choice.views for item in finger.body(view).body_scene().marks]
    own = [item for item in shown if isinstance(item, MarkItem) and not item.mark.is_echo]
    assert len(own) == len(window.bridge.case.marks)


@pytest.mark.parametrize("choice", [FIRST, *OTHERS], ids=lambda choice: choice.title)
def test_letters_stand_on_the_side_of_the_body_they_name(
    window: MainWindow, finger: Finger, choice: ViewChoice
) -> None:
    turn(window, choice)
    for view in choice.views:
        letters = finger.body(view).side_letters.texts
        if view in (View.LEFT, View.RIGHT):
            assert letters == (("front", "back") if view is View.LEFT else ("back", "front"))
            continue
        left = middle(finger, part_in(window, view, Side.LEFT), Side.LEFT, view).x()
        right = middle(finger, part_in(window, view, Side.RIGHT), Side.RIGHT, view).x()
        assert letters == (("R", "L") if right < left else ("L", "R"))


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
@pytest.mark.parametrize("choice", OTHERS, ids=lambda choice: choice.title)
def test_letters_do_not_cover_the_body(window: MainWindow, choice: ViewChoice, size: tuple[int, int]) -> None:
    window.resize(*size)
    turn(window, choice)
    QApplication.processEvents()
    atlas = window.bridge.atlas
    assert atlas is not None
    for body in window.body_card.views:
        skin = atlas.silhouette(body.view)
        shown = body.sceneRect()
        for at in body.side_letters.boxes:
            box = body.mapToScene(at).boundingRect().intersected(shown)
            covered = shapely.box(box.left(), box.top(), box.right(), box.bottom())
            assert box.isEmpty() or not skin.intersects(covered)


@pytest.mark.parametrize("choice", [one for one in OTHERS if DETAILS & set(one.views)], ids=lambda one: one.title)
def test_detail_states_its_scale_at_every_zoom(window: MainWindow, finger: Finger, choice: ViewChoice) -> None:
    turn(window, choice)
    (scale,) = [line for line in window.body_card.findChildren(ScaleLine) if line.isVisible()]
    before = scale.length_mm
    assert f"{before // 10} cm" in scale.text
    body = finger.body(choice.views[0])
    assert scale.sizeHint().width() > before * body.pixels_per_mm
    body.zoom_by(4)
    assert scale.length_mm < before


@pytest.mark.parametrize("choice", OTHERS, ids=lambda choice: choice.title)
def test_caption_is_not_cut_off_in_the_smallest_window(window: MainWindow, choice: ViewChoice) -> None:
    window.resize(1024, 700)
    turn(window, choice)
    QApplication.processEvents()
    for label in window.body_card.findChildren(QLabel):
        if label.isVisible() and label.property("role") == "caption":
            assert label.width() >= label.sizeHint().width()


def test_left_side_says_so(window: MainWindow) -> None:
    turn(window, ViewChoice((View.LEFT, View.RIGHT)))
    captions = [label.text() for label in window.body_card.findChildren(QLabel) if label.isVisible()]
    assert "The patient's left side" in captions


@pytest.mark.parametrize("choice", OTHERS, ids=lambda choice: choice.title)
def test_part_marked_in_one_drawing_shows_in_all(window: MainWindow, finger: Finger, choice: ViewChoice) -> None:
    atlas = window.bridge.atlas
    assert atlas is not None
    ahead = {(region.part, region.side) for view in FIRST.views for region in atlas.part_regions(view)}
    shared = [
        region
        for view in choice.views
        for region in atlas.part_regions(view)
        if (region.part, region.side) in ahead and region.geometry.area > 500
    ]
    if not shared:
        pytest.skip("nothing of this drawing is seen from the front or from behind")
    window.bridge.toggle_part(shared[0].part, shared[0].side)
    assert any(finger.body(view).body_scene().marks for view in FIRST.views)
    turn(window, choice)
    assert any(finger.body(view).body_scene().marks for view in choice.views)
    window.commands.undo.trigger()
    turn(window, FIRST)
    assert not any(finger.body(view).body_scene().marks for view in FIRST.views)


@pytest.mark.parametrize("tool", [Tool.SPOT, Tool.PAINT])
def test_mark_of_one_drawing_is_hinted_at_where_another_shows_its_skin(
    window: MainWindow, finger: Finger, qtbot: QtBot, tool: Tool
) -> None:
    window.tool_rail.take(tool)
    upper, lower = (finger.part(part, Side.LEFT, View.FRONT) for part in ("upper-arm-outer", "forearm-thumb-side"))
    with qtbot.waitSignal(window.bridge.found):
        if tool is Tool.SPOT:
            finger.touch_at(View.FRONT, upper)
        else:
            finger.drag(View.FRONT, Qt.MouseButton.LeftButton, upper, lower)
    assert not finger.body(View.BACK).body_scene().marks
    turn(window, ViewChoice((View.LEFT, View.RIGHT)))
    (item,) = finger.body(View.LEFT).body_scene().marks
    assert isinstance(item, MarkItem)
    assert item.mark.is_echo
    assert not finger.body(View.RIGHT).body_scene().marks


@pytest.mark.parametrize("choice", OTHERS, ids=lambda choice: choice.title)
def test_tab_goes_through_the_parts_in_sight_only(window: MainWindow, choice: ViewChoice) -> None:
    turn(window, choice)
    keys = [box.key for box in window.presenter.part_boxes.boxes]
    assert keys
    window.activateWindow()
    window.body_card.setFocus()
    seen = []
    for _ in keys:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, PartBox):
            seen.append(focused.key)
    assert seen == keys


@pytest.mark.parametrize("choice", OTHERS, ids=lambda choice: choice.title)
def test_case_changed_out_of_sight_is_shown_when_its_drawing_comes_back(
    window: MainWindow, finger: Finger, choice: ViewChoice
) -> None:
    finger.touch("hip-front", Side.LEFT)
    turn(window, choice)
    window.commands.clear.trigger()
    turn(window, FIRST)
    assert not finger.body(View.FRONT).body_scene().marks


def test_one_map_alone_changes_the_count_and_takes_the_stripes_away(
    window: MainWindow, finger: Finger, qtbot: QtBot
) -> None:
    finger.touch("thigh-front-upper", Side.LEFT)
    known = window.bridge.known_maps
    if len(known) < 2:
        pytest.skip("there is one map")
    card = window.answer_column.levels_card
    assert all(f"of {len(known)} maps" in text for text in card.shown_maps)
    action = next(action for action in window.maps_menu.actions() if action.text() == known[0].title)
    with qtbot.waitSignal(window.bridge.found, timeout=0):
        action.trigger()
    assert window.bridge.maps == (MapName.FOERSTER,)
    assert not any(card.shown_maps)
    assert Meaning.SOME_MAPS not in window.body_card.legend.shown
    assert known[0].note in action.toolTip()


@pytest.mark.skipif(len(drawn_figures()) < 2, reason="there is one figure")
@pytest.mark.parametrize("figure", [figure for figure in drawn_figures() if figure is not Figure.NEUTRAL])
def test_other_figure_shows_the_same_marks_and_answers_alike(
    window: MainWindow, finger: Finger, qtbot: QtBot, figure: Figure
) -> None:
    window.bridge.toggle_part(PartId("knee-front"), Side.RIGHT)
    finger.touch("hip-front", Side.LEFT)
    before = window.answer_column.levels_card.shown_levels
    action = next(one for one in window.figure_menu.actions() if one.text().lower() == figure.value)
    with qtbot.waitSignal(window.bridge.found):
        action.trigger()
    assert all(body.figure is figure for body in window.body_card.views)
    assert len(finger.body(View.FRONT).body_scene().marks) == 2
    assert set(window.answer_column.levels_card.shown_levels[:3]) == set(before[:3])
    atlas = window.bridge.atlas
    assert atlas is not None
    assert atlas.figure is figure


@pytest.mark.parametrize("side", Side)
def test_maps_side_by_side_light_a_body_each_without_stripes(window: MainWindow, finger: Finger, side: Side) -> None:
    finger.touch("thigh-front-lower", side)
    lit = [item for item in finger.body(View.FRONT).body_scene().lit if isinstance(item, LitItem)]
    assert any(item.is_striped for item in lit)
    action = next(one for one in window.maps_menu.actions() if one in window.commands.by_map)
    action.trigger()
    bodies = window.body_card.views
    assert [body.maps for body in bodies] == [(name,) for name in MapName]
    assert {body.view for body in bodies} == {View.FRONT}
    shown = []
    for body in bodies:
        items = [item for item in body.body_scene().lit if isinstance(item, LitItem)]
        assert items
        assert all(not item.is_striped for item in items)
        shown.append(items[0].path().boundingRect())
    assert len({box.getRect() for box in shown}) > 1
    captions = {label.text() for label in window.body_card.findChildren(QLabel) if label.isVisible()}
    assert {"Foerster", "Keegan", "Lee"} <= captions
    assert Meaning.SOME_MAPS not in window.body_card.legend.shown


def test_touch_on_any_of_the_bodies_marks_all_of_them(window: MainWindow, finger: Finger) -> None:
    place = finger.part("shin-front", Side.RIGHT, View.FRONT)
    at = finger.body(View.FRONT).mapToScene(place)
    window.commands.by_map[0].trigger()
    QApplication.processEvents()
    last = window.body_card.views[-1]
    QTest.mouseClick(last.viewport(), Qt.MouseButton.LeftButton, pos=last.mapFromScene(at))
    assert len(window.bridge.case.marks) == 1
    assert all(len(body.body_scene().marks) == 1 for body in window.body_card.views)
    window.bridge.new_case()
    turn(window, FIRST)
    assert tuple(body.view for body in window.body_card.views) == FIRST.views


def test_drawings_of_figures_before_leave_nothing_behind(window: MainWindow) -> None:
    def left() -> int:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(window.presenter.findChildren(PartBoxes)) + len(window.findChildren(BodyView))

    at_first = left()
    for figure in (Figure.FEMALE, Figure.MALE, Figure.NEUTRAL):
        window.bridge.choose_figure(figure)
    assert left() == at_first
