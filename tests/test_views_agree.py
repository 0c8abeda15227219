"""A place on the skin has the same part, root and nerve in every view and on every figure, on the drawings that ship.

Places are compared on the surface of the body (`bodymap.core.atlas.surface`), not by eye. Outlines and borders are
smoothed in each drawing by itself, so places within `NEAR_BORDER_MM` of a border and those that a view sees on its rim,
where skin is foreshortened and slivers are dropped, are not asked, and the others may lie `BESIDE_MM` beside their
region.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest
import shapely

from bodymap.core.atlas.atlas import Atlas, Region
from bodymap.core.atlas.surface import Surfaces, moved
from bodymap.core.marks.mark import Spot
from bodymap.core.vocabulary import Figure, View
from bodymap.library.loading import load_atlas, load_surfaces

OTHER_FIGURES = tuple(figure for figure in Figure if figure is not Figure.NEUTRAL)
STEP_MM = 40.0
SAME_PLACE_MM = 3.0
NEAR_BORDER_MM = 4.0
BESIDE_MM = 12.0
RIM_MM = 10.0
STEEPEST = 2.5
"""Skin that a view shows so many times shorter than it is lies on the rim."""


def points(atlas: Atlas, view: View) -> list[tuple[float, float]]:
    """Points of the skin well inside the outline, on a grid."""
    area = atlas.silhouette(view).buffer(-5)
    left, top, right, bottom = area.bounds
    step = min(STEP_MM, (right - left) / 15)
    x, y = np.meshgrid(np.arange(left, right, step), np.arange(top, bottom, step))
    inside = shapely.contains_xy(area, x.ravel(), y.ravel())
    return list(zip(x.ravel()[inside].tolist(), y.ravel()[inside].tolist(), strict=True))


def layers(atlas: Atlas, view: View) -> Mapping[str, Sequence[Region]]:
    maps = {known.name.value: atlas.territories(known.name, view) for known in atlas.maps}
    return {"parts": atlas.part_regions(view), "nerves": atlas.nerve_regions(view), **maps}


def is_face_on(atlas: Atlas, surfaces: Surfaces, view: View, x: float, y: float) -> bool:
    """Whether a point is off the rim and the skin round it does not turn away, nor does other skin begin there."""
    if atlas.silhouette(view).boundary.distance(shapely.Point(x, y)) < RIM_MM:
        return False
    surface = surfaces[view]
    near = [surface.place_at(x=x + dx, y=y + dy) for dx, dy in ((-5, 0), (5, 0), (0, -5), (0, 5))]
    left, right, above, below = (np.array(place or (math.inf,) * 3) for place in near)
    return bool(max(np.linalg.norm(right - left), np.linalg.norm(below - above)) < 10 * STEEPEST)


def differences(
    here: Atlas, view: View, at: tuple[float, float], there: Atlas, other: View, seen: tuple[float, float]
) -> Iterator[str]:
    """The layers that give a place to another region there than here."""
    place, goal = shapely.Point(at), shapely.Point(seen)
    far = layers(there, other)
    for name, regions in layers(here, view).items():
        region = next((one for one in regions if shapely.intersects_xy(one.geometry, *at)), None)
        if region is None or region.geometry.boundary.distance(place) < NEAR_BORDER_MM:
            continue
        off = min((one.geometry.distance(goal) for one in far[name] if one.id == region.id), default=math.inf)
        if off > BESIDE_MM:
            yield f"{region.id} at {view.value} {at} lies {off:.0f} mm beside {other.value} {seen}"


@pytest.mark.parametrize("figure", Figure)
def test_views_of_a_figure_agree(figure: Figure) -> None:
    atlas, surfaces = load_atlas(figure), load_surfaces(figure)
    found: list[str] = []
    compared = 0
    for view in atlas.views:
        for x, y in points(atlas, view):
            place = surfaces[view].place_at(x=x, y=y)
            assert place is not None
            for other in set(atlas.views) - {view}:
                seen = surfaces[other].seen_at(place)
                if seen is None or seen.off_mm > SAME_PLACE_MM:
                    continue
                if is_face_on(atlas, surfaces, other, seen.x, seen.y):
                    compared += 1
                    found += differences(atlas, view, (x, y), atlas, other, (seen.x, seen.y))
    assert compared > 400
    assert not found, "\n".join(found)


@pytest.mark.parametrize("figure", OTHER_FIGURES)
def test_a_mark_keeps_its_part_and_roots_on_another_figure(figure: Figure) -> None:
    atlas, other = load_atlas(Figure.NEUTRAL), load_atlas(figure)
    start, goal = load_surfaces(Figure.NEUTRAL), load_surfaces(figure)
    found: list[str] = []
    for view in atlas.views:
        for x, y in points(atlas, view):
            spot = moved(Spot(view, x, y), start, goal)
            assert isinstance(spot, Spot)
            if is_face_on(other, goal, spot.view, spot.x, spot.y):
                found += differences(atlas, view, (x, y), other, spot.view, (spot.x, spot.y))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("figure", Figure)
def test_every_view_of_a_figure_has_a_surface(figure: Figure) -> None:
    atlas = load_atlas(figure)
    assert set(load_surfaces(figure)) == set(atlas.views) == set(View)


@pytest.mark.parametrize("figure", OTHER_FIGURES)
@pytest.mark.parametrize("view", View)
def test_a_mark_that_goes_and_comes_back_is_where_it_was(figure: Figure, view: View) -> None:
    start, goal = load_surfaces(Figure.NEUTRAL), load_surfaces(figure)
    drifts: list[float] = []
    for x, y in points(load_atlas(), view)[::4]:
        back = moved(moved(Spot(view, x, y), start, goal), goal, start)
        assert isinstance(back, Spot)
        # Skin that the other figure does not show in this view goes over to a view that does, and stays there.
        if back.view is view:
            drifts.append(math.hypot(back.x - x, back.y - y))
    assert max(drifts) < 6
    assert float(np.median(drifts)) < 1
