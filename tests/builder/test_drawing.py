"""The SVG writer: small, ordered, always the same, and readable by the program's own reader."""

from __future__ import annotations

import pytest
import shapely

from bodymap.builder.drawing import Dot, Layer, Shape, number_text, path_data, write
from bodymap.core.atlas.svg import read_svg

SQUARE = shapely.box(0, 0, 2, 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (-0.001, "0"), (0.0, "0"), (2.5, "2.5"), (-2.125, "-2.12"), (10.0, "10"), (1234.567, "1234.57")],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number_text(value) == text


def test_a_ring_starts_at_its_least_point() -> None:
    turned = shapely.Polygon([(2, 1), (0, 1), (0, 0), (2, 0)])
    assert path_data(turned) == "M0 0L2 0L2 1L0 1Z"


def test_equal_areas_give_equal_text_wherever_their_rings_start() -> None:
    points = [(0.0, 0.0), (2.0, 0.0), (3.0, 1.0), (1.0, 4.0)]
    assert len({path_data(shapely.Polygon(points[k:] + points[:k])) for k in range(4)}) == 1


def test_parts_come_in_a_fixed_order() -> None:
    parts = [shapely.box(9, 0, 10, 1), SQUARE]
    assert path_data(shapely.MultiPolygon(parts)) == path_data(shapely.MultiPolygon(parts[::-1]))


def test_holes_are_rings_of_the_same_path() -> None:
    holed = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(3, 3), (3, 6), (6, 6), (6, 3)]])
    assert path_data(holed) == "M0 0L9 0L9 9L0 9ZM3 3L3 6L6 6L6 3Z"


def test_a_line_stays_open() -> None:
    assert path_data(shapely.LineString([(0, 0), (1, 2.5)])) == "M0 0L1 2.5"


def test_a_drawing_is_read_back_as_it_was_written() -> None:
    layers = [
        Layer("parts", (Shape("hip", SQUARE, {"data-part": "hip-front"}),), {"display": "none"}),
        Layer("landmarks", (Dot("key-L1-left", 1.25, -3.0, {"data-root": "L1"}),)),
    ]
    text = write(title="Hip & groin", box=(-5, -5, 10, 20), facts={"view": "front"}, layers=layers)
    document = read_svg(text, file="test.svg")
    assert (document.view_box.x, document.view_box.bottom) == (-5, 15)
    assert document.attributes["data-view"] == "front"
    assert [layer.id for layer in document.layers] == ["parts", "landmarks"]
    shape, dot = document.layers[0].shapes[0], document.layers[1].shapes[0]
    assert shapely.Polygon(shape.lines[0]).equals(SQUARE)
    assert (dot.attributes["cx"], dot.attributes["cy"]) == ("1.25", "-3")
    assert "<title>Hip &amp; groin</title>" in text
    assert text.endswith("</svg>\n")
