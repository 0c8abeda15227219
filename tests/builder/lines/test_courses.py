"""Courses of the roots in the shipped drawings: on the limb that carries them, and on no other."""

from __future__ import annotations

from functools import cache

import pytest

from bodymap.core.atlas.atlas import Drawing
from bodymap.core.atlas.drawing_reader import read_drawing
from bodymap.core.vocabulary import Figure, Root, View
from bodymap.library import resources

ARM = (Root.C5, Root.C6, Root.C7, Root.C8, Root.T1)
FOOT = (Root.L4, Root.L5, Root.S1)
BELLY = (Root.T9, Root.T10, Root.T11, Root.T12)
SADDLE = (*BELLY, Root.L1, Root.L2, Root.L3, Root.L4, Root.L5, Root.S1, Root.S2, Root.S3, Root.S4, Root.S5)
HAND = (Root.C6, Root.C7, Root.C8)
CARRIED = {View.FEET: FOOT, View.SADDLE: SADDLE, View.HANDS: HAND}
EACH = pytest.mark.parametrize(("figure", "view"), [(figure, view) for figure in Figure for view in CARRIED])


@cache
def drawing(figure: Figure, view: View) -> Drawing:
    return read_drawing(resources.drawing_text(figure, view), file=resources.drawing_name(figure, view))


@EACH
def test_a_close_up_shows_only_courses_of_the_limb_it_is_a_picture_of(figure: Figure, view: View) -> None:
    assert {course.root for course in drawing(figure, view).courses} <= set(CARRIED[view])


@pytest.mark.parametrize("figure", list(Figure))
def test_the_way_to_the_limb_is_still_drawn(figure: Figure) -> None:
    assert {course.root for course in drawing(figure, View.HANDS).courses} == set(HAND)
    assert {course.root for course in drawing(figure, View.FEET).courses} >= {Root.L5, Root.S1}
    assert {Root.S3, Root.S4} <= {course.root for course in drawing(figure, View.SADDLE).courses}
