"""Colours of roots: told apart by every kind of eye, and one for each root."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from bodymap.core.vocabulary import Quality, Root
from bodymap.state.palette import SIGN_LINES, SIGNS, quality_colour, root_colour

LEAST_DISTANCE = 28.0
#: Full loss of one kind of cone, on linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.0.
EYES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
#: Linear sRGB to CIE XYZ, white point D65 (IEC 61966-2-1).
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def lab(colour: str, eye: str) -> NDArray[np.float64]:
    """A colour as an eye sees it, in CIE 1976 L*a*b*."""
    values = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    ratios = XYZ @ np.clip(EYES[eye] @ linear, 0, 1) / WHITE
    x, y, z = np.where(ratios > 0.008856, np.cbrt(ratios), 7.787 * ratios + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def luminance(colour: str) -> float:
    values = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return float(XYZ[1] @ linear)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("eye", EYES)
def test_neighbours_and_next_but_one_are_told_apart_by_every_eye(eye: str) -> None:
    for one, other in combinations(Root, 2):
        if other.position - one.position <= 2:
            seen = [lab(root_colour(root).fill, eye) for root in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) >= LEAST_DISTANCE, (one, other)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_feelings_are_told_apart_by_every_eye(eye: str, is_dark: bool) -> None:
    for one, other in combinations((None, *Quality), 2):
        seen = [lab(quality_colour(quality, is_dark=is_dark), eye) for quality in (one, other)]
        assert np.linalg.norm(seen[0] - seen[1]) >= 13, (one, other)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_feelings_are_told_apart_in_grey(is_dark: bool) -> None:
    greys = sorted(lab(quality_colour(quality, is_dark=is_dark), "normal")[0] for quality in (None, *Quality))
    assert min(np.diff(greys)) >= 5


def test_roots_beside_each_other_are_told_apart_in_grey() -> None:
    greys = [lab(root_colour(root).fill, "normal")[0] for root in Root]
    assert min(abs(np.diff(greys))) >= 5


@pytest.mark.parametrize("root", Root)
def test_a_roots_colours_can_be_read_and_its_fill_is_one_in_light_and_dark(root: Root) -> None:
    light, dark = root_colour(root), root_colour(root, is_dark=True)
    assert light.fill == dark.fill
    assert contrast(light.text, "#FFFFFF") >= 4.5
    assert contrast(dark.text, "#12161B") >= 4.5
    assert contrast(light.line, "#FFFFFF") >= 3
    assert contrast(dark.line, "#1B2128") >= 3
    assert contrast(light.course, "#F3EFEA") >= 4.5
    assert contrast(dark.course, "#CFC9C0") >= 4.5


def test_every_feeling_has_a_colour_and_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(SIGN_LINES) == set(Quality)
    assert len(set(SIGNS.values())) == len(set(SIGN_LINES.values())) == len(Quality)
    for is_dark in (False, True):
        assert len({quality_colour(quality, is_dark=is_dark) for quality in (None, *Quality)}) == len(Quality) + 1
