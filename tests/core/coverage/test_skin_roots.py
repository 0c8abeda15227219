"""No numb spot on the skin of the lowest roots stays without a warning, whatever part it names."""

from __future__ import annotations

import numpy as np
import pytest

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.coverage.skin_roots import MAPS, SADDLE_ROOTS, marked_skin
from bodymap.core.marks.mark import Mark, MarkId, Spot
from bodymap.core.reasoning.red_flags import RedFlag, red_flags
from bodymap.core.vocabulary import Figure, Quality, View
from bodymap.library.loading import load_atlas, load_evidence

EVIDENCE = load_evidence()
STEP_MM, RADIUS_MM = 20.0, 25.0


def cauda_equina(atlas: Atlas, *marks: Mark) -> RedFlag | None:
    found = red_flags(marked_parts(marks, atlas), (), EVIDENCE.alarms, marked_skin(marks, atlas))
    return next((flag for flag in found if flag.id == "cauda-equina"), None)


def spot(view: View, x: float, y: float, quality: Quality | None, number: int = 1) -> Mark:
    return Mark(MarkId(number), Spot(view, x, y, RADIUS_MM), quality)


def saddle_grid(atlas: Atlas, view: View) -> list[tuple[float, float]]:
    """The middles of a grid that lie on the skin of the lowest roots on at least one map."""
    drawn = [one.geometry.bounds for name in MAPS for one in atlas.territories(name, view) if one.root in SADDLE_ROOTS]
    if not drawn:
        return []
    left, top = np.min(drawn, axis=0)[:2]
    right, bottom = np.max(drawn, axis=0)[2:]
    return [
        (x, y)
        for x in np.arange(left, right, STEP_MM).tolist()
        for y in np.arange(top, bottom, STEP_MM).tolist()
        if _is_saddle(atlas, view, x, y)
    ]


def _is_saddle(atlas: Atlas, view: View, x: float, y: float) -> bool:
    return any(
        sum(one.share for one in atlas.roots_at(name, view, x=x, y=y) if one.root in SADDLE_ROOTS) >= 0.5
        for name in MAPS
    )


@pytest.mark.parametrize("figure", list(Figure))
def test_no_numb_spot_on_saddle_skin_is_silent(figure: Figure) -> None:
    atlas = load_atlas(figure)
    grids = {view: saddle_grid(atlas, view) for view in atlas.views}
    assert sum(map(len, grids.values())) > 90
    silent = [
        (view.value, *point)
        for view, grid in grids.items()
        for point in grid
        if (flag := cauda_equina(atlas, spot(view, *point, Quality.NUMB))) is None or not flag.raised
    ]
    assert silent == []


@pytest.mark.parametrize("quality", [Quality.NUMB, Quality.TINGLING])
@pytest.mark.parametrize("side", [1, -1])
def test_a_numb_spot_beside_the_perineum_raises_on_either_side(quality: Quality, side: int) -> None:
    flag = cauda_equina(load_atlas(), spot(View.SADDLE, side * 48.0, 22.0, quality))
    assert flag is not None
    assert flag.raised


def test_an_ache_there_asks() -> None:
    flag = cauda_equina(load_atlas(), spot(View.SADDLE, 48.0, 22.0, Quality.ACHING))
    assert flag is not None
    assert not flag.raised


def test_more_marks_elsewhere_do_not_thin_it_out() -> None:
    marks = (
        spot(View.SADDLE, 48.0, 22.0, Quality.NUMB),
        *(spot(View.FRONT, 0.0, -400.0 + 60 * number, Quality.ACHING, number + 2) for number in range(8)),
    )
    flag = cauda_equina(load_atlas(), *marks)
    assert flag is not None
    assert flag.raised


def test_skin_of_other_roots_is_not_meant() -> None:
    (skin,) = marked_skin((spot(View.FRONT, 100.0, 500.0, Quality.NUMB),), load_atlas()) or (None,)
    assert skin is None or not skin.touches_saddle


@pytest.mark.parametrize("view", [View.FRONT, View.BACK, View.SADDLE])
def test_middle_of_a_spot_lies_on_the_lowest_roots_where_they_have_half_of_it(view: View) -> None:
    atlas = load_atlas()
    box = atlas.view_box(view)
    for x in np.linspace(box.x, box.x + box.width, 30).tolist():
        for y in np.linspace(box.y, box.y + box.height, 60).tolist():
            (found,) = marked_skin([spot(view, x, y, None)], atlas) or (None,)
            shares = [atlas.roots_at(name, view, x=x, y=y) for name in MAPS]
            is_centred = any(sum(one.share for one in some if one.root in SADDLE_ROOTS) >= 0.5 for some in shares)
            assert found is None or found.is_centred == is_centred
