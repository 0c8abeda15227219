"""What the findings light up on one drawing, and where the names go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bodymap.core.anatomy import View
from bodymap.core.marks import Spot
from bodymap.ui.body_items import LitRegion, RegionName, pill_size
from bodymap.ui.paths import RegionPaths
from bodymap.ui.theme import CandidateColours, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from bodymap.core.atlas import Atlas, Territory
    from bodymap.core.inference import Candidate

_FAINTEST = 0.25


def lit_territories(candidates: Sequence[Candidate], atlas: Atlas, view: View) -> tuple[tuple[int, Territory], ...]:
    """The territories of the candidates in a view, each with the candidate's place in the list, strongest first."""
    shown = atlas.territories(atlas.maps[0].name, view)
    return tuple(
        (rank, territory)
        for rank, candidate in enumerate(candidates)
        for territory in shown
        if (territory.root, territory.side) == (candidate.root, candidate.side)
    )


def lit_regions(
    candidates: Sequence[Candidate], territories: Sequence[tuple[int, Territory]], paths: RegionPaths, theme: Theme
) -> tuple[LitRegion, ...]:
    """Territories ready to be lit, each as strongly as its candidate compares with the first."""
    strongest = max((candidate.share for candidate in candidates), default=1.0)
    return tuple(
        LitRegion(
            paths.path(territory),
            theme.candidate(rank),
            strength=max(candidates[rank].share / strongest, _FAINTEST),
        )
        for rank, territory in territories
    )


def region_names(
    territories: Sequence[tuple[int, Territory]],
    spots: Sequence[Spot],
    *,
    pixels_per_mm: float,
    font: QFont,
    theme: Theme,
) -> tuple[RegionName, ...]:
    """The roots' names inside their territories and beside the spots, at a scale.

    A name that finds no room is left out; where a spot would leave it none, it may lie on the spot.
    """
    import shapely

    from bodymap.core.labels import LabelRequest, place_labels

    taken = shapely.union_all([shapely.Point(spot.x, spot.y).buffer(spot.radius_mm) for spot in spots])
    requests = []
    colours: dict[str, CandidateColours] = {}
    for rank, territory in territories:
        width, height = pill_size(territory.root.value, font)
        colours[territory.root.value] = theme.candidate(rank)
        size = (width / pixels_per_mm, height / pixels_per_mm)
        free = territory.geometry.difference(taken)
        requests.append(LabelRequest(territory.root.value, territory.geometry if free.is_empty else free, *size))
    return tuple(RegionName(label.text, label.x, label.y, colours[label.text]) for label in place_labels(requests))
