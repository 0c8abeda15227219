"""Tracing: labels become smooth polygons that tile, mirror and keep their areas."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from shapely.affinity import scale

from bodymap.builder.tracing import Cracks, Grid, absorb_slivers, trace, trace_cracks

Labels = NDArray[np.int64]

HALF_MM = 0.5
CENTRED = Grid(left_mm=-50.0, top_mm=0.0, pixel_mm=HALF_MM)


def picture(rows: int = 200, columns: int = 200) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Row and column of every pixel's middle, columns counted from the middle of the picture."""
    row, column = np.mgrid[:rows, :columns]
    return row + 0.5, column + 0.5 - columns / 2


def discs() -> Labels:
    """A disc cut by a slanting line, with a smaller disc inside one half."""
    row, column = picture()
    distance = np.hypot(row - 100, column)
    labels = np.where(distance < 80, np.where(column + 0.3 * row > 30, 1, 2), 0)
    return np.where(np.hypot(row - 100, column - 40) < 20, 3, labels)


def mirror_pair() -> Labels:
    """Two bands on each side of the midline: 1 and 2 on the right of the picture, 3 and 4 as their mirror images."""
    row, column = picture()
    body = np.hypot(row - 100, 1.3 * column) < 90
    return np.where(body, np.where(row < 90 + 0.2 * np.abs(column), 1, 2) + np.where(column < 0, 2, 0), 0)


def test_regions_tile_the_whole_without_gap_or_overlap() -> None:
    labels = discs()
    found = trace(labels, CENTRED)
    whole = trace((labels > 0).astype(np.int64), CENTRED)[1]
    assert sorted(found) == [1, 2, 3]
    assert shapely.coverage_is_valid(list(found.values()))
    assert shapely.union_all(list(found.values())).symmetric_difference(whole).area < 0.002 * whole.area


def test_smoothing_keeps_the_areas() -> None:
    labels = discs()
    for label, region in trace(labels, CENTRED).items():
        assert region.area == pytest.approx(np.count_nonzero(labels == label) * HALF_MM**2, rel=0.015)


def test_lines_are_smooth_and_not_stairs() -> None:
    labels = trace(discs(), CENTRED)
    circle = labels[3].geoms[0].exterior
    assert circle.length == pytest.approx(2 * np.pi * 20 * HALF_MM, rel=0.01)
    assert circle.hausdorff_distance(shapely.Point(20.0, 50.0).buffer(10.0, quad_segs=32).exterior) < 0.5


def test_a_line_is_moved_to_where_its_border_is_known_to_lie() -> None:
    """A disc of pixels a fifth of a millimetre too small becomes the disc itself, without the steps of the pixels."""
    row, column = picture()
    labels = (np.hypot(row - 100, column) < 79.6).astype(np.int64)

    def moved(points: NDArray[np.float64], _: NDArray[np.int64]) -> NDArray[np.float64]:
        away = points - [0.0, 50.0]
        return np.asarray([0.0, 50.0] + 40.0 * away / np.linalg.norm(away, axis=1, keepdims=True))

    drawn = trace(labels, CENTRED, tolerance_mm=0.02, decimals=2, moved=moved)[1]
    places = shapely.get_coordinates(drawn) - [0.0, 50.0]
    assert np.hypot(*places.T) == pytest.approx(40.0, abs=0.03)
    assert shapely.normalize(scale(drawn, xfact=-1, origin=(0, 0))) == shapely.normalize(drawn)


def test_a_region_inside_another_leaves_a_hole() -> None:
    found = trace(discs(), CENTRED)
    assert sum(len(part.interiors) for part in found[1].geoms) == 1
    assert not found[1].contains(shapely.Point(20.0, 50.0))


def test_mirrored_labels_give_exactly_mirrored_polygons() -> None:
    found = trace(mirror_pair(), CENTRED)
    for label in (1, 2):
        flipped = shapely.normalize(scale(found[label], xfact=-1, origin=(0, 0)))
        assert flipped == shapely.normalize(found[label + 2])


def test_a_line_across_the_middle_is_its_own_mirror_image() -> None:
    row, column = picture()
    labels = (np.hypot(row - 100, 1.7 * column) < 70).astype(np.int64)
    area = trace(labels, CENTRED, tolerance_mm=0.5)[1]
    assert shapely.normalize(scale(area, xfact=-1, origin=(0, 0))) == shapely.normalize(area)


@pytest.mark.parametrize(("tolerance_mm", "decimals"), [(0.05, 2), (0.1, 1)])
def test_a_simplified_line_keeps_to_its_tolerance(tolerance_mm: float, decimals: int) -> None:
    exact = trace(discs(), CENTRED, tolerance_mm=0.0, decimals=3)
    found = trace(discs(), CENTRED, tolerance_mm=tolerance_mm, decimals=decimals)
    for label, area in found.items():
        away = area.boundary.hausdorff_distance(exact[label].boundary)
        assert away < tolerance_mm + 10.0**-decimals


def test_coordinates_keep_one_decimal() -> None:
    points = shapely.get_coordinates(list(trace(discs(), CENTRED).values()))
    assert np.array_equal(points, np.round(points, 1))


def test_four_regions_may_meet_in_a_corner() -> None:
    row, column = picture(100, 100)
    labels = np.where(row < 50, 1, 3) + np.where(column < 0, 1, 0)
    found = trace(labels, Grid(-25.0, 0.0, HALF_MM))
    assert sorted(found) == [1, 2, 3, 4]
    assert shapely.coverage_is_valid(list(found.values()))
    assert shapely.intersection_all(list(found.values())) == shapely.Point(0, 25)


def test_a_closed_loop_may_hang_on_a_junction() -> None:
    row, column = picture(100, 100)
    labels = np.where(np.hypot(row - 50, column) < 45, 1, 0)
    labels[(row > 40) & (row < 60) & (column > 0) & (column < 20)] = 2
    labels[(row > 60) & (row < 80) & (column > 20) & (column < 40) & (labels > 0)] = 3
    found = trace(labels, Grid(-25.0, 0.0, HALF_MM))
    assert sorted(found) == [1, 2, 3]
    assert shapely.coverage_is_valid(list(found.values()))
    assert found[2].intersects(found[3])


def test_nothing_gives_nothing() -> None:
    assert trace(np.zeros((20, 20), dtype=np.int64), CENTRED) == {}


def test_a_crumb_belongs_to_the_neighbour_along_most_of_its_border() -> None:
    row, column = picture()
    labels = np.where(column < 0, 1, 2)
    labels[(np.abs(row - 100) < 4) & (np.abs(column - 1) < 4)] = 3
    found = trace(labels, CENTRED)
    assert sorted(found) == [1, 2]
    assert shapely.coverage_is_valid(list(found.values()))
    assert found[2].contains(shapely.Point(0.5, 50.0))
    assert shapely.union_all(list(found.values())).geom_type == "Polygon"


def test_borders_that_cross_when_smoothed_leave_no_gap() -> None:
    row, column = picture()
    labels = np.where(np.abs(column) < 90, 1, 0)
    labels[np.hypot(row - 60, column) < 40] = 2
    labels[np.hypot(row - 139, column) < 40] = 3
    found = trace(labels, CENTRED)
    assert shapely.coverage_is_valid(list(found.values()))
    assert shapely.union_all(list(found.values())).area == pytest.approx(
        np.count_nonzero(labels) * HALF_MM**2, rel=0.01
    )


def test_open_cracks_become_open_lines() -> None:
    level = np.zeros((41, 40), dtype=bool)
    level[20, 5:35] = True
    (line,) = trace_cracks(Cracks(level, np.zeros((40, 41), dtype=bool)), Grid(0.0, 0.0, HALF_MM))
    assert list(line.coords) == [(2.5, 10.0), (17.5, 10.0)]


def test_a_speck_goes_to_the_neighbour_along_most_of_its_border() -> None:
    labels = np.ones((40, 40), dtype=np.int64)
    labels[:, 20:] = 2
    labels[10:14, 18:21] = 3
    cleaned = absorb_slivers(labels, smallest_px=20, narrowest_px=1)
    assert np.array_equal(np.unique(cleaned), [1, 2])
    assert (cleaned[10:14, 18:21] == 1).all()


def test_a_strip_that_is_nowhere_wide_enough_goes_to_its_neighbour() -> None:
    labels = np.ones((60, 60), dtype=np.int64)
    labels[:, 50:54] = 2
    labels[:, 54:] = 0
    assert (absorb_slivers(labels, smallest_px=10, narrowest_px=5) != 2).all()
    assert (absorb_slivers(labels, smallest_px=10, narrowest_px=4) == labels).all()


def test_what_lies_alone_in_nothing_stays() -> None:
    labels = np.zeros((20, 20), dtype=np.int64)
    labels[5:7, 5:7] = 1
    assert np.array_equal(absorb_slivers(labels, smallest_px=100, narrowest_px=10), labels)
