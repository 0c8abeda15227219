"""What the findings light up on one drawing, and where the names go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bodymap.core.vocabulary import MapName, Root, Side, View
from bodymap.ui.body.body_items import CourseLine, LitRegion, RegionName
from bodymap.ui.body.paths import AreaPaths, line_path
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.pill import pill_size

if TYPE_CHECKING:
    from PySide6.QtGui import QFont
    from shapely.geometry.base import BaseGeometry

    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.atlas.label_placement import Label
    from bodymap.core.atlas.svg import ViewBox
    from bodymap.core.reasoning.candidates import Candidate
    from bodymap.core.reasoning.map_agreement import Agreement

_FAINTEST = 0.25
# Between a mark and a name there is room for the mark's outline and its halo.
_CLEAR_PX = 4.0


@dataclass(frozen=True, slots=True)
class LitArea:
    """Skin of a candidate on one drawing.

    Attributes
    ----------
    rank : int
        The candidate's place in the list, from 0.
    is_agreed : bool
        Whether all maps that say anything about this skin give it to the candidate.
    """

    rank: int
    root: Root
    side: Side
    area: BaseGeometry
    is_agreed: bool = True


class Agreements:
    """Where maps agree on the roots of a view, each worked out once for a choice of maps."""

    def __init__(self) -> None:
        self._known: dict[tuple[View, Root, Side], Agreement] = {}
        self._of: tuple[Atlas | None, tuple[MapName, ...]] = (None, ())

    def lit_areas(
        self, candidates: Sequence[Candidate], atlas: Atlas, view: View, maps: tuple[MapName, ...]
    ) -> tuple[LitArea, ...]:
        """The candidates' skin in a view, strongest first, of each what is agreed before what is not."""
        if self._of != (atlas, maps):
            self._known.clear()
            self._of = (atlas, maps)
        areas = []
        for rank, candidate in enumerate(candidates):
            found = self._agreement(atlas, view, candidate)
            for area, is_agreed in ((found.agreed, True), (found.disputed, False)):
                if not area.is_empty:
                    areas.append(LitArea(rank, candidate.root, candidate.side, area, is_agreed))
        return tuple(areas)

    def _agreement(self, atlas: Atlas, view: View, candidate: Candidate) -> Agreement:
        from bodymap.core.reasoning.map_agreement import agreement

        key = (view, candidate.root, candidate.side)
        if key not in self._known:
            self._known[key] = agreement(atlas, view, candidate.root, candidate.side, self._of[1])
        return self._known[key]


def lit_regions(
    candidates: Sequence[Candidate], areas: Sequence[LitArea], paths: AreaPaths, theme: Theme
) -> tuple[LitRegion, ...]:
    """Areas ready to be lit, each as strongly as its candidate compares with the first."""
    strongest = max((candidate.share for candidate in candidates), default=1.0)
    return tuple(
        LitRegion(
            paths.path(area.area),
            theme.root(area.root),
            strength=max(candidates[area.rank].share / strongest, _FAINTEST),
            is_agreed=area.is_agreed,
            phase=area.rank % 2,
        )
        for area in areas
    )


def courses(candidates: Sequence[Candidate], atlas: Atlas, view: View, theme: Theme) -> tuple[CourseLine, ...]:
    """The ways of the leading candidates' nerves from the spine to the skin; dashed where the body hides them."""
    from bodymap.core.reasoning.candidates import leading

    named = {(one.root, one.side) for one in leading(candidates)}
    shown = (course for course in atlas.courses(view) if (course.root, course.side) in named)
    return tuple(
        CourseLine(line_path(course.line), theme.root(course.root), is_seen=course.is_visible) for course in shown
    )


def region_names(
    areas: Sequence[LitArea],
    marks: Sequence[BaseGeometry],
    *,
    body: BaseGeometry,
    room: ViewBox,
    pixels_per_mm: float,
    font: QFont,
    theme: Theme,
) -> tuple[RegionName, ...]:
    """The roots' names on their areas at a scale, or beside them with a line; one for each candidate, none on a mark.

    A candidate is named where all maps agree, or where none do, on its disputed skin. A name that finds no room on the
    drawing is left out.
    """
    from bodymap.core.atlas.label_placement import LabelRequest, place_labels_clear

    named = {(area.root, area.side): area for area in sorted(areas, key=lambda area: area.is_agreed)}
    chosen = sorted(named.values(), key=lambda area: area.rank)
    requests = []
    for area in chosen:
        width, height = pill_size(area.root.value, font)
        requests.append(LabelRequest(area.root.value, area.area, width / pixels_per_mm, height / pixels_per_mm))
    labels = place_labels_clear(
        requests,
        avoid=marks,
        clear=_CLEAR_PX / pixels_per_mm,
        body=body,
        room=(room.x, room.y, room.x + room.width, room.y + room.height),
    )
    return tuple(
        RegionName(label.text, label.x, label.y, theme.root(area.root), area.is_agreed, label.tip)
        for label, area in _with_areas(labels, chosen)
    )


def _with_areas(labels: Sequence[Label], areas: Sequence[LitArea]) -> list[tuple[Label, LitArea]]:
    """Each label with the area that it names; labels come in the order of the areas, some left out."""
    left = iter(areas)
    return [(label, next(area for area in left if area.root.value == label.text)) for label in labels]
