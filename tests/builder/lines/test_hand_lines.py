"""What the mesh lacks is drawn by hand: on the figures and in the views that are named, alike on both sides."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.affinity import scale

from bodymap.builder.lines.contours import DEPTHS
from bodymap.builder.lines.hand_lines import exact
from bodymap.core.atlas.svg import SvgLayer, read_svg
from bodymap.core.vocabulary import Figure, View
from bodymap.library import resources


def contour_layer(figure: Figure, view: View) -> SvgLayer:
    name = resources.drawing_name(figure, view)
    return next(layer for layer in read_svg(resources.svg_text(name), file=name).layers if layer.id == "contours")


def lines_of(figure: Figure, view: View) -> shapely.MultiLineString:
    return shapely.MultiLineString([line for shape in contour_layer(figure, view).shapes for line in shape.lines])


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("view", View)
def test_every_drawing_shows_folds(figure: Figure, view: View) -> None:
    layer = contour_layer(figure, view)
    assert {shape.attributes["data-depth"] for shape in layer.shapes} <= {str(k) for k in range(1, DEPTHS + 1)}
    assert lines_of(figure, view).length > 100


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("view", [view for view in View if view not in (View.LEFT, View.RIGHT)])
def test_folds_are_alike_on_both_sides(figure: Figure, view: View) -> None:
    lines = lines_of(figure, view)
    assert shapely.normalize(lines) == shapely.normalize(scale(lines, xfact=-1, origin=(0, 0)))


@pytest.mark.parametrize(
    ("figure", "has_genitals"), [(Figure.FEMALE, True), (Figure.MALE, True), (Figure.NEUTRAL, False)]
)
def test_only_the_neutral_figure_has_no_outer_genitals(figure: Figure, has_genitals: bool) -> None:
    genital_skin = shapely.box(-12, -85, 12, -25)
    assert (lines_of(figure, View.SADDLE).intersection(genital_skin).length > 60) is has_genitals


@pytest.mark.parametrize("figure", Figure)
def test_the_saddle_shows_the_anus(figure: Figure) -> None:
    assert lines_of(figure, View.SADDLE).intersection(shapely.box(-10, 35, 10, 62)).length > 20


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("sign", [1, -1])
def test_the_heel_shows_its_tendon_between_the_ankle_bones(figure: Figure, sign: int) -> None:
    calf = shapely.box(*((sign * 100, 660, sign * 200, 700) if sign > 0 else (-200, 660, -100, 700)))
    sides = sorted(abs(line.centroid.x) for line in shapely.get_parts(lines_of(figure, View.BACK).intersection(calf)))
    assert len(sides) >= 2
    assert 8 < sides[-1] - sides[0] < 60


@pytest.mark.parametrize(
    ("figure", "view", "least"),
    [
        (Figure.NEUTRAL, View.FRONT, {"eye": 60, "nose": 25, "mouth": 45, "ear": 15}),
        (Figure.NEUTRAL, View.LEFT, {"ear": 180}),
        (Figure.NEUTRAL, View.RIGHT, {"ear": 180}),
    ],
)
def test_a_head_has_its_features(figure: Figure, view: View, least: dict[str, int]) -> None:
    """Eyelids with iris and pupil, nose, both lips; in profile an ear with its rim, folds and tragus."""
    boxes = {
        View.FRONT: {"eye": (15, -741, 46, -727), "nose": (0, -712, 19, -689), "mouth": (0, -683, 25, -654)},
        View.LEFT: {"ear": (-62, -741, -28, -686)},
        View.RIGHT: {"ear": (28, -741, 62, -686)},
    }
    boxes[View.FRONT]["ear"] = (66, -741, 92, -686)
    lines = lines_of(figure, view)
    short = {name: lines.intersection(shapely.box(*boxes[view][name])).length for name in least}
    assert {name: length for name, length in short.items() if length < least[name]} == {}


def test_a_fine_line_goes_through_its_very_points_over_an_opening_too() -> None:
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    lid = np.column_stack((np.cos(turn), 0.5 * np.sin(turn), 0.1 * np.cos(2 * turn)))
    points = np.array([[0.0, 0.0, 0.15], [0.4, 0.2, 0.1], [0.9, 0.0, 0.1]])
    away = np.linalg.norm(points[:, None] - lid, axis=2)
    weights = np.exp(-(away**2)) / np.exp(-(away**2)).sum(axis=1, keepdims=True)
    near = np.repeat(lid[None], len(points), axis=0)
    assert np.abs(weights @ lid - points).max() > 0.1
    assert exact(weights, near, points) @ lid == pytest.approx(points, abs=1e-3)
    assert exact(weights, near, points).sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize("figure", Figure)
def test_fingers_and_toes_have_nails(figure: Figure) -> None:
    """A closed line on each tip: five on the left hand's back, five on the left foot."""
    for view, top in ((View.HANDS, 230), (View.FEET, -300)):
        closed = [line for line in shapely.get_parts(lines_of(figure, view)) if line.is_ring and line.bounds[1] > top]
        assert len([line for line in closed if line.centroid.x > 0 and 3 < line.length < 60]) >= 5, view
