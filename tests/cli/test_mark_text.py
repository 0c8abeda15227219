from __future__ import annotations

import pytest

from bodymap.cli.mark_text import part_marks, spot
from bodymap.core.errors import BodymapError
from bodymap.core.marks.mark import SPOT_RADIUS_MM, Spot, WholePart
from bodymap.core.vocabulary import Quality, Side, View


@pytest.mark.parametrize(
    ("text", "sides", "quality", "intensity"),
    [
        ("hip-front@left", ["left"], None, None),
        ("hip-front@right", ["right"], None, None),
        ("hip-front@both", ["left", "right"], None, None),
        ("hip-front@left:numb", ["left"], Quality.NUMB, None),
        ("hip-front@left:burning:0", ["left"], Quality.BURNING, 0),
        ("hip-front@both:shooting:10", ["left", "right"], Quality.SHOOTING, 10),
        ("hip-front@left::6", ["left"], None, 6),
    ],
)
def test_a_part_in_one_line(text: str, sides: list[str], quality: Quality | None, intensity: int | None) -> None:
    marks = part_marks(text)
    assert [mark.shape for mark in marks] == [WholePart("hip-front", Side(side)) for side in sides]  # type: ignore[arg-type]
    assert {(mark.quality, mark.intensity) for mark in marks} == {(quality, intensity)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hip-front", "expected PART@SIDE"),
        ("", "expected PART@SIDE"),
        ("hip-frnt@left", "unknown part 'hip-frnt'; did you mean hip-front"),
        ("@left", "unknown part ''"),
        ("hip-front@", "unknown side ''; known: left, right, both"),
        ("hip-front@lft", "did you mean left? known: left, right, both"),
        ("hip-front@left:sore", "unknown quality 'sore'; known: aching, burning, shooting, tingling, numb"),
        ("hip-front@left:numb:11", "intensity '11'"),
        ("hip-front@left:numb:-1", "intensity '-1'"),
        ("hip-front@left:numb:5.5", "intensity '5.5'"),
        ("hip-front@left:numb:", "intensity ''"),
        ("hip-front@left:numb:٣", "intensity"),
        ("hip-front@left:numb:5:x", "expected PART@SIDE"),
    ],
)
def test_a_part_that_is_not_right_is_refused(text: str, told: str) -> None:
    with pytest.raises(BodymapError) as caught:
        part_marks(text)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("front:90,-12.5", Spot(View.FRONT, 90, -12.5, SPOT_RADIUS_MM)),
        ("back:-90,880,5", Spot(View.BACK, -90, 880, 5)),
        ("feet: 1 , 2 , 3 ", Spot(View.FEET, 1, 2, 3)),
    ],
)
def test_a_spot_in_one_line(text: str, expected: Spot) -> None:
    assert spot(text) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("front", "expected VIEW:X,Y"),
        ("front:1", "expected VIEW:X,Y"),
        ("front:1,2,3,4", "4 numbers; expected VIEW:X,Y[,RADIUS_MM], decimals with a point"),
        ("frnt:1,2", "unknown view 'frnt'; did you mean front"),
        ("front:one,2", "'one' is not a number"),
        ("front:nan,2", "'nan' is not a number"),
        ("front:1,inf", "'inf' is not a number"),
        ("front:1,2,0", "radius 0 mm; expected 2 to 150 mm"),
        ("front:1,2,150.5", "radius 150.5 mm; expected 2 to 150 mm"),
    ],
)
def test_a_spot_that_is_not_right_is_refused(text: str, told: str) -> None:
    with pytest.raises(BodymapError) as caught:
        spot(text)
    assert told in str(caught.value)
