"""A line fixed to the body follows it, on the skin and in the depth."""

from __future__ import annotations

import numpy as np
import pytest

from bodymap.builder import charts
from bodymap.builder.body import Floats, load
from bodymap.builder.lines.ways import Way, way
from bodymap.builder.posing.pose import ANATOMICAL_ARMS, posed
from bodymap.builder.surface import refine
from bodymap.core.vocabulary import Figure

POINTS = np.array([[0.2, 3.9, -0.2], [0.45, 3.9, -0.6], [0.85, 3.75, -0.57], [1.32, 3.3, 0.4], [0.3, 3.0, 1.4]])
ON_SKIN = np.array([False, True, True, True, True])


@pytest.fixture(scope="module")
def rib() -> Way:
    return way(POINTS, ON_SKIN)


def surface() -> Floats:
    return charts.reference_values()[:, :3]


def test_a_line_starts_and_ends_where_it_is_told(rib: Way) -> None:
    line = rib.on(surface())
    assert line[0] == pytest.approx(POINTS[0], abs=1e-6)
    assert line[-1] == pytest.approx(POINTS[-1], abs=0.1)


def test_between_points_on_the_skin_a_line_keeps_to_it(rib: Way) -> None:
    triangles = refine(load(charts.REFERENCE)).triangles
    middles = surface()[triangles].mean(axis=1)
    line = rib.on(surface())[rib.on_skin]
    assert len(line) > 30
    assert np.linalg.norm(line[:, None] - middles[None], axis=2).min(axis=1).max() < 0.1


@pytest.mark.parametrize("turn", [np.diag([1.0, 1.2, 0.9]), np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.3, 0, 1]])])
def test_a_line_follows_a_body_that_is_stretched_or_turned(rib: Way, turn: Floats) -> None:
    shift = np.array([0.0, 0.5, -1.0])
    assert rib.on(surface() @ turn.T + shift) == pytest.approx(rib.on(surface()) @ turn.T + shift, abs=1e-5)


@pytest.mark.parametrize("figure", [Figure.FEMALE, Figure.MALE])
def test_a_point_in_the_depth_moves_with_the_skin_round_it(rib: Way, figure: Figure) -> None:
    body = load(figure)
    vertices = refine(body).carry(posed(body, ANATOMICAL_ARMS))
    back = np.linalg.norm(surface() - np.array([0.2, 3.9, -0.55]), axis=1).argmin()
    moved = vertices[back] - surface()[back]
    assert abs(moved[1]) > 0.2
    assert rib.on(vertices)[0] - POINTS[0] == pytest.approx(moved, abs=0.15)
