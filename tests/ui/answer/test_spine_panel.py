"""The spine: which roots are lit, where, and under which name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Root, Side
from bodymap.library import resources
from bodymap.ui.answer.spine_drawing import spine_drawing
from bodymap.ui.answer.spine_panel import LitRoot, SpinePanel, spread
from bodymap.ui.theme import DARK, LIGHT, Theme
from bodymap.ui.widgets.svg_path import element_path, view_box

L1_LEFT = LitRoot(Root.L1, Side.LEFT, LIGHT.root(Root.L1))


@pytest.fixture
def panel(qtbot: QtBot) -> SpinePanel:
    panel = SpinePanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(220, 300)
    panel.show()
    qtbot.waitUntil(lambda: panel.is_painted)
    return panel


def pixels_of(image: QImage, colour: str) -> list[tuple[int, int]]:
    wanted = QColor(colour).rgb()
    return [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == wanted]


def test_nothing_is_lit_at_rest(panel: SpinePanel) -> None:
    assert not pixels_of(panel.grab().toImage(), LIGHT.root(Root.L1).line)


@pytest.mark.parametrize("side", Side)
def test_root_is_lit_on_the_patients_side_seen_from_behind(panel: SpinePanel, side: Side) -> None:
    panel.show_roots((LitRoot(Root.L2, side, LIGHT.root(Root.L1)),), LIGHT)
    lit = pixels_of(panel.grab().toImage(), LIGHT.root(Root.L1).line)
    assert lit
    assert all((x < panel.width() / 2) is (side is Side.LEFT) for x, _ in lit)


def test_lower_root_is_lit_further_down(panel: SpinePanel) -> None:
    heights = []
    for root in (Root.T12, Root.L3, Root.S1, Root.S4):
        panel.show_roots((LitRoot(root, Side.LEFT, LIGHT.root(Root.L1)),), LIGHT)
        heights.append(min(y for _, y in pixels_of(panel.grab().toImage(), LIGHT.root(Root.L1).line)))
    assert heights == sorted(heights)


def test_whole_column_is_shown_when_a_lit_root_leaves_it_above_the_low_back(panel: SpinePanel) -> None:
    colours = LIGHT.root(Root.L2)
    panel.show_roots((L1_LEFT, LitRoot(Root.T12, Side.LEFT, colours)), LIGHT)
    assert panel.drawing == "spine-lumbosacral"
    for root in (Root.C6, Root.T11):
        panel.show_roots((L1_LEFT, LitRoot(root, Side.LEFT, colours)), LIGHT)
        assert panel.drawing == "spine-column"
        assert not panel.pill(root, Side.LEFT).isEmpty()


def test_names_of_the_bones_stand_on_their_own_bones(panel: SpinePanel) -> None:
    spine = spine_drawing("spine-lumbosacral")
    names = dict(spine.vertebrae())
    assert list(names) == ["T12", "L1", "L2", "L3", "L4", "L5", "S1\u2013S5"]
    for name in list(names)[:-1]:
        assert spine.path(f"vertebra-{name}").boundingRect().contains(names[name])
    assert spine.path("sacrum").boundingRect().contains(names["S1\u2013S5"])
    heights = [middle.y() for middle in panel.vertebrae.values()]
    assert heights == sorted(heights)


@pytest.mark.parametrize("side", Side)
def test_root_leaves_the_low_back_below_its_own_vertebra_and_above_the_next(panel: SpinePanel, side: Side) -> None:
    names = list(panel.vertebrae)
    for root in (Root.T12, Root.L1, Root.L2, Root.L3, Root.L4, Root.L5):
        panel.show_roots((LitRoot(root, side, LIGHT.root(root)),), LIGHT)
        own, below = names.index(root.value), names.index(root.value) + 1
        middles = [middle.y() for middle in panel.vertebrae.values()]
        pill = panel.pill(root, side).center()
        assert middles[own] < pill.y() < middles[below]
        assert (pill.x() < panel.width() / 2) is (side is Side.LEFT)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    ("root", "above", "below"),
    [
        (Root.C3, "C2", "C3"),
        (Root.C5, "C4", "C5"),
        (Root.C7, "C6", "C7"),
        (Root.C8, "C7", "T1"),
        (Root.T1, "T1", "T2"),
        (Root.T10, "T10", "T11"),
    ],
)
def test_root_of_the_neck_leaves_above_its_vertebra_and_c8_below_c7(
    root: Root, above: str, below: str, side: Side
) -> None:
    spine = spine_drawing("spine-column")
    leaves = spine.exit(root, side)
    assert leaves is not None
    upper, lower = (spine.path(f"vertebra-{name}").boundingRect().center().y() for name in (above, below))
    assert upper < leaves.y() < lower
    assert (leaves.x() < 0) is (side is Side.LEFT)


def test_pills_of_both_sides_stand_on_one_spacing(panel: SpinePanel) -> None:
    colours = LIGHT.root(Root.L1)
    left = [LitRoot(root, Side.LEFT, colours) for root in (Root.T12, Root.L1, Root.L2, Root.S4, Root.S5)]
    right = [LitRoot(root, Side.RIGHT, colours) for root in (Root.L1, Root.S5)]
    panel.show_roots((*left, *right), LIGHT)
    for lit in right:
        assert panel.pill(lit.root, Side.RIGHT).center().y() == panel.pill(lit.root, Side.LEFT).center().y()
    pills = sorted((panel.pill(lit.root, lit.side) for lit in left), key=lambda pill: pill.top())
    assert all(above.bottom() <= below.top() for above, below in pairwise(pills))


def test_drawing_is_the_same_in_a_window_laid_out_from_right_to_left(panel: SpinePanel) -> None:
    panel.show_roots((L1_LEFT,), LIGHT)
    before = panel.grab().toImage()
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert panel.grab().toImage() == before
    lit = pixels_of(before, LIGHT.root(Root.L1).line)
    assert lit
    assert all(x < panel.width() / 2 for x, _ in lit)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_theme_colours_the_bones(panel: SpinePanel, theme: Theme) -> None:
    panel.show_roots((), theme)
    assert pixels_of(panel.grab().toImage(), theme.bone)


def test_screen_reader_hears_which_roots_are_lit(panel: SpinePanel) -> None:
    heard = QAccessible.queryAccessibleInterface(panel)
    panel.show_roots((L1_LEFT, LitRoot(Root.S1, Side.RIGHT, LIGHT.root(Root.L2))), LIGHT)
    assert heard.text(QAccessible.Text.Name) == "Spine, seen from behind; lit: L1 left, S1 right"


@pytest.mark.parametrize("drawing", ["spine-column", "spine-lumbosacral"])
@pytest.mark.parametrize("side", Side)
def test_every_root_of_a_drawing_can_be_lit(drawing: str, side: Side) -> None:
    text = resources.svg_text(drawing)
    first = Root.C2 if drawing == "spine-column" else Root.T12
    for root in list(Root)[first.position :]:
        path = element_path(text, f"root-{root.value}-{side.value}")
        assert not path.isEmpty(), root
        assert view_box(text).contains(path.boundingRect())
        assert (path.boundingRect().center().x() < 0) is (side is Side.LEFT)


@pytest.mark.parametrize(
    ("wished", "heights"),
    [([10, 11, 12], [20, 20, 20]), ([95, 96, 97], [20, 20, 20]), ([50], [20]), ([], []), ([0, 100], [10, 30])],
)
def test_names_keep_apart_and_inside(wished: list[float], heights: list[float]) -> None:
    placed = spread(wished, heights, 100)
    assert len(placed) == len(wished)
    edges = [(y - height / 2, y + height / 2) for y, height in zip(placed, heights, strict=True)]
    assert all(top >= 0 and bottom <= 100 for top, bottom in edges)
    assert all(above[1] <= below[0] for above, below in pairwise(edges))


def test_the_focus_of_the_keyboard_is_seen(panel: SpinePanel, qtbot: QtBot) -> None:
    for _ in range(2):
        panel.clearFocus()
        assert not pixels_of(panel.grab().toImage(), LIGHT.focus_line)
        panel.activateWindow()
        panel.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(panel.hasFocus)
        assert pixels_of(panel.grab().toImage(), LIGHT.focus_line)
