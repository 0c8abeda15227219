"""Two figures of one body, easy to reckon with: a flat board that faces front and back, and a deep box with sides.

On the reference body the skin in front is the plane z = 100, with x from -200 to 200 and y from -300 to 300. The small
figure is drawn at half the size in front. The sides of the box are the planes x = -200 and x = 200, seen from the side.
"""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.atlas.surface import SEEN_MM, Surface, Surfaces, anchored, elsewhere, moved, moved_marks, read_surface
from bodymap.core.errors import DrawingError
from bodymap.core.marks.mark import Anchor, Mark, MarkId, Spot, Stroke, WholePart
from bodymap.core.vocabulary import PartId, Side, View

STEP = 4.0


def plane(half_width: float, half_height: float, place: tuple[str, str, str], depth: float = 100) -> Surface:
    """The surface of a drawing whose x and y (down) are the axes named; as `("x", "-y", depth)`."""
    x = np.arange(-half_width, half_width + 1, STEP)
    y = np.arange(-half_height, half_height + 1, STEP)
    right, down = np.meshgrid(x, y)
    axes = {
        "x": right,
        "-x": -right,
        "2x": 2 * right,
        "-y": -down,
        "-2y": -2 * down,
        "depth": np.full_like(right, depth),
    }
    position = np.stack([axes[name] for name in place], axis=-1)
    return Surface(np.array([-half_width, -half_height]), STEP, np.round(position * 2).astype(np.int16))


BOX: Surfaces = {
    View.FRONT: plane(200, 300, ("x", "-y", "depth")),
    View.BACK: plane(200, 300, ("-x", "-y", "depth"), -100),
    View.LEFT: plane(100, 300, ("depth", "-y", "-x"), 200),
}
SMALL: Surfaces = {View.FRONT: plane(100, 150, ("2x", "-2y", "depth"))}

inner_x, inner_y = st.floats(-195, 195), st.floats(-295, 295)


@given(x=inner_x, y=inner_y)
def test_between_grid_points_a_place_lies_in_proportion(x: float, y: float) -> None:
    assert BOX[View.FRONT].place_at(x=x, y=y) == pytest.approx((x, -y, 100), abs=0.01)


@given(x=inner_x, y=inner_y)
def test_a_place_is_seen_at_the_point_that_shows_it(x: float, y: float) -> None:
    found = BOX[View.FRONT].seen_at((x, -y, 100))
    assert found is not None
    assert (found.x, found.y, found.off_mm) == pytest.approx((x, y, 0), abs=0.05)


@given(x=inner_x, y=inner_y)
def test_a_spot_keeps_its_place_on_another_figure_and_comes_back(x: float, y: float) -> None:
    spot = Spot(View.FRONT, x, y, 20)
    there = moved(spot, BOX, SMALL)
    assert isinstance(there, Spot)
    assert (there.view, there.radius_mm) == (View.FRONT, 20)
    assert (there.x, there.y) == pytest.approx((x / 2, y / 2), abs=0.1)
    back = moved(there, SMALL, BOX)
    assert isinstance(back, Spot)
    assert (back.x, back.y) == pytest.approx((x, y), abs=0.1)


@given(x=inner_x, y=inner_y)
def test_mirrored_spots_move_to_mirrored_places(x: float, y: float) -> None:
    one, other = moved(Spot(View.FRONT, x, y), BOX, SMALL), moved(Spot(View.FRONT, -x, y), BOX, SMALL)
    assert isinstance(one, Spot)
    assert isinstance(other, Spot)
    assert (one.x, one.y) == pytest.approx((-other.x, other.y), abs=0.1)


def test_going_to_and_fro_does_not_drift() -> None:
    spot = Spot(View.FRONT, 33.3, 77.7)
    shape = moved(spot, BOX, SMALL)
    for _ in range(20):
        shape = moved(moved(shape, SMALL, BOX), BOX, SMALL)
    assert shape == moved(spot, BOX, SMALL)


def test_a_spot_that_is_not_seen_in_its_view_goes_where_it_is() -> None:
    side = Spot(View.LEFT, 30, -50, 12)
    without = {view: BOX[view] for view in (View.FRONT, View.BACK)}
    there = moved(side, BOX, {**without, View.RIGHT: BOX[View.LEFT]})
    assert isinstance(there, Spot)
    assert (there.view, there.radius_mm) == (View.RIGHT, 12)
    assert (there.x, there.y) == pytest.approx((30, -50), abs=0.1)
    # The side of the box is not seen from the front: its edge is the nearest skin there is.
    lost = moved(side, BOX, without)
    assert isinstance(lost, Spot)
    assert lost.view in (View.FRONT, View.BACK)
    assert abs(lost.x) == pytest.approx(200, abs=STEP)
    assert lost.y == pytest.approx(-50, abs=1)


def test_a_stroke_moves_point_by_point_and_keeps_its_width() -> None:
    stroke = Stroke(View.FRONT, ((-40.0, 0.0), (0.0, 20.0), (40.0, 60.0)), 18, (10, 12, 14))
    there = moved(stroke, BOX, SMALL)
    assert isinstance(there, Stroke)
    assert there.points == tuple(pytest.approx((x / 2, y / 2), abs=0.1) for x, y in stroke.points)
    assert (there.view, there.width_mm, there.widths_mm) == (View.FRONT, 18, (10, 12, 14))
    assert there.anchors == tuple(pytest.approx((x, -y, 100), abs=0.1) for x, y in stroke.points)


def test_a_point_of_a_stroke_off_the_body_goes_with_its_neighbour() -> None:
    there = moved(Stroke(View.FRONT, ((0.0, 0.0), (180.0, 0.0), (230.0, 0.0))), BOX, SMALL)
    assert isinstance(there, Stroke)
    assert there.points[2][0] - there.points[1][0] == 50
    assert there.anchors[2] is None


def test_a_stroke_goes_to_the_view_that_sees_most_of_it() -> None:
    stroke = Stroke(View.LEFT, ((10.0, 0.0), (20.0, 0.0), (30.0, 0.0)))
    assert isinstance(there := moved(stroke, BOX, {View.FRONT: BOX[View.FRONT], View.RIGHT: BOX[View.LEFT]}), Stroke)
    assert there.view is View.RIGHT


def test_a_whole_part_is_the_same_on_every_figure() -> None:
    whole = WholePart(PartId("groin"), Side.LEFT)
    assert moved(whole, BOX, SMALL) is whole
    assert anchored(whole, BOX) is whole


def test_what_cannot_be_placed_stays() -> None:
    off, feet = Spot(View.FRONT, 400, 0), Spot(View.FEET, 10, 10)
    assert moved(off, BOX, SMALL) == off
    assert moved(feet, BOX, SMALL) == feet
    assert moved(Spot(View.FRONT, 10, 10), BOX, {}) == Spot(View.FRONT, 10, 10)
    assert elsewhere(off, BOX) == elsewhere(feet, BOX) == ()


def test_anchors_that_a_shape_has_are_kept() -> None:
    place: Anchor = (50.0, 0.0, 100.0)
    spot = Spot(View.FRONT, 10, 10, anchors=(place,))
    assert anchored(spot, BOX) is spot
    there = moved(spot, BOX, SMALL)
    assert isinstance(there, Spot)
    assert (there.x, there.y) == pytest.approx((25, 0), abs=0.1)


def test_a_mark_moves_with_what_was_erased() -> None:
    mark = Mark(MarkId(3), Spot(View.FRONT, 80, 40), cuts=(Spot(View.FRONT, 100, 40, 5),), note="kept")
    (there,) = moved_marks([mark], BOX, SMALL)
    assert (there.shape, there.id, there.note) == (moved(mark.shape, BOX, SMALL), 3, "kept")
    assert there.cuts == (moved(mark.cuts[0], BOX, SMALL),)


def test_a_spot_shows_in_the_views_that_see_its_skin() -> None:
    corner = Spot(View.FRONT, 198, 20, 15)
    (beside,) = elsewhere(corner, BOX)
    assert (beside.view, beside.radius_mm) == (View.LEFT, 15)
    # The near edge of the side, where the box turns.
    assert (beside.x, beside.y) == pytest.approx((-100, 20), abs=0.1)
    assert elsewhere(Spot(View.FRONT, 200 - SEEN_MM - 5, 20), BOX) == ()


def test_skin_that_does_not_hang_together_is_not_mixed() -> None:
    position = np.full((5, 10, 3), 0, np.int16)
    position[..., 0] = np.arange(10) * 2 * STEP
    position[:, 5:, 2] = 600
    arm = Surface(np.zeros(2), STEP, position)
    depths = {place[2] for x in np.arange(0, 36, 0.5) if (place := arm.place_at(x=float(x), y=8)) is not None}
    assert depths == {0, 300}


def test_a_little_off_the_skin_the_nearest_skin_answers() -> None:
    assert BOX[View.FRONT].place_at(x=203, y=0) == pytest.approx((200, 0, 100))
    assert BOX[View.FRONT].place_at(x=230, y=0) is None
    assert BOX[View.FRONT].place_at(x=0, y=-1e6) is None


def test_a_drawing_without_skin_shows_no_place() -> None:
    empty = Surface(np.zeros(2), STEP, np.full((4, 4, 3), -32768, np.int16))
    assert empty.place_at(x=1, y=1) is None
    assert empty.seen_at((0, 0, 0)) is None
    assert moved(Spot(View.FRONT, 10, 10), BOX, {View.FRONT: empty}) == Spot(View.FRONT, 10, 10)


def packed(**arrays: object) -> bytes:
    whole = {"origin_mm": np.array([-8.0, -8.0]), "step_mm": np.float64(4), "position": np.zeros((5, 5, 3), np.int16)}
    file = io.BytesIO()
    np.savez_compressed(
        file, allow_pickle=True, **{name: np.asarray(value) for name, value in (whole | arrays).items()}
    )
    return file.getvalue()


def test_a_surface_is_read_from_its_file() -> None:
    surface = read_surface(packed(position=np.full((5, 5, 3), 30, np.int16)), file="s.npz")
    assert surface.place_at(x=0, y=0) == (15, 15, 15)
    assert surface.place_at(x=-8, y=-8) == (15, 15, 15)
    assert surface.place_at(x=40, y=0) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip",
        packed()[:100],
        packed(position=np.zeros((5, 5), np.int16)),
        packed(position=np.zeros((5, 5, 3))),
        packed(origin_mm=np.zeros(3)),
        packed(origin_mm=np.array([0, math.nan])),
        packed(step_mm=np.float64(0)),
        packed(step_mm=np.zeros(2)),
        packed(position=np.array([None])),
        packed(origin_mm=np.array(["x", "y"])),
        packed(step_mm=np.str_("x")),
    ],
    ids=[
        "empty",
        "not a zip",
        "cut",
        "flat",
        "floats",
        "three",
        "nan",
        "no step",
        "two steps",
        "objects",
        "words",
        "word",
    ],
)
def test_what_is_no_surface_is_refused(data: bytes) -> None:
    with pytest.raises(DrawingError, match=r"s\.npz: not a surface grid"):
        read_surface(data, file="s.npz")


def test_a_surface_with_any_byte_changed_is_read_or_refused() -> None:
    whole = packed(position=np.arange(75, dtype=np.int16).reshape(5, 5, 3))
    for place in range(len(whole)):
        for change in (1, 0x55, 0xFF):
            data = whole[:place] + bytes([whole[place] ^ change]) + whole[place + 1 :]
            try:
                read_surface(data, file="s.npz")
            except DrawingError:
                continue


def test_a_mark_that_its_own_view_shows_asks_no_other_view(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Surface] = []
    seen_at = Surface.seen_at

    def counted(self: Surface, place: Anchor) -> object:
        asked.append(self)
        return seen_at(self, place)

    monkeypatch.setattr(Surface, "seen_at", counted)
    moved(Spot(View.FRONT, 10, 10), BOX, BOX)
    assert set(asked) == {BOX[View.FRONT]}
