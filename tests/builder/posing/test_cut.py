"""A limb is cut square to its bone, on the side that is asked for, and its face is a closed line."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from bodymap.builder.body import Floats, Ints, load
from bodymap.builder.posing.cut import Cut, Plane, face, plane
from bodymap.core.atlas.svg import read_svg
from bodymap.core.vocabulary import Figure, View
from bodymap.library import resources

RADIUS = 0.5


def tube() -> tuple[Floats, Ints]:
    """A limb of this radius along y, from -1 to 1, of 40 sides."""
    around = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    rim = np.column_stack((np.cos(around), np.zeros(40), np.sin(around))) * RADIUS
    here = np.arange(40)
    after = (here + 1) % 40
    triangles = np.vstack((np.column_stack((here, after, here + 40)), np.column_stack((after, after + 40, here + 40))))
    step = np.array([0.0, 1.0, 0.0])
    return np.vstack((rim - step, rim + step)), triangles


@pytest.mark.parametrize("height", [-0.7, 0.0, 0.25])
def test_the_face_of_a_round_limb_is_round(height: float) -> None:
    ring = face(Plane(np.array([0.0, height, 0.0]), np.array([0.0, 1.0, 0.0])), *tube())
    assert ring[:, 1] == pytest.approx(height)
    assert np.hypot(ring[:, 0], ring[:, 2]) == pytest.approx(RADIUS, rel=0.01)


def test_a_plane_beside_the_limb_has_no_face() -> None:
    with pytest.raises(ValueError, match="no limb"):
        face(Plane(np.array([0.0, 3.0, 0.0]), np.array([0.0, 1.0, 0.0])), *tube())


def test_what_lies_beyond_is_left_off_and_what_lies_beside_is_not() -> None:
    at = Plane(np.zeros(3), np.array([0.0, 1.0, 0.0]))
    assert at.keeps(np.array([[0.0, -1.0, 0.0], [0.0, 1.0, 0.0], [3.0, 1.0, 0.0]])).tolist() == [True, False, True]


@pytest.mark.parametrize(("side", "sign"), [("L", 1), ("R", -1)])
def test_the_end_that_is_kept_can_be_chosen(side: str, sign: int) -> None:
    body = load(Figure.NEUTRAL)
    hip_kept, foot_kept = (plane(body, {}, Cut("upperleg02", 0.5, keeps_tail=tail), side) for tail in (False, True))
    assert sign * hip_kept.point[0] > 0
    assert hip_kept.beyond[1] < -0.9
    assert foot_kept.beyond == pytest.approx(-hip_kept.beyond)


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("view", [View.SADDLE, View.FEET])
def test_a_cut_limb_shows_a_closed_flat_face_on_both_sides(figure: Figure, view: View) -> None:
    name = resources.drawing_name(figure, view)
    layers = {layer.id: layer for layer in read_svg(resources.svg_text(name), file=name).layers}
    faces = [shape for shape in layers["shade"].shapes if shape.attributes["id"].startswith("cut-")]
    edges = [shape for shape in layers["outline"].shapes if shape.attributes["id"].startswith("cut-edge-")]
    assert len(faces) == len(edges) == 2
    skin = next(shape for shape in layers["shade"].shapes if shape.attributes["id"] == "body")
    body = shapely.union_all([shapely.Polygon(line) for line in skin.lines])
    for shape in faces:
        assert shape.is_closed
        area = shapely.Polygon(shape.lines[0])
        assert area.area > 1500
        assert area.intersection(body).area < 5
        assert area.area > 0.97 * area.convex_hull.area or view is View.FEET
