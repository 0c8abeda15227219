from __future__ import annotations

import re
import time

import numpy as np
import pytest
import shapely

from bodymap.core.atlas import svg
from bodymap.core.atlas.svg import MOST_CHARACTERS, ViewBox, path_data, read_svg
from bodymap.core.errors import DrawingError
from tests.core.small_body import front_svg, svg_of


def layer(content: str) -> str:
    return svg_of(layers=f'<g id="parts">{content}</g>')


def path(data: str) -> str:
    return layer(f'<path id="p" d="{data}"/>')


def test_reads_view_box_layers_and_shapes() -> None:
    document = read_svg(front_svg(), file="front.svg")
    assert document.view_box == ViewBox(-120, -180, 240, 500)
    assert [one.id for one in document.layers] == [
        *("shade", "outline", "parts", "foerster", "lee", "landmarks", "cutaneous-nerves", "courses")
    ]
    assert document.layers[2].shapes[0].attributes["data-part"] == "face"


@pytest.mark.parametrize(
    ("data", "points", "is_closed"),
    [
        ("M1 2L3 4L5.5 -6Z", [[[1, 2], [3, 4], [5.5, -6]]], True),
        ("M1,2 L3,4 L5,6 Z", [[[1, 2], [3, 4], [5, 6]]], True),
        ("M1 -2L-3 -4", [[[1, -2], [-3, -4]]], False),
        ("M1e1 2L.5 4Z M0 0L1 1L2 0Z", [[[10, 2], [0.5, 4]], [[0, 0], [1, 1], [2, 0]]], True),
    ],
)
def test_reads_a_path(data: str, points: list[list[list[float]]], is_closed: bool) -> None:
    shape = read_svg(path(data), file="f.svg").layers[0].shapes[0]
    assert [line.tolist() for line in shape.lines] == points
    assert shape.is_closed is is_closed


@pytest.mark.parametrize(
    "data",
    [
        "",
        "L1 1L2 2Z",
        "M1 2l3 4Z",
        "M1 2L3Z",
        "M1 2L3 4 5Z",
        "M1 2C3 4 5 6 7 8Z",
        "M1 2 3 4Z",
        "M1-2L3-4",
        "m1 2L3 4Z",
        "Mnan 2L3 4Z",
        "M1 inf L3 4Z",
        "M1e999 2L3 4Z",
        "M1 2L300 4Z",
        "M1 2L3 -181Z",
        "M1 2L3 4ZZ",
        "M1 2Lx yZ",
        "M1 2L3 4Z5 6",
        "M1 2L3 4LZ",
        "M1 2LL3 4",
        "M1 2Z3 4",
        "M1 2L3 4Z0",
        "M1 2L3 .Z",
        "M1 2L3 4eZ",
        "M1 2L3 -",
        "M1 2L3,,4",
        "M1 2L,3 4",
        "M1 2L3 4,",
        "MM1 2",
        "Z M1 2",
        "x M1 2L3 4",
        "M",
    ],
)
def test_refuses_a_path_outside_the_subset(data: str) -> None:
    with pytest.raises(DrawingError, match=r"f\.svg: <path id='p'>"):
        read_svg(path(data), file="f.svg")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (layer('<use href="#p"/>'), "<use>"),
        (layer("<rect/>"), "<rect>"),
        (svg_of(layers="<script/>"), "<script>"),
        (svg_of(layers="<style>path{}</style>"), "<style>"),
        (svg_of(layers='<path id="p" d="M1 2L3 4Z"/>'), "'p'"),
        (svg_of(layers="<g/>"), "a layer needs an id"),
        (svg_of(layers='<g id="a"><g id="b"/></g>'), "'b'"),
        (svg_of(layers='<svg xmlns="http://www.w3.org/2000/svg"/>'), "<svg>"),
        (layer('<path id="p" d="M1 2L3 4Z" transform="scale(2)"/>'), "'transform'"),
        (layer('<path id="p" d="M1 2L3 4Z" style="fill:red"/>'), "'style'"),
        (layer('<path id="p" d="M1 2L3 4Z" onclick="x()"/>'), "'onclick'"),
        (layer('<path id="p" d="M1 2L3 4Z" clip-path="url(#c)"/>'), "'clip-path'"),
        (layer('<path id="p" d="M1 2L3 4Z"/><path id="p" d="M1 2L3 4Z"/>'), "duplicate"),
        (layer('<circle id="c" cx="1" cy="nan" r="1"/>'), "'c'"),
        (layer('<circle id="c" cx="1" cy="1000" r="1"/>'), "outside the view box"),
        (svg_of(head="<!DOCTYPE svg>"), "DOCTYPE"),
        (svg_of(head='<!DOCTYPE svg SYSTEM "http://example.org/x.dtd">'), "DOCTYPE"),
        (svg_of(head='<?xml-stylesheet href="x.css"?>'), "xml-stylesheet"),
        ("<svg", "not well-formed"),
        ("", "not well-formed"),
        (svg_of()[:-1], "not well-formed"),
        (svg_of(layers='<g id="a">&bomb;</g>'), "not well-formed"),
        ('<g id="a"/>', "one <svg>"),
        ("<svg/>", "xmlns"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 1"/>', "viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 1"/>', "above 0"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e999 1"/>', "above 0"),
    ],
)
def test_refuses_what_is_outside_the_subset_and_names_it(text: str, told: str) -> None:
    with pytest.raises(DrawingError, match=r"^f\.svg: ") as caught:
        read_svg(text, file="f.svg")
    assert told in str(caught.value)


def test_an_entity_bomb_is_refused_before_it_grows() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "x">{entities}]>'
    with pytest.raises(DrawingError, match="DOCTYPE"):
        read_svg(svg_of(head=bomb, layers='<g id="a">&a19;</g>'), file="f.svg")


@pytest.mark.parametrize(
    "text",
    [
        svg_of(layers='<g id="a">' * 100_000),
        path("M1 2" + "L3 4" * 5_000_000),
        path("M1 2" + "L3 4" * 500_000 + "!"),
        path("M" + "1" * 1_000_000),
        path("M1 2L3 4Z" * 100_000 + "L"),
        path("M1" + " " * 1_000_000 + "x"),
        path("M1" + " " * 500_000 + "," + " " * 500_000 + "x"),
        path("M" + "1" * 500_000 + " " + "1" * 500_000 + "x"),
        path("M1." + "1" * 500_000 + "e" + "1" * 500_000 + " x"),
        path("M1 2" + " " * 500_000 + "Z" + " " * 500_000 + "x"),
        path("M1 2" + "Z " * 500_000),
        path("M" * 1_000_000),
        path("M1 2L3 4" + "L" * 1_000_000),
    ],
    ids=[
        *("deep", "20 MB", "bad end", "long number", "bad end after many", "spaces", "spaces and a comma"),
        *("two long numbers", "long fraction and exponent", "spaces around Z", "many Z", "many M", "many L"),
    ],
)
def test_a_hostile_text_is_refused_quickly(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(DrawingError):
        read_svg(text, file="f.svg")
    assert time.perf_counter() - start < 5


def test_patterns_are_such_as_every_python_reads_alike() -> None:
    patterns = [value for name, value in vars(svg).items() if name.isupper() and isinstance(value, re.Pattern)]
    assert patterns
    assert not [one.pattern for one in patterns if re.search(r"[*+?}]\+|\(\?>", one.pattern)]


def test_the_longest_text_is_stated_in_the_error() -> None:
    with pytest.raises(DrawingError, match=f"{MOST_CHARACTERS:,}"):
        read_svg(" " * (MOST_CHARACTERS + 1), file="f.svg")


@pytest.mark.parametrize(
    "area",
    [
        shapely.box(0, 0, 10, 20),
        shapely.box(0, 0, 30, 30) - shapely.box(10, 10, 20, 20),
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 9, 9)]),
    ],
    ids=["plain", "with a hole", "in two parts"],
)
def test_a_path_that_is_written_reads_back_as_the_same_lines(area: shapely.Polygon) -> None:
    shape = read_svg(path(path_data(area)), file="f.svg").layers[0].shapes[0]
    rings = [ring for one in shapely.get_parts(area) for ring in (one.exterior, *one.interiors)]
    assert [line.tolist() for line in shape.lines] == [np.array(ring.coords[:-1]).tolist() for ring in rings]
