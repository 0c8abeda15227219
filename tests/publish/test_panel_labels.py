"""In a picture and on a page, numbers stand at their marks, names on their side, and neither on a small mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.orientation import MIDLINE_VIEWS, half_of
from bodymap.core.coverage.skin import seen_mark_areas
from bodymap.core.marks.mark import Mark, MarkId, Spot, Stroke, WholePart
from bodymap.core.vocabulary import Figure, PartId, Quality, Root, Side, View
from bodymap.library.loading import load_atlas
from bodymap.publish.body_panels import TEXT, panel_text, panels
from bodymap.publish.told import Told
from bodymap.state.case import Case
from bodymap.state.palette import UNSAID
from tests.state.telling import told_of

PAGE = 2 * TEXT
"""Letters of the page, which are larger in the units of the body."""

SVG = "{http://www.w3.org/2000/svg}"


def marks_on(side: Side) -> tuple[Mark, ...]:
    """A spot, a stroke from the waist to the knee, a spot across the midline, and a shoulder seen on its rim."""
    front, back, saddle = (half_of(side, view) for view in (View.FRONT, View.BACK, View.SADDLE))
    line = tuple((back * (111.0 + 0.05 * y), y) for y in range(-234, 380, 20))
    return (
        Mark(MarkId(1), Spot(View.FRONT, front * 114.0, -53.0), Quality.BURNING, 7),
        Mark(MarkId(2), Stroke(View.BACK, line, 30.0), Quality.BURNING),
        Mark(MarkId(3), Spot(View.SADDLE, saddle * 15.0, -5.0), Quality.NUMB),
        Mark(MarkId(4), WholePart(PartId("shoulder-outer"), side), Quality.BURNING),
    )


def pills(told: Told, view: View, letters: float) -> Iterator[tuple[str, str, BaseGeometry]]:
    """The text, colour and frame of every number and name of a view, in its own units."""
    (panel,) = (one for one in panels([View.FRONT, View.BACK, view], told.atlas, letters=letters) if one.view is view)
    root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{panel_text(panel, told)}</svg>')
    group = next(iter(root))
    elements = list(group)
    for frame, text in pairwise(elements):
        if frame.tag == f"{SVG}rect":
            x, y, width, height = (float(frame.attrib[name]) for name in ("x", "y", "width", "height"))
            yield text.text or "", frame.attrib["stroke"], shapely.box(x, y, x + width, y + height)


def leads(text: str, frame: BaseGeometry, area: BaseGeometry) -> bool:
    """Whether some line of a drawing goes from the middle of a frame to an area."""
    middle = frame.centroid
    ends = re.findall(r'd="M([\d.-]+) ([\d.-]+)L([\d.-]+) ([\d.-]+)"', text)
    return any(
        middle.distance(shapely.Point(float(x), float(y))) < 0.1
        and area.distance(shapely.Point(float(to_x), float(to_y))) < 0.1
        for x, y, to_x, to_y in ends
    )


@pytest.fixture(scope="module", params=list(Figure))
def atlas(request: pytest.FixtureRequest) -> Atlas:
    return load_atlas(request.param)


@pytest.mark.parametrize("letters", [TEXT, PAGE])
@pytest.mark.parametrize("view", [View.FRONT, View.BACK, View.SADDLE, View.LEFT, View.RIGHT])
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_numbers_stand_at_their_marks_and_nothing_covers_a_mark(
    atlas: Atlas, side: Side, view: View, letters: float
) -> None:
    marks = marks_on(side)
    told = told_of(Case(marks, figure=atlas.figure), atlas=atlas)
    areas = {str(number): seen_mark_areas(mark, atlas).get(view) for number, mark in enumerate(marks, start=1)}
    found = list(pills(told, view, letters))
    numbers = {text: frame for text, colour, frame in found if colour == UNSAID}
    assert set(numbers) == {number for number, area in areas.items() if area is not None}
    for number, area in areas.items():
        if area is None:
            continue
        own = numbers[number]
        (panel,) = (one for one in panels([View.FRONT, View.BACK, view], atlas, letters=letters) if one.view is view)
        assert own.distance(area) < 0.2 * panel.pill or leads(panel_text(panel, told), own, area)
        disc = own.centroid.buffer(panel.pill / 2)  # a frame is rounded
        assert disc.intersection(area).area <= 0.2 * area.area
        if view in MIDLINE_VIEWS:
            assert own.centroid.x * half_of(side, view) > 0
        assert not [text for text, _, frame in found if text != number and frame.intersects(area)]


@pytest.mark.parametrize("letters", [TEXT, PAGE])
@pytest.mark.parametrize("view", sorted(MIDLINE_VIEWS, key=str))
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_names_of_roots_stand_on_their_side(atlas: Atlas, side: Side, view: View, letters: float) -> None:
    told = told_of(Case(marks_on(side), figure=atlas.figure), atlas=atlas)
    lit = {(one.root, one.side) for one in told.findings.shown}
    seen = {root.value: {own for named, own in lit if named is root} for root in Root}
    halves: dict[str, list[int]] = {}
    for text, colour, frame in pills(told, view, letters):
        if colour != UNSAID:
            left, _, right, _ = frame.bounds
            assert left >= -0.02 or right <= 0.02
            halves.setdefault(text, []).append(1 if left >= -0.02 else -1)
    assert halves
    for root, found in halves.items():
        assert len(found) == len(set(found))
        assert set(found) <= {half_of(own, view) for own in seen[root]}


@pytest.mark.parametrize("captions", [TEXT, PAGE, 1.5 * PAGE])
@pytest.mark.parametrize("view", [View.FRONT, View.BACK, View.SADDLE])
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_no_name_covers_a_letter_of_the_sides(atlas: Atlas, side: Side, view: View, captions: float) -> None:
    told = told_of(Case(marks_on(side), figure=atlas.figure), atlas=atlas)
    views = [View.FRONT, View.BACK, view]
    (panel,) = (one for one in panels(views, atlas, letters=PAGE, captions=captions) if one.view is view)
    root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{panel_text(panel, told)}</svg>')
    left, top = panel.origin
    written = [one for one in root.findall(f"{SVG}text") if one.text in {"L", "R"}]
    assert len(written) == 2
    for letter in written:
        x, y = (float(letter.attrib["x"]) - left) / panel.scale, (float(letter.attrib["y"]) - top) / panel.scale
        middle = shapely.Point(x, y - 0.35 * captions / panel.scale).buffer(0.35 * captions / panel.scale)
        group = list(next(iter(root)))
        for frame, text in pairwise(group):
            if frame.tag == f"{SVG}rect" and frame.attrib["stroke"] != UNSAID:
                at = [float(frame.attrib[name]) for name in ("x", "y", "width", "height")]
                box = shapely.box(at[0], at[1], at[0] + at[2], at[1] + at[3])
                assert not box.intersects(middle), text.text
