"""What a gesture becomes."""

from __future__ import annotations

from bodymap.core.marks.mark import MOST_STROKE_POINTS
from bodymap.core.marks.touch import BodyStroke
from bodymap.core.vocabulary import View
from bodymap.state.gestures import drawn_stroke


def test_an_endless_scribble_keeps_its_ends_and_no_more_points_than_may_be() -> None:
    line = BodyStroke(View.FRONT, tuple((float(5 * (step % 2)), float(3 * step)) for step in range(5000)))
    stroke = drawn_stroke(line, 15)
    assert len(stroke.points) <= MOST_STROKE_POINTS
    assert (stroke.points[0], stroke.points[-1]) == (line.points[0], line.points[-1])
