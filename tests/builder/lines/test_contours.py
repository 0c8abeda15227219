"""Folds of a lit surface become lines along their middle, darker where they are deeper, and mirrored exactly."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.affinity import scale

from bodymap.builder.body import Floats
from bodymap.builder.lines.contours import beside, contours
from bodymap.builder.tracing import Grid

GRID = Grid(left_mm=-60.0, top_mm=0.0, pixel_mm=0.5)
ROW, COLUMN = np.mgrid[:240, :240] + 0.5
X, Y = GRID.left_mm + COLUMN * GRID.pixel_mm, GRID.top_mm + ROW * GRID.pixel_mm
SKIN = (np.abs(X) < 58) & (Y > 2) & (Y < 118)


def furrow(distance_mm: Floats, depth: float) -> Floats:
    return 1 - depth * np.exp(-((distance_mm / 2.0) ** 2))


@pytest.mark.parametrize("x", [20.0, 20.3, 31.25])
def test_a_furrow_becomes_a_line_along_its_middle(x: float) -> None:
    found = contours(furrow(X - x, 0.2), SKIN, GRID, halves=False)
    assert len(found) == 1
    assert shapely.get_coordinates(found[0].line)[:, 0] == pytest.approx(x, abs=0.15)
    assert found[0].line.length > 90


def test_a_bent_furrow_is_followed_without_steps() -> None:
    (line,) = [each.line for each in contours(furrow(np.hypot(X, Y - 60) - 30, 0.2), SKIN, GRID, halves=False)]
    away = np.hypot(*(shapely.get_coordinates(line) - [0, 60]).T)
    assert away == pytest.approx(30, abs=0.3)


def test_a_ridge_and_flat_skin_have_no_line() -> None:
    assert contours(2 - furrow(X - 20, 0.2), SKIN, GRID, halves=False) == []
    assert contours(np.ones_like(X), SKIN, GRID, halves=False) == []


def test_a_deeper_furrow_is_drawn_darker() -> None:
    (shallow,) = contours(furrow(X - 20, 0.03), SKIN, GRID, halves=False)
    (deep,) = contours(furrow(X - 20, 0.4), SKIN, GRID, halves=False)
    assert shallow.depth < deep.depth


def test_the_left_half_is_the_mirror_of_the_right() -> None:
    light = furrow(np.abs(X) - 20 - 3 * np.sin(Y / 10), 0.2) * furrow(Y - 60, 0.1)
    lines = [each.line for each in contours(light, SKIN, GRID, halves=True)]
    mirrored = {shapely.normalize(scale(line, xfact=-1, origin=(0, 0))).wkt for line in lines}
    assert mirrored == {shapely.normalize(line).wkt for line in lines}
    assert len(lines) >= 4


def test_no_line_is_drawn_where_none_may_be() -> None:
    found = contours(furrow(X - 20, 0.2), SKIN, GRID, halves=False, drawn=Y > 60)
    assert found[0].line.bounds[1] > 58


def test_no_line_runs_beside_one_that_is_drawn_anyway() -> None:
    drawn = shapely.LineString([(18, 0), (18, 60)])
    assert not beside([], SKIN.shape, GRID).any()
    found = contours(furrow(X - 20, 0.2), SKIN, GRID, halves=False, drawn=~beside([drawn], SKIN.shape, GRID))
    assert found[0].line.bounds[1] > 58


def test_the_edge_of_the_skin_is_no_furrow() -> None:
    ball = np.hypot(X, Y - 60) < 50
    light = np.where(ball, np.sqrt(np.clip(1 - (np.hypot(X, Y - 60) / 50) ** 2, 0, None)), 0.0)
    assert contours(light, ball, GRID, halves=False) == []
