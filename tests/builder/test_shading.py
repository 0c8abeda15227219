"""Tones and occlusion lines: dark where the skin turns away, a line where a limb passes before another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely.affinity import scale

from bodymap.builder.raster import Camera
from bodymap.builder.shading import TONES, facing, occlusion_lines, tones
from bodymap.builder.tracing import Grid

GRID = Grid(left_mm=-60.0, top_mm=0.0, pixel_mm=0.5)
ROW, COLUMN = np.mgrid[:240, :240] + 0.5
FROM_MIDDLE_MM = np.hypot(ROW - 120, COLUMN - 120) * GRID.pixel_mm
BALL = FROM_MIDDLE_MM < 55
ONE_PLACE = np.zeros((240, 240, 3))


def test_a_ball_has_nested_tones_darker_towards_its_edge() -> None:
    light = np.sqrt(np.clip(1 - (FROM_MIDDLE_MM / 55) ** 2, 0, None))
    areas = tones(np.where(BALL, light, 0.0), BALL, GRID)
    assert len(areas) == TONES
    seen = [area for area in areas if not area.is_empty]
    assert len(seen) > TONES / 2
    for lighter, darker in pairwise(seen):
        assert darker.area < lighter.area
        assert shapely.difference(darker, lighter).area < 1
    assert not areas[0].contains(shapely.Point(0, 60))


def test_square_on_skin_has_no_tone() -> None:
    assert all(area.is_empty for area in tones(np.where(BALL, 1.0, 0.0), BALL, GRID))


def test_tones_of_a_mirrored_picture_are_mirrored() -> None:
    light = np.where(BALL, 0.5 + 0.4 * np.sin(np.abs(COLUMN - 120) / 20) * np.cos(ROW / 30), 0.0)
    for area in tones(light, BALL, GRID):
        assert shapely.normalize(area) == shapely.normalize(scale(area, xfact=-1, origin=(0, 0)))


def test_skin_well_in_front_of_other_skin_gets_a_line() -> None:
    depth = np.where(BALL, np.where(ROW < 120, 0.0, 40.0), np.nan)
    (line,) = occlusion_lines(depth, ONE_PLACE, GRID)
    assert line.length == pytest.approx(110, rel=0.03)
    assert shapely.get_coordinates(line)[:, 1] == pytest.approx(60.0, abs=0.5)


@pytest.mark.parametrize("step_mm", [0.0, 4.0])
def test_a_gentle_step_gets_no_line(step_mm: float) -> None:
    assert occlusion_lines(np.where(BALL, np.where(ROW < 120, 0.0, step_mm), np.nan), ONE_PLACE, GRID) == []


def test_limbs_that_touch_get_a_line_between_them() -> None:
    depth, apart = np.where(BALL, 0.0, np.nan), np.where((ROW < 120)[..., None], ONE_PLACE, [0.0, 300.0, 0.0])
    (line,) = occlusion_lines(depth, np.where(BALL[..., None], apart, np.nan), GRID)
    assert line.length == pytest.approx(110, rel=0.03)


def test_two_steps_close_together_get_one_line() -> None:
    depth = np.where(BALL, np.where(ROW < 120, 0.0, np.where(ROW < 123, 20.0, 40.0)), np.nan)
    assert len(occlusion_lines(depth, ONE_PLACE, GRID)) == 1


def test_skin_facing_the_viewer_counts_one_and_edge_on_nothing() -> None:
    camera = Camera(right=(1, 0, 0), down=(0, -1, 0), away=(0, 0, -1))
    assert facing(camera, np.array([[0.0, 0.0, 2.0], [3.0, 0.0, 0.0]])).tolist() == [1.0, 0.0]
