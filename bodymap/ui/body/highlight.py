"""What the findings light up on one drawing, and where the names go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bodymap.core.atlas.orientation import half_of
from bodymap.core.marks.kept import kept
from bodymap.core.vocabulary import MapName, Root, Side, View
from bodymap.ui.body.body_items import CourseLine, LitRegion, RegionName
from bodymap.ui.body.paths import AreaPaths, line_path
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.pill import pill_size

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QFont
    from shapely.geometry.base import BaseGeometry

    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.atlas.svg import ViewBox
    from bodymap.core.reasoning.map_agreement import Agreement

FAINTEST_SHARE = 0.25
# Between a mark and a name there is room for the mark's outline and its halo.
_CLEAR_PX = 4.0
# Roots of both sides in all views, on a choice of maps.
_KEPT = 512
# A full case in two views.
_MARKS_KEPT = 256


class RootSkin(Protocol):
    """A root on one side with the share of the marked skin that it feeds, such as a candidate."""

    @property
    def root(self) -> Root:
        """The root."""

    @property
    def side(self) -> Side:
        """The patient's side."""

    @property
    def share(self) -> float:
        """0 to 1."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A root that is shown alone, whatever its share."""

    root: Root
    side: Side
    share: float = 1.0


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


def lit_areas(
    candidates: Sequence[RootSkin], atlas: Atlas, view: View, maps: tuple[MapName, ...]
) -> tuple[LitArea, ...]:
    """The candidates' skin in a view, strongest first, of each what is agreed before what is not."""
    areas = []
    for rank, candidate in enumerate(candidates):
        found = _agreement(atlas, view, candidate.root, candidate.side, maps)
        for area, is_agreed in ((found.agreed, True), (found.disputed, False)):
            if not area.is_empty:
                areas.append(LitArea(rank, candidate.root, candidate.side, area, is_agreed))
    return tuple(areas)


@kept(_KEPT)
def _agreement(atlas: Atlas, view: View, root: Root, side: Side, maps: tuple[MapName, ...]) -> Agreement:
    """Where maps agree on a root, worked out once."""
    from bodymap.core.reasoning.map_agreement import agreement

    return agreement(atlas, view, root, side, maps)


def lit_regions(
    candidates: Sequence[RootSkin],
    areas: Sequence[LitArea],
    paths: AreaPaths,
    theme: Theme,
    *,
    named: Collection[tuple[Root, Side]],
) -> tuple[LitRegion, ...]:
    """Areas ready to be lit, each as strongly as its candidate compares with the first; those not named are faint."""
    strongest = max((candidate.share for candidate in candidates), default=1.0)
    return tuple(
        LitRegion(
            paths.path(area.area),
            theme.root(area.root),
            strength=max(candidates[area.rank].share / strongest, FAINTEST_SHARE),
            is_agreed=area.is_agreed,
            phase=area.rank % 2,
            is_weak=(area.root, area.side) not in named,
        )
        for area in areas
    )


def courses(ways: Collection[tuple[Root, Side]], atlas: Atlas, view: View, theme: Theme) -> tuple[CourseLine, ...]:
    """The ways of these roots' nerves from the spine to the skin; dashed where the body hides them."""
    shown = (course for course in atlas.courses(view) if (course.root, course.side) in ways)
    return tuple(
        CourseLine(
            line_path(course.line),
            theme.root(course.root),
            is_seen=course.is_visible,
            way=(course.root, course.side),
        )
        for course in shown
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
    view: View,
) -> tuple[RegionName, ...]:
    """The roots' names beside the body with a line to their skin, one for each candidate, none on a mark.

    Where there is no room beside the body, as when it is looked at closely, a name stands on its skin. A candidate is
    named where all maps agree, or where none do, on its disputed skin. A name that finds no room is left out.

    Parameters
    ----------
    marks
        What no name and no line may cover.
    room
        What is in sight of the drawing.
    view
        Which drawing it is: where its middle parts right from left, a name stands on the half of its skin.
    """
    import shapely

    from bodymap.core.atlas.label_margin import place_labels_outside
    from bodymap.core.atlas.label_placement import LabelRequest

    box = shapely.box(room.x, room.y, room.x + room.width, room.y + room.height)
    avoid = [_with_rim(mark, _CLEAR_PX / pixels_per_mm) for mark in marks]
    named = {(area.root, area.side): area for area in sorted(areas, key=lambda area: area.is_agreed)}
    chosen = sorted(named.values(), key=lambda area: area.rank)
    requests = []
    for area in chosen:
        width, height = pill_size(area.root.value, font)
        seen = _in_sight(area.area, box)
        size = width / pixels_per_mm, height / pixels_per_mm
        requests.append(LabelRequest(area.root.value, seen, *size, half_of(area.side, view)))
    labels = place_labels_outside(requests, avoid=avoid, body=body, room=box)
    return tuple(
        RegionName(label.text, label.x, label.y, theme.root(area.root), area.is_agreed, label.tip, area.root, area.side)
        for label, area in ((label, chosen[label.asked]) for label in labels)
    )


@kept(_MARKS_KEPT)
def _with_rim(mark: BaseGeometry, rim_mm: float) -> BaseGeometry:
    """A mark with a rim round it, worked out once."""
    return mark.buffer(rim_mm)


@kept(_KEPT)
def _in_sight(area: BaseGeometry, box: BaseGeometry) -> BaseGeometry:
    """What of an area lies within a box, worked out once."""
    import shapely

    return shapely.intersection(area, box)
