"""Lit territories and folds can be seen in light and shade, in every theme."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor

from bodymap.builder.shading import TONE_OPACITY, TONES
from bodymap.core.vocabulary import Root
from bodymap.ui.body.body_items import FAINTEST
from bodymap.ui.body.highlight import FAINTEST_SHARE
from bodymap.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme
from tests.ui.test_contrast import contrast

THEMES = {"light": LIGHT, "dark": DARK, "high contrast": HIGH_CONTRAST}
Lab = tuple[float, float, float]
NOTICED = 10.0
"""Difference in CIE 1976 L*a*b* from which two areas that meet are told apart at a glance."""
FAINT = FAINTEST + (1 - FAINTEST) * FAINTEST_SHARE
"""Strength of the least of several roots that are lit together."""


def parts(colour: str) -> Lab:
    """Red, green and blue, 0 to 1."""
    shown = QColor(colour)
    return shown.redF(), shown.greenF(), shown.blueF()


def over(ground: str, colour: str, opacity: float) -> str:
    red, green, blue = (
        one * (1 - opacity) + other * opacity for one, other in zip(parts(ground), parts(colour), strict=True)
    )
    return QColor.fromRgbF(red, green, blue).name()


def lit(ground: str, colour: str) -> str:
    """A faint territory on a ground: its colour is multiplied into the picture."""
    red, green, blue = (one * other for one, other in zip(parts(ground), parts(colour), strict=True))
    return over(ground, QColor.fromRgbF(red, green, blue).name(), FAINT)


def lab(colour: str) -> Lab:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts(colour)
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (math.cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def skins(theme: Theme) -> list[str]:
    """The skin from where it faces the viewer to the edge of a limb."""
    found = [theme.skin]
    for _ in range(TONES):
        found.append(over(found[-1], theme.shade, TONE_OPACITY))
    return found


@pytest.mark.parametrize("name", THEMES)
def test_a_lit_territory_is_told_from_the_skin_beside_it_in_light_and_shade(name: str) -> None:
    theme = THEMES[name]
    near = {
        (root.value, number): round(math.dist(lab(lit(skin, theme.root(root).fill)), lab(skin)), 1)
        for root in Root
        for number, skin in enumerate(skins(theme))
    }
    assert {place: far for place, far in near.items() if far < NOTICED} == {}


@pytest.mark.parametrize("name", THEMES)
def test_lit_neighbours_are_told_apart_in_light_and_shade(name: str) -> None:
    theme = THEMES[name]
    near = {
        (one.value, other.value, number): round(
            math.dist(*(lab(lit(skin, theme.root(root).fill)) for root in (one, other))), 1
        )
        for one, other in pairwise(Root)
        for number, skin in enumerate(skins(theme))
    }
    assert {place: far for place, far in near.items() if far < NOTICED} == {}


@pytest.mark.parametrize("name", THEMES)
def test_folds_are_seen_on_skin_and_through_a_faint_territory(name: str) -> None:
    theme = THEMES[name]
    assert min(contrast(theme.outline, skin) for skin in skins(theme)[: TONES // 2]) >= 3
    for root in Root:
        fold, fill = (lit(ground, theme.root(root).fill) for ground in (theme.outline, theme.skin))
        assert abs(lab(fold)[0] - lab(fill)[0]) >= NOTICED, root
