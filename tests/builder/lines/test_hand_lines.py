"""What the mesh lacks is drawn by hand: on the figures and in the views that are named, alike on both sides."""

from __future__ import annotations

import pytest
import shapely
from shapely.affinity import scale

from bodymap.builder.lines.contours import DEPTHS
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
