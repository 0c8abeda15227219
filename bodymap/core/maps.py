"""What a dermatome map says about itself: its title, its sources and how wide its soft borders are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bodymap.core.anatomy import MapName
from bodymap.core.errors import TableError
from bodymap.core.sources import SourceId
from bodymap.core.tables import known_names


@dataclass(frozen=True, slots=True)
class DermatomeMap:
    """A family of dermatome maps as this program draws it.

    Attributes
    ----------
    title : str
        Its name on screen.
    note : str
        What a reader must know about how it was drawn.
    soft_border_mm : float
        Width of the band in which consecutive roots share the skin, half of it on either side of the drawn border.
    soft_border_reason : str
        Why this width.
    sources : tuple of SourceId
        At least one.
    """

    name: MapName
    title: str
    note: str
    soft_border_mm: float
    soft_border_reason: str
    sources: tuple[SourceId, ...]


def parse_map(text: str, *, file: str, sources: Iterable[SourceId]) -> DermatomeMap:
    """The map that the ``[map]`` section at the head of a TOML text describes.

    The rows that follow, from the first ``[[`` on, are the builder's and are not read, because reading them takes time.

    Raises
    ------
    TableError
        If the text is not TOML, a field is missing or of the wrong kind, the map is not one of `MapName`, or a source
        is not known.
    """
    try:
        section = tomllib.loads(text.partition("\n[[")[0]).get("map")
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{file}: not TOML: {error}") from error
    if not isinstance(section, dict):
        raise TableError(f"{file}: section [map] is missing")
    name = _text(section, "name", file)
    if name not in {member.value for member in MapName}:
        raise TableError(f"{file}: unknown map {name!r}; {known_names(name, (member.value for member in MapName))}")
    return DermatomeMap(
        name=MapName(name),
        title=_text(section, "title", file),
        note=_text(section, "note", file),
        soft_border_mm=_width(section, file),
        soft_border_reason=_text(section, "soft_border_reason", file),
        sources=_sources(section, file, tuple(sources)),
    )


def _text(section: Mapping[str, object], field: str, file: str) -> str:
    value = section.get(field)
    if not isinstance(value, str) or not value.strip():
        raise TableError(f"{file}: {field} is {value!r}; expected some text")
    return value


def _width(section: Mapping[str, object], file: str) -> float:
    value = section.get("soft_border_mm")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1000:
        raise TableError(f"{file}: soft_border_mm is {value!r}; expected millimetres above 0")
    return float(value)


def _sources(section: Mapping[str, object], file: str, known: tuple[SourceId, ...]) -> tuple[SourceId, ...]:
    given = section.get("sources")
    if not isinstance(given, list) or not given:
        raise TableError(f"{file}: sources is {given!r}; expected a list with at least one key")
    for source in given:
        if source not in known:
            raise TableError(f"{file}: unknown source {source!r}; {known_names(str(source), known)}")
    return tuple(given)
