"""The tables that the builder paints from: parts, maps and nerves, read from `bodymap/data`."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

from bodymap.builder.territory import Territory, read_table
from bodymap.core.vocabulary import Figure, MapName, Root
from bodymap.library import resources

ROOT_NAMES = tuple(root.value for root in Root)
MAPS = tuple(name.value for name in MapName)
PARTS, NERVES = "parts", "cutaneous-nerves"
LAYERS = (PARTS, *MAPS, NERVES)


def layer(name: str, figure: Figure) -> tuple[tuple[Territory, ...], tuple[str, ...]]:
    """The territories of a layer on a figure, and the names that may own skin in it."""
    if name == PARTS:
        return parts_table(figure), part_names()
    if name == NERVES:
        return nerves_table(figure), nerve_names()
    return map_table(name, figure), ROOT_NAMES


@lru_cache
def map_table(name: str, figure: Figure) -> tuple[Territory, ...]:
    """Territories of a dermatome map on a figure."""
    return _table(f"maps/{name}.toml", figure, ROOT_NAMES, needs_source=True)


@lru_cache
def parts_table(figure: Figure) -> tuple[Territory, ...]:
    """Places on a figure; where one ends is a convention of this program, so rows carry no source."""
    return _table("maps/parts.toml", figure, part_names(), needs_source=False)


@lru_cache
def nerves_table(figure: Figure) -> tuple[Territory, ...]:
    """Territories of the cutaneous nerves on a figure."""
    return _table("maps/cutaneous-nerves.toml", figure, nerve_names(), needs_source=True)


@lru_cache
def nerve_names() -> tuple[str, ...]:
    """Ids of the cutaneous nerves, in the order of `nerves.csv`."""
    return tuple(row["id"] for row in csv.DictReader(io.StringIO(resources.table_text("nerves.csv"))))


@lru_cache
def exposs_by_part() -> dict[str, str]:
    """EXPOSS location of every part, empty where none applies."""
    rows = csv.DictReader(io.StringIO(resources.table_text("parts.csv")))
    return {row["part"]: row["exposs_location"] for row in rows}


def part_names() -> tuple[str, ...]:
    """Ids of all parts, in the order of `parts.csv`."""
    return tuple(exposs_by_part())


def _table(file: str, figure: Figure, names: tuple[str, ...], *, needs_source: bool) -> tuple[Territory, ...]:
    every = read_table(resources.table_text(file), file=file, known=names, needs_source=needs_source)
    return tuple(territory for territory in every if figure in territory.figures)
