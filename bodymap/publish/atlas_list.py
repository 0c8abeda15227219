"""What is drawn: figures, views, maps, layers with their counts, and sources, as fields for JSON and lines of text."""

from __future__ import annotations

from collections.abc import Mapping

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.atlas.maps import DermatomeMap
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.vocabulary import Figure, MapName, View
from bodymap.library import resources
from bodymap.publish.findings_text import cited_names


def contents_fields(atlas: Atlas) -> dict[str, object]:
    """The contents as JSON fields, with the counts of regions in each view of the atlas's figure."""
    return {
        "figure": atlas.figure.value,
        "figures": [
            {"id": figure.value, "views": [view.value for view in resources.drawn_views(figure)]}
            for figure in Figure
            if resources.drawn_views(figure)
        ],
        "maps": [_map_fields(known, atlas) for known in atlas.maps],
        "layers": [{"view": view.value, **_counts(view, atlas)} for view in atlas.views],
    }


def contents_lines(atlas: Atlas, evidence: Evidence) -> tuple[str, ...]:
    """The contents as lines of text."""
    counts = {view: _counts(view, atlas) for view in atlas.views}
    columns = tuple(next(iter(counts.values())))
    return (
        "Figures:",
        *(
            f"  {figure.value:<8} {', '.join(view.value for view in resources.drawn_views(figure))}"
            for figure in Figure
            if resources.drawn_views(figure)
        ),
        "",
        "Maps:",
        *(line for known in atlas.maps for line in _map_lines(known, atlas, evidence)),
        "",
        f"Regions in the drawings of the {atlas.figure.value} figure:",
        f"  {'view':<8} {'  '.join(columns)}",
        *(f"  {view.value:<8} {'  '.join(_cells(count))}" for view, count in counts.items()),
    )


def _map_lines(known: DermatomeMap, atlas: Atlas, evidence: Evidence) -> tuple[str, ...]:
    roots = _roots(known.name, atlas)
    return (
        f"  {known.name.value:<15} {known.title}: {roots} roots, soft borders {known.soft_border_mm:g} mm wide",
        f"  {'':<15} {known.note}",
        f"  {'':<15} Sources: {'; '.join(cited_names(known.sources, evidence))}.",
    )


def _cells(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Counts, each as wide as the name of its column."""
    return tuple(f"{count:>{len(name)}}" for name, count in counts.items())


def _map_fields(known: DermatomeMap, atlas: Atlas) -> dict[str, object]:
    return {
        "id": known.name.value,
        "title": known.title,
        "note": known.note,
        "roots": _roots(known.name, atlas),
        "soft_border_mm": known.soft_border_mm,
        "sources": list(known.sources),
    }


def _roots(name: MapName, atlas: Atlas) -> int:
    """How many roots a map draws in any view."""
    return len({territory.root for view in atlas.views for territory in atlas.territories(name, view)})


def _counts(view: View, atlas: Atlas) -> Mapping[str, int]:
    drawing = atlas.drawing(view)
    return {
        "parts": len(drawing.parts.regions),
        **{known.name.value: len(atlas.territories(known.name, view)) for known in atlas.maps},
        "cutaneous-nerves": len(drawing.nerves.regions),
        "courses": len(drawing.courses),
        "key-points": len(drawing.key_points),
    }
