"""What a dermatome map says about itself: its title, its sources, its soft borders and its axial lines."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bodymap.core.errors import TableError
from bodymap.core.tables.literature import SourceId
from bodymap.core.tables.rows import known_names
from bodymap.core.vocabulary import MapName, Root


@dataclass(frozen=True, slots=True)
class AxialLine:
    """A line where roots meet that do not overlap.

    Attributes
    ----------
    name : str
        Where it runs, such as "dorsal, leg".
    pairs : tuple of pairs of Root
        The roots that meet there, in each pair the one nearer to the head first.
    """

    name: str
    pairs: tuple[tuple[Root, Root], ...]


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
    axial_lines : tuple of AxialLine
        A border between roots that do not follow each other is hard on every map, whether or not it is listed here; a
        consecutive pair is hard on this map only when it is.

    Examples
    --------
    >>> calf = AxialLine("ventral, leg", ((Root.L4, Root.S2),))
    >>> drawn = DermatomeMap(MapName.FOERSTER, "Foerster family", "", 20, "", (SourceId("foerster1933"),), (calf,))
    >>> (Root.L4, Root.S2) in drawn.hard_pairs
    True
    """

    name: MapName
    title: str
    note: str
    soft_border_mm: float
    soft_border_reason: str
    sources: tuple[SourceId, ...]
    axial_lines: tuple[AxialLine, ...] = ()

    @property
    def hard_pairs(self) -> frozenset[tuple[Root, Root]]:
        """The pairs of all axial lines, in each the root nearer to the head first."""
        return frozenset(pair for line in self.axial_lines for pair in line.pairs)


def parse_map(text: str, *, file: str, sources: Iterable[SourceId]) -> DermatomeMap:
    """The map that the ``[map]`` section at the head of a TOML text and its ``[[axial]]`` rows describe.

    The other rows are the builder's and are not read, because reading them takes time.

    Raises
    ------
    TableError
        If the text is not TOML, a field is missing or of the wrong kind, the map is not one of `MapName`, or a source
        is not known.
    """
    head, *rows = text.split("\n[[")
    axial = (f"\n[[{row}" for row in rows if row.startswith("axial]]"))
    try:
        tables = tomllib.loads(head + "".join(axial))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{file}: not TOML: {error}") from error
    section = tables.get("map")
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
        axial_lines=_axial_lines(tables.get("axial", []), file),
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


def _axial_lines(rows: object, file: str) -> tuple[AxialLine, ...]:
    if not isinstance(rows, list):
        raise TableError(f"{file}: axial is {rows!r}; expected rows that start with [[axial]]")
    return tuple(_axial_line(row, file) for row in rows)


def _axial_line(row: Mapping[str, object], file: str) -> AxialLine:
    name, pairs = _text(row, "name", file), row.get("pairs")
    if not isinstance(pairs, list) or not pairs:
        raise TableError(f"{file}: axial line {name!r}: pairs is {pairs!r}; expected pairs of roots")
    return AxialLine(name, tuple(_pair(pair, name, file) for pair in pairs))


def _pair(pair: object, line: str, file: str) -> tuple[Root, Root]:
    known = {root.value: root for root in Root}
    names = pair if isinstance(pair, list) else []
    roots = sorted((known[name] for name in names if name in known), key=lambda root: root.position)
    if len(names) != 2 or len(set(roots)) != 2:
        raise TableError(f"{file}: axial line {line!r}: {pair!r} is not a pair of roots; known: {', '.join(known)}")
    return roots[0], roots[1]
