"""Loads the atlas and the clinical tables from the files that come with bodymap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from bodymap import resources
from bodymap.core.anatomy import Figure, MapName, View
from bodymap.core.atlas import Atlas, Drawing
from bodymap.core.drawing import read_drawing
from bodymap.core.errors import UnknownName
from bodymap.core.evidence import TABLES, Evidence, read_evidence
from bodymap.core.maps import DermatomeMap, parse_map
from bodymap.state import shelf
from bodymap.state.folders import cache_folder


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
    return Atlas(figure, _Drawings(figure, views), load_maps())


@cache
def load_evidence() -> Evidence:
    """The clinical tables.

    Raises
    ------
    TableError
        If a row is not as expected.
    """
    return read_evidence({name: resources.table_text(name) for name in TABLES})


@cache
def load_maps() -> tuple[DermatomeMap, ...]:
    """What the maps say about themselves, in the order of `MapName`."""
    sources = [source.id for source in load_evidence().sources]
    tables = resources.table_names()
    files = [f"maps/{name.value}.toml" for name in MapName if f"maps/{name.value}.toml" in tables]
    return tuple(parse_map(resources.table_text(file), file=file, sources=sources) for file in files)


def load_drawing(figure: Figure, view: View) -> Drawing:
    """One drawing as geometry, from the shelf if it stands there, else from its SVG, which puts it on the shelf."""
    name, text = resources.drawing_name(figure, view), resources.drawing_text(figure, view)
    place = cache_folder() / shelf.shelf_name(name, text)
    drawing = shelf.take(place)
    if drawing is None:
        drawing = read_drawing(text, file=f"{name}.svg")
        shelf.put(place, drawing, drawing_name=name)
    return drawing


class _Drawings(Mapping[View, Drawing]):
    """The drawings of a figure; holds those that were asked for."""

    def __init__(self, figure: Figure, views: tuple[View, ...]) -> None:
        self._figure = figure
        self._views = views
        self._loaded: dict[View, Drawing] = {}

    def __getitem__(self, view: View) -> Drawing:
        if view not in self._views:
            raise KeyError(view)
        if view not in self._loaded:
            self._loaded[view] = load_drawing(self._figure, view)
        return self._loaded[view]

    def __contains__(self, view: object) -> bool:
        return view in self._views

    def __iter__(self) -> Iterator[View]:
        return iter(self._views)

    def __len__(self) -> int:
        return len(self._views)
