from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.drawing_reader import parts_in, polygon_of, read_drawing
from bodymap.core.errors import DrawingError
from bodymap.core.vocabulary import Figure, MapName, Root, Side, View
from tests.core.small_body import back_svg, front_svg, rectangle, svg_of


def rings(area: BaseGeometry) -> tuple[np.ndarray, ...]:
    return tuple(
        np.array(ring.coords[:-1]) for one in shapely.get_parts(area) for ring in (one.exterior, *one.interiors)
    )


@pytest.mark.parametrize(
    "area",
    [
        shapely.box(0, 0, 10, 20),
        shapely.box(0, 0, 30, 30) - shapely.box(10, 10, 20, 20),
        shapely.box(0, 0, 30, 30) - shapely.box(5, 5, 8, 8) - shapely.box(20, 20, 25, 25),
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 9, 9)]),
        shapely.unary_union([shapely.box(0, 0, 30, 30) - shapely.box(5, 5, 25, 25), shapely.box(10, 10, 20, 20)]),
    ],
    ids=["plain", "with a hole", "with two holes", "in two parts", "an island in a hole"],
)
def test_rings_enclose_by_the_even_odd_rule(area: BaseGeometry) -> None:
    found = polygon_of(rings(area))
    assert shapely.is_valid(found)
    assert shapely.equals(found, area)


def test_reads_figure_view_silhouette_and_layers() -> None:
    drawing = read_drawing(front_svg(), file="front.svg")
    assert (drawing.figure, drawing.view) == (Figure.NEUTRAL, View.FRONT)
    assert drawing.silhouette.area == 200 * 460
    assert set(drawing.territories) == {MapName.FOERSTER, MapName.LEE}
    assert len(drawing.parts.regions) == 8
    assert [point.roots for point in drawing.key_points] == [(Root.L1,), (Root.S4, Root.S5)]


def test_reads_nerves_and_courses() -> None:
    drawing = read_drawing(front_svg(), file="front.svg")
    assert [(region.nerve, region.side) for region in drawing.nerves.regions] == [
        ("groin-nerve", Side.LEFT),
        ("groin-nerve", Side.RIGHT),
    ]
    assert [(course.root, course.side, course.is_visible) for course in drawing.courses] == [
        (Root.L1, Side.LEFT, True),
        (Root.L1, Side.LEFT, False),
    ]
    assert [shapely.get_num_geometries(course.line) for course in drawing.courses] == [1, 2]


def test_a_drawing_without_nerves_and_courses_has_none() -> None:
    drawing = read_drawing(back_svg(), file="back.svg")
    assert (drawing.nerves.regions, drawing.courses) == ((), ())


def test_the_parts_that_a_drawing_names_are_found_without_reading_it() -> None:
    assert parts_in(front_svg()) == {region.part for region in read_drawing(front_svg(), file="f").parts.regions}
    assert parts_in("<svg/>") == frozenset()


@pytest.mark.parametrize(("text", "sign"), [(front_svg(), 1), (back_svg(), -1)], ids=["front", "back"])
def test_the_patients_left_is_right_of_the_middle_in_front_and_left_of_it_at_the_back(text: str, sign: int) -> None:
    drawing = read_drawing(text, file="f.svg")
    for region in (*drawing.parts.regions, *drawing.territories[MapName.FOERSTER].regions):
        side = Side.LEFT if region.geometry.centroid.x * sign > 0 else Side.RIGHT
        assert region.side is side
        assert region.id.endswith(side.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('data-format="1"', 'data-format="2"', "data-format '2'"),
        ('data-format="1"', "", "data-format None"),
        ('data-figure="neutral"', 'data-figure="giant"', "known: neutral, female, male"),
        ('data-view="front"', 'data-view="top"', "data-view 'top'"),
        ('id="silhouette"', 'id="edge"', "'silhouette' is missing"),
        ('<g id="landmarks">', '<g id="extra">', "unknown layer"),
        ('<g id="lee" data-kind="map">', '<g id="leo" data-kind="map">', "did you mean lee"),
        ('<g id="outline"', '<g id="silhouette-layer"', "unknown layer"),
        ('data-part="face"', "", "data-part is missing"),
        ('id="part-face-left" ', "", "id is missing"),
        ('data-side="left"', 'data-side="lef"', "did you mean left"),
        ('data-root="T11"', 'data-root="T13"', "known: C2"),
        ('data-root="S4 S5"', 'data-root="S6"', "data-root 'S6'"),
        ('data-root="S4 S5"', "", "data-root ''"),
        ('data-nerve="groin-nerve"', "", "data-nerve is missing"),
        ('data-visible="true"', 'data-visible="yes"', "data-visible 'yes'; known: true, false"),
        ('data-visible="true"', "", "data-visible ''"),
        ("M10 0L50 50", "M10 0", "two points or more"),
        (rectangle(0, 0, 100, 150), "M0 0L100 0L0 100L100 100Z", "not a proper area"),
        (rectangle(0, 0, 100, 150), "M0 0L100 0L100 100", "must be a closed path"),
        (rectangle(0, 0, 100, 150), "M0 0L100 0Z", "three points"),
    ],
)
def test_refuses_what_it_does_not_understand_and_says_where(old: str, new: str, told: str) -> None:
    assert old in front_svg()
    with pytest.raises(DrawingError, match=r"^front\.svg: ") as caught:
        read_drawing(front_svg().replace(old, new), file="front.svg")
    assert told in str(caught.value)


def test_a_landmark_must_be_a_circle() -> None:
    text = front_svg().replace('<g id="landmarks">', f'<g id="landmarks"><path id="x" d="{rectangle(0, 0, 1, 1)}"/>')
    with pytest.raises(DrawingError, match="must be a circle"):
        read_drawing(text, file="f.svg")


def test_a_drawing_without_an_outline_is_refused() -> None:
    text = back_svg().replace('<g id="outline"', '<g id="courses"')
    with pytest.raises(DrawingError, match="layer <g id='outline'> is missing"):
        read_drawing(text, file="f.svg")


def test_a_drawing_without_layers_is_refused() -> None:
    with pytest.raises(DrawingError, match="missing"):
        read_drawing(svg_of(), file="f.svg")
