"""The atlas: which part of the body and which roots lie at a place, in every view of a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.maps import DermatomeMap
from bodymap.core.atlas.nerves import Nerve
from bodymap.core.atlas.point_grid import PointGrid
from bodymap.core.atlas.soft_border import RootField, RootShare
from bodymap.core.atlas.svg import ViewBox
from bodymap.core.errors import UnknownName
from bodymap.core.tables.rows import known_names
from bodymap.core.vocabulary import Figure, MapName, NerveId, PartId, Root, Side, View

SNAP_MM: Final = 3.0
"""How far outside the outline a click still counts for the nearest skin."""


@dataclass(frozen=True, slots=True)
class Region:
    """An area of skin on one side, as it is seen in one view.

    Attributes
    ----------
    id : str
        The same in every view that shows the region.
    geometry : shapely geometry
        Polygon or multipolygon in millimetres, y downwards.
    """

    id: str
    side: Side
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Territory(Region):
    """The skin that one map gives to a root."""

    root: Root


@dataclass(frozen=True, slots=True)
class PartRegion(Region):
    """The skin of a part of the body."""

    part: PartId


@dataclass(frozen=True, slots=True)
class NerveRegion(Region):
    """The skin that a peripheral nerve feels."""

    nerve: NerveId


@dataclass(frozen=True, slots=True)
class Course:
    """A piece of the way that a root takes from the spine to its skin.

    Attributes
    ----------
    line : shapely geometry
        Line or lines in millimetres, y downwards.
    is_visible : bool
        False where the piece lies behind the body; it is drawn dashed there.
    """

    id: str
    root: Root
    side: Side
    line: BaseGeometry
    is_visible: bool


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """Where the ISNCSCI standard tests the skin of a root; the last one of a side stands for S4 and S5 together."""

    id: str
    roots: tuple[Root, ...]
    side: Side
    x: float
    y: float


R = TypeVar("R", bound=Region)


class Layer(Generic[R]):
    """The regions of one kind in one view, with an index to find them by place.

    Attributes
    ----------
    regions : tuple of Region
        In the order of the drawing.

    Examples
    --------
    >>> belly = Region("belly-left", Side.LEFT, shapely.box(0, 0, 10, 10))
    >>> hip = Region("hip-left", Side.LEFT, shapely.box(0, 10, 10, 20))
    >>> layer = Layer([belly, hip])
    >>> [region.id for region in layer.at(x=5, y=10)], layer.at(x=5, y=21)
    (['belly-left', 'hip-left'], ())
    >>> layer.nearest(x=5, y=21, within_mm=3).id
    'hip-left'
    >>> [(region.id, size) for region, size in layer.covered(shapely.box(0, 8, 10, 11))]
    [('belly-left', 20.0), ('hip-left', 10.0)]
    """

    def __init__(self, regions: Sequence[R]) -> None:
        self.regions = tuple(regions)
        self._tree = shapely.STRtree([region.geometry for region in self.regions])

    def at(self, *, x: float, y: float) -> tuple[R, ...]:
        """The regions that hold a point: one inside a region, several on a border, none outside."""
        found = self._tree.query(shapely.Point(x, y), predicate="intersects")
        return tuple(self.regions[index] for index in sorted(found.tolist()))

    def nearest(self, *, x: float, y: float, within_mm: float) -> R | None:
        """The region nearest to a point, if one is near enough; of several the first in the drawing."""
        found = self._tree.query_nearest(shapely.Point(x, y), max_distance=within_mm)
        return self.regions[min(found.tolist())] if len(found) else None

    def covered(self, area: BaseGeometry) -> tuple[tuple[R, float], ...]:
        """The regions that hold some of an area, each with the square millimetres, in the order of the drawing."""
        found = np.sort(self._tree.query(area, predicate="intersects"))
        shared = shapely.area(shapely.intersection(area, self._tree.geometries[found]))
        return tuple(
            (self.regions[index], size) for index, size in zip(found.tolist(), shared.tolist(), strict=True) if size > 0
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """One figure from one view, as geometry.

    Attributes
    ----------
    silhouette : shapely geometry
        All the skin that is seen.
    territories : mapping of MapName to Layer of Territory
        One layer for each map that is drawn.
    key_points : tuple of KeyPoint
        Those that can be seen.
    nerves : Layer of NerveRegion
        Territories of the skin nerves; empty in a drawing without them.
    courses : tuple of Course
        The ways of the roots; empty in a drawing without them.
    """

    figure: Figure
    view: View
    view_box: ViewBox
    silhouette: BaseGeometry
    parts: Layer[PartRegion]
    territories: Mapping[MapName, Layer[Territory]]
    key_points: tuple[KeyPoint, ...]
    nerves: Layer[NerveRegion] = field(default_factory=lambda: Layer[NerveRegion](()))
    courses: tuple[Course, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """Everything that is drawn of one figure.

    A part or a territory is the same region in every view that shows it; it has the same id there.

    Attributes
    ----------
    drawings : mapping of View to Drawing
        May load a drawing when it is first asked for.
    maps : tuple of DermatomeMap
        Those that the drawings hold, in the order of `MapName`.
    nerves : tuple of Nerve
        What is known of the skin nerves that the drawings hold.
    part_views : mapping of PartId to tuple of View, optional
        Which drawings may show a part, so that the others need not be loaded; all of them when not given.
    """

    figure: Figure
    drawings: Mapping[View, Drawing]
    maps: tuple[DermatomeMap, ...]
    nerves: tuple[Nerve, ...] = ()
    part_views: Mapping[PartId, tuple[View, ...]] | None = None
    _fields: dict[tuple[MapName, View], RootField] = field(default_factory=dict, repr=False)
    _grids: dict[View, PointGrid] = field(default_factory=dict, repr=False)

    @property
    def views(self) -> tuple[View, ...]:
        """The views that are drawn, in the order of `View`."""
        return tuple(view for view in View if view in self.drawings)

    def drawing(self, view: View) -> Drawing:
        """The drawing of a view.

        Raises
        ------
        UnknownName
            If the figure is not drawn in this view.
        """
        if view not in self.drawings:
            names = ", ".join(known.value for known in self.views)
            raise UnknownName(f"view {view.value!r} is not drawn for the {self.figure.value} figure; known: {names}")
        return self.drawings[view]

    def map(self, name: MapName) -> DermatomeMap:
        """What a map says about itself.

        Raises
        ------
        UnknownName
            If the map is not drawn.
        """
        found = next((known for known in self.maps if known.name is name), None)
        if found is None:
            raise UnknownName(
                f"unknown map {name.value!r}; {known_names(name.value, [known.name.value for known in self.maps])}"
            )
        return found

    def nerve(self, nerve: NerveId) -> Nerve:
        """What is known of a skin nerve.

        Raises
        ------
        UnknownName
            If the table does not name it.
        """
        found = next((known for known in self.nerves if known.id == nerve), None)
        if found is None:
            raise UnknownName(f"unknown nerve {nerve!r}; {known_names(nerve, (known.id for known in self.nerves))}")
        return found

    def silhouette(self, view: View) -> BaseGeometry:
        """All the skin that is seen in a view."""
        return self.drawing(view).silhouette

    def view_box(self, view: View) -> ViewBox:
        """The rectangle that a view fills."""
        return self.drawing(view).view_box

    def territories(self, map_name: MapName, view: View) -> tuple[Territory, ...]:
        """The territories of a map that are seen in a view; empty when the drawing does not hold the map."""
        layer = self.drawing(view).territories.get(map_name)
        return layer.regions if layer else ()

    def part_regions(self, view: View) -> tuple[PartRegion, ...]:
        """The parts that are seen in a view."""
        return self.drawing(view).parts.regions

    def views_of(self, part: PartId, side: Side) -> Mapping[View, PartRegion]:
        """The part in every view that shows it, in the order of `View`; loads no drawing that does not hold it."""
        views = self.views if self.part_views is None else self.part_views.get(part, ())
        return {
            view: region
            for view in views
            for region in self.part_regions(view)
            if (region.part, region.side) == (part, side)
        }

    def nerve_regions(self, view: View) -> tuple[NerveRegion, ...]:
        """The territories of the skin nerves that are seen in a view; empty when the drawing does not hold them."""
        return self.drawing(view).nerves.regions

    def courses(self, view: View) -> tuple[Course, ...]:
        """The ways of the roots in a view; empty when the drawing does not hold them."""
        return self.drawing(view).courses

    def part_at(self, view: View, *, x: float, y: float) -> PartRegion | None:
        """The part at a point; up to `SNAP_MM` outside the outline the nearest one, further out None.

        On a border it is the part that comes first in the drawing.
        """
        return self.drawing(view).parts.nearest(x=x, y=y, within_mm=SNAP_MM)

    def locate_many(self, view: View, points: NDArray[np.float64]) -> NDArray[np.intp]:
        """The place in `part_regions` of the part that holds each point, or -1; on a border the first of them.

        For very many points at once; nothing is snapped to the body.

        Parameters
        ----------
        points : array of float, shape (n, 2)
            Millimetres of the drawing, y downwards.
        """
        if view not in self._grids:
            self._grids[view] = PointGrid([region.geometry for region in self.part_regions(view)])
        return self._grids[view].locate(points)

    def roots_at(self, map_name: MapName, view: View, *, x: float, y: float) -> tuple[RootShare, ...]:
        """The roots that share a point on one map, the largest share first.

        Up to `SNAP_MM` outside the outline the nearest skin answers; further out, and on skin that the map leaves
        blank, nothing does. How a border shares the skin is said in `bodymap.core.atlas.soft_border`.
        """
        point = self.snapped(view, x=x, y=y)
        if point is None:
            return ()
        roots = self.root_field(map_name, view)
        shares = roots.shares(np.array([point]))[0].tolist()
        found = [RootShare(*key, share) for key, share in zip(roots.keys, shares, strict=True) if share > 0]
        return tuple(sorted(found, key=lambda share: -share.share))

    def snapped(self, view: View, *, x: float, y: float) -> tuple[float, float] | None:
        """The point itself on the body, the nearest point of the outline up to `SNAP_MM` outside it, or None."""
        silhouette, point = self.silhouette(view), shapely.Point(x, y)
        if shapely.intersects_xy(silhouette, x, y):
            return x, y
        if not shapely.dwithin(silhouette, point, SNAP_MM):
            return None
        nearest = shapely.get_point(shapely.shortest_line(silhouette, point), 0)
        return nearest.x, nearest.y

    def root_field(self, map_name: MapName, view: View) -> RootField:
        """The roots' shares over the skin of a view on one map, ready to be asked for many points."""
        if (map_name, view) not in self._fields:
            territories = self.territories(map_name, view)
            keyed = [((territory.root, territory.side), territory.geometry) for territory in territories]
            known = self.map(map_name)
            self._fields[map_name, view] = RootField(keyed, width_mm=known.soft_border_mm, hard=known.hard_pairs)
        return self._fields[map_name, view]
