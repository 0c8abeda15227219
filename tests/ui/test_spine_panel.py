"""The spine: which roots are lit, where, and under which name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QAccessible, QColor, QImage
from pytestqt.qtbot import QtBot

from bodymap import resources
from bodymap.core.anatomy import Root, Side
from bodymap.ui.spine_panel import LitRoot, SpinePanel, spread
from bodymap.ui.svg_path import element_path, view_box
from bodymap.ui.theme import DARK, LIGHT, Theme

L1_LEFT = LitRoot(Root.L1, Side.LEFT, LIGHT.candidate(0))


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
    assert not pixels_of(panel.grab().toImage(), LIGHT.candidate(0).line)


@pytest.mark.parametrize("side", Side)
def test_root_is_lit_on_the_patients_side_seen_from_behind(panel: SpinePanel, side: Side) -> None:
    panel.show_roots((LitRoot(Root.L2, side, LIGHT.candidate(0)),), LIGHT)
    lit = pixels_of(panel.grab().toImage(), LIGHT.candidate(0).line)
    assert lit
    assert all((x < panel.width() / 2) is (side is Side.LEFT) for x, _ in lit)


def test_lower_root_is_lit_further_down(panel: SpinePanel) -> None:
    heights = []
    for root in (Root.T12, Root.L3, Root.S1, Root.S4):
        panel.show_roots((LitRoot(root, Side.LEFT, LIGHT.candidate(0)),), LIGHT)
        heights.append(min(y for _, y in pixels_of(panel.grab().toImage(), LIGHT.candidate(0).line)))
    assert heights == sorted(heights)


def test_whole_column_is_shown_when_a_leading_root_leaves_it_above_the_low_back(panel: SpinePanel) -> None:
    c6, colours = LitRoot(Root.C6, Side.LEFT, LIGHT.candidate(0)), LIGHT.candidate(1)
    panel.show_roots((c6,), LIGHT)
    assert panel.drawing == "spine-column"
    panel.show_roots((L1_LEFT, LitRoot(Root.C6, Side.LEFT, colours)), LIGHT)
    assert panel.drawing == "spine-column"
    panel.show_roots((L1_LEFT, LitRoot(Root.T11, Side.LEFT, colours, is_leading=False)), LIGHT)
    assert panel.drawing == "spine-lumbosacral"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_theme_colours_the_bones(panel: SpinePanel, theme: Theme) -> None:
    panel.show_roots((), theme)
    assert pixels_of(panel.grab().toImage(), theme.bone)


def test_screen_reader_hears_which_roots_are_lit(panel: SpinePanel) -> None:
    heard = QAccessible.queryAccessibleInterface(panel)
    panel.show_roots((L1_LEFT, LitRoot(Root.S1, Side.RIGHT, LIGHT.candidate(1))), LIGHT)
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
