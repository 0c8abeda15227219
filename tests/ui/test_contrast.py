"""WCAG 2.2 AA over all pairs of colours that meet: texts 4.5 : 1, what means something without being text 3 : 1."""

from __future__ import annotations

import math
import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Quality, Root
from bodymap.ui.style_sheet import STYLE_SHEET
from bodymap.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme, style_sheet

THEMES = {"light": LIGHT, "dark": DARK, "high contrast": HIGH_CONTRAST}
#: Ink and the papers that it stands on (1.4.3).
TEXTS = {
    "text": ("window", "card", "control", "control_hover", "accent_soft", "track", "notice", "alarm"),
    "text_soft": ("window", "card", "control", "control_hover", "track", "notice", "alarm"),
    "text_faint": ("window", "card", "control", "track"),
    "accent": ("card", "control", "accent_soft"),
    "accent_strong": ("card",),
    "on_accent": ("accent",),
    "notice_text": ("notice",),
    "alarm_text": ("alarm",),
    "on_alarm": ("alarm_border",),
    "card": ("text",),
    "bone_text": ("bone",),
}
#: Lines and signs, and the grounds they are told from (1.4.11).
SIGNS = {
    "accent": ("window", "card", "control", "track"),
    "side_letter": ("card",),
    "range_line": ("track",),
    "outline": ("skin",),
    "hover_outline": ("skin",),
    "focus_line": ("skin", "focus_halo"),
    "mark_line": ("skin", "mark_halo"),
    "alarm_border": ("card", "alarm"),
}
#: Edges that show where a control is, and the grounds inside and outside of it (1.4.11).
EDGES: dict[str, tuple[str, ...]] = {
    "control_border": ("window", "card", "control", "control_hover", "track", "notice", "alarm"),
}
#: The ring round what has the keyboard, on every ground that it can lie on (1.4.11, 2.4.7).
RINGS = {
    "accent": ("window", "card", "control", "control_hover", "track", "accent_soft", "notice", "alarm"),
    "text": ("card",),
    "focus_line": ("skin", "focus_halo"),
}


def contrast(one: str, other: str) -> float:
    """Ratio of luminances, by WCAG 2.2, definition of contrast ratio."""

    def luminance(colour: str) -> float:
        shown = QColor(colour)
        parts: list[float] = [shown.redF(), shown.greenF(), shown.blueF()]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_weak(theme: Theme, pairs: dict[str, tuple[str, ...]], least: float) -> dict[tuple[str, str], float]:
    ratios = {
        (ink, paper): contrast(getattr(theme, ink), getattr(theme, paper))
        for ink, papers in pairs.items()
        for paper in papers
    }
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least}


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_every_ground_it_stands_on(name: str) -> None:
    assert not too_weak(THEMES[name], TEXTS, 4.5)


@pytest.mark.parametrize("name", THEMES)
def test_every_line_that_means_something_is_told_from_its_ground(name: str) -> None:
    assert not too_weak(THEMES[name], SIGNS, 3.0)


@pytest.mark.parametrize("name", THEMES)
def test_edge_of_every_control_is_told_from_what_is_round_it_and_in_it(name: str) -> None:
    assert not too_weak(THEMES[name], EDGES, 3.0)


@pytest.mark.parametrize("name", THEMES)
def test_ring_round_what_has_the_keyboard_is_seen_on_every_ground(name: str) -> None:
    assert not too_weak(THEMES[name], RINGS, 3.0)


def rules(of: str) -> dict[str, set[str]]:
    """The rules of the style sheet whose selector has this in it, with the colours that they name."""
    found = re.findall(r"([^{}\n]+?) \{\{((?:[^{}]|\{\w+\})*)\}\}", STYLE_SHEET)
    return {selector: set(re.findall(r"\{(\w+)\}", rule)) for selector, rule in found if of in selector}


def test_whatever_has_the_keyboard_gets_one_of_these_rings() -> None:
    rings = {selector: colours for selector, colours in rules(":focus").items() if colours}
    assert {"QPushButton:focus", "QLineEdit:focus, QPlainTextEdit:focus", "QListView:focus"} <= set(rings)
    assert set.union(*rings.values()) <= set(RINGS)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", ["", "chip", "rail", "popup"])
@pytest.mark.usefixtures("qapp")
def test_drawn_button_shows_its_edge(name: str, role: str) -> None:
    theme = THEMES[name]
    page = QWidget()
    page.setStyleSheet(style_sheet(theme, text_px=13) + f"QWidget[role='page'] {{ background: {theme.card}; }}")
    page.setProperty("role", "page")
    button = QToolButton(page) if role == "popup" else QPushButton("Text", page)
    button.setProperty("role", role)
    column = QVBoxLayout(page)
    column.addWidget(button)
    page.resize(200, 80)
    drawn = page.grab().toImage()
    seen = {drawn.pixelColor(button.geometry().center().x(), y).name() for y in range(button.y() + 10)}
    assert max(contrast(colour, theme.card) for colour in seen) >= 3
    assert max(contrast(colour, theme.control) for colour in seen) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_roots_and_feelings_are_told_from_their_grounds(name: str) -> None:
    theme = THEMES[name]
    for root in Root:
        assert contrast(theme.root(root).text, theme.pill) >= 4.5
        assert contrast(theme.root(root).line, theme.card) >= 3
        assert contrast(theme.root(root).course, theme.skin) >= 3
    for quality in (*Quality, None):
        assert contrast(theme.quality(quality), theme.skin) >= 3


def test_high_contrast_doubles_what_is_asked_of_texts() -> None:
    assert not too_weak(HIGH_CONTRAST, TEXTS, 7.0)
    assert contrast(HIGH_CONTRAST.control_border, HIGH_CONTRAST.control) >= 7


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_chosen_feeling_of_the_rail_has_a_fill_and_a_border_of_its_own(
    qtbot: QtBot, theme: Theme, quality: Quality
) -> None:
    page = QWidget()
    page.setStyleSheet(style_sheet(theme, text_px=13))
    qtbot.addWidget(page)
    pixels = []
    for is_chosen in (False, True):
        button = QPushButton("Feeling", page)
        button.setCheckable(True)
        button.setChecked(is_chosen)
        button.setProperty("role", "rail")
        button.setProperty("quality", quality.value)
        button.resize(140, 44)
        picture = button.grab().toImage()
        middle = picture.height() // 2
        line = [picture.pixelColor(picture.width() // 2, y) for y in range(middle)]
        pixels.append((max(line, key=lambda one: contrast(one.name(), theme.card)), picture.pixelColor(130, middle)))
    (_, fill), (chosen_border, chosen_fill) = pixels
    assert fill != chosen_fill
    assert contrast(chosen_border.name(), theme.card) >= 3
