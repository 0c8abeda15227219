"""The z-buffer: what a camera sees of a few triangles."""

from __future__ import annotations

import numpy as np
import pytest

from bodymap.builder.body import Floats, Ints
from bodymap.builder.raster import Camera, Sight, look

FRONT = Camera(right=(1, 0, 0), down=(0, -1, 0), away=(0, 0, -1))
BACK = Camera(right=(-1, 0, 0), down=(0, -1, 0), away=(0, 0, 1))
ONE = np.array([[0, 1, 2]])


def corners_mm(*points: tuple[float, float, float]) -> Floats:
    """Vertices given in millimetres."""
    return np.array(points) / 100.0


def sheet(height: float, depth: float, hole: int | None = None) -> tuple[Floats, Ints]:
    """A square of 40 mm edge, made of cells of 10 mm edge; one cell may be missing."""
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(-20.0, 21, 10), np.arange(0.0, 41, 10)))
    cells = [number for number in range(20) if number % 5 != 4 and number != hole]
    triangles = [triangle for n in cells for triangle in ((n, n + 1, n + 6), (n, n + 6, n + 5))]
    return np.column_stack((x, y + height, np.full(25, depth))) / 100.0, np.array(triangles)


def shown(sight: Sight, *, x: float, y: float) -> int:
    """Number of the triangle at a place, -1 for none."""
    return int(sight.triangle[int((y - sight.top_mm) / sight.pixel_mm), int((x - sight.left_mm) / sight.pixel_mm)])


def test_a_triangle_covers_the_pixels_whose_middle_it_holds() -> None:
    sight = look(FRONT, corners_mm((0, 0, 0), (20, 0, 0), (0, 20, 0)), ONE)
    assert np.count_nonzero(sight.skin) * sight.pixel_mm**2 == pytest.approx(200, rel=0.03)
    assert (shown(sight, x=2.2, y=-2.2), shown(sight, x=-2.2, y=-2.2), shown(sight, x=12.2, y=-12.2)) == (0, -1, -1)


def test_pixels_know_their_place_on_the_triangle() -> None:
    vertices = corners_mm((0, 0, 0), (20, 0, 30), (0, 20, 60))
    sight = look(FRONT, vertices, ONE)
    position = sight.carry(vertices, ONE) * 100
    rows, columns = np.nonzero(sight.skin)
    assert position[:, 0] == pytest.approx((columns + 0.5) * sight.pixel_mm + sight.left_mm)
    assert position[:, 1] == pytest.approx(-((rows + 0.5) * sight.pixel_mm + sight.top_mm))
    assert position[:, 2] == pytest.approx(-sight.depth[sight.skin], abs=1e-5)


def test_nearer_skin_hides_what_is_behind_it() -> None:
    near, far = (corners_mm((-10, 0, z), (10, 0, z), (0, 20, z)) for z in (50, 0))
    vertices, triangles = np.vstack((far, near)), np.array([[0, 1, 2], [3, 4, 5]])
    assert shown(look(FRONT, vertices, triangles), x=0.2, y=-5) == 1
    turned = triangles[:, ::-1]
    assert shown(look(BACK, vertices, turned), x=0.2, y=-5) == 0


def test_of_two_triangles_in_one_place_the_lower_number_is_seen() -> None:
    vertices = corners_mm((-10, 0, 5), (10, 0, 5), (0, 20, 5))
    sight = look(FRONT, vertices, np.vstack((np.roll(ONE, 1), ONE)))
    assert np.unique(sight.triangle).tolist() == [-1, 0]


def test_a_mirrored_body_gives_a_mirrored_picture() -> None:
    left = corners_mm((3, 0, 0), (25, 4, 8), (9, 31, -7))
    vertices = np.vstack((left, left * [-1, 1, 1]))
    mask = look(FRONT, vertices, np.array([[0, 1, 2], [3, 5, 4]])).skin
    assert np.array_equal(mask, mask[:, ::-1])


def test_a_half_is_the_right_half_of_the_whole() -> None:
    vertices, triangles = sheet(0.0, 0.0)
    whole, half = look(FRONT, vertices, triangles), look(FRONT, vertices, triangles, half=True)
    middle = whole.triangle.shape[1] // 2
    assert half.left_mm == 0
    assert np.array_equal(half.triangle, whole.triangle[:, middle:])
    assert np.array_equal(half.depth, whole.depth[:, middle:])


def test_a_pinhole_is_closed_with_the_skin_beside_it() -> None:
    vertices, triangles = sheet(0.0, 10.0, hole=6)
    sight = look(FRONT, vertices, triangles)
    assert shown(sight, x=-5, y=-15) >= 0
    assert np.count_nonzero(sight.skin) * sight.pixel_mm**2 == pytest.approx(1600, rel=0.03)
    assert np.isfinite(sight.depth[sight.skin]).all()


def test_a_hole_across_the_midline_is_as_wide_for_a_half_as_for_the_whole() -> None:
    upper, lower = sheet(65.0, 0.0), sheet(0.0, 0.0)
    sides = corners_mm((-20, 30, 0), (-12, 30, 0), (-12, 70, 0), (12, 30, 0), (20, 30, 0), (12, 70, 0))
    vertices = np.vstack((upper[0], lower[0], sides))
    triangles = np.vstack((upper[1], lower[1] + 25, [[50, 51, 52], [53, 54, 55]]))
    whole, half = look(FRONT, vertices, triangles), look(FRONT, vertices, triangles, half=True)
    assert np.array_equal(half.skin, whole.skin[:, whole.skin.shape[1] // 2 :])


def test_a_wide_gap_stays_open() -> None:
    upper, lower = sheet(60.0, 0.0), sheet(0.0, 0.0)
    sight = look(FRONT, np.vstack((upper[0], lower[0])), np.vstack((upper[1], lower[1] + 25)))
    assert shown(sight, x=0.2, y=-50) == -1


def test_a_triangle_seen_edge_on_shows_nothing() -> None:
    assert not look(FRONT, corners_mm((0, 0, 0), (0, 20, 0), (0, 10, 30)), ONE).skin.any()
