"""Courses of the roots in the shipped drawings: each leaves at its own vertebra, on every figure."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
import shapely
from shapely.affinity import scale

from bodymap.core.atlas.atlas import Course, Drawing
from bodymap.core.atlas.drawing_reader import read_drawing
from bodymap.core.vocabulary import Figure, Root, Side, View
from bodymap.library import resources
from bodymap.library.loading import load_surfaces

WHOLE = (View.FRONT, View.BACK, View.LEFT, View.RIGHT)
ROOTS = tuple(Root)
RIBS = ROOTS[ROOTS.index(Root.T2) : ROOTS.index(Root.L1) + 1]
LOIN = (Root.T12, Root.L1, Root.L2, Root.L3, Root.L4)
PLEXUS = (Root.C5, Root.C6, Root.C7, Root.C8, Root.T1)

VERTEBRAE = {
    **dict(zip(ROOTS[: ROOTS.index(Root.T2)], (675, 650, 630, 615, 595, 578, 562, 540), strict=True)),
    **{root: 515 - 25.4 * number for number, root in enumerate(ROOTS[ROOTS.index(Root.T2) : ROOTS.index(Root.L1)])},
    **dict(zip(ROOTS[ROOTS.index(Root.L1) :], (235, 210, 180, 150, 120, 95, 80, 65, 50, 35), strict=True)),
}
"""Heights in mm above the crotch, on the reference body, at which roots leave the spine."""

OF_SPINE = {
    "neck-back": (Root.C3, Root.C8),
    "low-back": (Root.L1, Root.L4),
    "sacrum": (Root.S1, Root.S4),
}
"""Parts of the back and the first and last root that leave behind them."""

LEVEL_MM = 25.0
BESIDE_LINE_MM = 1.0
APART_MM = 1.0
SHORTEST_MM = 35.0
THIRDS_OF_COLLARBONE = (45.0, 115.0)

EACH_FIGURE = pytest.mark.parametrize("figure", list(Figure))
EACH_DRAWING = pytest.mark.parametrize(("figure", "view"), [(figure, view) for figure in Figure for view in View])
EACH_WHOLE = pytest.mark.parametrize(("figure", "view"), [(figure, view) for figure in Figure for view in WHOLE])


@cache
def drawing(figure: Figure, view: View) -> Drawing:
    return read_drawing(resources.drawing_text(figure, view), file=resources.drawing_name(figure, view))


def pieces(figure: Figure, view: View, root: Root, side: Side) -> list[Course]:
    """The pieces of a course from the spine on."""
    found = [each for each in drawing(figure, view).courses if each.root is root and each.side is side]
    return sorted(found, key=lambda each: int(each.id.rpartition("-")[2]))


def start(figure: Figure, view: View, root: Root, side: Side) -> tuple[float, float]:
    x, y = shapely.get_coordinates(pieces(figure, view, root, side)[0].line)[0].tolist()
    return x, y


@EACH_FIGURE
@pytest.mark.parametrize("root", ROOTS)
def test_a_root_leaves_at_its_own_vertebra(figure: Figure, root: Root) -> None:
    for side in Side:
        x, y = start(figure, View.BACK, root, side)
        place = load_surfaces(figure)[View.BACK].place_at(x=x, y=y)
        assert place is not None
        assert place[1] == pytest.approx(VERTEBRAE[root], abs=LEVEL_MM)


@EACH_FIGURE
@pytest.mark.parametrize("part", OF_SPINE)
def test_a_root_leaves_behind_the_part_that_bears_the_name_of_its_vertebra(figure: Figure, part: str) -> None:
    drawn = [each.geometry for each in drawing(figure, View.BACK).parts.regions if each.part == part]
    _, top, _, bottom = shapely.bounds(shapely.union_all(drawn))
    for root in OF_SPINE[part]:
        assert top - LEVEL_MM <= start(figure, View.BACK, root, Side.LEFT)[1] <= bottom + LEVEL_MM


@EACH_FIGURE
@pytest.mark.parametrize("side", list(Side))
def test_roots_leave_the_spine_one_below_the_other_beside_the_midline(figure: Figure, side: Side) -> None:
    starts = [start(figure, View.BACK, root, side) for root in ROOTS]
    assert all(above < below for (_, above), (_, below) in pairwise(starts))
    sign = 1 if side is Side.RIGHT else -1
    assert all(0 < sign * x < 40 for x, _ in starts)


@EACH_FIGURE
def test_the_roots_of_the_arm_meet_behind_the_middle_of_the_collarbone(figure: Figure) -> None:
    lines = [shapely.union_all([each.line for each in pieces(figure, View.FRONT, root, Side.LEFT)]) for root in PLEXUS]
    inner, outer = THIRDS_OF_COLLARBONE
    spread = [
        max(ys) - min(ys)
        for x in range(int(inner), int(outer), 5)
        if (ys := [shapely.bounds(line.intersection(shapely.LineString([(x, -900), (x, -300)])))[1] for line in lines])
    ]
    first = [start(figure, View.FRONT, root, Side.LEFT)[1] for root in PLEXUS]
    assert min(spread) < 0.4 * (max(first) - min(first))


@EACH_DRAWING
def test_courses_of_the_ribs_and_the_flank_do_not_cross(figure: Figure, view: View) -> None:
    for side in Side:
        lines = [
            shapely.union_all([each.line for each in pieces(figure, view, root, side) if each.is_visible])
            for root in RIBS
        ]
        for root, (above, below) in zip(RIBS, pairwise(lines), strict=False):
            assert not shapely.intersects(above, below), f"{root.value} crosses the next on the {side.value}"


@EACH_WHOLE
def test_the_band_of_t12_runs_above_that_of_l1(figure: Figure, view: View) -> None:
    for side in Side:
        above, below = (
            [each for each in pieces(figure, view, root, side) if each.is_visible] for root in (Root.T12, Root.L1)
        )
        for one in above:
            for x, y in shapely.get_coordinates(one.line).tolist():
                upright = shapely.LineString([(x, -1000), (x, y)])
                assert not any(shapely.intersects(upright, other.line) for other in below)


@EACH_FIGURE
@pytest.mark.parametrize(("view", "ahead"), [(View.LEFT, -1), (View.RIGHT, 1)])
def test_from_the_side_the_roots_of_the_loin_stay_one_above_the_other_on_their_way_to_the_groin(
    figure: Figure, view: View, ahead: int
) -> None:
    side = Side(view.value)
    lines = [shapely.union_all([each.line for each in pieces(figure, view, root, side)]) for root in LOIN]
    begin = max(ahead * start(figure, view, root, side)[0] for root in LOIN[1:])
    for step in range(0, 81, 5):
        upright = shapely.LineString([(ahead * (begin + step), y) for y in (-1000, 300)])
        heights = [shapely.bounds(line.intersection(upright))[1] for line in lines]
        assert heights == sorted(set(heights)), f"{step} mm in front of the spine"


@EACH_DRAWING
def test_a_course_stays_on_the_body(figure: Figure, view: View) -> None:
    shown = drawing(figure, view)
    skin = shown.silhouette.buffer(BESIDE_LINE_MM)
    off = [each.id for each in shown.courses if not shapely.covers(skin, each.line)]
    assert not off


@EACH_WHOLE
def test_a_course_is_unbroken_from_the_spine_to_its_skin(figure: Figure, view: View) -> None:
    for root in ROOTS:
        for side in Side if view in (View.FRONT, View.BACK) else (Side(view.value),):
            ends = [shapely.get_coordinates(each.line)[[0, -1]] for each in pieces(figure, view, root, side)]
            assert ends, f"{root.value} is not drawn"
            gaps = [float(abs(one[1] - other[0]).max()) for one, other in pairwise(ends)]
            assert max(gaps, default=0.0) < APART_MM, f"{root.value} has a gap"


@EACH_WHOLE
def test_a_course_along_the_rim_does_not_flicker_between_seen_and_hidden(figure: Figure, view: View) -> None:
    for root in ROOTS:
        for side in Side if view in (View.FRONT, View.BACK) else (Side(view.value),):
            lengths = [each.line.length for each in pieces(figure, view, root, side)]
            assert min(lengths[1:], default=SHORTEST_MM) >= SHORTEST_MM, f"{root.value} flickers"


@EACH_FIGURE
def test_the_courses_of_the_right_view_are_those_of_the_left_one_mirrored(figure: Figure) -> None:
    for root in ROOTS:
        left, right = pieces(figure, View.LEFT, root, Side.LEFT), pieces(figure, View.RIGHT, root, Side.RIGHT)
        assert [each.is_visible for each in left] == [each.is_visible for each in right]
        for one, other in zip(left, right, strict=True):
            assert shapely.equals_exact(scale(one.line, xfact=-1, origin=(0, 0)), other.line, tolerance=1e-9)


@EACH_FIGURE
def test_l4_reaches_the_inner_ankle_and_the_foot(figure: Figure) -> None:
    seen = 0
    for view in (View.FRONT, View.BACK):
        line = shapely.union_all([each.line for each in pieces(figure, view, Root.L4, Side.LEFT)])
        for key in drawing(figure, view).key_points:
            if key.roots == (Root.L4,) and key.side is Side.LEFT:
                seen += 1
                assert shapely.distance(line, shapely.Point(key.x, key.y)) < 15
    assert seen
    assert pieces(figure, View.FEET, Root.L4, Side.LEFT)[0].is_visible


@EACH_FIGURE
def test_the_saddle_shows_no_course_of_the_belly(figure: Figure) -> None:
    assert not {each.root for each in drawing(figure, View.SADDLE).courses} & set(ROOTS[: ROOTS.index(Root.L1)])
