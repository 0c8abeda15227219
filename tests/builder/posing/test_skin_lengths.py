"""Skin between thighs that are drawn apart keeps about its length, and stays where it was far from them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bodymap.builder.body import Body, Floats, load
from bodymap.builder.posing.pose import posed
from bodymap.builder.posing.skin_lengths import Sliding, slid, stretch
from bodymap.builder.views import SHOTS
from bodymap.core.vocabulary import Figure, View

NEAR, FAR = 0.8, 2.9
LARGEST_MEAN = 1.25
"""Ten centimetres between anus and thigh may be drawn as twelve and a half; blending alone makes 28 of them."""


@cache
def figures(figure: Figure) -> tuple[Body, Floats, Floats]:
    (panel,) = SHOTS[View.SADDLE].panels
    body = load(figure)
    assert isinstance(panel.sliding, Sliding)
    pose = posed(body, panel.pose)
    return body, pose, slid(body, pose, panel.sliding)


def from_perineum(points: Floats) -> Floats:
    return np.asarray(np.linalg.norm(points - np.array([0.0, -0.1, 0.1]), axis=1))


@pytest.mark.parametrize("figure", Figure)
def test_skin_of_the_saddle_keeps_its_length(figure: Figure) -> None:
    body, blended, after = figures(figure)
    near = body.triangles[from_perineum(body.vertices[body.triangles].mean(axis=1)) < NEAR]
    assert stretch(body, blended, near).mean() > 2
    assert stretch(body, after, near).mean() < LARGEST_MEAN


def test_skin_that_only_turns_is_not_stretched() -> None:
    body = load(Figure.NEUTRAL)
    turned = body.vertices @ np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    assert stretch(body, turned, body.triangles[:500]) == pytest.approx(1.0)
    assert stretch(body, 1.5 * turned, body.triangles[:500]) == pytest.approx(1.5)


def test_skin_far_away_stays_as_posed() -> None:
    body, blended, after = figures(Figure.NEUTRAL)
    far = from_perineum(body.vertices) > FAR
    assert (after[far] == blended[far]).all()


def test_both_sides_slide_alike() -> None:
    _, _, after = figures(Figure.NEUTRAL)
    left, right = after[after[:, 0] > 0.05], after[after[:, 0] < -0.05] * [-1.0, 1.0, 1.0]
    assert np.sort(left[:, 0])[::50] == pytest.approx(np.sort(right[:, 0])[::50], abs=0.01)
