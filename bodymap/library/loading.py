"""Loads the atlas and the clinical tables from the files that come with bodymap."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Final, TypeVar

from bodymap.core.atlas import surface
from bodymap.core.atlas.atlas import Atlas, Drawing
from bodymap.core.atlas.drawing_reader import parts_in, read_drawing
from bodymap.core.atlas.maps import DermatomeMap, parse_map
from bodymap.core.atlas.nerves import Nerve, parse_nerves
from bodymap.core.atlas.surface import Surface, read_surface
from bodymap.core.errors import UnknownName
from bodymap.core.marks.mark import Mark
from bodymap.core.reasoning.knowledge import TABLES, Evidence, read_evidence
from bodymap.core.vocabulary import Figure, MapName, PartId, View
from bodymap.library import drawing_cache, resources
from bodymap.library.folders import cache_folder

_NERVES: Final = "nerves.csv"

V = TypeVar("V")


@cache
def load_atlas(figure: Figure = Figure.NEUTRAL) -> Atlas:
    """The atlas of a figure; a view is loaded when it is first asked for.

    Raises
    ------
    UnknownName
        If the figure is not drawn.
    DrawingError
        When a view is first asked for, if its drawing is not as expected.
    """
    views = resources.drawn_views(figure)
    if not views:
        known = [name.value for name in Figure if resources.drawn_views(name)]
        raise UnknownName(f"the {figure.value} figure is not drawn; known: {', '.join(known) or 'none'}")
    return Atlas(figure, _Drawings(figure, views), load_maps(), load_nerves(), _PartViews(figure, views))


@cache
def load_surfaces(figure: Figure) -> Mapping[View, Surface]:
    """The surface of a figure in every view that has one; a view is loaded when it is first asked for.

    Only needed when marks move to another figure, show in other views, or are kept with an anchor.
    """
    return _Surfaces(figure, resources.surface_views(figure))


def moved_marks(marks: Iterable[Mark], start: Figure, goal: Figure) -> tuple[Mark, ...]:
    """The marks made on one figure as they lie on another, see `bodymap.core.atlas.surface`."""
    if start is goal:
        return tuple(marks)
    return surface.moved_marks(marks, load_surfaces(start), load_surfaces(goal))


def load_evidence(figure: Figure = Figure.NEUTRAL) -> Evidence:
    """The clinical tables, with the names that parts have on a figure.

    Raises
    ------
    TableError
        If a row is not as expected.
    """
    return _evidence_of(figure)


@cache
def _evidence_of(figure: Figure) -> Evidence:
    return read_evidence({name: resources.table_text(name) for name in TABLES}, figure=figure)


@cache
def load_maps() -> tuple[DermatomeMap, ...]:
    """What the maps say about themselves, in the order of `MapName`."""
    sources = [source.id for source in load_evidence().sources]
    tables = resources.table_names()
    files = [f"maps/{name.value}.toml" for name in MapName if f"maps/{name.value}.toml" in tables]
    return tuple(parse_map(resources.table_text(file), file=file, sources=sources) for file in files)


@cache
def load_nerves() -> tuple[Nerve, ...]:
    """The nerves of the skin, in the order of their table; none where there is no table."""
    if _NERVES not in resources.table_names():
        return ()
    sources = (source.id for source in load_evidence().sources)
    return parse_nerves(resources.table_text(_NERVES), file=_NERVES, sources=sources)


def load_drawing(figure: Figure, view: View) -> Drawing:
    """One drawing as geometry, from the cache if it is there, else from its SVG, which puts it into the cache."""
    name, text = resources.drawing_name(figure, view), resources.drawing_text(figure, view)
    place = cache_folder() / drawing_cache.cache_name(name, text)
    drawing = drawing_cache.read_cached(place)
    if drawing is None:
        drawing = read_drawing(text, file=f"{name}.svg")
        drawing_cache.write_cached(place, drawing, drawing_name=name)
    return drawing


class _ByView(Mapping[View, V]):
    """What there is of a figure in each view; holds what was asked for."""

    def __init__(self, figure: Figure, views: tuple[View, ...]) -> None:
        self._figure = figure
        self._views = views
        self._loaded: dict[View, V] = {}

    def __getitem__(self, view: View) -> V:
        if view not in self._views:
            raise KeyError(view)
        if view not in self._loaded:
            self._loaded[view] = self._load(view)
        return self._loaded[view]

    def __contains__(self, view: object) -> bool:
        return view in self._views

    def __iter__(self) -> Iterator[View]:
        return iter(self._views)

    def __len__(self) -> int:
        return len(self._views)

    @abstractmethod
    def _load(self, view: View) -> V:
        """One of them, from its file."""


class _Drawings(_ByView[Drawing]):
    """The drawings of a figure."""

    def _load(self, view: View) -> Drawing:
        return load_drawing(self._figure, view)


class _Surfaces(_ByView[Surface]):
    """The surfaces of a figure."""

    def _load(self, view: View) -> Surface:
        name = f"{resources.drawing_name(self._figure, view)}.npz"
        return read_surface(resources.surface_bytes(self._figure, view), file=name)


class _PartViews(Mapping[PartId, tuple[View, ...]]):
    """Which drawings name a part; looks through the texts of all when it is first asked, without reading any."""

    def __init__(self, figure: Figure, views: tuple[View, ...]) -> None:
        self._figure = figure
        self._views = views

    def __getitem__(self, part: PartId) -> tuple[View, ...]:
        return self._found[part]

    def __iter__(self) -> Iterator[PartId]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _found(self) -> Mapping[PartId, tuple[View, ...]]:
        named = {view: parts_in(resources.drawing_text(self._figure, view)) for view in self._views}
        every = sorted(frozenset().union(*named.values()))
        return {part: tuple(view for view in self._views if part in named[view]) for part in every}
