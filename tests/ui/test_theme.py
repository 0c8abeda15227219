"""Colours: enough contrast to read, and the same set in light and dark."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Quality, Root
from bodymap.ui.look import Look
from bodymap.ui.theme import DARK, LIGHT, Theme, ThemeChoice, style_sheet, theme_for

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


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


@THEMES
@pytest.mark.parametrize("ink", ["text", "text_soft", "text_faint", "accent"])
@pytest.mark.parametrize("paper", ["card", "control"])
def test_text_can_be_read(theme: Theme, ink: str, paper: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, paper)) >= 4.5


@THEMES
def test_other_texts_can_be_read(theme: Theme) -> None:
    assert contrast(theme.notice_text, theme.notice) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.accent, theme.accent_soft) >= 4.5
    assert contrast(theme.text_faint, theme.track) >= 4.5
    assert contrast(theme.side_letter, theme.card) >= 3
    for root in Root:
        assert contrast(theme.root(root).text, theme.pill) >= 4.5


@THEMES
def test_lit_areas_and_marks_stand_out(theme: Theme) -> None:
    assert contrast(theme.mark_line, theme.skin) >= 3
    assert contrast(theme.focus_line, theme.skin) >= 3
    assert contrast(theme.range_line, theme.track) >= 3


@THEMES
def test_every_quality_has_a_colour_of_its_own(theme: Theme) -> None:
    colours = [theme.quality(quality) for quality in (*Quality, None)]
    assert len(set(colours)) == len(colours)


@THEMES
def test_style_sheet_scales_with_the_text(theme: Theme) -> None:
    assert "font-size: 15px" in style_sheet(theme, text_px=12)
    assert "font-size: 30px" in style_sheet(theme, text_px=24)


def test_system_choice_follows_the_desktop() -> None:
    assert theme_for(ThemeChoice.SYSTEM, Qt.ColorScheme.Dark) is DARK
    assert theme_for(ThemeChoice.SYSTEM, Qt.ColorScheme.Light) is LIGHT
    assert theme_for(ThemeChoice.SYSTEM, Qt.ColorScheme.Unknown) is LIGHT
    assert theme_for(ThemeChoice.LIGHT, Qt.ColorScheme.Dark) is LIGHT


def test_same_theme_again_is_no_change(look: Look, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(look.changed):
        look.choose(ThemeChoice.LIGHT)
    with qtbot.waitSignal(look.changed, timeout=0) as caught:
        look.choose(ThemeChoice.DARK)
    assert caught.args == [DARK]


@pytest.mark.usefixtures("window")
def test_text_follows_the_applications_font(look: Look, qapp: QApplication, qtbot: QtBot) -> None:
    font = qapp.font()
    larger = qapp.font()
    larger.setPixelSize(20)
    try:
        qapp.setFont(larger)
        qtbot.waitUntil(lambda: "font-size: 25px" in qapp.styleSheet())
    finally:
        qapp.setFont(font)
    assert look.theme is LIGHT
