"""Anchors: points fixed to the skin, found by rays, seen or hidden."""

from __future__ import annotations

import numpy as np
import pytest

from bodymap.builder.landmarks import Anchor, _first_hit, is_visible
from bodymap.builder.raster import Camera, look

VERTICES = np.array([[-1.0, 0, 0], [1, 0, 0], [0, 2, 0], [-1, 0, -3], [1, 0, -3], [0, 2, -3]])
TRIANGLES = np.array([[0, 1, 2], [3, 4, 5]])
FRONT = Camera(right=(1, 0, 0), down=(0, -1, 0), away=(0, 0, -1))


def test_a_ray_stops_at_the_first_skin() -> None:
    anchor = _first_hit(VERTICES, TRIANGLES, np.array([0.1, 0.5, 9.0]), np.array([0.0, 0.0, -1.0]))
    assert anchor.triangle == 0
    assert anchor.on(VERTICES, TRIANGLES) == pytest.approx([0.1, 0.5, 0.0])


def test_a_ray_that_meets_no_skin_is_refused() -> None:
    with pytest.raises(ValueError, match="meets no skin"):
        _first_hit(VERTICES, TRIANGLES, np.array([5.0, 5.0, 9.0]), np.array([0.0, 0.0, -1.0]))


def test_an_anchor_moves_with_the_skin() -> None:
    anchor = Anchor(1, (0.5, 0.5, 0.0))
    assert anchor.on(VERTICES + np.array([0.0, 7.0, 0.0]), TRIANGLES) == pytest.approx([0.0, 7.0, -3.0])


@pytest.mark.parametrize(("triangle", "seen"), [(0, True), (1, False)])
def test_skin_in_front_hides_a_point(triangle: int, seen: bool) -> None:
    x, y, depth = FRONT.project(Anchor(triangle, (0.3, 0.3, 0.4)).on(VERTICES, TRIANGLES)[None])[0]
    assert is_visible(look(FRONT, VERTICES, TRIANGLES), x=x, y=y, depth=depth) is seen


def test_a_point_off_the_picture_is_not_seen() -> None:
    assert not is_visible(look(FRONT, VERTICES, TRIANGLES), x=1e4, y=0.0, depth=0.0)
